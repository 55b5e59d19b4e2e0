// Consent: what she agreed to be contacted for, and what she took back.
import type { Instant } from './day.ts'

export const PURPOSES = ['service', 'marketing'] as const
/** Service: calls and messages about what she bought. Marketing: offers, discounts, news. */
export type Purpose = (typeof PURPOSES)[number]

/** What she said to being contacted at all, or to being offered something. */
export interface ConsentFact {
  id: number
  at: Instant
  purpose: Purpose
  given: boolean
}
