// Loyalty: the stage she has reached by what she has done, and beside it the risk of losing her.
import type { Instant, Zone } from './day.ts'
import type { ContactFact, Facts } from './facts.ts'
import { isUnhappy, type Plan } from './plan.ts'
import type { Policy } from './policy.ts'
import { purchaseDays } from './sale.ts'

export const STAGES = ['new', 'trying', 'regular', 'loyal', 'advocate'] as const
/** The ladder, lowest step first. */
export type Stage = (typeof STAGES)[number]

export const RISKS = ['none', 'at-risk', 'lapsed'] as const
export type Risk = (typeof RISKS)[number]

export interface Loyalty {
  stage: Stage
  risk: Risk
}

/**
 * Stage and risk of one customer. Source: domain.md of the design, "Loyalty". Somebody who has bought nothing yet is
 * `new`; a talk counts towards `trying` from the day of the first purchase on, since a talk that led to it is no
 * after-sales call.
 * @param plan her plan as it stood at that moment
 * @param referredBuyers how many of the customers she referred have bought
 */
export function loyaltyOf(
  plan: Pick<Plan, 'purchases' | 'quiets' | 'lapsed' | 'expectedInterval'>,
  facts: Facts,
  at: Instant,
  zone: Zone,
  policy: Policy,
  referredBuyers: number,
): Loyalty {
  const rule = policy.loyalty
  const today = zone.day(at)
  const days = purchaseDays(plan.purchases.filter((purchase) => purchase.at <= at))
  const [firstDay, lastDay] = [days[0], days.at(-1)]
  const unhappy = isUnhappy(plan, at)
  const lapsed = plan.lapsed !== null && plan.lapsed.from <= today
  const silent = lastDay !== undefined && today - lastDay > rule.atRiskIntervals * plan.expectedInterval

  const stage = (): Stage => {
    if (days.length < rule.regularDays) {
      return firstDay !== undefined && talkedSince(zone.start(firstDay), facts, at) ? 'trying' : 'new'
    }
    const devoted = days.length >= rule.loyalDays || (latestAnswer(facts, at)?.nps ?? -1) >= rule.loyalNps
    if (!devoted || unhappy || lapsed) return 'regular'
    return referredBuyers >= rule.advocateReferred ? 'advocate' : 'loyal'
  }
  return { stage: stage(), risk: lapsed ? 'lapsed' : unhappy || silent ? 'at-risk' : 'none' }
}

/** The contact of her latest 0–10 answer up to a moment; null when she gave none. */
export function latestAnswer(facts: Pick<Facts, 'contacts'>, at: Instant): ContactFact | null {
  let latest: ContactFact | null = null
  for (const contact of facts.contacts) {
    if (contact.nps === null || contact.at > at) continue
    if (!latest || contact.at > latest.at || (contact.at === latest.at && contact.id > latest.id))
      latest = contact
  }
  return latest
}

function talkedSince(from: Instant, { contacts }: Facts, at: Instant): boolean {
  return contacts.some((contact) => contact.outcome === 'talked' && contact.at >= from && contact.at <= at)
}
