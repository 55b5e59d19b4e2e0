// The figures of a summary. Each says on how many answers or calls it rests, and none claims more than that.
import type { Instant } from './day.ts'
import { HOUR } from './day.ts'
import type { Facts, Outcome } from './facts.ts'
import type { Policy } from './policy.ts'
import type { Quiet } from './quiet.ts'
import { median } from './rhythm.ts'
import type { Touch } from './touch.ts'

/** Fewer answers than this make no figure: only counts are told. */
export const ENOUGH = 10

/** The 97.5 % point of the normal distribution, for intervals of 95 %. */
const Z = 1.96

export interface Interval {
  low: number
  high: number
}

export interface Nps {
  /** −100…100, as the interval; null below ten answers. */
  value: number | null
  n: number
  promoters: number
  passives: number
  detractors: number
  low: number | null
  high: number | null
}

/**
 * Net Promoter Score: the share of 9–10 less the share of 0–6, times 100. Its interval is the adjusted Wald interval:
 * N = n + 3, p = (P + ¾)/N, d = (D + ¾)/N, (p − d) ± 1.96·√((p + d − (p − d)²)/N). Source: Rocks, "Interval
 * estimation for the Net Promoter Score", The American Statistician 70, 2016.
 * @param answers 0–10, one of each customer
 */
export function npsOf(answers: readonly number[]): Nps {
  const n = answers.length
  const promoters = answers.filter((answer) => answer >= 9).length
  const detractors = answers.filter((answer) => answer <= 6).length
  const counts = { n, promoters, passives: n - promoters - detractors, detractors }
  if (n < ENOUGH) return { value: null, ...counts, low: null, high: null }
  const size = n + 3
  const p = (promoters + 0.75) / size
  const d = (detractors + 0.75) / size
  const margin = Z * Math.sqrt((p + d - (p - d) ** 2) / size)
  const bounded = (score: number) => 100 * Math.min(1, Math.max(-1, score))
  const value = (100 * (promoters - detractors)) / n
  return { value, ...counts, low: bounded(p - d - margin), high: bounded(p - d + margin) }
}

/**
 * Wilson's score interval for a proportion, which stays inside 0…1 and holds for few answers. Source: E. B. Wilson,
 * "Probable inference, the law of succession, and statistical inference", 1927.
 * @returns null of nothing
 */
export function wilson(successes: number, n: number): Interval | null {
  if (n === 0) return null
  const share = successes / n
  const spread = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  const scale = 1 + Z ** 2 / n
  const middle = share + Z ** 2 / (2 * n)
  // A rounding error must not push a bound that is 0 or 1 beyond it.
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

export interface Csat {
  /** Share of 4–5 on 1–5; null without answers, as the interval. */
  share: number | null
  n: number
  satisfied: number
  low: number | null
  high: number | null
}

/** Customer satisfaction: the share of 4 and 5 among all answers on 1–5, with Wilson's interval. */
export function csatOf(answers: readonly number[]): Csat {
  const n = answers.length
  const satisfied = answers.filter((answer) => answer >= 4).length
  const { low, high } = wilson(satisfied, n) ?? { low: null, high: null }
  return { share: shareOf(satisfied, n), n, satisfied, low, high }
}

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
  customerId: number
  at: string
  outcome: Outcome
  direction: 'out' | 'in'
  nps: number | null
}

export function contactCounts(contacts: readonly Pick<Contacted, 'outcome'>[]): ContactCounts {
  const talks = contacts.filter(({ outcome }) => outcome === 'talked').length
  const messages = contacts.filter(({ outcome }) => outcome === 'message-sent').length
  const total = contacts.length
  return { total, talks, attempts: total - talks - messages, messages }
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

/** The latest 0–10 answer of each customer. @param contacts in time order */
export function latestAnswers(contacts: readonly Pick<Contacted, 'customerId' | 'nps'>[]): number[] {
  const latest = new Map<number, number>()
  for (const { customerId, nps } of contacts) if (nps !== null) latest.set(customerId, nps)
  return [...latest.values()]
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

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
