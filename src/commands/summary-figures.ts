// The figures of a summary that another period is compared by, and how they have changed since.
import {
  contactCounts,
  type FirstCalls,
  firstCallShare,
  firstCallsOf,
  handlingTime,
  reachOf,
} from '../domain/calls.ts'
import { type CaseRecord, firstContactResolution, replyTime } from '../domain/case-metrics.ts'
import { npsChange, shareChange } from '../domain/change.ts'
import { DAY, dayText, HOUR, type Instant, instantText } from '../domain/day.ts'
import { type FactorAnswer, gradeOf } from '../domain/grade.ts'
import { csatOf, latestAnswers, npsOf } from '../domain/metrics.ts'
import { promiseShare } from '../domain/promise.ts'
import { Replay } from '../domain/replay.ts'
import type { Days } from '../domain/retention.ts'
import { casesBetween } from '../store/case.ts'
import { answersBetween, type ContactFigure } from '../store/contact.ts'
import { customersToCallFirst, salesBetween } from '../store/figures.ts'
import type { Store } from '../store/store.ts'
import type { Changes, Figures, TrendPoint } from '../ui/view/summary-document.ts'
import { promisesOfPeriod } from './promise-document.ts'

/** From the first instant of a period; `until` is not included, and nothing after this run's moment is. */
export interface Span {
  from: Instant
  until: Instant
}

export function spanOf({ zone, now }: Store, { from, to }: Days): Span {
  return { from: zone.start(from), until: Math.min(zone.start(to + 1), now + 1) }
}

/** @param contacts all of the period, in time order */
export function figuresOf(store: Store, days: Days, contacts: readonly ContactFigure[]): Figures {
  const { db, policy, settings, now, zone } = store
  const { from, until } = spanOf(store, days)
  const answered = contacts.filter(({ outcome, channel }) => outcome === 'talked' && channel === 'phone')
  const cases = casesOf(store, days)
  return {
    from: dayText(days.from),
    to: dayText(days.to),
    contacts: contactCounts(contacts),
    reach: reachOf(contacts),
    firstCall48h: firstCallShare(firstCalls(store, { from, until })),
    nps: npsOf(latestAnswers(contacts)),
    csat: csatOf(contacts.flatMap(({ csat }) => csat ?? [])),
    aht: handlingTime(answered.flatMap(({ minutes }) => minutes ?? [])),
    grade: gradeOf(factorAnswersOf(contacts), policy),
    fcr: firstContactResolution(cases, now),
    replyTime: replyTime(cases, now),
    promises: promiseShare(promisesOfPeriod(store, days.from, days.to), zone.day(now)),
    sales: {
      ...salesBetween(db, instantText(from), instantText(until), instantText(now)),
      currency: settings.currency,
    },
  }
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
  const span = spanOf(store, { from: first.from, to: last.to })
  const answers = answersBetween(store.db, instantText(span.from), instantText(span.until))
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

export function factorAnswersOf(contacts: readonly ContactFigure[]): FactorAnswer[] {
  return contacts.flatMap(({ factor, factorScore: score, words }) =>
    factor === null || score === null ? [] : [{ factor, score, words }],
  )
}

/** First calls of everybody whose clock started so that a deadline can fall into the period. */
function* firstCalls(store: Store, period: Span): Generator<FirstCalls> {
  const { db, policy, now } = store
  const hours = policy.firstUse.dueAfterHours * HOUR
  // A deadline that has not passed yet is nobody's miss.
  const passed = { from: period.from, until: Math.min(period.until, now) }
  // A sale without a time counts as noon, and so may be a day's half earlier or later.
  const ids = customersToCallFirst(
    db,
    instantText(passed.from - hours - DAY),
    instantText(passed.until + DAY),
  )
  const shop = store.shopAt(now)
  for (const facts of store.factsOfSome(ids, now)) {
    yield firstCallsOf(new Replay(facts, policy, shop), facts, passed, policy)
  }
}
