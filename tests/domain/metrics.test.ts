// The figures of satisfaction against worked and published examples.
import { describe, expect, it } from 'vitest'
import { csatOf, latestAnswers, npsOf, wilson } from '../../src/domain/metrics.ts'

const answers = (promoters: number, passives: number, detractors: number) => [
  ...Array<number>(promoters).fill(9),
  ...Array<number>(passives).fill(7),
  ...Array<number>(detractors).fill(6),
]

describe('NPS', () => {
  // The design's own examples: 50 % promoters and 25 % detractors.
  it.each([
    [20, 33],
    [40, 25],
    [100, 16],
  ])('of %i answers has a margin of about %i', (n, margin) => {
    const { value, low, high } = npsOf(answers(n / 2, n / 4, n / 4))
    expect(value).toBe(25)
    expect(Math.round(((high as number) - (low as number)) / 2)).toBe(margin)
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
  })
})

describe('the Wilson interval', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
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
})

it('CSAT is the share of 4 and 5', () => {
  expect(csatOf([5, 4, 3, 2, 1])).toMatchObject({ share: 0.4, n: 5, satisfied: 2 })
  expect(csatOf([])).toEqual({ share: null, n: 0, satisfied: 0, low: null, high: null })
})

it('a customer answers once, the latest time', () => {
  const answer = (customerId: number, nps: number | null) => ({ customerId, nps })
  expect(latestAnswers([answer(1, 3), answer(2, 8), answer(1, 10), answer(1, null)])).toEqual([10, 8])
})
