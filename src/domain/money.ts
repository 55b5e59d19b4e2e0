// Money is an integer of minor units; this file reads what she types.

/** Currencies of two digits, as most are: to ask Intl takes as long as opening the shop. */
const TWO_DIGITS = ['RUB', 'USD', 'EUR', 'GBP', 'UAH', 'KZT', 'BYN']

/** Decimal digits of a currency: 2 for RUB, 0 for JPY. */
export function currencyDigits(currency: string): number {
  if (TWO_DIGITS.includes(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** Thousands set apart by blanks, commas or points, each with the decimal marks that it leaves. */
const GROUPED: readonly [mark: string, pattern: RegExp][] = [
  [' ', /^[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d*)?$/],
  [',', /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/],
  ['.', /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/],
]
const PLAIN = /^\d+(?:[.,]\d*)?$/
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/

/**
 * A decimal number as people and spreadsheets write it: `1490`, `1 490,50`, `1,490.50`, `1.490,50`, `−3`, and `1490.`
 * as spreadsheets show a number of no decimals. Blanks of any kind and apostrophes group.
 * @param lone what one point or comma before three digits is, as in `1,490`
 * @returns null when it is no number
 */
export function parseDecimal(text: string, lone: 'groups' | 'decimal'): number | null {
  const [, sign, digits = ''] = /^([-+−–]?) ?(.*)$/.exec(text.trim().replace(/[\s'’]+/g, ' ')) ?? []
  const number =
    lone === 'decimal' && AMBIGUOUS.test(digits) ? plain(digits) : (grouped(digits) ?? plain(digits))
  if (number === null) return null
  // Taken from nothing, so that nothing has no sign.
  return sign && sign !== '+' ? 0 - number : number
}

function grouped(digits: string): number | null {
  const mark = GROUPED.find(([, pattern]) => pattern.test(digits))?.[0]
  return mark === undefined ? null : Number(digits.replaceAll(mark, '').replace(',', '.'))
}

function plain(digits: string): number | null {
  return PLAIN.test(digits) ? Number(digits.replace(',', '.')) : null
}

/**
 * What she typed → minor units, or null when it is no amount of that currency. A sign before or after it is ignored.
 * @param currency its ISO code, the only one that may stand there
 */
export function parseMoney(text: string, digits: number, currency: string): number | null {
  const sign = /\p{Sc}|(?<!\p{L})(?:руб(?:лей|ля|ль)?\.?|р\.?|([A-Z]{3}))(?!\p{L})/giu
  const unsigned = text.replace(sign, (found, code?: string) =>
    code === undefined || code.toUpperCase() === currency ? ' ' : found,
  )
  const number = parseDecimal(unsigned, 'groups')
  if (number === null) return null
  const exact = number * 10 ** digits
  const minor = Math.round(exact)
  // More decimals than the currency has are a slip, not a price; what the product itself rounds off is neither.
  const rounding = 4 * Number.EPSILON * Math.abs(minor)
  return Number.isSafeInteger(minor) && Math.abs(minor - exact) <= rounding ? minor : null
}
