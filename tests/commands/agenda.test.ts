// aftersales agenda: the coming days, and a calendar that an independent reader of calendars takes.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import type { AgendaDocument } from '../../src/ui/view/agenda.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

interface Event {
  uid: string
  start: string
  minutes: number
  summary: string
  description: string
  status: string
  sequence: number
  alarms: number
}

function eventsOf(path: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, 'utf8')))
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      minutes: event.duration.toSeconds() / 60,
      summary: event.summary,
      description: event.description,
      status: String(component.getFirstPropertyValue('status')),
      sequence: event.sequence,
      alarms: component.getAllSubcomponents('valarm').length,
    }
  })
}

/** Seven first buyers of Friday; it is Saturday, nine in Moscow. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  world.setClock('2026-11-20T12:00:00+03:00')
  for (let i = 1; i <= 7; i++) {
    const phone = `+7916123450${i}`
    await runJson(
      ['sale', 'add', '--customer', `Buyer, ${i};`, '--phone', phone, '--item', 'Cream @100'],
      world,
    )
  }
  world.setClock('2026-11-21T09:00:00+03:00')
  return world
}

const agendaOf = (world: FakeWorld, ...args: string[]) => runJson<AgendaDocument>(['agenda', ...args], world)
const who = ({ days }: AgendaDocument) =>
  days.map(({ day, calls }) => [day, calls.map(({ customer }) => customer.id)])

describe('the coming days', () => {
  it('have room for so many each, and everybody once', async () => {
    const world = await shop()
    const agenda = await agendaOf(world, '--days', '3')
    expect(who(agenda)).toEqual([
      ['2026-11-21', [1, 2, 3, 4, 5]],
      ['2026-11-22', [6, 7]],
    ])
    expect(agenda.days.map(({ start }) => start)).toEqual([
      '2026-11-21T09:00:00+03:00',
      '2026-11-22T09:00:00+03:00',
    ])
  })

  it('leave out days off and hours that are over', async () => {
    const world = await shop()
    await runJson(['config', 'set', 'daysOff', 'ВС'], world)
    world.setClock('2026-11-21T22:00:00+03:00')
    expect(who(await agendaOf(world, '--days', '3'))).toEqual([['2026-11-23', [1, 2, 3, 4, 5]]])
    await runJson(['config', 'set', 'callHours', '10-23'], world)
    expect(who(await agendaOf(world, '--days', '3'))).toEqual([
      ['2026-11-21', [1, 2, 3, 4, 5]],
      ['2026-11-23', [6, 7]],
    ])
  })

  it('have a call at its time, also on a day off, and one place less beside it', async () => {
    const world = await shop()
    await runJson(['config', 'set', 'daysOff', 'sun'], world)
    await runJson(['log', '#2', '--outcome', 'call-later', '--next', '2026-11-22T18:30+03:00'], world)
    await runJson(['log', '#3', '--outcome', 'call-later', '--next', '2026-11-23T18:30+03:00'], world)
    const { days } = await agendaOf(world, '--days', '3')
    expect(days.map(({ day, calls }) => [day, calls.map(({ customer, at }) => [customer.id, at])])).toEqual([
      [
        '2026-11-21',
        [
          [1, null],
          [4, null],
          [5, null],
          [6, null],
          [7, null],
        ],
      ],
      ['2026-11-22', [[2, '2026-11-22T18:30:00+03:00']]],
      ['2026-11-23', [[3, '2026-11-23T18:30:00+03:00']]],
    ])
  })

  it('are the same when they are reckoned for an earlier moment', async () => {
    const world = await shop()
    const then = who(await agendaOf(world, '--days', '4'))
    world.setClock('2026-11-25T09:00:00+03:00')
    await runJson(['log', '#1', '--outcome', 'talked', '--csat', '5'], world)
    expect(who(await agendaOf(world, '--days', '4', '--as-of', '2026-11-21T09:00+03:00'))).toEqual(then)
  })

  it('of a shop without customers are empty, and no file is made', async () => {
    const world = fakeWorld()
    const { out } = await runLine(['agenda', '--days', '2'], world)
    expect(out).toBe('No calls are planned for the next 2 days.\n')
    expect(existsSync(world.db)).toBe(false)
  })

  it.each(['0', '93', '1.5', 'week'])('%s days are none', async (days) =>
    expect(await runError(['agenda', '--days', days], fakeWorld())).toMatchObject({ exit: 2 }))
})

describe('the calendar', () => {
  async function written(): Promise<{ world: FakeWorld; path: string }> {
    const world = await shop()
    const path = join(world.home, 'calls.ics')
    await runJson(['log', '#2', '--outcome', 'call-later', '--next', '2026-11-23T18:30+03:00'], world)
    await agendaOf(world, '--out', path)
    return { world, path }
  }

  it('is for its owner alone, and is read by an independent reader', async () => {
    const { path } = await written()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const [session, callback] = eventsOf(path)
    expect(session).toMatchObject({
      ...{ uid: 'calls-2026-11-21@shop.db', start: '2026-11-21T06:00:00.000Z', minutes: 20 },
      ...{ summary: '5 calls to customers', status: 'CONFIRMED', alarms: 1 },
    })
    expect(session?.description.split('\n')[0]).toBe('1. Buyer, 1;, +7 916 123 45 01, first call')
    expect(eventsOf(path)).toHaveLength(3)
    expect(callback).toMatchObject({ uid: 'calls-2026-11-22@shop.db' })
  })

  it('updates the same events after a change, and calls off what is over', async () => {
    const { world, path } = await written()
    const before = eventsOf(path)
    world.setClock('2026-11-21T10:00:00+03:00')
    await runJson(['log', '#2', '--outcome', 'call-later', '--next', '2026-11-24T12:00+03:00'], world)
    await agendaOf(world, '--out', path)
    const moved = eventsOf(path).find(({ uid }) => uid === 'callback-2@shop.db')
    const was = before.find(({ uid }) => uid === 'callback-2@shop.db')
    expect(was?.start).toBe('2026-11-23T15:30:00.000Z')
    expect(moved).toMatchObject({ start: '2026-11-24T09:00:00.000Z', status: 'CONFIRMED' })
    expect(moved?.sequence).toBeGreaterThan(was?.sequence as number)
    for (let id = 1; id <= 7; id++) await runJson(['log', `#${id}`, '--outcome', 'refused'], world)
    await agendaOf(world, '--out', path)
    const over = eventsOf(path)
    expect(over.map(({ uid }) => uid).sort()).toEqual(before.map(({ uid }) => uid).sort())
    expect(over.every(({ status, alarms }) => status === 'CANCELLED' && alarms === 0)).toBe(true)
  })

  it('takes the place of no other file, unless it is told to', async () => {
    const { world, path } = await written()
    const other = join(world.home, 'other.ics')
    writeFileSync(other, 'BEGIN:VCALENDAR\r\nPRODID:-//other//\r\nUID:x@shop.db\r\nEND:VCALENDAR\r\n')
    expect(await runError(['agenda', '--out', other], world)).toMatchObject({ exit: 3 })
    expect(readFileSync(other, 'utf8')).toContain('//other//')
    await agendaOf(world, '--out', other, '--force')
    expect(readFileSync(other, 'utf8')).not.toContain('//other//')
    // Of another shop, though of ours.
    const foreign = readFileSync(path, 'utf8').replaceAll('@shop.db', '@second.db')
    writeFileSync(other, foreign)
    expect(await runError(['agenda', '--out', other], world)).toMatchObject({ exit: 3 })
  })
})
