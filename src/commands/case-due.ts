// The open cases that are to be seen to now: for the morning's list, and as hints on the card of a call.
import { type CaseFact, type CaseSpan, isReopened, listedFrom, spanAt } from '../domain/case.ts'
import { instantText } from '../domain/day.ts'
import { cut } from '../domain/message.ts'
import { caseById, casesOf, recordOf, type StoredCase } from '../store/case.ts'
import { type OpenCase, openCaseFacts } from '../store/case-facts.ts'
import type { Store } from '../store/store.ts'
import { type AboutCase, caseReason } from '../ui/reason.ts'
import type { Scripts } from '../ui/script.ts'
import { askedText, isCaseOverdue, lastWordOf, warrantyText } from '../ui/view/case.ts'
import type { DueCase } from '../ui/view/due.ts'
import type { Words } from '../ui/words.ts'
import { caseDocument } from './case-document.ts'
import { isRefused } from './customer-document.ts'

/** Of long words a card has room for the beginning; `case show` has them all. */
const SHOWN_WORDS = 120

interface InHand<Case> {
  of: Case
  span: CaseSpan & { due: number }
}

/** The cases of everybody that are to be seen to now, the oldest due first; also of customers who are not to be called. */
export function casesInHand(store: Store): InHand<OpenCase>[] {
  return inHand(store, openCaseFacts(store.db, instantText(store.now)), (fact) => fact)
}

function inHand<Case extends { id: number }>(
  { now, policy, zone }: Store,
  cases: readonly Case[],
  factOf: (one: Case) => CaseFact,
): InHand<Case>[] {
  return cases
    .flatMap((of) => {
      const span = spanAt(factOf(of), now, policy, zone)
      return span && span.due !== null && listedFrom(span, zone) <= now
        ? [{ of, span: { ...span, due: span.due } }]
        : []
    })
    .sort((a, b) => a.span.due - b.span.due || a.of.id - b.of.id)
}

export function dueCaseOf(
  store: Store,
  { of: { id }, span }: InHand<OpenCase>,
  scripts: Scripts,
  words: Words,
): DueCase {
  const stored = caseById(store.db, id) as StoredCase
  const document = caseDocument(store, scripts, stored)
  return {
    ...document,
    overdue: isCaseOverdue(document, words),
    reason: caseReason(aboutCase(stored, span), words),
    refused: isRefused(document.customer, store),
  }
}

/**
 * What she needs of her cases in front of her: what was asked, the next step, what was said last.
 * @param liveId the case that the call itself is about, whose reason its card tells already; null where it is another
 */
export function caseHints(
  store: Store,
  customerId: number,
  liveId: number | null,
  scripts: Scripts,
  words: Words,
): string[] {
  const { t } = words
  const first = ({ of }: InHand<StoredCase>) => Number(of.id !== liveId)
  const hints = inHand(store, casesOf(store.db, customerId), recordOf)
    .sort((a, b) => first(a) - first(b))
    .flatMap(({ of: stored, span }) => {
      const document = caseDocument(store, scripts, stored)
      const { asked, nextStep } = document
      const last = lastWordOf(document, words)
      return [
        ...(stored.id === liveId ? [] : [caseReason(aboutCase(stored, span), words).text]),
        ...(asked === null ? [] : [askedText({ ...document, asked: cut(asked, SHOWN_WORDS) }, words)]),
        ...(last === null ? [] : [`${t('case.lastWord')}: ${last}`]),
        ...(document.warranty.length === 0
          ? []
          : [`${t('case.warranty')}: ${warrantyText(document, words)}`]),
        ...(nextStep === null ? [] : [`${t('case.nextStep')}: ${nextStep}`]),
      ]
    })
  // Two complaints have the same next step: it is told once.
  return [...new Set(hints)]
}

/** A case and the state it is in, as its reason tells it. */
export function aboutCase(stored: StoredCase, span: CaseSpan): AboutCase {
  const record = recordOf(stored)
  const { id, kind, at } = record
  return { id, kind, state: span.state, openedAt: at, reopened: isReopened(record, span) }
}
