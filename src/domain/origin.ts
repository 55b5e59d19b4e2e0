// The key by which a sold line is known again when a file that holds it is imported, the first time or once more.
import type { Instant, Zone } from './day.ts'
import { foldName } from './name.ts'

/** A line as it was first written. */
export interface OriginalLine {
  product: string
  quantity: number
  amountMinor: number
}

/**
 * A moment by the shop's wall clock, `2026-11-21T12:00:00`. Files tell wall-clock time, so that a shop whose time
 * zone was set right after a first import still knows every line of it.
 */
export function wallTime(at: Instant, zone: Zone): string {
  return zone.text(at).slice(0, 19)
}

/**
 * What equal lines of one customer share: moment, product, quantity, amount.
 * @param wall the moment of the sale, from `wallTime`
 * @param productKey the product's folded name, where it is known already
 */
export function lineKey(
  wall: string,
  { product, quantity, amountMinor }: OriginalLine,
  productKey = foldName(product),
): string {
  return `${wall}|${productKey}|${quantity}|${amountMinor}`
}

/** The origin of the nth equal line of a customer, counted from 1. */
export function originOf(key: string, ordinal: number): string {
  return `${key}|${ordinal}`
}

/**
 * The origins of lines entered together, each with its first free ordinal.
 * @param known every origin of that customer; none to tell lines as they stand in one sale
 */
export function lineOrigins(
  wall: string,
  lines: readonly OriginalLine[],
  known: Iterable<string> = [],
): string[] {
  return withOrdinals(
    lines.map((line) => lineKey(wall, line)),
    known,
  )
}

/** The origins of one customer's lines as they count among another's: equal lines of both are told apart. */
export function mergedOrigins(kept: Iterable<string>, added: readonly string[]): string[] {
  return withOrdinals(
    added.map((origin) => origin.slice(0, origin.lastIndexOf('|'))),
    kept,
  )
}

function withOrdinals(keys: readonly string[], known: Iterable<string>): string[] {
  const taken = new Set(known)
  return keys.map((key) => {
    let ordinal = 1
    while (taken.has(originOf(key, ordinal))) ordinal += 1
    taken.add(originOf(key, ordinal))
    return originOf(key, ordinal)
  })
}
