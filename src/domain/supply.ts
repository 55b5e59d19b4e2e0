// What is left of what she bought: when each product runs out, by reckoning or by her own word.
import type { Day } from './day.ts'
import type { Shop } from './facts.ts'
import type { Policy } from './policy.ts'
import { runOutAfter } from './rhythm.ts'
import type { Purchase } from './sale.ts'

/** What is left of a product, or of everything she buys where no product's end is known. */
export interface Supply {
  /** The latest purchase it came with. */
  purchase: Purchase
  productId: number | null
  /** Days from the purchase's anchor until it runs out; null when nobody knows. */
  runOut: number | null
  /** Whether that is the customer's own word. */
  told: boolean
}

/** When the first of what a customer has runs out. */
export interface RunOut {
  day: Day
  told: boolean
}

export class Supplies {
  readonly #policy: Policy
  readonly #shop: Shop
  readonly #boughtOn = new Map<number, Day[]>()
  readonly #latest = new Map<number | null, Supply>()

  constructor(policy: Policy, shop: Shop) {
    this.#policy = policy
    this.#shop = shop
  }

  /**
   * The supplies that a purchase brings, in place of those of the same products.
   * @param rhythm days between her purchases of whatever it be; null where they are too few to tell
   */
  bought(purchase: Purchase, rhythm: number | null): Supply[] {
    const fresh: Supply[] = []
    this.#latest.delete(null)
    for (const [productId, kept] of purchase.kept) {
      const days = this.#boughtOn.get(productId) ?? []
      if (days.at(-1) !== purchase.day) days.push(purchase.day)
      this.#boughtOn.set(productId, days)
      const runOut = runOutAfter(days, kept, this.#policy, this.#shop)
      if (runOut !== null) fresh.push({ purchase, productId, runOut, told: false })
    }
    // Where nothing she took has a known end, her rhythm over everything she buys stands in for it.
    if (fresh.length === 0) {
      fresh.push({ purchase, productId: null, runOut: rhythm, told: false })
    }
    for (const supply of fresh) this.#latest.set(supply.productId, supply)
    return fresh
  }

  /** Her own word of the day it runs out overrides every earlier reckoning, or else the nearest one. */
  told(day: Day): Supply[] {
    const supplies = [...this.#latest.values()]
    const nearest = Math.min(...supplies.map(reckonedDay))
    const told = supplies
      .filter((supply) => reckonedDay(supply) <= Math.max(day, nearest))
      .map((supply) => ({ ...supply, runOut: day - supply.purchase.anchorDay, told: true }))
    for (const supply of told) this.#latest.set(supply.productId, supply)
    return told
  }

  /**
   * What runs out first of all that lasts beyond a purchase; what ran out before it and was not bought again is done
   * without. Her rhythm over everything tells nothing of goods. Null where nobody knows.
   */
  firstOut(bought: Day): RunOut | null {
    const known = [...this.#latest.values()]
      .filter(({ productId, runOut, told }) => runOut !== null && (productId !== null || told))
      .map((supply) => ({ day: reckonedDay(supply), told: supply.told }))
      .filter(({ day }) => day > bought)
    if (known.length === 0) return null
    const day = Math.min(...known.map((supply) => supply.day))
    // Where two run out on one day, her word of one of them counts.
    return { day, told: known.some((supply) => supply.day === day && supply.told) }
  }
}

/** An unknown end is overridden by any word of hers, as if it had come at once. */
function reckonedDay({ purchase, runOut }: Supply): Day {
  return purchase.anchorDay + Math.round(runOut ?? 0)
}
