// How often she buys: medians, intervals, shrinking towards a prior, and when goods run out.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { expectedInterval, intervals, median, Rhythm, runOutAfter } from '../../src/domain/rhythm.ts'
import { purchasesOf } from '../../src/domain/sale.ts'
import { type Item, MOSCOW, Story, shopOf } from './story.ts'

const shop = shopOf(MOSCOW, 0)
const unknown = { quantity: 1, lastsDays: null }
const monthly = { quantity: 1, lastsDays: 30 }

test('the median is the middle, or between the two middle ones, in whatever order', () => {
  expect(median([])).toBe(null)
  expect(median([5])).toBe(5)
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 1, 2, 100])).toBe(6)
  const list = [3, 1, 2]
  median(list)
  expect(list).toEqual([3, 1, 2])
})

test('intervals lie between neighbouring days', () => {
  expect(intervals([])).toEqual([])
  expect(intervals([7])).toEqual([])
  expect(intervals([1, 8, 38])).toEqual([7, 30])
})

describe('the expected interval', () => {
  test('is her own median, shrunk towards a prior that weighs as two intervals', () => {
    expect(expectedInterval([], 60, DEFAULT_POLICY)).toBe(60)
    expect(expectedInterval([30], 60, DEFAULT_POLICY)).toBe((30 + 2 * 60) / 3)
    expect(expectedInterval([30, 30], 60, DEFAULT_POLICY)).toBe(45)
    expect(expectedInterval([7, 300, 14, 21], 60, DEFAULT_POLICY)).toBe((4 * 17.5 + 2 * 60) / 6)
  })

  test('lies between her own median and the prior, nearer to her own the more she has bought', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.nat(40),
        (own, prior, n) => {
          const [less, more] = [n, n + 1].map((count) => {
            const reckoned = expectedInterval(new Array<number>(count).fill(own), prior, DEFAULT_POLICY)
            expect(reckoned).toBeGreaterThanOrEqual(Math.min(own, prior) - 1e-9)
            expect(reckoned).toBeLessThanOrEqual(Math.max(own, prior) + 1e-9)
            return Math.abs(reckoned - own)
          })
          expect(more).toBeLessThanOrEqual((less as number) + 1e-9)
        },
      ),
    )
  })

  const expectedOf = (...sales: [day: number, items?: Item[]][]) => {
    const story = sales.reduce((told, [day, items]) => told.sale(day, items ? { items } : {}), new Story())
    const rhythm = new Rhythm()
    for (const purchase of purchasesOf(story.facts.sales, MOSCOW)) rhythm.bought(purchase)
    return rhythm.expectedInterval(DEFAULT_POLICY, shop)
  }

  test('of a customer counts days, not sales; her prior is what her latest purchase lasts, else the shop', () => {
    expect(expectedOf([0])).toBe(60)
    expect(expectedOf([0, [{ lasts: 30 }]])).toBe(30)
    expect(expectedOf([0, [{ lasts: 30, quantity: 3 }]])).toBe(90)
    expect(expectedOf([0, [{ product: 1, lasts: 30 }, { product: 2, lasts: 45 }, { product: 3 }]])).toBe(45)
    expect(expectedOf([0], [0], [30], [30])).toBe((30 + 2 * 60) / 3)
    expect(expectedOf([0, [{ lasts: 30 }]], [40])).toBe((40 + 2 * 60) / 3)
  })
})

describe('a run-out', () => {
  test('is quantity times what a unit lasts, until there are two own intervals', () => {
    expect(runOutAfter([0], unknown, DEFAULT_POLICY, shop)).toBe(null)
    expect(runOutAfter([0], monthly, DEFAULT_POLICY, shop)).toBe(30)
    expect(runOutAfter([0], { quantity: 3, lastsDays: 30 }, DEFAULT_POLICY, shop)).toBe(90)
    expect(runOutAfter([0, 20], monthly, DEFAULT_POLICY, shop)).toBe(30)
    expect(runOutAfter([0, 20], unknown, DEFAULT_POLICY, shop)).toBe(null)
  })

  test('from two own intervals on is her own, shrunk towards what it lasts, else the shop', () => {
    expect(runOutAfter([0, 20, 40], monthly, DEFAULT_POLICY, shop)).toBe((2 * 20 + 2 * 30) / 4)
    expect(runOutAfter([0, 20, 40], unknown, DEFAULT_POLICY, shop)).toBe((2 * 20 + 2 * 60) / 4)
  })

  test('never scales an observed interval by quantity', () => {
    const often = [0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200]
    const six = runOutAfter(often, { quantity: 6, lastsDays: null }, DEFAULT_POLICY, shop)
    expect(six).toBe(runOutAfter(often, unknown, DEFAULT_POLICY, shop))
  })

  test('stays within ten years', () => {
    expect(runOutAfter([0], { quantity: 1e9, lastsDays: 1e9 }, DEFAULT_POLICY, shop)).toBe(3650)
  })
})
