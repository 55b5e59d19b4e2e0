// Whether a figure has changed between two periods, or may have done so by chance.
import { ENOUGH, type Interval, type Nps, wilson } from './metrics.ts'

export interface Change {
  /** The later figure less the earlier one, in the figures' own unit. */
  change: number
  /** A change is told from chance only beyond this. */
  margin: number
  clear: boolean
}

/** So many of so many. */
export interface Portion {
  part: number
  whole: number
}

/**
 * How a Net Promoter Score changed, in points: clearly, when the change exceeds √(m₁² + m₂²) of the two margins.
 * Source: domain.md of the design, "Metrics"; variances of independent samples add up.
 * @returns null where either has no score
 */
export function npsChange(later: Nps, earlier: Nps): Change | null {
  if (later.value === null || later.margin === null) return null
  if (earlier.value === null || earlier.margin === null) return null
  return changeOf(later.value - earlier.value, Math.hypot(later.margin, earlier.margin))
}

/**
 * How a share changed, as a share: clearly, when Newcombe's interval of the difference leaves out 0. The margin is the
 * arm of that interval which points to 0; where nothing changed, the longer one.
 * @returns null where either rests on fewer than ten
 */
export function shareChange(later: Portion, earlier: Portion): Change | null {
  if (later.whole < ENOUGH || earlier.whole < ENOUGH) return null
  const change = later.part / later.whole - earlier.part / earlier.whole
  const { low, high } = differenceOf(later, earlier) as Interval
  const [below, above] = [change - low, high - change]
  return changeOf(change, change === 0 ? Math.max(below, above) : change < 0 ? above : below)
}

/**
 * The 95 % interval of the difference of two independent proportions, from Wilson's interval of each. Source: R. G.
 * Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods",
 * Statistics in Medicine 17, 1998, method 10.
 * @returns shares of one, −1…1; null when either is of nothing
 */
export function differenceOf(one: Portion, other: Portion): Interval | null {
  const [first, second] = [wilson(one.part, one.whole), wilson(other.part, other.whole)]
  if (!first || !second) return null
  const [p, q] = [one.part / one.whole, other.part / other.whole]
  return {
    low: p - q - Math.hypot(p - first.low, second.high - q),
    high: p - q + Math.hypot(first.high - p, q - second.low),
  }
}

function changeOf(change: number, margin: number): Change {
  return { change, margin, clear: Math.abs(change) > margin }
}
