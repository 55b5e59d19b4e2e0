// Whether a file is a shop that is whole: its checksum, its header, and what SQLite finds in it.
import { existsSync, readFileSync } from 'node:fs'
import Database, { type Database as Connection } from 'better-sqlite3'
import { AppError } from '../errors.ts'
import { sumOf } from './file.ts'
import { inspect } from './header.ts'
import { migrate } from './migrate.ts'

/** What SQLite complains of, page by page and reference by reference; nothing where all is well. */
export function flawsOf(db: Connection): string[] {
  const damage = db.pragma('integrity_check(20)') as { integrity_check: string }[]
  const flaws = damage.map(({ integrity_check }) => integrity_check).filter((text) => text !== 'ok')
  // Looked for in a damaged file, references would only say the same once more.
  if (flaws.length > 0) return flaws
  const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
  return orphans.slice(0, 20).map(({ table, rowid, parent }) => `${table} ${rowid}: no ${parent}`)
}

/** The file that holds the checksum of another one. */
export function sumFileOf(path: string): string {
  return `${path}.sha256`
}

/** What `sha256sum -c` reads, and writes for files without odd letters in their names. */
export function sumLine(sum: string, name: string): string {
  return `${sum}  ${name}\n`
}

/** The checksum that lies beside a file; an empty text where there is none. */
export function readSum(path: string): string {
  const file = sumFileOf(path)
  return existsSync(file) ? readFileSync(file, 'utf8').slice(0, 64).toLowerCase() : ''
}

/** Whether a file is what its checksum says; null where none lies beside it. */
export function isAsSummed(path: string): boolean | null {
  const sum = readSum(path)
  return sum === '' ? null : sum === sumOf(path)
}

/**
 * Looks through a whole file, without changing it.
 * @returns the version of its schema
 * @throws AppError db.notOurs, db.newer, db.empty, db.isFolder; backup.damaged
 */
export function verifyShop(path: string): number {
  const version = inspect(path)
  let flaws: string[]
  try {
    const db = new Database(path, { readonly: true })
    try {
      db.pragma('trusted_schema = OFF')
      db.pragma('cell_size_check = ON')
      flaws = flawsOf(db)
    } finally {
      db.close()
    }
  } catch (error) {
    flaws = [(error as Error).message]
  }
  if (flaws.length > 0) throw new AppError('backup.damaged', { path, flaws })
  return version
}

/** The schema of a database as SQLite keeps it, to be compared. */
export function schemaOf(db: Connection): string {
  return JSON.stringify(
    db
      .prepare(
        `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY type, name`,
      )
      .raw()
      .all(),
  )
}

/** The schema that this program makes. */
export function expectedSchema(): string {
  const db = new Database(':memory:')
  try {
    migrate(db)
    return schemaOf(db)
  } finally {
    db.close()
  }
}
