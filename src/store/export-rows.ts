// Whole lists for a table that is taken out: sold lines and contacts, each with who it is about, row by row.
import type { Database } from 'better-sqlite3'
import type { Contact } from './contact.ts'
import { keepPages } from './open.ts'

/** Who a row is about, as an import knows people again. */
interface Whose {
  customer: string
  externalId: string | null
  phone: string | null
}

export interface SoldLine extends Whose {
  saleId: number
  soldAt: string
  product: string
  quantity: number
  amountMinor: number
  returnedAt: string | null
  /** Of the whole sale; beside its first line only. */
  discountMinor: number | null
  promisedDay: string | null
  deliveredDay: string | null
  note: string | null
}

/** Every line of every sale, the earliest sale first. */
export function soldLines(db: Database): IterableIterator<SoldLine> {
  keepPages(db)
  return db
    .prepare(
      `SELECT s.id AS saleId, s.sold_at AS soldAt, c.name AS customer, c.external_id AS externalId, c.phone,
         p.name AS product, l.quantity, l.amount_minor AS amountMinor, l.returned_at AS returnedAt,
         CASE WHEN l.id = (SELECT min(f.id) FROM sale_line f WHERE f.sale_id = s.id)
           THEN nullif(s.discount_minor, 0) END AS discountMinor,
         s.promised_day AS promisedDay, s.delivered_day AS deliveredDay, s.note
       FROM sale s JOIN customer c ON c.id = s.customer_id JOIN sale_line l ON l.sale_id = s.id
         JOIN product p ON p.id = l.product_id
       ORDER BY s.sold_at, s.id, l.id`,
    )
    .iterate() as IterableIterator<SoldLine>
}

export type LoggedContact = Omit<Contact, 'used' | 'customerId'> & Whose & { used: 0 | 1 | null }

/** Every contact, the earliest first. */
export function loggedContacts(db: Database): IterableIterator<LoggedContact> {
  keepPages(db)
  return db
    .prepare(
      `SELECT k.id, k.at, c.name AS customer, c.external_id AS externalId, c.phone, k.outcome, k.channel,
         k.direction, k.message, k.csat, k.nps, k.reason, k.factor, k.factor_score AS factorScore, k.used, k.repeat,
         k.note, k.minutes, k.next_at AS nextAt, k.runs_out_day AS runsOutDay
       FROM contact k JOIN customer c ON c.id = k.customer_id ORDER BY k.at, k.id`,
    )
    .iterate() as IterableIterator<LoggedContact>
}
