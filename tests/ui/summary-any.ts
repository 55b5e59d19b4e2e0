// Any document of the summary that may come: names and words of every kind, figures that agree with their counts.
import fc from 'fast-check'
import { FACTORS } from '../../src/domain/contact.ts'
import { dayText, parseDay } from '../../src/domain/day.ts'
import { BANDS, type Grade } from '../../src/domain/grade.ts'
import { ENOUGH, shareOf, wilson } from '../../src/domain/metrics.ts'
import { CALLED, HORIZONS } from '../../src/domain/retention.ts'
import type { Answered, Figures, SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { returned } from './summary-example.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const mean = fc.double({ min: 1, max: 5, noNaN: true })
const minutes = fc.double({ min: 0, max: 600, noNaN: true })
const days = fc.double({ min: 0, max: 4000, noNaN: true })
const money = fc.integer({ min: -999_999_999, max: 999_999_999_999 })
const text = fc.oneof(
  fc.constantFrom('Анна Петрова', 'Вероника Константинопольская-Рождественская', ''),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const day = fc.integer({ min: parseDay('2000-01-01') ?? 0, max: parseDay('2040-01-01') ?? 0 })
const period = fc
  .tuple(day, fc.nat(9999))
  .map(([from, length]) => ({ from: dayText(from), to: dayText(from + length) }))

const answered: fc.Arbitrary<Answered> = fc.record({
  id: fc.integer({ min: 1, max: 999_999 }),
  name: text,
  phone: fc.option(fc.constant('+79000000001')),
  at: fc.option(fc.constant('2026-11-18T12:00:00+03:00')),
  nps: fc.option(fc.nat(10)),
  csat: fc.option(fc.integer({ min: 1, max: 5 })),
  reason: fc.option(text),
  referred: fc.integer({ min: 1, max: 99 }),
})
const people = fc.array(answered, { maxLength: 12 })

const change = fc.option(
  fc.record({ change: fc.double({ min: -1, max: 1, noNaN: true }), margin: share, clear: fc.boolean() }),
)
const changes = fc
  .record({ nps: change, csat: change, reach: change, firstCall48h: change })
  .map((all) => ({ ...all, nps: all.nps && { ...all.nps, change: 200 * all.nps.change } }))

type Count = fc.Arbitrary<number>

/** Some of a number, and the number. */
const partOf = (count: Count) =>
  fc.tuple(count, share).map(([n, part]) => ({ part: Math.round(n * part), n }))
const returnedOf = (count: Count) => partOf(count).map(({ part, n }) => returned(part, n))
const csatOf = (count: Count) =>
  partOf(count).map(({ part, n }) => {
    const { low, high } = wilson(part, n) ?? { low: null, high: null }
    return { share: shareOf(part, n), n, satisfied: part, low, high }
  })

const npsOf = (count: Count) =>
  fc
    .tuple(count, count, count, fc.integer({ min: -100, max: 100 }), share)
    .map(([promoters, passives, detractors, value, width]): Figures['nps'] => {
      const n = promoters + passives + detractors
      const counts = { n, promoters, passives, detractors }
      if (n < ENOUGH) return { value: null, ...counts, low: null, high: null, margin: null }
      const margin = 60 * width
      const [low, high] = [Math.max(-100, value - margin), Math.min(100, value + margin)]
      return { value, ...counts, low, high, margin }
    })

const gradeOf = (count: Count) =>
  fc
    .record({
      answers: fc.array(fc.tuple(mean, count), { minLength: 5, maxLength: 5 }),
      value: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
      band: fc.constantFrom(...BANDS),
      weakest: fc.constantFrom(...FACTORS),
      reason: fc.option(text),
    })
    .map(({ answers, value, band, weakest, reason }): Grade => {
      const factors = FACTORS.map((factor, i) => {
        const [level, n] = answers[i] ?? [1, 0]
        const known = n === 0 ? null : level
        return { factor, weight: 1, n, mean: known, score: known === null ? null : (known - 1) / 4 }
      })
      const n = factors.reduce((sum, one) => sum + one.n, 0)
      const graded = factors[0]?.n === 0 ? null : value
      const lowest = factors.find(({ factor }) => factor === weakest)?.mean ?? null
      return {
        value: graded,
        band: graded === null ? null : band,
        n,
        factors,
        weakest: lowest === null ? null : { factor: weakest, mean: lowest, reason },
      }
    })

function promisesOf({ part, n }: { part: number; n: number }, late: boolean): Figures['promises'] {
  const ends = { late: 0, partly: 0, broken: 0, open: 0, [late ? 'late' : 'broken']: n - part }
  return { share: shareOf(part, n), kept: part, due: n, ...ends }
}

const figuresOf = (count: Count): fc.Arbitrary<Figures> =>
  fc
    .record({
      period,
      contacts: fc.record({ talks: count, attempts: count, messages: count }),
      reach: partOf(count),
      firstCall: partOf(count),
      enteredLate: count,
      nps: npsOf(count),
      csat: csatOf(count),
      timed: fc.tuple(count, minutes),
      grade: gradeOf(count),
      solved: partOf(count),
      pending: count,
      replied: fc.tuple(count, minutes),
      kept: partOf(count),
      late: fc.boolean(),
      sales: fc.record({ count, revenueMinor: money, currency: fc.constant('RUB') }),
    })
    .map(
      ({
        period,
        contacts,
        reach,
        firstCall,
        enteredLate,
        nps,
        csat,
        timed: [n, long],
        grade,
        solved,
        pending,
        replied: [answered, hours],
        kept,
        late,
        sales,
      }) => ({
        ...period,
        contacts: { total: contacts.talks + contacts.attempts + contacts.messages, ...contacts },
        reach: { share: shareOf(reach.part, reach.n), talks: reach.part, attempts: reach.n },
        firstCall48h: {
          share: shareOf(firstCall.part, firstCall.n),
          made: firstCall.part,
          due: firstCall.n,
          enteredLate,
        },
        nps,
        csat,
        aht: { meanMinutes: n === 0 ? null : long, medianMinutes: n === 0 ? null : long, n },
        grade,
        fcr: { share: shareOf(solved.part, solved.n), resolved: solved.part, cases: solved.n, pending },
        replyTime: { medianHours: answered === 0 ? null : hours, n: answered },
        promises: promisesOf(kept, late),
        sales,
      }),
    )

/** @param most the highest count in it: up to it, small counts come as often as large ones */
export function anyDocument(most: number): fc.Arbitrary<SummaryDocument> {
  const count = fc.oneof(fc.nat(Math.min(most, 12)), fc.nat(most))
  const returns = returnedOf(count)
  return fc
    .record({
      now: figuresOf(count),
      previous: fc.option(figuresOf(count)),
      changes,
      complaints: fc.array(fc.record({ factor: fc.option(fc.constantFrom(...FACTORS)), n: count }), {
        maxLength: 1,
      }),
      names: fc.record({ callBack: people, thank: people, askForName: people }),
      returns: fc.array(returns, { minLength: 12, maxLength: 12 }),
      cohorts: fc.array(fc.record({ customers: count, second: returns }), { maxLength: 3 }),
      byProduct: fc.array(fc.record({ product: text, rating: csatOf(count) }), { maxLength: 4 }),
      trend: fc.array(fc.record({ period, nps: npsOf(count), csat: csatOf(count) }), { maxLength: 12 }),
      shop: fc.record({
        customers: count,
        purchases: count,
        repeatRate: fc.option(share),
        medianIntervalDays: fc.option(days),
        averageOrderMinor: fc.option(money),
        topFifthShare: fc.option(share),
        currency: fc.constant('RUB'),
      }),
    })
    .map(({ now, previous, changes, names, returns, cohorts, byProduct, trend, shop, complaints }) => {
      const row = (i: number) => returns[i] ?? returned(0, 0)
      return {
        ...now,
        names,
        secondPurchase: HORIZONS.map((days, i) => ({ days, ...row(9 + i) })),
        callEffect: HORIZONS.flatMap((days, i) =>
          CALLED.map((called, j) => ({ days, called, ...row(3 * i + j) })),
        ),
        cohorts: cohorts.map(({ customers, second }) => ({
          month: '2026-09',
          customers,
          second: HORIZONS.map((days) => ({ days, ...second })),
        })),
        byProduct: byProduct.map(({ product, rating }, i) => ({ productId: i + 1, product, ...rating })),
        wordOfMouth: { good: 2 * now.nps.promoters, bad: 10 * now.nps.detractors },
        trend: trend.map(({ period, ...answers }) => ({ ...period, ...answers })),
        shop,
        complaintsByFactor: complaints.map(({ factor, n }) => ({ factor, n, share: 0.5 })),
        openCases: { open: now.fcr.pending, unanswered: now.fcr.pending },
        previous,
        changes: previous && changes,
      }
    })
}
