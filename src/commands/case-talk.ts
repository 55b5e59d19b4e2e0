// What a talk does to cases: it answers, solves or reopens the one it was about, and a low answer opens one.
import { caseStateAt, isOpenCase, type StepKind } from '../domain/case.ts'
import { instantText } from '../domain/day.ts'
import type { Facts } from '../domain/facts.ts'
import { isLow } from '../domain/mood.ts'
import { AppError } from '../errors.ts'
import { caseOfContact, deleteStepsOf, insertCase, insertStep, setAsked } from '../store/case.ts'
import { factsOf } from '../store/facts.ts'
import type { Store } from '../store/store.ts'
import type { Draft } from './draft.ts'

/**
 * Keeps what a contact says of cases, inside its write; said once more with later answers, it is said anew.
 * @throws AppError case.closed for a mere reply to a case that is closed
 */
export function keepCases(store: Store, customerId: number, draft: Draft, contactId: number): void {
  const { db } = store
  deleteStepsOf(db, contactId)
  const words = draft.reason ?? draft.note
  const kind = draft.caseId === null ? null : stepOf(store, customerId, draft, draft.caseId)
  if (draft.caseId !== null && kind !== null) {
    insertStep(db, {
      ...{ caseId: draft.caseId, kind, resolution: null, text: words, dueAt: null, contactId },
      ...{ at: instantText(draft.at), enteredAt: instantText(store.now) },
    })
  }
  if (isLow(draft, store.policy)) keepLowAnswer(store, customerId, draft, contactId, words)
}

/** What a contact does to the case it was about: her own word on it, or else an answer to her; null for neither. */
function stepOf(
  store: Store,
  customerId: number,
  { outcome, direction, solved, at }: Draft,
  caseId: number,
): StepKind | null {
  if (outcome !== 'talked' && outcome !== 'message-sent') return null
  if (solved === true) return 'confirm'
  const opened = cases(store, customerId).find(({ id }) => id === caseId)
  const state = opened && caseStateAt(opened, at)
  const herMessage = outcome === 'message-sent' && direction === 'in'
  const wasAnswered = state === 'resolved' || state === 'closed' || (state === 'answered' && herMessage)
  if (solved === false && wasAnswered) return 'reopen'
  if (state === 'closed') throw new AppError('case.closed', { id: caseId })
  // A message of her own answers nothing.
  return herMessage ? null : 'reply'
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
  else if (!cases(store, customerId).some((opened) => isOpenCase(opened, at))) {
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
