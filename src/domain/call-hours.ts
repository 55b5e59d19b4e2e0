// When calls are welcome: hours of the day and days off. They hide no call; they tell when one is out of place.
import { type Day, dayOfWeek, type Instant, MINUTE, type Zone } from './day.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export interface CallHours {
  /** Minutes from midnight; `until` is not included. */
  from: number
  until: number
  daysOff: readonly Weekday[]
}

export function weekdayOf(day: Day): Weekday {
  return WEEKDAYS[dayOfWeek(day)] as Weekday
}

/** `9-21`, `09:00–21:30` → minutes from midnight; null where it is no span of a day. */
export function parseHours(text: string): { from: number; until: number } | null {
  const parts = /^\s*(\d{1,2})(?:[:.](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d\d))?\s*$/.exec(text)
  if (!parts) return null
  const [fromHour, fromMinute, untilHour, untilMinute] = parts.slice(1).map((part) => Number(part ?? 0))
  const from = (fromHour as number) * 60 + (fromMinute as number)
  const until = (untilHour as number) * 60 + (untilMinute as number)
  const isSpan =
    from < until && until <= 24 * 60 && [fromMinute, untilMinute].every((n) => (n as number) < 60)
  return isSpan ? { from, until } : null
}

/** `09:00-21:00`, as it is kept. */
export function hoursText({ from, until }: Pick<CallHours, 'from' | 'until'>): string {
  return [from, until].map(timeText).join('-')
}

function timeText(minutes: number): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** Days as they are kept, `sat,sun`; null where one is no day of the week, or all seven are off. */
export function parseDaysOff(text: string): Weekday[] | null {
  const names = text.split(/[\s,;]+/).filter((name) => name !== '')
  const days = WEEKDAYS.filter((day) => names.includes(day))
  return names.every((name) => WEEKDAYS.some((day) => day === name)) && days.length < 7 ? days : null
}

export function isDayOff(day: Day, { daysOff }: CallHours): boolean {
  return daysOff.includes(weekdayOf(day))
}

/** Whether a call is welcome at a moment. */
export function isCallable(at: Instant, zone: Zone, hours: CallHours): boolean {
  const minutes = zone.minutes(at)
  return minutes >= hours.from && minutes < hours.until && !isDayOff(zone.day(at), hours)
}

/** From when on a day can be called on, not before a moment; null where its hours are over by then. */
export function startOfCalls(day: Day, notBefore: Instant, zone: Zone, hours: CallHours): Instant | null {
  const start = Math.max(zone.at(day, hours.from), notBefore)
  return start < zone.at(day, hours.until) ? Math.ceil(start / MINUTE) * MINUTE : null
}
