// Money is an integer of minor units; this file reads what she types.

/** Decimal digits of a currency: 2 for RUB, 0 for JPY. */
export function currencyDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/**
 * A decimal number as people and spreadsheets write it: `1490`, `1 490,50`, `1,490.50`, `1.490,50`, `−3`. Blanks of
 * any kind group; of point and comma the later one is decimal, and one alone followed by groups of three is read
 * by `lone`. Null when it is no number.
 */
export function parseDecimal(text: string, lone: 'groups' | 'decimal'): number | null {
  const compact = text.replace(/[\s\u00a0\u202f']/g, '').replace(/^[−–]/, '-')
  if (!/^[-+]?\d[\d.,]*$/.test(compact)) return null
  const comma = compact.lastIndexOf(',')
  const point = compact.lastIndexOf('.')
  if (comma >= 0 && point >= 0) {
    const [decimal, group] = comma > point ? [',', '.'] : ['.', ',']
    return finish(compact.split(group), decimal)
  }
  const mark = comma >= 0 ? ',' : '.'
  const parts = compact.split(mark)
  if (parts.length > 2 || (parts.length === 2 && lone === 'groups' && /^[-+]?\d{1,3}$/.test(parts[0] ?? '') && parts[1]?.length === 3)) {
    return parts.slice(1).every((part) => part.length === 3) ? Number(parts.join('')) : null
  }
  return Number(compact.replace(',', '.'))
}

function finish(groups: string[], decimal: string): number | null {
  const whole = groups.join('')
  if (whole.split(decimal).length !== 2) return null
  const [head = '', ...rest] = groups
  const tail = rest.at(-1)?.split(decimal)[0] ?? ''
  const grouped = head.length <= 4 && rest.slice(0, -1).every((part) => part.length === 3) && tail.length === 3
  return grouped ? Number(whole.replace(decimal, '.')) : null
}

const CURRENCY_SIGN = /\p{Sc}|руб(?:\.|лей|ля|ль)?|р\.|(?<![\p{L}])р(?![\p{L}])|\b[A-Z]{3}\b/giu

/** What she typed → minor units, or null when it is no amount of that currency. A currency sign is ignored. */
export function parseMoney(text: string, digits: number): number | null {
  const number = parseDecimal(text.replace(CURRENCY_SIGN, '').trim(), 'groups')
  if (number === null) return null
  const minor = Math.round(number * 10 ** digits)
  // More decimals than the currency has are a slip, not a price.
  return Number.isSafeInteger(minor) && Math.abs(minor - number * 10 ** digits) < 1e-6 * Math.max(1, Math.abs(minor)) ? minor : null
}
