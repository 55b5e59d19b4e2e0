// Quiets: the stretches of time in which some touches rest, and why.
import type { Instant } from './day.ts'
import { isOwed, sells, type Touch, type TouchKind } from './touch.ts'

export type QuietReason =
  | 'hush'
  | 'cap'
  | 'no-answer'
  | 'snoozed'
  | 'skipped'
  | 'callback'
  | 'refused'
  | 'answered'
  | 'first-use-apart'
  | 'unhappy'
  | 'no-offers'

/** Why nothing may be offered to somebody, the weightiest reason first. */
export const BARS = ['refused', 'no-offers', 'unhappy', 'cap'] as const satisfies readonly QuietReason[]
export type Bar = (typeof BARS)[number]

export interface Quiet {
  why: QuietReason
  from: Instant
  /** Not included; Infinity for good. */
  until: Instant
}

const ROUTINE: ReadonlySet<TouchKind> = new Set(['check-in', 'reorder', 'keep-in-touch', 'win-back'])

/** Whether a quiet of this reason lays a touch to rest. */
export function rests(why: QuietReason, touch: Touch): boolean {
  switch (why) {
    case 'hush':
      return ROUTINE.has(touch.kind)
    case 'cap':
      return ROUTINE.has(touch.kind) || touch.kind === 'first-use'
    case 'no-answer':
    case 'skipped':
      return touch.kind !== 'thanks'
    case 'snoozed':
      return true
    case 'callback':
      return touch.kind !== 'delivery' && touch.kind !== 'callback' && touch.kind !== 'thanks'
    case 'refused':
      return !isOwed(touch.kind)
    case 'answered':
      return touch.kind === 'check-in'
    case 'first-use-apart':
      return touch.kind === 'first-use'
    case 'unhappy':
      return touch.mood === 'content'
    case 'no-offers':
      return sells(touch.kind)
  }
}

/** Whether nothing lays an open touch to rest, given the quiets that hold. */
export function awake(touch: Touch, holding: readonly Quiet[]): boolean {
  return !wantsUnhappy(touch, holding) && !holding.some((quiet) => rests(quiet.why, touch))
}

/** Whether a touch is only for an unhappy customer, and she is not. */
export function wantsUnhappy(touch: Touch, holding: readonly Quiet[]): boolean {
  return touch.mood === 'unhappy' && !holding.some((quiet) => quiet.why === 'unhappy')
}

/** Quiets that a talk breaks through: she is on the phone after all, whatever was put off. */
export function yieldsToTalk(why: QuietReason): boolean {
  return why === 'no-answer' || why === 'snoozed' || why === 'skipped' || why === 'callback'
}

export function holds(quiet: Quiet, at: Instant): boolean {
  return quiet.from <= at && at < quiet.until
}
