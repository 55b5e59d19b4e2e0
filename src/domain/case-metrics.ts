// Figures of cases: solved in the first contact, how soon they were answered, and which service factor was at fault.
import type { CaseFact, CaseOrigin, CaseStepFact } from './case.ts'
import { FACTORS, type Factor } from './contact.ts'
import { DAY, HOUR, type Instant } from './day.ts'
import { median } from './rhythm.ts'

/** What a step is to the figures. */
type Step = Pick<CaseStepFact, 'id' | 'at' | 'kind'>

/** A case as its figures need it. */
export interface CaseRecord extends Pick<CaseFact, 'id' | 'at' | 'kind'> {
  origin: CaseOrigin
  /** The service factor at fault, where somebody named one. */
  factor: Factor | null
  steps: Step[]
}

export interface FirstContact {
  /** Solved in the first contact ÷ cases old enough to tell; null where there are none. */
  share: number | null
  resolved: number
  cases: number
  /** Cases still younger than seven days: a repeated contact may yet come. */
  pending: number
}

export interface ReplyTime {
  /** Hours from the opening to the first reply; null where nothing was answered. */
  medianHours: number | null
  n: number
}

export interface FactorComplaints {
  /** Null for complaints of which nobody named the factor. */
  factor: Factor | null
  n: number
  /** Of all complaints. */
  share: number
}

/** A contact about the same case within these days of her word shows that it was not solved the first time. */
const REPEAT_DAYS = 7

/**
 * FCR. Her own word decides: without it nothing counts as solved. A call in which she only confirms is no repeated
 * contact. Source: domain.md of the design, "Metrics".
 * @param now the moment of the figure; what comes later is not known yet
 */
export function firstContactResolution(cases: readonly CaseRecord[], now: Instant): FirstContact {
  const opened = cases.filter(({ at }) => at <= now)
  const old = opened.filter(({ at }) => now - at >= REPEAT_DAYS * DAY)
  const resolved = old.filter(({ steps }) => isSolvedAtOnce(inOrder(steps, now))).length
  return {
    share: old.length === 0 ? null : resolved / old.length,
    resolved,
    cases: old.length,
    pending: opened.length - old.length,
  }
}

/** One contact at most before her word, in which she did not say that it is not solved, and none in the days after. */
function isSolvedAtOnce(steps: readonly Step[]): boolean {
  const word = steps.findIndex(({ kind }) => kind === 'confirm')
  const said = steps[word]
  if (!said) return false
  // What is told of one moment was one contact.
  const before = steps.slice(0, word)
  const contacts = new Set(before.map(({ at }) => at))
  const denied = before.some(({ kind }) => kind === 'reopen')
  const repeated = steps
    .slice(word)
    .some(({ kind, at }) => kind !== 'confirm' && at - said.at <= REPEAT_DAYS * DAY)
  return contacts.size <= 1 && !denied && !repeated
}

/** Cases that a low answer opened are left out: nobody asked anything there. */
export function replyTime(cases: readonly CaseRecord[], now: Instant): ReplyTime {
  const hours = cases.flatMap(({ at, origin, steps }) => {
    const reply = origin === 'low-answer' ? null : firstReply(steps.filter((step) => step.at <= now))
    return reply === null ? [] : [(reply - at) / HOUR]
  })
  return { medianHours: median(hours), n: hours.length }
}

/** When a case was first answered: any word of the seller's, also the talk in which the customer found it solved. */
export function firstReply(steps: readonly Step[]): Instant | null {
  const replies = steps.filter(({ kind }) => kind !== 'reopen').map(({ at }) => at)
  return replies.length === 0 ? null : Math.min(...replies)
}

/** Complaints by the service factor at fault, the most frequent first, those without one last. */
export function complaintsByFactor(cases: readonly CaseRecord[]): FactorComplaints[] {
  const complaints = cases.filter(({ kind }) => kind === 'complaint')
  const rows = [...FACTORS, null].map((factor) => {
    const n = complaints.filter((complaint) => complaint.factor === factor).length
    return { factor, n, share: n / complaints.length }
  })
  return rows
    .filter(({ n }) => n > 0)
    .sort((a, b) => Number(a.factor === null) - Number(b.factor === null) || b.n - a.n)
}

/** Those known by now, in time order. */
function inOrder(steps: readonly Step[], now: Instant): Step[] {
  return steps.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at || a.id - b.id)
}
