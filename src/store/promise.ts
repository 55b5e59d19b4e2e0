// Promises: something said with a date, and how it ended; the deliveries of sales count among them.
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

/** Everything promised with a sale, the earliest due first. */
export function promisesOfSale(db: Database, saleId: number): StoredPromise[] {
  return prepared(db, `${SELECT} WHERE sale_id = ? ORDER BY due_day, id`).all(saleId) as StoredPromise[]
}

/** Whether a talk made a promise of this kind already. */
export function hasPromiseOfContact(
  db: Database,
  customerId: number,
  contactId: number,
  kind: PromiseKind,
): boolean {
  return promisesOf(db, customerId).some(
    (promise) => promise.contactId === contactId && promise.kind === kind,
  )
}

export function listPromises(db: Database): StoredPromise[] {
  return prepared(db, `${SELECT} ORDER BY due_day, id`).all() as StoredPromise[]
}

/** Promises given by a moment and open then, due by a day, the earliest due first. @param by `YYYY-MM-DD` */
export function openPromises(db: Database, at: string, by: string): StoredPromise[] {
  // Few are settled later than the moment asked about; for the order's sake SQLite would look through all others too.
  return prepared(
    db,
    `SELECT * FROM (
       ${SELECT} WHERE settled_at IS NULL AND due_day <= :by AND made_at <= :at
       UNION ALL ${SELECT} WHERE settled_at > :at AND +due_day <= :by AND made_at <= :at
     ) ORDER BY +dueDay, id`,
  ).all({ at, by }) as StoredPromise[]
}

/** Promises of the seller that were due on these days, ends included, and given by a moment. */
export function promisesDueBetween(db: Database, from: string, to: string, at: string): StoredPromise[] {
  return prepared(
    db,
    `${SELECT} WHERE due_day BETWEEN ? AND ? AND promiser = 'seller' AND made_at <= ? ORDER BY due_day, id`,
  ).all(from, to, at) as StoredPromise[]
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

/** What was to come with the goods comes on their new day. */
export function moveGoodsPromises(db: Database, saleId: number, from: string, to: string): void {
  prepared(
    db,
    `UPDATE promise SET due_day = :to
     WHERE sale_id = :saleId AND due_day = :from AND kind IN ('condition', 'accessory') AND settlement IS NULL`,
  ).run({ saleId, from, to })
}

/** A sale turned out to be somebody else's, and so what was promised with it. */
export function giveSalePromises(db: Database, saleId: number, customerId: number): void {
  prepared(db, 'UPDATE promise SET customer_id = ? WHERE sale_id = ?').run(customerId, saleId)
}

/** The delivery that a sale promised. */
export interface PromisedDelivery {
  saleId: number
  customerId: number
  soldAt: string
  promisedDay: string
  deliveredDay: string | null
  /** The first promised day that had come when a later one was agreed. */
  missedDay: string | null
  deliveredRight: boolean | null
  deliveredComplete: boolean | null
  /** Whether anything of the sale was kept by the moment asked about. */
  anyKept: boolean
}

type Flags = Record<'deliveredRight' | 'deliveredComplete' | 'anyKept', number | null>

const STANDING = `
  s.promised_day AS promisedDay, s.delivered_day AS deliveredDay, s.missed_day AS missedDay,
  s.delivered_right AS deliveredRight, s.delivered_complete AS deliveredComplete`
const ANY_KEPT = `
  (SELECT round(sum(l.quantity) FILTER (WHERE l.quantity > 0 OR l.returned_at <= :at), 6)
   FROM sale_line l WHERE l.sale_id = s.id) > 0`
const DELIVERIES = `
  SELECT s.id AS saleId, s.customer_id AS customerId, s.sold_at AS soldAt, ${STANDING}, ${ANY_KEPT} AS anyKept
  FROM sale s`

/**
 * Deliveries promised for these days, ends included, of sales made by a moment; the earliest promised first.
 * @param awaited leaves out what had come before the last of these days
 */
export function deliveriesBetween(
  db: Database,
  range: { from: string; to: string; at: string },
  awaited = false,
): PromisedDelivery[] {
  const still = awaited ? 'AND (s.delivered_day IS NULL OR s.delivered_day >= :to)' : ''
  return prepared(
    db,
    `${DELIVERIES} WHERE s.promised_day BETWEEN :from AND :to AND s.sold_at <= :at ${still}
     ORDER BY s.promised_day, s.id`,
  )
    .all(range)
    .map((row) => delivery<PromisedDelivery>(row))
}

/** Deliveries that were promised and came alike, and how many. */
export type Deliveries = Omit<PromisedDelivery, 'saleId' | 'customerId' | 'soldAt'> & { n: number }

// Of what has come nobody asks whether it was kept. A day without a time may be tomorrow's of what is asked about.
const ALIKE = `
  SELECT ${STANDING}, iif(s.delivered_day < date(:at, '-1 day'), 1, ${ANY_KEPT}) AS anyKept FROM sale s`

/** Deliveries whose first promise was for these days, ends included, also where a later day was agreed since. */
export function deliveriesFirstDueBetween(
  db: Database,
  range: { from: string; to: string; at: string },
): Deliveries[] {
  return prepared(
    db,
    `SELECT *, count(*) AS n FROM (
       ${ALIKE} WHERE s.promised_day BETWEEN :from AND :to AND s.missed_day IS NULL AND s.sold_at <= :at
       UNION ALL ${ALIKE} WHERE s.missed_day BETWEEN :from AND :to AND s.sold_at <= :at
     ) GROUP BY promisedDay, missedDay, deliveredDay, deliveredRight, deliveredComplete, anyKept`,
  )
    .all(range)
    .map((row) => delivery<Deliveries>(row))
}

/** The same of one customer. */
export function deliveriesOf(
  db: Database,
  range: { customerId: number; from: string; to: string; at: string },
): PromisedDelivery[] {
  return prepared(
    db,
    `${DELIVERIES}
     WHERE s.customer_id = :customerId AND s.sold_at <= :at AND +s.promised_day BETWEEN :from AND :to
     ORDER BY +s.promised_day, s.id`,
  )
    .all(range)
    .map((row) => delivery<PromisedDelivery>(row))
}

function delivery<Row extends Record<keyof Flags, boolean | null>>(value: unknown): Row {
  const row = value as Omit<Row, keyof Flags> & Flags
  const asked = (flag: number | null) => (flag === null ? null : flag === 1)
  return {
    ...row,
    deliveredRight: asked(row.deliveredRight),
    deliveredComplete: asked(row.deliveredComplete),
    anyKept: row.anyKept === 1,
  } as unknown as Row
}
