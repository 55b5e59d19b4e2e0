// What is in a product, to be held against what a customer avoids.
import type { Database } from 'better-sqlite3'
import { foldName } from '../domain/name.ts'
import { prepared } from './open.ts'

/** In order of the folded form. */
export function containedIn(db: Database, productId: number): string[] {
  return prepared(db, 'SELECT tag FROM product_contains WHERE product_id = ? ORDER BY tag_key')
    .pluck()
    .all(productId) as string[]
}

export function replaceContained(db: Database, productId: number, tags: readonly string[]): void {
  prepared(db, 'DELETE FROM product_contains WHERE product_id = ?').run(productId)
  const insert = prepared(
    db,
    'INSERT OR IGNORE INTO product_contains (product_id, tag_key, tag) VALUES (?, ?, ?)',
  )
  for (const tag of tags) insert.run(productId, foldName(tag), tag)
}
