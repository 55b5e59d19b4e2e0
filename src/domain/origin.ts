// The key by which a sale line is known again, however often a file that holds it is imported.
import type { Instant, Zone } from './day.ts'
import { foldName } from './name.ts'

/** A moment by the shop's wall clock, `2026-11-21T12:00:00`: a file says the same in whatever zone it is read. */
export function wallTime(at: Instant, zone: Zone): string {
  return zone.text(at).slice(0, 19)
}

/**
 * What two equal lines of one customer share.
 * @param wall the moment of the sale, from `wallTime`
 * @param product the name as it was first written; a later renaming changes no key
 */
export function lineKey(wall: string, product: string, quantity: number, amountMinor: number): string {
  return `${wall}|${foldName(product)}|${quantity}|${amountMinor}`
}

/** The stored origin of the nth equal line of a customer, counted from 1. */
export function originOf(key: string, ordinal: number): string {
  return `${key}|${ordinal}`
}

/** The origin of a line entered by hand: the first of its ordinals that the customer has not used. */
export function freshOrigin(key: string, taken: ReadonlySet<string>): string {
  let ordinal = 1
  while (taken.has(originOf(key, ordinal))) ordinal++
  return originOf(key, ordinal)
}
