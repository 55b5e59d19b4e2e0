// What a talk does to promises: it tells how the one it was about ended, and a new one may be given in it.
import type { Context } from '../context.ts'
import { dayText, instantText } from '../domain/day.ts'
import type { Contact } from '../store/contact.ts'
import {
  hasPromiseOfContact,
  insertPromise,
  promiseById,
  promisesOf,
  type StoredPromise,
} from '../store/promise.ts'
import { saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { promiseText } from '../ui/view/promise.ts'
import type { Draft } from './draft.ts'
import { promiseDocument } from './promise-document.ts'
import { settle } from './promise-settle.ts'
import { leftOf, unpromisedMinor } from './sale-money.ts'

/** Longest note that is kept with the end of a promise. */
const NOTE_LENGTH = 500

/** Keeps what a contact says of promises, inside its write; said once more with later answers, it is kept once. */
export function keepPromises(store: Store, customerId: number, draft: Draft, contactId: number): void {
  const { db, now } = store
  const { promiseId, kept, payBy, newPromise, at, channel } = draft
  const promise = promiseId === null ? null : promiseById(db, promiseId)
  if (promise && kept !== null) {
    const note = (draft.reason ?? draft.note)?.slice(0, NOTE_LENGTH) ?? null
    settle(store, promise, { settlement: kept, at, note, channel })
    if (payBy !== null) promiseAnew(store, promise, draft, contactId)
  }
  if (newPromise === null || hasPromiseOfContact(db, customerId, contactId, 'reply')) return
  insertPromise(db, {
    ...{ customerId, saleId: null, caseId: draft.caseId, contactId },
    ...{ kind: 'reply', promiser: 'seller', text: newPromise.text, amountMinor: null },
    ...{ madeAt: instantText(at), enteredAt: instantText(now), dueDay: dayText(newPromise.by) },
  })
}

export function isPayment({ kind, promiser }: StoredPromise): boolean {
  return kind === 'payment' && promiser === 'customer'
}

/** How a promise ended, as it is asked in a talk: of money whether it came, of all else whether it was done. */
export function keptQuestion(context: Context, store: Store, promise: StoredPromise): string {
  const { t } = context
  const words = context.words(store)
  const left = leftOf(store, promise)
  if (isPayment(promise) && left !== null) return t('log.ask.paid', { money: words.money(left) })
  return t('log.ask.kept', {
    what: promiseText({ ...promiseDocument(store, promise), amountMinor: left }, words),
  })
}

/** A payment that did not come is promised once more, for another day. */
function promiseAnew(store: Store, promise: StoredPromise, { at, payBy }: Draft, contactId: number): void {
  const { db, now } = store
  const { customerId, saleId, kind, promiser, text, amountMinor } = promise
  if (payBy === null || hasPromiseOfContact(db, customerId, contactId, kind)) return
  const sale = saleId === null ? null : saleById(db, saleId)
  const left = sale ? Math.min(amountMinor ?? 0, unpromisedMinor(store, sale)) : amountMinor
  if (left === 0) return
  insertPromise(db, {
    ...{ customerId, saleId, caseId: null, contactId, kind, promiser, text, amountMinor: left },
    ...{ madeAt: instantText(at), enteredAt: instantText(now), dueDay: dayText(payBy) },
  })
}

/** The promises that were given in a contact, or ended in it. */
export function promisesToldIn({ db }: Store, { id, customerId, at }: Contact): StoredPromise[] {
  return promisesOf(db, customerId).filter(
    (promise) => promise.contactId === id || (promise.settledAt === at && promise.settlement !== 'void'),
  )
}
