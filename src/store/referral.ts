// Who brought whom, and who of them has bought.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

/** Who brought her. */
export function setReferrer(db: Database, id: number, referredById: number): void {
  prepared(db, 'UPDATE customer SET referred_by_id = ? WHERE id = ?').run(referredById, id)
}

/** Who brought any of these customers. */
export function referrersOf(db: Database, ids: readonly number[]): number[] {
  return prepared(
    db,
    `SELECT DISTINCT referred_by_id FROM customer
     WHERE id IN (SELECT value FROM json_each(?)) AND referred_by_id IS NOT NULL`,
  )
    .pluck()
    .all(JSON.stringify(ids)) as number[]
}

/** SQL for whether a customer had bought by a moment; a sale that came back whole is none. */
export const boughtUntil = (customer: string, until: string) => `EXISTS (
  SELECT 1 FROM sale s JOIN sale_line l ON l.sale_id = s.id
  WHERE s.customer_id = ${customer} AND s.sold_at <= ${until} AND (l.returned_at IS NULL OR l.returned_at <= ${until})
  GROUP BY s.id HAVING ${KEPT_QUANTITY} > 0)`

/** How many of the customers she referred had bought by a moment; a sale that came back whole is none. */
export function referredBuyersOf(db: Database, id: number, until: string): number {
  return referredBuyers(db, [id], until).get(id) ?? 0
}

/** The same of some customers; who brought nobody is left out. */
export function referredBuyers(db: Database, ids: readonly number[], until: string): Map<number, number> {
  const rows = prepared(
    db,
    `SELECT f.referred_by_id AS id, count(*) AS n
     FROM customer f WHERE f.referred_by_id IN (SELECT value FROM json_each(:ids)) AND ${boughtUntil('f.id', ':until')}
     GROUP BY f.referred_by_id`,
  ).all({ ids: JSON.stringify(ids), until }) as { id: number; n: number }[]
  return new Map(rows.map(({ id, n }) => [id, n]))
}
