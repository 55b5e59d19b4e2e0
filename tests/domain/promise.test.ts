// Promises: how they end, what share was kept, what is left to pay of those that are about money.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leftToPay, type PaymentFact, type PaymentPromiseFact } from '../../src/domain/payment.ts'
import { plan } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import {
  type DeliveryFact,
  deliveryState,
  type PromiseState,
  type PromisesDue,
  promiseShare,
  promiseState,
  SETTLEMENTS,
} from '../../src/domain/promise.ts'
import { lives } from './lives.ts'
import { MONDAY, MOSCOW, Story, shopOf } from './story.ts'

const TODAY = MONDAY

describe('a promise', () => {
  const due = TODAY
  const ended = (settlement: (typeof SETTLEMENTS)[number] | null, settledAt: number | null) =>
    promiseState({ settlement, settledAt, due }, MOSCOW)

  test('is open until it is settled', () => expect(ended(null, null)).toBe('open'))
  test('is kept to the last minute of its day, and late in the next', () => {
    expect(ended('kept', MOSCOW.start(due + 1) - 1)).toBe('kept')
    expect(ended('kept', MOSCOW.start(due + 1))).toBe('late')
  })
  test.each(['partly', 'broken', 'void'] as const)('%s stays so, late or not', (how) => {
    expect([ended(how, MOSCOW.noon(due)), ended(how, MOSCOW.noon(due + 9))]).toEqual([how, how])
  })
})

describe('a delivery', () => {
  const state = (fields: Partial<DeliveryFact>) =>
    deliveryState({
      ...{ promised: TODAY, missed: null, delivered: TODAY, right: null, complete: null, anyKept: true },
      ...fields,
    })

  test.each<[string, Partial<DeliveryFact>, PromiseState]>([
    ['on its day, nobody asked how', {}, 'kept'],
    ['a day early', { delivered: TODAY - 1 }, 'kept'],
    ['a day late', { delivered: TODAY + 1 }, 'late'],
    ['right and complete', { right: true, complete: true }, 'kept'],
    ['the wrong thing', { right: false, complete: true }, 'partly'],
    ['late and incomplete', { delivered: TODAY + 1, complete: false }, 'partly'],
    ['on its second day, put off on the first', { missed: TODAY - 3 }, 'late'],
    ['put off on its day, and come that very day', { missed: TODAY, promised: TODAY + 3 }, 'kept'],
    ['put off, still to come', { missed: TODAY - 3, delivered: null }, 'open'],
    ['still to come', { delivered: null }, 'open'],
    ['taken back before it came', { delivered: null, anyKept: false }, 'void'],
    ['taken back after it came', { anyKept: false }, 'kept'],
  ])('%s', (_, fields, expected) => expect(state(fields)).toBe(expected))
})

const STATES: PromiseState[] = ['open', 'kept', 'late', 'partly', 'broken', 'void']
const told = fc.array(
  fc.record({
    state: fc.constantFrom(...STATES),
    due: fc.integer({ min: TODAY - 5, max: TODAY + 5 }),
    n: fc.integer({ min: 1, max: 3 }),
  }),
)

describe('the share of kept promises', () => {
  test('counts what is due or settled, and no more', () => {
    const share = promiseShare(
      [
        { state: 'kept', due: TODAY - 1, n: 1 },
        { state: 'kept', due: TODAY + 3, n: 2 },
        { state: 'late', due: TODAY - 2, n: 1 },
        { state: 'open', due: TODAY - 1, n: 1 },
        { state: 'open', due: TODAY, n: 1 },
        { state: 'void', due: TODAY - 1, n: 1 },
      ],
      TODAY,
    )
    expect(share).toEqual({ share: 0.6, kept: 3, due: 5, late: 1, partly: 0, broken: 0, open: 1 })
  })

  test('is none where nothing was due', () => {
    expect(promiseShare([{ state: 'void', due: TODAY - 1, n: 1 }], TODAY)).toMatchObject({
      share: null,
      due: 0,
    })
  })

  test('has parts that add up', () => {
    fc.assert(
      fc.property(told, (promises) => {
        const { share, kept, due, late, partly, broken, open } = promiseShare(promises, TODAY)
        expect(kept + late + partly + broken + open).toBe(due)
        expect(share).toBe(due === 0 ? null : kept / due)
        const sum = (some: PromisesDue[]) => some.reduce((total, { n }) => total + n, 0)
        const fellAway = sum(promises.filter(({ state }) => state === 'void'))
        const ahead = sum(promises.filter((one) => one.state === 'open' && one.due >= TODAY))
        expect(due + fellAway + ahead).toBe(sum(promises))
      }),
    )
  })
})

describe('what is left to pay', () => {
  const promise = (id: number, due: number, amountMinor: number): PaymentPromiseFact => ({
    ...{ id, due, amountMinor, settlement: null },
  })
  const left = (promises: PaymentPromiseFact[], payments: PaymentFact[], owed: number) =>
    Object.fromEntries(leftToPay(promises, payments, owed))
  const paid = (amountMinor: number, lastPromiseId = 9) => ({ id: 1, lastPromiseId, amountMinor })

  test('is the promise less what came since', () => {
    expect(left([promise(1, 5, 1000)], [paid(300)], 700)).toEqual({ 1: 700 })
  })
  test('is the whole promise where the payment came before it', () => {
    expect(left([promise(1, 5, 1000)], [paid(490, 0)], 1000)).toEqual({ 1: 1000 })
    expect(left([promise(1, 9, 300), promise(2, 5, 700)], [paid(400, 1)], 700)).toEqual({ 1: 0, 2: 700 })
  })
  test('goes down by the earliest due first', () => {
    const parts = [promise(2, 9, 500), promise(1, 5, 500)]
    expect(left(parts, [paid(500)], 500)).toEqual({ 1: 0, 2: 500 })
    expect(left(parts, [paid(500), paid(100)], 400)).toEqual({ 1: 0, 2: 400 })
  })
  test('of a part of the debt is nothing once that part came', () => {
    expect(left([promise(1, 5, 300)], [paid(300)], 700)).toEqual({ 1: 0 })
  })
  test('after a return goes down from the latest due', () => {
    expect(left([promise(1, 5, 500), promise(2, 9, 500)], [], 600)).toEqual({ 1: 500, 2: 100 })
    expect(left([promise(1, 5, 500)], [], -20)).toEqual({ 1: 0 })
  })
  test('is not lessened by what a kept promise was paid with', () => {
    const kept = { ...promise(1, 5, 500), settlement: 'kept' as const }
    expect(left([kept, promise(2, 9, 500)], [paid(500)], 500)).toEqual({ 2: 500 })
  })
  test('of what was given up is nobody’s', () => {
    const broken = { ...promise(1, 5, 500), settlement: 'broken' as const }
    expect(left([broken, promise(2, 9, 500)], [], 500)).toEqual({ 2: 500 })
  })

  test('is never more than was promised, nor in all than is owed, in whatever order it is told', () => {
    const promises = fc.array(
      fc.record({
        id: fc.nat(),
        due: fc.nat(20),
        amountMinor: fc.integer({ min: 1, max: 1000 }),
        settlement: fc.constantFrom(null, null, ...SETTLEMENTS),
      }),
      { maxLength: 5 },
    )
    const payments = fc.array(
      fc.record({
        id: fc.nat(9),
        lastPromiseId: fc.nat(5),
        amountMinor: fc.integer({ min: -500, max: 500 }),
      }),
    )
    fc.assert(
      fc.property(promises, payments, fc.integer({ min: -500, max: 3000 }), (some, money, owed) => {
        const each = some.map((one, id) => ({ ...one, id }))
        const rest = leftToPay(each, money, owed)
        expect([...rest.keys()].sort()).toEqual(
          each.flatMap(({ id, settlement }) => (settlement === null ? [id] : [])).sort(),
        )
        for (const { id, amountMinor } of each) {
          expect(rest.get(id) ?? 0).toBeGreaterThanOrEqual(0)
          expect(rest.get(id) ?? 0).toBeLessThanOrEqual(amountMinor)
        }
        const sum = [...rest.values()].reduce((total, one) => total + one, 0)
        expect(sum).toBeLessThanOrEqual(Math.max(0, owed))
        expect(leftToPay([...each].reverse(), money, owed)).toEqual(rest)
      }),
    )
  })
})

describe('in the plan', () => {
  test('a settled promise is never live, and an open one is from its day on', () => {
    fc.assert(
      fc.property(lives(), ({ facts, shop }) => {
        const { stretches, touches } = plan(facts, DEFAULT_POLICY, shop)
        for (const stretch of stretches) {
          if (stretch.kind !== 'promise') continue
          const promise = facts.promises.find(({ id }) => id === stretch.promiseId)
          expect(promise).toBeDefined()
          expect(stretch.from).toBeGreaterThanOrEqual(shop.zone.start(promise?.due ?? 0))
          expect(stretch.until).toBeLessThanOrEqual(promise?.settledAt ?? Number.POSITIVE_INFINITY)
        }
        for (const promise of facts.promises) {
          if (promise.settledAt !== null) continue
          const touch = touches.find(({ promiseId }) => promiseId === promise.id)
          expect(touch).toMatchObject({ closes: Number.POSITIVE_INFINITY, ended: null })
        }
      }),
      { numRuns: 400 },
    )
  })

  test('of one day the delivery is asked about first', () => {
    const { facts } = new Story().sale(0, { promised: 2 })
    facts.promises.push({
      ...{ id: 9, at: MOSCOW.start(MONDAY), due: MONDAY + 2, saleId: facts.sales[0]?.id ?? null },
      ...{ promiser: 'seller', settlement: null, settledAt: null },
    })
    const { stretches } = plan(facts, DEFAULT_POLICY, shopOf(MOSCOW, MOSCOW.start(MONDAY)))
    const live = stretches.find((stretch) => stretch.from === MOSCOW.start(MONDAY + 2))
    expect(live).toMatchObject({ kind: 'delivery', carried: expect.arrayContaining(['promise']) })
  })
})
