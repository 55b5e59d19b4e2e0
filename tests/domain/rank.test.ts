// The order of the list: tiers, then value, then oldest due, then id; and what the value is made of.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { factorial, inCallingOrder, paceOf, type Ranked, rankOf, worth } from '../../src/domain/rank.ts'
import { type Purchase, purchasesOf } from '../../src/domain/sale.ts'
import { MONDAY, MOSCOW, Story, shopOf } from './story.ts'

const shop = shopOf(MOSCOW, 0)

function boughtOn(...days: number[]): Purchase[] {
  const story = days.reduce((told, day) => told.sale(day), new Story())
  return purchasesOf(story.facts.sales, MOSCOW)
}

const worthOf = (purchases: readonly Purchase[], silence: number) =>
  worth(paceOf(purchases, null, shop), silence, DEFAULT_POLICY, shop)

const purchaseDays = fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 6 })

describe('the order of the list', () => {
  const ranked = (tier: number, value: number, due: number, customerId: number): Ranked => ({
    tier,
    value,
    due,
    customerId,
  })

  test('tier first; in tiers 1 and 2 the oldest due, in the others the value', () => {
    const rows = [
      ranked(1, 0, 10, 9),
      ranked(1, 500, 20, 8),
      ranked(2, 0, 10, 7),
      ranked(2, 500, 20, 6),
      ranked(3, 500, 20, 5),
      ranked(3, 0, 10, 4),
      ranked(4, 1, 10, 3),
      ranked(5, 500, 99, 2),
      ranked(5, 400, 1, 1),
      ranked(6, 0, 10, 11),
      ranked(6, 500, 20, 10),
    ]
    expect([...rows].reverse().sort(inCallingOrder)).toEqual(rows)
  })

  test('equals go by oldest due, then by id', () => {
    const rows = [ranked(5, 7, 1, 3), ranked(5, 7, 2, 1), ranked(5, 7, 2, 2)]
    expect([...rows].reverse().sort(inCallingOrder)).toEqual(rows)
  })

  test('is the same from whatever order one starts', () => {
    const few = fc.record({ tier: fc.integer({ min: 1, max: 6 }), value: fc.nat(2), due: fc.nat(2) })
    const lists = fc
      .array(few, { maxLength: 20 })
      .map((rows) => rows.map((row, i) => ({ ...row, customerId: i })))
    const shuffled = lists.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    )
    fc.assert(
      fc.property(shuffled, ([rows, mixed]) => {
        expect(mixed.sort(inCallingOrder)).toEqual([...rows].sort(inCallingOrder))
      }),
    )
  })

  test('the stored rank sorts as the value does', () => {
    expect(rankOf({ tier: 1, value: 9 })).toBe(0)
    expect(rankOf({ tier: 2, value: 9 })).toBe(0)
    expect(rankOf({ tier: 3, value: 9 })).toBe(-9)
    expect(rankOf({ tier: 5, value: 9 })).toBe(-9)
    expect(rankOf({ tier: 6, value: 9 })).toBe(0)
  })
})

describe('the worth of a call', () => {
  test('by hand: three purchase days in 60 days, 10 days of silence', () => {
    const { paceDays, active, chance, basketMinor, value } = worthOf(boughtOn(0, 30, 60), 10)
    // Two intervals of 60 days in all and the shop's one of 60; Γ(1 + 1/2) = √π ÷ 2.
    expect(paceDays).toBe(40)
    const still = (days: number) => (1 + ((days * Math.sqrt(Math.PI)) / 2 / 40) ** 2 / 3) ** -3
    const odds = 1.5 / (1 + 2)
    expect(active).toBeCloseTo(1 / (1 + odds / still(10)), 6)
    expect(chance).toBeCloseTo(active * (1 - still(24) / still(10)), 6)
    expect(basketMinor).toBe(149_000)
    expect(value).toBeCloseTo(chance * Math.sqrt(149_000), 9)
  })

  test('a shop of buyers at any moment, and one where nobody leaves, is the plain gamma', () => {
    const plain = { ...shop, regularity: 1, leaving: 1e-12 }
    const { active, chance } = worth(paceOf(boughtOn(0, 60), null, plain), 30, DEFAULT_POLICY, plain)
    expect(active).toBeCloseTo(1, 9)
    expect(chance).toBeCloseTo(1 - ((2 * 60 + 30) / (2 * 60 + 44)) ** 2, 6)
  })

  test('of buyers at any moment it is the closed formula of the MBG/NBD model, for one purchase and for many', () => {
    const [r, alpha, a, b, soon] = [1, 50, 0.8, 2.4, DEFAULT_POLICY.value.horizonDays]
    const any = { ...shop, regularity: 1, meanIntervalDays: alpha, leaving: a / b, settling: 1 / b }
    for (const days of [[0], [0, 9], [0, 30, 31, 70, 200]]) {
      const [x, tx, T] = [days.length - 1, days.at(-1) as number, (days.at(-1) as number) + 40]
      const alive = 1 / (1 + (a / (b + x)) * ((alpha + T) / (alpha + tx)) ** (r + x))
      const { active, chance } = worth(paceOf(boughtOn(...days), null, any), 40, DEFAULT_POLICY, any)
      expect(active).toBeCloseTo(alive, 6)
      expect(chance).toBeCloseTo(alive * (1 - ((alpha + T) / (alpha + T + soon)) ** (r + x)), 6)
    }
  })

  test('where buyers are regular, it is worth most about the time they may be expected', () => {
    const regular = { ...shop, regularity: 5 }
    const pace = paceOf(boughtOn(0, 40, 80, 120), null, { ...regular, meanIntervalDays: 40 })
    const values = Array.from({ length: 300 }, (_, day) => worth(pace, day, DEFAULT_POLICY, regular).value)
    const best = values.indexOf(Math.max(...values))
    expect(best).toBeGreaterThan(20)
    expect(best).toBeLessThan(60)
    expect(values[0]).toBeLessThan((values[best] ?? 0) / 20)
    expect(values[299]).toBeLessThan((values[best] ?? 0) / 20)
  })

  test('where they buy at any moment, silence only lowers it', () => {
    const any = { ...shop, regularity: 1 }
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), purchaseDays, (a, b, days) => {
        const pace = paceOf(boughtOn(...days), null, any)
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
          (silence) => worth(pace, silence, DEFAULT_POLICY, any).value,
        )
        expect(more).toBeLessThanOrEqual((less as number) + 1e-9)
      }),
    )
  })

  test('is a number for every shop and every customer, and its chances are chances', () => {
    const shops = fc.record({
      regularity: fc.double({ min: 1, max: 6, noNaN: true }),
      leaving: fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
      settling: fc.double({ min: 0, max: 1e6, noNaN: true }),
      meanIntervalDays: fc.double({ min: 1, max: 4000, noNaN: true }),
      basketMinor: fc.nat(1e9),
    })
    const many = fc.uniqueArray(fc.nat(20_000), { minLength: 1, maxLength: 40 })
    const runsOut = fc.option(fc.record({ day: fc.integer({ min: -50, max: 40_000 }), told: fc.boolean() }))
    fc.assert(
      fc.property(shops, many, fc.nat(40_000), runsOut, (figures, days, silence, runOut) => {
        const any = { ...shop, ...figures }
        const out = runOut && { ...runOut, day: MONDAY + runOut.day }
        const told = worth(paceOf(boughtOn(...days), out, any), silence, DEFAULT_POLICY, any)
        for (const share of [told.active, told.chance]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
        expect(told.chance).toBeLessThanOrEqual(told.active)
        for (const number of [told.paceDays, told.basketMinor, told.value]) {
          expect(number).toBeGreaterThanOrEqual(0)
          expect(number).toBeLessThan(Infinity)
        }
      }),
    )
  })

  test('more purchases at the same pace make her surer to be a customer still', () => {
    const few = worthOf(boughtOn(0, 60), 90)
    const many = worthOf(boughtOn(0, 60, 120, 180, 240), 90)
    expect(many.paceDays).toBe(few.paceDays)
    expect(many.active).toBeGreaterThan(few.active)
  })

  test('what the goods last stands for the shop’s interval, her own word for everything', () => {
    const purchases = boughtOn(0, 30, 60)
    const runsOut = (told: boolean) => ({ day: MONDAY + 60 + 120, told })
    expect(paceOf(purchases, null, shop)).toMatchObject({ days: 40, from: 'shop' })
    expect(paceOf(purchases, runsOut(false), shop)).toMatchObject({ days: 60, from: 'goods' })
    expect(paceOf(purchases, runsOut(true), shop)).toMatchObject({ days: 120, from: 'word' })
  })

  test('the usual basket is the median of purchase days, shrunk to the shop’s, never below nothing', () => {
    const story = new Story()
      .sale('0 12:00', { items: [{ quantity: 1 }] })
      .sale('0 15:00', { items: [{ quantity: 3 }] })
      .sale(30, { items: [{ quantity: 5 }] })
      .sale(60, { items: [{ quantity: 3 }] })
    const basket = () => paceOf(purchasesOf(story.facts.sales, MOSCOW), null, shop).basketMinor
    expect(basket()).toBe((3 * 4 * 149_000 + 2 * 149_000) / 5)
    const purchases = purchasesOf(story.facts.sales, MOSCOW)
    expect(paceOf(purchases, null, { ...shop, basketMinor: 0 }).basketMinor).toBe(4 * 149_000)
    for (const sale of story.facts.sales) sale.discountMinor = 10_000_000
    expect(basket()).toBe((2 * 149_000) / 5)
  })

  test('one rare big basket does not outrank several sure buyers', () => {
    const rare = worthOf(boughtOn(0), 100)
    const sure = worthOf(boughtOn(0, 14, 28, 42), 10)
    const bigBasket = rare.chance * Math.sqrt(10 * rare.basketMinor)
    expect(bigBasket).toBeLessThan(sure.value)
  })

  test('the factorial between the whole numbers', () => {
    expect(factorial(0)).toBe(1)
    expect(factorial(0.5)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 6)
    expect(factorial(1)).toBeCloseTo(1, 6)
  })
})
