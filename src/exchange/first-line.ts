// The first line of a small file, such as one that holds a passphrase.
import { closeSync, openSync, readSync } from 'node:fs'
import { AppError } from '../errors.ts'

const MOST_BYTES = 4096

/** @throws AppError file.notFound, backup.noPassphrase where there is no line in it */
export function readFirstLine(path: string): string {
  const bytes = Buffer.alloc(MOST_BYTES)
  let length: number
  try {
    const file = openSync(path, 'r')
    try {
      length = readSync(file, bytes, 0, MOST_BYTES, null)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new AppError(code === 'ENOENT' ? 'file.notFound' : 'backup.noPassphrase', { path })
  }
  const [line = ''] = bytes
    .toString('utf8', 0, length)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  if (line === '') throw new AppError('backup.noPassphrase', { path })
  return line
}
