// Reading amounts: blanks, both decimal marks, groups, signs, and what is no amount at all.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyDigits, parseDecimal, parseMoney } from '../../src/domain/money.ts'

const NBSP = '\u00a0'
const THIN = '\u2009'
const NARROW_NBSP = '\u202f'

describe('a decimal number', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['1490', 1490],
    ['1490,5', 1490.5],
    ['1490.50', 1490.5],
    ['1490.', 1490],
    ['1 490', 1490],
    ['1 490,50', 1490.5],
    ['1 490.50', 1490.5],
    [`1${NBSP}490,50`, 1490.5],
    [`1${THIN}490,50`, 1490.5],
    [`1${NARROW_NBSP}234${NARROW_NBSP}567,8`, 1_234_567.8],
    ["1'490.50", 1490.5],
    ['1’490’000', 1_490_000],
    ['1,490.50', 1490.5],
    ['1.490,50', 1490.5],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1.234.567,89', 1_234_567.89],
    ['0,500', 0.5],
    ['0.05', 0.05],
    ['1234,567', 1234.567],
    ['  42 ', 42],
    ['+5', 5],
    ['-5', -5],
    ['−5,5', -5.5],
    ['-0', 0],
    ['–5', -5],
    ['- 5', -5],
    ['−1 490,50', -1490.5],
  ])('%j is %d', (text, number) => {
    expect(parseDecimal(text, 'groups')).toBe(number)
    expect(parseDecimal(text, 'decimal')).toBe(number)
  })

  test.each([
    ['1,490', 1490, 1.49],
    ['1.490', 1490, 1.49],
    ['-12,345', -12345, -12.345],
  ])('%j groups or divides, as told', (text, groups, decimal) => {
    expect(parseDecimal(text, 'groups')).toBe(groups)
    expect(parseDecimal(text, 'decimal')).toBe(decimal)
  })

  test.each([
    ...[
      '',
      ' ',
      '-',
      '+',
      '.',
      ',5',
      '.5',
      '5-',
      '--5',
      '1-2',
      '1/2',
      '12:30',
      '1e5',
      '0x10',
      'NaN',
      'Infinity',
    ],
    ...['1..5', '1,,490', '1,49,0', '1,4,90', '1234,567,890', '12,34.5', '1.490.50', '1,490,50', '1.490,5.0'],
    ...[
      '1 49',
      '12 50',
      '1 4 9 0',
      '1234 567',
      '1 490 50',
      '1 490,5 0',
      '0 500',
      '1 490,500.25',
      'сто',
      '٣',
      '½',
    ],
    ...['1 234,567,890', '1.234 567'],
  ])('%j is none', (text) => {
    expect(parseDecimal(text, 'groups')).toBe(null)
    expect(parseDecimal(text, 'decimal')).toBe(null)
  })
})

describe('an amount of money', () => {
  test.each([
    ['1490', 149_000],
    ['1 490,50', 149_050],
    ['1490.50', 149_050],
    ['1490.5', 149_050],
    ['1.490', 149_000],
    ['1490,500', 149_050],
    ['0,29', 29],
    ['1 490 ₽', 149_000],
    ['₽1490', 149_000],
    ['1490р', 149_000],
    ['1490 р.', 149_000],
    ['1490 руб', 149_000],
    ['1490 Руб.', 149_000],
    ['2 рубля', 200],
    ['5 рублей', 500],
    ['1490,50 RUB', 149_050],
    ['1490RUB', 149_000],
    ['rub 5', 500],
    ['$1,490.50', 149_050],
    ['-$5', -500],
    ['−5', -500],
    ['90071992547409,91', 9_007_199_254_740_991],
  ])('%j is %d minor units', (text, minor) => {
    expect(parseMoney(text, 2, 'RUB')).toBe(minor)
  })

  test.each([
    ...['', '₽', 'руб', 'цена 5', '5 рублях', '5 коп', '1490₽50', '1490 руб 50', '1490 руб 50 коп'],
    ...['0,001', '1490,505', '6000,004', '1000000,005', '1234567890,999', '90071992547409,92', '1e3'],
  ])('%j is none', (text) => {
    expect(parseMoney(text, 2, 'RUB')).toBe(null)
  })

  test('takes the code of its own currency, and signs of any', () => {
    for (const text of ['100 RUB', 'rub 100', '100RUB', '100 ₽', '$100', '100 руб.', '€100'])
      expect(parseMoney(text, 2, 'RUB'), text).toBe(10_000)
    for (const text of ['USD 100', '100 abc', 'eur100', '100 RUR', '100 RUBLE', '100 RUB USD'])
      expect(parseMoney(text, 2, 'RUB'), text).toBe(null)
    expect(parseMoney('100 usd', 2, 'USD')).toBe(10_000)
  })

  test('has as many decimals as its currency', () => {
    expect(currencyDigits('RUB')).toBe(2)
    expect(currencyDigits('JPY')).toBe(0)
    expect(currencyDigits('KWD')).toBe(3)
    expect(parseMoney('1490', 0, 'RUB')).toBe(1490)
    expect(parseMoney('1490,0', 0, 'RUB')).toBe(1490)
    expect(parseMoney('1490,5', 0, 'RUB')).toBe(null)
    expect(parseMoney('1490,505', 3, 'RUB')).toBe(1_490_505)
  })

  test('is read back exactly, however it is written', () => {
    const written = (minor: number, group: string, mark: string) => {
      const units = String(Math.trunc(minor / 100)).replace(/\B(?=(\d{3})+$)/g, group)
      return `${units}${mark}${String(minor % 100).padStart(2, '0')}`
    }
    const styles = fc.constantFrom(
      [' ', ','],
      [' ', '.'],
      [NBSP, ','],
      [',', '.'],
      ['.', ','],
      ["'", '.'],
      ['', ','],
    )
    fc.assert(
      fc.property(fc.nat(10 ** 13), styles, fc.boolean(), (minor, [group = '', mark = ''], negative) => {
        const text = `${negative ? '-' : ''}${written(minor, group, mark)}`
        expect(parseMoney(text, 2, 'RUB')).toBe(minor === 0 || !negative ? minor : -minor)
      }),
    )
  })

  test('is a safe integer or none, whatever is typed', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[-−]?[\d., ']{1,14}( руб\.?|₽)?$/))
    fc.assert(
      fc.property(typed, (text) => {
        const minor = parseMoney(text, 2, 'RUB')
        expect(minor === null || Number.isSafeInteger(minor)).toBe(true)
      }),
    )
  })
})
