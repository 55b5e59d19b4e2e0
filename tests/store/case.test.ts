// Cases as they are found again: open and closed at any moment, of a kind or a customer, and in a period.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CASE_KINDS, type CaseKind, isOpenCase, STEP_KINDS, type StepKind } from '../../src/domain/case.ts'
import type { CaseRecord } from '../../src/domain/case-metrics.ts'
import { HOUR, instantText } from '../../src/domain/day.ts'
import {
  caseById,
  casesOf,
  closedCases,
  deleteStepsOf,
  insertCase,
  insertStep,
  openCases,
  recordOf,
  type StoredCase,
} from '../../src/store/case.ts'
import { casesBetween, openCaseFacts } from '../../src/store/case-facts.ts'
import { Store } from '../../src/store/store.ts'

const START = Date.parse('2026-11-21T06:00:00Z')

let store: Store
beforeEach(() => {
  store = new Store(':memory:', 'write', () => START, 'Europe/Moscow')
  store.db.exec(
    `INSERT INTO customer (name, name_key, created_at) VALUES ('A', 'a', '2026'), ('B', 'b', '2026')`,
  )
})
afterEach(() => store.close())

const at = (hours: number) => instantText(START + hours * HOUR)

/** Hours from the start, of the opening and of each step. */
function keep(customerId: number, kind: CaseKind, opened: number, steps: [number, StepKind][]): number {
  const { db } = store
  const id = insertCase(db, {
    ...{
      customerId,
      kind,
      saleId: null,
      channel: 'chat',
      factor: 'empathy',
      origin: 'asked',
      contactId: null,
    },
    ...{ asked: 'Why?', openedAt: at(opened), enteredAt: at(opened) },
  })
  for (const said of steps) tell(id, talk(customerId), [opened + said[0], said[1]])
  return id
}

/** A talk of hers, whose number a step has. */
function talk(customerId: number): number {
  const { lastInsertRowid } = store.db
    .prepare(
      `INSERT INTO contact (customer_id, at, entered_at, outcome, channel, direction)
       VALUES (?, '2026Z', '2026Z', 'talked', 'phone', 'out')`,
    )
    .run(customerId)
  return Number(lastInsertRowid)
}

function tell(caseId: number, contactId: number, [hours, step]: [number, StepKind]): void {
  insertStep(store.db, {
    ...{ caseId, contactId, kind: step, text: null, dueAt: at(99) },
    ...{ at: at(hours), enteredAt: at(hours), resolution: step === 'resolve' ? 'advised' : null },
  })
}

/** The talk turns out to have said nothing of a case, or something else. */
function correct(contactId: number, said: [number, StepKind] | null): void {
  const { db } = store
  const caseId = db.prepare('SELECT case_id FROM case_step WHERE contact_id = ?').pluck().get(contactId)
  deleteStepsOf(db, contactId)
  if (caseId !== undefined && said !== null) tell(Number(caseId), contactId, said)
}

const ids = (cases: readonly { id: number }[]) => cases.map(({ id }) => id)
const ANY = { kind: null, customerId: null }

test('whatever was said of them, a case is found among the open or the closed ones as it stood at that moment', () => {
  const step = fc.tuple(fc.nat(9), fc.constantFrom(...STEP_KINDS))
  const opened = fc.record({
    who: fc.integer({ min: 1, max: 2 }),
    kind: fc.constantFrom(...CASE_KINDS),
    at: fc.nat(9),
    steps: fc.array(step, { maxLength: 5 }),
  })
  const some = fc.array(opened, { maxLength: 6 })
  const corrected = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.option(step, { nil: null })), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(some, corrected, fc.integer({ min: -1, max: 20 }), (told, corrections, hour) => {
      store.db.exec('DELETE FROM case_step; DELETE FROM service_case; DELETE FROM contact')
      for (const { who, kind, at, steps } of told) keep(who, kind, at, steps)
      for (const [id, said] of corrections) correct(id, said)
      const moment = START + hour * HOUR
      const all = [1, 2].flatMap((who) => casesOf(store.db, who))
      for (const filter of [
        ANY,
        { kind: 'repair' as const, customerId: null },
        { kind: null, customerId: 2 },
      ]) {
        const meant = all.filter(
          ({ kind, customerId, openedAt }) =>
            Date.parse(openedAt) <= moment &&
            (filter.kind === null || kind === filter.kind) &&
            (filter.customerId === null || customerId === filter.customerId),
        )
        const isOpen = (stored: StoredCase) => isOpenCase(recordOf(stored), moment)
        const open = openCases(store.db, instantText(moment), filter)
        const closed = closedCases(store.db, instantText(moment), filter, 99)
        expect(ids(open).sort()).toEqual(ids(meant.filter(isOpen)).sort())
        if (filter === ANY) {
          const facts = open.map((stored) => {
            const { origin: _, factor: __, ...fact } = recordOf(stored)
            return { ...fact, customerId: stored.customerId }
          })
          const lean = openCaseFacts(store.db, instantText(moment))
          expect(lean.sort((a, b) => a.id - b.id)).toEqual(facts.sort((a, b) => a.id - b.id))
        }
        expect(ids(closed).sort()).toEqual(ids(meant.filter((stored) => !isOpen(stored))).sort())
      }
    }),
    { numRuns: 200 },
  )
})

describe('in a period', () => {
  test('are those opened in it, with every step of theirs', () => {
    keep(1, 'repair', 0, [[1, 'reply']])
    keep(2, 'complaint', 2, [
      [1, 'resolve'],
      [50, 'confirm'],
    ])
    keep(1, 'advice', 4, [])
    const between = (from: number, until: number) =>
      casesBetween(store.db, instantText(START + from * HOUR), instantText(START + until * HOUR))
    expect(ids(between(0, 4))).toEqual([1, 2])
    expect(ids(between(1, 5))).toEqual([2, 3])
    expect(between(2, 3)).toHaveLength(1)
    expect(recordOf(caseById(store.db, 2) as StoredCase)).toMatchObject(between(2, 3)[0] as CaseRecord)
  })

  test('are read by the index of their opening alone', () => {
    const { db } = store
    const asked: string[] = []
    const prepare = db.prepare.bind(db)
    db.prepare = ((sql: string) => {
      asked.push(sql)
      return prepare(sql)
    }) as typeof db.prepare
    casesBetween(db, '2026', '2027')
    expect(asked).toHaveLength(2)
    for (const sql of asked) {
      const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all('2026', '2027') as { detail: string }[]
      const plan = steps.map(({ detail }) => detail).join('\n')
      expect(plan).toContain('service_case_opened_at')
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
    }
  })
})
