// The buyers behind a summary: who came first and came back, what each answer was about, and what all spent.
import { instantText, parseDay } from '../domain/day.ts'
import type { ProductAnswer } from '../domain/product-rating.ts'
import { type Days, type FirstBuyer, firstDaysOf, HORIZONS } from '../domain/retention.ts'
import { anchorOf } from '../domain/sale.ts'
import type { PeriodBuyer } from '../domain/shop-figures.ts'
import {
  type FirstSale,
  firstSalesBetween,
  productsKept,
  purchaseBefore,
  purchaseFrom,
} from '../store/buyer.ts'
import { type ContactFigure, talksBetween } from '../store/contact.ts'
import { purchaseDaysBetween } from '../store/shop.ts'
import type { Store } from '../store/store.ts'
import { spanOf } from './summary-figures.ts'

export interface NewBuyer extends FirstBuyer {
  customerId: number
  /** Who brought her. */
  referredById: number | null
}

const LONGEST = Math.max(...HORIZONS)

/** Everybody who bought first in the period, or so long before that a horizon is over in it. */
export function newBuyers(store: Store, period: Days): NewBuyer[] {
  const { db, now } = store
  const parts = united([...HORIZONS.map((days) => firstDaysOf(period, days)), period])
  return parts.flatMap((days) => {
    const { from, until } = spanOf(store, days)
    return firstSalesBetween(db, instantText(from), instantText(until), instantText(now)).map((sale) =>
      newBuyer(store, sale),
    )
  })
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

function newBuyer(store: Store, sale: FirstSale): NewBuyer {
  const { db, zone, now } = store
  const { customerId, referredById } = sale
  const moment = (text: string) => ({ at: Date.parse(text), day: zone.day(Date.parse(text)) })
  const first = moment(sale.soldAt)
  const anchor = anchorOf({ at: first.at, ...arrival(sale, store) }, zone)
  const second = purchaseFrom(db, customerId, instantText(zone.start(first.day + 1)), instantText(now))
  // No horizon looks at what was said after its days.
  const end = Math.min(now + 1, zone.start(first.day + LONGEST + 1))
  const talks = talksBetween(db, customerId, instantText(anchor), instantText(end))
  return {
    ...{ customerId, referredById, ...first, anchor, enteredAt: Date.parse(sale.enteredAt) },
    second: second === null ? null : moment(second),
    talks: talks.map(moment),
  }
}

/** A delivery that had not happened by the moment of the run is none yet. */
function arrival({ promisedDay, deliveredDay }: FirstSale, { zone, now }: Store) {
  const day = (text: string | null) => (text === null ? null : parseDay(text))
  const delivered = day(deliveredDay)
  const arrived = delivered !== null && zone.noon(delivered) <= now
  return { promised: day(promisedDay), delivered: arrived ? delivered : null }
}

/**
 * What each 1–5 answer says of: everything she then had of her latest purchase, that is of what she bought on that day.
 * @param contacts in any order
 */
export function productAnswers(store: Store, contacts: readonly ContactFigure[]): ProductAnswer[] {
  const { db, zone } = store
  return contacts.flatMap(({ customerId, at, csat }) => {
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
