// How promises end, and what follows: a complaint where the seller's was not kept, a payment where the customer's was.
import type { CaseChannel, CaseFact } from '../domain/case.ts'
import { isOpenCase } from '../domain/case.ts'
import { type Day, dayText, type Instant, instantText } from '../domain/day.ts'
import type { Facts } from '../domain/facts.ts'
import type { Settlement } from '../domain/promise.ts'
import { netQuantities } from '../domain/sale.ts'
import { AppError } from '../errors.ts'
import { insertCase } from '../store/case.ts'
import { factsOf } from '../store/facts.ts'
import {
  giveSalePromises,
  moveGoodsPromises,
  promisesOfSale,
  type StoredPromise,
  settlePromise,
} from '../store/promise.ts'
import { type Sale, saleById, setDelivery } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { endCovered, leftOfSale, owedMinor, paysSale, recordPayment, unpromisedMinor } from './sale-money.ts'

export interface Ending {
  settlement: Settlement
  at: Instant
  /** Why, or what was said of it. */
  note: string | null
  /** How it was heard of. */
  channel: CaseChannel
}

const failed = (how: Settlement | null) => how === 'partly' || how === 'broken'

/**
 * Ends a promise, inside a write; said once more, the later word holds and nothing follows twice.
 * @returns the id of the complaint that follows, one already open about the same matter before a new one; or null
 */
export function settle(store: Store, promise: StoredPromise, { settlement, at, note, channel }: Ending) {
  const { db } = store
  // Kept at noon, as a day without a time counts, it may have been given later that day.
  const ended = Math.max(at, Date.parse(promise.madeAt))
  if (settlement === 'kept' && paysSale(promise)) {
    const left = failed(promise.settlement)
      ? Math.min(promise.amountMinor ?? 0, unpromisedMinor(store, saleById(db, promise.saleId) as Sale))
      : (leftOfSale(store, promise.saleId).get(promise.id) ?? 0)
    if (left > 0) recordPayment(store, promise.saleId, left, ended)
  }
  settlePromise(db, promise.id, settlement, instantText(ended), note)
  if (promise.promiser !== 'seller' || !failed(settlement) || failed(promise.settlement)) return null
  const open = openAbout(store, promise)
  if (open !== null) return open
  const asked = [promise.text, note].filter((part) => part !== null).join(' – ') || null
  return complain(store, { ...promise, asked, at: ended, channel })
}

/**
 * What was promised to a customer and paid in full cannot be undone by a word: the money is there.
 * @throws AppError promise.paid
 */
export function refusePaid(store: Store, promise: StoredPromise, settlement: Settlement): void {
  const { db } = store
  if (!failed(settlement) || promise.settlement !== 'kept' || !paysSale(promise)) return
  const sale = saleById(db, promise.saleId) as Sale
  const kept = promisesOfSale(db, sale.id).filter((one) => paysSale(one) && one.settlement === 'kept')
  const keptMinor = kept.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0)
  // Where money was given back since, what was kept then may be owed again.
  if (owedMinor(sale) > 0 && keptMinor > (sale.paidMinor ?? 0)) return
  throw new AppError('promise.paid', { id: promise.id, saleId: sale.id })
}

/** An open complaint about the same sale, or the open case in which it was promised. */
function openAbout(
  { db, now }: Store,
  { customerId, saleId, caseId }: Pick<StoredPromise, 'customerId' | 'saleId' | 'caseId'>,
): number | null {
  const { cases } = factsOf(db, customerId) as Facts
  const isAbout = (known: CaseFact) =>
    known.id === caseId || (saleId !== null && known.saleId === saleId && known.kind === 'complaint')
  return cases.find((known) => isAbout(known) && isOpenCase(known, now))?.id ?? null
}

interface Complaint {
  customerId: number
  saleId: number | null
  asked: string | null
  at: Instant
  channel: CaseChannel
}

/** A case that nobody had to ask for: what was promised has not been done. */
function complain({ db, now }: Store, { customerId, saleId, asked, at, channel }: Complaint): number {
  return insertCase(db, {
    ...{ customerId, saleId, kind: 'complaint', channel, factor: 'fulfilment', origin: 'promise' },
    ...{ contactId: null, asked, openedAt: instantText(at), enteredAt: instantText(now) },
  })
}

/** A day without a time counts as noon; today is now. */
export function momentOn({ now, zone }: Pick<Store, 'now' | 'zone'>, day: Day): Instant {
  return day === zone.day(now) ? now : zone.noon(day)
}

export interface Arrival {
  day: Day
  /** Whether the right thing came, and all of it; null where nobody asked. */
  right: boolean | null
  complete: boolean | null
  /** What was wrong. */
  asked: string | null
  channel: CaseChannel
}

/**
 * Confirms a delivery, inside a write: what was to come with the goods has come with them; a wrong or incomplete one
 * is a complaint, unless one about the sale is open.
 * @returns the id of that complaint, or null
 */
export function arrive(store: Store, sale: Sale, { day, right, complete, asked, channel }: Arrival) {
  const { db } = store
  const { id, customerId, promisedDay } = sale
  setDelivery(db, id, {
    ...{ promisedDay, deliveredDay: dayText(day) },
    ...{ deliveredRight: right, deliveredComplete: complete },
  })
  const at = Math.max(momentOn(store, day), Date.parse(sale.soldAt))
  if (right === true && complete === true) {
    for (const promise of promisesOfSale(db, id)) {
      const withGoods = promise.kind === 'condition' || promise.kind === 'accessory'
      if (!withGoods || promise.settlement !== null || promise.dueDay !== promisedDay) continue
      settle(store, promise, { settlement: 'kept', at, note: null, channel })
    }
  }
  if (right !== false && complete !== false) return null
  return (
    openAbout(store, { customerId, saleId: id, caseId: null }) ??
    complain(store, { customerId, saleId: id, asked, at, channel })
  )
}

/** What a return or a correction leaves of a sale's promises, inside a write: what is owed no more falls away. */
export function dropPromises(store: Store, saleId: number, at: Instant): void {
  const { db } = store
  const sale = saleById(db, saleId) as Sale
  endCovered(store, saleId, at, 'void')
  if (netQuantities(sale.lines).size > 0) return
  for (const promise of promisesOfSale(db, saleId)) {
    if (promise.settlement !== null) continue
    settle(store, promise, { settlement: 'void', at, note: null, channel: 'phone' })
  }
}

/** What a correction of a sale means for its promises, inside a write. @param before the sale as it was */
export function followSale(store: Store, before: Sale): void {
  const { db } = store
  const sale = saleById(db, before.id) as Sale
  if (sale.customerId !== before.customerId) giveSalePromises(db, sale.id, sale.customerId)
  moveGoods(store, before, sale.promisedDay)
  dropPromises(store, sale.id, store.now)
}

/** What was to come with the goods is due on their new day. */
export function moveGoods({ db }: Store, { id, promisedDay }: Sale, to: string | null): void {
  if (promisedDay !== null && to !== null && to !== promisedDay) moveGoodsPromises(db, id, promisedDay, to)
}
