// Puts a verified copy in the place of the shop, in one step, and keeps the shop that was there.
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database, { type Database as Connection } from 'better-sqlite3'
import { keptAsideNames } from '../domain/backup.ts'
import { AppError } from '../errors.ts'
import { backUp } from './backup.ts'
import { copyPrivate, draftOf, flush, realPath, takeName } from './file.ts'
import { eraseCustomer, rewriteFile } from './forget.ts'
import { type Forgotten, returningOf } from './forgotten.ts'
import { migrate } from './migrate.ts'
import { BUSY_TIMEOUT, durable, secure } from './open.ts'
import { backupsOf, openShelf, type Shelf, shelfOf } from './shelf.ts'
import { expectedSchema, isAsSummed, schemaOf, sumFileOf, verifyShop } from './verify.ts'

/** What SQLite may have left beside a database: without it the file itself may be half a change. */
const SIDES = ['-journal', '-wal']

/** A place beside the shop for what is to become it. Makes the folder where there is none. */
export function draftFor(database: string): string {
  const real = realPath(database)
  mkdirSync(dirname(real), { recursive: true, mode: 0o700 })
  return draftOf(real)
}

/**
 * Copies a file to a draft and looks through it; the file itself is only read.
 * @throws AppError backup.damaged where it is not what its checksum says; what `verifyShop` throws
 */
export function takeCopy(source: string, draft: string): void {
  if (isAsSummed(source) === false) throw new AppError('backup.damaged', { path: source })
  copyPrivate(source, draft)
  for (const side of SIDES) {
    if (existsSync(`${source}${side}`)) copyPrivate(`${source}${side}`, `${draft}${side}`)
  }
  verifyDraft(draft, source)
}

/**
 * Looks through a draft; what a crash left beside it is brought to its end first.
 * @param source to be named in errors
 * @throws AppError db.newer; backup.damaged
 */
export function verifyDraft(draft: string, source: string): void {
  try {
    if (SIDES.some((side) => existsSync(`${draft}${side}`))) recover(draft)
    verifyShop(draft)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'db.newer') {
      throw new AppError('backup.damaged', { path: source })
    }
    throw new AppError(error.code, { ...error.params, path: source })
  }
}

function recover(draft: string): void {
  const db = new Database(draft)
  try {
    durable(db)
    db.pragma('user_version')
  } finally {
    db.close()
  }
}

/**
 * Makes a draft ready to be the shop: brought up to date, without those who were forgotten since, planned anew.
 * @param source to be named in errors
 * @param settle plans everybody anew
 * @returns the numbers of those who were erased
 * @throws AppError backup.damaged where there is more or less in it than this program makes
 */
export function prepareDraft(
  draft: string,
  source: string,
  forgotten: Forgotten,
  settle: (db: Connection) => void,
): number[] {
  const db = new Database(draft)
  try {
    secure(db)
    durable(db)
    migrate(db, settle)
    // Whoever doctored a file could have put something into it that acts by itself.
    if (schemaOf(db) !== expectedSchema()) throw new AppError('backup.damaged', { path: source })
    const returning = returningOf(db, forgotten)
    if (returning.length > 0) {
      db.transaction(() => {
        for (const { id, at } of returning) eraseCustomer(db, id, at)
        settle(db)
      }).immediate()
      rewriteFile(db)
    }
    return returning.map(({ id }) => id)
  } finally {
    db.close()
    flush(draft, 'file')
  }
}

/** What came of the present shop. */
export interface Kept {
  /** Where it lies now; null where there was none. */
  path: string | null
  /** Whether it was damaged, and so kept as it is. */
  damaged: boolean
}

/**
 * Puts a draft in the place of the shop, in one step; until then the shop is as it was.
 * @param moment of the shop, `2026-11-21T09:00:00+03:00`
 * @throws AppError db.locked, db.readOnly, db.replaced, db.unsure
 */
export function swap(database: string, draft: string, moment: string): Kept {
  const real = realPath(database)
  const there = statSync(real, { throwIfNoEntry: false })
  if (!there) {
    if (!takeName(draft, real)) throw new AppError('db.replaced', { path: database })
    settleName(real)
    return { path: null, damaged: false }
  }
  if ((there.mode & 0o222) === 0) throw new AppError('db.readOnly', { path: database })
  const present = openPresent(real)
  try {
    const kept = keepAside(real, present, moment)
    // Nobody writes now, so that nothing beside the file belongs to a change that counts; the new file has no part in it.
    try {
      for (const side of [...SIDES, '-shm']) rmSync(`${real}${side}`, { force: true })
      replace(draft, real, present)
    } catch (error) {
      if (!kept.damaged) discard(kept.path as string)
      throw error
    }
    settleName(real)
    return kept
  } finally {
    present?.close()
  }
}

/** The new file has its name already; whether the disk knows is all that is not certain. @throws AppError db.unsure */
function settleName(real: string): void {
  try {
    flush(dirname(real), 'folder')
  } catch {
    throw new AppError('db.unsure', { path: real })
  }
}

/** Null for a file that SQLite cannot read at all. */
function openPresent(real: string): Connection | null {
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
function keepAside(real: string, present: Connection | null, moment: string): Kept {
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
function discard(path: string): void {
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

/** Windows renames nothing over a file that is open; for the moment between it is not locked there. */
function replace(draft: string, real: string, present: Connection | null): void {
  try {
    renameSync(draft, real)
  } catch (error) {
    if (
      !present?.open ||
      !['EPERM', 'EBUSY', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')
    ) {
      throw error
    }
    present.close()
    renameSync(draft, real)
  }
}
