// The buyers behind a summary: who came first and came back, what each answer was about, and what all spent.
import { HOUR, type Instant, instantText } from '../domain/day.ts'
import type { ProductAnswer } from '../domain/product-rating.ts'
import {
  type CameBack,
  cameBack,
  type Days,
  type FirstBuyer,
  firstDaysOf,
  type Horizon,
  type Returns,
} from '../domain/retention.ts'
import type { PeriodBuyer } from '../domain/shop-figures.ts'
import type { Answer } from '../store/answer.ts'
import { firstBuyersAt, productsKept, purchaseBefore } from '../store/buyer.ts'
import { referrersOf } from '../store/referral.ts'
import { purchaseDaysBetween } from '../store/shop.ts'
import type { Store } from '../store/store.ts'
import {
  type Begun,
  begunAnchoredAt,
  begunBetween,
  cameBackBetween,
  firstBegun,
  referrersOfBegun,
} from '../store/tally.ts'
import { spanOf } from './summary-figures.ts'

export interface NewBuyer extends FirstBuyer {
  customerId: number
}

/** Everybody who bought first on these days. */
export function newBuyers(store: Store, days: Days): NewBuyer[] {
  return begunIn(store, days).map((begun) => newBuyer(store, begun))
}

/** Who brought those who bought first in the period. */
export function referrersIn(store: Store, period: Days): number[] {
  const { db, now } = store
  const { from, until } = spanOf(store, period)
  if (!store.isPast(now)) return referrersOfBegun(db, from, until)
  return referrersOf(
    db,
    newBuyers(store, period).map(({ customerId }) => customerId),
  )
}

/** Those for whom each horizon is over in the period: counted where it is stored how they came back, else looked at. */
export function returnsIn(store: Store, period: Days): Returns {
  return {
    30: returnsOf(store, 30, period),
    60: returnsOf(store, 60, period),
    90: returnsOf(store, 90, period),
  }
}

function returnsOf(store: Store, horizon: Horizon, period: Days): CameBack[] {
  const { db, now, zone, policy } = store
  const days = firstDaysOf(period, horizon)
  const oneByOne = (begun: readonly Begun[]) =>
    cameBack(
      begun.map((one) => newBuyer(store, one)),
      horizon,
      period,
      policy,
    )
  if (store.isPast(now)) return oneByOne(begunIn(store, days))
  const first = firstBegun(db)
  if (first === null) return []
  const [but, within] = [noonAhead(store), policy.firstUse.dueAfterHours * HOUR]
  const rows: CameBack[] = []
  for (let day = Math.max(days.from, zone.day(first)); day <= days.to; day++) {
    // These days are over: nothing within them is still to come.
    const limit = zone.start(day + horizon + 1)
    rows.push(...cameBackBetween(db, { ...spanOf(store, { from: day, to: day }), but, limit, within }))
  }
  if (but === null) return rows
  const { from, until } = spanOf(store, days)
  return [...rows, ...oneByOne(begunOf(store, begunAnchoredAt(db, from, until, but)))]
}

/**
 * Today's noon while it is still to come. What came today counts as come then: before noon it had not, and the clock
 * stood elsewhere.
 */
function noonAhead({ zone, now }: Store): Instant | null {
  const noon = zone.noon(zone.day(now))
  return noon > now ? noon : null
}

/** How those began who did so on these days: read where it is stored, else computed. */
function begunIn(store: Store, days: Days): Begun[] {
  const { db, now } = store
  const { from, until } = spanOf(store, days)
  if (store.isPast(now))
    return begunOf(store, firstBuyersAt(db, instantText(from), instantText(until), instantText(now)))
  const stored = begunBetween(db, from, until)
  const noon = noonAhead(store)
  const isEarly = ({ anchor }: Begun) => anchor === noon
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
