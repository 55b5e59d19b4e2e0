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
  const { caseId } = draft
  const kinds = caseId === null ? [] : stepsOf(store, customerId, draft, caseId)
  for (const [i, kind] of kinds.entries()) {
    insertStep(db, {
      ...{ caseId: caseId as number, kind, resolution: null, dueAt: null, contactId },
      // What was said is told once, with the last of the steps.
      text: i < kinds.length - 1 ? null : (words ?? draft.newPromise?.text ?? null),
      ...{ at: instantText(draft.at), enteredAt: instantText(store.now) },
    })
  }
  if (isLow(draft, store.policy)) keepLowAnswer(store, customerId, draft, contactId)
}

/**
 * What a contact does to the case it was about: the customer's own word on it, and what was answered. Of a talk in which
 * nothing was said of it nothing is assumed; a no before there is an answer is kept for what it is.
 */
function stepsOf(store: Store, customerId: number, draft: Draft, caseId: number): StepKind[] {
  const { outcome, direction, solved, at } = draft
  if (outcome !== 'talked' && outcome !== 'message-sent') return []
  if (solved === true) return ['confirm']
  const opened = cases(store, customerId).find(({ id }) => id === caseId)
  const state = opened && caseStateAt(opened, at)
  const herMessage = outcome === 'message-sent' && direction === 'in'
  const wasAnswered = state === 'resolved' || state === 'closed' || (state === 'answered' && herMessage)
  if (solved === false && wasAnswered) return ['reopen']
  if (state === 'closed') throw new AppError('case.closed', { id: caseId })
  const denied: StepKind[] = solved === false && state === 'unanswered' ? ['reopen'] : []
  const spokenOf = draft.caseNamed || (solved === false && state === 'answered')
  const told = draft.reason !== null || draft.note !== null || draft.newPromise !== null
  // A message of the customer's own answers nothing, and one that went out is an answer itself.
  const replied = !herMessage && (outcome === 'message-sent' || spokenOf || told)
  return replied ? [...denied, 'reply'] : denied
}

/** A low answer opens a case, unless one is open that it adds to. */
function keepLowAnswer(
  store: Store,
  customerId: number,
  { at, channel, factor, factorScore, reason }: Draft,
  contactId: number,
): void {
  const { db } = store
  const own = caseOfContact(db, contactId)
  if (own !== null) setAsked(db, own, reason)
  else if (!cases(store, customerId).some((opened) => isOpenCase(opened, at))) {
    insertCase(db, {
      ...{ customerId, saleId: null, kind: 'complaint', channel, origin: 'low-answer', contactId },
      // The factor that was asked about is at fault where it was marked low as well.
      factor: factorScore !== null && factorScore <= 2 ? factor : null,
      // A note is the seller's own and no word of the customer.
      asked: reason,
      openedAt: instantText(at),
      enteredAt: instantText(store.now),
    })
  }
}

function cases({ db }: Store, customerId: number) {
  return (factsOf(db, customerId) as Facts).cases
}
