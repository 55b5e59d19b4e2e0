// A customer's value over time: it fades with silence, and is fixed from one moment of fading to the next.
import { DAY, type Instant } from './day.ts'
import type { Shop } from './facts.ts'

import type { Policy } from './policy.ts'
import { type Worth, worth } from './rank.ts'
import type { Replay } from './replay.ts'
import type { Purchase } from './sale.ts'

/** The terms of a customer's value at a moment, as her stretch has them. */
export function worthNow(
  plan: Pick<Replay, 'purchases' | 'expectedInterval'>,
  at: Instant,
  policy: Policy,
  shop: Shop,
): Worth {
  const { purchases, expectedInterval } = plan
  return worthAt(purchases, at, fadesOf(purchases, policy), expectedInterval, policy, shop)
}

/** The moments at which a value is reckoned anew: each purchase, then wherever the silence after it has doubled. */
export function fadesOf(purchases: readonly Purchase[], policy: Policy): Instant[] {
  const fades: Instant[] = []
  for (const [i, purchase] of purchases.entries()) {
    const next = purchases[i + 1]?.at ?? Number.POSITIVE_INFINITY
    fades.push(purchase.at)
    // Silence beyond eleven doublings (39 years of a week) tells nothing more.
    for (let n = 0; n < 12; n++) {
      const at = purchase.at + policy.value.firstFadeDays * 2 ** n * DAY
      if (at >= next) break
      fades.push(at)
    }
  }
  return fades
}

function worthAt(
  purchases: readonly Purchase[],
  at: Instant,
  fades: readonly Instant[],
  expectedInterval: number,
  policy: Policy,
  shop: Shop,
): Worth {
  const past = purchases.filter((purchase) => purchase.at <= at)
  const last = past.at(-1)
  const start = fades.findLast((fade) => fade <= at) ?? at
  return worth(past, last ? (start - last.at) / DAY : 0, expectedInterval, policy, shop)
}

/** Her value at one moment after another: it stays as it is from one fade to the next. */
export function valuesOf(
  purchases: readonly Purchase[],
  fades: readonly Instant[],
  expectedInterval: number,
  policy: Policy,
  shop: Shop,
): (at: Instant) => number {
  let past = 0
  let reckoned = -1
  let value = 0
  return (at) => {
    while ((fades[past] ?? Number.POSITIVE_INFINITY) <= at) past += 1
    if (reckoned !== past) value = worthAt(purchases, at, fades, expectedInterval, policy, shop).value
    reckoned = past
    return value
  }
}
