// Keeps the shop that is about to be replaced: as a backup, or byte by byte where it is damaged; and locks it until then.
import { existsSync, linkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database, { type Database as Connection } from 'better-sqlite3'
import { keptAsideNames } from '../domain/backup.ts'
import { AppError } from '../errors.ts'
import { backUp } from './backup.ts'
import { copyPrivate, flush } from './file.ts'
import { BUSY_TIMEOUT, durable } from './open.ts'
import { backupsOf, openShelf, type Shelf, shelfOf } from './shelf.ts'
import { sumFileOf } from './verify.ts'

/** What SQLite may have left beside a database: without it the file itself may be half a change. */
export const SIDES = ['-journal', '-wal']

/** What came of the present shop. */
export interface Kept {
  /** Where it lies now; null where there was none. */
  path: string | null
  /** Whether it was damaged, and so kept as it is. */
  damaged: boolean
}

/** Null for a file that SQLite cannot read at all. */
export function openPresent(real: string): Connection | null {
  let db: Connection | null = null
  try {
    db = new Database(real, { timeout: BUSY_TIMEOUT })
    durable(db)
    db.pragma('schema_version')
    return db
  } catch (error) {
    db?.close()
    if (isBusy(error)) throw error
    return null
  }
}

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '')
}

/** How often somebody may write while a copy is made of what they wrote before. */
const TRIES = 5

/** Keeps the present shop and leaves it locked: from the copy until the swap nobody writes. */
export function keepAside(real: string, present: Connection | null, moment: string): Kept {
  const shelf = shelfOf(real)
  const names = () => keptAsideNames(shelf.stem, moment, backupsOf(shelf))
  if (present) {
    const path = keepCopy(present, shelf, names)
    if (path !== null) return { path, damaged: false }
  }
  const path = keepAsIs(real, shelf, names())
  if (present) lockDamaged(present)
  return { path, damaged: true }
}

/** @returns the copy; null where the shop is too damaged to be copied. @throws AppError db.locked */
function keepCopy(present: Connection, shelf: Shelf, names: () => Iterable<string>): string | null {
  for (let n = 0; n < TRIES; n++) {
    const before = present.pragma('data_version', { simple: true })
    let path: string
    try {
      path = join(shelf.folder, backUp(present, shelf, names()) as string)
    } catch (error) {
      if (isDamage(error)) return null
      throw error
    }
    try {
      present.exec('BEGIN EXCLUSIVE')
      if (present.pragma('data_version', { simple: true }) === before) return path
      present.exec('ROLLBACK')
    } catch (error) {
      discard(path)
      throw error
    }
    discard(path)
  }
  throw new AppError('db.locked', { path: present.name })
}

/** What is still the shop itself need not be kept beside it. */
export function discard(path: string): void {
  for (const file of [path, sumFileOf(path)]) rmSync(file, { force: true })
}

/** To SQLite an empty file is an empty database, whose copy is no shop. */
const DAMAGE: readonly string[] = ['db.damaged', 'backup.damaged', 'db.notOurs', 'db.empty']

function isDamage(error: unknown): boolean {
  if (error instanceof AppError) return DAMAGE.includes(error.code)
  return /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test((error as { code?: string }).code ?? '')
}

/**
 * A damaged shop is kept byte by byte, with what a crash left beside it: somebody may save more of it one day. A link
 * keeps also what the disk no longer reads.
 */
function keepAsIs(real: string, shelf: Shelf, names: Iterable<string>): string | null {
  openShelf(shelf)
  for (const name of names) {
    const path = join(shelf.folder, name)
    if (existsSync(path) || !linkOrCopy(real, path)) continue
    for (const side of SIDES) if (existsSync(`${real}${side}`)) linkOrCopy(`${real}${side}`, `${path}${side}`)
    flush(shelf.folder, 'folder')
    return path
  }
  return null
}

/** @returns whether it got the name */
function linkOrCopy(source: string, target: string): boolean {
  try {
    linkSync(source, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    copyPrivate(source, target)
  }
  return true
}

/** A file damaged enough cannot even be locked; then nobody else can write to it either. */
function lockDamaged(present: Connection): void {
  try {
    present.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    if (isBusy(error)) throw error
  }
}
