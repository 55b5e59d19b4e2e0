// A customer's value over time: it follows her silence, and is fixed from one moment of reckoning to the next.
import type { Instant } from './day.ts'
import type { Shop } from './facts.ts'
import type { Policy } from './policy.ts'
import { type Pace, paceOf, type Worth, worth } from './rank.ts'
import type { Replay } from './replay.ts'

/** The beginning of a time in which her value stays as it is. */
export interface Fade {
  from: Instant
  /** Days since her last purchase in the middle of that time: what her value is reckoned for. */
  silence: number
  pace: Pace
}

/**
 * When a value is reckoned anew, in parts of her pace: densely around the moment at which she may be expected, seldom
 * long after it. More of them would store more stretches, and did not find more buyers.
 */
const PARTS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5, 8, 16]

type Known = Pick<Replay, 'purchases' | 'runOuts'>

/**
 * The moments at which a value is reckoned anew: each purchase, her word of what is left, and at those parts of her pace
 * the beginning of the day.
 * @param since of what was over by then nobody asks
 */
export function fadesOf({ purchases, runOuts }: Known, since: Instant, shop: Shop): Fade[] {
  const { zone } = shop
  const fades: Fade[] = []
  const changes = [...new Set([...purchases, ...runOuts].map(({ at }) => at))].sort((a, b) => a - b)
  for (const [i, at] of changes.entries()) {
    const next = changes[i + 1] ?? Number.POSITIVE_INFINITY
    const past = next <= since ? [] : purchases.filter((purchase) => purchase.at <= at)
    const last = past.at(-1)
    if (!last) continue
    const pace = paceOf(past, runOuts.findLast((known) => known.at <= at)?.runOut ?? null, shop)
    let [from, silence] = [at, zone.day(at) - last.day]
    for (const part of PARTS) {
      const then = Math.round(part * pace.days)
      const until = zone.start(last.day + then)
      if (until <= from) continue
      fades.push({ from, silence: (silence + then) / 2, pace })
      from = until
      silence = then
      if (from >= next) break
    }
    // From the last one on nothing more is told by silence.
    if (from < next) fades.push({ from, silence, pace })
  }
  return fades
}

/** Her value at one moment after another: it stays as it is from one fade to the next. */
export function valuesOf(fades: readonly Fade[], policy: Policy, shop: Shop): (at: Instant) => number {
  let past = 0
  let reckoned = 0
  let value = 0
  return (at) => {
    while ((fades[past]?.from ?? Number.POSITIVE_INFINITY) <= at) past += 1
    const fade = fades[past - 1]
    if (fade && reckoned !== past) value = worth(fade.pace, fade.silence, policy, shop).value
    reckoned = past
    return value
  }
}

/** The terms of a customer's value at a moment, as her stretch has them; all nothing before a purchase. */
export function worthNow(known: Known, at: Instant, policy: Policy, shop: Shop): Worth {
  const fade = fadesOf(known, at, shop).findLast(({ from }) => from <= at)
  if (fade) return worth(fade.pace, fade.silence, policy, shop)
  return {
    ...{ paceDays: null, paceFrom: 'shop', silenceDays: null, regularity: shop.regularity },
    ...{ active: 0, horizonDays: policy.value.horizonDays, chance: 0, basketMinor: 0, value: 0 },
  }
}
