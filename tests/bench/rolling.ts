// So many calls a week inside a known past, by one order after another: how many bought soon after, and for how much.
import type { Day } from '../../src/domain/day.ts'
import { BASELINES, inOrder } from './baselines.ts'
import { type Bought, type Days, daysUntil } from './past.ts'
import type { PastShop } from './past-shop.ts'

/** A round of calls: how many on each first day of a week, nobody twice within the gap, and what counts as a hit. */
export interface Round {
  from: Day
  weeks: number
  calls: number
  /** Days in which nobody is called twice. */
  gap: number
  /** Days, that of the call included, within which she buys. */
  hit: number
}

export interface Tally {
  calls: number
  hits: number
  /** What was bought within the days of a hit, in minor units. */
  spentMinor: number
}

/** Whom to call on a morning, best first: of everybody known, and of those alone to whom a routine call is due. */
export interface Order {
  name: string
  everybody(day: Day): readonly string[]
  due(day: Day): readonly string[]
}

/**
 * Our list and all that it is held against. An order of everybody also calls those who bought this week, whom the
 * cadence leaves alone: how good a value is, the order among those who are due tells.
 */
export function ordersOf(shop: Pick<PastShop, 'listOn' | 'worthsOn'>, past: readonly Bought[]): Order[] {
  const listOn = kept((day) => shop.listOn(day))
  const worthsOn = kept((day) => shop.worthsOn(day))
  const dueOn = kept((day) => new Set(listOn(day)))
  const among = (name: string, everybody: (day: Day) => readonly string[]): Order => {
    return { name, everybody, due: (day) => everybody(day).filter((customer) => dueOn(day).has(customer)) }
  }
  const by = (term: 'value' | 'chance') => (day: Day) =>
    inOrder(new Map([...worthsOn(day)].map(([customer, worth]) => [customer, worth[term]])))
  return [
    { name: 'our list', everybody: by('value'), due: listOn },
    among('our chance alone', by('chance')),
    ...Object.entries(BASELINES).map(([name, score]) =>
      among(name, (day) => inOrder(score(daysUntil(past, day - 1), day))),
    ),
  ]
}

/** What a round of calls in this order would have met. */
export function tallyOf(
  orderOn: (day: Day) => readonly string[],
  lives: ReadonlyMap<string, Days>,
  { from, weeks, calls, gap, hit }: Round,
): Tally {
  const called = new Map<string, Day>()
  const tally: Tally = { calls: 0, hits: 0, spentMinor: 0 }
  for (let day = from; day < from + 7 * weeks; day += 7) {
    const rested = (customer: string) => day - (called.get(customer) ?? -Infinity) >= gap
    for (const customer of orderOn(day).filter(rested).slice(0, calls)) {
      called.set(customer, day)
      const { days = [], spentMinor = [] } = lives.get(customer) ?? {}
      const soon = spentMinor.filter((_, i) => day <= (days[i] as Day) && (days[i] as Day) < day + hit)
      tally.calls += 1
      if (soon.length > 0) tally.hits += 1
      tally.spentMinor += soon.reduce((sum, minor) => sum + minor, 0)
    }
  }
  return tally
}

/** The same round begun on one day and so many before it: by which weekday calls are made is chance, and moves a share. */
export function roundsBefore(round: Round, starts: number): Round[] {
  return Array.from({ length: starts }, (_, earlier) => ({ ...round, from: round.from - earlier }))
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, { calls, hits, spentMinor }) => ({
    calls: sum.calls + calls,
    hits: sum.hits + hits,
    spentMinor: sum.spentMinor + spentMinor,
  }))
}

function kept<T>(reckon: (day: Day) => T): (day: Day) => T {
  const known = new Map<Day, T>()
  return (day) => {
    const value = known.get(day) ?? reckon(day)
    known.set(day, value)
    return value
  }
}
