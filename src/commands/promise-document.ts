// Promises as the documents of several commands tell them; the delivery of a sale is told as one of them.
import { type Day, dayText, instantText, parseDay } from '../domain/day.ts'
import { deliveryState, type PromiseState, type PromisesDue, promiseState } from '../domain/promise.ts'
import { personById } from '../store/customer.ts'
import { forgottenIds } from '../store/forget.ts'
import {
  type Deliveries,
  deliveriesBetween,
  deliveriesFirstDueBetween,
  deliveriesOf,
  listPromises,
  openPromises,
  type PromisedDelivery,
  promisesDueBetween,
  promisesOf,
  type StoredPromise,
} from '../store/promise.ts'
import { linesOf, type Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { DuePromise } from '../ui/view/due.ts'
import type { PromiseDocument } from '../ui/view/promise.ts'
import type { Words } from '../ui/words.ts'
import { itemsOf } from './card.ts'
import { isRefused } from './customer-document.ts'
import { isOpenAt, leftOf } from './sale-money.ts'

/** Days as text sort before and after every real one. */
const FIRST = '0000-00-00'
const LAST = '9999-99-99'

/** A promise as it stood at the moment of this run. */
export function promiseDocument(store: Store, stored: StoredPromise): PromiseDocument {
  const { now, zone, settings } = store
  const open = isOpenAt(stored, now)
  const { settledAt } = stored
  return {
    ...{ id: stored.id, kind: stored.kind, promiser: stored.promiser },
    customer: personById(store.db, stored.customerId),
    ...{ what: stored.text, items: [] },
    amountMinor: stored.amountMinor,
    leftMinor: open ? leftOf(store, stored) : null,
    currency: settings.currency,
    ...{ saleId: stored.saleId, caseId: stored.caseId, firstDue: null },
    madeAt: zone.text(Date.parse(stored.madeAt)),
    due: stored.dueDay,
    state: promiseStateAt(store, stored),
    overdue: open && stored.dueDay < dayText(zone.day(now)),
    settled: open || settledAt === null ? null : dayText(zone.day(Date.parse(settledAt))),
    note: open ? null : stored.settledNote,
  }
}

/** How a promise stood at the moment of this run. */
function promiseStateAt({ now, zone }: Store, stored: StoredPromise): PromiseState {
  if (isOpenAt(stored, now) || stored.settledAt === null) return 'open'
  const { settlement, settledAt, dueDay } = stored
  return promiseState({ settlement, settledAt: Date.parse(settledAt), due: parseDay(dueDay) as Day }, zone)
}

function deliveryDocument(store: Store, delivery: PromisedDelivery, words: Words): PromiseDocument {
  const { db, now, zone, settings } = store
  const due = parseDay(delivery.promisedDay) as Day
  const state = deliveryStateAt(store, delivery)
  const sale = { lines: linesOf(db, delivery.saleId) }
  const ended = state === 'void' ? returnedDay(store, sale) : delivery.deliveredDay
  const settled = state === 'open' ? null : ended
  return {
    ...{ id: null, kind: 'delivery', promiser: 'seller' },
    customer: personById(db, delivery.customerId),
    what: null,
    items: itemsOf(sale, words),
    ...{ amountMinor: null, leftMinor: null, currency: settings.currency },
    ...{ saleId: delivery.saleId, caseId: null },
    madeAt: zone.text(Date.parse(delivery.soldAt)),
    ...{ due: delivery.promisedDay, firstDue: delivery.missedDay, state, settled, note: null },
    overdue: state === 'open' && due < zone.day(now),
  }
}

/** The day on which the last of a sale came back, as far as it had by the moment of this run. */
function returnedDay({ now, zone }: Store, { lines }: Pick<Sale, 'lines'>): string | null {
  const moments = lines.flatMap(({ returnedAt }) => (returnedAt === null ? [] : [Date.parse(returnedAt)]))
  const past = moments.filter((at) => at <= now)
  return past.length === 0 ? null : dayText(zone.day(Math.max(...past)))
}

/** How a delivery stood at the moment of this run; one of a later day had not come at an earlier moment. */
function deliveryStateAt(store: Store, delivery: Omit<Deliveries, 'n'>): PromiseState {
  const { now, zone } = store
  const day = delivery.deliveredDay === null ? null : parseDay(delivery.deliveredDay)
  return deliveryState({
    promised: parseDay(delivery.promisedDay) as Day,
    missed: delivery.missedDay === null ? null : parseDay(delivery.missedDay),
    // As the facts of a past moment have it: a day without a time counts as noon.
    delivered: day !== null && store.isPast(now) && zone.noon(day) > now ? null : day,
    ...{ right: delivery.deliveredRight, complete: delivery.deliveredComplete, anyKept: delivery.anyKept },
  })
}

/** Which promises to tell. */
export interface Wanted {
  /** Null for everybody's. */
  customerId: number | null
  /** Also those that have ended, and deliveries so old that nobody asks about them any more. */
  ended: boolean
}

/** Promises and deliveries, the earliest due first; of who was forgotten only where that customer is asked for. */
export function promiseDocuments(
  store: Store,
  words: Words,
  { customerId, ended }: Wanted,
): PromiseDocument[] {
  const { db, now, zone, policy } = store
  const at = instantText(now)
  const mine = customerId === null ? null : promisesOf(db, customerId)
  const stored = (mine ?? (ended ? listPromises(db) : openPromises(db, at, LAST))).filter(
    (promise) => Date.parse(promise.madeAt) <= now && (ended || isOpenAt(promise, now)),
  )
  const asked = dayText(zone.day(now) - policy.delivery.closesAfterDays)
  const range = { from: ended ? FIRST : asked, to: LAST, at }
  const deliveries =
    customerId === null ? deliveriesBetween(db, range) : deliveriesOf(db, { ...range, customerId })
  const isTold = customerId === null ? notForgotten(store) : () => true
  return [
    ...stored.filter(isTold).map((promise) => promiseDocument(store, promise)),
    ...deliveries
      .filter(isTold)
      .filter((delivery) => ended || deliveryStateAt(store, delivery) === 'open')
      .map((delivery) => deliveryDocument(store, delivery, words)),
  ].sort(byDue)
}

/** A promise that is due, and its row of the list: telling everyone's costs more than finding them. */
export interface Due {
  promiseId: number | null
  saleId: number | null
  tell(): DuePromise
}

/** Every open promise that is due, of everybody, also of those who are not to be called; the earliest due first. */
export function duePromises(store: Store, words: Words): Due[] {
  const { db, now, zone, policy } = store
  const today = zone.day(now)
  const range = { from: dayText(today - policy.delivery.closesAfterDays), to: dayText(today) }
  const at = instantText(now)
  const isTold = notForgotten(store)
  const promises = openPromises(db, at, range.to)
    .filter(isTold)
    .map((stored) => ({
      ...{ id: stored.id, promiseId: stored.id, saleId: stored.saleId, due: stored.dueDay },
      tell: () => dueRow(store, promiseDocument(store, stored)),
    }))
  const deliveries = deliveriesBetween(db, { ...range, at }, true)
    .filter(isTold)
    .filter((delivery) => deliveryStateAt(store, delivery) === 'open')
    .map((delivery) => ({
      ...{ id: null, promiseId: null, saleId: delivery.saleId, due: delivery.promisedDay },
      tell: () => dueRow(store, deliveryDocument(store, delivery, words)),
    }))
  return [...promises, ...deliveries].sort(byDue)
}

function dueRow(store: Store, promise: PromiseDocument): DuePromise {
  const { id, kind, customer, saleId, what, due, leftMinor, promiser, items, overdue } = promise
  return {
    ...{ kind, customer, saleId, promiseId: id, what, day: due, amountMinor: leftMinor },
    ...{ promiser, items, overdue, refused: isRefused(customer, store) },
  }
}

/** Nobody is reminded of what was promised to who was forgotten; the figures count it still. */
function notForgotten({ db }: Store): (promise: { customerId: number }) => boolean {
  const forgotten = forgottenIds(db)
  return ({ customerId }) => !forgotten.has(customerId)
}

type InOrder = Pick<PromiseDocument, 'id' | 'saleId' | 'due'>

/** What the seller promised for these days, ends included, and how it stood at the moment of this run. */
export function promisesOfPeriod(store: Store, from: Day, to: Day): PromisesDue[] {
  const range = { from: dayText(from), to: dayText(to), at: instantText(store.now) }
  const promises = promisesDueBetween(store.db, range.from, range.to, range.at)
  const deliveries = deliveriesFirstDueBetween(store.db, range)
  return [
    ...promises.map((stored) => ({
      state: promiseStateAt(store, stored),
      due: parseDay(stored.dueDay) as Day,
      n: 1,
    })),
    ...deliveries.map((delivery) => ({
      state: deliveryStateAt(store, delivery),
      due: parseDay(delivery.missedDay ?? delivery.promisedDay) as Day,
      n: delivery.n,
    })),
  ]
}

function byDue(a: InOrder, b: InOrder): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1
  return (a.id ?? 0) - (b.id ?? 0) || (a.saleId ?? 0) - (b.saleId ?? 0)
}
