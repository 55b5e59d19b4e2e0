// What is counted of the contacts of a stretch of time is what looking at each of them tells, also where moments are the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FACTORS } from '../../src/domain/contact.ts'
import { HOUR, instantText } from '../../src/domain/day.ts'
import { OUTCOMES } from '../../src/domain/facts.ts'
import { latestAnswers } from '../../src/domain/metrics.ts'
import {
  answersBetween,
  answersIn,
  countCsat,
  countFactors,
  countNps,
  latestWordsOn,
  lowAnswersBetween,
} from '../../src/store/answer.ts'
import { countContacts, minutesBetween, saveContact } from '../../src/store/contact.ts'
import { Store } from '../../src/store/store.ts'

const START = Date.parse('2026-11-21T06:00:00Z')
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })

const told = fc.record({
  customerId: fc.integer({ min: 1, max: 3 }),
  hour: fc.nat(6),
  outcome: fc.constantFrom(...OUTCOMES),
  direction: fc.constantFrom('out' as const, 'in' as const),
  channel: fc.constantFrom('phone' as const, 'chat' as const),
  nps: maybe(fc.integer({ min: 0, max: 10 })),
  csat: maybe(fc.integer({ min: 1, max: 5 })),
  factor: maybe(fc.constantFrom(...FACTORS)),
  score: fc.integer({ min: 1, max: 5 }),
  reason: maybe(fc.constantFrom('late', 'torn')),
  minutes: maybe(fc.integer({ min: 1, max: 4 })),
})

test('counts, latest answers, low ones and words', () => {
  const stretch = fc.tuple(fc.nat(6), fc.nat(7))
  fc.assert(
    fc.property(fc.array(told, { maxLength: 25 }), stretch, (contacts, [a, b]) => {
      const store = new Store(':memory:', 'write', () => START, 'Europe/Moscow')
      const { db } = store
      db.exec(
        "INSERT INTO customer (id, name, name_key, created_at) SELECT value, 'A', 'a', '2026-01-01T00:00:00.000Z' FROM json_each('[1,2,3]')",
      )
      const rows = contacts.map(({ hour, score, ...one }) => {
        const at = instantText(START + hour * HOUR)
        const rest = {
          used: null,
          repeat: null,
          note: null,
          nextAt: null,
          runsOutDay: null,
          wrongPhone: null,
        }
        const fields = { ...one, at, enteredAt: at, factorScore: one.factor && score, ...rest }
        return { ...fields, id: saveContact(db, null, fields) }
      })
      const [from, until] = [START + Math.min(a, b) * HOUR, START + Math.max(a, b) * HOUR].map(
        instantText,
      ) as [string, string]
      const within = rows
        .filter(({ at }) => at >= from && at < until)
        .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.id - other.id))
      const ids = (some: readonly { id: number }[]) => some.map(({ id }) => id)

      const answers = within.filter(({ nps, csat }) => nps !== null || csat !== null)
      expect(ids(answersBetween(db, from, until))).toEqual(ids(answers))
      for (const { id, nps, csat, at, reason } of answers)
        expect(answersIn(db, ids(answers)).get(id)).toMatchObject({ id, nps, csat, at, reason })
      const nps = countNps(db, from, until).flatMap(({ nps, n }) => Array<number>(n).fill(nps))
      expect(nps).toEqual(latestAnswers(within).sort((one, other) => one - other))
      const marks = within.flatMap(({ csat }) => csat ?? [])
      expect(countCsat(db, from, until)).toEqual({
        n: marks.length,
        satisfied: marks.filter((mark) => mark > 3).length,
      })
      const low = lowAnswersBetween(db, { npsAtMost: 6, csatAtMost: 3 }, from, until)
      const isLow = ({ nps, csat }: (typeof rows)[number]) =>
        (nps !== null && nps <= 6) || (csat !== null && csat <= 3)
      expect(ids(low)).toEqual(ids(within.filter(isLow)))

      for (const factor of FACTORS) {
        const said = within.filter((one) => one.factor === factor)
        for (const { score, n } of countFactors(db, from, until).filter((count) => count.factor === factor))
          expect(n).toBe(said.filter(({ factorScore }) => factorScore === score).length)
        const counted = countFactors(db, from, until).filter((count) => count.factor === factor)
        expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(said.length)
        const words = said.findLast(({ factorScore, reason }) => (factorScore ?? 9) <= 3 && reason !== null)
        expect(latestWordsOn(db, { factor, atMost: 3 }, from, until)).toBe(words?.reason ?? null)
      }

      const count = (some: (one: (typeof rows)[number]) => boolean) => within.filter(some).length
      const isCall = ({ outcome }: (typeof rows)[number]) =>
        outcome !== 'talked' && outcome !== 'message-sent'
      expect(countContacts(db, from, until)).toEqual({
        talksOut: count(({ outcome, direction }) => outcome === 'talked' && direction === 'out'),
        talksIn: count(({ outcome, direction }) => outcome === 'talked' && direction === 'in'),
        attempts: count((one) => one.direction === 'out' && isCall(one)),
        messages: count(({ outcome }) => outcome === 'message-sent'),
      })
      const minutes = within.flatMap((one) =>
        one.outcome === 'talked' && one.channel === 'phone' ? (one.minutes ?? []) : [],
      )
      expect(minutesBetween(db, from, until)).toEqual(minutes.sort((one, other) => one - other))
      store.close()
    }),
    { numRuns: 300 },
  )
})
