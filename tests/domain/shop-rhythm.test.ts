// What a shop's customers do all together: how often, how regularly, and how many never come back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { ShopRhythm } from '../../src/domain/shop-rhythm.ts'

function figuresOf(customers: readonly (readonly number[])[], today = 1000) {
  const rhythm = new ShopRhythm(today)
  for (const days of customers) rhythm.add(days)
  return rhythm.figures(DEFAULT_POLICY)
}

describe('the rhythm of a shop', () => {
  test('of which nothing is known', () => {
    expect(figuresOf([])).toEqual({
      ...{ medianIntervalDays: 60, meanIntervalDays: 60, regularity: 1, leaving: 1, settling: 0 },
    })
  })

  test('by hand', () => {
    const figures = figuresOf([[100], [990], [0, 40], [500, 520, 980], [300, 310, 320, 330]])
    expect(figures.medianIntervalDays).toBe(15)
    expect(figures.meanIntervalDays).toBe((40 + 20 + 460 + 30 + 2 * 60) / (6 + 2))
    // Two equal logs more than the prior's two of π² ÷ 6: √(4 ÷ 2).
    expect(figures.regularity).toBeCloseTo(Math.SQRT2, 12)
    // One is gone of five, three came back.
    expect(figures.leaving).toBe((1 + 1) / (3 + 1))
    // Of later purchases: one and the end; one; two and the end. Two of these are ends.
    const later = (2 + 1) / (5 - 2 + 1)
    expect(figures.settling).toBe(Math.max(0, (0.5 / later - 1) / ((1 + 1 + 6) / 5)))
  })

  test('is the more regular, the more alike the intervals of a customer are', () => {
    const shop = (spread: number) =>
      Array.from({ length: 40 }, (_, i) => [0, 30, 60 + spread, 90, 120 - spread, 150].map((day) => day + i))
    const [clock, fair, wild] = [0, 10, 25].map((spread) => figuresOf(shop(spread)).regularity) as number[]
    expect(clock).toBe(6)
    expect(fair).toBeLessThan(6)
    expect(wild).toBeLessThan(fair as number)
  })

  test('a few alike intervals of one customer do not make a shop regular', () => {
    expect(figuresOf([[0, 30, 60, 90]]).regularity).toBeLessThan(1.5)
  })

  test('odds of leaving after a first purchase and after later ones, by hand', () => {
    const stays = [0, 250, 500, 750, 995]
    const { leaving, settling } = figuresOf([[100], [100], [100], [100], stays, stays, [0, 100, 200]])
    // Who has not bought since day 500 is gone: four of seven after the first purchase.
    expect(leaving).toBe((4 + 1) / (3 + 1))
    // Later purchases of which it is known what came: the second to the fourth of two, the second and third of one, who
    // is gone. Their mean place is (2 · (1 + 2 + 3) + 1 + 2) ÷ 8; there the odds are (1 + 1) ÷ (7 + 1).
    expect(leaving / (1 + (settling * 15) / 8)).toBeCloseTo(2 / 8, 12)
  })

  test('gone is who has been silent for more than two median intervals', () => {
    const leaving = (last: number) => figuresOf([[990, 1000], [last]]).leaving
    expect([leaving(980), leaving(979)]).toEqual([(0 + 1) / (1 + 1), (1 + 1) / (1 + 1)])
  })

  test('odds of leaving fall with purchases only where those who came back stay longer', () => {
    const leavers = Array.from({ length: 50 }, () => [100])
    const stayers = Array.from({ length: 50 }, () => [0, 250, 500, 750, 995])
    const passing = Array.from({ length: 50 }, () => [100, 150])
    expect(figuresOf([...leavers, ...stayers]).settling).toBeGreaterThan(0.5)
    expect(figuresOf([...passing, ...stayers]).settling).toBe(0)
  })

  test('is made of numbers, whatever the customers', () => {
    const days = fc
      .uniqueArray(fc.nat(900), { minLength: 1, maxLength: 8 })
      .map((list) => list.sort((a, b) => a - b))
    fc.assert(
      fc.property(fc.array(days, { maxLength: 12 }), fc.nat(2000), (customers, today) => {
        const { medianIntervalDays, meanIntervalDays, regularity, leaving, settling } = figuresOf(
          customers,
          today,
        )
        for (const figure of [medianIntervalDays, meanIntervalDays, regularity]) {
          expect(figure).toBeGreaterThanOrEqual(1)
        }
        expect(regularity).toBeLessThanOrEqual(6)
        expect(leaving).toBeGreaterThan(0)
        expect(settling).toBeGreaterThanOrEqual(0)
        expect(leaving + settling + meanIntervalDays).toBeLessThan(Infinity)
      }),
    )
  })
})
