// Dates of a column: decided over the whole of it, and never guessed.
import { describe, expect, it } from 'vitest'
import { Zone } from '../../src/domain/day.ts'
import { dateReader } from '../../src/exchange/dates.ts'

const moscow = new Zone('Europe/Moscow')

/** How the first value reads in the company of the others. */
function read(texts: string[], format: string | null = null, zone = moscow): string | null {
  const [first = ''] = texts
  const moment = dateReader(texts, format, zone).read(first)
  return moment === 'outside' ? moment : (moment?.wall ?? null)
}

describe('a date alone', () => {
  it.each([
    ['2026-11-21', '2026-11-21T12:00:00'],
    ['2026-1-2', '2026-01-02T12:00:00'],
    ['2026/11/21', '2026-11-21T12:00:00'],
    ['21.11.2026', '2026-11-21T12:00:00'],
    ['1.2.26', '2026-02-01T12:00:00'],
    ['1.2.97', '1997-02-01T12:00:00'],
    ['21/11/2026', '2026-11-21T12:00:00'],
    ['11/21/2026', '2026-11-21T12:00:00'],
    ['5/5/2026', '2026-05-05T12:00:00'],
    ['2026-11-21 09:30', '2026-11-21T09:30:00'],
    ['2026-11-21T09:30:15', '2026-11-21T09:30:15'],
    ['2026-11-21T09:30:15.123Z', '2026-11-21T12:30:15'],
    ['2026-11-21T23:30:00+00:00', '2026-11-22T02:30:00'],
    ['21.11.2026 9:05', '2026-11-21T09:05:00'],
    ['11/21/2026, 3:05 PM', '2026-11-21T15:05:00'],
    ['11/21/2026 12:05 am', '2026-11-21T00:05:00'],
    ['29.02.2024', '2024-02-29T12:00:00'],
  ])('%s', (text, wall) => expect(read([text])).toBe(wall))

  it.each([
    '29.02.2026',
    '31.04.2026',
    '2026-13-01',
    '45/45/2026',
    '00.01.2026',
    '21.11.2026 25:00',
    '21.11.2026 10:61',
    '13:05 PM',
    'вчера',
    '45231',
    '21.11',
    '2026-11/21',
    '20261121',
  ])('%s is none', (text) => expect(read([text])).toBe(null))
})

describe('day and month in a column', () => {
  it('are told apart by a value that is a date in one order only', () => {
    expect(read(['03/04/2026', '13/04/2026'])).toBe('2026-04-03T12:00:00')
    expect(read(['03/04/2026', '04/13/2026'])).toBe('2026-03-04T12:00:00')
    expect(read(['03-04-2026', '13-04-2026 10:00'])).toBe('2026-04-03T12:00:00')
  })

  it('are never guessed', () => {
    const ambiguous = expect.objectContaining({ code: 'import.ambiguousDates', exitCode: 2 })
    expect(() => read(['03/04/2026', '05/05/2026'])).toThrow(ambiguous)
    expect(() => read(['13/04/2026', '04/13/2026'])).toThrow(ambiguous)
  })

  it('do not come from a value that is no date in either order', () => {
    expect(read(['03/04/2026', '13/04/2026', '31/02/2026', '99/99/2026'])).toBe('2026-04-03T12:00:00')
  })

  it('are certain between points, where the day comes first', () => {
    expect(read(['03.04.2026', '04/13/2026'])).toBe('2026-04-03T12:00:00')
  })
})

describe('a format that was told', () => {
  it.each([
    ['03/04/2026', 'dd/MM/yyyy', '2026-04-03T12:00:00'],
    ['03/04/2026', 'MM/dd/yyyy', '2026-03-04T12:00:00'],
    ['3/4/26', 'M/d/yy', '2026-03-04T12:00:00'],
    ['03.04.2026 10:15', 'dd.MM.yyyy HH:mm', '2026-04-03T10:15:00'],
    ['03.04.2026 10:15', 'DD.MM.YYYY', '2026-04-03T10:15:00'],
    ['2026 04 03', 'yyyy MM dd', '2026-04-03T12:00:00'],
    ['2026-4-3', 'dd.MM.yyyy', null],
    ['2026-04-03', 'dd.MM.yyyy', '2026-04-03T12:00:00'],
    ['2026-04-03', 'yyyy-dd-MM', '2026-03-04T12:00:00'],
    ['31/02/2026', 'dd/MM/yyyy', null],
  ])('%s as %s', (text, format, wall) => expect(read([text], format)).toBe(wall))

  it.each([
    '',
    'dd.MM',
    'foo',
    'dd.MM.yyy',
    'dd.MM.yyyy yyyy',
    'dd(MM)yyyy',
    'dd.dd.yyyy',
  ])('%j is none', (format) => {
    expect(() => read(['03/04/2026'], format)).toThrow(expect.objectContaining({ code: 'input.invalid' }))
  })
})

it('stores the instant of the shop, through a change of the clocks', () => {
  const berlin = dateReader([], null, new Zone('Europe/Berlin'))
  expect(berlin.read('2026-03-28')).toMatchObject({ soldAt: '2026-03-28T11:00:00.000Z' })
  expect(berlin.read('2026-03-29')).toMatchObject({ soldAt: '2026-03-29T10:00:00.000Z' })
})

it.each([
  ['1969-12-31', 'outside'],
  ['1970-01-01', '1970-01-01T12:00:00'],
  ['2199-12-31', '2199-12-31T12:00:00'],
  ['01.01.2200', 'outside'],
  ['21.11.1926', 'outside'],
  ['21.11.0026', null],
  ['T'.repeat(100_000), null],
  [' '.repeat(100_000), null],
])('%s', (text, wall) => expect(read([text])).toBe(wall))

it.each([
  [['2026-11-21'], 'yyyy-MM-dd'],
  [['2026/11/21 9:05'], 'yyyy/MM/dd'],
  [['soon', '21.11.2026'], 'dd.MM.yyyy'],
  [['21/11/26'], 'dd/MM/yy'],
  [['01/02/2026', '11/21/2026'], 'MM/dd/yyyy'],
  [['soon'], null],
  [[], null],
])('tells how %j are written', (texts, format) => expect(dateReader(texts, null, moscow).format).toBe(format))
