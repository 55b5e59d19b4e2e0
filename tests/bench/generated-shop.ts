// Shops made up by chance from a seed, to try the ranking on buying of a known kind: regular, or at any moment.
import type { Day } from '../../src/domain/day.ts'
import type { Bought } from './past.ts'

/** How steadily the customers of a shop come back: the shape of the gamma distribution their intervals are drawn from. */
export const KINDS = { regular: 12, steady: 4, irregular: 1 } as const
export type Kind = keyof typeof KINDS

/** A shop of 20 months; the first twelve bring the customers. */
const FIRST_DAY: Day = 20_454
const [NEW_DAYS, HISTORY_DAYS, AFTER_DAYS] = [365, 600, 273]
export const LAST_DAY: Day = FIRST_DAY + HISTORY_DAYS - 1

/** After each purchase this share never comes back. */
const LEAVING = 0.15

export interface ShopMade {
  kind: Kind
  customers: number
  seed: number
  /** Whether the products say how long they last; a customer uses a unit up faster or slower than that. */
  products: boolean
}

/** The whole past of the shop, 273 days beyond its history included. The same order gives the same shop. */
export function generateShop({ kind, customers, seed, products }: ShopMade): Bought[] {
  const chance = chanceFrom(seed)
  const shape = KINDS[kind]
  const past: Bought[] = []
  for (let i = 1; i <= customers; i++) {
    const pace = Math.exp(Math.log(45) + 0.5 * normal(chance))
    const basket = Math.exp(Math.log(3500) + 0.6 * normal(chance))
    // Of three sizes of a pack she takes what lasts her nearest to her own pace.
    const lasts = [30, 60, 90].reduce((a, b) => (Math.abs(b - pace) < Math.abs(a - pace) ? b : a))
    let day = FIRST_DAY + Math.floor(chance() * NEW_DAYS)
    while (day < FIRST_DAY + HISTORY_DAYS + AFTER_DAYS) {
      past.push({
        customer: `c${i}`,
        day,
        product: products ? `pack of ${lasts} days` : 'goods',
        quantity: 1,
        amountMinor: Math.round(100 * basket * Math.exp(0.3 * normal(chance))),
        lastsDays: products ? lasts : null,
      })
      if (chance() < LEAVING) break
      day += Math.max(1, Math.round((pace / shape) * gamma(shape, chance)))
    }
  }
  return past
}

/** Numbers from 0 up to, not including, 1: mulberry32, so that a seed gives the same shop on every machine. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

/** Of a whole shape: the sum of so many waits. */
function gamma(shape: number, chance: () => number): number {
  let sum = 0
  for (let i = 0; i < shape; i++) sum -= Math.log(1 - chance())
  return sum
}
