// Sales and their lines; a return is a line with a negative quantity.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'

export interface SaleLine {
  id: number
  productId: number
  product: string
  quantity: number
  /** The line's total, before the sale's discount. */
  amountMinor: number
  returnedAt: string | null
}

export interface Sale {
  id: number
  customerId: number
  customer: string
  soldAt: string
  enteredAt: string
  source: 'entered' | 'imported'
  promisedDay: string | null
  deliveredDay: string | null
  discountMinor: number
  note: string | null
  lines: SaleLine[]
}

export type SaleFields = Pick<
  Sale,
  'customerId' | 'soldAt' | 'promisedDay' | 'deliveredDay' | 'discountMinor' | 'note'
>
export type LineFields = Pick<SaleLine, 'productId' | 'quantity' | 'amountMinor'> & {
  returnedAt: string | null
}

const SELECT = `
  SELECT s.id, s.customer_id AS customerId, c.name AS customer, s.sold_at AS soldAt, s.entered_at AS enteredAt, s.source,
    s.promised_day AS promisedDay, s.delivered_day AS deliveredDay, s.discount_minor AS discountMinor, s.note
  FROM sale s JOIN customer c ON c.id = s.customer_id`

function sale(db: Database, row: unknown): Sale {
  const head = row as Omit<Sale, 'lines'>
  const lines = prepared(
    db,
    `SELECT l.id, l.product_id AS productId, p.name AS product, l.quantity, l.amount_minor AS amountMinor,
       l.returned_at AS returnedAt
     FROM sale_line l JOIN product p ON p.id = l.product_id WHERE l.sale_id = ? ORDER BY l.id`,
  ).all(head.id)
  return { ...head, lines: lines as SaleLine[] }
}

export function saleById(db: Database, id: number): Sale | null {
  const row = prepared(db, `${SELECT} WHERE s.id = ?`).get(id)
  return row ? sale(db, row) : null
}

/** Her sales, the latest first. */
export function salesOf(db: Database, customerId: number, limit: number): Sale[] {
  return prepared(db, `${SELECT} WHERE s.customer_id = ? ORDER BY s.sold_at DESC, s.id DESC LIMIT ?`)
    .all(customerId, limit)
    .map((row) => sale(db, row))
}

/** All sales, the latest first. */
export function listSales(db: Database, limit: number): Sale[] {
  return prepared(db, `${SELECT} ORDER BY s.sold_at DESC, s.id DESC LIMIT ?`)
    .all(limit)
    .map((row) => sale(db, row))
}

export function countSales(db: Database, customerId: number | null): number {
  return prepared(db, 'SELECT count(*) FROM sale WHERE :customerId IS NULL OR customer_id = :customerId')
    .pluck()
    .get({ customerId }) as number
}

export function insertSale(
  db: Database,
  fields: SaleFields & Pick<Sale, 'enteredAt' | 'source'>,
  lines: readonly LineFields[],
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO sale (customer_id, sold_at, entered_at, source, promised_day, delivered_day, discount_minor, note)
     VALUES (:customerId, :soldAt, :enteredAt, :source, :promisedDay, :deliveredDay, :discountMinor, :note)`,
  ).run(fields)
  const id = Number(lastInsertRowid)
  for (const line of lines) insertLine(db, id, line)
  return id
}

export function insertLine(db: Database, saleId: number, line: LineFields): void {
  prepared(
    db,
    `INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor, returned_at)
     VALUES (:saleId, :productId, :quantity, :amountMinor, :returnedAt)`,
  ).run({ saleId, ...line })
}

export function updateSale(db: Database, id: number, fields: SaleFields): void {
  prepared(
    db,
    `UPDATE sale SET customer_id = :customerId, sold_at = :soldAt, promised_day = :promisedDay,
       delivered_day = :deliveredDay, discount_minor = :discountMinor, note = :note
     WHERE id = :id`,
  ).run({ ...fields, id })
}

export function setDelivery(
  db: Database,
  id: number,
  days: Pick<Sale, 'promisedDay' | 'deliveredDay'>,
): void {
  prepared(
    db,
    'UPDATE sale SET promised_day = :promisedDay, delivered_day = :deliveredDay WHERE id = :id',
  ).run({
    ...days,
    id,
  })
}

/** Replaces the sold lines of a sale; what was returned stays. */
export function replaceLines(
  db: Database,
  id: number,
  lines: readonly Pick<SaleLine, 'productId' | 'quantity' | 'amountMinor'>[],
): void {
  prepared(db, 'DELETE FROM sale_line WHERE sale_id = ? AND returned_at IS NULL').run(id)
  for (const { productId, quantity, amountMinor } of lines) {
    insertLine(db, id, { productId, quantity, amountMinor, returnedAt: null })
  }
}

/** Remembers lines as they were written for a customer, for good: an import knows them again. */
export function keepOrigins(db: Database, customerId: number, origins: readonly string[]): void {
  const keep = prepared(db, 'INSERT OR IGNORE INTO line_origin (customer_id, origin) VALUES (?, ?)')
  for (const origin of origins) keep.run(customerId, origin)
}

/** How the lines of a customer were ever written, to know them again in an import. */
export function originsOf(db: Database, customerId: number): string[] {
  return prepared(db, 'SELECT origin FROM line_origin WHERE customer_id = ?')
    .pluck()
    .all(customerId) as string[]
}
