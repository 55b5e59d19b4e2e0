// aftersales agenda: the calls of the coming days, and a calendar of them for a phone.
import type { Context } from '../context.ts'
import { type AgendaDay, agendaOf } from '../domain/agenda.ts'
import { dayText, MINUTE } from '../domain/day.ts'
import type { CalendarEvent } from '../exchange/calendar.ts'
import { personById } from '../store/customer.ts'
import { callHoursOf } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { type AgendaCall, type AgendaDocument, viewAgenda } from '../ui/view/agenda.ts'
import type { Words } from '../ui/words.ts'
import { callsIn, comingCalls, minutesPerCall } from './due-list.ts'
import { check, number, optional } from './input.ts'

export interface AgendaFlags {
  days?: string
  out?: string
  force?: boolean
}

const DAYS = 14
const MOST_DAYS = 92

/** Calendars count versions in 31 bits: seconds since 2020 fit until 2088. */
const COUNTED_FROM = Date.UTC(2020)

/** @throws AppError input.invalid, file.exists, file.unwritable */
export async function agenda(context: Context, flags: AgendaFlags): Promise<void> {
  const { days: ahead = DAYS } = check({ days: optional(number(1, MOST_DAYS, true)) }, { days: flags.days })
  const store = await context.read()
  const { now, zone, settings, policy } = store
  const { minutes } = policy.timeBox
  const perCall = minutesPerCall(store)
  const hours = callHoursOf(settings)
  const days = agendaOf(now, ahead, callsIn(minutes, perCall), hours, zone, comingCalls(store))
  const document: AgendaDocument = {
    asOf: zone.text(now),
    ahead,
    minutesPerCall: perCall,
    days: days.map((day) => dayOf(day, store)),
    file: flags.out ?? null,
  }
  if (flags.out !== undefined) await writeCalendar(context, store, document, flags.out, flags.force === true)
  context.show(document, (shown) => viewAgenda(shown, context.page(store)), document.file)
}

function dayOf(
  { day, start, calls, appointments }: AgendaDay,
  { db, zone }: Store,
): AgendaDocument['days'][number] {
  const person = (id: number) => personById(db, id)
  const timed = appointments.map(({ kind, customerId, due }) => ({
    ...{ kind, customer: person(customerId), at: zone.text(due) },
  }))
  const inTurn = calls.map(({ kind, customerId }) => ({ kind, customer: person(customerId), at: null }))
  return { day: dayText(day), start: zone.text(start), calls: [...timed, ...inTurn] }
}

/** The file of an earlier agenda gives way, and what it had and is no more is called off. */
async function writeCalendar(
  context: Context,
  store: Store,
  document: AgendaDocument,
  out: string,
  force: boolean,
): Promise<void> {
  const [{ calendarText, eventsIn, markOf }, { writeNewFile }] = await Promise.all([
    import('../exchange/calendar.ts'),
    import('../exchange/new-file.ts'),
  ])
  const { now, changedAt, path } = store
  const words = context.words(store)
  const shop = markOf(path)
  const events = document.days.flatMap((day) => eventsOf(day, document.minutesPerCall, words, shop))
  const earlier = eventsIn(out)
  const isOurs = earlier?.every((uid) => uid.endsWith(`@${shop}`)) === true
  const standing = new Set(events.map(({ uid }) => uid))
  const today = dayText(store.zone.day(now))
  const over = (isOurs ? earlier : [])
    .filter((uid) => !standing.has(uid) && !isBefore(uid, today))
    .map((uid) => ({
      ...{ uid, start: now, end: now + MINUTE, summary: context.t('agenda.over'), description: '' },
      cancelled: true,
    }))
  const text = calendarText({
    name: context.t('agenda.name'),
    now,
    sequence: Math.floor((Math.max(now, changedAt) - COUNTED_FROM) / 1000),
    events: [...events, ...over],
  })
  writeNewFile(out, text, force || isOurs, path)
}

/** Of a day that is over an event stays as it was. */
function isBefore(uid: string, today: string): boolean {
  const [, day = today] = /^calls-(\d{4}-\d\d-\d\d)@/.exec(uid) ?? []
  return day < today
}

/** An event for each call that was asked for at a time, and one for the others of the day. */
function eventsOf(
  { day, start, calls }: AgendaDocument['days'][number],
  perCall: number,
  words: Words,
  shop: string,
): CalendarEvent[] {
  const { t } = words
  const line = ({ kind, customer }: AgendaCall) =>
    [
      customer.name,
      ...(customer.phone === null ? [] : [words.phone(customer.phone)]),
      t(`touch.kind.${kind}`),
    ].join(', ')
  const timed = calls.flatMap((call) => {
    if (call.at === null) return []
    const begin = Date.parse(call.at)
    return {
      uid: `callback-${call.customer.id}@${shop}`,
      ...{ start: begin, end: begin + perCall * MINUTE, cancelled: false },
      summary: t('agenda.callback', { name: call.customer.name }),
      description: line(call),
    }
  })
  const inTurn = calls.filter(({ at }) => at === null)
  if (inTurn.length === 0) return timed
  const begin = Date.parse(start)
  const session = {
    uid: `calls-${day}@${shop}`,
    ...{ start: begin, end: begin + inTurn.length * perCall * MINUTE, cancelled: false },
    summary: t('agenda.session', { count: inTurn.length }),
    description: [...inTurn.map((call, i) => `${i + 1}. ${line(call)}`), '', t('agenda.list')].join('\n'),
  }
  return [...timed, session]
}
