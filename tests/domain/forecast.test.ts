// How good forecasts of running out were: each made from what was known on its day alone.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastError, type ProductBought } from '../../src/domain/forecast.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'

function bought(
  customerId: number,
  productId: number,
  days: readonly number[],
  lastsDays: number | null = 30,
) {
  return days.map(
    (day): ProductBought => ({ customerId, productId, day, anchorDay: day, quantity: 1, lastsDays }),
  )
}
const errorOf = (list: readonly ProductBought[]) => forecastError(list, DEFAULT_POLICY)
/** Ten who buy twice, so many days too late. */
const tenLate = (late: number) =>
  Array.from({ length: 10 }, (_, i) => bought(i, 1, [i, i + 30 + late])).flat()

describe('the error of forecasts', () => {
  test('is of forecasts made before: the shop’s later rhythm changes none of them', () => {
    const early = Array.from({ length: 12 }, (_, i) => bought(i, 1, [0, 30, 70, 100], null)).flat()
    const later = Array.from({ length: 60 }, (_, i) => bought(100 + i, 2 + i, [500, 900], null)).flat()
    expect(errorOf([...early, ...later])).toEqual(errorOf(early))
  })

  test('is the middle of how far they were off, either way', () => {
    expect(errorOf(tenLate(4))).toEqual({ days: 4, count: 10 })
    expect(errorOf(tenLate(-7))).toEqual({ days: 7, count: 10 })
    expect(errorOf([...tenLate(4), ...bought(99, 1, [0, 300])])).toEqual({ days: 4, count: 11 })
  })

  test('is not told of fewer than ten, nor of what was never bought again', () => {
    expect(errorOf([])).toEqual({ days: null, count: 0 })
    expect(errorOf(tenLate(4).slice(2))).toEqual({ days: null, count: 9 })
    expect(errorOf([...tenLate(4).slice(2), ...bought(50, 1, [0])]).count).toBe(9)
    // Another product of hers is no second purchase of this one.
    expect(errorOf([...bought(1, 1, [0]), ...bought(1, 2, [30])]).count).toBe(0)
  })

  test('counts from the day the goods came, and for as many as were bought', () => {
    const late = tenLate(4).map((line) => (line.day < 10 ? { ...line, anchorDay: line.day + 3 } : line))
    expect(errorOf(late).days).toBe(1)
    expect(errorOf(tenLate(30).map((line) => ({ ...line, quantity: 2 }))).days).toBe(0)
  })

  test('of goods without a known end begins with her third purchase, from her own rhythm and the shop’s', () => {
    const steady = Array.from({ length: 10 }, (_, i) => bought(i, 1, [0, 40, 80, 120], null)).flat()
    expect(errorOf(steady)).toEqual({ days: 0, count: 10 })
  })

  test('leans on the middle of the shop’s intervals, however they follow one another', () => {
    const others = [
      [0, 30],
      [35, 45],
      [40, 60],
      [10, 70],
    ].flatMap((days, i) => bought(i, 1, days, null))
    const hers = Array.from({ length: 10 }, (_, i) => bought(9, 2 + i, [100, 140, 180, 220], null)).flat()
    // Of 10, 20, 30, 40, 40 and 60 it is 35; her own 40 weighs as much as it: 38 days, and 40 they were.
    expect(errorOf([...others, ...hers])).toEqual({ days: 2, count: 10 })
  })

  test('is the same from whatever order, and takes lines of one day for one purchase', () => {
    const steady = Array.from({ length: 10 }, (_, i) => bought(i, 1, [0, 40, 80, 120], null)).flat()
    for (const list of [tenLate(4), steady]) {
      expect(errorOf([...list].reverse())).toEqual(errorOf(list))
      expect(errorOf(list.flatMap((line) => [line, line]))).toEqual(errorOf(list))
    }
    // Nor do two goods of one day make an interval of none.
    const both = steady.flatMap((line) => [line, { ...line, productId: 2 }])
    expect(errorOf(both)).toEqual({ days: 0, count: 20 })
  })

  test('leaves out goods that nobody is called about', () => {
    expect(errorOf(tenLate(4).map((line) => ({ ...line, lastsDays: 13 }))).count).toBe(0)
    expect(errorOf(tenLate(4).map((line) => ({ ...line, lastsDays: 14 }))).count).toBe(10)
  })

  test('knows of more forecasts as time goes on, and never of a negative error', () => {
    const day = fc.nat(400)
    const lines = fc.array(
      fc.record({
        customerId: fc.nat(3),
        productId: fc.nat(2),
        day,
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(lines, day, fc.constantFrom(null, 20, 60), (list, today, lastsDays) => {
        const whole = list.map((line) => ({ ...line, anchorDay: line.day, lastsDays }))
        const until = whole.filter((line) => line.day <= today)
        expect(errorOf(whole).count).toBeGreaterThanOrEqual(errorOf(until).count)
        const { days } = errorOf(whole)
        expect(days === null || days >= 0).toBe(true)
      }),
    )
  })
})
