// What is known of one customer: the only input of the due engine beside the policy and the shop.
import type { CaseFact } from './case.ts'
import type { ConsentFact } from './consent.ts'
import type { Day, Instant, Zone } from './day.ts'
import type { SentKind } from './message.ts'
import type { PromiseFact } from './promise.ts'

export interface LineFact {
  productId: number
  /** Negative for a return. */
  quantity: number
  /** The line's total in minor units; negative for a return. */
  amountMinor: number
  /** When a returned line came back; null for what was sold. */
  returnedAt: Instant | null
  /** Days one unit lasts, where the product says so. */
  lastsDays: number | null
  /** Whether the product has usage tips, the check questions of a first call. */
  hasTips: boolean
}

export interface SaleFact {
  id: number
  at: Instant
  enteredAt: Instant
  imported: boolean
  promised: Day | null
  delivered: Day | null
  discountMinor: number
  lines: LineFact[]
}

export const OUTCOMES = [
  'talked',
  'no-answer',
  'call-later',
  'wrong-number',
  'refused',
  'message-sent',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export const CHANNELS = ['phone', 'email', 'chat', 'social', 'in-person'] as const
export type Channel = (typeof CHANNELS)[number]

export interface ContactFact {
  id: number
  at: Instant
  outcome: Outcome
  direction: 'out' | 'in'
  /** 0–10, would she recommend. */
  nps: number | null
  /** 1–5, is she satisfied. */
  csat: number | null
  /** Which message was sent; null where nobody knows, and for talks. */
  message: SentKind | null
  /** When she asked to be called. */
  next: Instant | null
  /** The day her goods run out, in her own words. */
  runsOut: Day | null
}

export interface SnoozeFact {
  id: number
  at: Instant
  until: Instant
}

export interface SkipFact {
  id: number
  at: Instant
}

/** How she can be reached: the number that rings first, then writing; null when there is neither. */
export type Reach = 'phone' | 'email' | 'chat' | null

export interface Facts {
  customerId: number
  reach: Reach
  /** Everything that told who she is was erased: nothing is planned any more, whatever was still open. */
  forgotten: boolean
  sales: SaleFact[]
  contacts: ContactFact[]
  snoozes: SnoozeFact[]
  skips: SkipFact[]
  cases: CaseFact[]
  promises: PromiseFact[]
  consents: ConsentFact[]
}

/** Shop-wide figures that every plan leans on; renewed by an import, a change of settings, or once a month. */
export interface Shop {
  zone: Zone
  /** The moment of the snapshot: stored plans begin here. */
  since: Instant
  /** Median days between two purchase days of one customer; the policy's prior when there are none. */
  medianIntervalDays: number
  /** The mean of these days: what a customer's own pace is shrunk towards. */
  meanIntervalDays: number
  /** How regular its buyers are, from 1, who buy at any moment, to 6, like clockwork. */
  regularity: number
  /** Odds that somebody who has just bought for the first time never does again, above 0. */
  leaving: number
  /** By how much of themselves these odds are divided further with each purchase after the first; 0 where they stay. */
  settling: number
  /** Median worth of a purchase day, in minor units. */
  basketMinor: number
  /** How far its forecasts of running out were off, in days, and of how many; null while they are too few to tell. */
  forecastErrorDays: number | null
  forecasts: number
}

/** The facts as they stood at a moment: by when a thing happened, not by when it was entered. */
export function factsAt(facts: Facts, at: Instant, zone: Zone): Facts {
  const happened = (fact: { at: Instant }) => fact.at <= at
  const wrong = facts.contacts.filter((contact) => contact.outcome === 'wrong-number')
  // Until a number turned out to be wrong it was called like any other.
  const rang = wrong.length > 0 && wrong.every((contact) => contact.at > at)
  return {
    ...facts,
    reach: rang ? 'phone' : facts.reach,
    sales: facts.sales.filter(happened).map((sale) => ({
      ...sale,
      // A day without a time counts as noon.
      delivered: sale.delivered !== null && zone.noon(sale.delivered) > at ? null : sale.delivered,
      lines: sale.lines.filter((line) => line.returnedAt === null || line.returnedAt <= at),
    })),
    contacts: facts.contacts.filter(happened),
    snoozes: facts.snoozes.filter(happened),
    skips: facts.skips.filter(happened),
    cases: facts.cases
      .filter(happened)
      .map((opened) => ({ ...opened, steps: opened.steps.filter(happened) })),
    promises: facts.promises
      .filter(happened)
      .map((promise) =>
        promise.settledAt !== null && promise.settledAt > at
          ? { ...promise, settlement: null, settledAt: null }
          : promise,
      ),
    consents: facts.consents.filter(happened),
  }
}
