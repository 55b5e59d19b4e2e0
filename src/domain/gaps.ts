// Whole days between one thing and the next, of which the middle is asked again and again.

export class Gaps {
  /** Ascending. */
  readonly #sorted: number[] = []

  add(days: number): void {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle] as number) < days) low = middle + 1
      else high = middle
    }
    this.#sorted.splice(low, 0, days)
  }

  get count(): number {
    return this.#sorted.length
  }

  /** Null of nothing. */
  get middle(): number | null {
    const { length } = this.#sorted
    if (length === 0) return null
    const half = length >> 1
    const upper = this.#sorted[half] as number
    return length % 2 === 1 ? upper : (upper + (this.#sorted[half - 1] as number)) / 2
  }
}
