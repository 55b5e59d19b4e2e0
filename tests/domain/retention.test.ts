// Second purchases, the effect of calls and cohorts, against examples worked by hand and laws for any customers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, type Day, HOUR, parseDay } from '../../src/domain/day.ts'
import { wilson } from '../../src/domain/metrics.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import {
  CALLED,
  callEffect,
  cameBack,
  cohortsOf,
  type Days,
  type FirstBuyer,
  HORIZONS,
  type Horizon,
  type Returns,
  secondPurchases,
} from '../../src/domain/retention.ts'

/** A moment by day and hour, in a shop whose days are those of UTC. */
const at = (day: Day, hour = 12) => ({ at: day * DAY + hour * HOUR, day })

/** Bought on a day at noon; all else in days and hours after it. */
function buyer(
  first: Day,
  more: {
    second?: number | undefined
    talks?: [day: number, hour: number][]
    anchor?: number
    enteredAfter?: number
  } = {},
): FirstBuyer {
  const { second, talks = [], anchor = 0, enteredAfter = 0 } = more
  return {
    ...at(first),
    anchor: at(first + anchor).at,
    enteredAt: at(first).at + enteredAfter * HOUR,
    second: second === undefined ? null : at(first + second),
    talk:
      talks
        .map(([day, hour]) => at(first + day, hour))
        .filter((talk) => talk.at >= at(first + anchor).at)
        .sort((a, b) => a.at - b.at)[0] ?? null,
  }
}

function returnsOf(buyers: FirstBuyer[], period: Days, policy = DEFAULT_POLICY): Returns {
  const of = (days: Horizon) => cameBack(buyers, days, period, policy)
  return { 30: of(30), 60: of(60), 90: of(90) }
}

const bought = (buyers: FirstBuyer[], from: Day, to: Day) =>
  secondPurchases(returnsOf(buyers, { from, to })).map(({ n, bought }) => [bought, n])

describe('a second purchase', () => {
  it('within so many days counts once they are over', () => {
    const one = [buyer(1000, { second: 30 })]
    // The thirtieth day after the first is day 1030; over it is on day 1031.
    expect(bought(one, 1030, 1030)[0]).toEqual([0, 0])
    expect(bought(one, 1031, 1031)[0]).toEqual([1, 1])
    expect(bought(one, 1032, 1060)[0]).toEqual([0, 0])
    expect(bought(one, 1031, 1091)).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
  })

  it.each([
    [1, [1, 1, 1]],
    [30, [1, 1, 1]],
    [31, [0, 1, 1]],
    [60, [0, 1, 1]],
    [61, [0, 0, 1]],
    [90, [0, 0, 1]],
    [91, [0, 0, 0]],
  ])('%i days later', (second, within) => {
    expect(bought([buyer(1000, { second })], 1000, 2000)).toEqual(within.map((times) => [times, 1]))
  })

  it('has a share with its interval, and neither of nobody', () => {
    const [month, , quarter] = secondPurchases(
      returnsOf([buyer(1000, { second: 3 }), buyer(1001), buyer(1002, { second: 80 })], {
        from: 1000,
        to: 1040,
      }),
    )
    expect(month).toEqual({ days: 30, n: 3, bought: 1, share: 1 / 3, ...wilson(1, 3) })
    expect(quarter).toEqual({ days: 90, n: 0, bought: 0, share: null, low: null, high: null })
  })
})

describe('the call effect', () => {
  const row = (one: FirstBuyer, days = 30) =>
    callEffect(returnsOf([one], { from: one.day, to: one.day + 1000 })).find(
      (effect) => effect.days === days && effect.n === 1,
    )?.called ?? null

  it.each<[string, Parameters<typeof buyer>[1], string | null]>([
    ['nobody called', {}, 'notCalled'],
    ['a talk at the very sale', { talks: [[0, 12]] }, 'within48h'],
    ['a talk in the last moment', { talks: [[2, 12]] }, 'within48h'],
    ['a talk just too late', { talks: [[2, 12.001]] }, 'later'],
    [
      'one in time and one later',
      {
        talks: [
          [1, 9],
          [20, 9],
        ],
      },
      'within48h',
    ],
    ['a talk before the sale', { talks: [[0, 11]] }, 'notCalled'],
    ['a talk after she bought again', { second: 1, talks: [[1, 13]] }, 'notCalled'],
    ['a talk at the moment she bought again', { second: 1, talks: [[1, 12]] }, 'notCalled'],
    ['a talk on the morning of the day she bought again', { second: 1, talks: [[1, 11]] }, 'within48h'],
    ['a late talk before she bought again', { second: 9, talks: [[8, 9]] }, 'later'],
    ['a talk on the last of the days', { talks: [[30, 23]] }, 'later'],
    ['a talk after the days', { talks: [[31, 0]] }, 'notCalled'],
    ['a talk after the delivery', { anchor: 5, talks: [[6, 12]] }, 'within48h'],
    ['a talk while the goods were on their way', { anchor: 5, talks: [[2, 12]] }, 'notCalled'],
    ['a sale entered in time', { enteredAfter: 48 }, 'notCalled'],
    ['a sale entered too late to be called', { enteredAfter: 48.1 }, null],
    ['a delivery after the days', { anchor: 40, talks: [[41, 12]] }, 'notCalled'],
  ])('%s', (_, told, called) => expect(row(buyer(1000, told))).toBe(called))

  it('by horizon: what came after 30 days may be within 60', () => {
    const late = buyer(1000, { talks: [[40, 9]], second: 50 })
    expect(row(late, 30)).toBe('notCalled')
    expect(row(late, 60)).toBe('later')
  })

  it('has nine rows, also of nobody', () => {
    const rows = callEffect(returnsOf([], { from: 0, to: 0 }))
    expect(rows.map(({ days, called }) => `${days} ${called}`)).toEqual(
      HORIZONS.flatMap((days) => CALLED.map((called) => `${days} ${called}`)),
    )
    for (const { n, share, low, high } of rows) expect([n, share, low, high]).toEqual([0, null, null, null])
  })

  it('follows the setting of the first call', () => {
    const policy = { ...DEFAULT_POLICY, firstUse: { ...DEFAULT_POLICY.firstUse, dueAfterHours: 72 } }
    const [first] = callEffect(
      returnsOf([buyer(1000, { talks: [[3, 12]] })], { from: 1031, to: 1031 }, policy),
    )
    expect(first).toMatchObject({ days: 30, called: 'within48h', n: 1 })
  })
})

it('cohorts are calendar months of first purchases, each horizon of those old enough today', () => {
  const day = (text: string) => parseDay(text) as Day
  const buyers = [
    buyer(day('2026-09-30'), { second: 5 }),
    buyer(day('2026-10-01'), { second: 70 }),
    buyer(day('2026-10-31')),
    buyer(day('2026-08-31'), { second: 1 }),
  ]
  const cohorts = cohortsOf(
    buyers,
    { from: day('2026-09-01'), to: day('2026-10-31') },
    // Sixty days after 1 October are over on 1 December.
    day('2026-12-01'),
  )
  expect(
    cohorts.map(({ month, customers, second }) => [
      month,
      customers,
      second.map(({ bought, n }) => [bought, n]),
    ]),
  ).toEqual([
    [
      '2026-09',
      1,
      [
        [1, 1],
        [1, 1],
        [0, 0],
      ],
    ],
    [
      '2026-10',
      2,
      [
        [0, 2],
        [0, 1],
        [0, 0],
      ],
    ],
  ])
})

describe('for any customers', () => {
  const hours = fc.integer({ min: 0, max: 23 })
  const customers = fc.array(
    fc
      .record({
        first: fc.integer({ min: 1000, max: 1100 }),
        second: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
        talks: fc.array(fc.tuple(fc.integer({ min: 0, max: 110 }), hours), { maxLength: 3 }),
        anchor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 })),
        enteredAfter: fc.constantFrom(0, 1, 48, 49, 2000),
      })
      .map(({ first, ...more }) => buyer(first, more)),
    { maxLength: 40 },
  )
  /** Neighbouring periods that cover every day on which anybody's days can be over. */
  const tiles = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }).map((lengths) => {
    const periods = [{ from: 900, to: 1000 }]
    for (const length of lengths) {
      const from = (periods.at(-1)?.to ?? 0) + 1
      periods.push({ from, to: from + length - 1 })
    }
    return [...periods, { from: (periods.at(-1)?.to ?? 0) + 1, to: 2000 }]
  })

  it('each counts in exactly one of the periods that tile the time, for each horizon', () => {
    fc.assert(
      fc.property(customers, tiles, (buyers, periods) => {
        for (const [i] of HORIZONS.entries()) {
          const rows = periods.map((period) => secondPurchases(returnsOf(buyers, period))[i])
          const [n, again] = [0, 0].map((_, part) =>
            rows.reduce((sum, row) => sum + ((part === 0 ? row?.n : row?.bought) ?? 0), 0),
          )
          expect(n).toBe(buyers.length)
          const whole = secondPurchases(returnsOf(buyers, { from: 900, to: 2000 }))[i]
          expect(again).toBe(whole?.bought)
        }
      }),
    )
  })

  it('the rows of the call effect part those whose sale was known in time', () => {
    fc.assert(
      fc.property(customers, tiles, (buyers, periods) => {
        const known = buyers.filter(
          ({ enteredAt, anchor }) => enteredAt <= anchor + DEFAULT_POLICY.firstUse.dueAfterHours * HOUR,
        )
        for (const period of periods) {
          const effect = callEffect(returnsOf(buyers, period))
          expect(effect).toHaveLength(HORIZONS.length * CALLED.length)
          for (const { days, n, bought } of secondPurchases(returnsOf(known, period))) {
            const rows = effect.filter((row) => row.days === days)
            expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(n)
            expect(rows.reduce((sum, row) => sum + row.bought, 0)).toBe(bought)
          }
        }
      }),
    )
  })

  it('no order of theirs matters, and no share leaves its bounds', () => {
    fc.assert(
      fc.property(customers, tiles, (buyers, [, period]) => {
        const days = period as { from: Day; to: Day }
        const figures = (rows: FirstBuyer[]) => [
          ...secondPurchases(returnsOf(rows, days)),
          ...callEffect(returnsOf(rows, days)),
          ...cohortsOf(rows, days, 1100).flatMap(({ second }) => second),
        ]
        expect(figures([...buyers].reverse())).toEqual(figures(buyers))
        for (const { n, bought, share, low, high } of figures(buyers)) {
          expect(bought).toBeLessThanOrEqual(n)
          if (share === null || low === null || high === null) expect(n).toBe(0)
          else expect([0, low, share, high, 1]).toEqual([0, low, share, high, 1].sort((a, b) => a - b))
        }
      }),
    )
  })

  it('cohorts hold every first buyer of the period once', () => {
    fc.assert(
      fc.property(customers, (buyers) => {
        const period = { from: 1010, to: 1080 }
        const cohorts = cohortsOf(buyers, period, 1100)
        const members = buyers.filter(({ day }) => day >= period.from && day <= period.to)
        expect(cohorts.reduce((sum, { customers }) => sum + customers, 0)).toBe(members.length)
        const months = cohorts.map(({ month }) => month)
        expect(months).toEqual([...new Set(months)].sort())
      }),
    )
  })
})
