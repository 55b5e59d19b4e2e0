// Promises: something said with a date, and how it ended.
import type { Database } from 'better-sqlite3'
import type { PromiseKind, Promiser, Settlement } from '../domain/promise.ts'
import { prepared } from './open.ts'

export interface StoredPromise {
  id: number
  customerId: number
  saleId: number | null
  caseId: number | null
  contactId: number | null
  kind: PromiseKind
  promiser: Promiser
  text: string | null
  /** What is to be paid; null for other promises. */
  amountMinor: number | null
  madeAt: string
  enteredAt: string
  dueDay: string
  settlement: Settlement | null
  settledAt: string | null
  settledNote: string | null
}

const SELECT = `
  SELECT id, customer_id AS customerId, sale_id AS saleId, case_id AS caseId, contact_id AS contactId, kind, promiser,
    text, amount_minor AS amountMinor, made_at AS madeAt, entered_at AS enteredAt, due_day AS dueDay, settlement,
    settled_at AS settledAt, settled_note AS settledNote
  FROM promise`

export function promiseById(db: Database, id: number): StoredPromise | null {
  return (prepared(db, `${SELECT} WHERE id = ?`).get(id) as StoredPromise | undefined) ?? null
}

/** Her promises and those made to her, the earliest due first. */
export function promisesOf(db: Database, customerId: number): StoredPromise[] {
  return prepared(db, `${SELECT} WHERE customer_id = ? ORDER BY due_day, id`).all(
    customerId,
  ) as StoredPromise[]
}

export function insertPromise(
  db: Database,
  fields: Omit<StoredPromise, 'id' | 'settlement' | 'settledAt' | 'settledNote'>,
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO promise (customer_id, sale_id, case_id, contact_id, kind, promiser, text, amount_minor, made_at,
       entered_at, due_day)
     VALUES (:customerId, :saleId, :caseId, :contactId, :kind, :promiser, :text, :amountMinor, :madeAt, :enteredAt,
       :dueDay)`,
  ).run(fields)
  return Number(lastInsertRowid)
}

/** Says how a promise ended; said once more, the later word holds. */
export function settlePromise(
  db: Database,
  id: number,
  settlement: Settlement,
  settledAt: string,
  note: string | null,
): void {
  prepared(db, 'UPDATE promise SET settlement = ?, settled_at = ?, settled_note = ? WHERE id = ?').run(
    settlement,
    settledAt,
    note,
    id,
  )
}
