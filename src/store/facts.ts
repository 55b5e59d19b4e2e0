// Loads the facts of customers, many at a time: one ordered pass per table.
import type { Database } from 'better-sqlite3'
import type { CaseFact, CaseStepFact } from '../domain/case.ts'
import type { ConsentFact } from '../domain/consent.ts'
import { type Day, parseDay } from '../domain/day.ts'
import type {
  ContactFact,
  Facts,
  LineFact,
  Outcome,
  SaleFact,
  SkipFact,
  SnoozeFact,
} from '../domain/facts.ts'
import type { PromiseFact } from '../domain/promise.ts'
import { reachOf } from './customer.ts'
import { prepared } from './open.ts'

/** Customers loaded at a time: bounds memory however large the shop is. */
const CHUNK = 100

/** The facts of one customer; null when there is no such customer. */
export function factsOf(db: Database, customerId: number): Facts | null {
  return load(db, RANGE, customerId, customerId)[0] ?? null
}

/** The facts of some customers, in order of id. */
export function* factsOfSome(db: Database, customerIds: readonly number[]): Generator<Facts> {
  for (let i = 0; i < customerIds.length; i += CHUNK) {
    yield* load(db, SOME, JSON.stringify(customerIds.slice(i, i + CHUNK)))
  }
}

/** The facts of everybody, in order of id. */
export function* allFacts(db: Database): Generator<Facts> {
  let last = 0
  for (;;) {
    const ids = prepared(db, 'SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?')
      .pluck()
      .all(last, CHUNK)
    const end = ids.at(-1) as number | undefined
    if (end === undefined) return
    yield* load(db, RANGE, last + 1, end)
    last = end
  }
}

const day = (text: string | null) => (text === null ? null : parseDay(text))
const instant = (text: string | null) => (text === null ? null : Date.parse(text))

/** SQL for whose facts are meant: of ids from one to another, or of those in a JSON array. */
const RANGE = 'BETWEEN ? AND ?'
const SOME = 'IN (SELECT value FROM json_each(?))'

function load(db: Database, whose: string, ...ids: readonly (number | string)[]): Facts[] {
  const customers = new Map<number, Facts>()
  const all = <Row>(sql: (whose: string) => string) => prepared(db, sql(whose)).all(...ids) as Row[]

  for (const row of all<CustomerRow>(CUSTOMERS)) {
    const reach = reachOf({ ...row, wrongPhone: row.wrongPhone === 1 })
    customers.set(row.id, {
      ...{ customerId: row.id, reach, forgotten: row.forgotten === 1 },
      ...{ sales: [], contacts: [], snoozes: [], skips: [] },
      ...{ cases: [], promises: [], consents: [] },
    })
  }
  const sales = new Map<number, SaleFact>()
  for (const row of all<SaleRow>(SALES)) {
    const sale: SaleFact = {
      id: row.id,
      at: Date.parse(row.soldAt),
      enteredAt: Date.parse(row.enteredAt),
      imported: row.source === 'imported',
      promised: day(row.promisedDay),
      delivered: day(row.deliveredDay),
      discountMinor: row.discountMinor,
      lines: [],
    }
    sales.set(row.id, sale)
    customers.get(row.customerId)?.sales.push(sale)
  }
  for (const { saleId, returnedAt, hasTips, ...row } of all<LineRow>(LINES)) {
    sales.get(saleId)?.lines.push({ ...row, returnedAt: instant(returnedAt), hasTips: hasTips === 1 })
  }
  for (const { customerId, at, nextAt, runsOutDay, ...row } of all<ContactRow>(CONTACTS)) {
    customers
      .get(customerId)
      ?.contacts.push({ ...row, at: Date.parse(at), next: instant(nextAt), runsOut: day(runsOutDay) })
  }
  for (const { customerId, id, at, untilAt } of all<SnoozeRow>(SNOOZES)) {
    customers.get(customerId)?.snoozes.push({ id, at: Date.parse(at), until: Date.parse(untilAt) })
  }
  for (const { customerId, id, at } of all<SkipRow>(SKIPS)) {
    customers.get(customerId)?.skips.push({ id, at: Date.parse(at) })
  }
  const cases = new Map<number, CaseFact>()
  for (const { customerId, at, ...row } of all<CaseRow>(CASES)) {
    const opened: CaseFact = { ...row, at: Date.parse(at), steps: [] }
    cases.set(row.id, opened)
    customers.get(customerId)?.cases.push(opened)
  }
  if (cases.size > 0) {
    for (const { caseId, at, dueAt, ...row } of all<StepRow>(STEPS)) {
      cases.get(caseId)?.steps.push({ ...row, at: Date.parse(at), due: instant(dueAt) })
    }
  }
  for (const { customerId, at, dueDay, settledAt, ...row } of all<PromiseRow>(PROMISES)) {
    const due = parseDay(dueDay) as Day
    customers
      .get(customerId)
      ?.promises.push({ ...row, at: Date.parse(at), due, settledAt: instant(settledAt) })
  }
  for (const { customerId, at, given, ...row } of all<ConsentRow>(CONSENTS)) {
    customers.get(customerId)?.consents.push({ ...row, at: Date.parse(at), given: given === 1 })
  }
  return [...customers.values()]
}

interface CustomerRow {
  id: number
  phone: string | null
  email: string | null
  chat: string | null
  wrongPhone: number
  forgotten: number
}
const CUSTOMERS = (whose: string) => `
  SELECT c.id, c.phone, c.email, c.chat,
    EXISTS (SELECT 1 FROM contact w WHERE w.customer_id = c.id AND w.wrong_phone = c.phone) AS wrongPhone,
    EXISTS (SELECT 1 FROM forgotten f WHERE f.customer_id = c.id) AS forgotten
  FROM customer c WHERE c.id ${whose} ORDER BY c.id`

interface SaleRow {
  id: number
  customerId: number
  soldAt: string
  enteredAt: string
  source: string
  promisedDay: string | null
  deliveredDay: string | null
  discountMinor: number
}
const SALES = (whose: string) => `
  SELECT id, customer_id AS customerId, sold_at AS soldAt, entered_at AS enteredAt, source,
    promised_day AS promisedDay, delivered_day AS deliveredDay, discount_minor AS discountMinor
  FROM sale WHERE customer_id ${whose}`

type LineRow = Omit<LineFact, 'returnedAt' | 'hasTips'> & {
  saleId: number
  returnedAt: string | null
  hasTips: number
}
const LINES = (whose: string) => `
  SELECT l.sale_id AS saleId, l.product_id AS productId, l.quantity, l.amount_minor AS amountMinor,
    l.returned_at AS returnedAt, p.lasts_days AS lastsDays,
    EXISTS (SELECT 1 FROM product_tip t WHERE t.product_id = l.product_id) AS hasTips
  FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN product p ON p.id = l.product_id
  WHERE s.customer_id ${whose}`

type ContactRow = Omit<ContactFact, 'at' | 'next' | 'runsOut' | 'outcome'> & {
  customerId: number
  at: string
  outcome: Outcome
  nextAt: string | null
  runsOutDay: string | null
}
const CONTACTS = (whose: string) => `
  SELECT id, customer_id AS customerId, at, outcome, direction, message, nps, csat, next_at AS nextAt,
    runs_out_day AS runsOutDay
  FROM contact WHERE customer_id ${whose}`

type SnoozeRow = Omit<SnoozeFact, 'at' | 'until'> & { customerId: number; at: string; untilAt: string }
const SNOOZES = (whose: string) =>
  `SELECT id, customer_id AS customerId, at, until_at AS untilAt FROM snooze WHERE customer_id ${whose}`

type SkipRow = Omit<SkipFact, 'at'> & { customerId: number; at: string }
const SKIPS = (whose: string) =>
  `SELECT id, customer_id AS customerId, at FROM skip WHERE customer_id ${whose}`

type CaseRow = Omit<CaseFact, 'at' | 'steps'> & { customerId: number; at: string }
const CASES = (whose: string) => `
  SELECT id, customer_id AS customerId, opened_at AS at, kind, sale_id AS saleId, contact_id AS contactId
  FROM service_case WHERE customer_id ${whose}`

type StepRow = Omit<CaseStepFact, 'at' | 'due'> & { caseId: number; at: string; dueAt: string | null }
const STEPS = (whose: string) => `
  SELECT s.id, s.case_id AS caseId, s.at, s.kind, s.due_at AS dueAt
  FROM service_case c JOIN case_step s ON s.case_id = c.id WHERE c.customer_id ${whose}`

type PromiseRow = Omit<PromiseFact, 'at' | 'due' | 'settledAt'> & {
  customerId: number
  at: string
  dueDay: string
  settledAt: string | null
}
const PROMISES = (whose: string) => `
  SELECT id, customer_id AS customerId, made_at AS at, promiser, due_day AS dueDay, sale_id AS saleId, settlement,
    settled_at AS settledAt
  FROM promise WHERE customer_id ${whose}`

type ConsentRow = Omit<ConsentFact, 'at' | 'given'> & { customerId: number; at: string; given: number }
const CONSENTS = (whose: string) =>
  `SELECT id, customer_id AS customerId, at, purpose, given FROM consent WHERE customer_id ${whose}`
