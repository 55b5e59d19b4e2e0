// What a summary asks of one customer: how she began and came back, how she stands, and how her first calls came out.
import { type FirstCall, firstCallsOf } from './calls.ts'
import type { Instant } from './day.ts'
import type { Facts } from './facts.ts'
import type { Plan } from './plan.ts'
import type { Policy } from './policy.ts'

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

export interface Tally extends Standing {
  customerId: number
  /** Null before a purchase. */
  first: Beginning | null
  firstCalls: FirstCall[]
}

/** Pure, as the plan is: there is no `now` in it. */
export function tallyOf(
  facts: Facts,
  plan: Pick<Plan, 'touches' | 'quiets' | 'purchases' | 'talks'>,
  policy: Policy,
): Tally {
  const { purchases, talks, quiets } = plan
  const first = purchases[0]
  const unhappy = quiets.findLast(({ why }) => why === 'unhappy')
  const refused = quiets.find(({ why, until }) => why === 'refused' && until === Number.POSITIVE_INFINITY)
  return {
    customerId: facts.customerId,
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
