// Who came back after the first purchase, and whether an early call had to do with it.
import { type Day, dayText, HOUR, type Instant } from './day.ts'
import { wilson } from './metrics.ts'
import type { Policy } from './policy.ts'

export const HORIZONS = [30, 60, 90] as const
/** Days after the first purchase within which a second one counts. */
export type Horizon = (typeof HORIZONS)[number]

export const CALLED = ['within48h', 'later', 'notCalled'] as const
/** Whether and when a first buyer was talked to before she bought again. */
export type Called = (typeof CALLED)[number]

/** A moment and the local day that holds it. */
export interface Moment {
  at: Instant
  day: Day
}

/** A customer by her first purchase. */
export interface FirstBuyer extends Moment {
  /** The start of that sale's clock. */
  anchor: Instant
  enteredAt: Instant
  /** Her first purchase on a later day; null while there is none. */
  second: Moment | null
  /** The first talk since the anchor, in either direction. */
  talk: Moment | null
}

/** A share of those for whom the days are over; `share` and its Wilson interval are null of nobody. */
export interface Returned {
  n: number
  bought: number
  share: number | null
  low: number | null
  high: number | null
}

/** How many there were, and how many of them bought again in time. */
interface Counted {
  n: number
  bought: number
}

/** First buyers for whom the days are over and who were called alike. */
export interface CameBack extends Counted {
  called: Called
  /** Whether the first purchase was entered before the deadline of its call. */
  known: boolean
}

/** First buyers for whom each horizon was over in a period. */
export type Returns = Record<Horizon, readonly CameBack[]>

export interface SecondPurchase extends Returned {
  days: Horizon
}

export interface CallEffect extends Returned {
  days: Horizon
  called: Called
}

/** First buyers of one calendar month. */
export interface Cohort {
  /** `2026-09`. */
  month: string
  customers: number
  second: SecondPurchase[]
}

/** First and last local day. */
export interface Days {
  from: Day
  to: Day
}

/** The days of first purchases whose horizon is over on a day of the period: each is so in one period only. */
export function firstDaysOf({ from, to }: Days, days: Horizon): Days {
  return { from: from - days - 1, to: to - days - 1 }
}

/**
 * The share of first buyers who bought again on another day, at most so many days later. A customer counts in the
 * period in which her days are over, so that nobody too young counts. Source: domain.md of the design, "Metrics".
 */
export function secondPurchases(returns: Record<Horizon, readonly Counted[]>): SecondPurchase[] {
  return HORIZONS.map((days) => ({ days, ...returned(returns[days]) }))
}

/**
 * The same share by whether and when she was talked to: the seller's own test of the 48-hour rule. Whom she calls is
 * not random, so a difference proves nothing by itself. Sales that were entered after their deadline are left out.
 * @returns always all nine rows
 */
export function callEffect(returns: Returns): CallEffect[] {
  return HORIZONS.flatMap((days) =>
    CALLED.map((called) => ({
      ...{ days, called },
      ...returned(returns[days].filter((row) => row.known && row.called === called)),
    })),
  )
}

/** How those came back for whom a horizon was over in a period, one by one. */
export function cameBack(
  buyers: readonly FirstBuyer[],
  days: Horizon,
  period: Days,
  policy: Policy,
): CameBack[] {
  return ripe(buyers, days, period).map((buyer) => {
    const deadline = buyer.anchor + policy.firstUse.dueAfterHours * HOUR
    const known = buyer.enteredAt <= deadline
    return { called: calledOf(buyer, deadline, days), known, ...counted(buyer, days) }
  })
}

/** First buyers of the period by calendar month, each horizon among those for whom it is over by today. */
export function cohortsOf(buyers: readonly FirstBuyer[], { from, to }: Days, today: Day): Cohort[] {
  const months = new Map<string, FirstBuyer[]>()
  for (const buyer of buyers) {
    if (buyer.day < from || buyer.day > to) continue
    const month = dayText(buyer.day).slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), buyer])
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, members]) => {
      const over = (days: Horizon) => ripe(members, days, { from: Number.NEGATIVE_INFINITY, to: today })
      const second = (days: Horizon) => over(days).map((buyer) => counted(buyer, days))
      return {
        month,
        customers: members.length,
        second: secondPurchases({ 30: second(30), 60: second(60), 90: second(90) }),
      }
    })
}

function ripe(buyers: readonly FirstBuyer[], days: Horizon, period: Days): FirstBuyer[] {
  const { from, to } = firstDaysOf(period, days)
  return buyers.filter(({ day }) => from <= day && day <= to)
}

function counted({ day, second }: FirstBuyer, days: Horizon): Counted {
  return { n: 1, bought: Number(second !== null && second.day - day <= days) }
}

function returned(rows: readonly Counted[]): Returned {
  const n = rows.reduce((sum, row) => sum + row.n, 0)
  const bought = rows.reduce((sum, row) => sum + row.bought, 0)
  const { low, high } = wilson(bought, n) ?? { low: null, high: null }
  return { n, bought, share: n === 0 ? null : bought / n, low, high }
}

/** A talk counts before she bought again, and only within the days that are looked at; a later one tells no more. */
function calledOf({ day, second, talk }: FirstBuyer, deadline: Instant, days: Horizon): Called {
  if (talk === null || talk.day - day > days || (second !== null && talk.at >= second.at)) return 'notCalled'
  return talk.at <= deadline ? 'within48h' : 'later'
}
