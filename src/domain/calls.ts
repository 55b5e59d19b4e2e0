// The seller's calls in figures: how many, how often they reached somebody, how long they took, and whether in time.
import type { Instant } from './day.ts'
import { HOUR } from './day.ts'
import type { Facts } from './facts.ts'
import { shareOf } from './metrics.ts'
import type { Policy } from './policy.ts'
import type { Quiet } from './quiet.ts'
import { median } from './rhythm.ts'
import type { Touch } from './touch.ts'

export interface HandlingTime {
  meanMinutes: number | null
  medianMinutes: number | null
  n: number
}

/** Average handling time: talk and wrap-up of answered calls, in minutes. The median is not moved by one long call. */
export function handlingTime(minutes: readonly number[]): HandlingTime {
  const n = minutes.length
  const sum = minutes.reduce((total, one) => total + one, 0)
  return {
    meanMinutes: n === 0 ? null : sum / n,
    medianMinutes: median(minutes),
    n,
  }
}

export interface ContactCounts {
  total: number
  talks: number
  /** Calls that led to no talk. */
  attempts: number
  messages: number
}

/** Contacts of a stretch of time. A refusal or a wish of the customer's that came in by itself is none of them. */
export interface Contacted {
  /** Talks that the seller began, and those that the customer did. */
  talksOut: number
  talksIn: number
  /** Calls of the seller's that led to no talk. */
  attempts: number
  messages: number
}

export function contactCounts({ talksOut, talksIn, attempts, messages }: Contacted): ContactCounts {
  const talks = talksOut + talksIn
  return { total: talks + attempts + messages, talks, attempts, messages }
}

export interface Reach {
  share: number | null
  talks: number
  /** All calls she made, those that led to a talk included. */
  attempts: number
}

/** Reach rate: talks ÷ attempts, over the calls that the seller began; messages are none. */
export function reachOf({ talksOut: talks, attempts: missed }: Contacted): Reach {
  const attempts = talks + missed
  return { share: shareOf(talks, attempts), talks, attempts }
}

export const FIRST_CALL_OUTCOMES = ['made', 'missed', 'entered-late'] as const
/** Talked to before the deadline, or not; or not known here before it. */
export type FirstCallOutcome = (typeof FIRST_CALL_OUTCOMES)[number]

/** The first call that a purchase asked for, and how it came out. */
export interface FirstCall {
  saleId: number
  due: Instant
  outcome: FirstCallOutcome
}

/**
 * First calls of one customer, of first purchases and of first ones of a product with usage tips. Left out are those
 * who refused calls before the deadline, and purchases so soon after another first call that the cadence forbade a
 * second one.
 */
export function firstCallsOf(
  { touches, quiets }: { touches: readonly Touch[]; quiets: readonly Quiet[] },
  { sales, contacts }: Facts,
  policy: Policy,
): FirstCall[] {
  const first = touches.filter(({ kind }) => kind === 'first-use')
  return first.flatMap(({ saleId, due }) => {
    if (saleId === null) return []
    const anchor = due - policy.firstUse.dueAfterHours * HOUR
    const sale = sales.find(({ id }) => id === saleId)
    if (sale && sale.enteredAt > due) return { saleId, due, outcome: 'entered-late' }
    if (contacts.some(({ outcome, at }) => outcome === 'talked' && at >= anchor && at <= due))
      return { saleId, due, outcome: 'made' }
    const spared = quiets.some(
      ({ why, from, until }) =>
        (why === 'refused' && from < due) || (why === 'first-use-apart' && from < anchor && until >= due),
    )
    return spared ? [] : { saleId, due, outcome: 'missed' }
  })
}

export interface FirstCalls {
  /** First purchases, and first ones of a product with usage tips, talked about before their deadline. */
  made: number
  /** Those whose deadline passed. */
  due: number
  /** Left out, since they were not known here before their deadline. */
  enteredLate: number
}

/** @param outcomes of the calls whose deadline passed in a period, and how many came out so */
export function firstCallShare(
  outcomes: Iterable<{ outcome: FirstCallOutcome; n: number }>,
): FirstCalls & { share: number | null } {
  const sum = { made: 0, missed: 0, 'entered-late': 0 }
  for (const { outcome, n } of outcomes) sum[outcome] += n
  const due = sum.made + sum.missed
  return { share: shareOf(sum.made, due), made: sum.made, due, enteredLate: sum['entered-late'] }
}
