// Payments of sales; nothing is assumed of a sale that has none.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'

export interface Payment {
  id: number
  saleId: number
  at: string
  enteredAt: string
  /** Negative where money was given back. */
  amountMinor: number
  /** The newest promise of the sale at its entry; 0 where there was none. */
  lastPromiseId: number
}

export function insertPayment(db: Database, fields: Omit<Payment, 'id' | 'lastPromiseId'>): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO payment (sale_id, at, entered_at, amount_minor, newest_promise)
     VALUES (:saleId, :at, :enteredAt, :amountMinor, coalesce((SELECT max(p.id) FROM promise p WHERE p.sale_id = :saleId), 0))`,
  ).run(fields)
  return Number(lastInsertRowid)
}

/** In time order. */
export function paymentsOf(db: Database, saleId: number): Payment[] {
  return prepared(
    db,
    `SELECT id, sale_id AS saleId, at, entered_at AS enteredAt, amount_minor AS amountMinor,
       newest_promise AS lastPromiseId
     FROM payment WHERE sale_id = ? ORDER BY at, id`,
  ).all(saleId) as Payment[]
}
