// Worth of a call: the chance that she buys soon, times the root of what she usually spends.
import type { Day } from './day.ts'
import type { Shop } from './facts.ts'
import type { Policy } from './policy.ts'
import { median } from './rhythm.ts'
import type { Purchase } from './sale.ts'
import type { RunOut } from './supply.ts'

/** What is known of how she buys, as far as her value leans on it; it changes only with a purchase or her word. */
export interface Pace {
  /** Purchase days after the first. */
  repeats: number
  /** Days between two purchases to be expected of her, at least a fraction of one. */
  days: number
  from: PaceSource
  /** Her usual basket, shrunk towards the shop's, in minor units. */
  basketMinor: number
}

/** What a pace was reckoned from beside her purchases: the shop's, what her goods last, or her own word alone. */
export type PaceSource = 'shop' | 'goods' | 'word'

/** The terms of one customer's value, as `due --why` shows them. */
export interface Worth {
  /** Days from one purchase to the next that are to be expected of her; null before the first one. */
  paceDays: number | null
  paceFrom: PaceSource
  /** Days since her last purchase that the value is reckoned for. */
  silenceDays: number | null
  /** How regular the shop's buyers are: 1 at any moment, 6 like clockwork. */
  regularity: number
  /** Chance that she is still a customer, fading with a silence that is long for her. */
  active: number
  /** Chance that she buys within so many days. */
  horizonDays: number
  chance: number
  basketMinor: number
  value: number
}

/** The shop's interval weighs as much as one of her own: a second purchase tells as much as all others' do. */
const PACE_WEIGHT = 1
/** The shop's basket weighs as two of hers, as a prior interval does. */
const BASKET_WEIGHT = 2

/** What each of her purchase days was worth, in minor units. */
function basketsOf(purchases: readonly Purchase[]): number[] {
  const byDay = new Map<Day, number>()
  for (const { day, spentMinor } of purchases) byDay.set(day, (byDay.get(day) ?? 0) + spentMinor)
  return [...byDay.values()]
}

/**
 * Her own intervals and one that is to be expected of anybody: until the goods run out where that is known, else the
 * shop's mean. Her own word of when she runs out tells of this very interval, and so stands for all of them.
 * @param purchases hers up to a moment, at least one
 * @param runOut what was known at that moment of when she runs out
 */
export function paceOf(purchases: readonly Purchase[], runOut: RunOut | null, shop: Shop): Pace {
  const baskets = basketsOf(purchases)
  const repeats = baskets.length - 1
  const [first, last] = [purchases[0]?.day ?? 0, purchases.at(-1)?.day ?? 0]
  const usual = runOut === null ? shop.meanIntervalDays : Math.max(1, runOut.day - last)
  const days = runOut?.told ? usual : (last - first + PACE_WEIGHT * usual) / (repeats + PACE_WEIGHT)
  const own = baskets.length * Math.max(0, median(baskets) ?? 0)
  // A shop of which nothing is known has no basket yet.
  const weight = shop.basketMinor > 0 ? BASKET_WEIGHT : 0
  const basketMinor = (own + weight * shop.basketMinor) / Math.max(1, baskets.length + weight)
  const from = runOut === null ? 'shop' : runOut.told ? 'word' : 'goods'
  return { repeats, days, from, basketMinor }
}

/**
 * value = chance × √basket; chance = active · (1 − S(s + horizon) ÷ S(s)), where S is the chance that an active customer
 * has not bought again after so many days: intervals of the shop's regularity around a pace that itself is known only
 * from m of them (ln S(t) = −m · ln(1 + (t · Γ(1 + 1/c) ÷ pace)^c ÷ m); with c = 1 and m large e^(−t ÷ pace)).
 * active = 1 ÷ (1 + odds ÷ S(s)), with the shop's odds of leaving after so many purchases.
 * For c = 1 this is the MBG/NBD model (Batislam, Denizel and Filiztekin 2007, after Fader, Hardie and Lee 2005) with r = 1
 * and α the usual pace; another c makes its intervals Weibull. The root keeps one rare big basket from outranking
 * several sure buyers. Source of the value: domain.md of the design, "Ranking".
 * @param silence days since her last purchase
 */
export function worth(
  { repeats, days, from, basketMinor }: Pace,
  silence: number,
  policy: Policy,
  shop: Shop,
): Worth {
  const m = repeats + PACE_WEIGHT
  const c = shop.regularity
  const scale = factorial(1 / c) / days
  const lnS = (t: number) => -m * Math.log1p((t * scale) ** c / m)
  const quiet = lnS(silence)
  const odds = shop.leaving / (1 + shop.settling * repeats)
  const active = 1 / (1 + odds * Math.exp(-quiet))
  const { horizonDays } = policy.value
  const chance = active * -Math.expm1(lnS(silence + horizonDays) - quiet)
  return {
    ...{ paceDays: days, paceFrom: from, silenceDays: silence, regularity: shop.regularity },
    ...{ active, horizonDays, chance, basketMinor, value: chance * Math.sqrt(basketMinor) },
  }
}

/** x! for 0 ≤ x ≤ 1, to 3e-7: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.36. */
export function factorial(x: number): number {
  const terms = [
    ...[-0.577191652, 0.988205891, -0.897056937, 0.918206857],
    ...[-0.756704078, 0.482199394, -0.193527818, 0.035868343],
  ]
  return 1 + x * terms.reduceRight((sum, term) => sum * x + term, 0)
}

/** A row of the list; its order is total, since a customer has one row. */
export interface Ranked {
  tier: number
  value: number
  due: number
  customerId: number
}

/** The order inside a tier: promises and first calls within their hours go by due alone, all else by value. */
export function rankOf({ tier, value }: Pick<Ranked, 'tier' | 'value'>): number {
  return tier <= 2 || tier >= 6 ? 0 : -value
}

/** Tier, then value, then oldest due, then id. */
export function inCallingOrder(a: Ranked, b: Ranked): number {
  return a.tier - b.tier || rankOf(a) - rankOf(b) || a.due - b.due || a.customerId - b.customerId
}
