// Warranty: until which day what was bought is repaired for nothing.
import type { Day } from './day.ts'

export interface Warranty {
  product: string
  /** The last day of it. */
  until: Day
  covered: boolean
}

/**
 * @param from the day on which the goods came, or were to come
 * @param asked the day on which the repair was asked for
 */
export function warrantyOf(product: string, from: Day, days: number, asked: Day): Warranty {
  const until = from + days
  return { product, until, covered: asked <= until }
}
