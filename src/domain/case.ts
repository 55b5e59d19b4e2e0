// Cases: a question, repair, return, complaint or advice request, open until the customer says it is solved.
import type { Instant, Zone } from './day.ts'
import { HOUR } from './day.ts'
import type { Policy } from './policy.ts'

export const CASE_KINDS = ['question', 'repair', 'return', 'complaint', 'advice'] as const
export type CaseKind = (typeof CASE_KINDS)[number]

export const CASE_CHANNELS = ['phone', 'email', 'chat', 'social', 'in-person', 'form'] as const
/** How a case reached the seller. */
export type CaseChannel = (typeof CASE_CHANNELS)[number]

export const CASE_ORIGINS = ['asked', 'low-answer', 'return', 'promise'] as const
/** What opened it: the customer herself, a low answer, goods that came back, or a broken promise. */
export type CaseOrigin = (typeof CASE_ORIGINS)[number]

export const RESOLUTIONS = [
  'replaced',
  'repaired',
  'refunded',
  'compensated',
  'advised',
  'apologised',
] as const
export type Resolution = (typeof RESOLUTIONS)[number]

export const STEP_KINDS = ['reply', 'resolve', 'confirm', 'reopen'] as const
/** What happens to a case: an answer, a solution, the customer's word that it is solved, her word that it is not. */
export type StepKind = (typeof STEP_KINDS)[number]

export interface CaseStepFact {
  id: number
  at: Instant
  kind: StepKind
  /** When to look at it again, as promised with the step; null to follow the policy. */
  due: Instant | null
}

export interface CaseFact {
  id: number
  /** When it was opened. */
  at: Instant
  kind: CaseKind
  saleId: number | null
  /** The contact whose low answer opened it. */
  contactId: number | null
  steps: CaseStepFact[]
}

/** Unanswered and resolved wait for the seller, answered for what she promised, closed for nobody. */
export type CaseState = 'unanswered' | 'answered' | 'resolved' | 'closed'

/** A stretch of a case's life between two steps. */
export interface CaseSpan {
  state: CaseState
  from: Instant
  /** The next step; Infinity where none has followed. */
  until: Instant
  /** When it is to be looked at in this state; null once closed. */
  due: Instant | null
}

/** The states a case went through, in time order; steps of one moment in their order of entry. */
export function spansOf(opened: CaseFact, policy: Policy, zone: Zone): CaseSpan[] {
  let last = openingSpan(opened, policy)
  const spans = [last]
  for (const step of inOrder(opened.steps)) {
    const next = spanAfter(last.state, step, policy, zone)
    if (!next) continue
    last.until = next.from
    last = next
    spans.push(next)
  }
  return spans
}

/** The state of a case at a moment, as far as it was known then; null before it was opened. */
export function spanAt(opened: CaseFact, at: Instant, policy: Policy, zone: Zone): CaseSpan | null {
  if (opened.at > at) return null
  let last = openingSpan(opened, policy)
  for (const step of inOrder(opened.steps)) {
    if (step.at <= at) last = spanAfter(last.state, step, policy, zone) ?? last
  }
  return last
}

function openingSpan({ at }: CaseFact, { case: { replyWithinHours } }: Policy): CaseSpan {
  return spanFrom('unanswered', at, at + replyWithinHours * HOUR)
}

/** What a step makes of the state before it; null where it changes nothing. */
function spanAfter(
  before: CaseState,
  { at, kind, due }: CaseStepFact,
  { case: { replyWithinHours, followUpDays, confirmAfterDays } }: Policy,
  zone: Zone,
): CaseSpan | null {
  const later = (days: number) => zone.noon(zone.day(at) + days)
  switch (kind) {
    case 'confirm':
      return before === 'closed' ? null : spanFrom('closed', at, null)
    case 'reopen':
      // Whoever says it before anybody has answered has waited all along.
      return before === 'unanswered' ? null : spanFrom('unanswered', at, at + replyWithinHours * HOUR)
    case 'resolve':
      return spanFrom('resolved', at, due ?? later(confirmAfterDays))
    case 'reply':
      if (before === 'closed') return null
      // Talking once more of what waits for the customer's word keeps it waiting for that.
      if (before === 'resolved') return spanFrom('resolved', at, due ?? later(confirmAfterDays))
      return spanFrom('answered', at, due ?? later(followUpDays))
  }
}

function spanFrom(state: CaseState, from: Instant, due: Instant | null): CaseSpan {
  return { state, from, until: Number.POSITIVE_INFINITY, due }
}

/** Whether a case is without an answer because the customer did not find it solved. */
export function isReopened({ steps }: Pick<CaseFact, 'steps'>, { state, from }: CaseSpan): boolean {
  return state === 'unanswered' && steps.some(({ kind, at }) => kind === 'reopen' && at === from)
}

/** From when a case is to be seen to: at once while nobody has answered, then from the morning of its day. */
export function listedFrom({ state, from, due }: CaseSpan, zone: Zone): Instant {
  if (due === null) return Number.POSITIVE_INFINITY
  return state === 'unanswered' ? from : Math.max(from, zone.start(zone.day(due)))
}

/** How a case stands at a moment; null before it was opened. */
export function caseStateAt(opened: CaseFact, at: Instant): CaseState | null {
  if (opened.at > at) return null
  let state: CaseState = 'unanswered'
  for (const step of inOrder(opened.steps)) {
    if (step.at > at) break
    if (step.kind === 'confirm') state = 'closed'
    else if (step.kind === 'reopen') state = 'unanswered'
    else if (step.kind === 'resolve') state = 'resolved'
    else if (state === 'unanswered') state = 'answered'
  }
  return state
}

/** Whether a case is open at a moment: opened, and not closed by the customer's word. */
export function isOpenCase(opened: CaseFact, at: Instant): boolean {
  const state = caseStateAt(opened, at)
  return state !== null && state !== 'closed'
}

function inOrder(steps: readonly CaseStepFact[]): CaseStepFact[] {
  return [...steps].sort((a, b) => a.at - b.at || a.id - b.id)
}
