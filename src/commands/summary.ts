// aftersales summary: what came of the calls in a period of local days.
import type { Context } from '../context.ts'
import {
  contactCounts,
  type FirstCalls,
  firstCallShare,
  firstCallsOf,
  handlingTime,
  reachOf,
} from '../domain/calls.ts'
import { DAY, type Day, dayOf, dayText, HOUR, instantText, monthDay } from '../domain/day.ts'
import { factsAt } from '../domain/facts.ts'
import { csatOf, latestAnswers, npsOf } from '../domain/metrics.ts'
import { Replay } from '../domain/replay.ts'
import { invalid } from '../errors.ts'
import { contactsBetween } from '../store/contact.ts'
import { factsOf } from '../store/facts.ts'
import { buyersBetween, firstMoment, salesBetween } from '../store/figures.ts'
import type { Store } from '../store/store.ts'
import { type SummaryDocument, viewSummary } from '../ui/view/summary.ts'
import { check, choice } from './input.ts'
import { readDay } from './when.ts'

export interface SummaryFlags {
  period?: string
  from?: string
  to?: string
}

const PERIODS = ['week', 'month', 'quarter', 'year', 'all'] as const
type Period = (typeof PERIODS)[number]

/** First and last local day. */
interface Days {
  from: Day
  to: Day
}

/** @throws AppError input.invalid */
export async function summary(context: Context, flags: SummaryFlags): Promise<void> {
  const store = await context.read()
  const document = summarize(store, await readPeriod(store, flags))
  context.show(document, (shown) => viewSummary(shown, context.page(store)))
}

async function readPeriod(store: Store, flags: SummaryFlags): Promise<Days> {
  const { period } = check({ period: choice(PERIODS).optional() }, { period: flags.period })
  const { now, zone, db } = store
  const today = zone.day(now)
  if (flags.from === undefined && flags.to === undefined) return periodTo(today, period ?? 'week', store)
  if (period !== undefined) invalid('together', '--period', period)
  const day = (flag: 'from' | 'to') => {
    const typed = flags[flag]
    return typed === undefined ? null : readDay(`--${flag}`, typed, now, zone, 'past')
  }
  const first = firstMoment(db)
  const from = (await day('from')) ?? (first === null ? today : zone.day(Date.parse(first)))
  const to = Math.min(today, (await day('to')) ?? today)
  if (from > today) invalid('future', '--from', flags.from)
  if (to < from && flags.from !== undefined && flags.to !== undefined) invalid('period', '--to', flags.to)
  return { from: Math.min(from, to), to }
}

/** The calendar period that today is in, up to today; a week is the last seven days. */
function periodTo(today: Day, period: Period, { db, zone }: Store): Days {
  const { year, month } = monthDay(today)
  const first = (of: number) => dayOf(year, of, 1) ?? today
  switch (period) {
    case 'week':
      return { from: today - 6, to: today }
    case 'month':
      return { from: first(month), to: today }
    case 'quarter':
      return { from: first(month - ((month - 1) % 3)), to: today }
    case 'year':
      return { from: first(1), to: today }
    case 'all': {
      const at = firstMoment(db)
      return { from: at === null ? today : Math.min(today, zone.day(Date.parse(at))), to: today }
    }
  }
}

function summarize(store: Store, { from, to }: Days): SummaryDocument {
  const { db, zone, settings } = store
  const period = { from: zone.start(from), until: zone.start(to + 1) }
  const [start, end] = [instantText(period.from), instantText(period.until)]
  const contacts = contactsBetween(db, start, end)
  const answered = contacts.filter(({ outcome, channel }) => outcome === 'talked' && channel === 'phone')
  const { share, made, due, enteredLate } = firstCallShare(firstCalls(store, period))
  return {
    from: dayText(from),
    to: dayText(to),
    contacts: contactCounts(contacts),
    reach: reachOf(contacts),
    firstCall48h: { share, made, due, enteredLate },
    nps: npsOf(latestAnswers(contacts)),
    csat: csatOf(contacts.flatMap(({ csat }) => csat ?? [])),
    aht: handlingTime(answered.flatMap(({ minutes }) => minutes ?? [])),
    sales: { ...salesBetween(db, start, end), currency: settings.currency },
  }
}

/** First calls of everybody whose clock started so that a deadline can fall into the period. */
function* firstCalls(store: Store, period: { from: number; until: number }): Generator<FirstCalls> {
  const { db, zone, policy, shop, now } = store
  const hours = policy.firstUse.dueAfterHours * HOUR
  // A deadline that has not passed yet is nobody's miss.
  const passed = { from: period.from, until: Math.min(period.until, now) }
  // A sale without a time counts as noon, and so may be a day's half earlier or later.
  const buyers = buyersBetween(db, instantText(passed.from - hours - DAY), instantText(passed.until + DAY))
  for (const id of buyers) {
    const stored = factsOf(db, id)
    if (!stored) continue
    const facts = store.isPast(now) ? factsAt(stored, now, zone) : stored
    yield firstCallsOf(new Replay(facts, policy, shop), facts, passed, policy)
  }
}
