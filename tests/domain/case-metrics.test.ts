// Figures of cases: the first contact, the time to the first reply, complaints by factor.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CASE_KINDS, CASE_ORIGINS, STEP_KINDS, type StepKind } from '../../src/domain/case.ts'
import {
  type CaseRecord,
  complaintsByFactor,
  firstContactResolution,
  replyTime,
} from '../../src/domain/case-metrics.ts'
import { FACTORS } from '../../src/domain/contact.ts'
import { DAY, HOUR } from '../../src/domain/day.ts'

const OPENED = Date.parse('2026-11-02T07:00:00Z')

/** A case, and its steps as `reply 2` hours after the opening. */
function opened(steps: string[] = [], more: Partial<CaseRecord> = {}): CaseRecord {
  return {
    ...{ id: 1, at: OPENED, kind: 'question', saleId: null, contactId: null, origin: 'asked', factor: null },
    ...more,
    steps: steps.map((step, i) => {
      const [kind, hours] = step.split(' ')
      return { id: i + 1, kind: kind as StepKind, at: OPENED + Number(hours) * HOUR, due: null }
    }),
  }
}

describe('solved in the first contact', () => {
  const figure = (steps: string[], days: number) =>
    firstContactResolution([opened(steps)], OPENED + days * DAY)

  test.each<[string, string[], number]>([
    ['solved and confirmed in one conversation', ['resolve 1', 'confirm 1'], 1],
    ['found solved in the very talk about it', ['confirm 1'], 1],
    ['answered, and confirmed by a later call', ['reply 1', 'confirm 50'], 1],
    ['solved, and confirmed by a later call', ['resolve 1', 'confirm 50'], 1],
    ['confirmed twice', ['resolve 1', 'confirm 1', 'confirm 70'], 1],
    ['opened again eight days after her word', ['resolve 1', 'confirm 1', 'reopen 193'], 1],
    ['nobody has answered', [], 0],
    ['answered, and her word is missing', ['reply 1'], 0],
    ['solved, and her word is missing', ['resolve 1'], 0],
    ['answered first, solved later', ['reply 1', 'resolve 25', 'confirm 25'], 0],
    ['answered twice', ['reply 1', 'reply 25', 'confirm 26'], 0],
    ['she said no in the talk that answered', ['reopen 1', 'reply 1', 'confirm 30'], 0],
    ['she said no before anybody answered', ['reopen 1', 'confirm 30'], 0],
    ['she had to ask again', ['reply 1', 'reopen 30', 'confirm 31'], 0],
    ['opened again within seven days', ['resolve 1', 'confirm 1', 'reopen 169'], 0],
    ['spoken of again within seven days', ['resolve 1', 'confirm 1', 'reply 100'], 0],
  ])('%s', (_, steps, resolved) => {
    expect(figure(steps, 30)).toEqual({ share: resolved, resolved, cases: 1, pending: 0 })
  })

  test('is open while a case is younger than seven days', () => {
    const steps = ['resolve 1', 'confirm 1']
    expect(figure(steps, 6.99)).toEqual({ share: null, resolved: 0, cases: 0, pending: 1 })
    expect(figure(steps, 7)).toEqual({ share: 1, resolved: 1, cases: 1, pending: 0 })
    expect(figure(steps, -1)).toEqual({ share: null, resolved: 0, cases: 0, pending: 0 })
  })

  test('knows nothing of what comes after its moment', () => {
    const steps = ['resolve 1', 'confirm 160', 'reopen 200']
    expect([6, 7, 9].map((days) => figure(steps, days).resolved)).toEqual([0, 1, 0])
  })
})

test('the time to the first reply: the median, without cases that a low answer opened', () => {
  const now = OPENED + 30 * DAY
  const cases = [
    opened(['reply 2', 'resolve 5']),
    opened(['resolve 4', 'confirm 4']),
    opened(['reply 30']),
    opened(['confirm 1']),
    opened([]),
    opened(['reply 99'], { origin: 'low-answer' }),
  ]
  expect(replyTime(cases, now)).toEqual({ medianHours: 3, n: 4 })
  expect(replyTime(cases, OPENED + HOUR)).toEqual({ medianHours: 1, n: 1 })
  expect(replyTime([opened([])], now)).toEqual({ medianHours: null, n: 0 })
})

test('complaints by factor: the most frequent first, unnamed ones last', () => {
  const complaint = (factor: CaseRecord['factor']) => opened([], { kind: 'complaint', factor })
  const cases = [
    ...[complaint(null), complaint(null), complaint(null)],
    ...[complaint('empathy'), complaint('fulfilment'), complaint('fulfilment'), complaint('assurance')],
    ...[opened([], { factor: 'empathy' }), complaint(null)],
  ]
  expect(complaintsByFactor(cases)).toEqual([
    { factor: 'fulfilment', n: 2, share: 0.25 },
    { factor: 'assurance', n: 1, share: 0.125 },
    { factor: 'empathy', n: 1, share: 0.125 },
    { factor: null, n: 4, share: 0.5 },
  ])
  expect(complaintsByFactor([])).toEqual([])
})

describe('of any cases', () => {
  const records = fc.array(
    fc
      .record({
        kind: fc.constantFrom(...CASE_KINDS),
        origin: fc.constantFrom(...CASE_ORIGINS),
        factor: fc.constantFrom(...FACTORS, null),
        age: fc.integer({ min: -2 * 24, max: 20 * 24 }),
        steps: fc.array(fc.record({ after: fc.nat(300), kind: fc.constantFrom(...STEP_KINDS) }), {
          maxLength: 5,
        }),
      })
      .map(
        ({ age, steps, ...more }): CaseRecord => ({
          ...{ id: 1, saleId: null, contactId: null, at: OPENED - age * HOUR, ...more },
          steps: steps.map(({ after, kind }, i) => ({
            ...{ id: i + 1, kind, due: null },
            at: OPENED + (after - age) * HOUR,
          })),
        }),
      ),
    { maxLength: 12 },
  )

  test('as many are counted as were opened, no more are solved than counted, and none without her word', () => {
    fc.assert(
      fc.property(records, (cases) => {
        const { share, resolved, cases: n, pending } = firstContactResolution(cases, OPENED)
        expect(n + pending).toBe(cases.filter(({ at }) => at <= OPENED).length)
        expect(resolved).toBeLessThanOrEqual(n)
        expect(share).toBe(n === 0 ? null : resolved / n)
        const silent = cases.map((each) => ({
          ...each,
          steps: each.steps.filter(({ kind }) => kind !== 'confirm'),
        }))
        expect(firstContactResolution(silent, OPENED).resolved).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  test('one more contact never makes more of them solved at once', () => {
    fc.assert(
      fc.property(records, fc.nat(300), fc.constantFrom(...STEP_KINDS), (cases, after, kind) => {
        fc.pre(kind !== 'confirm')
        const more = cases.map((each) => ({
          ...each,
          steps: [...each.steps, { id: 99, kind, due: null, at: each.at + after * HOUR }],
        }))
        const before = firstContactResolution(cases, OPENED).resolved
        expect(firstContactResolution(more, OPENED).resolved).toBeLessThanOrEqual(before)
      }),
      { numRuns: 500 },
    )
  })

  test('the shares of complaints come to one', () => {
    fc.assert(
      fc.property(records, (cases) => {
        const rows = complaintsByFactor(cases)
        const complaints = cases.filter(({ kind }) => kind === 'complaint').length
        expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(complaints)
        if (complaints > 0) expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(replyTime(cases, OPENED).medianHours ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
