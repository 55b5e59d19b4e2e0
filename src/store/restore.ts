// Puts a verified copy in the place of the shop, in one step.
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database, { type Database as Connection } from 'better-sqlite3'
import { AppError } from '../errors.ts'
import { HELD, rename } from '../rename.ts'
import { copyPrivate, draftOf, flush, realPath, takeName } from './file.ts'
import { eraseCustomer, rewriteFile } from './forget.ts'
import { type Forgotten, returningOf } from './forgotten.ts'
import { discard, type Kept, keepAside, openPresent, SIDES } from './keep-aside.ts'
import { migrate } from './migrate.ts'
import { durable, secure } from './open.ts'
import { expectedSchema, isAsSummed, schemaOf, verifyShop } from './verify.ts'

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

/** Windows renames nothing over a file that is open; for the moment between it is not locked there. */
function replace(draft: string, real: string, present: Connection | null): void {
  if (!present?.open) {
    rename(draft, real)
    return
  }
  try {
    renameSync(draft, real)
  } catch (error) {
    if (!HELD.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    present.close()
    rename(draft, real)
  }
}
