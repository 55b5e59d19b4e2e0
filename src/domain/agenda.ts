// The agenda: the calls of the coming days, each customer on the first day that has room, if all goes as planned.
import { type CallHours, isDayOff, startOfCalls } from './call-hours.ts'
import type { Day, Instant, Zone } from './day.ts'
import type { Stretch } from './plan.ts'

export interface AgendaDay {
  day: Day
  /** When its calls begin. */
  start: Instant
  /** One after another from then on, best first. */
  calls: Stretch[]
  /** At a time that the customer asked for. */
  appointments: Stretch[]
}

/** What will be live at a moment if nothing is done until then, in calling order. */
export interface Coming {
  calls(at: Instant, limit: number): Stretch[]
  callbacks(at: Instant, limit: number): Stretch[]
}

/**
 * @param perDay how many calls a day has room for; who asked to be called at a time is called then, room or not
 * @returns the days on which there is somebody to call
 */
export function agendaOf(
  now: Instant,
  days: number,
  perDay: number,
  hours: CallHours,
  zone: Zone,
  coming: Coming,
): AgendaDay[] {
  const placed = new Set<number>()
  const agenda: AgendaDay[] = []
  const free = (stretch: Stretch) => !placed.has(stretch.customerId)
  const today = zone.day(now)
  for (let day = today; day < today + days; day++) {
    const begin = Math.max(now, zone.start(day))
    const end = zone.start(day + 1)
    const appointments = coming
      .callbacks(end - 1, placed.size + perDay)
      .filter((stretch) => free(stretch) && stretch.due >= begin && stretch.due < end)
    for (const { customerId } of appointments) placed.add(customerId)
    const start = isDayOff(day, hours) ? null : startOfCalls(day, now, zone, hours)
    const room = Math.max(0, perDay - appointments.length)
    const calls =
      start === null
        ? []
        : coming
            .calls(start, placed.size + room)
            .filter(free)
            .slice(0, room)
    for (const { customerId } of calls) placed.add(customerId)
    const [first] = appointments
    if (calls.length > 0 || first)
      agenda.push({ day, start: start ?? (first as Stretch).due, calls, appointments })
  }
  return agenda
}
