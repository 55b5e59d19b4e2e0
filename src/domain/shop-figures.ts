// The shop in figures: how often its customers come back, and what an order is worth.

export interface ShopFigures {
  /** Customers who bought in the period. */
  customers: number
  /** Their purchase days in it. */
  purchases: number
  /** Share of these customers who bought on more than one day until the end of the period. */
  repeatRate: number | null
  /** Median days between neighbouring purchase days, of the intervals that ended in the period. */
  medianIntervalDays: number | null
  /** What they spent in the period ÷ purchases, rounded to a minor unit. */
  averageOrderMinor: number | null
  /** Share of it that the fifth of these customers who spent most spent. */
  topFifthShare: number | null
}
