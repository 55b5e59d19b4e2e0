// A file that is written: private, whole or not at all, and in nobody's place.
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../errors.ts'

/**
 * Writes a file for its owner's eyes only, complete under its name or not at all.
 * @param replace whether a file of that name may give way
 * @param database never gives way, by whatever path it is meant, nor does the journal beside it
 * @throws AppError file.exists, file.unwritable
 */
export function writeNewFile(path: string, text: string, replace: boolean, database: string): void {
  const kept = [database, `${database}-journal`].map(realPath)
  const there = lstatSync(path, { throwIfNoEntry: false })
  if (kept.includes(realPath(path)) || (!replace && there)) throw new AppError('file.exists', { path })
  // A folder, a device or a pipe is no table that could give way to another.
  if (there && !statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new AppError('file.unwritable', { path })
  const draft = `${path}.${randomUUID().slice(0, 8)}.part`
  let mine = false
  try {
    const file = openSync(draft, 'wx', 0o600)
    mine = true
    try {
      writeFileSync(file, text, { flush: true })
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    if (mine) rmSync(draft, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? new AppError('db.noSpace', { path })
      : new AppError('file.unwritable', { path })
  }
}

/** A path without links, also of a file that does not exist. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const folder = dirname(resolve(path))
    return existsSync(folder) ? join(realpathSync.native(folder), basename(path)) : resolve(path)
  }
}
