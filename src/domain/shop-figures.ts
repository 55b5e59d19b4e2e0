// The shop in figures: how often its customers come back, and what an order is worth.
import type { Day } from './day.ts'
import { shareOf } from './metrics.ts'
import { intervals, median } from './rhythm.ts'

export interface ShopFigures {
  /** Customers who bought in the period. */
  customers: number
  /** Their purchase days in it. */
  purchases: number
  /** Share of these customers who bought on more than one day until the end of the period. */
  repeatRate: number | null
  /** Median days between neighbouring purchase days, of the intervals that ended in the period. */
  medianIntervalDays: number | null
  /** What they spent in the period ÷ purchases, rounded to a minor unit. */
  averageOrderMinor: number | null
  /** Share of it that the fifth of these customers who spent most spent. */
  topFifthShare: number | null
}

/** A customer who bought in the period. */
export interface PeriodBuyer {
  /** Her latest purchase day before the period; null when there was none. */
  before: Day | null
  /** Her purchase days in the period, ascending, each once; at least one. */
  days: Day[]
  /** What she spent in the period, less what came back of it. */
  spentMinor: number
}

/** Same-day sales of one customer are one purchase. Source: domain.md of the design, "Metrics". */
export function shopFigures(buyers: Iterable<PeriodBuyer>): ShopFigures {
  const gaps: number[] = []
  const spent: number[] = []
  let [purchases, repeaters, spentMinor] = [0, 0, 0]
  for (const buyer of buyers) {
    const known = buyer.before === null ? buyer.days : [buyer.before, ...buyer.days]
    gaps.push(...intervals(known))
    if (known.length > 1) repeaters += 1
    purchases += buyer.days.length
    spentMinor += buyer.spentMinor
    spent.push(buyer.spentMinor)
  }
  return {
    customers: spent.length,
    purchases,
    repeatRate: shareOf(repeaters, spent.length),
    medianIntervalDays: median(gaps),
    averageOrderMinor: purchases === 0 ? null : Math.round(spentMinor / purchases),
    topFifthShare: topFifthShare(spent),
  }
}

/**
 * What the fifth of the customers who spent most spent, of all that was spent. The fifth may end within a customer: of
 * 2,357 it is 471 and 0.4 of the next one. Whoever got back more than she paid spent nothing.
 * @returns 0.2–1; null where nothing was spent
 */
export function topFifthShare(spentMinor: readonly number[]): number | null {
  const spent = spentMinor.map((minor) => Math.max(0, minor)).sort((a, b) => b - a)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const fifth = spent.length / 5
  const whole = Math.floor(fifth)
  const top = sum(spent.slice(0, whole)) + (fifth - whole) * (spent[whole] ?? 0)
  return shareOf(top, sum(spent))
}
