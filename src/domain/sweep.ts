// Spans of time gone through in order: what is over is looked at no more, so that a long history costs little.
import type { Instant } from './day.ts'

/** Finished spans of time, asked what holds at one moment after another. */
export class Sweep<Item> {
  readonly #until: (item: Item) => Instant
  /** The latest first. */
  readonly #coming: { item: Item; from: Instant; order: number }[]
  #current: { item: Item; order: number }[] = []
  #items: Item[] = []

  /** @param from the first moment of a span @param until the end of it, not included */
  constructor(items: readonly Item[], from: (item: Item) => Instant, until: (item: Item) => Instant) {
    this.#until = until
    this.#coming = items
      .map((item, order) => ({ item, from: from(item), order }))
      .sort((a, b) => b.from - a.from)
  }

  /** What holds at a moment, in the order of the list. @param at never earlier than asked before */
  at(at: Instant): readonly Item[] {
    let next = this.#coming.at(-1)
    const isLate = next !== undefined && next.from <= at
    for (; next && next.from <= at; next = this.#coming.at(-1)) {
      this.#current.push(next)
      this.#coming.pop()
    }
    const isOver = this.#current.some(({ item }) => at >= this.#until(item))
    if (isOver) this.#current = this.#current.filter(({ item }) => at < this.#until(item))
    if (isLate) this.#current.sort((a, b) => a.order - b.order)
    if (isLate || isOver) this.#items = this.#current.map(({ item }) => item)
    return this.#items
  }
}
