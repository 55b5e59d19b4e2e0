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
  /** The first promised day that had come when a later one was agreed. */
  missedDay: string | null
  /** Whether the right thing came, and all of it; null where nobody asked. */
  deliveredRight: boolean | null
  deliveredComplete: boolean | null
  discountMinor: number
  note: string | null
  /** What was paid, less what was given back; null where there was no payment. */
  paidMinor: number | null
  /** Whether the customer ever promised to pay for it, and the earliest day still open. */
  paymentPromised: boolean
  payBy: string | null
  lines: SaleLine[]
}

type Asked = 'deliveredRight' | 'deliveredComplete' | 'paymentPromised'
type Row = Omit<Sale, 'lines' | Asked> & Record<Asked, number | null>

export type SaleFields = Pick<
  Sale,
  'customerId' | 'soldAt' | 'promisedDay' | 'deliveredDay' | 'discountMinor' | 'note'
>
export type LineFields = Pick<SaleLine, 'productId' | 'quantity' | 'amountMinor'> & {
  returnedAt: string | null
}

/**
 * What was kept of the lines `l` of a sale or of a product in it, in pieces to a millionth. Lone negative lines, as an
 * import may bring, count for nothing: of them alone it is null.
 */
export const KEPT_QUANTITY =
  'round(sum(l.quantity) FILTER (WHERE l.quantity > 0 OR l.returned_at IS NOT NULL), 6)'

export const SELECT_SALE = `
  SELECT s.id, s.customer_id AS customerId, c.name AS customer, s.sold_at AS soldAt, s.entered_at AS enteredAt, s.source,
    s.promised_day AS promisedDay, s.delivered_day AS deliveredDay, s.missed_day AS missedDay, s.delivered_right AS deliveredRight,
    s.delivered_complete AS deliveredComplete, s.discount_minor AS discountMinor, s.note,
    (SELECT sum(y.amount_minor) FROM payment y WHERE y.sale_id = s.id) AS paidMinor,
    EXISTS (SELECT 1 FROM promise y WHERE y.sale_id = s.id AND y.kind = 'payment' AND y.promiser = 'customer')
      AS paymentPromised,
    (SELECT min(y.due_day) FROM promise y
     WHERE y.sale_id = s.id AND y.kind = 'payment' AND y.promiser = 'customer' AND y.settlement IS NULL) AS payBy
  FROM sale s JOIN customer c ON c.id = s.customer_id`

/** What was sold in one sale, in the order it was entered; nothing where there is no such sale. */
export function linesOf(db: Database, saleId: number): SaleLine[] {
  return prepared(
    db,
    `SELECT l.id, l.product_id AS productId, p.name AS product, l.quantity, l.amount_minor AS amountMinor,
       l.returned_at AS returnedAt
     FROM sale_line l JOIN product p ON p.id = l.product_id WHERE l.sale_id = ? ORDER BY l.id`,
  ).all(saleId) as SaleLine[]
}

/** A row of SELECT_SALE with its lines. */
export function saleOf(db: Database, row: unknown): Sale {
  const head = row as Row
  const asked = (flag: number | null) => (flag === null ? null : flag === 1)
  return {
    ...head,
    deliveredRight: asked(head.deliveredRight),
    deliveredComplete: asked(head.deliveredComplete),
    paymentPromised: head.paymentPromised === 1,
    lines: linesOf(db, head.id),
  }
}

/** A sale as far as a call is told of it. */
export type Sold = Pick<Sale, 'id' | 'soldAt' | 'lines'>

export function soldById(db: Database, id: number): Sold | null {
  const row = prepared(db, 'SELECT id, sold_at AS soldAt FROM sale WHERE id = ?').get(id)
  return row ? { ...(row as Omit<Sold, 'lines'>), lines: linesOf(db, id) } : null
}

export function saleById(db: Database, id: number): Sale | null {
  const row = prepared(db, `${SELECT_SALE} WHERE s.id = ?`).get(id)
  return row ? saleOf(db, row) : null
}

/** Her sales, the latest first. */
export function salesOf(db: Database, customerId: number, limit: number): Sale[] {
  return prepared(db, `${SELECT_SALE} WHERE s.customer_id = ? ORDER BY s.sold_at DESC, s.id DESC LIMIT ?`)
    .all(customerId, limit)
    .map((row) => saleOf(db, row))
}

/** All sales, the latest first. */
export function listSales(db: Database, limit: number): Sale[] {
  return prepared(db, `${SELECT_SALE} ORDER BY s.sold_at DESC, s.id DESC LIMIT ?`)
    .all(limit)
    .map((row) => saleOf(db, row))
}

export function countSales(db: Database, customerId: number | null): number {
  const count =
    customerId === null
      ? prepared(db, 'SELECT count(*) FROM sale').pluck().get()
      : prepared(db, 'SELECT count(*) FROM sale WHERE customer_id = ?').pluck().get(customerId)
  return count as number
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
       delivered_day = :deliveredDay, discount_minor = :discountMinor, note = :note,
       delivered_right = iif(:deliveredDay IS NULL, NULL, delivered_right),
       delivered_complete = iif(:deliveredDay IS NULL, NULL, delivered_complete)
     WHERE id = :id`,
  ).run({ ...fields, id })
}

export type DeliveryFields = Pick<
  Sale,
  'promisedDay' | 'deliveredDay' | 'deliveredRight' | 'deliveredComplete'
>

/** Remembers the first promised day that went by without the goods; it stays whatever is agreed later. */
export function missDelivery(db: Database, id: number, day: string): void {
  prepared(db, 'UPDATE sale SET missed_day = ? WHERE id = ? AND missed_day IS NULL').run(day, id)
}

export function setDelivery(db: Database, id: number, fields: DeliveryFields): void {
  const flag = (asked: boolean | null) => (asked === null ? null : Number(asked))
  prepared(
    db,
    `UPDATE sale SET promised_day = :promisedDay, delivered_day = :deliveredDay, delivered_right = :deliveredRight,
       delivered_complete = :deliveredComplete
     WHERE id = :id`,
  ).run({
    ...fields,
    deliveredRight: flag(fields.deliveredRight),
    deliveredComplete: flag(fields.deliveredComplete),
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
