// Who came back after the first purchase, and whether an early call had to do with it.

export const HORIZONS = [30, 60, 90] as const
/** Days after the first purchase within which a second one counts. */
export type Horizon = (typeof HORIZONS)[number]

export const CALLED = ['within48h', 'later', 'notCalled'] as const
/** Whether and when a first buyer was talked to before she bought again. */
export type Called = (typeof CALLED)[number]

/** A share of those for whom the days are over; `share` and its Wilson interval are null of nobody. */
export interface Returned {
  n: number
  bought: number
  share: number | null
  low: number | null
  high: number | null
}

export interface SecondPurchase extends Returned {
  days: Horizon
}

export interface CallEffect extends Returned {
  days: Horizon
  called: Called
}

/** First buyers of one calendar month. */
export interface Cohort {
  /** `2026-09`. */
  month: string
  customers: number
  second: SecondPurchase[]
}
