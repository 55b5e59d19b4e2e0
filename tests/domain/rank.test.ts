// The order of the list: tiers, then value, then oldest due, then id; and what the value is made of.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { inCallingOrder, type Ranked, rankOf, usualBasket, worth } from '../../src/domain/rank.ts'
import { type Purchase, purchasesOf } from '../../src/domain/sale.ts'
import { MOSCOW, Story, shopOf } from './story.ts'

const shop = shopOf(MOSCOW, 0)

function boughtOn(...days: number[]): Purchase[] {
  const story = days.reduce((told, day) => told.sale(day), new Story())
  return purchasesOf(story.facts.sales, MOSCOW)
}

const worthOf = (purchases: readonly Purchase[], silence: number, interval = 60) =>
  worth(purchases, silence, interval, DEFAULT_POLICY, shop)

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
    const { rate, active, chance, basketMinor, value } = worthOf(boughtOn(0, 30, 60), 10, 45)
    expect(rate).toBeCloseTo(3 / (70 + 100), 12)
    expect(active).toBeCloseTo(1 / (1 + (10 / 90) ** 2), 12)
    expect(chance).toBeCloseTo(1 - Math.exp((-3 / 170) * (1 / (1 + 1 / 81)) * 14), 12)
    expect(basketMinor).toBe(149_000)
    expect(value).toBeCloseTo(chance * Math.sqrt(149_000), 9)
  })

  test('whoever never bought is worth nothing', () => {
    expect(worthOf([], 0).value).toBe(0)
  })

  test('half of the activity is left after twice her interval', () => {
    expect(worthOf(boughtOn(0), 120).active).toBe(0.5)
  })

  test('silence only lowers it, buying only raises it', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(300),
        fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 6 }),
        (a, b, days) => {
          const purchases = boughtOn(...days)
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
            (silence) => worthOf(purchases, silence).value,
          )
          expect(more).toBeLessThanOrEqual(less as number)
          const last = Math.max(...days)
          const again = worthOf(boughtOn(...days, last + a + 1), 0)
          expect(again.value).toBeGreaterThan(worthOf(purchases, a + 1).value)
        },
      ),
    )
  })

  test('the usual basket is the median of purchase days, never below nothing', () => {
    const story = new Story()
      .sale('0 12:00', { items: [{ quantity: 1 }] })
      .sale('0 15:00', { items: [{ quantity: 2 }] })
      .sale(30, { items: [{ quantity: 5 }] })
      .sale(60, { items: [{ quantity: 4 }] })
    expect(usualBasket(purchasesOf(story.facts.sales, MOSCOW))).toBe(4 * 149_000)
    expect(usualBasket([])).toBe(0)
    for (const sale of story.facts.sales) sale.discountMinor = 10_000_000
    expect(usualBasket(purchasesOf(story.facts.sales, MOSCOW))).toBe(0)
  })

  test('one rare big basket does not outrank several sure buyers', () => {
    const rare = worthOf(boughtOn(0), 100)
    const sure = worthOf(boughtOn(0, 14, 28, 42), 10)
    const bigBasket = rare.chance * Math.sqrt(10 * rare.basketMinor)
    expect(bigBasket).toBeLessThan(sure.value)
  })
})
