// Small charts for a terminal: blocks and lines where it shows them, else plain signs that say the same.
import type { Terminal } from './terminal.ts'

type Signs = Pick<Terminal, 'unicode'>

const HEIGHTS = { unicode: [...'▁▂▃▄▅▆▇█'], ascii: [...'_-=#'] }
const LINES = {
  unicode: { left: '├', right: '┤', zero: '┼', track: '─', interval: '━', value: '●' },
  ascii: { left: '|', right: '|', zero: '|', track: '-', interval: '=', value: '#' },
}

/** A share of one as a bar, `width` columns with its empty part: `██████░░░░`. */
export function bar(share: number, width: number, { unicode }: Signs): string {
  const filled = Math.round(bounded(share) * width)
  return (unicode ? '█' : '#').repeat(filled) + (unicode ? '░' : '-').repeat(width - filled)
}

/** Shares of one as a row of bars from nothing to all, never from the lowest: `▅▅▆·▇▇`. A dot is no figure. */
export function bars(shares: readonly (number | null)[], { unicode }: Signs): string {
  const heights = unicode ? HEIGHTS.unicode : HEIGHTS.ascii
  const height = (share: number) => heights[Math.min(heights.length - 1, Math.floor(share * heights.length))]
  return shares.map((share) => (share === null ? (unicode ? '·' : '.') : height(bounded(share)))).join('')
}

/**
 * Where a value and its interval lie on a scale: `├─────────┼───━━━●━━━┤`.
 * @param scale its ends, with 0 between them
 * @param width columns, the ends included
 */
export function band(
  { value, low, high }: { value: number; low: number; high: number },
  [from, to]: readonly [number, number],
  width: number,
  { unicode }: Signs,
): string {
  const signs = unicode ? LINES.unicode : LINES.ascii
  const place = (number: number) => Math.round(bounded((number - from) / (to - from)) * (width - 1))
  const cells = Array.from({ length: width }, (_, i) =>
    i >= place(low) && i <= place(high) ? signs.interval : signs.track,
  )
  cells[0] = signs.left
  cells[width - 1] = signs.right
  cells[place(0)] = signs.zero
  cells[place(value)] = signs.value
  return cells.join('')
}

function bounded(share: number): number {
  return Math.min(1, Math.max(0, share))
}
