// How a shop's customers buy, all together: what a plan expects of somebody of whom little is known.
import type { Day } from './day.ts'
import type { Shop } from './facts.ts'
import type { Policy } from './policy.ts'
import { intervals, median } from './rhythm.ts'

/** From so many intervals of one customer on it shows how regular they are. */
const INTERVALS_NEEDED = 3
/** Variance of the logarithm of intervals where people buy at any moment, as waits for a chance event vary. */
const ANY_MOMENT = Math.PI ** 2 / 6
/** What is assumed before anything is known weighs as so many intervals. */
const PRIOR_WEIGHT = 2
const MOST_REGULAR = 6
/** Somebody silent for so many median intervals is counted as gone. */
const GONE_INTERVALS = 2

type Figures = Pick<Shop, 'medianIntervalDays' | 'meanIntervalDays' | 'regularity' | 'leaving' | 'settling'>

/** Takes in one customer after another; nothing in it can fail, however few they are. */
export class ShopRhythm {
  readonly #today: Day
  readonly #gaps: number[] = []
  /** Purchase days after the first of each customer, and the last of these days. */
  readonly #repeats: number[] = []
  readonly #last: Day[] = []
  #squares = PRIOR_WEIGHT * ANY_MOMENT
  #weight = PRIOR_WEIGHT

  constructor(today: Day) {
    this.#today = today
  }

  /** @param days on which a customer bought, ascending, each once, at least one */
  add(days: readonly Day[]): void {
    const own = intervals(days)
    this.#repeats.push(own.length)
    this.#last.push(days.at(-1) as Day)
    for (const gap of own) this.#gaps.push(gap)
    if (own.length < INTERVALS_NEEDED) return
    const logs = own.map(Math.log)
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
    for (const log of logs) this.#squares += (log - mean) ** 2
    this.#weight += logs.length - 1
  }

  /** Regularity is the shape c of Weibull intervals, whose logarithms vary by π² ÷ 6c² within a customer. */
  figures({ interval: { priorDays } }: Policy): Figures {
    const medianIntervalDays = median(this.#gaps) ?? priorDays
    const days = this.#gaps.reduce((sum, gap) => sum + gap, PRIOR_WEIGHT * priorDays)
    const shape = Math.sqrt((ANY_MOMENT * this.#weight) / this.#squares)
    return {
      medianIntervalDays,
      meanIntervalDays: days / (this.#gaps.length + PRIOR_WEIGHT),
      regularity: Math.min(MOST_REGULAR, Math.max(1, shape)),
      ...this.#departures(this.#today - GONE_INTERVALS * medianIntervalDays),
    }
  }

  /**
   * Odds are those who went for each who came back, one of each added: after a first purchase, and after a later one.
   * Where these are lower they fall with each purchase: odds ÷ (1 + settling · x), which meets both at the mean x of
   * later ones. That is a ÷ (b + x) of a beta distribution of the chances to leave, a = leaving ÷ settling and b =
   * 1 ÷ settling: the odds of the model at `worth`, met without fitting it.
   * @param since who has not bought from this day on is gone
   */
  #departures(since: Day): Pick<Shop, 'leaving' | 'settling'> {
    let [goneFirst, goneLater, stayed, later, places] = [0, 0, 0, 0, 0]
    for (const [i, x] of this.#repeats.entries()) {
      const isGone = (this.#last[i] as Day) < since
      if (x === 0) {
        if (isGone) goneFirst += 1
        continue
      }
      stayed += 1
      // After each purchase from the second to the last but one the next one came; of the last one only going is known.
      const known = isGone ? x : x - 1
      later += known
      places += (known * (known + 1)) / 2
      if (isGone) goneLater += 1
    }
    const leaving = (goneFirst + 1) / (stayed + 1)
    const leavingLater = (goneLater + 1) / (later - goneLater + 1)
    const meanPlace = later === 0 ? 1 : places / later
    return { leaving, settling: Math.max(0, (leaving / leavingLater - 1) / meanPlace) }
  }
}
