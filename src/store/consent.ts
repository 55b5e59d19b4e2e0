// Consent: what customers agreed to and took back, and since when they want no calls or no offers.
import type { Database } from 'better-sqlite3'
import type { Purpose } from '../domain/consent.ts'
import { prepared } from './open.ts'

export interface StoredConsent {
  id: number
  customerId: number
  purpose: Purpose
  given: boolean
  at: string
  enteredAt: string
  /** Where it was said: a form, a talk; the command that took it down of itself. */
  source: string
}

/** Her words on being contacted, in time order. */
export function consentsOf(db: Database, customerId: number): StoredConsent[] {
  const rows = prepared(
    db,
    `SELECT id, customer_id AS customerId, purpose, given, at, entered_at AS enteredAt, source
     FROM consent WHERE customer_id = ? ORDER BY at, id`,
  ).all(customerId) as (Omit<StoredConsent, 'given'> & { given: number })[]
  return rows.map((row) => ({ ...row, given: row.given === 1 }))
}

export function insertConsent(db: Database, fields: Omit<StoredConsent, 'id'>): void {
  prepared(
    db,
    `INSERT INTO consent (customer_id, purpose, given, at, entered_at, source)
     VALUES (:customerId, :purpose, :given, :at, :enteredAt, :source)`,
  ).run({ ...fields, given: Number(fields.given) })
}

/** A refusal told at the very moment of a consent to service comes after it, and is not lifted by it. */
export function outlastConsent(db: Database, customerId: number, at: string, enteredAt: string): void {
  prepared(
    db,
    `INSERT INTO consent (customer_id, purpose, given, at, entered_at, source)
     SELECT :customerId, 'service', 0, :at, :enteredAt, 'log' WHERE EXISTS (
       SELECT 1 FROM consent WHERE customer_id = :customerId AND purpose = 'service' AND given = 1 AND at = :at)`,
  ).run({ customerId, at, enteredAt })
}

/**
 * SQL for the moment since when somebody refuses, null where nobody does: the first refusal, in a talk or as a consent
 * withdrawn, that no later consent to service has lifted. At one moment a consent comes after the talk.
 * @param customer SQL for the customer's id
 * @param until SQL for the moment as of which it is asked
 */
export const refusedSince = (customer: string, until: string) => `
  (SELECT min(w.at) FROM (
     SELECT at, 0 AS said, id FROM contact WHERE customer_id = ${customer} AND outcome = 'refused'
     UNION ALL
     SELECT at, 1, id FROM consent WHERE customer_id = ${customer} AND purpose = 'service' AND given = 0
   ) w
   WHERE w.at <= ${until} AND NOT EXISTS (
     SELECT 1 FROM consent g
     WHERE g.customer_id = ${customer} AND g.purpose = 'service' AND g.given = 1 AND g.at <= ${until}
       AND (g.at, 1, g.id) > (w.at, w.said, w.id)))`

const REFUSED_AT = `SELECT ${refusedSince(':customerId', ':until')}`

/** Since when she refused to be called, as of a moment; null where she did not, or a later consent has lifted it. */
export function refusedAt(db: Database, customerId: number, until: string): string | null {
  return prepared(db, REFUSED_AT).pluck().get({ customerId, until }) as string | null
}

/** Since when she wants no offers, by her own latest word on them as of a moment; null where she minds none. */
export function offersRefusedAt(db: Database, customerId: number, until: string): string | null {
  const latest = consentsOf(db, customerId).findLast(
    ({ purpose, at }) => purpose === 'marketing' && at <= until,
  )
  return latest && !latest.given ? latest.at : null
}
