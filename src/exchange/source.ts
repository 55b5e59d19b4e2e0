// The bytes of a file that is read: in pieces, as often as needed, and never all at once unless it is a pipe.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { AppError } from '../errors.ts'

export interface Source {
  path: string
  /** Bytes. */
  size: number
  /** The first bytes, at most 64 KB. */
  head: Buffer
  /** All bytes from the beginning. @throws AppError file.unreadable */
  chunks(): Iterable<Buffer>
}

const HEAD = 64 * 1024
const CHUNK = 64 * 1024
/** A pipe can be read once only, so that all of it is kept; more than this no table in a pipe has. */
const LONGEST_PIPE = 64 * 1024 * 1024

/** @throws AppError file.notFound, file.unreadable */
export function openSource(path: string): Source {
  return reading(path, () => {
    const kind = statSync(path)
    if (kind.isFile())
      return { path, size: kind.size, head: firstBytes(path, HEAD), chunks: () => pieces(path) }
    // A device may have no end, and a folder has no bytes.
    if (!kind.isFIFO()) throw new AppError('file.unreadable', { path })
    const all = firstBytes(path, LONGEST_PIPE + 1)
    if (all.length > LONGEST_PIPE) throw new AppError('file.unreadable', { path })
    return { path, size: all.length, head: all.subarray(0, HEAD), chunks: () => slices(all) }
  })
}

function firstBytes(path: string, most: number): Buffer {
  const parts: Buffer[] = []
  let left = most
  for (const part of pieces(path)) {
    parts.push(part.subarray(0, left))
    left -= part.length
    if (left <= 0) break
  }
  return Buffer.concat(parts)
}

/** Read at once: through the threads of a stream a busy computer took a hundred times as long as the disk. */
function* pieces(path: string): Generator<Buffer> {
  const file = reading(path, () => openSync(path, 'r'))
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(CHUNK)
      const length = reading(path, () => readSync(file, piece))
      if (length === 0) return
      yield piece.subarray(0, length)
    }
  } finally {
    closeSync(file)
  }
}

function* slices(all: Buffer): Generator<Buffer> {
  for (let at = 0; at < all.length; at += CHUNK) yield all.subarray(at, at + CHUNK)
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof AppError || code === undefined) return error
  return new AppError(code === 'ENOENT' || code === 'ENOTDIR' ? 'file.notFound' : 'file.unreadable', { path })
}
