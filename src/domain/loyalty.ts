// Loyalty: the stage she has reached by what she has done, and beside it the risk of losing her.
import { type Criteria, type CriterionCode, criteriaOf, type Past } from './criteria.ts'
import type { Instant, Zone } from './day.ts'
import type { Facts } from './facts.ts'
import type { Policy } from './policy.ts'

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
  return { stage: stageOf(criteria), risk: riskOf(criteria), criteria }
}

/** Two days of purchase make a regular customer, talked to or not; somebody who has bought nothing yet is new. */
function stageOf({ talked, purchaseDays, devoted, content, active, referred }: Criteria): Stage {
  if (!purchaseDays.met) return talked.met ? 'trying' : 'new'
  if (!devoted.met || !content.met || !active.met) return 'regular'
  return referred.met ? 'advocate' : 'loyal'
}

function riskOf({ content, active, silence }: Criteria): Risk {
  if (!active.met) return 'lapsed'
  return content.met && silence.met ? 'none' : 'at-risk'
}
