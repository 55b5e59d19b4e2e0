// What customers must not be offered: an allergy, a dislike; known by its folded form, shown as it was typed.
import type { Database } from 'better-sqlite3'
import { foldName } from '../domain/name.ts'
import { prepared } from './open.ts'

/** What she avoids, in order of its folded form. */
export function avoidedBy(db: Database, customerId: number): string[] {
  return prepared(db, 'SELECT tag FROM customer_avoid WHERE customer_id = ? ORDER BY tag_key')
    .pluck()
    .all(customerId) as string[]
}

/** Adds to what she avoids; of one folded form the first spelling stays. */
export function addAvoided(db: Database, customerId: number, tags: readonly string[]): void {
  const insert = prepared(
    db,
    'INSERT OR IGNORE INTO customer_avoid (customer_id, tag_key, tag) VALUES (?, ?, ?)',
  )
  for (const tag of tags) insert.run(customerId, foldName(tag), tag)
}

export function replaceAvoided(db: Database, customerId: number, tags: readonly string[]): void {
  prepared(db, 'DELETE FROM customer_avoid WHERE customer_id = ?').run(customerId)
  addAvoided(db, customerId, tags)
}
