// How often she buys: intervals, the expected interval, and when what she bought runs out.
import type { Day } from './day.ts'
import type { Shop } from './facts.ts'
import { Gaps } from './gaps.ts'
import type { Policy } from './policy.ts'
import type { Purchase } from './sale.ts'

/** The middle value; the mean of the two middle ones when the count is even. Null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  // Most customers have few intervals, and most of all one.
  const sorted = values.length < 3 ? values : Float64Array.from(values).sort()
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2
}

/** Days between neighbouring days of an ascending list. */
export function intervals(days: readonly Day[]): number[] {
  return days.slice(1).map((day, i) => day - (days[i] as Day))
}

/**
 * Her own median interval shrunk towards a prior that weighs as `priorWeight` intervals:
 * (n · median + w · prior) ÷ (n + w). Source: domain.md of the design, "Run-out".
 */
export function expectedInterval(own: readonly number[], prior: number, policy: Policy): number {
  return shrunk(median(own), own.length, prior, policy)
}

function shrunk(middle: number | null, count: number, prior: number, policy: Policy): number {
  if (middle === null) return prior
  const weight = policy.interval.priorWeight
  return (count * middle + weight * prior) / (count + weight)
}

/** Ten years: nobody plans beyond them, and a thousand screws at a year each must not outrun the calendar. */
const LONGEST_DAYS = 3650

/** How long one purchase of a product lasts her, in days: quantity × lastsDays. Null when unknown. */
function lastsHer(kept: { quantity: number; lastsDays: number | null }): number | null {
  return kept.lastsDays === null ? null : Math.min(LONGEST_DAYS, kept.quantity * kept.lastsDays)
}

/**
 * Days until the next purchase of a product, counted from the anchor of the latest: from two own intervals
 * (never scaled by quantity), else from quantity × lastsDays. Null when neither is known.
 * @param days the days on which she bought that product, the latest purchase included
 */
export function runOutAfter(
  days: readonly Day[],
  kept: { quantity: number; lastsDays: number | null },
  policy: Policy,
  shop: Pick<Shop, 'medianIntervalDays'>,
): number | null {
  const lasts = lastsHer(kept)
  const own = intervals(days)
  if (own.length < policy.interval.ownNeeded) return lasts
  return expectedInterval(own, lasts ?? shop.medianIntervalDays, policy)
}

/** Her rhythm over whatever she buys, as one purchase comes after another. */
export class Rhythm {
  readonly #gaps = new Gaps()
  #latest: Purchase | null = null

  /** @param purchase never of an earlier day than the one before */
  bought(purchase: Purchase): void {
    if (this.#latest && this.#latest.day < purchase.day) this.#gaps.add(purchase.day - this.#latest.day)
    this.#latest = purchase
  }

  /** How many intervals lie between her purchase days. */
  get intervals(): number {
    return this.#gaps.count
  }

  /** Her expected interval between purchase days. */
  expectedInterval(policy: Policy, shop: Shop): number {
    const lasting = [...(this.#latest?.kept.values() ?? [])].map(lastsHer).filter((n) => n !== null)
    const prior = lasting.length > 0 ? Math.max(...lasting) : shop.medianIntervalDays
    return shrunk(this.#gaps.middle, this.#gaps.count, prior, policy)
  }
}
