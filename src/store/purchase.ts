// What one customer has bought, as far as a card tells it: read by her index range alone.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

/** Lines of a sale `s` as they were known at a moment. */
const KNOWN = 'l.sale_id = s.id AND (l.returned_at IS NULL OR l.returned_at <= :until)'

/** Her latest sale of which she kept something; null before a purchase. */
export function latestPurchase(
  db: Database,
  customerId: number,
  until: string,
): { id: number; soldAt: string } | null {
  const row = prepared(
    db,
    `SELECT s.id, s.sold_at AS soldAt FROM sale s
     WHERE s.customer_id = :customerId AND s.sold_at <= :until AND EXISTS (
       SELECT 1 FROM sale_line l WHERE ${KNOWN} GROUP BY l.product_id HAVING ${KEPT_QUANTITY} > 0)
     ORDER BY s.sold_at DESC, s.id DESC LIMIT 1`,
  ).get({ customerId, until })
  return (row as { id: number; soldAt: string } | undefined) ?? null
}

/** Every product she kept something of, each where she bought it last; the latest last. */
export function productsKept(db: Database, customerId: number, until: string): number[] {
  const ids = prepared(
    db,
    `SELECT l.product_id FROM sale s JOIN sale_line l ON ${KNOWN}
     WHERE s.customer_id = :customerId AND s.sold_at <= :until
     GROUP BY s.sold_at, s.id, l.product_id HAVING ${KEPT_QUANTITY} > 0
     ORDER BY s.sold_at DESC, s.id DESC, min(l.id) DESC`,
  )
    .pluck()
    .all({ customerId, until }) as number[]
  return [...new Set(ids)].reverse()
}
