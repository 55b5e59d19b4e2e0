// How a file under a passphrase is known, without what opens it.
import { closeSync, openSync, readSync } from 'node:fs'

const MARK = 'age-encryption.org/'

/** Whether a file says of itself that it is encrypted. */
export function isEncrypted(path: string): boolean {
  const start = Buffer.alloc(MARK.length)
  const file = openSync(path, 'r')
  try {
    readSync(file, start, 0, MARK.length, 0)
  } finally {
    closeSync(file)
  }
  return start.toString('latin1') === MARK
}
