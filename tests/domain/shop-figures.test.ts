// The shop in figures, against examples worked by hand.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PeriodBuyer, shopFigures, topFifthShare } from '../../src/domain/shop-figures.ts'

describe('the shop', () => {
  it('in figures', () => {
    const buyers: PeriodBuyer[] = [
      { before: null, days: [100, 130, 190], spentMinor: 90_000 },
      { before: 90, days: [101], spentMinor: 5_000 },
      { before: null, days: [102], spentMinor: 4_000 },
      { before: null, days: [103], spentMinor: 1_000 },
    ]
    expect(shopFigures(buyers)).toEqual({
      ...{ customers: 4, purchases: 6 },
      // Two of four; intervals of 11, 30 and 60 days; 100 000 for six purchases.
      ...{ repeatRate: 0.5, medianIntervalDays: 30, averageOrderMinor: 16_667 },
      // A fifth of four customers is four fifths of the one who spent most.
      topFifthShare: 0.72,
    })
  })

  it('without buyers has no figures', () => {
    expect(shopFigures([])).toEqual({
      ...{ customers: 0, purchases: 0, repeatRate: null, medianIntervalDays: null },
      ...{ averageOrderMinor: null, topFifthShare: null },
    })
  })

  it('of gifts alone has no share of what was spent', () => {
    expect(shopFigures([{ before: null, days: [1], spentMinor: 0 }])).toMatchObject({
      ...{ averageOrderMinor: 0, repeatRate: 0, topFifthShare: null },
    })
  })
})

describe('the top fifth', () => {
  it.each([
    [[100, 50, 30, 15, 5], 0.5],
    // 1.2 customers of six: 100 + 0.2 · 50 of 200.
    [[10, 100, 15, 50, 5, 20], 0.55],
    [[7], 0.2],
    [[100, -40, 100, 0, 0], 0.5],
    [[-40], null],
    [[], null],
  ])('of %j spent %s', (spent, share) => {
    if (share === null) expect(topFifthShare(spent)).toBeNull()
    else expect(topFifthShare(spent)).toBeCloseTo(share, 12)
  })

  it('of any shop is between a fifth and all, in whatever order', () => {
    const spent = fc.array(fc.integer({ min: -1000, max: 1_000_000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(spent, (amounts) => {
        const share = topFifthShare(amounts)
        expect(topFifthShare([...amounts].reverse())).toBe(share)
        expect(share === null).toBe(amounts.every((amount) => amount <= 0))
        if (share === null) return
        expect(share).toBeGreaterThanOrEqual(0.2 - 1e-12)
        expect(share).toBeLessThanOrEqual(1)
        expect(topFifthShare([...amounts, ...amounts])).toBeCloseTo(share, 12)
      }),
    )
  })
})
