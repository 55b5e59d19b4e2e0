// Chance that comes out the same for the same seed, on every machine.

export interface Chance {
  /** 0 ≤ n < 1. */
  draw(): number
  /** Whether something of this probability happens. */
  is(probability: number): boolean
  /** A whole number from 0 to below `many`. */
  below(many: number): number
  pick<T>(some: readonly T[]): T
  /** Gamma distributed with this shape and mean. */
  gamma(shape: number, mean: number): number
  /** Log-normally distributed: half of all lie below the median. */
  skewed(median: number, sigma: number): number
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  // Mulberry32: one 32-bit word of state, and good enough to make up people.
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
  // Marsaglia and Tsang, "A simple method for generating gamma variables", for shapes of 1 and more.
  const gammaOf = (shape: number): number => {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - draw()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const below = (many: number) => Math.floor(draw() * many)
  return {
    draw,
    is: (probability) => draw() < probability,
    below,
    pick: (some) => some[below(some.length)] as (typeof some)[number],
    gamma: (shape, mean) => (gammaOf(shape) * mean) / shape,
    skewed: (median, sigma) => median * Math.exp(sigma * normal()),
  }
}
