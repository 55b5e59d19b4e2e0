// Days and instants in many zones: gaps at midnight, a day that never was, and round trips through every change.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  type Day,
  dayIn,
  dayOf,
  dayOfWeek,
  dayText,
  HOUR,
  instantText,
  MINUTE,
  monthDay,
  parseDay,
  Zone,
} from '../../src/domain/day.ts'

const day = (text: string) => parseDay(text) as Day
const utc = (text: string) => Date.parse(text)

describe('a calendar day', () => {
  test('has its place in the week, also before 1970', () => {
    for (let at = -1000; at < 30_000; at++) {
      const sundayFirst = new Date(at * DAY).getUTCDay()
      expect(dayOfWeek(at)).toBe(sundayFirst === 0 ? 6 : sundayFirst - 1)
    }
    expect(dayIn('1970-01-05')).toBe(4)
  })

  test.each([
    '1970-01-01',
    '2000-02-29',
    '2024-02-29',
    '2026-12-31',
    '1900-02-28',
    '9999-12-31',
  ])('%s reads back as written', (text) => {
    expect(dayText(day(text))).toBe(text)
  })

  test.each([
    ...['2023-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'],
    ...['2026-1-1', '26-01-01', '2026-01-01 ', '2026-01-01T00:00', '', '0000-01-01', '２０２６-01-01'],
  ])('%j is none', (text) => {
    expect(parseDay(text)).toBe(null)
  })

  test('counts from 1970, leap days included', () => {
    expect(day('1970-01-01')).toBe(0)
    expect(day('1969-12-31')).toBe(-1)
    expect(day('2024-03-01') - day('2024-02-28')).toBe(2)
    expect(day('2025-03-01') - day('2025-02-28')).toBe(1)
    expect(dayOf(2026, 2, 29)).toBe(null)
    expect(monthDay(day('2024-02-29'))).toEqual({ year: 2024, month: 2, day: 29 })
  })
})

describe('a zone', () => {
  test('is known by its IANA name only', () => {
    expect(() => new Zone('Europe/Nowhere')).toThrow(RangeError)
    expect(() => new Zone('')).toThrow(RangeError)
  })

  test('tells an instant by its wall clock', () => {
    const at = utc('2026-11-21T06:00:00.000Z')
    expect(new Zone('Europe/Moscow').text(at)).toBe('2026-11-21T09:00:00+03:00')
    expect(new Zone('Asia/Kathmandu').text(at)).toBe('2026-11-21T11:45:00+05:45')
    expect(new Zone('America/St_Johns').text(at)).toBe('2026-11-21T02:30:00-03:30')
    expect(new Zone('UTC').text(at)).toBe('2026-11-21T06:00:00+00:00')
    expect(new Zone('Asia/Kathmandu').minutes(at)).toBe(11 * 60 + 45)
    expect(instantText(at)).toBe('2026-11-21T06:00:00.000Z')
  })

  test('tells an instant of local mean time in whole minutes', () => {
    expect(new Zone('Europe/Moscow').text(utc('1900-01-01T00:00Z'))).toBe('1900-01-01T02:30:00+02:30')
    expect(new Zone('America/New_York').text(utc('1880-01-01T12:00Z'))).toBe('1880-01-01T07:04:00-04:56')
    const moscow = new Zone('Europe/Moscow')
    expect(dayText(moscow.day(moscow.start(day('1910-05-05'))))).toBe('1910-05-05')
  })

  test.each([
    // [zone, day, its start, the start of the next]
    ['Europe/Moscow', '2026-03-29', '2026-03-28T21:00Z', '2026-03-29T21:00Z'],
    // Clocks forward, so a day of 23 hours; back, 25; Lord Howe turns them by half an hour.
    ['America/New_York', '2026-03-08', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z', '2026-04-05T13:30Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30Z', '2026-10-04T13:00Z'],
    // Midnight itself was skipped, or came twice.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00Z', '2018-02-18T03:00Z'],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00Z', '2024-03-31T21:00Z'],
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00Z', '2024-04-26T21:00Z'],
    // Samoa crossed the date line: 30 December 2011 never was.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00Z', '2011-12-30T10:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00Z', '2011-12-31T10:00Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00Z', '2026-01-01T10:00Z'],
    ['Etc/GMT+12', '2026-01-01', '2026-01-01T12:00Z', '2026-01-02T12:00Z'],
  ])('%s: %s begins and ends', (name, text, start, next) => {
    const zone = new Zone(name)
    expect(zone.start(day(text))).toBe(utc(start))
    expect(zone.start(day(text) + 1)).toBe(utc(next))
    if (start !== next) {
      expect(dayText(zone.day(utc(start)))).toBe(text)
      expect(dayText(zone.day(utc(next) - 1))).toBe(text)
    }
  })

  test.each([
    // Where the wall clock shows a time twice, the first is meant; where it skips one, the first after the gap.
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30Z'],
    ['America/New_York', '2026-03-08 02:30', '2026-03-08T07:00Z'],
    ['America/New_York', '2026-03-08 03:00', '2026-03-08T07:00Z'],
    ['Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45Z'],
    // Far east of UTC the change itself falls on the UTC day before.
    ['Pacific/Auckland', '2026-04-05 01:59', '2026-04-04T12:59Z'],
    ['Pacific/Auckland', '2026-04-05 02:30', '2026-04-04T13:30Z'],
    ['Pacific/Chatham', '2026-04-05 02:30', '2026-04-04T12:45Z'],
    ['Pacific/Apia', '2021-04-04 02:30', '2021-04-03T12:30Z'],
    ['Pacific/Apia', '2011-12-30 18:00', '2011-12-30T10:00Z'],
  ])('%s: the clock shows %s', (name, wall, instant) => {
    const [text = '', time = ''] = wall.split(' ')
    const [hours, minutes] = time.split(':')
    expect(instantText(new Zone(name).at(day(text), Number(hours) * 60 + Number(minutes)))).toBe(
      instantText(utc(instant)),
    )
  })

  test('noon is noon, also on the days on which the clocks change', () => {
    for (const text of ['2026-03-08', '2026-11-01', '2026-07-01']) {
      expect(new Zone('America/New_York').text(new Zone('America/New_York').noon(day(text)))).toMatch(
        new RegExp(`^${text}T12:00:00`),
      )
    }
  })
})

describe('in every zone', () => {
  const names = [
    ...['Europe/Moscow', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
    ...[
      'Pacific/Apia',
      'Pacific/Chatham',
      'Pacific/Auckland',
      'Pacific/Kiritimati',
      'Etc/GMT+12',
      'Asia/Tehran',
    ],
    ...['Africa/Casablanca', 'America/Havana', 'Asia/Gaza', 'Antarctica/Troll', 'Europe/London', 'UTC'],
  ]
  const zones = names.map((name) => new Zone(name))
  const zone = fc.constantFrom(...zones)
  const instant = fc
    .integer({ min: utc('1990-01-01') / 1000, max: utc('2040-01-01') / 1000 })
    .map((s) => s * 1000)

  test('an instant lies in its day, and its wall clock leads back to it', () => {
    fc.assert(
      fc.property(zone, instant, (where, at) => {
        const today = where.day(at)
        expect(where.start(today)).toBeLessThanOrEqual(at)
        expect(where.start(today + 1)).toBeGreaterThan(at)
        expect(where.text(at).slice(0, 10)).toBe(dayText(today))
        expect(Date.parse(where.text(at))).toBe(at)
        const back = where.at(today, where.minutes(at))
        // A time shown twice is read as the first, at most two hours before.
        expect(where.minutes(back)).toBe(where.minutes(at))
        expect(at - back).toBeLessThan(2 * HOUR + MINUTE)
        expect(back).toBeLessThanOrEqual(at)
      }),
      { numRuns: 2000 },
    )
  })

  test('days follow each other without gap or overlap, within two hours of 24 hours long', () => {
    for (const where of zones) {
      for (let date = day('2010-01-01'); date < day('2013-01-01'); date++) {
        const length = where.start(date + 1) - where.start(date)
        expect(length === 0 || (length >= DAY - 2 * HOUR && length <= DAY + 2 * HOUR)).toBe(true)
        if (length > 0)
          expect([where.day(where.start(date)), where.day(where.start(date + 1) - 1)]).toEqual([date, date])
      }
    }
  })

  test('the minutes of a day come in order', () => {
    fc.assert(
      fc.property(zone, fc.integer({ min: 7305, max: 25_000 }), fc.nat(1438), (where, date, minutes) => {
        expect(where.at(date, minutes)).toBeLessThanOrEqual(where.at(date, minutes + 1))
        expect(where.at(date, 0)).toBe(where.start(date))
      }),
      { numRuns: 2000 },
    )
  })
})
