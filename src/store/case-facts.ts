// Cases as facts alone, without their words: for figures, and for a list that shows a few of hundreds.
import type { Database } from 'better-sqlite3'
import type { CaseFact, CaseKind, CaseOrigin, StepKind } from '../domain/case.ts'
import type { CaseRecord } from '../domain/case-metrics.ts'
import type { Factor } from '../domain/contact.ts'
import { OPEN, stepFact } from './case.ts'
import { prepared } from './open.ts'

/** Whose case it is, and the facts of it. */
export type OpenCase = CaseFact & { customerId: number }

/** Everybody's cases open at a moment, in no order, with every step of theirs. */
export function openCaseFacts(db: Database, at: string): OpenCase[] {
  const heads = prepared(db, `SELECT id, customer_id, sale_id, kind, contact_id, opened_at ${OPEN}`)
  const cases = new Map<number, OpenCase>()
  for (const [id, customerId, saleId, kind, contactId, openedAt] of heads
    .raw()
    .all({ kind: null, customerId: null, at }) as HeadRow[])
    cases.set(id, { id, customerId, saleId, kind, contactId, at: Date.parse(openedAt), steps: [] })
  const steps = prepared(
    db,
    `SELECT case_id, id, at, kind, due_at FROM case_step
     WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY at, id`,
  )
  for (const [caseId, id, at, kind, dueAt] of steps.raw().all(JSON.stringify([...cases.keys()])) as FactRow[])
    cases.get(caseId)?.steps.push(stepFact({ id, at, kind, dueAt }))
  return [...cases.values()]
}

type HeadRow = [
  id: number,
  customerId: number,
  saleId: number | null,
  kind: CaseKind,
  contactId: number | null,
  openedAt: string,
]
type FactRow = [caseId: number, id: number, at: string, kind: StepKind, dueAt: string | null]

/** The cases opened in a period, in time order, for their figures. @param until not included */
export function casesBetween(db: Database, from: string, until: string): CaseRecord[] {
  const heads = prepared(
    db,
    `SELECT id, kind, origin, factor, opened_at FROM service_case
     WHERE opened_at >= ? AND opened_at < ? ORDER BY opened_at, id`,
  )
  const records = new Map<number, CaseRecord>()
  for (const [id, kind, origin, factor, openedAt] of heads.raw().all(from, until) as CaseRow[])
    records.set(id, { id, kind, origin, factor, at: Date.parse(openedAt), steps: [] })
  // What the index of steps holds by itself.
  const steps = prepared(
    db,
    `SELECT s.case_id, s.id, s.at, s.kind
     FROM service_case c JOIN case_step s ON s.case_id = c.id WHERE c.opened_at >= ? AND c.opened_at < ?`,
  )
  for (const [caseId, id, at, kind] of steps.raw().all(from, until) as StepRow[])
    records.get(caseId)?.steps.push({ id, kind, at: Date.parse(at) })
  return [...records.values()]
}

type CaseRow = [id: number, kind: CaseKind, origin: CaseOrigin, factor: Factor | null, openedAt: string]
type StepRow = [caseId: number, id: number, at: string, kind: StepKind]
