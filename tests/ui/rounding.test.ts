// Numbers and percentages are written as Intl writes them.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainNumber } from '../../src/ui/i18n/calendar.ts'
import { rounded } from '../../src/ui/rounding.ts'

const numbers = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc
    .tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 4 }))
    .map(([n, d]) => n / 10 ** d),
  fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 5000 })).map(([part, whole]) => part / whole),
)

it.each(['en', 'ru'] as const)('in %s, halves away from zero', (lang) => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 3 }), (value, digits) => {
      const text = plainNumber(rounded(value, digits), digits, lang)
      const known = new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value)
      if (text !== null) expect(text).toBe(known)
    }),
    { numRuns: 3000 },
  )
  expect(plainNumber(rounded(1.005, 2), 2, lang)).toMatch(/^1[.,]01$/)
  expect(plainNumber(rounded(0.5, 0), 0, lang)).toBe('1')
})

it.each([
  ['en', '%'],
  ['ru', '\u00a0%'],
] as const)('percentages in %s', (lang, sign) => {
  fc.assert(
    fc.property(numbers, (share) => {
      const text = plainNumber(rounded(share, 0, 2), 0, lang)
      const known = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share)
      if (text !== null) expect(`${text}${sign}`).toBe(known)
    }),
    { numRuns: 3000 },
  )
  expect(plainNumber(rounded(0.285, 0, 2), 0, lang)).toBe('29')
})
