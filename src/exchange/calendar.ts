// A calendar file (.ics, RFC 5545) that phones take: the same event keeps its name, so that it is updated and not doubled.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import ical, { ICalAlarmType, ICalEventStatus } from 'ical-generator'
import type { Instant } from '../domain/day.ts'
import { printable } from '../domain/name.ts'

export interface CalendarEvent {
  /** The same for the same event in every file. */
  uid: string
  start: Instant
  end: Instant
  summary: string
  description: string
  /** Whether it is called off: calendars take it away. */
  cancelled: boolean
}

export interface Calendar {
  name: string
  now: Instant
  /** Grows with every change of the shop: of two versions of an event a calendar keeps the greater one. */
  sequence: number
  events: readonly CalendarEvent[]
}

const MAKER = { company: 'aftersales', product: 'agenda', language: 'EN' }

/** Minutes before an event at which a phone tells of it. */
const ALARM = 10

/** Moments are written in UTC, which every calendar shows in the zone it is in. */
export function calendarText({ name, now, sequence, events }: Calendar): string {
  const calendar = ical({ name: printable(name), prodId: MAKER })
  for (const { uid, start, end, summary, description, cancelled } of events) {
    calendar.createEvent({
      id: uid,
      ...{ sequence, stamp: new Date(now), lastModified: new Date(now) },
      ...{ start: new Date(start), end: new Date(end) },
      summary: printable(summary),
      description: description.split('\n').map(printable).join('\n'),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      alarms: cancelled ? [] : [{ type: ICalAlarmType.display, triggerBefore: ALARM * 60 }],
    })
  }
  return calendar.toString()
}

/** What ends the names of a shop's events: two shops may be in one calendar. */
export function markOf(database: string): string {
  return basename(database)
}

/** The names of the events in a calendar file of ours; null for any other file, or none. */
export function eventsIn(path: string): string[] | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return null
  }
  if (!text.includes(`PRODID:-//${MAKER.company}//${MAKER.product}//`)) return null
  return [...text.replace(/\r?\n[ \t]/g, '').matchAll(/^UID:(.+?)\r?$/gm)].map(([, uid = '']) => uid)
}
