// Backups: a verified copy of the database under its own name, once a day by itself or on demand.
import { rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { dailyNames, outlived, upgradeNames } from '../domain/backup.ts'
import { parseDay } from '../domain/day.ts'
import { AppError } from '../errors.ts'
import { draftOf, flush, removeDraft, sumOf, takeName, touchPrivate } from './file.ts'
import { backupsOf, openShelf, type Shelf, shelfOf } from './shelf.ts'
import { asAppError } from './sqlite-error.ts'
import { sumFileOf, sumLine, verifyShop } from './verify.ts'

/**
 * Copies a database, whole and verified, to a draft beside the place it is for; not inside a transaction.
 * @throws AppError db.damaged for a damaged database, backup.damaged for a copy that did not come out right; whatever
 *   SQLite and the system throw
 */
export function copyVerified(db: Database, draft: string): void {
  // What is wrong with an index alone does not get into the copy, which makes its own; lost pages would, as lost rows.
  const check = db.pragma('quick_check(1)', { simple: true })
  if (check !== 'ok') throw new AppError('db.damaged', { path: db.name, flaws: [check] })
  touchPrivate(draft)
  db.prepare('VACUUM INTO ?').run(draft)
  verifyShop(draft)
  flush(draft, 'file')
}

/**
 * A backup on the shelf, with its checksum beside it.
 * @param names to be tried one after another
 * @returns the name it got, null where others have all of them
 */
export function backUp(db: Database, shelf: Shelf, names: Iterable<string>): string | null {
  openShelf(shelf)
  const draft = draftOf(join(shelf.folder, `${shelf.stem}.db`))
  try {
    copyVerified(db, draft)
    for (const name of names) {
      const path = join(shelf.folder, name)
      if (!takeName(draft, path)) continue
      writeSum(path)
      flush(shelf.folder, 'folder')
      return name
    }
    return null
  } finally {
    removeDraft(draft)
  }
}

/** Writes the checksum of a file beside it; one that was there gives way first, so that it never lies. */
export function writeSum(path: string): string {
  const sum = sumOf(path)
  const file = sumFileOf(path)
  rmSync(file, { force: true })
  writeFileSync(file, sumLine(sum, basename(path)), { mode: 0o600, flag: 'wx', flush: true })
  return sum
}

/**
 * The backup of the day, unless the day has one, and what gives way to it.
 * @param moment of the shop, `2026-11-21T09:00:00+03:00`
 * @returns the name of the new one, null where the day has one already
 */
export function backUpDay(db: Database, database: string, moment: string): string | null {
  const shelf = shelfOf(database)
  const earlier = backupsOf(shelf)
  const day = parseDay(moment.slice(0, 10))
  if (earlier.some((backup) => backup.kind === 'daily' && !backup.encrypted && backup.day === day))
    return null
  const [name = ''] = dailyNames(shelf.stem, moment, earlier)
  const made = backUp(db, shelf, [name])
  if (made !== null) rotate(shelf, made)
  return made
}

/** @throws AppError backup.beforeUpgrade, telling as `because` the code of what stood in the way; db.damaged, db.locked */
export function backUpBeforeUpgrade(db: Database, database: string, version: number): void {
  const shelf = shelfOf(database)
  try {
    backUp(db, shelf, upgradeNames(shelf.stem, version))
  } catch (error) {
    const because = backupError(error, database, shelf)
    if (['db.damaged', 'db.locked'].includes(because.code)) throw because
    throw new AppError('backup.beforeUpgrade', { ...because.params, because: because.code })
  }
}

/** Whatever kept a backup from being made, as an error of ours. */
export function backupError(error: unknown, database: string, { folder }: Shelf): AppError {
  const known = asAppError(error, database)
  if (known instanceof AppError) return known
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new AppError('db.noSpace', { path: folder })
  return new AppError('file.unwritable', { path: folder, reason: code ?? message })
}

/** Deletes what gives way to the backup just made. @returns their names */
export function rotate(shelf: Shelf, made: string): string[] {
  const gone = outlived(backupsOf(shelf), made)
  for (const name of gone) {
    const path = join(shelf.folder, name)
    for (const file of [path, sumFileOf(path)]) rmSync(file, { force: true })
  }
  return gone
}
