// The figures of satisfaction against worked and published examples.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csatOf, latestAnswers, npsOf, wilson, wordOfMouth } from '../../src/domain/metrics.ts'

const answers = (promoters: number, passives: number, detractors: number) => [
  ...Array<number>(promoters).fill(9),
  ...Array<number>(passives).fill(7),
  ...Array<number>(detractors).fill(6),
]

describe('NPS', () => {
  // The design's own examples, 50 % promoters and 25 % detractors: about 33, 25 and 16 points. Score less 3/(n + 3) and
  // the third decimal of each margin from the same formula in Python.
  it.each([
    [20, 33, 33.456, 21.739],
    [40, 25, 24.62, 23.256],
    [100, 16, 15.97, 24.272],
  ])('of %i answers has a margin of about %i', (n, about, margin, middle) => {
    const nps = npsOf(answers(n / 2, n / 4, n / 4))
    expect(nps.value).toBe(25)
    expect(nps.margin).toBeCloseTo(margin, 3)
    expect(Math.round(nps.margin as number)).toBe(about)
    expect(nps.low).toBeCloseTo(middle - margin, 2)
    expect(nps.high).toBeCloseTo(middle + margin, 2)
  })

  it('tells counts only below ten answers', () => {
    expect(npsOf(answers(6, 2, 1))).toEqual({
      ...{ value: null, n: 9, promoters: 6, passives: 2, detractors: 1 },
      ...{ low: null, high: null, margin: null },
    })
    expect(npsOf(answers(6, 2, 2)).value).toBe(40)
  })

  it('counts 9 and 10 as promoters, 0 to 6 as detractors', () => {
    expect(npsOf([10, 9, 8, 7, 6, 0])).toMatchObject({ promoters: 2, passives: 2, detractors: 2 })
  })

  it('stays between −100 and 100', () => {
    expect(npsOf(answers(10, 0, 0))).toMatchObject({ value: 100, high: 100 })
    expect(npsOf(answers(0, 0, 10))).toMatchObject({ value: -100, low: -100 })
    // By hand: N = 13, p = 10.75/13, d = 0.75/13, 196 · √(11.5/13 − (10/13)²) ÷ √13 = 29.42: half of 52.6…129.
    const { low, margin } = npsOf(answers(10, 0, 0))
    expect(margin).toBeCloseTo(29.42, 2)
    expect(low).toBeCloseTo(1000 / 13 - 29.42, 2)
  })

  const many = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 10, maxLength: 200 })
  const figures = (given: number[]) => {
    const { value, low, high, margin } = npsOf(given)
    return { value, low, high, margin } as Record<'value' | 'low' | 'high' | 'margin', number>
  }

  it('of any answers lies within its interval, whatever their order', () => {
    fc.assert(
      fc.property(many, (given) => {
        const { value, low, high, margin } = figures(given)
        expect(figures([...given].sort((a, b) => a - b))).toEqual({ value, low, high, margin })
        expect(low).toBeGreaterThanOrEqual(-100)
        expect(value).toBeGreaterThanOrEqual(low)
        expect(value).toBeLessThanOrEqual(high)
        expect(high).toBeLessThanOrEqual(100)
        expect(high - low).toBeLessThanOrEqual(2 * margin + 1e-9)
      }),
    )
  })

  it('rises with a better answer, and its margin falls with more of the same', () => {
    fc.assert(
      fc.property(many, fc.nat(), (given, index) => {
        const better = given.with(index % given.length, 10)
        expect(figures(better).value).toBeGreaterThanOrEqual(figures(given).value)
        expect(figures(better).low).toBeGreaterThanOrEqual(figures(given).low - 1e-9)
        const often = [given, given, given, given].flat()
        expect(figures(often).value).toBeCloseTo(figures(given).value, 9)
        expect(figures(often).margin).toBeLessThan(figures(given).margin + 1e-9)
      }),
    )
  })
})

describe('the Wilson interval', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3; the same from
  // binomtest(…).proportion_ci(method='wilson') of SciPy 1.17.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i', (successes, n, low, high) => {
    expect(wilson(successes, n)?.low).toBeCloseTo(low, 4)
    expect(wilson(successes, n)?.high).toBeCloseTo(high, 4)
  })

  it('is none of nothing', () => expect(wilson(0, 0)).toBeNull())

  it('ends at 0 and at 1 exactly', () => {
    for (let n = 1; n < 100; n++) expect([wilson(0, n)?.low, wilson(n, n)?.high]).toEqual([0, 1])
  })

  it('holds the share, stays within 0 and 1, rises with it, and is the mirror of what failed', () => {
    const counts = fc
      .integer({ min: 1, max: 1000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)))
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const [less, more] = [wilson(successes, n), wilson(successes + 1, n)]
        const mirrored = wilson(n - successes, n)
        if (!less || !more || !mirrored) throw new Error('of something')
        expect(less.low).toBeGreaterThanOrEqual(0)
        expect(less.low).toBeLessThanOrEqual(successes / n)
        expect(less.high).toBeGreaterThanOrEqual(successes / n)
        expect(more.high).toBeLessThanOrEqual(1)
        expect(more.low).toBeGreaterThan(less.low)
        expect(more.high).toBeGreaterThan(less.high)
        expect(mirrored.low).toBeCloseTo(1 - less.high, 12)
      }),
    )
  })
})

it('CSAT is the share of 4 and 5', () => {
  expect(csatOf([5, 4, 3, 2, 1])).toMatchObject({ share: 0.4, n: 5, satisfied: 2 })
  expect(csatOf([])).toEqual({ share: null, n: 0, satisfied: 0, low: null, high: null })
})

it('a customer answers once, the latest time', () => {
  const answer = (customerId: number, nps: number | null) => ({ customerId, nps })
  expect(latestAnswers([answer(1, 3), answer(2, 8), answer(1, 10), answer(1, null)])).toEqual([10, 8])
})

it('word of mouth: a promoter tells two, a detractor ten', () => {
  expect(wordOfMouth({ promoters: 7, detractors: 3 })).toEqual({ good: 14, bad: 30 })
})
