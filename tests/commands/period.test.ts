// What a period is compared with, and the periods of its trend.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Period, periodBefore, trendOf } from '../../src/commands/period.ts'
import { type Day, dayText, parseDay } from '../../src/domain/day.ts'
import type { Days } from '../../src/domain/retention.ts'

const day = (text: string) => parseDay(text) as Day
const period = (kind: Period['kind'], from: string, to: string): Period => ({
  ...{ kind, from: day(from), to: day(to) },
})
const shown = ({ from, to }: Days) => `${dayText(from)} ${dayText(to)}`

describe('the period before', () => {
  it.each<[Period['kind'], string, string, string]>([
    ['week', '2026-11-15', '2026-11-21', '2026-11-08 2026-11-14'],
    ['days', '2026-11-10', '2026-11-12', '2026-11-07 2026-11-09'],
    ['days', '2026-11-10', '2026-11-10', '2026-11-09 2026-11-09'],
    ['month', '2026-11-01', '2026-11-21', '2026-10-01 2026-10-21'],
    ['month', '2026-01-01', '2026-01-05', '2025-12-01 2025-12-05'],
    // February is shorter: all of it, and no day of March twice.
    ['month', '2026-03-01', '2026-03-31', '2026-02-01 2026-02-28'],
    ['month', '2028-03-01', '2028-03-29', '2028-02-01 2028-02-29'],
    ['quarter', '2026-10-01', '2026-11-21', '2026-07-01 2026-08-21'],
    ['quarter', '2026-04-01', '2026-06-30', '2026-01-01 2026-03-31'],
    ['year', '2026-01-01', '2026-11-21', '2025-01-01 2025-11-21'],
    ['year', '2028-01-01', '2028-12-31', '2027-01-01 2027-12-31'],
  ])('of a %s from %s to %s is %s', (kind, from, to, before) => {
    expect(shown(periodBefore(period(kind, from, to)))).toBe(before)
  })
})

describe('the trend', () => {
  const long = day('2020-01-01')
  it.each<[Period['kind'], string, string, string[]]>([
    [
      'week',
      '2026-11-15',
      '2026-11-21',
      [
        ...['2026-10-11 2026-10-17', '2026-10-18 2026-10-24', '2026-10-25 2026-10-31'],
        ...['2026-11-01 2026-11-07', '2026-11-08 2026-11-14', '2026-11-15 2026-11-21'],
      ],
    ],
    [
      'month',
      '2026-03-01',
      '2026-03-31',
      [
        ...['2025-10-01 2025-10-31', '2025-11-01 2025-11-30', '2025-12-01 2025-12-31'],
        ...['2026-01-01 2026-01-31', '2026-02-01 2026-02-28', '2026-03-01 2026-03-31'],
      ],
    ],
    [
      'quarter',
      '2026-10-01',
      '2026-11-21',
      [
        ...['2025-07-01 2025-09-30', '2025-10-01 2025-12-31', '2026-01-01 2026-03-31'],
        ...['2026-04-01 2026-06-30', '2026-07-01 2026-09-30', '2026-10-01 2026-11-21'],
      ],
    ],
    [
      'year',
      '2026-01-01',
      '2026-11-21',
      [
        ...['2021-01-01 2021-12-31', '2022-01-01 2022-12-31', '2023-01-01 2023-12-31'],
        ...['2024-01-01 2024-12-31', '2025-01-01 2025-12-31', '2026-01-01 2026-11-21'],
      ],
    ],
    [
      'days',
      '2026-09-20',
      '2026-11-05',
      ['2026-09-20 2026-09-30', '2026-10-01 2026-10-31', '2026-11-01 2026-11-05'],
    ],
    ['days', '2026-11-05', '2026-11-07', ['2026-11-05 2026-11-07']],
    ['all', '2026-10-31', '2026-11-01', ['2026-10-31 2026-10-31', '2026-11-01 2026-11-01']],
  ])('of a %s from %s to %s', (kind, from, to, points) => {
    expect(trendOf(period(kind, from, to), long).map(shown)).toEqual(points)
  })

  it('of everything has twelve months at most, the latest', () => {
    const points = trendOf(period('all', '2024-05-17', '2026-11-21'), day('2024-05-17')).map(shown)
    expect(points).toHaveLength(12)
    expect([points[0], points.at(-1)]).toEqual(['2025-12-01 2025-12-31', '2026-11-01 2026-11-21'])
  })

  it('leaves out what ended before the shop began, but never the period itself', () => {
    const week = period('week', '2026-11-15', '2026-11-21')
    const began = (text: string | null) => trendOf(week, text === null ? null : day(text)).map(shown)
    expect(began('2026-11-08')).toEqual(['2026-11-08 2026-11-14', '2026-11-15 2026-11-21'])
    expect(began('2026-11-07')).toHaveLength(3)
    expect(began(null)).toEqual(['2026-11-15 2026-11-21'])
    expect(began('2026-12-01')).toEqual(['2026-11-15 2026-11-21'])
  })
})

describe('for any period', () => {
  const days = fc
    .tuple(fc.integer({ min: day('2019-01-01'), max: day('2031-12-31') }), fc.nat(1200))
    .map(([from, length]) => ({ from, to: from + length }))
  const periods = fc.oneof(
    days.map((chosen): Period => ({ kind: 'days', ...chosen })),
    days.map((chosen): Period => ({ kind: 'all', ...chosen })),
    fc
      .tuple(
        fc.constantFrom(['month', 1], ['quarter', 3], ['year', 12]) as fc.Arbitrary<
          ['month' | 'quarter' | 'year', number]
        >,
        fc.integer({ min: 2019, max: 2031 }),
        fc.nat(11),
        fc.nat(27),
      )
      .map(([[kind, months], year, month, date]): Period => {
        const two = (n: number) => String(n).padStart(2, '0')
        const first = Math.floor(month / months) * months
        return period(kind, `${year}-${two(first + 1)}-01`, `${year}-${two(month + 1)}-${two(date + 1)}`)
      }),
  )

  it('the one before ends before it begins, and is no longer', () => {
    fc.assert(
      fc.property(periods, (given) => {
        const before = periodBefore(given)
        expect(before.to).toBeLessThan(given.from)
        expect(before.from).toBeLessThanOrEqual(before.to)
        expect(before.to - before.from).toBeLessThanOrEqual(given.to - given.from)
      }),
    )
  })

  it('the trend is a row of neighbours that ends with it', () => {
    fc.assert(
      fc.property(periods, (given) => {
        const points = trendOf(given, 0)
        expect(points.length).toBeGreaterThan(0)
        expect(points.length).toBeLessThanOrEqual(12)
        expect(points.at(-1)?.to).toBe(given.to)
        for (const [i, point] of points.entries()) {
          expect(point.from).toBeLessThanOrEqual(point.to)
          const next = points[i + 1]
          if (next) expect(next.from).toBe(point.to + 1)
        }
        const ownMonths = given.kind === 'days' || given.kind === 'all'
        if (ownMonths) expect(points[0]?.from).toBeGreaterThanOrEqual(given.from)
        else expect(points.at(-1)?.from).toBe(given.from)
      }),
    )
  })
})
