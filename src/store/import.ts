// What only an import asks the store.
import type { Database } from 'better-sqlite3'
import { Batch } from './batch.ts'
import { type CustomerFields, nextCustomerId } from './customer.ts'
import { prepared } from './open.ts'

/** Her sale of exactly this moment, the first entered of several. */
export function saleIdAt(db: Database, customerId: number, soldAt: string): number | null {
  const id = prepared(db, 'SELECT id FROM sale WHERE customer_id = ? AND sold_at = ? ORDER BY id LIMIT 1')
    .pluck()
    .get(customerId, soldAt)
  return id === undefined ? null : (id as number)
}

/**
 * Customers of a shop where nobody was; sales as a file tells of them, bought and taken along; their lines; and how each
 * line was written, for good.
 */
export class ImportedRows {
  readonly #customers: Batch
  readonly #sales: Batch
  readonly #lines: Batch
  readonly #origins: Batch
  readonly #enteredAt: string
  #nextCustomer: number
  #nextSale: number

  constructor(db: Database, enteredAt: string) {
    this.#enteredAt = enteredAt
    this.#nextSale = prepared(db, 'SELECT coalesce(max(id), 0) + 1 FROM sale').pluck().get() as number
    this.#nextCustomer = nextCustomerId(db)
    this.#customers = new Batch(
      db,
      `INSERT INTO customer (id, external_id, name, name_key, phone, email, chat, birthday, note, referred_by_id,
         created_at)`,
      '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
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

  /**
   * Where nobody was before, nobody has refused to be called under her number or her address.
   * @returns the id that the customer will have
   */
  addFirstCustomer(fields: CustomerFields, nameKey: string): number {
    const id = this.#nextCustomer++
    const { externalId, name, phone, email, chat, birthday, note, referredById } = fields
    this.#customers.add(
      ...[id, externalId, name, nameKey, phone, email, chat, birthday, note, referredById, this.#enteredAt],
    )
    return id
  }

  /** @returns the id that the sale will have */
  addSale(customerId: number, soldAt: string): number {
    const id = this.#nextSale++
    this.#sales.add(id, customerId, soldAt, this.#enteredAt)
    return id
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

  /** Stores what waits; sales after those who bought, lines after the sales that they are of. */
  store(): void {
    for (const batch of [this.#customers, this.#sales, this.#lines, this.#origins]) batch.store()
  }
}
