// Worth of a call: the chance that she buys soon, times the root of what she usually spends.
import type { Day } from './day.ts'
import type { Shop } from './facts.ts'
import type { Policy } from './policy.ts'
import { median } from './rhythm.ts'
import type { Purchase } from './sale.ts'

/** The terms of one customer's value, as `due --why` shows them. */
export interface Worth {
  /** Purchase days per day, her own shrunk towards the shop's. */
  rate: number
  /** Chance that she is still a customer, fading with silence. */
  active: number
  /** Chance that she buys within the horizon. */
  chance: number
  basketMinor: number
  value: number
}

/** Median of what her purchase days were worth, in minor units, never below nothing. */
export function usualBasket(purchases: readonly Purchase[]): number {
  const byDay = new Map<Day, number>()
  for (const { day, spentMinor } of purchases) byDay.set(day, (byDay.get(day) ?? 0) + spentMinor)
  return Math.max(0, median([...byDay.values()]) ?? 0)
}

/**
 * chance = 1 − e^(−rate · active · horizon); value = chance × √basket. The rate is (repeat days + 1) ÷ (days known
 * + 1 ÷ shop's rate), a gamma prior worth one purchase; `active` halves at twice her expected interval of silence.
 * The root keeps one rare big basket from outranking several sure buyers. Source: domain.md, "Ranking".
 * @param silence days since her last purchase, at the start of the stretch
 */
export function worth(
  purchases: readonly Purchase[],
  silence: number,
  expectedInterval: number,
  policy: Policy,
  shop: Shop,
): Worth {
  const first = purchases[0]
  const last = purchases.at(-1)
  if (!first || !last) return { rate: 0, active: 0, chance: 0, basketMinor: 0, value: 0 }
  const repeats = new Set(purchases.map((purchase) => purchase.day)).size - 1
  const known = last.day - first.day + silence
  const rate = (repeats + 1) / (known + 1 / shop.dailyRate)
  const active = 1 / (1 + (silence / (2 * expectedInterval)) ** 2)
  const chance = 1 - Math.exp(-rate * active * policy.value.horizonDays)
  const basketMinor = usualBasket(purchases)
  return { rate, active, chance, basketMinor, value: chance * Math.sqrt(basketMinor) }
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
