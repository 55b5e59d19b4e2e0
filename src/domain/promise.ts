// Promises: something said with a date, kept or not; the seller's, or the customer's to pay.
import type { Day, Instant, Zone } from './day.ts'
import { shareOf } from './metrics.ts'

export const PROMISE_KINDS = ['delivery', 'condition', 'accessory', 'reply', 'payment', 'other'] as const
/** What was promised; the delivery of a sale is kept with the sale itself. */
export type PromiseKind = (typeof PROMISE_KINDS)[number]

export const PROMISERS = ['seller', 'customer'] as const
/** Whose promise it is. */
export type Promiser = (typeof PROMISERS)[number]

export const SETTLEMENTS = ['kept', 'partly', 'broken', 'void'] as const
/** How a promise ended: in full, in part, not at all, or by falling away with what it was about. */
export type Settlement = (typeof SETTLEMENTS)[number]

export interface PromiseFact {
  id: number
  /** When it was given. */
  at: Instant
  promiser: Promiser
  due: Day
  saleId: number | null
  settlement: Settlement | null
  settledAt: Instant | null
}

/** Kept in full but after its day is kept late. */
export type PromiseState = 'open' | 'kept' | 'late' | 'partly' | 'broken' | 'void'

export function promiseState(
  { settlement, settledAt, due }: Pick<PromiseFact, 'settlement' | 'settledAt' | 'due'>,
  zone: Zone,
): PromiseState {
  if (settlement === null || settledAt === null) return 'open'
  return settlement === 'kept' && zone.day(settledAt) > due ? 'late' : settlement
}

/** The promised delivery of a sale, which is kept with the sale itself. */
export interface DeliveryFact {
  promised: Day
  /** The first promised day that had come when this one was agreed; null where none had. */
  missed: Day | null
  delivered: Day | null
  /** Whether the right thing came, and all of it; null where nobody asked. */
  right: boolean | null
  complete: boolean | null
  /** Whether anything of the sale was kept. */
  anyKept: boolean
}

/** A delivery is never broken: it is still to come, or fell away with a sale that was taken back whole. */
export function deliveryState(delivery: DeliveryFact): PromiseState {
  const { promised, missed, delivered, right, complete, anyKept } = delivery
  if (delivered === null) return anyKept ? 'open' : 'void'
  if (right === false || complete === false) return 'partly'
  return delivered > (missed ?? promised) ? 'late' : 'kept'
}

/** Promises of one day that stand alike, and how many. */
export interface PromisesDue {
  state: PromiseState
  due: Day
  n: number
}

export interface PromiseShare {
  /** Kept on time and in full ÷ due; null where none was due. */
  share: number | null
  kept: number
  /** Promises of the seller whose day is over, or that were settled before it. */
  due: number
  late: number
  partly: number
  broken: number
  /** Their day is over, and nobody has said how it went. */
  open: number
}

/**
 * Kept promises of the seller among those due in a period, deliveries included; what fell away is left out. Source:
 * domain.md of the design, "Metrics".
 * @param promises with the day they were due; those still open whose day is not over are not due yet
 */
export function promiseShare(promises: readonly PromisesDue[], today: Day): PromiseShare {
  const counted = promises.filter(({ state, due }) => (state === 'open' ? due < today : state !== 'void'))
  const sum = (some: readonly PromisesDue[]) => some.reduce((total, { n }) => total + n, 0)
  const count = (state: PromiseState) => sum(counted.filter((promise) => promise.state === state))
  const [kept, due] = [count('kept'), sum(counted)]
  return {
    share: shareOf(kept, due),
    kept,
    due,
    late: count('late'),
    partly: count('partly'),
    broken: count('broken'),
    open: count('open'),
  }
}
