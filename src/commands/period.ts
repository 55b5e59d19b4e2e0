// The days that a summary is about, the ones before them, and those of its trend.
import { type Day, dayOf, monthDay } from '../domain/day.ts'
import type { Days } from '../domain/retention.ts'
import { invalid } from '../errors.ts'
import { firstMoment } from '../store/figures.ts'
import type { Store } from '../store/store.ts'
import { valueNamed } from './choice-words.ts'
import { readDay } from './when.ts'

export interface PeriodFlags {
  period?: string
  from?: string
  to?: string
  compare?: boolean
}

export const PERIODS = ['week', 'month', 'quarter', 'year', 'all'] as const

/** A period by its name, or by the days that were given. */
export interface Period extends Days {
  kind: (typeof PERIODS)[number] | 'days'
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const
type Calendar = keyof typeof MONTHS

/** How many periods of one kind make a trend; how many months, where a period has no kind. */
const TREND = 6
const TREND_MONTHS = 12

/** The day of the first thing that happened in the shop; null before it. */
export function firstDay({ db, zone }: Store): Day | null {
  const moment = firstMoment(db)
  return moment === null ? null : zone.day(Date.parse(moment))
}

/**
 * The period that the flags name, the last seven days by default.
 * @param first the day of the first thing that happened in the shop; null before it
 * @throws AppError input.invalid
 */
export async function readPeriod(store: Store, flags: PeriodFlags, first: Day | null): Promise<Period> {
  const period = flags.period === undefined ? undefined : kindOf(flags.period)
  const { now, zone } = store
  const today = zone.day(now)
  const start = Math.min(today, first ?? today)
  if (flags.from === undefined && flags.to === undefined) {
    if (period === 'all' && flags.compare === true) refuseTogether('--compare', period, '--period all')
    return named(period ?? 'week', today, start)
  }
  if (period !== undefined) refuseTogether('--period', period, '--from/--to')
  const day = async (flag: 'from' | 'to', lean: 'past' | 'future') => {
    const typed = flags[flag]
    return typed === undefined ? null : readDay(`--${flag}`, typed, now, zone, lean)
  }
  const from = (await day('from', 'past')) ?? start
  const last = (await day('to', 'past')) ?? today
  // A day without a year that would lie before the first one is the next of its name: the end of this month.
  const to = Math.min(today, last < from ? ((await day('to', 'future')) ?? today) : last)
  if (from > today) invalid('future', '--from', flags.from)
  if (to < from && flags.from !== undefined && flags.to !== undefined) invalid('period', '--to', flags.to)
  return { kind: 'days', from: Math.min(from, to), to }
}

/** One word by itself: to read the library of schemas for it takes longer than to read what is counted. */
function kindOf(typed: string): (typeof PERIODS)[number] {
  return valueNamed(PERIODS, typed) ?? invalid('choice', '--period', typed, { options: [...PERIODS] })
}

function refuseTogether(flag: string, value: string, other: string): never {
  return invalid('together', flag, value, { other })
}

/** The running calendar period until today; a week is the last seven days. */
function named(kind: (typeof PERIODS)[number], today: Day, start: Day): Period {
  if (kind === 'all') return { kind, from: start, to: today }
  return { kind, from: kind === 'week' ? today - 6 : startOf(kind, today, 0), to: today }
}

/**
 * What a period is compared with: as many days just before it; of a calendar period the same days of the one before,
 * as far as that one has them.
 */
export function periodBefore({ kind, from, to }: Period): Days {
  if (kind === 'all' || kind === 'days' || kind === 'week')
    return { from: from - (to - from + 1), to: from - 1 }
  const start = startOf(kind, from, -1)
  return { from: start, to: Math.min(start + to - from, from - 1) }
}

/**
 * The periods of a trend, the oldest first: six of the same kind, of which the given one is the last; where it has no
 * kind, its calendar months. What ended before the shop began is left out, but for the last.
 */
export function trendOf(period: Period, first: Day | null): Days[] {
  const since = Math.min(first ?? period.to, period.to)
  return pointsOf(period).filter(({ to }) => to >= since)
}

function pointsOf({ kind, from, to }: Period): Days[] {
  const back = Array.from({ length: TREND }, (_, i) => TREND - 1 - i)
  if (kind === 'week') return back.map((n) => ({ from: from - 7 * n, to: to - 7 * n }))
  if (kind !== 'all' && kind !== 'days') {
    return back.map((n) => ({
      from: startOf(kind, from, -n),
      to: n === 0 ? to : startOf(kind, from, 1 - n) - 1,
    }))
  }
  const months: Days[] = []
  for (let month = startOf('month', from, 0); month <= to; month = startOf('month', month, 1)) {
    months.push({ from: Math.max(from, month), to: Math.min(to, startOf('month', month, 1) - 1) })
  }
  return months.slice(-TREND_MONTHS)
}

/** The first day of the calendar period that holds a day, or of one so many periods later. */
function startOf(kind: Calendar, day: Day, later: number): Day {
  const { year, month } = monthDay(day)
  const length = MONTHS[kind]
  const months = year * 12 + Math.floor((month - 1) / length) * length + later * length
  return dayOf(Math.floor(months / 12), (months % 12) + 1, 1) as Day
}
