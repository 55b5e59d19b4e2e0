// What only an import asks the store.
import type { Database } from 'better-sqlite3'
import { Batch } from './batch.ts'
import { prepared } from './open.ts'

/** Her sale of exactly this moment, the first entered of several. */
export function saleIdAt(db: Database, customerId: number, soldAt: string): number | null {
  const id = prepared(db, 'SELECT id FROM sale WHERE customer_id = ? AND sold_at = ? ORDER BY id LIMIT 1')
    .pluck()
    .get(customerId, soldAt)
  return id === undefined ? null : (id as number)
}

/** Sales as a file tells of them, bought and taken along; their lines; and how each line was written, for good. */
export class ImportedRows {
  readonly #sales: Batch
  readonly #lines: Batch
  readonly #origins: Batch
  readonly #enteredAt: string
  #newest: number

  constructor(db: Database, enteredAt: string) {
    this.#enteredAt = enteredAt
    this.#newest = prepared(db, 'SELECT coalesce(max(id), 0) FROM sale').pluck().get() as number
    this.#sales = new Batch(
      db,
      'INSERT INTO sale (id, customer_id, sold_at, entered_at, source, discount_minor)',
      `(?, ?, ?, ?, 'imported', 0)`,
    )
    this.#lines = new Batch(
      db,
      'INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor)',
      '(?, ?, ?, ?)',
    )
    this.#origins = new Batch(db, 'INSERT OR IGNORE INTO line_origin (customer_id, origin)', '(?, ?)')
  }

  /** @returns the id that the sale will have */
  addSale(customerId: number, soldAt: string): number {
    this.#newest += 1
    this.#sales.add(this.#newest, customerId, soldAt, this.#enteredAt)
    return this.#newest
  }

  addLine(saleId: number, productId: number, quantity: number, amountMinor: number): void {
    this.#lines.add(saleId, productId, quantity, amountMinor)
  }

  addOrigin(customerId: number, origin: string): void {
    this.#origins.add(customerId, origin)
  }

  /** Whether enough of them wait to be stored. */
  get isFull(): boolean {
    return this.#lines.isFull
  }

  /** Stores what waits; lines after the sales that they are of. */
  store(): void {
    for (const batch of [this.#sales, this.#lines, this.#origins]) batch.store()
  }
}
