// What each sale is worth, stored beside it: the sales of a period are added up without a look at their lines.
import type { Database } from 'better-sqlite3'
import type { Instant } from '../domain/day.ts'
import type { SalesFigure } from './figures.ts'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'
import { unindexed } from './unindexed.ts'

/** SQL for what is to be stored of some sales; of one without lines, that it is worth nothing. */
const worthOf = (whose: string) => `
  SELECT s.id, CAST(round(unixepoch(s.sold_at, 'subsec') * 1000) AS INTEGER), coalesce(${KEPT_QUANTITY} > 0, 0),
    coalesce(sum(l.amount_minor) - s.discount_minor, 0)
  FROM sale s LEFT JOIN sale_line l ON l.sale_id = s.id WHERE ${whose}`

/** Stores what the sales of one customer are worth; what has not changed is not written. */
export function keepWorth(db: Database, customerId: number): void {
  prepared(
    db,
    `INSERT INTO worth (sale_id, sold_at, kept, minor)
     ${worthOf('s.customer_id = ?')} GROUP BY s.sold_at, s.id
     ON CONFLICT (sale_id) DO UPDATE SET sold_at = excluded.sold_at, kept = excluded.kept, minor = excluded.minor
     WHERE (sold_at, kept, minor) IS NOT (excluded.sold_at, excluded.kept, excluded.minor)`,
  ).run(customerId)
}

/** The same of all sales, anew. */
export function keepEverybodysWorth(db: Database): void {
  db.exec('DELETE FROM worth')
  unindexed(db, ['worth'], () =>
    db.exec(`INSERT INTO worth (sale_id, sold_at, kept, minor) ${worthOf('true')} GROUP BY s.id`),
  )
}

/** Customers of whose sales something else is stored than they are worth, in order of id. */
export function wronglyWorth(db: Database): number[] {
  return db
    .prepare(
      `SELECT DISTINCT customer_id FROM sale WHERE id IN (
         SELECT id FROM (${worthOf('true')} GROUP BY s.id EXCEPT SELECT sale_id, sold_at, kept, minor FROM worth)
       ) ORDER BY customer_id`,
    )
    .pluck()
    .all() as number[]
}

/** Money of the sales of a period, as known since the latest change. @param until not included */
export function worthBetween(db: Database, from: Instant, until: Instant): SalesFigure {
  return prepared(
    db,
    `SELECT coalesce(sum(kept), 0) AS count, coalesce(sum(minor), 0) AS revenueMinor FROM worth
     WHERE sold_at >= ? AND sold_at < ?`,
  ).get(from, until) as SalesFigure
}
