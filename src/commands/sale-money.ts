// What is paid and owed for a sale, and payments as they come in.
import { dayIn, type Instant, instantText } from '../domain/day.ts'
import { leftToPay } from '../domain/payment.ts'
import { saleTotal } from '../domain/sale.ts'
import { AppError } from '../errors.ts'
import { insertPayment, paymentsOf } from '../store/payment.ts'
import { promisesOfSale, type StoredPromise, settlePromise } from '../store/promise.ts'
import { type Sale, saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'

/** What is still to be paid; negative where money is to be given back. */
export function owedMinor(sale: Pick<Sale, 'lines' | 'discountMinor' | 'paidMinor'>): number {
  return saleTotal(sale) - (sale.paidMinor ?? 0)
}

/** Whether it is a customer's promise to pay for a sale. */
export function paysSale(promise: StoredPromise): promise is StoredPromise & { saleId: number } {
  return promise.kind === 'payment' && promise.promiser === 'customer' && promise.saleId !== null
}

/** A sale without the delivery, returns and payments that had not happened by a moment. */
export function saleAsOf(store: Store, sale: Sale, at: Instant): Sale {
  const paid = paymentsOf(store.db, sale.id).filter((payment) => Date.parse(payment.at) <= at)
  const promised = promisesOfSale(store.db, sale.id).filter(
    (promise) => paysSale(promise) && Date.parse(promise.madeAt) <= at,
  )
  // A day without a time counts as noon, but what was told this morning is known.
  const came = !store.isPast(at) || store.zone.noon(dayIn(sale.deliveredDay ?? '')) <= at
  return {
    ...sale,
    ...(came ? {} : { deliveredDay: null, deliveredRight: null, deliveredComplete: null }),
    lines: sale.lines.filter((line) => line.returnedAt === null || Date.parse(line.returnedAt) <= at),
    paidMinor: paid.length === 0 ? null : paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    paymentPromised: promised.length > 0,
    payBy: promised.find((promise) => isOpenAt(promise, at))?.dueDay ?? null,
  }
}

export function isOpenAt({ settledAt }: StoredPromise, at: Instant): boolean {
  return settledAt === null || Date.parse(settledAt) > at
}

/** What is left of each open promise to pay for a sale, by the promise's id, as it stood at a moment. */
export function leftOfSale(
  store: Store,
  saleId: number,
  at: Instant = Number.POSITIVE_INFINITY,
): Map<number, number> {
  const { db } = store
  const stored = saleById(db, saleId)
  if (!stored) return new Map()
  const promises = promisesOfSale(db, saleId).filter(
    (promise) => paysSale(promise) && Date.parse(promise.madeAt) <= at,
  )
  return leftToPay(
    promises.map((promise) => ({
      id: promise.id,
      due: dayIn(promise.dueDay),
      amountMinor: promise.amountMinor ?? 0,
      settlement: isOpenAt(promise, at) ? null : promise.settlement,
    })),
    paymentsOf(db, saleId).filter((payment) => Date.parse(payment.at) <= at),
    owedMinor(saleAsOf(store, stored, at)),
  )
}

/** What is still to be paid of an open promise at the moment of this run; null where it is about no money. */
export function leftOf(store: Store, promise: StoredPromise): number | null {
  if (!paysSale(promise)) return promise.amountMinor
  return leftOfSale(store, promise.saleId, store.now).get(promise.id) ?? 0
}

/** What is owed and not promised for a day. */
export function unpromisedMinor(store: Store, sale: Sale): number {
  const promised = [...leftOfSale(store, sale.id).values()].reduce((sum, left) => sum + left, 0)
  return owedMinor(sale) - promised
}

/**
 * Takes a payment down, inside a write; what was promised and is paid by it has been kept.
 * @param amountMinor negative where money is given back
 * @throws AppError payment.nothingOwed, payment.tooMuch, payment.notPaid
 */
export function recordPayment(store: Store, saleId: number, amountMinor: number, at: Instant): number {
  const { db, now, settings } = store
  const sale = saleById(db, saleId) as Sale
  const { currency } = settings
  const [owed, paid] = [owedMinor(sale), sale.paidMinor ?? 0]
  if (amountMinor >= 0) refuseTooMuch(amountMinor, owed, currency)
  if (paid + amountMinor < 0) throw new AppError('payment.notPaid', { paidMinor: paid, currency })
  const id = insertPayment(db, { saleId, at: instantText(at), enteredAt: instantText(now), amountMinor })
  endCovered(store, saleId, at, 'kept')
  return id
}

/** @throws AppError payment.nothingOwed, payment.tooMuch */
export function refuseTooMuch(amountMinor: number, owed: number, currency: string): void {
  if (owed <= 0) throw new AppError('payment.nothingOwed')
  if (amountMinor > owed) throw new AppError('payment.tooMuch', { owedMinor: owed, currency })
}

/** Ends every open promise to pay of which nothing is left, inside a write. */
export function endCovered(store: Store, saleId: number, at: Instant, how: 'kept' | 'void'): void {
  const left = leftOfSale(store, saleId)
  for (const { id, madeAt } of promisesOfSale(store.db, saleId)) {
    if (left.get(id) !== 0) continue
    settlePromise(store.db, id, how, instantText(Math.max(at, Date.parse(madeAt))), null)
  }
}
