// Simple orders of a shop's customers, to hold our list against: each gives a score, the highest is called first.
import type { Day } from '../../src/domain/day.ts'
import { intervals, median } from '../../src/domain/rhythm.ts'
import { chanceFrom } from './generated-shop.ts'
import type { Days } from './past.ts'

/** Customer → score, of everybody known on the evening of a day. */
type Score = (known: ReadonlyMap<string, Days>, today: Day) => Map<string, number>

export const BASELINES: Readonly<Record<string, Score>> = {
  random: (known) => {
    const chance = chanceFrom(1)
    return each(known, () => chance())
  },
  'most overdue': (known, today) => {
    const usual = median([...known.values()].flatMap(({ days }) => intervals(days))) ?? 60
    return each(known, ({ days }) => silence(days, today) - (median(intervals(days)) ?? usual))
  },
  'most recent': (known, today) => each(known, ({ days }) => -silence(days, today)),
  'most frequent': (known) => each(known, ({ days }) => days.length),
  RFM: (known, today) => {
    const of = (value: (own: Days) => number) => ranks(each(known, value))
    const [recent, frequent, spent] = [
      of(({ days }) => -silence(days, today)),
      of(({ days }) => days.length),
      of(({ spentMinor }) => spentMinor.reduce((sum, minor) => sum + minor, 0)),
    ]
    return new Map([...known.keys()].map((id) => [id, recent(id) + frequent(id) + spent(id)]))
  },
}

/** The highest first; equals in the order of their names. */
export function inOrder(scores: ReadonlyMap<string, number>): string[] {
  return [...scores]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([customer]) => customer)
}

function each(known: ReadonlyMap<string, Days>, score: (own: Days) => number): Map<string, number> {
  return new Map([...known].map(([customer, own]) => [customer, score(own)]))
}

function silence(days: readonly Day[], today: Day): number {
  return today - (days.at(-1) ?? today)
}

/** At which place each stands from the lowest, the middle of their places for equals. */
function ranks(values: ReadonlyMap<string, number>): (customer: string) => number {
  const sorted = [...values.values()].sort((a, b) => a - b)
  const places = new Map<number, number>()
  for (const value of values.values()) {
    if (!places.has(value)) places.set(value, (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2)
  }
  return (customer) => places.get(values.get(customer) ?? 0) ?? 0
}
