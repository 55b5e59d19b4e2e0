// Cases and their steps.
import type { Database } from 'better-sqlite3'
import type { CaseChannel, CaseKind, CaseOrigin, Resolution, StepKind } from '../domain/case.ts'
import type { Factor } from '../domain/contact.ts'
import { prepared } from './open.ts'

export interface CaseStep {
  id: number
  caseId: number
  at: string
  enteredAt: string
  kind: StepKind
  resolution: Resolution | null
  text: string | null
  /** When to look at it again, as promised with the step. */
  dueAt: string | null
  /** The talk in which it was said. */
  contactId: number | null
}

export interface StoredCase {
  id: number
  customerId: number
  saleId: number | null
  kind: CaseKind
  channel: CaseChannel
  /** Which service factor was at fault. */
  factor: Factor | null
  origin: CaseOrigin
  contactId: number | null
  asked: string | null
  openedAt: string
  enteredAt: string
  /** In time order. */
  steps: CaseStep[]
}

const SELECT = `
  SELECT id, customer_id AS customerId, sale_id AS saleId, kind, channel, factor, origin, contact_id AS contactId, asked,
    opened_at AS openedAt, entered_at AS enteredAt
  FROM service_case`

function whole(db: Database, row: unknown): StoredCase {
  const head = row as Omit<StoredCase, 'steps'>
  const steps = prepared(
    db,
    `SELECT id, case_id AS caseId, at, entered_at AS enteredAt, kind, resolution, text, due_at AS dueAt,
       contact_id AS contactId
     FROM case_step WHERE case_id = ? ORDER BY at, id`,
  ).all(head.id)
  return { ...head, steps: steps as CaseStep[] }
}

export function caseById(db: Database, id: number): StoredCase | null {
  const row = prepared(db, `${SELECT} WHERE id = ?`).get(id)
  return row ? whole(db, row) : null
}

/** Her cases, the latest first. */
export function casesOf(db: Database, customerId: number): StoredCase[] {
  return prepared(db, `${SELECT} WHERE customer_id = ? ORDER BY opened_at DESC, id DESC`)
    .all(customerId)
    .map((row) => whole(db, row))
}

export function insertCase(db: Database, fields: Omit<StoredCase, 'id' | 'steps'>): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO service_case (customer_id, sale_id, kind, channel, factor, origin, contact_id, asked, opened_at, entered_at)
     VALUES (:customerId, :saleId, :kind, :channel, :factor, :origin, :contactId, :asked, :openedAt, :enteredAt)`,
  ).run(fields)
  return Number(lastInsertRowid)
}

export function insertStep(db: Database, fields: Omit<CaseStep, 'id'>): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO case_step (case_id, at, entered_at, kind, resolution, text, due_at, contact_id)
     VALUES (:caseId, :at, :enteredAt, :kind, :resolution, :text, :dueAt, :contactId)`,
  ).run(fields)
  return Number(lastInsertRowid)
}

/** What a talk said of cases, so that the same talk with more answers says it anew. */
export function deleteStepsOf(db: Database, contactId: number): void {
  prepared(db, 'DELETE FROM case_step WHERE contact_id = ?').run(contactId)
}

/** The case that a contact's low answer opened. @returns its id */
export function caseOfContact(db: Database, contactId: number): number | null {
  const id = prepared(db, 'SELECT id FROM service_case WHERE contact_id = ?').pluck().get(contactId)
  return (id as number | undefined) ?? null
}

export function setAsked(db: Database, id: number, asked: string | null): void {
  prepared(db, 'UPDATE service_case SET asked = ? WHERE id = ?').run(asked, id)
}
