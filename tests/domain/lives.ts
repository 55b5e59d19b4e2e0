// Arbitrary lives of one customer: facts near month ends, leap days and changes of the clocks, in five zones.
import fc from 'fast-check'
import type { CaseFact } from '../../src/domain/case.ts'
import { CASE_KINDS, STEP_KINDS } from '../../src/domain/case.ts'
import { PURPOSES } from '../../src/domain/consent.ts'
import { DAY, type Day, type Instant, MINUTE, parseDay, Zone } from '../../src/domain/day.ts'
import {
  type ContactFact,
  type Facts,
  type LineFact,
  OUTCOMES,
  type SaleFact,
  type Shop,
} from '../../src/domain/facts.ts'
import { MESSAGE_KINDS } from '../../src/domain/message.ts'
import type { PromiseFact } from '../../src/domain/promise.ts'
import { PROMISERS, SETTLEMENTS } from '../../src/domain/promise.ts'
import { shopOf } from './story.ts'

export interface Life {
  facts: Facts
  shop: Shop
  /** The day around which it begins. */
  start: Day
}

/** Where and when the clocks change, months end, or a day is missing altogether. */
const PLACES: readonly [zone: string, start: string][] = [
  ['Europe/Moscow', '2024-02-27'],
  ['Europe/Moscow', '2025-12-30'],
  ['Europe/Moscow', '2014-10-24'],
  ['America/New_York', '2025-03-06'],
  ['America/New_York', '2025-10-30'],
  ['Australia/Lord_Howe', '2026-04-02'],
  ['Australia/Lord_Howe', '2026-10-01'],
  ['America/Sao_Paulo', '2018-11-01'],
  ['America/Sao_Paulo', '2018-02-14'],
  ['Pacific/Apia', '2011-12-28'],
]
const zones = new Map(PLACES.map(([name]) => [name, new Zone(name)]))

/** Products by id, as a shop has them: how long a unit lasts, and whether it has usage tips. */
const PRODUCTS: readonly Pick<LineFact, 'lastsDays' | 'hasTips'>[] = [
  { lastsDays: null, hasTips: false },
  { lastsDays: 20, hasTips: true },
  { lastsDays: 5, hasTips: false },
  { lastsDays: 90, hasTips: true },
]

const minutes = fc.oneof(fc.constantFrom(0, 540, 720, 1439), fc.nat(1439))
const days = fc.oneof({ weight: 3, arbitrary: fc.nat(45) }, fc.nat(400))
const moment = fc.tuple(days, minutes)
type Moment = [day: number, minutes: number]
const seldom = <T>(arbitrary: fc.Arbitrary<T>, times: number) =>
  fc.option(arbitrary, { nil: null, freq: times })

const line = fc.record({ product: fc.nat(PRODUCTS.length - 1), quantity: fc.integer({ min: 1, max: 3 }) })
const sale = fc.record({
  moment,
  imported: fc.boolean(),
  promised: seldom(fc.integer({ min: -1, max: 6 }), 1),
  delivered: seldom(fc.nat(8), 1),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  /** What came back, and how many days later. */
  returned: seldom(fc.record({ all: fc.boolean(), after: fc.nat(20) }), 4),
})
const contact = fc.record({
  moment,
  outcome: fc.constantFrom(...OUTCOMES, 'talked' as const, 'talked' as const),
  direction: fc.constantFrom('out' as const, 'out' as const, 'in' as const),
  message: fc.constantFrom(null, null, ...MESSAGE_KINDS, 'own' as const),
  nps: seldom(fc.integer({ min: 0, max: 10 }), 3),
  csat: seldom(fc.integer({ min: 1, max: 5 }), 3),
  next: seldom(moment, 4),
  runsOut: seldom(fc.integer({ min: -5, max: 100 }), 4),
})
const opened = fc.record({
  moment,
  kind: fc.constantFrom(...CASE_KINDS),
  steps: fc.array(fc.record({ after: fc.nat(20 * 24 * 60), kind: fc.constantFrom(...STEP_KINDS) }), {
    maxLength: 4,
  }),
})
const promise = fc.record({
  moment,
  promiser: fc.constantFrom(...PROMISERS),
  due: fc.integer({ min: -2, max: 20 }),
  settled: seldom(fc.record({ after: fc.nat(30 * 24 * 60), how: fc.constantFrom(...SETTLEMENTS) }), 1),
})
const consent = fc.record({ moment, purpose: fc.constantFrom(...PURPOSES), given: fc.boolean() })
const snooze = fc.record({ moment, until: moment })

export interface LifeOptions {
  /** Sales that come back, deliveries that are confirmed and wrong numbers are known from the start of a plan. */
  withHindsight?: boolean
}

export function lives({ withHindsight = true }: LifeOptions = {}): fc.Arbitrary<Life> {
  return fc
    .record({
      place: fc.constantFrom(...PLACES),
      reach: fc.constantFrom('phone' as const, 'phone' as const, null),
      sales: fc.array(sale, { maxLength: 5 }),
      contacts: fc.array(contact, { maxLength: 7 }),
      snoozes: fc.array(snooze, { maxLength: 1 }),
      skips: fc.array(moment, { maxLength: 1 }),
      cases: fc.array(opened, { maxLength: 2 }),
      promises: fc.array(promise, { maxLength: 2 }),
      consents: fc.array(consent, { maxLength: 2 }),
    })
    .map(({ place: [name, day], reach, ...told }) => {
      const zone = zones.get(name) as Zone
      const start = parseDay(day) as Day
      const at = ([offset, time]: Moment): Instant => zone.at(start + offset, time)
      let id = 0
      const facts: Facts = {
        customerId: 7,
        reach,
        forgotten: false,
        sales: told.sales.map(({ promised, delivered, returned, lines, ...sold }): SaleFact => {
          const soldAt = at(sold.moment)
          const soldDay = zone.day(soldAt)
          const kept = lines.map(({ product, quantity }) => lineOf(product, quantity, null))
          const back = withHindsight && returned ? (returned.all ? kept : kept.slice(0, 1)) : []
          const backAt = soldAt + (returned?.after ?? 0) * DAY + MINUTE
          return {
            id: ++id,
            at: soldAt,
            enteredAt: soldAt,
            imported: sold.imported,
            promised: promised === null ? null : soldDay + promised,
            delivered: delivered === null || !withHindsight ? null : soldDay + delivered,
            discountMinor: 0,
            lines: [...kept, ...back.map((line) => lineOf(line.productId, -line.quantity, backAt))],
          }
        }),
        contacts: told.contacts.map((said): ContactFact => {
          const saidAt = at(said.moment)
          const next = said.next && saidAt + said.next[0] * DAY + (said.next[1] + 1) * MINUTE
          const runsOut = said.runsOut === null ? null : zone.day(saidAt) + said.runsOut
          const { direction, nps, csat } = said
          const outcome = said.outcome === 'wrong-number' && !withHindsight ? 'no-answer' : said.outcome
          const message = outcome === 'message-sent' ? said.message : null
          return { id: ++id, at: saidAt, outcome, direction, message, nps, csat, next, runsOut }
        }),
        snoozes: told.snoozes.map(({ moment, until }) => ({ id: ++id, at: at(moment), until: at(until) })),
        skips: told.skips.map((skipped) => ({ id: ++id, at: at(skipped) })),
        cases: told.cases.map(({ moment, kind, steps }): CaseFact => {
          const openedAt = at(moment)
          const later = steps.map(({ after, kind: step }) => ({
            id: ++id,
            at: openedAt + after * MINUTE,
            kind: step,
            due: null,
          }))
          return { id: ++id, at: openedAt, kind, saleId: null, contactId: null, steps: later }
        }),
        promises: told.promises.map(({ moment, promiser, due, settled }): PromiseFact => {
          const givenAt = at(moment)
          const settledAt = settled && givenAt + settled.after * MINUTE
          return {
            id: ++id,
            at: givenAt,
            promiser,
            due: zone.day(givenAt) + due,
            saleId: null,
            settlement: settled?.how ?? null,
            settledAt,
          }
        }),
        consents: told.consents.map(({ moment, ...said }) => ({ id: ++id, at: at(moment), ...said })),
      }
      return { facts, shop: shopOf(zone, zone.start(start - 10)), start }
    })
}

function lineOf(productId: number, quantity: number, returnedAt: Instant | null): LineFact {
  const product = PRODUCTS[productId] as (typeof PRODUCTS)[number]
  return { productId, quantity, amountMinor: quantity * 50_000, returnedAt, ...product }
}
