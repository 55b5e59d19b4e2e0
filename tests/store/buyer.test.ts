// What is read of buyers, now or as of a moment before, is what the domain makes of everybody's facts as of that moment.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  newBuyers,
  periodBuyers,
  productAnswers,
  referrersIn,
  returnsIn,
} from '../../src/commands/summary-buyers.ts'
import { salesIn, spanOf } from '../../src/commands/summary-figures.ts'
import { DAY, HOUR, instantText } from '../../src/domain/day.ts'
import { type Facts, factsAt } from '../../src/domain/facts.ts'
import { callEffect, cameBack, type Days, type Horizon, secondPurchases } from '../../src/domain/retention.ts'
import { keptOf, type Purchase, purchaseDays, purchasesOf, saleTotal } from '../../src/domain/sale.ts'
import { answersBetween } from '../../src/store/answer.ts'
import { saveContact } from '../../src/store/contact.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { allFacts } from '../../src/store/facts.ts'
import { insertProduct } from '../../src/store/product.ts'
import { insertSale } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'

const START = Date.parse('2026-03-01T00:00:00Z')

/** Often the same moments, and those at which a day or a horizon ends. */
const moment = fc
  .tuple(fc.oneof(fc.nat(100), fc.constantFrom(0, 30, 31, 90)), fc.constantFrom(0, 9, 20.999, 21))
  .map(([day, hour]) => START + day * DAY + hour * HOUR)
const sale = fc.record({
  customer: fc.integer({ min: 1, max: 3 }),
  at: moment,
  product: fc.integer({ min: 1, max: 2 }),
  /** Pieces of it, fewer than none as an import may bring; and how many days later it came back. */
  quantity: fc.constantFrom<number>(1, 2, 0.1, 0.2, -1),
  back: fc.option(fc.nat(40), { nil: null }),
  promised: fc.option(fc.nat(10), { nil: null, freq: 2 }),
  delivered: fc.option(fc.nat(40), { nil: null, freq: 2 }),
  discount: fc.constantFrom<number>(0, 100),
})
const contact = fc.record({
  customer: fc.integer({ min: 1, max: 3 }),
  at: moment,
  outcome: fc.constantFrom('talked' as const, 'no-answer' as const),
  csat: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
})
const worlds = fc.record({
  zone: fc.constantFrom<string>('Europe/Moscow', 'America/New_York', 'Pacific/Kiritimati'),
  sales: fc.array(sale, { maxLength: 12 }),
  contacts: fc.array(contact, { maxLength: 5 }),
  /** The day of the last change, and a moment before it that is asked about; none asks about that morning itself. */
  end: fc.integer({ min: 101, max: 145 }),
  now: fc.option(moment, { nil: null }),
  from: fc.nat(90),
  length: fc.nat(60),
})
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never

function storeOf({ zone, sales, contacts, end, now }: World): Store {
  const last = START + end * DAY + 9 * HOUR
  const store = new Store(':memory:', 'write', () => last, zone)
  const { db } = store
  // Nothing is told before it has happened, but for what is promised.
  const told = (at: number) => (at > last ? null : at)
  const day = (at: number | null) => (at === null ? null : instantText(at).slice(0, 10))
  for (const id of [1, 2, 3]) {
    const nothing = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
    insertCustomer(db, { ...nothing, name: 'A', referredById: id === 1 ? null : 1 }, 'a', instantText(START))
  }
  for (const name of ['Cream', 'Soap']) insertProduct(db, { name, priceMinor: null, lastsDays: null }, name)
  for (const { customer, at, product, quantity, back, promised, delivered, discount } of sales) {
    const line = { productId: product, quantity, amountMinor: Math.round(quantity * 1000), returnedAt: null }
    const backAt = back === null || quantity < 0 ? null : told(at + back * DAY + 1)
    const returned = { ...line, quantity: -quantity, amountMinor: discount - line.amountMinor }
    insertSale(
      db,
      {
        ...{ customerId: customer, soldAt: instantText(at), enteredAt: instantText(at), source: 'entered' },
        promisedDay: day(promised === null ? null : at + promised * DAY),
        deliveredDay: day(delivered === null ? null : told(at + delivered * DAY)),
        ...{ discountMinor: discount, note: null },
      },
      [line, ...(backAt === null ? [] : [{ ...returned, returnedAt: instantText(backAt) }])],
    )
  }
  for (const { customer, at, outcome, csat } of contacts) {
    const rest = { nps: null, reason: null, factor: null, factorScore: null, used: null, repeat: null }
    saveContact(db, null, {
      ...{ customerId: customer, at: instantText(at), enteredAt: instantText(at), outcome, csat, ...rest },
      ...{ channel: 'phone', direction: 'out', note: null, minutes: null, nextAt: null, runsOutDay: null },
      wrongPhone: null,
    })
  }
  store.write((changes) => changes.touchEverybody())
  store.now = now ?? last
  return store
}

const holds = ({ from, to }: Days, day: number) => from <= day && day <= to

test('new buyers, what they bought, what they answered of', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const store = storeOf(world)
      const { zone, now, db } = store
      const today = zone.day(now)
      const from = Math.min(today, zone.day(START) + world.from)
      const period = { from, to: Math.min(today, from + world.length) }
      const span = spanOf(store, period)
      const [start, end] = [instantText(span.from), instantText(span.until)]
      const everybody = [...allFacts(db)].map((facts) => factsAt(facts, now, zone))

      const told = everybody.flatMap((facts) => firstBuyer(facts, store) ?? [])
      const begun = told.filter(({ day }) => holds(period, day))
      const byId = (a: { customerId: number }, b: { customerId: number }) => a.customerId - b.customerId
      expect(newBuyers(store, period).sort(byId)).toEqual(begun)
      const known = new Set(begun.map(({ customerId }) => customerId))
      // Customer 1 brought both others.
      expect(referrersIn(store, period)).toEqual([2, 3].some((id) => known.has(id)) ? [1] : [])

      const of = (days: Horizon) => cameBack(told, days, period, store.policy)
      const returns = { 30: of(30), 60: of(60), 90: of(90) }
      expect(secondPurchases(returnsIn(store, period))).toEqual(secondPurchases(returns))
      expect(callEffect(returnsIn(store, period))).toEqual(callEffect(returns))

      const bought = everybody.flatMap((facts) => periodBuyer(facts, store, period) ?? [])
      const nothingBefore = everybody.every(({ sales }) => sales.every(({ at }) => at >= span.from))
      expect([...periodBuyers(store, period, nothingBefore)]).toEqual(bought)

      const sold = everybody.flatMap(({ sales }) =>
        sales.filter(({ at }) => at >= span.from && at < span.until),
      )
      expect(salesIn(store, span)).toEqual({
        count: sold.filter(({ lines }) => keptOf(lines).size > 0).length,
        revenueMinor: sold.reduce((sum, one) => sum + saleTotal(one), 0),
      })

      const answers = productAnswers(store, answersBetween(db, start, end))
      const said = everybody.flatMap((facts) => answersOf(facts, store, period))
      const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort()
      expect(sorted(answers.map(({ productId, csat }) => ({ productId, csat })))).toEqual(sorted(said))
      store.close()
    }),
    { numRuns: 600 },
  )
})

const purchasesIn = ({ sales }: Facts, { zone }: Store): Purchase[] => purchasesOf(sales, zone)

function firstBuyer(facts: Facts, store: Store) {
  const [first, ...later] = purchasesIn(facts, store)
  if (!first) return null
  const { at, day, anchor, sale } = first
  const second = later.find((purchase) => purchase.day > day)
  const talks = facts.contacts.filter(({ outcome, at }) => outcome === 'talked' && at >= anchor)
  const talk = talks.length === 0 ? null : Math.min(...talks.map(({ at }) => at))
  return {
    ...{ customerId: facts.customerId, at, day, anchor, enteredAt: sale.enteredAt },
    second: second ? { at: second.at, day: second.day } : null,
    talk: talk === null ? null : { at: talk, day: store.zone.day(talk) },
  }
}

function periodBuyer(facts: Facts, store: Store, period: Days) {
  const purchases = purchasesIn(facts, store)
  const days = purchaseDays(purchases)
  const within = days.filter((day) => holds(period, day))
  if (within.length === 0) return null
  const sales = facts.sales.filter(({ at }) => holds(period, store.zone.day(at)))
  return {
    before: days.findLast((day) => day < period.from) ?? null,
    days: within,
    spentMinor: sales.reduce((sum, sale) => sum + saleTotal(sale), 0),
  }
}

function answersOf(facts: Facts, store: Store, period: Days) {
  const { zone } = store
  return facts.contacts.flatMap(({ at, csat }) => {
    if (csat === null || !holds(period, zone.day(at))) return []
    const then = purchasesIn(factsAt(facts, at, zone), store)
    const latest = then.at(-1)?.day
    const products = then.filter(({ day }) => day === latest).flatMap(({ kept }) => [...kept.keys()])
    return [...new Set(products)].map((productId) => ({ productId, csat }))
  })
}

/** A shop of which only sales are told: all of customer 1, at 09:00 of a day. */
function soldOn(...sales: { day: number; product: number; quantity: number }[]): World {
  const none = { back: null, promised: null, delivered: null, discount: 0 }
  const told = sales.map(({ day, ...rest }) => ({
    customer: 1,
    at: START + day * DAY + 9 * HOUR,
    ...rest,
    ...none,
  }))
  const answer = { customer: 1, at: START + 9 * HOUR, outcome: 'talked' as const, csat: 4 }
  const world = { zone: 'Europe/Moscow', end: 10, now: null, from: 0, length: 9, contacts: [answer] }
  return { ...world, sales: told }
}

test('two sales of one moment make one new buyer', () => {
  const sale = { day: 0, product: 1, quantity: 1 }
  const store = storeOf(soldOn(sale, { ...sale, product: 2 }))
  const today = store.zone.day(store.now)
  expect(newBuyers(store, { from: today - 10, to: today })).toHaveLength(1)
})

test('a lone negative line takes nothing of what she has', () => {
  const store = storeOf(soldOn({ day: 0, product: 1, quantity: 1 }, { day: 0, product: 1, quantity: -1 }))
  const answers = productAnswers(store, answersBetween(store.db, '2026', '2027'))
  expect(answers).toEqual([{ productId: 1, product: 'Cream', csat: 4 }])
})
