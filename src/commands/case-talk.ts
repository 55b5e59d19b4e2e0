// What a talk does to cases: it answers, solves or reopens the one it was about, and a low answer opens one.
import { caseStateAt } from '../domain/case.ts'
import { instantText } from '../domain/day.ts'
import type { Facts } from '../domain/facts.ts'
import { isLow } from '../domain/mood.ts'
import { caseOfContact, deleteStepsOf, insertCase, insertStep, setAsked } from '../store/case.ts'
import { factsOf } from '../store/facts.ts'
import type { Store } from '../store/store.ts'
import type { Draft } from './draft.ts'

/** Keeps what a contact says of cases, inside its write; said once more with later answers, it is said anew. */
export function keepCases(store: Store, customerId: number, draft: Draft, contactId: number): void {
  const { db } = store
  deleteStepsOf(db, contactId)
  const words = draft.reason ?? draft.note
  if (draft.caseId !== null && (draft.outcome === 'talked' || draft.outcome === 'message-sent')) {
    const opened = cases(store, customerId).find(({ id }) => id === draft.caseId)
    const state = opened && caseStateAt(opened, draft.at)
    const settled = state === 'resolved' || state === 'closed'
    insertStep(db, {
      caseId: draft.caseId,
      at: instantText(draft.at),
      enteredAt: instantText(store.now),
      kind: draft.solved === true ? 'confirm' : draft.solved === false && settled ? 'reopen' : 'reply',
      resolution: null,
      text: words,
      dueAt: null,
      contactId,
    })
  }
  if (isLow(draft, store.policy)) keepLowAnswer(store, customerId, draft, contactId, words)
}

/** A low answer opens a case, unless one is open that it adds to. */
function keepLowAnswer(
  store: Store,
  customerId: number,
  { at, channel, factor, factorScore }: Draft,
  contactId: number,
  words: string | null,
): void {
  const { db } = store
  const own = caseOfContact(db, contactId)
  if (own !== null) setAsked(db, own, words)
  else if (cases(store, customerId).every((opened) => caseStateAt(opened, at) === 'closed')) {
    insertCase(db, {
      ...{ customerId, saleId: null, kind: 'complaint', channel, origin: 'low-answer', contactId },
      // The factor that was asked about is at fault where it was marked low as well.
      factor: factorScore !== null && factorScore <= 2 ? factor : null,
      asked: words,
      openedAt: instantText(at),
      enteredAt: instantText(store.now),
    })
  }
}

function cases({ db }: Store, customerId: number) {
  return (factsOf(db, customerId) as Facts).cases
}
