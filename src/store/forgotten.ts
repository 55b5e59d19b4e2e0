// Who was forgotten, as one file knows it and another one must be told: no copy may bring anybody back.
import { join } from 'node:path'
import Database, { type Database as Connection } from 'better-sqlite3'
import { newestFirst } from '../domain/backup.ts'
import { backupsOf, type Shelf } from './shelf.ts'

/** Somebody who was forgotten. */
interface Gone {
  id: number
  at: string
  /** When the card was made; null of a card that is no more. */
  createdAt: string | null
}

export interface Forgotten {
  people: Gone[]
  /** When some cards were made: by them another file of this shop is told from one of another shop. */
  kin: { id: number; createdAt: string }[]
}

const NOBODY: Forgotten = { people: [], kin: [] }

/** How many cards are looked at to know a shop again. */
const KIN = 50

export function forgottenIn(db: Connection): Forgotten {
  const people = db
    .prepare(
      `SELECT f.customer_id AS id, f.at, c.created_at AS createdAt
       FROM forgotten f LEFT JOIN customer c ON c.id = f.customer_id ORDER BY f.customer_id`,
    )
    .all() as Gone[]
  const kin = db.prepare(`SELECT id, created_at AS createdAt FROM customer ORDER BY id LIMIT ${KIN}`).all()
  return { people, kin: kin as Forgotten['kin'] }
}

/** The same where the shop itself cannot tell: as the newest copy that can be read knows it. */
export function forgottenInCopies(shelf: Shelf): Forgotten {
  for (const { name } of newestFirst(backupsOf(shelf).filter(({ encrypted }) => !encrypted))) {
    try {
      const db = new Database(join(shelf.folder, name), { readonly: true })
      try {
        return forgottenIn(db)
      } finally {
        db.close()
      }
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error
    }
  }
  return NOBODY
}

/** Those who were forgotten and of whom a file still tells. */
export function returningOf(db: Connection, { people, kin }: Forgotten): Gone[] {
  const madeAt = db.prepare('SELECT created_at FROM customer WHERE id = ?').pluck()
  if (!kin.some(({ id, createdAt }) => madeAt.get(id) === createdAt)) return []
  const known = hasForgotten(db) ? db.prepare('SELECT 1 FROM forgotten WHERE customer_id = ?').pluck() : null
  return people.filter(({ id, createdAt }) => {
    const made = madeAt.get(id) as string | undefined
    if (made === undefined || known?.get(id) === 1) return false
    // Being made one with an older card makes a card older; a number that was taken back and given anew, younger.
    return createdAt === null || createdAt <= made
  })
}

/** Files of the first versions know nobody who was forgotten. */
export function hasForgotten(db: Connection): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'forgotten'").get() !== undefined
}
