// Files of the shop beyond what SQLite does with them: private, flushed to the disk, and named in one step.
import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { rename } from '../rename.ts'

/** A name beside a file that nobody else uses, for what is not complete yet. */
export function draftOf(path: string): string {
  return `${path}.new-${randomUUID()}`
}

/** What `draftOf` makes, and what SQLite puts beside it. */
export const DRAFT = /\.new-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-journal|-wal|-shm)?$/

/** What cannot be removed is left to the doctor: it is no reason to fail, nor to hide why something else did. */
export function removeDraft(draft: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) {
    try {
      rmSync(`${draft}${suffix}`, { force: true })
    } catch {}
  }
}

/** A path without links, also of a file that does not exist yet. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const folder = dirname(resolve(path))
    return existsSync(folder) ? join(realpathSync.native(folder), basename(path)) : resolve(path)
  }
}

/** An empty file for its owner alone, whatever the umask. @throws where the name is taken */
export function touchPrivate(path: string): void {
  closeSync(openSync(path, 'wx', 0o600))
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function flush(path: string, kind: 'file' | 'folder'): void {
  // Windows flushes what was opened to be written, and no folders.
  if (kind === 'folder' && sep === '\\') return
  const file = openSync(path, kind === 'file' ? 'r+' : 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Gives a complete draft its name, unless that is taken.
 * @returns whether it got it; a hard link tells, and file systems without links fall back to a rename
 */
export function takeName(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(path)) return false
    rename(draft, path)
    return true
  }
  removeDraft(draft)
  return true
}

const PIECE = 1 << 20

/**
 * Copies a file for its owner alone, whoever may read the other one, and waits until it is on the disk. The system's own
 * copy would hand on the mode before the content.
 * @throws where the name is taken
 */
export function copyPrivate(source: string, target: string): void {
  const from = openSync(source, 'r')
  try {
    const to = openSync(target, 'wx', 0o600)
    try {
      const piece = Buffer.alloc(PIECE)
      for (;;) {
        const length = readSync(from, piece, 0, PIECE, null)
        if (length === 0) break
        for (let done = 0; done < length; ) done += writeSync(to, piece, done, length - done)
      }
      fsyncSync(to)
    } finally {
      closeSync(to)
    }
  } finally {
    closeSync(from)
  }
}

/** SHA-256 of a file in hex, read piece by piece. */
export function sumOf(path: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(PIECE)
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const length = readSync(file, piece, 0, PIECE, null)
      if (length === 0) return hash.digest('hex')
      hash.update(piece.subarray(0, length))
    }
  } finally {
    closeSync(file)
  }
}
