// What a ledger of bonus points is made of: entries, the lines of a statement, and cards made one.
import type { Day, Instant } from './day.ts'

/**
 * What an entry is for: points earned on a purchase, for a friend who bought, for a review, or given by hand; spent;
 * taken back because a purchase was; and given back because what they were spent on was.
 */
export type BonusKind = 'purchase' | 'referral' | 'review' | 'gift' | 'spend' | 'reversal' | 'refund'

export interface BonusEntry {
  id: number
  at: Instant
  kind: BonusKind
  /** Negative where spent or taken back. */
  points: number
  saleId: number | null
  /** Whose first purchase a referral is for. */
  friendId: number | null
  /** The last day on which these points can be spent; null for ever. */
  expires: Day | null
  reason: string | null
  /** The card it was entered on, where cards were made one since. */
  cardId?: number
}

/** A card that was made one with another: until then each had points of its own. */
export interface Joining {
  at: Instant
  /** The newest entry there was then, which tells what came before of one moment. */
  afterId: number
  card: number
  into: number
}

/** A line of the statement; expiry and what is withheld from an earning have lines of their own, never stored. */
export interface BonusLine {
  at: Instant
  kind: BonusKind | 'expiry' | 'withheld'
  /** What really came or went. */
  points: number
  /** What should have gone and was no longer there: it is withheld from the next earnings. */
  withheld: number
  /** After this line. */
  balance: number
  /** The entry of the line; for an expiry the one whose points expire, for what is withheld the one withheld from. */
  entry: BonusEntry
}

/** What points were earned by: a friend who bought, or else a sale. */
export type Source = Pick<BonusEntry, 'saleId' | 'friendId'>

export function isEarnedBy(earned: BonusEntry, { saleId, friendId }: Source): boolean {
  if (friendId !== null) return earned.kind === 'referral' && earned.friendId === friendId
  return earned.kind === 'purchase' && earned.saleId === saleId
}
