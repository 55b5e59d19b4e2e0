// Changes against worked and published examples.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf, npsChange, shareChange } from '../../src/domain/change.ts'
import { npsOf } from '../../src/domain/metrics.ts'

const nps = (promoters: number, passives: number, detractors: number) =>
  npsOf([
    ...Array<number>(promoters).fill(10),
    ...Array<number>(passives).fill(8),
    ...Array<number>(detractors).fill(3),
  ])

describe('a change of NPS', () => {
  // By hand: 40 answers at 50 % and 25 % have a margin of 24.620 points, so two of them √2 · 24.620 = 34.818.
  it('is measured against both margins', () => {
    const same = npsChange(nps(20, 10, 10), nps(20, 10, 10))
    expect(same).toEqual({ change: 0, margin: expect.closeTo(34.818, 3), clear: false })
  })

  it('is clear beyond them, and not before', () => {
    // 34 points between +25 and −9: within 34.8 and more; 50 points are beyond.
    expect(npsChange(nps(20, 10, 10), nps(13, 10, 17))).toMatchObject({ change: 35, clear: false })
    expect(npsChange(nps(20, 10, 10), nps(10, 10, 20))).toMatchObject({ change: 50, clear: true })
    expect(npsChange(nps(10, 10, 20), nps(20, 10, 10))).toMatchObject({ change: -50, clear: true })
  })

  it('is not told where either has fewer than ten answers', () => {
    expect(npsChange(nps(5, 2, 2), nps(5, 5, 5))).toBeNull()
    expect(npsChange(nps(5, 5, 5), nps(5, 2, 2))).toBeNull()
    expect(npsChange(nps(5, 5, 0), nps(5, 5, 0))).not.toBeNull()
  })
})

/** The last place of the published bounds: ours take 1.96 for the 97.5 % point, as the design says. */
const LAST_PLACE = 1e-4

// Newcombe, "Interval estimation for the difference between independent proportions", 1998, table II, method 10; the
// same to the fourth decimal from confint_proportions_2indep(…, method='newcomb') of statsmodels 0.14 (Python).
const PUBLISHED: [part: number, whole: number, part: number, whole: number, low: number, high: number][] = [
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
]

describe("Newcombe's interval of a difference", () => {
  it.each(PUBLISHED)('%i of %i less %i of %i', (a, m, b, n, low, high) => {
    const difference = differenceOf({ part: a, whole: m }, { part: b, whole: n })
    expect(Math.abs((difference?.low ?? Number.NaN) - low)).toBeLessThan(LAST_PLACE)
    expect(Math.abs((difference?.high ?? Number.NaN) - high)).toBeLessThan(LAST_PLACE)
  })

  it('is none of nothing', () => {
    expect(differenceOf({ part: 0, whole: 0 }, { part: 1, whole: 2 })).toBeNull()
    expect(differenceOf({ part: 1, whole: 2 }, { part: 0, whole: 0 })).toBeNull()
  })
})

describe('a change of a share', () => {
  it('is clear where its interval leaves out 0, and carries the arm that points there', () => {
    // 0.8 − 0.6 = 0.2, less the lower end 0.0524.
    expect(shareChange({ part: 56, whole: 70 }, { part: 48, whole: 80 })).toEqual({
      ...{ change: expect.closeTo(0.2, 12), margin: expect.closeTo(0.1476, 4), clear: true },
    })
    expect(shareChange({ part: 48, whole: 80 }, { part: 56, whole: 70 })).toEqual({
      ...{ change: expect.closeTo(-0.2, 12), margin: expect.closeTo(0.1476, 4), clear: true },
    })
    // 5/56 − 0/29: the interval reaches from −0.0381 to 0.1926.
    expect(shareChange({ part: 5, whole: 56 }, { part: 0, whole: 29 })).toEqual({
      ...{ change: expect.closeTo(5 / 56, 12), margin: expect.closeTo(0.1274, 4), clear: false },
    })
  })

  it('is not told where either rests on fewer than ten', () => {
    expect(shareChange({ part: 9, whole: 9 }, { part: 0, whole: 100 })).toBeNull()
    expect(shareChange({ part: 0, whole: 100 }, { part: 9, whole: 9 })).toBeNull()
    expect(shareChange({ part: 10, whole: 10 }, { part: 0, whole: 10 })?.clear).toBe(true)
  })

  const portion = fc
    .integer({ min: 10, max: 500 })
    .chain((whole) => fc.record({ part: fc.integer({ min: 0, max: whole }), whole: fc.constant(whole) }))

  it('is clear exactly where the interval leaves out 0, and the same seen from the other end', () => {
    fc.assert(
      fc.property(portion, portion, (one, other) => {
        const there = shareChange(one, other)
        const back = shareChange(other, one)
        const interval = differenceOf(one, other)
        if (!there || !back || !interval) throw new Error('each has ten')
        expect(there.clear).toBe(interval.low > 0 || interval.high < 0)
        expect(back.clear).toBe(there.clear)
        expect(back.change).toBeCloseTo(-there.change, 12)
        expect(back.margin).toBeCloseTo(there.margin, 12)
        expect(interval.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(interval.high).toBeLessThanOrEqual(1 + 1e-12)
        expect(there.margin).toBeGreaterThan(0)
      }),
    )
  })
})
