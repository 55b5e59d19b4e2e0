// Who bought first and before, and what she has of it: purchases by customer, for the figures of a period.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

/**
 * What was kept of a sale until :now, in pieces. Nothing of what came back whole by then, nor of lone negative lines, so
 * that neither is a purchase.
 */
const kept = (sale: string) => `(
  SELECT coalesce(${KEPT_QUANTITY}, 0)
  FROM sale_line l WHERE l.sale_id = ${sale}.id AND (l.returned_at IS NULL OR l.returned_at <= :now))`

/** Who bought first from one moment until before another, as of a third; in order of that. */
export function firstBuyersAt(db: Database, from: string, until: string, now: string): number[] {
  return prepared(
    db,
    `SELECT s.customer_id FROM sale s
     WHERE s.sold_at >= :from AND s.sold_at < :until AND NOT EXISTS (
       SELECT 1 FROM sale e WHERE e.customer_id = s.customer_id AND e.sold_at <= s.sold_at
         AND (e.sold_at < s.sold_at OR e.id < s.id) AND ${kept('e')} > 0
     ) AND ${kept('s')} > 0
     ORDER BY s.sold_at, s.id`,
  )
    .pluck()
    .all({ from, until, now }) as number[]
}

/** The moment of her latest purchase before one moment, as of another; null when there is none. */
export function purchaseBefore(db: Database, customerId: number, until: string, now: string): string | null {
  return (prepared(
    db,
    `SELECT s.sold_at FROM sale s WHERE s.customer_id = :customerId AND s.sold_at < :until AND ${kept('s')} > 0
     ORDER BY s.sold_at DESC LIMIT 1`,
  )
    .pluck()
    .get({ customerId, until, now }) ?? null) as string | null
}

/** A product that she has. */
export interface KeptProduct {
  productId: number
  product: string
}

/** What she kept, as of a moment, of what she bought since another. */
export function productsKept(db: Database, customerId: number, from: string, now: string): KeptProduct[] {
  return prepared(
    db,
    `SELECT p.id AS productId, p.name AS product
     FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN product p ON p.id = l.product_id
     WHERE s.customer_id = :customerId AND s.sold_at >= :from AND s.sold_at <= :now
       AND (l.quantity > 0 OR l.returned_at <= :now)
     GROUP BY p.id HAVING round(sum(l.quantity), 6) > 0 ORDER BY p.id`,
  ).all({ customerId, from, now }) as KeptProduct[]
}
