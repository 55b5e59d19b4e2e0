// A contact while it is being told: what was said so far, and what was not asked.
import type { Factor, Repeat } from '../domain/contact.ts'
import type { Day, Instant } from '../domain/day.ts'
import type { Channel, Outcome } from '../domain/facts.ts'
import type { SentKind } from '../domain/message.ts'
import type { Settlement } from '../domain/promise.ts'

/** Everything a contact can say; an unanswered question is null. */
export interface Draft {
  outcome: Outcome
  channel: Channel
  direction: 'out' | 'in'
  /** Which message was sent, where the program knows it. */
  message: SentKind | null
  at: Instant
  /** The sale whose delivery the talk is about; null where none is awaited. */
  deliveryId: number | null
  /** The day it came, or false for "not yet"; null when it was not asked. */
  delivered: Day | false | null
  /** The new promised day, after "not yet". */
  promised: Day | null
  /** The case the talk is about, and whether the customer finds it solved. */
  caseId: number | null
  /** Whether she named that case herself: then the talk was about it, whatever else is told. */
  caseNamed: boolean
  solved: boolean | null
  /** The promise the talk is about, and how it ended. */
  promiseId: number | null
  kept: Settlement | null
  /** The new day for a payment that did not come. */
  payBy: Day | null
  /** What was promised in the talk, and for which day. */
  newPromise: { text: string; by: Day } | null
  /** Whether she wrote a review, which earns points. */
  review: boolean
  used: boolean | null
  csat: number | null
  nps: number | null
  reason: string | null
  factor: Factor | null
  factorScore: number | null
  repeat: Repeat | null
  runsOut: Day | null
  note: string | null
  minutes: number | null
  next: Instant | null
  /** Her right number, after a wrong one. */
  phone: string | null
}

export function emptyDraft(outcome: Outcome, at: Instant): Draft {
  return {
    ...{ outcome, channel: outcome === 'message-sent' ? 'chat' : 'phone', direction: 'out', at },
    ...{
      message: null,
      caseId: null,
      caseNamed: false,
      solved: null,
      promiseId: null,
      kept: null,
      payBy: null,
      newPromise: null,
      review: false,
      deliveryId: null,
      delivered: null,
      promised: null,
      used: null,
      csat: null,
      nps: null,
      reason: null,
      factor: null,
    },
    ...{ factorScore: null, repeat: null, runsOut: null, note: null, minutes: null, next: null, phone: null },
  }
}
