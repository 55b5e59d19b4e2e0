// Files under a passphrase, in the format of age (https://age-encryption.org): written and read piece by piece.
import { createReadStream, createWriteStream, openSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import { AppError } from '../errors.ts'

/** Writes an encrypted copy of a file under a name that must be free; for its owner alone, and on the disk. */
export async function encryptFile(source: string, target: string, passphrase: string): Promise<void> {
  const age = new Encrypter()
  age.setPassphrase(passphrase)
  await write(await age.encrypt(read(source)), target)
}

/**
 * Writes what an encrypted file holds under a name that must be free.
 * @throws AppError backup.wrongPassphrase; backup.damaged where the file was changed or cut off
 */
export async function decryptFile(source: string, target: string, passphrase: string): Promise<void> {
  const age = new Decrypter()
  age.addPassphrase(passphrase)
  try {
    await write(await age.decrypt(read(source)), target)
  } catch (error) {
    // What the disk complains of has a code; the library's complaints have none.
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error
    const wrong = /no identity matched/.test((error as Error).message)
    throw new AppError(wrong ? 'backup.wrongPassphrase' : 'backup.damaged', { path: source })
  }
}

function read(path: string): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>
}

async function write(stream: ReadableStream<Uint8Array>, path: string): Promise<void> {
  // Opened here and now: a stream that opens its file by itself may do so after it failed, and leave it behind.
  const fd = openSync(path, 'wx', 0o600)
  const source = Readable.fromWeb(stream as unknown as WebStream)
  await pipeline(source, createWriteStream(path, { fd, flush: true }))
}
