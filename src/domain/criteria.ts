// What each step of the ladder asks of a customer, and the evidence she has given for it.
import { type CaseKind, isOpenCase } from './case.ts'
import type { Day, Instant, Zone } from './day.ts'
import type { ContactFact, Facts } from './facts.ts'
import type { Plan } from './plan.ts'
import type { Policy } from './policy.ts'
import { purchaseDays } from './sale.ts'

/** In the order of the ladder; the last two open no step. */
export const CRITERIA = [
  'talked',
  'purchaseDays',
  'devoted',
  'content',
  'active',
  'referred',
  'forgave',
  'silence',
] as const
export type CriterionCode = (typeof CRITERIA)[number]

/** `met` is always the good side: of `content` that she is not unhappy, of `silence` that it is none to worry about. */
export interface Criteria {
  /** Talks from the day of the first purchase on: one that led to it is no after-sales call. */
  talked: { met: boolean; value: number; needed: number; last: Instant | null }
  purchaseDays: { met: boolean; value: number; needed: number; first: Day | null; last: Day | null }
  /** Either is enough: so many purchase days, or so high a latest 0–10 answer. */
  devoted: {
    met: boolean
    value: number
    needed: number
    nps: number | null
    npsNeeded: number
    answered: Instant | null
  }
  /** Not unhappy; the answer that made her so, else the latest one she gave; and the case that waits longest. */
  content: {
    met: boolean
    answered: Instant | null
    nps: number | null
    csat: number | null
    caseId: number | null
    caseKind: CaseKind | null
  }
  /** Not lapsed; days since the last purchase, and the most that still count. */
  active: Silence
  referred: { met: boolean; value: number; needed: number }
  /** Bought again after an unhappiness that was put right: evidence of trust, needed for no step. */
  forgave: { met: boolean; since: Instant | null; until: Instant | null; bought: Day | null }
  /** Days since the last purchase, and the most that are usual for her. */
  silence: Silence
}

interface Silence {
  met: boolean
  /** Null before a purchase, as is `limit`. */
  value: number | null
  limit: number | null
}

export type Past = Pick<Plan, 'purchases' | 'quiets' | 'lapsed' | 'expectedInterval'>

/**
 * Every criterion at a moment. Source: domain.md of the design, "Loyalty".
 * @param past her plan as it stood at that moment
 * @param referredBuyers how many of the customers she referred have bought
 */
export function criteriaOf(
  past: Past,
  facts: Pick<Facts, 'contacts' | 'cases'>,
  at: Instant,
  zone: Zone,
  policy: Policy,
  referredBuyers: number,
): Criteria {
  const rule = policy.loyalty
  const days = purchaseDays(past.purchases.filter((purchase) => purchase.at <= at))
  const [first = null, last = null] = [days[0], days.at(-1)]
  const contacts = facts.contacts.filter((contact) => contact.at <= at)
  const talks = contacts.filter(
    (contact) => contact.outcome === 'talked' && first !== null && contact.at >= zone.start(first),
  )
  const answer = latestAnswer(facts, at)
  const nps = answer?.nps ?? null
  return {
    talked: {
      ...enough(talks.length, rule.tryingTalks),
      last: talks.length === 0 ? null : Math.max(...talks.map((talk) => talk.at)),
    },
    purchaseDays: { ...enough(days.length, rule.regularDays), first, last },
    devoted: {
      ...enough(days.length, rule.loyalDays),
      ...{ nps, npsNeeded: rule.loyalNps, answered: answer?.at ?? null },
      met: days.length >= rule.loyalDays || (nps !== null && nps >= rule.loyalNps),
    },
    content: { ...contentOf(past, contacts, at, policy), ...openCaseOf(facts.cases, at) },
    active: silenceOf(
      last,
      past.lapsed === null || last === null ? 0 : past.lapsed.from - 1 - last,
      at,
      zone,
    ),
    referred: enough(referredBuyers, rule.advocateReferred),
    forgave: forgaveOf(past, at),
    silence: silenceOf(last, Math.floor(rule.atRiskIntervals * past.expectedInterval), at, zone),
  }
}

/** The contact of her latest 0–10 answer up to a moment; null when she gave none. */
export function latestAnswer(facts: Pick<Facts, 'contacts'>, at: Instant): ContactFact | null {
  return latest(facts.contacts.filter((contact) => contact.nps !== null && contact.at <= at))
}

function enough(value: number, needed: number) {
  return { met: value >= needed, value, needed }
}

function contentOf(
  { quiets }: Past,
  contacts: readonly ContactFact[],
  at: Instant,
  { unhappy: low }: Policy,
): Omit<Criteria['content'], 'caseId' | 'caseKind'> {
  const unhappy = unhappinessUntil(quiets, at).find(({ until }) => until > at)
  const answers = contacts.filter(({ nps, csat }) => nps !== null || csat !== null)
  const telling = unhappy
    ? answers.filter(
        (answer) =>
          answer.at === unhappy.from &&
          ((answer.nps !== null && answer.nps <= low.npsAtMost) ||
            (answer.csat !== null && answer.csat <= low.csatAtMost)),
      )
    : answers
  const { nps = null, csat = null, at: answered = null } = latest(telling) ?? {}
  return { met: !unhappy, answered, nps, csat }
}

function openCaseOf(cases: Facts['cases'], at: Instant): Pick<Criteria['content'], 'caseId' | 'caseKind'> {
  const [oldest] = cases.filter((opened) => isOpenCase(opened, at)).sort((a, b) => a.at - b.at || a.id - b.id)
  return { caseId: oldest?.id ?? null, caseKind: oldest?.kind ?? null }
}

/** The latest unhappiness that she forgave; where she forgave none, the latest that there was. */
function forgaveOf({ purchases, quiets }: Past, at: Instant): Criteria['forgave'] {
  const told = unhappinessUntil(quiets, at)
    .sort((a, b) => b.from - a.from)
    .map(({ from, until }) => {
      const back = purchases.find((purchase) => purchase.at > until && purchase.at <= at)
      return {
        met: back !== undefined,
        since: from,
        until: until <= at ? until : null,
        bought: back?.day ?? null,
      }
    })
  const [latest] = told
  // While she is unhappy once more, what she forgave before is no second chance.
  if (latest && latest.until === null) return { ...latest, met: false }
  return told.find(({ met }) => met) ?? told[0] ?? { met: false, since: null, until: null, bought: null }
}

function unhappinessUntil(quiets: Past['quiets'], at: Instant): { from: Instant; until: Instant }[] {
  return quiets.filter(({ why, from, until }) => why === 'unhappy' && from <= at && until > from)
}

function silenceOf(last: Day | null, limit: number, at: Instant, zone: Zone): Silence {
  if (last === null) return { met: true, value: null, limit: null }
  const value = zone.day(at) - last
  return { met: value <= limit, value, limit }
}

function latest(contacts: readonly ContactFact[]): ContactFact | null {
  return contacts.reduce<ContactFact | null>(
    (best, contact) =>
      !best || contact.at > best.at || (contact.at === best.at && contact.id > best.id) ? contact : best,
    null,
  )
}
