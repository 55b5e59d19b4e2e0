// The rules of the bonus programme: what a purchase earns, what a point is worth, how long it lives.
import type { Day } from './day.ts'
import type { Policy } from './policy.ts'

export const BONUS_MODES = ['off', 'points', 'percent'] as const
/** Whether purchases earn, and by which of the two rules. */
export type BonusMode = (typeof BONUS_MODES)[number]

/** So many points for each full amount of money. */
export interface EarnRule {
  points: number
  /** In minor units. */
  minor: number
}

/** Quotients of money are taken to a millionth, so that no fraction of a binary number loses a point. */
const TINY = 1e-6

/**
 * The rule by which a purchase earns; null where the programme is off. A percentage of the money in points that are
 * worth money again is one point for each full amount that earns it.
 * @param digits decimal digits of the currency
 */
export function earnRule(mode: BonusMode, bonus: Policy['bonus'], digits: number): EarnRule | null {
  switch (mode) {
    case 'off':
      return null
    case 'points':
      return { points: bonus.pointsPer, minor: bonus.perAmount * 10 ** digits }
    case 'percent':
      return { points: 1, minor: (pointWorth(bonus, digits) * 100) / bonus.percent }
  }
}

/** Points earned on an amount that was paid. */
export function earnedOn({ points, minor }: EarnRule, paidMinor: number): number {
  return points * Math.floor(Math.max(0, paidMinor) / minor + TINY)
}

/** What one point is worth when it is spent, in minor units; may be a fraction of one. */
export function pointWorth({ pointValue }: Policy['bonus'], digits: number): number {
  return pointValue * 10 ** digits
}

/** The discount that points make, in whole minor units: a fraction of one is given, so that no point is lost on it. */
export function discountFor(points: number, pointMinor: number): number {
  return Math.ceil(points * pointMinor - TINY)
}

/** How many points a discount has room for. */
export function pointsWithin(discountMinor: number, pointMinor: number): number {
  return Math.floor(Math.max(0, discountMinor) / pointMinor + TINY)
}

/** The last day of points earned on a day; null where they never expire. */
export function lastDayOf(earned: Day, { expiresDays }: Policy['bonus']): Day | null {
  return expiresDays === 0 ? null : earned + expiresDays
}
