// A touch: one planned contact with its window, and what each kind may and may not do.
import type { Day, Instant } from './day.ts'

export const TOUCH_KINDS = [
  'case',
  'delivery',
  'promise',
  'callback',
  'first-use',
  'check-in',
  'reorder',
  'keep-in-touch',
  'win-back',
  'thanks',
] as const
export type TouchKind = (typeof TOUCH_KINDS)[number]

export interface Touch {
  kind: TouchKind
  saleId: number | null
  /** The window: from `opens` up to, not including, `closes`; Infinity where only a talk ends it. */
  opens: Instant
  due: Instant
  closes: Instant
  /**
   * From when it may live inside its window: later than `opens` while goods are on their way, for a check-in that waits
   * to be one call with a reorder, and for a run-out known only since.
   */
  wakes: Instant
  /** When it was served or overtaken before its window closed. */
  ended: Instant | null
  /** Calls nobody answered while it was open. */
  attempts: Instant[]
  /** A check-in after a first purchase ranks above other routine touches. */
  afterFirst: boolean
  /** The case or the promise it is about; null for other kinds. */
  caseId: number | null
  promiseId: number | null
  /** Which product a reorder is about; null for her general rhythm and for other kinds. */
  productId: number | null
  /** The day a reorder's goods run out, where it is known. */
  runOut: Day | null
  /** The second try of a win-back, the last one. */
  second: boolean
  /** Lives only while she is unhappy, only while she is not, or either way. */
  mood: 'unhappy' | 'content' | 'any'
  /** She has asked for something and waits for an answer: until then she is asked nothing herself. */
  awaited: boolean
}

/** Promises and wishes with a moment of their own; neither hush nor cap holds them back. */
export function isPromise(kind: TouchKind): boolean {
  return isOwed(kind) || kind === 'callback'
}

/** What is owed to her even if she is not to be called. */
export function isOwed(kind: TouchKind): boolean {
  return kind === 'delivery' || isSettled(kind)
}

/** What only its own settlement ends: no talk, no skip and no third call in vain. */
export function isSettled(kind: TouchKind): boolean {
  return kind === 'case' || kind === 'promise'
}

/** Touches that offer something to buy. */
export function sells(kind: TouchKind): boolean {
  return kind === 'reorder' || kind === 'win-back'
}

/** Touches in which nothing may be offered, whatever else the call carries. */
function forbidsSelling(kind: TouchKind): boolean {
  return kind === 'first-use' || kind === 'thanks'
}

/** Only these are due at an instant; every other touch is due on a day. */
export function dueAtInstant(kind: TouchKind): boolean {
  return kind === 'first-use' || kind === 'callback' || kind === 'case'
}

/** Tier 1 first, as the ranking of domain.md names them; thank-you messages stand below all calls. */
export function tierOf(touch: Pick<Touch, 'kind' | 'due' | 'afterFirst'>, at: Instant): number {
  switch (touch.kind) {
    case 'case':
    case 'promise':
    case 'delivery':
    case 'callback':
      return 1
    case 'first-use':
      // A call at the very end of the hours is still in time.
      return at <= touch.due ? 2 : 3
    case 'check-in':
      return touch.afterFirst ? 4 : 5
    case 'thanks':
      return 6
    default:
      return 5
  }
}

/** The end of a touch's life: its window's, or earlier when something ended it. */
export function endOf(touch: Touch): Instant {
  return Math.min(touch.closes, touch.ended ?? Number.POSITIVE_INFINITY)
}

export function isOpen(touch: Touch, at: Instant): boolean {
  return at >= touch.wakes && at < endOf(touch)
}

/** Open or still to open, and neither served nor overtaken. */
export function isStanding(touch: Touch, at: Instant): boolean {
  return touch.ended === null && touch.closes > at
}

/** Most urgent first: tier, then oldest due, then kind and sale, so that the order is total. */
export function byUrgency(at: Instant): (a: Touch, b: Touch) => number {
  return (a, b) =>
    tierOf(a, at) - tierOf(b, at) ||
    a.due - b.due ||
    TOUCH_KINDS.indexOf(a.kind) - TOUCH_KINDS.indexOf(b.kind) ||
    (a.saleId ?? 0) - (b.saleId ?? 0) ||
    (a.productId ?? 0) - (b.productId ?? 0) ||
    (a.caseId ?? 0) - (b.caseId ?? 0) ||
    (a.promiseId ?? 0) - (b.promiseId ?? 0)
}

/** The unanswered case that a talk would be about, the most urgent one. */
export function awaitedCase(open: readonly Touch[], at: Instant): number | null {
  const awaited = open.filter((touch) => touch.awaited)
  return awaited.sort(byUrgency(at))[0]?.caseId ?? null
}

/** The open touch to call about, and the others whose questions the same call carries. */
export function callOf(open: readonly Touch[], at: Instant): { live: Touch; carried: Touch[] } | null {
  const [live, ...others] = [...open].sort(byUrgency(at))
  if (!live) return null
  const unsold = open.some((touch) => forbidsSelling(touch.kind) && touch.kind !== 'thanks')
  const noSelling = unsold || forbidsSelling(live.kind)
  const noQuestions = open.some((touch) => touch.awaited)
  const isCarried = ({ kind }: Touch) =>
    !(noSelling && sells(kind)) && (!noQuestions || isPromise(kind) || kind === 'thanks')
  return { live, carried: others.filter(isCarried) }
}
