// The life of a case: what state it is in, when it comes up, and that only the customer's word closes it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CASE_KINDS,
  type CaseFact,
  type CaseStepFact,
  caseStateAt,
  isOpenCase,
  isReopened,
  listedFrom,
  STEP_KINDS,
  type StepKind,
  spanAt,
  spansOf,
} from '../../src/domain/case.ts'
import type { ContactFact, Facts } from '../../src/domain/facts.ts'
import { isUnhappy, plan } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { lives } from './lives.ts'
import { MOSCOW, Story } from './story.ts'

const story = new Story()
const at = (moment: string) => story.at(moment)

/** A question of day 0, 10:00, and what became of it: `reply 1 12:00`, `resolve 2 12:00 until 5`. */
function question(...steps: string[]): CaseFact {
  return {
    ...{ id: 1, at: at('0'), kind: 'question', saleId: null, contactId: null },
    steps: steps.map((step, i): CaseStepFact => {
      const [, kind, moment = '', until] = /^(\w+) (\S+ \S+)(?: until (.+))?$/.exec(step) ?? []
      return {
        id: i + 1,
        at: at(moment),
        kind: kind as StepKind,
        due: until === undefined ? null : at(until),
      }
    }),
  }
}

const told = (...steps: string[]) =>
  spansOf(question(...steps), DEFAULT_POLICY, MOSCOW).map(({ state, due }) => [
    state,
    due === null ? null : MOSCOW.text(due).slice(8, 16).replace('T', ' '),
  ])

describe('the states of a case', () => {
  // Day 0 is 2 March 2026.
  test.each<[string, string[], (string | null)[][]]>([
    ['nothing said yet: within 24 hours', [], [['unanswered', '03 10:00']]],
    [
      'answered: looked at again after two days',
      ['reply 0 12:00'],
      [
        ['unanswered', '03 10:00'],
        ['answered', '04 12:00'],
      ],
    ],
    [
      'answered with a day of its own',
      ['reply 0 12:00 until 7 09:30'],
      [
        ['unanswered', '03 10:00'],
        ['answered', '09 09:30'],
      ],
    ],
    [
      'solved at once, and confirmed later',
      ['resolve 0 12:00', 'confirm 2 12:00'],
      [
        ['unanswered', '03 10:00'],
        ['resolved', '04 12:00'],
        ['closed', null],
      ],
    ],
    [
      'talked of once more while it waits for her word: still waiting for it',
      ['resolve 0 12:00', 'reply 2 12:00'],
      [
        ['unanswered', '03 10:00'],
        ['resolved', '04 12:00'],
        ['resolved', '06 12:00'],
      ],
    ],
    [
      'opened again: within 24 hours, as when it was new',
      ['resolve 0 12:00', 'confirm 0 13:00', 'reopen 5 15:00'],
      [
        ['unanswered', '03 10:00'],
        ['resolved', '04 12:00'],
        ['closed', null],
        ['unanswered', '08 15:00'],
      ],
    ],
    [
      'not solved, she says before there is an answer: she has waited all along',
      ['reopen 0 15:00', 'reopen 0 16:00', 'reply 0 16:00'],
      [
        ['unanswered', '03 10:00'],
        ['answered', '04 12:00'],
      ],
    ],
    [
      'a second yes, and a word about it afterwards, change nothing',
      ['confirm 0 12:00', 'confirm 0 13:00', 'reply 0 14:00'],
      [
        ['unanswered', '03 10:00'],
        ['closed', null],
      ],
    ],
  ])('%s', (_, steps, states) => expect(told(...steps)).toEqual(states))

  test('are known only from their moment on', () => {
    const solved = question('reply 1 12:00', 'confirm 3 12:00')
    const state = (moment: string) => spanAt(solved, at(moment), DEFAULT_POLICY, MOSCOW)?.state ?? null
    expect(['0 09:59', '0 10:00', '1 11:59', '1 12:00', '3 12:00'].map(state)).toEqual([
      ...[null, 'unanswered', 'unanswered', 'answered', 'closed'],
    ])
  })

  test('come up at once while nobody has answered, else in the morning of their day, and closed never', () => {
    const from = (...steps: string[]) => {
      const last = spansOf(question(...steps), DEFAULT_POLICY, MOSCOW).at(-1)
      return last && listedFrom(last, MOSCOW)
    }
    expect(from()).toBe(at('0'))
    expect(from('reply 0 12:00')).toBe(at('2 00:00'))
    expect(from('reply 0 12:00 until 0 18:00')).toBe(at('0 12:00'))
    expect(from('confirm 0 12:00')).toBe(Number.POSITIVE_INFINITY)
  })

  test('tell one opened again from a new one', () => {
    const again = (...steps: string[]) => {
      const opened = question(...steps)
      const last = spansOf(opened, DEFAULT_POLICY, MOSCOW).at(-1)
      return last && isReopened(opened, last)
    }
    expect([again(), again('reply 0 12:00'), again('confirm 0 12:00', 'reopen 1 12:00')]).toEqual([
      ...[false, false, true],
    ])
  })
})

const anyCase = fc
  .record({
    kind: fc.constantFrom(...CASE_KINDS),
    steps: fc.array(fc.record({ after: fc.nat(6), kind: fc.constantFrom(...STEP_KINDS) }), { maxLength: 7 }),
  })
  .map(
    ({ kind, steps }): CaseFact => ({
      ...{ id: 1, at: 0, kind, saleId: null, contactId: null },
      // Few moments, so that steps often share one; told in any order of time.
      steps: steps.map((step, i) => ({ id: i + 1, at: step.after, kind: step.kind, due: null })),
    }),
  )

describe('of every case', () => {
  const moments = [-1, 0, 1, 2, 3, 4, 5, 6, 7]

  test('it is closed if and only if the last step that decides is her word', () => {
    fc.assert(
      fc.property(anyCase, (opened) => {
        for (const moment of moments.slice(1)) {
          const deciding = opened.steps
            .filter((step) => step.at <= moment && step.kind !== 'reply')
            .sort((a, b) => a.at - b.at || a.id - b.id)
          expect(caseStateAt(opened, moment) === 'closed').toBe(deciding.at(-1)?.kind === 'confirm')
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('its state is the same however it is asked for', () => {
    fc.assert(
      fc.property(anyCase, (opened) => {
        for (const moment of moments) {
          const state = caseStateAt(opened, moment)
          expect(spanAt(opened, moment, DEFAULT_POLICY, MOSCOW)?.state ?? null).toBe(state)
          expect(isOpenCase(opened, moment)).toBe(state !== null && state !== 'closed')
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('it is due exactly while it is open, and its spans follow each other without a gap', () => {
    fc.assert(
      fc.property(anyCase, (opened) => {
        const spans = spansOf(opened, DEFAULT_POLICY, MOSCOW)
        expect(spans[0]?.from).toBe(opened.at)
        for (const [i, { state, due, from, until }] of spans.entries()) {
          expect(due === null).toBe(state === 'closed')
          expect(due ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(from)
          expect(until).toBe(spans[i + 1]?.from ?? Number.POSITIVE_INFINITY)
        }
      }),
    )
  })
})

describe('unhappy', () => {
  const isLow = ({ nps, csat }: ContactFact) => (nps !== null && nps <= 6) || (csat !== null && csat <= 2)

  /** Moments at which a case that was open was closed. */
  function closings({ cases }: Facts): number[] {
    return cases.flatMap((opened) =>
      spansOf(opened, DEFAULT_POLICY, MOSCOW)
        .filter(({ state }) => state === 'closed')
        .map(({ from }) => from),
    )
  }

  /** A low answer with no case of its own, and since then neither a better answer nor a case that was solved. */
  function isAnswerOpen(facts: Facts, moment: number): boolean {
    const own = new Set(facts.cases.map(({ contactId }) => contactId))
    const said = facts.contacts.filter(
      ({ at: when, nps, csat }) => when <= moment && (nps !== null || csat !== null),
    )
    return said
      .filter((contact) => isLow(contact) && !own.has(contact.id))
      .some(
        (low) =>
          !said.some(
            (other) => !isLow(other) && (other.at > low.at || (other.at === low.at && other.id > low.id)),
          ) && !closings(facts).some((closed) => closed >= low.at && closed <= moment),
      )
  }

  test('is she if and only if a case is open, or a low answer has neither been bettered nor solved', () => {
    // A case in two belongs to a low answer, opened in that talk.
    const withOwn = lives().map((life) => {
      const lows = life.facts.contacts.filter(isLow)
      const cases = life.facts.cases.map((opened, i) => {
        const low = lows[i]
        if (!low || i % 2 === 1) return opened
        const apart = low.at - opened.at
        return {
          ...opened,
          ...{ at: low.at, contactId: low.id },
          steps: opened.steps.map((step) => ({ ...step, at: step.at + apart })),
        }
      })
      return { ...life, facts: { ...life.facts, cases } }
    })
    let unhappy = 0
    fc.assert(
      fc.property(withOwn, ({ facts, shop }) => {
        const planned = plan(facts, DEFAULT_POLICY, shop)
        const edges = [
          ...facts.contacts.map((contact) => contact.at),
          ...facts.cases.flatMap((opened) => [opened.at, ...opened.steps.map((step) => step.at)]),
        ]
        for (const moment of edges.flatMap((edge) => [edge - 1, edge, edge + 1])) {
          const expected =
            facts.cases.some((opened) => isOpenCase(opened, moment)) || isAnswerOpen(facts, moment)
          expect(isUnhappy(planned, moment)).toBe(expected)
          unhappy += Number(expected)
        }
      }),
      { numRuns: 600 },
    )
    expect(unhappy).toBeGreaterThan(100)
  })
})
