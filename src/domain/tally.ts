// What summaries and lists ask of one customer: how she began and came back, how she stands, and what she has done.
import { type FirstCall, firstCallsOf } from './calls.ts'
import { latestAnswer } from './criteria.ts'
import type { Day, Instant, Zone } from './day.ts'
import type { Facts } from './facts.ts'
import type { Plan } from './plan.ts'
import type { Policy } from './policy.ts'
import { purchaseDays } from './sale.ts'

/** How a customer began, and came back. */
export interface Beginning {
  /** Her first purchase. */
  at: Instant
  /** The start of its clock. */
  anchor: Instant
  enteredAt: Instant
  /** Her first purchase on a later day. */
  second: Instant | null
  /** The first talk since the anchor, in either direction. */
  talk: Instant | null
}

/** Whether she is to be called at all, and is content. */
export interface Standing {
  /** When she was last unhappy, until Infinity where she still is; null where she never was. */
  unhappy: { from: Instant; until: Instant } | null
  /** Since when she refuses calls; null where she does not. */
  refused: Instant | null
}

/** What the steps of the ladder are measured by. */
export interface Deeds {
  /** Days on which something was bought and kept, and the last of them. */
  purchaseDays: number
  lastDay: Day | null
  /** Talks from the day of the first purchase on. */
  talks: number
  /** The latest answer on 0–10. */
  nps: number | null
  /** The day from which she counts as lapsed; null before a purchase. */
  lapsedDay: Day | null
  /** Days between purchases that are usual for her. */
  usualDays: number
}

export interface Tally extends Standing {
  customerId: number
  deeds: Deeds
  /** Null before a purchase. */
  first: Beginning | null
  firstCalls: FirstCall[]
}

/** Pure, as the plan is: there is no `now` in it. */
export function tallyOf(
  facts: Facts,
  plan: Pick<Plan, 'touches' | 'quiets' | 'purchases' | 'talks' | 'lapsed' | 'expectedInterval'>,
  policy: Policy,
  zone: Zone,
): Tally {
  const { purchases, talks, quiets } = plan
  const first = purchases[0]
  const unhappy = quiets.findLast(({ why }) => why === 'unhappy')
  const refused = quiets.find(({ why, until }) => why === 'refused' && until === Number.POSITIVE_INFINITY)
  return {
    customerId: facts.customerId,
    deeds: deedsOf(facts, plan, zone),
    first: first
      ? {
          at: first.at,
          anchor: first.anchor,
          enteredAt: first.sale.enteredAt,
          second: purchases.find(({ day }) => day > first.day)?.at ?? null,
          talk: talks.find((at) => at >= first.anchor) ?? null,
        }
      : null,
    unhappy: unhappy ? { from: unhappy.from, until: unhappy.until } : null,
    refused: refused?.from ?? null,
    firstCalls: firstCallsOf(plan, facts, policy).sort((a, b) => a.saleId - b.saleId),
  }
}

function deedsOf(
  { contacts }: Facts,
  { purchases, lapsed, expectedInterval }: Pick<Plan, 'purchases' | 'lapsed' | 'expectedInterval'>,
  zone: Zone,
): Deeds {
  const days = purchaseDays(purchases)
  const since = days[0] === undefined ? Number.POSITIVE_INFINITY : zone.start(days[0])
  return {
    purchaseDays: days.length,
    lastDay: days.at(-1) ?? null,
    talks: contacts.filter(({ outcome, at }) => outcome === 'talked' && at >= since).length,
    nps: latestAnswer({ contacts }, Number.POSITIVE_INFINITY)?.nps ?? null,
    lapsedDay: lapsed?.from ?? null,
    usualDays: expectedInterval,
  }
}
