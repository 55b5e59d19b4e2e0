// Loyalty: the stage she has reached by what she has done, and beside it the risk of losing her.
import { type Criteria, type CriterionCode, criteriaOf, type Past } from './criteria.ts'
import type { Instant, Zone } from './day.ts'
import type { Facts } from './facts.ts'
import type { Policy } from './policy.ts'
import type { Tally } from './tally.ts'

export const STAGES = ['new', 'trying', 'regular', 'loyal', 'advocate'] as const
/** The ladder, lowest step first. */
export type Stage = (typeof STAGES)[number]

export const RISKS = ['none', 'at-risk', 'lapsed'] as const
export type Risk = (typeof RISKS)[number]

export interface Loyalty {
  stage: Stage
  risk: Risk
  criteria: Criteria
}

/** The step that each criterion helps to open; null for those that tell of trust and risk alone. */
export const OPENS: Readonly<Record<CriterionCode, Stage | null>> = {
  talked: 'trying',
  purchaseDays: 'regular',
  devoted: 'loyal',
  content: 'loyal',
  active: 'loyal',
  referred: 'advocate',
  forgave: null,
  silence: null,
}

/**
 * Stage and risk of one customer, with every criterion they follow from.
 * @param past her plan as it stood at that moment
 * @param referredBuyers how many of the customers she referred have bought
 */
export function loyaltyOf(
  past: Past,
  facts: Pick<Facts, 'contacts' | 'cases'>,
  at: Instant,
  zone: Zone,
  policy: Policy,
  referredBuyers: number,
): Loyalty {
  const criteria = criteriaOf(past, facts, at, zone, policy, referredBuyers)
  const isMet = Object.fromEntries(Object.entries(criteria).map(([code, { met }]) => [code, met])) as Met
  return { stage: stageOf(isMet), risk: riskOf(isMet), criteria }
}

/**
 * The same without its evidence, as what is stored of her tells it.
 * @param at no earlier than anything she has done
 */
export function loyaltyIn(
  { deeds, unhappy }: Pick<Tally, 'deeds' | 'unhappy'>,
  at: Instant,
  zone: Zone,
  { loyalty: rule }: Policy,
  referredBuyers: number,
): Omit<Loyalty, 'criteria'> {
  const { purchaseDays, lastDay, talks, nps, lapsedDay, usualDays } = deeds
  const silent = lastDay === null ? Number.NEGATIVE_INFINITY : zone.day(at) - lastDay
  const lapses = lapsedDay === null || lastDay === null ? 0 : lapsedDay - 1 - lastDay
  const isMet = {
    talked: talks >= rule.tryingTalks,
    purchaseDays: purchaseDays >= rule.regularDays,
    devoted: purchaseDays >= rule.loyalDays || (nps !== null && nps >= rule.loyalNps),
    content: unhappy === null || at < unhappy.from || at >= unhappy.until,
    active: silent <= lapses,
    referred: referredBuyers >= rule.advocateReferred,
    silence: silent <= Math.floor(rule.atRiskIntervals * usualDays),
  }
  return { stage: stageOf(isMet), risk: riskOf(isMet) }
}

type Met = Record<Exclude<CriterionCode, 'forgave'>, boolean>

/** Two days of purchase make a regular customer, talked to or not; somebody who has bought nothing yet is new. */
function stageOf({ talked, purchaseDays, devoted, content, active, referred }: Met): Stage {
  if (!purchaseDays) return talked ? 'trying' : 'new'
  if (!devoted || !content || !active) return 'regular'
  return referred ? 'advocate' : 'loyal'
}

function riskOf({ content, active, silence }: Met): Risk {
  if (!active) return 'lapsed'
  return content && silence ? 'none' : 'at-risk'
}
