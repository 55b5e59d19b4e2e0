// The seller's calls in figures: how many, how often they reached somebody, how long they took, and whether in time.
import type { Instant } from './day.ts'
import { HOUR } from './day.ts'
import type { Facts, Outcome } from './facts.ts'
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

interface Contacted {
  outcome: Outcome
  direction: 'out' | 'in'
}

/** A refusal or a wish of hers that came in by itself is none of the three. */
export function contactCounts(contacts: readonly Pick<Contacted, 'outcome' | 'direction'>[]): ContactCounts {
  const talks = contacts.filter(({ outcome }) => outcome === 'talked').length
  const messages = contacts.filter(({ outcome }) => outcome === 'message-sent').length
  const attempts = contacts.filter(
    ({ outcome, direction }) => direction === 'out' && outcome !== 'talked' && outcome !== 'message-sent',
  ).length
  return { total: talks + attempts + messages, talks, attempts, messages }
}

export interface Reach {
  share: number | null
  talks: number
  /** All calls she made, those that led to a talk included. */
  attempts: number
}

/** Reach rate: talks ÷ attempts, over the calls that the seller began; messages are none. */
export function reachOf(contacts: readonly Pick<Contacted, 'outcome' | 'direction'>[]): Reach {
  const calls = contacts.filter(({ outcome, direction }) => direction === 'out' && outcome !== 'message-sent')
  const talks = calls.filter(({ outcome }) => outcome === 'talked').length
  return { share: shareOf(talks, calls.length), talks, attempts: calls.length }
}

export interface FirstCalls {
  /** First purchases, and first ones of a product with usage tips, talked about before their deadline. */
  made: number
  /** Those whose deadline passed. */
  due: number
  /** Left out, since they were not known here before their deadline. */
  enteredLate: number
}

/**
 * First calls of one customer whose deadline passed in a period. Left out are those who refused calls before it,
 * sales entered after it, and purchases so soon after another first call that the cadence forbade a second one.
 * @param period `until` is not included
 */
export function firstCallsOf(
  { touches, quiets }: { touches: readonly Touch[]; quiets: readonly Quiet[] },
  { sales, contacts }: Facts,
  period: { from: Instant; until: Instant },
  policy: Policy,
): FirstCalls {
  const counts: FirstCalls = { made: 0, due: 0, enteredLate: 0 }
  for (const touch of touches) {
    if (touch.kind !== 'first-use' || touch.due < period.from || touch.due >= period.until) continue
    const anchor = touch.due - policy.firstUse.dueAfterHours * HOUR
    const sale = sales.find(({ id }) => id === touch.saleId)
    const reached = contacts.some(
      ({ outcome, at }) => outcome === 'talked' && at >= anchor && at <= touch.due,
    )
    const spared = quiets.some(
      ({ why, from, until }) =>
        (why === 'refused' && from < touch.due) ||
        (why === 'first-use-apart' && from < anchor && until >= touch.due),
    )
    if (sale && sale.enteredAt > touch.due) counts.enteredLate += 1
    else if (reached) {
      counts.due += 1
      counts.made += 1
    } else if (!spared) counts.due += 1
  }
  return counts
}

export function firstCallShare(customers: Iterable<FirstCalls>): FirstCalls & { share: number | null } {
  const sum: FirstCalls = { made: 0, due: 0, enteredLate: 0 }
  for (const { made, due, enteredLate } of customers) {
    sum.made += made
    sum.due += due
    sum.enteredLate += enteredLate
  }
  return { share: shareOf(sum.made, sum.due), ...sum }
}
