// The key by which a sale line is known again, however often a file that holds it is imported (import and sale add).
import { type Instant, instantText } from './day.ts'
import { foldName } from './name.ts'

/** A line as it was first written. */
export interface OriginalLine {
  product: string
  quantity: number
  amountMinor: number
}

/**
 * The origins of lines of one customer and moment: moment, product, quantity, amount, and the ordinal among equal lines.
 * Equal lines given together are numbered on from each other.
 * @param known origins of hers that are taken already; the new ones come after them
 */
export function lineOrigins(
  at: Instant,
  lines: readonly OriginalLine[],
  known: Iterable<string> = [],
): string[] {
  const taken = new Set(known)
  return lines.map(({ product, quantity, amountMinor }) => {
    const line = `${instantText(at)}|${foldName(product)}|${quantity}|${amountMinor}`
    let ordinal = 1
    while (taken.has(`${line}|${ordinal}`)) ordinal += 1
    taken.add(`${line}|${ordinal}`)
    return `${line}|${ordinal}`
  })
}
