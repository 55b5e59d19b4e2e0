// Bonus accounts: what is on one, as documents tell it, and what is put there.
import { type Statement, spendable, statementOf } from '../domain/bonus.ts'
import type { BonusKind, BonusLine } from '../domain/bonus-entry.ts'
import { lastDayOf } from '../domain/bonus-rule.ts'
import { dayText, type Instant } from '../domain/day.ts'
import { AppError } from '../errors.ts'
import {
  bonusEntriesOf,
  insertBonusEntry,
  joiningsOf,
  reviewPoints,
  type StoredBonusEntry,
} from '../store/bonus.ts'
import type { Contact } from '../store/contact.ts'
import { customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { type BonusAccount, bonusHint, type ReviewBonus, type StatementLine } from '../ui/view/bonus.ts'
import type { Words } from '../ui/words.ts'

/** Her statement as of the moment of this run. */
export function statementFor({ db, now, zone }: Store, customerId: number): Statement {
  const entries = bonusEntriesOf(db, customerId)
  // Most have none, and whoever has none has nothing that another card brought.
  return statementOf(entries, now, zone, entries.length === 0 ? [] : joiningsOf(db, customerId))
}

/** How many points there are to spend at a moment, in all. */
export function spendableAt({ db, zone }: Store, customerId: number, at: Instant): number {
  return spendable(bonusEntriesOf(db, customerId), at, zone, joiningsOf(db, customerId))
}

/** Null where there is no programme, and never was one for her. */
export function accountOf(store: Store, customerId: number): BonusAccount | null {
  const { lines, ...statement } = statementFor(store, customerId)
  return lines.length === 0 && store.settings.bonus === 'off' ? null : accountDocument(statement)
}

export function accountDocument({
  balance,
  expiring,
  withheld,
}: Pick<Statement, 'balance' | 'expiring' | 'withheld'>): BonusAccount {
  return { balance, expiring: expiring && { ...expiring, day: dayText(expiring.day) }, withheld }
}

export function statementLines({ zone, db }: Store, lines: readonly BonusLine[]): StatementLine[] {
  const friend = (id: number | null) => {
    const found = id === null ? null : customerById(db, id)
    return found && { id: found.id, name: found.name }
  }
  return lines.map(({ at, kind, points, withheld, balance, entry }) => ({
    ...{ at: zone.text(at), day: dayText(zone.day(at)), kind, points, withheld, balance },
    saleId: entry.saleId,
    friend: friend(entry.friendId),
    reason: entry.reason,
    expires: entry.expires === null ? null : dayText(entry.expires),
  }))
}

/** What the card of a call says of her points. */
export function pointsHint(store: Store, customerId: number, words: Words): string[] {
  const account = accountOf(store, customerId)
  return account ? bonusHint(account, words, store.policy.bonus.hintDays) : []
}

/** The points that a contact of this run brought for a review; null where it brought none. */
export function reviewOf(
  store: Store,
  { customerId, at }: Pick<Contact, 'customerId' | 'at'>,
): ReviewBonus | null {
  const points = reviewPoints(store.db, customerId, Date.parse(at), store.now)
  return points === 0 ? null : { points, ...accountDocument(statementFor(store, customerId)) }
}

/** Whether a review is told of, which earns points. @throws AppError bonus.off */
export function isReview(store: Store, flag: boolean | undefined): boolean {
  if (flag === true) refuseOff(store)
  return flag === true
}

/** Gives the points for a review that a contact told of, inside its write. */
export function keepReview(
  store: Store,
  customerId: number,
  { review, at }: { review: boolean; at: Instant },
): void {
  if (review) award(store, customerId, 'review', store.policy.bonus.reviewPoints, at, null)
}

/** Nothing is earned while there is no programme. @throws AppError bonus.off */
export function refuseOff({ settings }: Store): void {
  if (settings.bonus === 'off') throw new AppError('bonus.off')
}

/** Puts points on an account, inside a write; they live as long as points of that day do. */
export function award(
  store: Store,
  customerId: number,
  kind: Extract<BonusKind, 'review' | 'gift'>,
  points: number,
  at: Instant,
  reason: string | null,
): void {
  const expires = lastDayOf(store.zone.day(at), store.policy.bonus)
  book(store, { customerId, saleId: null, at, kind, points, expires, reason })
}

type Booking = Pick<StoredBonusEntry, 'customerId' | 'saleId' | 'at' | 'kind' | 'points'> &
  Partial<Pick<StoredBonusEntry, 'friendId' | 'expires' | 'reason'>>

/** Enters points into the ledger, inside a write; none at all leave no trace. */
export function book(
  { db, now }: Store,
  { friendId = null, expires = null, reason = null, ...entry }: Booking,
): void {
  if (entry.points !== 0) insertBonusEntry(db, { ...entry, friendId, expires, reason }, now)
}
