// The buyers behind a summary: who came first and came back, what each answer was about, and what all spent.
import { type Instant, instantText } from '../domain/day.ts'
import type { ProductAnswer } from '../domain/product-rating.ts'
import { type Days, type FirstBuyer, firstDaysOf, HORIZONS } from '../domain/retention.ts'
import type { PeriodBuyer } from '../domain/shop-figures.ts'
import { firstBuyersAt, productsKept, purchaseBefore } from '../store/buyer.ts'
import type { Answer } from '../store/contact.ts'
import { purchaseDaysBetween } from '../store/shop.ts'
import type { Store } from '../store/store.ts'
import { type Begun, begunBetween } from '../store/tally.ts'
import { spanOf } from './summary-figures.ts'

export interface NewBuyer extends FirstBuyer {
  customerId: number
}

/** Everybody who bought first in the period, or so long before that a horizon is over in it. */
export function newBuyers(store: Store, period: Days): NewBuyer[] {
  const parts = united([...HORIZONS.map((days) => firstDaysOf(period, days)), period])
  return parts.flatMap((days) => begunIn(store, days).map((begun) => newBuyer(store, begun)))
}

/** How those began who did so on these days: read where it is stored, else computed. */
function begunIn(store: Store, days: Days): Begun[] {
  const { db, now, zone } = store
  const { from, until } = spanOf(store, days)
  if (store.isPast(now))
    return begunOf(store, firstBuyersAt(db, instantText(from), instantText(until), instantText(now)))
  const stored = begunBetween(db, from, until)
  // What came today counts as come at noon: before noon it had not, and the clock stood elsewhere.
  const noon = zone.noon(zone.day(now))
  const isEarly = ({ anchor }: Begun) => anchor > now && anchor === noon
  const early = stored.filter(isEarly).map(({ customerId }) => customerId)
  return early.length === 0
    ? stored
    : [...stored.filter((begun) => !isEarly(begun)), ...begunOf(store, early)]
}

function begunOf(store: Store, customerIds: readonly number[]): Begun[] {
  return [...store.talliesOf(customerIds, store.now)].flatMap(({ customerId, first }) =>
    first ? { customerId, ...first } : [],
  )
}

/** The same days without a day twice. @param parts in any order */
function united(parts: readonly Days[]): Days[] {
  const found: Days[] = []
  for (const part of [...parts].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last && part.from <= last.to + 1) last.to = Math.max(last.to, part.to)
    else found.push({ ...part })
  }
  return found
}

function newBuyer(
  { zone, now }: Store,
  { customerId, at, anchor, enteredAt, second, talk }: Begun,
): NewBuyer {
  const known = (when: Instant | null) =>
    when === null || when > now ? null : { at: when, day: zone.day(when) }
  return {
    ...{ customerId, at, day: zone.day(at), anchor, enteredAt },
    ...{ second: known(second), talk: known(talk) },
  }
}

/**
 * What each 1–5 answer says of: everything she then had of her latest purchase, that is of what she bought on that day.
 * @param answers in any order
 */
export function productAnswers(store: Store, answers: readonly Answer[]): ProductAnswer[] {
  const { db, zone } = store
  return answers.flatMap(({ customerId, at, csat }) => {
    if (csat === null) return []
    const latest = purchaseBefore(db, customerId, instantText(Date.parse(at) + 1), at)
    if (latest === null) return []
    const day = instantText(zone.start(zone.day(Date.parse(latest))))
    return productsKept(db, customerId, day, at).map((product) => ({ ...product, csat }))
  })
}

/** @param nothingBefore whether the shop is known to have sold nothing before the period */
export function* periodBuyers(store: Store, period: Days, nothingBefore: boolean): Generator<PeriodBuyer> {
  const { db, zone, now } = store
  const { from, until } = spanOf(store, period)
  const [start, end] = [instantText(from), instantText(until)]
  const dayBefore = (customerId: number) => {
    const at = nothingBefore ? null : purchaseBefore(db, customerId, start, instantText(now))
    return at === null ? null : zone.day(Date.parse(at))
  }
  for (const { customerId, days, spent, otherMinor } of purchaseDaysBetween(db, start, end, now, zone)) {
    const spentMinor = spent.reduce((sum, minor) => sum + minor, otherMinor)
    yield { before: dayBefore(customerId), days, spentMinor }
  }
}
