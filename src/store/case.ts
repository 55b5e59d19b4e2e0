// Cases and their steps.
import type { Database } from 'better-sqlite3'
import type {
  CaseChannel,
  CaseFact,
  CaseKind,
  CaseOrigin,
  CaseStepFact,
  Resolution,
  StepKind,
} from '../domain/case.ts'
import type { CaseRecord } from '../domain/case-metrics.ts'
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

const CHOSEN = `
  SELECT id, customer_id AS customerId, sale_id AS saleId, kind, channel, factor, origin, contact_id AS contactId, asked,
    opened_at AS openedAt, entered_at AS enteredAt`
const SELECT = `${CHOSEN} FROM service_case`

type Head = Omit<StoredCase, 'steps'>

/** Cases with all that was ever done about them, in the order of the rows. */
function whole(db: Database, rows: unknown[]): StoredCase[] {
  const cases = new Map((rows as Head[]).map((head) => [head.id, { ...head, steps: [] as CaseStep[] }]))
  const steps = prepared(
    db,
    `SELECT id, case_id AS caseId, at, entered_at AS enteredAt, kind, resolution, text, due_at AS dueAt,
       contact_id AS contactId
     FROM case_step WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY at, id`,
  )
  for (const step of steps.all(JSON.stringify([...cases.keys()])) as CaseStep[])
    cases.get(step.caseId)?.steps.push(step)
  return [...cases.values()]
}

export function caseById(db: Database, id: number): StoredCase | null {
  return whole(db, prepared(db, `${SELECT} WHERE id = ?`).all(id))[0] ?? null
}

/** Her cases, the latest first. */
export function casesOf(db: Database, customerId: number): StoredCase[] {
  return whole(
    db,
    prepared(db, `${SELECT} WHERE customer_id = ? ORDER BY opened_at DESC, id DESC`).all(customerId),
  )
}

/** Which cases are meant: of one kind, of one customer; null for any. */
export interface CaseFilter {
  kind: CaseKind | null
  customerId: number | null
}

// Nobody is reminded of the cases of who was forgotten.
const MEANT = `
  (:kind IS NULL OR kind = :kind) AND (:customerId IS NULL OR customer_id = :customerId)
  AND customer_id NOT IN (SELECT customer_id FROM forgotten)`

// The last word that decides anything, as it stood at a moment; a mere reply decides nothing.
const CLOSED = `
  coalesce((
    SELECT s.kind = 'confirm' FROM case_step s WHERE s.case_id = c.id AND s.at <= :at AND s.kind <> 'reply'
    ORDER BY s.at DESC, s.id DESC LIMIT 1
  ), 0)`

/** SQL for the cases `c` open at :at. What was closed by then for good is most of all there is, and is not looked at. */
export const OPEN = `
  FROM service_case c
  WHERE (closed_at IS NULL OR closed_at > :at) AND +opened_at <= :at AND ${MEANT} AND NOT ${CLOSED}`

/** The cases open at a moment, in order of their opening; their steps are all that were ever taken. */
export function openCases(db: Database, at: string, filter: CaseFilter): StoredCase[] {
  // Putting the few of them in order is no matter.
  const rows = prepared(db, `${CHOSEN} ${OPEN} ORDER BY +opened_at, id`).all({ ...filter, at })
  return whole(db, rows)
}

/** The cases closed at a moment, the latest opened first. */
export function closedCases(db: Database, at: string, filter: CaseFilter, limit: number): StoredCase[] {
  const rows = prepared(
    db,
    `${CHOSEN} FROM service_case c WHERE opened_at <= :at AND ${MEANT} AND ${CLOSED}
     ORDER BY opened_at DESC, id DESC LIMIT :limit`,
  ).all({ ...filter, at, limit })
  return whole(db, rows)
}

export function hasCases(db: Database): boolean {
  return prepared(db, 'SELECT 1 FROM service_case LIMIT 1').get() !== undefined
}

/** The cases that a contact touched: it opened them, as with a promise that it told was not kept, or spoke of them. */
export function casesTouchedBy(db: Database, contactId: number): StoredCase[] {
  const rows = prepared(
    db,
    `${SELECT}
     WHERE contact_id = :id OR id IN (SELECT case_id FROM case_step WHERE contact_id = :id)
       OR (origin = 'promise' AND (customer_id, opened_at) = (SELECT customer_id, at FROM contact WHERE id = :id))
     ORDER BY id`,
  ).all({ id: contactId })
  return whole(db, rows)
}

/** The facts of a stored case, with what its figures need beside them. */
export function recordOf({
  openedAt,
  steps,
  id,
  kind,
  saleId,
  contactId,
  origin,
  factor,
}: StoredCase): CaseFact & CaseRecord {
  return {
    ...{ id, kind, saleId, contactId, origin, factor },
    at: Date.parse(openedAt),
    steps: steps.map(stepFact),
  }
}

export function stepFact({
  id,
  at,
  kind,
  dueAt,
}: Pick<CaseStep, 'id' | 'at' | 'kind' | 'dueAt'>): CaseStepFact {
  return { id, kind, at: Date.parse(at), due: dueAt === null ? null : Date.parse(dueAt) }
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
  keepClosed(db, fields.caseId)
  return Number(lastInsertRowid)
}

/** Says when a case was closed for good, as its steps tell: open ones are found without looking at all there were. */
function keepClosed(db: Database, id: number): void {
  prepared(
    db,
    `UPDATE service_case SET closed_at = (
       SELECT CASE kind WHEN 'confirm' THEN at END FROM case_step
       WHERE case_id = :id AND kind <> 'reply' ORDER BY at DESC, id DESC LIMIT 1
     ) WHERE id = :id`,
  ).run({ id })
}

/** What a sale brought about by itself goes with it to another customer; what was asked stays with whoever asked. */
export function giveSaleCases(db: Database, saleId: number, customerId: number): void {
  prepared(
    db,
    "UPDATE service_case SET customer_id = ? WHERE sale_id = ? AND origin IN ('return', 'promise')",
  ).run(customerId, saleId)
}

/** What a talk said of cases, so that the same talk with more answers says it anew. */
export function deleteStepsOf(db: Database, contactId: number): void {
  const gone = prepared(db, 'DELETE FROM case_step WHERE contact_id = ? RETURNING case_id')
    .pluck()
    .all(contactId)
  for (const id of new Set(gone as number[])) keepClosed(db, id)
}

/** The case that a contact's low answer opened. @returns its id */
export function caseOfContact(db: Database, contactId: number): number | null {
  const id = prepared(db, 'SELECT id FROM service_case WHERE contact_id = ?').pluck().get(contactId)
  return (id as number | undefined) ?? null
}

export function setAsked(db: Database, id: number, asked: string | null): void {
  prepared(db, 'UPDATE service_case SET asked = ? WHERE id = ?').run(asked, id)
}
