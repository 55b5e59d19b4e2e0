// Shop-wide questions of summaries, exports and settings.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

export interface SalesFigure {
  /** Sales of which something was kept. */
  count: number
  /** What all sales of the period are worth, less discounts and what has come back of them. */
  revenueMinor: number
}

/** Money of the sales of a period, as known at a moment; a negative line of an import lowers it. */
export function salesBetween(db: Database, from: string, until: string, now: string): SalesFigure {
  return prepared(
    db,
    `SELECT count(*) FILTER (WHERE kept > 0) AS count, coalesce(sum(worth), 0) AS revenueMinor
     FROM (
       SELECT ${KEPT_QUANTITY} AS kept,
         sum(l.amount_minor) - s.discount_minor AS worth
       FROM sale s JOIN sale_line l ON l.sale_id = s.id
       WHERE s.sold_at >= ? AND s.sold_at < ? AND (l.returned_at IS NULL OR l.returned_at <= ?)
       GROUP BY s.sold_at, s.id
     )`,
  ).get(from, until, now) as SalesFigure
}

/** SQL for a sale of which all was kept, whenever it is asked. */
const whole = (sale: string) => `
  EXISTS (SELECT 1 FROM sale_line w WHERE w.sale_id = ${sale}.id)
  AND NOT EXISTS (SELECT 1 FROM sale_line w WHERE w.sale_id = ${sale}.id AND w.quantity < 0)`

/**
 * Customers with a sale that may ask for a first call, and whose clock may have started in a stretch of time: by its
 * moment, or by the day on which it was promised or delivered. Left out are sales after others of which all was kept, if
 * they brought nothing with usage tips that was not in one of those.
 */
export function customersToCallFirst(db: Database, from: string, until: string): number[] {
  const [fromDay, untilDay] = [from.slice(0, 10), until.slice(0, 10)]
  return prepared(
    db,
    `WITH started (id) AS (
       SELECT id FROM sale WHERE sold_at >= :from AND sold_at < :until
       UNION ALL SELECT id FROM sale
         WHERE coalesce(delivered_day, promised_day) IS NOT NULL
           AND coalesce(delivered_day, promised_day) BETWEEN date(:fromDay, '-1 day') AND date(:untilDay, '+1 day')
     )
     SELECT DISTINCT s.customer_id FROM started CROSS JOIN sale s ON s.id = started.id
     WHERE NOT EXISTS (
         SELECT 1 FROM sale e WHERE e.customer_id = s.customer_id AND e.sold_at < s.sold_at AND ${whole('e')})
       OR EXISTS (
         SELECT 1 FROM sale_line l
         WHERE l.sale_id = s.id AND EXISTS (SELECT 1 FROM product_tip t WHERE t.product_id = l.product_id)
           AND NOT EXISTS (
             SELECT 1 FROM sale e CROSS JOIN sale_line k ON k.sale_id = e.id
             WHERE e.customer_id = s.customer_id AND e.sold_at < s.sold_at AND k.product_id = l.product_id
               AND ${whole('e')}))
     ORDER BY s.customer_id`,
  )
    .pluck()
    .all({ from, until, fromDay, untilDay }) as number[]
}

/** The moment of the first thing that happened; null in an empty shop. */
export function firstMoment(db: Database): string | null {
  return prepared(
    db,
    'SELECT min(at) FROM (SELECT min(sold_at) AS at FROM sale UNION ALL SELECT min(at) FROM contact)',
  )
    .pluck()
    .get() as string | null
}

/** Whether any sale is worth something, so that money of another currency would be mixed with it. */
export function hasRevenue(db: Database): boolean {
  return (
    prepared(
      db,
      `SELECT EXISTS (SELECT 1 FROM sale_line WHERE amount_minor <> 0)
         OR EXISTS (SELECT 1 FROM sale WHERE discount_minor <> 0)`,
    )
      .pluck()
      .get() === 1
  )
}

/** Whether any product has a price. */
export function hasPrices(db: Database): boolean {
  return (
    prepared(db, 'SELECT EXISTS (SELECT 1 FROM product WHERE price_minor IS NOT NULL)').pluck().get() === 1
  )
}
