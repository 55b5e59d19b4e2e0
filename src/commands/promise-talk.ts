// What a talk does to promises: it tells how the one it was about ended, and a new one may be given in it.
import { dayText, instantText } from '../domain/day.ts'
import type { Contact } from '../store/contact.ts'
import {
  hasPromiseOfContact,
  insertPromise,
  promiseById,
  promisesOf,
  type StoredPromise,
} from '../store/promise.ts'
import type { Store } from '../store/store.ts'
import type { Draft } from './draft.ts'
import { settle } from './promise-settle.ts'

/** Longest note that is kept with the end of a promise. */
const NOTE_LENGTH = 500

/** Keeps what a contact says of promises, inside its write; said once more with later answers, it is kept once. */
export function keepPromises(store: Store, customerId: number, draft: Draft, contactId: number): void {
  const { db, now } = store
  const { promiseId, kept, newPromise, at, channel } = draft
  const promise = promiseId === null ? null : promiseById(db, promiseId)
  if (promise && kept !== null) {
    const note = (draft.reason ?? draft.note)?.slice(0, NOTE_LENGTH) ?? null
    settle(store, promise, { settlement: kept, at, note, channel })
  }
  if (newPromise === null || hasPromiseOfContact(db, customerId, contactId)) return
  insertPromise(db, {
    ...{ customerId, saleId: null, caseId: draft.caseId, contactId },
    ...{ kind: 'reply', promiser: 'seller', text: newPromise.text, amountMinor: null },
    ...{ madeAt: instantText(at), enteredAt: instantText(now), dueDay: dayText(newPromise.by) },
  })
}

/** The promises that were given in a contact, or ended in it. */
export function promisesToldIn({ db }: Store, { id, customerId, at }: Contact): StoredPromise[] {
  return promisesOf(db, customerId).filter(
    (promise) => promise.contactId === id || (promise.settledAt === at && promise.settlement !== 'void'),
  )
}
