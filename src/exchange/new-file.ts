// A file that is written: private, whole or not at all, and in nobody's place.
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { rename } from '../rename.ts'

/**
 * Writes a file for its owner's eyes only, complete under its name or not at all.
 * @param replace whether a file of that name may give way
 * @param database never gives way, by whatever path it is meant, nor does the journal beside it
 * @throws AppError file.exists, file.unwritable
 */
export function writeNewFile(
  path: string,
  text: string | Uint8Array | Iterable<string>,
  replace: boolean,
  database: string,
): void {
  const draft = `${path}.${mark()}.part`
  let mine = false
  writing(path, () => {
    refuseTaken(path, replace, database)
    try {
      const file = openSync(draft, 'wx', 0o600)
      mine = true
      writeInto(file, text)
      rename(draft, path)
    } catch (error) {
      if (mine) rmSync(draft, { force: true })
      throw error
    }
  })
}

/** Files of one folder, each by its name. */
export type NewFiles = readonly { name: string; text: string | Iterable<string> }[]

/**
 * Writes the files of a folder for their owner's eyes only: all that needs room is written before anything appears
 * under its name, and the last file last. A folder that is not there appears whole.
 * @param replace whether files of those names may give way; whatever else lies there stays
 * @throws AppError file.exists where something lies in the folder, file.unwritable, db.noSpace
 */
export function writeNewFolder(path: string, files: NewFiles, replace: boolean, database: string): void {
  writing(path, () => {
    const there = lstatSync(path, { throwIfNoEntry: false })
    if (there && !statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new AppError('file.exists', { path })
    }
    const missing = there === undefined
    if (!missing && !replace && readdirSync(path).length > 0) {
      throw new AppError('file.exists', { path, context: 'folder' })
    }
    for (const { name } of files) refuseTaken(join(path, name), replace, database)
    const draft = missing ? `${resolve(path)}.${mark()}.part` : join(path, `.${mark()}.part`)
    mkdirSync(draft, { mode: 0o700 })
    try {
      for (const { name, text } of files) writeInto(openSync(join(draft, name), 'wx', 0o600), text)
      if (missing) rename(draft, path)
      else intoPlace(draft, path, files)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  })
}

/** Without its last file the folder is told for unfinished, should this stop in between. */
function intoPlace(draft: string, path: string, files: NewFiles): void {
  rmSync(join(path, files.at(-1)?.name ?? ''), { force: true })
  for (const { name } of files) rename(join(draft, name), join(path, name))
}

/** @throws AppError file.exists, file.unwritable */
export function refuseTaken(path: string, replace: boolean, database: string): void {
  const kept = [database, `${database}-journal`].map(realPath)
  const there = lstatSync(path, { throwIfNoEntry: false })
  if (kept.includes(realPath(path)) || (!replace && there)) throw new AppError('file.exists', { path })
  // A folder, a device or a pipe is no table that could give way to another.
  if (there && !statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new AppError('file.unwritable', { path })
}

/** Part of a name that nobody else takes. */
function mark(): string {
  return randomUUID().slice(0, 8)
}

function writeInto(file: number, text: string | Uint8Array | Iterable<string>): void {
  try {
    const isWhole = typeof text === 'string' || text instanceof Uint8Array
    for (const piece of isWhole ? [text] : text) writeFileSync(file, piece)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What the file system says of a path, as an error of ours; what the text itself fails with stays as it is. */
function writing(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (error instanceof AppError || syscall === undefined) throw error
    throw new AppError(code === 'ENOSPC' ? 'db.noSpace' : 'file.unwritable', { path })
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
