// The figures of a summary that another period is compared by, and how they have changed since.
import {
  contactCounts,
  type FirstCallOutcome,
  firstCallShare,
  handlingTime,
  reachOf,
} from '../domain/calls.ts'
import { type CaseRecord, firstContactResolution, replyTime } from '../domain/case-metrics.ts'
import { npsChange, shareChange } from '../domain/change.ts'
import type { Factor } from '../domain/contact.ts'
import { DAY, dayText, HOUR, type Instant, instantText } from '../domain/day.ts'
import { CRITICAL, type Grade, gradeOf } from '../domain/grade.ts'
import { csatOf, csatOfCounts, latestAnswers, npsOf } from '../domain/metrics.ts'
import { promiseShare } from '../domain/promise.ts'
import type { Days } from '../domain/retention.ts'
import {
  type Answer,
  answersBetween,
  countCsat,
  countFactors,
  countNps,
  latestWordsOn,
} from '../store/answer.ts'
import { casesBetween } from '../store/case-facts.ts'
import { countContacts, minutesBetween } from '../store/contact.ts'
import { customersToCallFirst, type SalesFigure, salesBetween } from '../store/figures.ts'
import type { Store } from '../store/store.ts'
import { firstCallsBetween } from '../store/tally.ts'
import { worthBetween } from '../store/worth.ts'
import type { Changes, CsatPoint, Figures, TrendPoint } from '../ui/view/summary-document.ts'
import { promisesOfPeriod } from './promise-document.ts'

/** From the first instant of a period; `until` is not included, and nothing after this run's moment is. */
export interface Span {
  from: Instant
  until: Instant
}

export function spanOf({ zone, now }: Store, { from, to }: Days): Span {
  return { from: zone.start(from), until: Math.min(zone.start(to + 1), now + 1) }
}

export function figuresOf(store: Store, days: Days): Figures {
  const { db, settings, now, zone } = store
  const span = spanOf(store, days)
  const [from, until] = [instantText(span.from), instantText(span.until)]
  const contacts = countContacts(db, from, until)
  const cases = casesOf(store, days)
  return {
    from: dayText(days.from),
    to: dayText(days.to),
    contacts: contactCounts(contacts),
    reach: reachOf(contacts),
    firstCall48h: firstCallShare(firstCalls(store, span)),
    nps: npsOf(countNps(db, from, until).flatMap(({ nps, n }) => Array<number>(n).fill(nps))),
    csat: csatOfCounts(countCsat(db, from, until)),
    aht: handlingTime(minutesBetween(db, from, until)),
    grade: gradeIn(store, days),
    fcr: firstContactResolution(cases, now),
    replyTime: replyTime(cases, now),
    promises: promiseShare(promisesOfPeriod(store, days.from, days.to), zone.day(now)),
    sales: { ...salesIn(store, span), currency: settings.currency },
  }
}

/** The answers of a period, in time order. */
export function answersOf(store: Store, days: Days): Answer[] {
  const { from, until } = spanOf(store, days)
  return answersBetween(store.db, instantText(from), instantText(until))
}

/** The cases opened in a period. */
export function casesOf(store: Store, days: Days): CaseRecord[] {
  const { from, until } = spanOf(store, days)
  return casesBetween(store.db, instantText(from), instantText(until))
}

export function changesOf(later: Figures, earlier: Figures): Changes {
  const csat = ({ csat: { satisfied, n } }: Figures) => ({ part: satisfied, whole: n })
  const reach = ({ reach: { talks, attempts } }: Figures) => ({ part: talks, whole: attempts })
  const firstCall = ({ firstCall48h: { made, due } }: Figures) => ({ part: made, whole: due })
  return {
    nps: npsChange(later.nps, earlier.nps),
    csat: shareChange(csat(later), csat(earlier)),
    reach: shareChange(reach(later), reach(earlier)),
    firstCall48h: shareChange(firstCall(later), firstCall(earlier)),
  }
}

/** @param points neighbouring periods, the oldest first */
export function trendPoints(store: Store, points: readonly Days[]): TrendPoint[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const answers = answersOf(store, { from: first.from, to: last.to })
  return points.map((days) => {
    const { from, until } = spanOf(store, days)
    const within = answers.filter(({ at }) => at >= instantText(from) && at < instantText(until))
    return {
      from: dayText(days.from),
      to: dayText(days.to),
      nps: npsOf(latestAnswers(within)),
      csat: csatOf(within.flatMap(({ csat }) => csat ?? [])),
    }
  })
}

/** The same so far as bars show it, counted without a look at each answer. */
export function csatPoints(store: Store, points: readonly Days[]): CsatPoint[] {
  return points.map((days) => {
    const { from, until } = spanOf(store, days)
    const csat = csatOfCounts(countCsat(store.db, instantText(from), instantText(until)))
    return { from: dayText(days.from), to: dayText(days.to), csat }
  })
}

/** The service grade of some days. */
export function gradeIn(store: Store, days: Days): Grade {
  const { db, policy } = store
  const span = spanOf(store, days)
  const [from, until] = [instantText(span.from), instantText(span.until)]
  const wordsOn = (factor: Factor) => latestWordsOn(db, { factor, atMost: CRITICAL }, from, until)
  return gradeOf(countFactors(db, from, until), policy, wordsOn)
}

/** The money of a period: read where it is stored, else added up. */
export function salesIn(store: Store, { from, until }: Span): SalesFigure {
  const { db, now } = store
  if (!store.isPast(now)) return worthBetween(db, from, until)
  return salesBetween(db, instantText(from), instantText(until), instantText(now))
}

/** How the first calls came out whose deadline passed in a period: read where it is stored, else computed. */
function firstCalls(store: Store, { from, until: end }: Span): { outcome: FirstCallOutcome; n: number }[] {
  const { db, policy, now } = store
  // A deadline that has not passed yet is nobody's miss.
  const until = Math.min(end, now)
  if (!store.isPast(now)) return firstCallsBetween(db, from, until)
  const hours = policy.firstUse.dueAfterHours * HOUR
  // A sale without a time counts as noon, and so may be a day's half earlier or later.
  const ids = customersToCallFirst(db, instantText(from - hours - DAY), instantText(until + DAY))
  const calls = [...store.talliesOf(ids, now)].flatMap(({ firstCalls }) => firstCalls)
  return calls.filter(({ due }) => due >= from && due < until).map(({ outcome }) => ({ outcome, n: 1 }))
}
