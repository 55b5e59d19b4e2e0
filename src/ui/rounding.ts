// Rounds as Intl does, without Intl: making its first format takes as long as a summary reads.

/**
 * The nearest number of so many decimals, halves away from zero, by the digits that the number is written with.
 * @param places how far the decimal point moves to the right first: 2 for a percentage
 * @returns the number with the point moved, NaN where it is no number that people write
 */
export function rounded(value: number, digits: number, places = 0): number {
  const [, whole = '', rest = ''] = /^(\d+)(?:\.(\d+))?$/.exec(String(Math.abs(value))) ?? []
  if (whole === '') return Number.NaN
  const moved = rest.slice(0, places).padEnd(places, '0')
  const decimals = rest.slice(places)
  const kept = BigInt(`${whole}${moved}${decimals.slice(0, digits).padEnd(digits, '0')}`)
  const size = String((decimals[digits] ?? '0') >= '5' ? kept + 1n : kept).padStart(digits + 1, '0')
  const end = size.length - digits
  const text = `${size.slice(0, end)}.${size.slice(end)}`
  return value < 0 || Object.is(value, -0) ? -Number(text) : Number(text)
}
