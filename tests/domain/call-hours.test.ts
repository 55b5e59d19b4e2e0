// Hours and days for calls.
import { describe, expect, it, test } from 'vitest'
import {
  hoursText,
  isCallable,
  parseDaysOff,
  parseHours,
  startOfCalls,
  weekdayOf,
} from '../../src/domain/call-hours.ts'
import { parseDay, Zone } from '../../src/domain/day.ts'

const zone = new Zone('Europe/Moscow')
const at = (text: string) => Date.parse(`${text}+03:00`)
const hours = { from: 9 * 60, until: 21 * 60, daysOff: ['sun'] as const }

describe('hours', () => {
  test.each([
    ['9-21', '09:00-21:00'],
    ['09:00–21:30', '09:00-21:30'],
    [' 8.15 — 24 ', '08:15-24:00'],
    ['0-24', '00:00-24:00'],
  ])('%s is read', (typed, kept) => expect(hoursText(parseHours(typed) as never)).toBe(kept))

  test.each([
    '',
    '9',
    '21-9',
    '9-9',
    '9-25',
    '9:60-12',
    '9-12-15',
    'день',
    '24-24:01',
  ])('%j is none', (typed) => expect(parseHours(typed)).toBeNull())
})

describe('days off', () => {
  it('are kept in the order of the week, each once', () =>
    expect(parseDaysOff('sun, sat sun')).toEqual(['sat', 'sun']))
  it('may be none', () => expect(parseDaysOff(' ')).toEqual([]))
  it('are no other words', () => expect(parseDaysOff('sat,someday')).toBeNull())
  it('leave a day to call on', () => expect(parseDaysOff('mon tue wed thu fri sat sun')).toBeNull())
})

test.each([
  ['1970-01-01', 'thu'],
  ['1969-12-31', 'wed'],
  ['2026-11-22', 'sun'],
])('%s was a %s', (day, weekday) => expect(weekdayOf(parseDay(day) as number)).toBe(weekday))

test.each([
  ['2026-11-21T09:00:00', true],
  ['2026-11-21T08:59:59', false],
  ['2026-11-21T20:59:59', true],
  ['2026-11-21T21:00:00', false],
  ['2026-11-22T12:00:00', false],
])('%s is in them: %s', (moment, callable) => expect(isCallable(at(moment), zone, hours)).toBe(callable))

describe('the calls of a day begin', () => {
  const day = parseDay('2026-11-21') as number
  const start = (now: string) => startOfCalls(day, at(now), zone, hours)
  it('with its hours', () => expect(start('2026-11-20T23:00:00')).toBe(at('2026-11-21T09:00:00')))
  it('now, on the next whole minute', () =>
    expect(start('2026-11-21T15:10:05')).toBe(at('2026-11-21T15:11:00')))
  it('no more when they are over', () => expect(start('2026-11-21T21:00:00')).toBeNull())
})
