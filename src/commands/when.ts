// Days and moments as people type them: 2026-11-21, 21.11, вчера, +3d, пт, 15:30.
import { type Day, dayOf, type Instant, monthDay, parseDay, type Zone } from '../domain/day.ts'
import { invalid } from '../errors.ts'

/** A day, and minutes from midnight where a time was given. */
interface Spoken {
  day: Day
  minutes: number | null
}

/** Which way an incomplete date leans: a sale was, a callback will be. */
export type Lean = 'past' | 'future'

/** Beyond these a year is a slip of the finger; and a plan that reaches a little further must still be a date. */
const FIRST_DAY = parseDay('1970-01-01') as Day
const LAST_DAY = parseDay('2199-12-31') as Day

const isThinkable = (day: Day) => FIRST_DAY <= day && day <= LAST_DAY

/** What `--as-of` says: a day means 09:00 of it. @throws AppError input.invalid */
export function clockOf(text: string, zone: Zone, clock: Instant): Instant {
  const exact = exactInstant(text, zone)
  if (exact !== null) return exact
  const spoken = numeric(text.trim(), zone.day(clock), 'past')
  if (spoken === null || !isThinkable(spoken.day)) return invalid('asOf', '--as-of', text)
  return zone.at(spoken.day, spoken.minutes ?? 9 * 60)
}

/**
 * A day.
 * @param since a day of the year in which a date without one is looked for first: it is the nearest not before it
 * @throws AppError input.invalid, naming the field
 */
export async function readDay(
  field: string,
  text: string,
  now: Instant,
  zone: Zone,
  lean: Lean,
  since: Day | null = null,
): Promise<Day> {
  const exact = exactInstant(text, zone)
  if (exact !== null) return zone.day(exact)
  return (await speak(field, text, now, zone, lean, since)).day
}

/** A moment; a day without a time counts as noon. @throws AppError input.invalid, naming the field */
export async function readWhen(
  field: string,
  text: string,
  now: Instant,
  zone: Zone,
  lean: Lean,
): Promise<Instant> {
  const exact = exactInstant(text, zone)
  if (exact !== null) return exact
  const { day, minutes } = await speak(field, text, now, zone, lean)
  if (minutes !== null) return zone.at(day, minutes)
  // What happened today without a time has happened by now, even before noon.
  return lean === 'past' && day === zone.day(now) ? Math.min(zone.noon(day), now) : zone.noon(day)
}

/** An instant with its offset, `2026-11-21T09:00:00+03:00`. */
function exactInstant(text: string, zone: Zone): Instant | null {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/i.test(text.trim())) return null
  const day = parseDay(text.trim().slice(0, 10))
  const instant = Date.parse(text.trim().replace(' ', 'T'))
  return day === null || Number.isNaN(instant) || !isThinkable(zone.day(instant)) ? null : instant
}

async function speak(
  field: string,
  text: string,
  now: Instant,
  zone: Zone,
  lean: Lean,
  since: Day | null = null,
): Promise<Spoken> {
  const trimmed = text.trim()
  const today = zone.day(now)
  const isNumeric = /\d[-./]\d/.test(trimmed) || /^[+-]\d/.test(trimmed) || /^\d\d?:\d\d$/.test(trimmed)
  const spoken = isNumeric
    ? numeric(trimmed, today, lean, since)
    : await worded(trimmed, now, zone, lean, since)
  return spoken !== null && isThinkable(spoken.day)
    ? spoken
    : invalid(lean === 'future' ? 'dayAhead' : 'day', field, text)
}

const TIME = /(?:[T ,]+(?:в |at )?(\d{1,2}):(\d{2})(?::\d{2})?)?$/

/** ISO, `21.11`, `21.11.26`, `21.11.2026`, `+3d`, `-2w`, `+1m`, `15:30`, each with an optional time. */
function numeric(text: string, today: Day, lean: Lean, since: Day | null = null): Spoken | null {
  const minutesOf = (hours?: string, minutes?: string) => {
    if (hours === undefined) return null
    const time = Number(hours) * 60 + Number(minutes)
    return Number(hours) < 24 && Number(minutes) < 60 ? time : Number.NaN
  }
  const spoken = (day: Day | null, hours?: string, minutes?: string): Spoken | null => {
    const time = minutesOf(hours, minutes)
    return day === null || Number.isNaN(time) ? null : { day, minutes: time }
  }
  let match = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)${TIME.source}`).exec(text)
  if (match) return spoken(parseDay(match[1] as string), match[2], match[3])
  match = new RegExp(`^(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d\\d))?\\.?${TIME.source}`).exec(text)
  if (match) {
    const [, day, month, year] = match
    return spoken(dateOf(Number(day), Number(month), year, today, lean, since), match[4], match[5])
  }
  match = new RegExp(`^([+-]\\d{1,4})\\s?([dwmднм])[a-zа-я.]*${TIME.source}`, 'i').exec(text)
  if (match)
    return spoken(shifted(today, Number(match[1]), (match[2] as string).toLowerCase()), match[3], match[4])
  match = /^(\d{1,2}):(\d{2})$/.exec(text)
  return match ? spoken(today, match[1], match[2]) : null
}

/** Without a year the date is the nearest one that leans the right way, or the first one since a day. */
function dateOf(
  day: number,
  month: number,
  year: string | undefined,
  today: Day,
  lean: Lean,
  since: Day | null,
): Day | null {
  if (year !== undefined) return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
  const around = (y: number) =>
    [y - 1, y, y + 1].map((y) => dayOf(y, month, day)).filter((date) => date !== null)
  const first = since === null ? undefined : around(monthDay(since).year).find((d) => d >= (since as Day))
  if (first !== undefined && (lean === 'future' || first <= today)) return first
  const candidates = around(monthDay(today).year)
  return (
    (lean === 'past' ? candidates.findLast((d) => d <= today) : candidates.find((d) => d >= today)) ?? null
  )
}

/** Days and weeks are counted; a month later is the same day of the month, or its last. */
function shifted(today: Day, count: number, unit: string): Day | null {
  if (unit === 'd' || unit === 'д') return today + count
  if (unit === 'w' || unit === 'н') return today + 7 * count
  const { year, month, day } = monthDay(today)
  const months = year * 12 + (month - 1) + count
  for (let last = day; last > 27; last--) {
    const found = dayOf(Math.floor(months / 12), (months % 12) + 1, last)
    if (found !== null) return found
  }
  return dayOf(Math.floor(months / 12), (months % 12) + 1, day)
}

/** Words of either language, whatever the interface speaks: `вчера`, `next friday`, `пт 15:00`. */
async function worded(
  text: string,
  now: Instant,
  zone: Zone,
  lean: Lean,
  since: Day | null,
): Promise<Spoken | null> {
  const [ru, en] = await Promise.all([import('chrono-node/ru'), import('chrono-node/en')])
  const reference = { instant: new Date(now), timezone: zone.offset(now) }
  for (const chrono of [ru, en]) {
    for (const found of chrono.parse(text, reference, { forwardDate: lean === 'future' })) {
      if (found.text.length !== text.length) continue
      const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => found.start.get(name) ?? 0
      const named = dayOf(part('year'), part('month'), part('day'))
      if (named === null) continue
      const weekday = found.start.isCertain('weekday') && !found.start.isCertain('day')
      const yearless =
        since !== null && found.start.isCertain('month') && !found.start.isCertain('year')
          ? dateOf(part('day'), part('month'), undefined, zone.day(now), lean, since)
          : null
      const day = yearless ?? (weekday && lean === 'past' && named > zone.day(now) ? named - 7 : named)
      return { day, minutes: found.start.isCertain('hour') ? part('hour') * 60 + part('minute') : null }
    }
  }
  return null
}
