// What is written without Intl, held against Intl.
import { describe, expect, test } from 'vitest'
import { currencyDigits } from '../../src/domain/money.ts'
import {
  apartText,
  dayInSentence,
  dayOfMonth,
  listText,
  monthName,
  plainAmount,
  plainNumber,
  shortDate,
} from '../../src/ui/i18n/calendar.ts'

const DAYS = Array.from({ length: 800 }, (_, i) => 20_400 + i).concat(-1, 0, 1, 59, -30_000, 80_000)
const UNIT = 24 * 60 * 60 * 1000

describe.each(['en', 'ru'] as const)('in %s', (lang) => {
  const locale = lang === 'en' ? 'en-GB' : 'ru'
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    return (day: number) => format.format(day * UNIT)
  }
  const month = lang === 'en' ? 'short' : 'long'

  test.each([
    ['a short date', shortDate, date({ dateStyle: lang === 'en' ? 'medium' : 'short' })],
    ['a day of a month', dayOfMonth, date({ day: 'numeric', month: 'long' })],
    ['a month', monthName, date({ month: 'long' })],
    [
      'a day',
      (day: number) => dayInSentence(day, false, lang),
      date({ weekday: 'short', day: 'numeric', month }),
    ],
    [
      'a day of another year',
      (day: number) => dayInSentence(day, true, lang),
      date({ weekday: 'short', day: 'numeric', month, year: 'numeric' }),
    ],
  ])('%s', (_, ours, theirs) => {
    for (const day of DAYS) expect(ours(day, lang)).toBe(theirs(day))
  })

  test('how far from today', () => {
    const format = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' })
    for (let days = -130; days <= 130; days++) expect(apartText(days, lang)).toBe(format.format(days, 'day'))
  })

  test('lists', () => {
    const format = new Intl.ListFormat(lang, { type: 'conjunction' })
    for (const items of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']])
      expect(listText(items, lang)).toBe(format.format(items))
  })

  const NUMBERS = [
    0, 1, 7, 12, 999, 1000, 1490, 12_345, 999_999, 1_234_567, 1.5, 0.25, 1234.5, 10.01, 9999.99,
  ]

  test('numbers, where they need not be rounded', () => {
    for (const digits of [0, 1, 2]) {
      const format = new Intl.NumberFormat(lang, { maximumFractionDigits: digits })
      for (const number of NUMBERS.flatMap((n) => [n, -n])) {
        const ours = plainNumber(number, digits, lang)
        if (ours !== null) expect(ours).toBe(format.format(number))
        else expect(Object.is(number, -0) || !Number.isInteger(number * 10 ** digits)).toBe(true)
      }
    }
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-9])
      expect(plainNumber(none, 0, lang)).toBeNull()
  })

  test('amounts', () => {
    let known = 0
    for (const currency of Intl.supportedValuesOf('currency')) {
      const digits = currencyDigits(currency)
      const format = new Intl.NumberFormat(lang, {
        ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
        trailingZeroDisplay: 'stripIfInteger',
      })
      expect(digits).toBe(
        new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits,
      )
      for (const number of NUMBERS.flatMap((n) => [n, -n])) {
        const ours = plainAmount(number, digits, currency, lang)
        if (ours === null) continue
        known += 1
        expect(ours).toBe(format.format(number))
      }
    }
    expect(known).toBeGreaterThan(100)
  })
})
