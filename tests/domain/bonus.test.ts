// The bonus ledger: what a statement says, and what no order of events can make of it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expiredOf, spendable, statementOf } from '../../src/domain/bonus.ts'
import type { BonusEntry, BonusKind, BonusLine } from '../../src/domain/bonus-entry.ts'
import { discountFor, earnedOn, earnRule, lastDayOf, pointsWithin } from '../../src/domain/bonus-rule.ts'
import { HOUR, parseDay, Zone } from '../../src/domain/day.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'

const zone = new Zone('Europe/Moscow')
const FIRST = parseDay('2026-11-01') as number
const ONE_SALE = { saleId: 1, friendId: null }

/** Noon of the n-th day. */
const on = (day: number) => zone.noon(FIRST + day)

/** An entry of the n-th day; `lasts` is the number of the last day it can be spent on. */
function entry(
  id: number,
  day: number,
  kind: BonusKind,
  points: number,
  { saleId = null, lasts = null }: { saleId?: number | null; lasts?: number | null } = {},
): BonusEntry {
  const expires = lasts === null ? null : FIRST + lasts
  return { id, at: on(day), kind, points, saleId, friendId: null, expires, reason: null }
}

const told = (lines: readonly BonusLine[]) =>
  lines.map(({ at, kind, points, balance }) => [zone.day(at) - FIRST, kind, points, balance])

describe('a statement', () => {
  it('adds up, line by line', () => {
    const { lines, balance, expiring, withheld } = statementOf(
      [entry(1, 0, 'purchase', 100), entry(2, 1, 'spend', -30), entry(3, 2, 'review', 50)],
      on(9),
      zone,
    )
    expect(told(lines)).toEqual([
      [0, 'purchase', 100, 100],
      [1, 'spend', -30, 70],
      [2, 'review', 50, 120],
    ])
    expect({ balance, expiring, withheld }).toEqual({ balance: 120, expiring: null, withheld: 0 })
  })

  it('says nothing of what has not happened yet', () => {
    const entries = [entry(1, 0, 'gift', 10), entry(2, 5, 'gift', 20)]
    expect(statementOf(entries, on(4), zone).balance).toBe(10)
    expect(statementOf(entries, on(5), zone).balance).toBe(30)
  })

  it('spends what expires first, and lets the rest expire after its last day', () => {
    const entries = [
      entry(1, 0, 'purchase', 100, { lasts: 30 }),
      entry(2, 1, 'purchase', 100, { lasts: 10 }),
      entry(3, 2, 'purchase', 100),
      entry(4, 10, 'spend', -60),
    ]
    expect(statementOf(entries, zone.start(FIRST + 11) - 1, zone)).toMatchObject({
      balance: 240,
      expiring: { points: 40, day: FIRST + 10 },
    })
    const later = statementOf(entries, on(40), zone)
    expect(told(later.lines).slice(-2)).toEqual([
      [11, 'expiry', -40, 200],
      [31, 'expiry', -100, 100],
    ])
    expect(later.lines.at(-1)?.at).toBe(zone.start(FIRST + 31))
    expect(later.expiring).toBeNull()
  })

  it('takes back the very points that were earned, while they are there', () => {
    const entries = [
      entry(1, 0, 'purchase', 100, { saleId: 1, lasts: 30 }),
      entry(2, 1, 'purchase', 100, { saleId: 2, lasts: 10 }),
      entry(3, 2, 'reversal', -80, { saleId: 1 }),
    ]
    expect(statementOf(entries, on(3), zone)).toMatchObject({
      balance: 120,
      expiring: { points: 100, day: FIRST + 10 },
    })
    expect(told(statementOf(entries, on(40), zone).lines).slice(-2)).toEqual([
      [11, 'expiry', -100, 20],
      [31, 'expiry', -20, 0],
    ])
  })

  it('withholds from the next earnings what had been spent before it was taken back', () => {
    const entries = [
      entry(1, 0, 'purchase', 100, { saleId: 1 }),
      entry(2, 1, 'spend', -70),
      entry(3, 2, 'reversal', -100, { saleId: 1 }),
      entry(4, 3, 'review', 50),
      entry(5, 4, 'gift', 50),
    ]
    const { lines, balance, withheld } = statementOf(entries, on(9), zone)
    expect(told(lines)).toEqual([
      [0, 'purchase', 100, 100],
      [1, 'spend', -70, 30],
      [2, 'reversal', -30, 0],
      [3, 'review', 50, 50],
      [3, 'withheld', -50, 0],
      [4, 'gift', 50, 50],
      [4, 'withheld', -20, 30],
    ])
    expect(lines[2]?.withheld).toBe(70)
    expect({ balance, withheld }).toEqual({ balance: 30, withheld: 0 })
    expect(statementOf(entries, on(3), zone).withheld).toBe(20)
  })

  it('goes by the moment, and within one by the order of entry', () => {
    const earned = entry(1, 1, 'gift', 10)
    const spent = entry(2, 1, 'spend', -10)
    expect(statementOf([spent, earned], on(2), zone)).toMatchObject({ balance: 0, withheld: 0 })
    expect(
      statementOf(
        [
          { ...spent, id: 1 },
          { ...earned, id: 2 },
        ],
        on(2),
        zone,
      ).lines[0],
    ).toMatchObject({
      ...{ kind: 'spend', points: 0, withheld: 10 },
    })
  })

  it('tells how many of the points of one sale have expired', () => {
    const entries = [
      entry(1, 0, 'purchase', 100, { saleId: 1, lasts: 5 }),
      entry(2, 1, 'refund', 20, { saleId: 1, lasts: 5 }),
      entry(3, 2, 'spend', -30),
    ]
    expect(expiredOf(entries, ONE_SALE, on(5), zone)).toBe(0)
    expect(expiredOf(entries, ONE_SALE, on(6), zone)).toBe(70)
    expect(expiredOf(entries, { saleId: 2, friendId: null }, on(6), zone)).toBe(0)
  })
})

describe('what can be spent', () => {
  it('is the balance of the moment', () => {
    const entries = [entry(1, 0, 'gift', 100, { lasts: 5 }), entry(2, 8, 'gift', 30)]
    expect([0, 5, 6, 8].map((day) => spendable(entries, on(day), zone))).toEqual([100, 100, 0, 30])
  })

  it('leaves what was spent later as it is', () => {
    const entries = [entry(1, 0, 'gift', 100), entry(2, 5, 'spend', -70), entry(3, 6, 'gift', 500)]
    expect(spendable(entries, on(3), zone)).toBe(30)
    expect(spendable(entries, on(6), zone)).toBe(530)
  })
})

describe('the rules', () => {
  const { bonus } = DEFAULT_POLICY
  it.each([
    // What was paid in kopecks, the points by percent, and by amount.
    [149_000, 74, 14],
    [199_999, 99, 19],
    [200_000, 100, 20],
    [1999, 0, 0],
    [2000, 1, 0],
    [0, 0, 0],
    [-5000, 0, 0],
  ])('earn on %d', (paid, percent, points) => {
    const rule = (mode: 'percent' | 'points') => earnRule(mode, bonus, 2) ?? { points: 0, minor: 1 }
    expect([earnedOn(rule('percent'), paid), earnedOn(rule('points'), paid)]).toEqual([percent, points])
  })

  it('earn nothing while the programme is off', () => expect(earnRule('off', bonus, 2)).toBeNull())

  it('follow the numbers: a percentage of the money, in points of their own worth', () => {
    const paid = 99_900
    for (const [percent, pointValue, points] of [
      [3, 1, 29],
      [2.5, 0.5, 49],
      [10, 10, 9],
      [100, 1, 999],
    ] as const) {
      const rule = earnRule('percent', { ...bonus, percent, pointValue }, 2)
      expect(rule && earnedOn(rule, paid), String(percent)).toBe(points)
    }
    const rule = earnRule('points', { ...bonus, pointsPer: 3, perAmount: 250 }, 2)
    expect(rule && earnedOn(rule, paid)).toBe(9)
  })

  it('lose no point to a binary fraction', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (tenths, points) => {
          const rule = earnRule('percent', { ...bonus, percent: tenths / 10 }, 2)
          // The least money in whole kopecks that earns so many points.
          const paid = Math.ceil((points * 100_000) / tenths)
          expect(rule && [earnedOn(rule, paid), earnedOn(rule, paid - 1)]).toEqual([points, points - 1])
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('make a discount of points, and points of a discount', () => {
    expect([
      discountFor(50, 100),
      discountFor(3, 0.5),
      pointsWithin(4999, 100),
      pointsWithin(-1, 100),
    ]).toEqual([5000, 2, 49, 0])
  })

  it('give a discount that has room for its points, and costs no more than there is to pay', () => {
    const worths = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.01, max: 50, noNaN: true }))
    fc.assert(
      fc.property(worths, fc.integer({ min: 0, max: 1_000_000 }), (worth, toPay) => {
        const points = pointsWithin(toPay, worth)
        const discount = discountFor(points, worth)
        expect(discount).toBeLessThanOrEqual(toPay)
        expect(pointsWithin(discount, worth)).toBeGreaterThanOrEqual(points)
      }),
      { numRuns: 1000 },
    )
  })

  it('say how long points live', () => {
    expect(lastDayOf(10, bonus)).toBeNull()
    expect(lastDayOf(10, { ...bonus, expiresDays: 30 })).toBe(40)
  })
})

const KINDS: BonusKind[] = ['purchase', 'referral', 'review', 'gift', 'spend', 'reversal', 'refund']

/** Anything that may ever have been entered, in any order; half of it within one week, so that moments collide. */
const ledgers = fc
  .array(
    fc.record({
      hour: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 60 * 24 })),
      kind: fc.constantFrom(...KINDS),
      points: fc.integer({ min: 1, max: 120 }),
      saleId: fc.integer({ min: 1, max: 3 }),
      forFriend: fc.boolean(),
      lasts: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
    }),
    { maxLength: 24 },
  )
  .map((events) =>
    events.map(({ hour, kind, points, saleId, forFriend, lasts }, i): BonusEntry => {
      const at = zone.start(FIRST) + hour * HOUR
      const gone = kind === 'spend' || kind === 'reversal'
      const expires = gone || lasts === null ? null : zone.day(at) + lasts
      const friendId = kind === 'referral' || (kind === 'reversal' && forFriend) ? saleId + 10 : null
      const signed = gone ? -points : points
      const reason = null
      return { id: i + 1, at, kind, points: signed, saleId, friendId, expires, reason }
    }),
  )

const moments = fc.integer({ min: 0, max: 110 * 24 }).map((hour) => zone.start(FIRST) + hour * HOUR)

/** Checks a law over many ledgers and moments; its failure names the smallest that breaks it. */
function always(law: (entries: BonusEntry[], at: number) => void): void {
  fc.assert(fc.property(ledgers, moments, law), { numRuns: 1500 })
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)

/** The same ledger told point by point: each is a thing of its own, with a last day and a source. */
function pointByPoint(entries: readonly BonusEntry[], now: number): { balance: number; debt: number } {
  interface Point {
    lasts: number
    source: string
  }
  let points: Point[] = []
  let debt = 0
  /** What had earned the points that were spent on a sale, those used last at the end. */
  const spent = new Map<number | null, string[]>()
  const events = entries.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at || a.id - b.id)
  const sourceOf = ({ saleId, friendId }: BonusEntry) =>
    friendId === null ? `sale ${saleId}` : `friend ${friendId}`
  const isEarned = ({ kind }: BonusEntry) => kind === 'purchase' || kind === 'referral'
  for (const event of events) {
    points = points.filter(({ lasts }) => lasts >= zone.day(event.at))
    for (let i = 0; i < Math.abs(event.points); i++) {
      if (event.points > 0) {
        const back = event.kind === 'refund' ? spent.get(event.saleId)?.pop() : undefined
        const source = back ?? (isEarned(event) ? sourceOf(event) : '')
        if (debt > 0) debt -= 1
        else points.push({ lasts: event.expires ?? 1e9, source })
        continue
      }
      const own = points.filter(({ source }) => event.kind === 'reversal' && source === sourceOf(event))
      const first = (own.length > 0 ? own : points).reduce<Point | null>(
        (best, point) => (best === null || point.lasts < best.lasts ? point : best),
        null,
      )
      if (first === null) debt += 1
      else points.splice(points.indexOf(first), 1)
      if (first !== null && event.kind === 'spend')
        spent.set(event.saleId, [...(spent.get(event.saleId) ?? []), first.source])
    }
  }
  return { balance: points.filter(({ lasts }) => lasts >= zone.day(now)).length, debt }
}

describe('whatever was entered, in whatever order', () => {
  it('the balance is the sum of the lines, and never below zero at any moment', () => {
    always((entries, at) => {
      const { lines, balance } = statementOf(entries, at, zone)
      expect(sum(lines.map(({ points }) => points))).toBe(balance)
      let running = 0
      for (const line of lines) {
        running += line.points
        expect(line.balance).toBe(running)
        expect(line.balance).toBeGreaterThanOrEqual(0)
        expect(line.at).toBeLessThanOrEqual(at)
      }
      expect(lines.map((line) => line.at)).toEqual(lines.map((line) => line.at).sort((a, b) => a - b))
    })
  })

  it('it is what counting point by point comes to', () => {
    always((entries, at) => {
      const { balance, withheld } = statementOf(entries, at, zone)
      expect({ balance, debt: withheld }).toEqual(pointByPoint(entries, at))
    })
  })

  it('no point is lost: what should have gone and could not is withheld, now or later', () => {
    always((entries, at) => {
      const { lines, withheld } = statementOf(entries, at, zone)
      const missing = sum(lines.map((line) => line.withheld))
      const held = sum(lines.filter(({ kind }) => kind === 'withheld').map(({ points }) => -points))
      expect(missing).toBe(held + withheld)
      for (const { kind, entry, points, withheld: short } of lines) {
        if (kind === 'expiry' || kind === 'withheld') expect(points).toBeLessThan(0)
        else expect(points - short).toBe(entry.points)
      }
    })
  })

  it('the order of entry says nothing beyond moments and numbers', () => {
    fc.assert(
      fc.property(
        ledgers.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
        ),
        moments,
        ([entries, shuffled], at) => {
          expect(statementOf(shuffled, at, zone)).toEqual(statementOf(entries, at, zone))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('time only adds lines', () => {
    always((entries, at) => {
      const whole = statementOf(entries, at + 30 * 24 * HOUR, zone).lines
      const then = statementOf(entries, at, zone).lines
      expect(whole.filter((line) => line.at <= at)).toEqual(then)
    })
  })

  it('an expired point is never spent', () => {
    always((entries, at) => {
      const alive = entries.filter(
        (one) => one.points > 0 && one.at <= at && (one.expires === null || one.expires >= zone.day(at)),
      )
      expect(statementOf(entries, at, zone).balance).toBeLessThanOrEqual(
        sum(alive.map(({ points }) => points)),
      )
    })
  })

  it('what expires next is there, and gone the day after its last', () => {
    always((entries, at) => {
      const { expiring, balance, lines } = statementOf(entries, at, zone)
      if (!expiring) return
      expect(expiring.points).toBeLessThanOrEqual(balance)
      const known = entries.filter((one) => one.at <= at)
      const after = statementOf(known, zone.start(expiring.day + 1), zone)
      expect(after.balance).toBe(balance - expiring.points)
      expect(statementOf(known, zone.start(expiring.day + 1) - 1, zone).lines).toEqual(lines)
    })
  })
})

describe('spending what can be spent', () => {
  /** Spends so much of what can be spent, at any moments, told in any order. */
  const spends = fc.array(fc.record({ at: moments, share: fc.integer({ min: 1, max: 4 }) }), { maxLength: 6 })
  const earnings = ledgers.map((entries) => entries.filter(({ points }) => points > 0))

  it('is never short, then or later, and one point more would be', () => {
    fc.assert(
      fc.property(earnings, spends, (entries, wanted) => {
        const ledger = [...entries]
        const short = (all: readonly BonusEntry[]) =>
          statementOf(all, zone.start(FIRST + 200), zone).lines.some(({ withheld }) => withheld > 0)
        const spend = (at: number, points: number): BonusEntry => ({
          ...{ id: ledger.length + 1000, at, kind: 'spend', points: -points, saleId: null },
          ...{ friendId: null, expires: null, reason: null },
        })
        for (const { at, share } of wanted) {
          const most = spendable(ledger, at, zone)
          expect(short([...ledger, spend(at, most + 1)])).toBe(true)
          const points = Math.floor(most / share)
          if (points > 0) ledger.push(spend(at, points))
          expect(short(ledger)).toBe(false)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is possible whatever else has happened, without making what was spent later short', () => {
    always((entries, at) => {
      const short = (all: readonly BonusEntry[]) =>
        sum(
          statementOf(all, zone.start(FIRST + 200), zone)
            .lines.filter(({ kind }) => kind === 'spend')
            .map(({ withheld }) => withheld),
        )
      const points = spendable(entries, at, zone)
      if (points === 0) return
      const more = { ...entry(1000, 0, 'spend', -points), at }
      expect(short([...entries, more])).toBe(short(entries))
    })
  })
})

describe('a sale whose points are taken back and earned again', () => {
  it('leaves the balance as it was, at every later moment, where nothing was spent between', () => {
    fc.assert(
      fc.property(
        ledgers.map((entries) => entries.filter(({ points }) => points > 0)),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 20 }),
        moments,
        (entries, points, days, at) => {
          const start = zone.noon(FIRST + 61)
          const lasts = zone.day(start) + 30
          const own = { saleId: 9, friendId: null, reason: null }
          const earned: BonusEntry = { ...own, id: 500, at: start, kind: 'purchase', points, expires: lasts }
          const gone: BonusEntry = {
            ...own,
            ...{ id: 501, at: start + HOUR, kind: 'reversal', points: -points, expires: null },
          }
          const again: BonusEntry = { ...earned, id: 502, at: start + HOUR + days * 24 * HOUR }
          const later = again.at + at - zone.start(FIRST)
          expect(statementOf([...entries, earned, gone, again], later, zone).balance).toBe(
            statementOf([...entries, earned], later, zone).balance,
          )
        },
      ),
      { numRuns: 1000 },
    )
  })
})
