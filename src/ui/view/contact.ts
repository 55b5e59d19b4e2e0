// A logged contact, a snooze, a skip: what was kept and what comes next.
import type { Page } from '../../context.ts'
import type { Outcome } from '../../domain/facts.ts'
import { type StandingDocument, standingText } from '../standing.ts'
import { safe, wrap } from '../terminal.ts'
import { type ReviewBonus, reviewText } from './bonus.ts'
import { type CaseDocument, dueText, titleOf } from './case.ts'
import type { Person } from './person.ts'
import type { PlannedTouch } from './planned.ts'
import { type PromiseDocument, promisedText } from './promise.ts'

export interface ContactDocument {
  contact: { id: number; customerId: number; at: string; outcome: Outcome; nextAt: string | null }
  customer: Person
  touches: PlannedTouch[]
  /** Points for a review; null where there was none. */
  review: ReviewBonus | null
  /** The cases that this contact touched, as they are now. */
  cases: CaseDocument[]
  /** The promises that were given or ended in it. */
  promises: PromiseDocument[]
  standing: StandingDocument
  /** Whether the customer is unhappy after this contact, and whether there is no way left to reach them. */
  unhappy: boolean
  unreachable: boolean
  /** A text to send where calling has failed; null otherwise. */
  message: string | null
}

export interface PutOffDocument {
  customer: Person
  until: string | null
  standing: StandingDocument
  touches: PlannedTouch[]
}

export function viewContact(document: ContactDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { contact, customer, message } = document
  const outcome = t(`touch.outcome.${contact.outcome}`)
  const lines = [
    `${style.green(t('log.kept'))} ${safe(customer.name)}: ${outcome}.`,
    ...document.promises.map((promise) => promisedText(promise, words)),
    ...document.cases.map((shown) => caseText(shown, words)),
    ...(document.unhappy ? [style.yellow(t('log.unhappy'))] : []),
    ...(document.review ? [reviewText(document.review, words)] : []),
    nextText(document, words),
    ...(message ? [t('log.send'), safe(message)] : []),
  ]
  // A command is there to be copied: it is never broken.
  const steps = document.cases
    .filter((shown) => shown.closedAt === null)
    .map((shown) => style.dim(t('case.lookUp', { id: shown.id })))
  return [...lines.map((line) => wrap(line, terminal.columns)), ...steps].join('\n')
}

/** `Complaint #2: not answered. Answer by Sun 22 Nov, 10:00.` */
function caseText(shown: CaseDocument, words: Page['words']): string {
  const due = dueText(shown, words)
  return [titleOf(shown, words), ...(due === null ? [] : [due])].map((sentence) => `${sentence}.`).join(' ')
}

function nextText(
  { contact, customer, standing, unreachable }: ContactDocument,
  words: Page['words'],
): string {
  const { t } = words
  if (standing.code === 'refused') return t('log.refused')
  // What is owed is owed to whoever is not to be called, too.
  if (contact.outcome === 'refused' && standing.kind !== null)
    return t('log.owed', { touch: t(`touch.kind.${standing.kind}`) })
  if (unreachable) return t('log.needNumber', { id: customer.id })
  if (contact.outcome === 'message-sent' && standing.code === 'live') return t('log.stays')
  return t('log.next', { next: standingText(standing, words) })
}

export function viewSnooze(document: PutOffDocument, { words, terminal }: Page): string {
  const { name } = document.customer
  const day = words.day(words.zone.day(Date.parse(document.until ?? '')))
  return wrap(words.t('snooze.done', { name, day }), terminal.columns)
}

export function viewSkip(document: PutOffDocument, { words, terminal }: Page): string {
  const { t } = words
  const lines = [
    t('skip.done', { name: document.customer.name }),
    t('log.next', { next: standingText(document.standing, words) }),
  ]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}
