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

// A file has many thousands of lines: bound by place, and with what all share in the statement, they take half the time.

/** A sale as a file tells of it: bought and taken along. */
export function insertImportedSale(
  db: Database,
  customerId: number,
  soldAt: string,
  enteredAt: string,
): number {
  const insert = prepared(
    db,
    `INSERT INTO sale (customer_id, sold_at, entered_at, source, discount_minor) VALUES (?, ?, ?, 'imported', 0)`,
  )
  return Number(insert.run(customerId, soldAt, enteredAt).lastInsertRowid)
}

export function insertImportedLine(
  db: Database,
  saleId: number,
  productId: number,
  quantity: number,
  amountMinor: number,
): void {
  prepared(db, 'INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor) VALUES (?, ?, ?, ?)').run(
    saleId,
    productId,
    quantity,
    amountMinor,
  )
}

/** Remembers a line as it was written for a customer, for good. */
export function keepOrigin(db: Database, customerId: number, origin: string): void {
  prepared(db, 'INSERT OR IGNORE INTO line_origin (customer_id, origin) VALUES (?, ?)').run(
    customerId,
    origin,
  )
}
