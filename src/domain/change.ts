// Whether a figure has changed between two periods, or may have done so by chance.

export interface Change {
  /** The later figure less the earlier one, in the figures' own unit. */
  change: number
  /** A change is told from chance only beyond this. */
  margin: number
  clear: boolean
}
