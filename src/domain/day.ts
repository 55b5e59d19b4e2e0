// Instants and calendar days as numbers, and the one place that knows time zones.
import { tzOffset } from '@date-fns/tz'

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number
/** A calendar day of the shop, counted from 1970-01-01; no zone is attached to it. */
export type Day = number

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** `2026-11-21` → day, or null when the text is no real day (30 February, month 13). */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return dayOf(year, month, day)
}

/** The day of a text that is known to tell one, as our own documents do. */
export function dayIn(text: string): Day {
  return parseDay(text) ?? 0
}

/** Year, month 1–12 and day of month → day, or null when there is no such day. */
export function dayOf(year: number, month: number, day: number): Day | null {
  const time = Date.UTC(year, month - 1, day)
  const date = new Date(time)
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same ? time / DAY : null
}

/** Day → `2026-11-21`. */
export function dayText(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Instant → `2026-11-21T06:00:00.000Z`, as it is stored: sortable as text. */
export function instantText(instant: Instant): string {
  return new Date(instant).toISOString()
}

/** As text later than every moment: whatever is known by now. */
export const EVER = '9999'

/** Month 1–12 and day of month of a day. */
export function monthDay(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** The place of a day in its week: 0 for Monday, 6 for Sunday. */
export function dayOfWeek(day: Day): number {
  // Day 0, 1 January 1970, was a Thursday.
  return (((day + 3) % 7) + 7) % 7
}

/** Minutes east of UTC of a zone at an instant; NaN where there is no such zone. */
export type Offsets = (zone: string, at: Instant) => number

export const offsetsByDatabase: Offsets = (zone, at) => tzOffset(zone, new Date(at))

/** The shop's time zone: local days ↔ instants, through every change of the clocks. */
export class Zone {
  readonly name: string
  readonly #starts = new Map<Day, Instant>()
  readonly #offsets: Offsets

  /**
   * @param offsets where they are known from
   * @throws RangeError when the name is no IANA zone.
   */
  constructor(name: string, offsets = offsetsByDatabase) {
    if (Number.isNaN(offsets(name, 0))) throw new RangeError(name)
    this.name = name
    this.#offsets = offsets
  }

  /** Whole minutes east of UTC at an instant; the seconds of old local mean times no text can write. */
  offset(at: Instant): number {
    return Math.round(this.#offsets(this.name, at))
  }

  /** The local day that holds an instant. */
  day(at: Instant): Day {
    const guess = Math.floor(at / DAY) - 1
    // A local day starts at most 14 h before and 12 h after its UTC day, so one of three holds the instant.
    if (at < this.start(guess + 1)) return guess
    return at < this.start(guess + 2) ? guess + 1 : guess + 2
  }

  /** The first instant of a local day; where the clocks skip midnight, the first instant after the gap. */
  start(day: Day): Instant {
    const known = this.#starts.get(day)
    if (known !== undefined) return known
    const start = this.at(day, 0)
    this.#starts.set(day, start)
    return start
  }

  /** Noon of a local day: what a day given without a time counts as. */
  noon(day: Day): Instant {
    return this.at(day, 12 * 60)
  }

  /** A wall-clock time of a local day, in minutes from midnight; inside a gap, the first instant after it. */
  at(day: Day, minutes: number): Instant {
    const wall = day * DAY + minutes * MINUTE
    // No zone is further than 16 h from UTC, so these two offsets are the ones before and after the moment asked.
    const early = wall - this.offset(wall - 16 * HOUR) * MINUTE
    const late = wall - this.offset(wall + 16 * HOUR) * MINUTE
    // Around a change of the clocks the two guesses differ; the one that reads back as asked is right.
    if (early === late || early + this.offset(early) * MINUTE === wall) return early
    if (late + this.offset(late) * MINUTE === wall) return late
    return this.#afterGap(Math.min(early, late), Math.max(early, late))
  }

  /** Minutes from local midnight by the wall clock. */
  minutes(at: Instant): number {
    const wall = at + this.offset(at) * MINUTE
    return Math.floor((wall - Math.floor(wall / DAY) * DAY) / MINUTE)
  }

  /** Instant → `2026-11-21T09:00:00+03:00`. */
  text(at: Instant): string {
    const offset = this.offset(at)
    const wall = new Date(at + offset * MINUTE).toISOString().slice(0, 19)
    const sign = offset < 0 ? '-' : '+'
    const size = Math.abs(offset)
    const pad = (n: number) => String(n).padStart(2, '0')
    return `${wall}${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
  }

  /** The instant between the two at which the offset changes. */
  #afterGap(from: Instant, to: Instant): Instant {
    const before = this.offset(from)
    let [low, high] = [from, to]
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
      if (this.offset(middle) === before) low = middle
      else high = middle
    }
    return high
  }
}
