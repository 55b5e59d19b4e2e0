// Sales by what was paid for them: what is owed, what is to be given back, what nobody keeps track of.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { type Sale, SELECT_SALE, saleOf } from './sale.ts'

/** Sales whose payment is kept track of. */
const KEPT_TRACK_OF = `s.id IN (SELECT sale_id FROM payment
  UNION SELECT sale_id FROM promise WHERE kind = 'payment' AND promiser = 'customer')`

/** Of one customer, whose sales are found by an index; of everybody without one. */
const of = (customerId: number | null) => (customerId === null ? '' : 'AND s.customer_id = :customerId')

/**
 * Sales that are not paid for in full, of those whose payment is kept track of; the earliest promised payment first.
 * @param customerId null for everybody's
 */
export function owingSales(db: Database, customerId: number | null): Sale[] {
  return prepared(
    db,
    `SELECT * FROM (${SELECT_SALE}
       WHERE ${customerId === null ? KEPT_TRACK_OF : 's.customer_id = :customerId'}) t
     WHERE (paidMinor IS NOT NULL OR paymentPromised) AND (SELECT sum(l.amount_minor) FROM sale_line l WHERE l.sale_id = t.id) - discountMinor
       > coalesce(paidMinor, 0)
     ORDER BY payBy IS NULL, payBy, soldAt, id`,
  )
    .all({ customerId })
    .map((row) => saleOf(db, row))
}

/** Sales of which money is to be given back, the oldest first. @param customerId null for everybody's */
export function overpaidSales(db: Database, customerId: number | null): Sale[] {
  return prepared(
    db,
    `SELECT * FROM (${SELECT_SALE}
       WHERE s.id IN (SELECT sale_id FROM payment) ${of(customerId)}) t
     WHERE (SELECT sum(l.amount_minor) FROM sale_line l WHERE l.sale_id = t.id) - discountMinor < paidMinor
     ORDER BY soldAt, id`,
  )
    .all({ customerId })
    .map((row) => saleOf(db, row))
}

/**
 * Numbers of sales with something to pay of which no payment or promise of one is known, the latest first; imported
 * ones are left out, since nobody brings payments with them.
 * @param customerId null for everybody's
 */
export function untrackedSales(db: Database, customerId: number | null): number[] {
  return prepared(
    db,
    `SELECT s.id FROM sale s
     WHERE s.source = 'entered' ${of(customerId)}
       AND s.id NOT IN (SELECT sale_id FROM payment)
       AND s.id NOT IN (SELECT sale_id FROM promise
         WHERE sale_id IS NOT NULL AND kind = 'payment' AND promiser = 'customer')
       AND (SELECT sum(l.amount_minor) FROM sale_line l WHERE l.sale_id = s.id) > s.discount_minor
     ORDER BY s.sold_at DESC, s.id DESC`,
  )
    .pluck()
    .all({ customerId }) as number[]
}
