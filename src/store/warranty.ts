// What of a customer's purchases is under warranty.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

export interface WarrantedRow {
  product: string
  warrantyDays: number
  soldAt: string
  promisedDay: string | null
  deliveredDay: string | null
}

/**
 * Products with a warranty that she bought by a moment and kept, the latest sale first.
 * @param saleId null for all of her sales
 */
export function warrantedOf(
  db: Database,
  query: { customerId: number; saleId: number | null; at: string },
): WarrantedRow[] {
  return prepared(
    db,
    `SELECT p.name AS product, p.warranty_days AS warrantyDays, s.sold_at AS soldAt, s.promised_day AS promisedDay,
       s.delivered_day AS deliveredDay
     FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN product p ON p.id = l.product_id
     WHERE s.customer_id = :customerId AND s.sold_at <= :at AND (:saleId IS NULL OR s.id = :saleId)
       AND p.warranty_days IS NOT NULL
     GROUP BY s.id, p.id HAVING ${KEPT_QUANTITY} > 0
     ORDER BY s.sold_at DESC, s.id DESC, p.id`,
  ).all(query) as WarrantedRow[]
}
