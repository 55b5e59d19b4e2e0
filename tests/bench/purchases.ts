// Who buys when in a made-up shop: some once, some again and again, more of them before holidays.
import { type Day, monthDay } from '../../src/domain/day.ts'
import type { Chance } from './chance.ts'

/** One purchase day of one buyer. */
export interface Moment {
  /** Counted from 0 in the order of their first purchases. */
  buyer: number
  day: Day
}

/** Days a shop of so many sales has been open: two years of 1,000, seven of 100,000, ten of a million. */
const openDays = (sales: number) => 365 * Math.max(1, 2 + (8 / 3) * Math.log10(sales / 1000))

/** How much is sold in each month: gifts in December and before the 8th of March, little in January and in summer. */
const SEASON = [0.6, 0.95, 1, 0.8, 0.8, 0.7, 0.65, 0.7, 0.85, 0.85, 0.95, 1]

/** Share of buyers who come once and never again; of the others each goes so often after a purchase. */
const ONCE = 0.3
const LEAVES = 0.12

/** So many purchases on different days of different buyers, in time order, the last of them before `today`. */
export function purchases(chance: Chance, count: number, today: Day): Moment[] {
  const lives: Day[][] = []
  const opened = today - Math.round(openDays(count))
  let made = 0
  while (made < count) {
    const days = daysOf(chance, opened, today).slice(0, count - made)
    lives.push(days)
    made += days.length
  }
  lives.sort((a, b) => (a[0] as Day) - (b[0] as Day))
  const moments = lives.flatMap((days, buyer) => days.map((day) => ({ buyer, day })))
  return moments.sort((a, b) => a.day - b.day || a.buyer - b.buyer)
}

/** The purchase days of one buyer, ascending, at least one. */
function daysOf(chance: Chance, opened: Day, today: Day): Day[] {
  // The shop grows: later days win more buyers.
  const first = opened + Math.floor((today - opened) * chance.draw() ** 0.7)
  const days = [inSeason(chance, first, today)]
  const once = chance.is(ONCE)
  // Some come every other week, some twice a year; each keeps to her own rhythm, more or less.
  const interval = chance.skewed(48, 0.7)
  while (!once && !chance.is(LEAVES)) {
    const last = days.at(-1) as Day
    const next = inSeason(chance, last + Math.max(1, Math.round(chance.gamma(3, interval))), today)
    if (next >= today) break
    days.push(next)
  }
  return days
}

/** The day, or a later one where she waits for the season. */
function inSeason(chance: Chance, day: Day, today: Day): Day {
  let chosen = day
  while (chosen < today - 1 && !chance.is(SEASON[monthDay(chosen).month - 1] as number)) {
    chosen += 10 + chance.below(40)
  }
  return Math.min(chosen, Math.max(day, today - 1))
}
