// What only an import asks the store.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'

/** Her sale of exactly this moment, the first entered of several. */
export function saleIdAt(db: Database, customerId: number, soldAt: string): number | null {
  const id = prepared(db, 'SELECT id FROM sale WHERE customer_id = ? AND sold_at = ? ORDER BY id LIMIT 1')
    .pluck()
    .get(customerId, soldAt)
  return id === undefined ? null : (id as number)
}
