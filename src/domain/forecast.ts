// How good the forecasts of running out are: what would have been said at each purchase, against when it was bought again.
import type { Day } from './day.ts'
import { Gaps } from './gaps.ts'
import type { Policy } from './policy.ts'
import { median, runOutAfter } from './rhythm.ts'

/** A product as somebody bought it, on one of the days she did. */
export interface ProductBought {
  customerId: number
  productId: number
  day: Day
  /** The day it came, never before it was bought. */
  anchorDay: Day
  quantity: number
  lastsDays: number | null
}

/** How far forecasts were off, half of them by no more. */
export interface ForecastError {
  /** Null of too few to tell. */
  days: number | null
  /** Forecasts whose product was bought again. */
  count: number
}

/** Of fewer forecasts the middle one says little. */
const FEWEST = 10

/**
 * Each forecast is made from what was known on its day: her purchases until then, and the shop's median of the intervals
 * that were over. What was never bought again is left out: nobody knows when it ran out.
 */
export function forecastError(bought: readonly ProductBought[], policy: Policy): ForecastError {
  const { priorDays } = policy.interval
  const gaps = new Gaps()
  const lastDays = new Map<number, Day>()
  const series = new Map<string, { days: Day[]; forecast: Day | null }>()
  const errors: number[] = []
  for (const { customerId, productId, day, anchorDay, ...kept } of [...bought].sort(
    (a, b) => a.day - b.day,
  )) {
    const before = lastDays.get(customerId) ?? day
    if (before < day) gaps.add(day - before)
    lastDays.set(customerId, day)
    const key = `${customerId} ${productId}`
    const own = series.get(key) ?? { days: [], forecast: null }
    series.set(key, own)
    const last = own.days.at(-1) ?? day
    if (last < day && own.forecast !== null) errors.push(Math.abs(day - own.forecast))
    if (own.days.at(-1) !== day) own.days.push(day)
    const medianIntervalDays = gaps.middle ?? priorDays
    const runOut = runOutAfter(own.days, kept, policy, { medianIntervalDays })
    // Nobody is called about goods that are used up at once.
    const isTold = runOut !== null && runOut >= policy.reorder.shortestRunOutDays
    own.forecast = isTold ? anchorDay + Math.round(runOut) : null
  }
  return { days: errors.length < FEWEST ? null : median(errors), count: errors.length }
}
