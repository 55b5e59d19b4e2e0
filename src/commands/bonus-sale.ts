// Bonus points and sales: what a sale earns and spends, and what follows when it is edited or comes back.
import { expiredOf, leftOf, refundsOf } from '../domain/bonus.ts'
import type { BonusEntry, Source } from '../domain/bonus-entry.ts'
import { discountFor, earnedOn, earnRule, lastDayOf, pointsWithin, pointWorth } from '../domain/bonus-rule.ts'
import type { Day, Instant } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { keptShare, saleTotal } from '../domain/sale.ts'
import {
  type BonusTerms,
  bonusEntriesForFriend,
  bonusEntriesOf,
  bonusEntriesOfSale,
  bonusTermsOf,
  firstKeptSale,
  joiningsOf,
  type StoredBonusEntry,
  saveBonusTerms,
} from '../store/bonus.ts'
import { customerById } from '../store/customer.ts'
import { type Sale, saleById, updateSale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { book, spendableAt } from './bonus-account.ts'
import { notEnough, sumOf } from './bonus-points.ts'
import { followSale } from './promise-settle.ts'

/** Shares are taken to a millionth, so that no fraction of a binary number keeps a point. */
const TINY = 1e-6

/**
 * Takes down what a new sale earns and spends, inside its write.
 * @throws AppError bonus.notEnough where the points were spent meanwhile
 */
export function keepBonus(store: Store, saleId: number, points: number): void {
  const { db, zone, policy, settings } = store
  const sale = saleById(db, saleId) as Sale
  const { customerId, soldAt } = sale
  const at = Date.parse(soldAt)
  const there = points === 0 ? 0 : spendableAt(store, customerId, at)
  if (points > there) throw notEnough(customerById(db, customerId), there)
  if (points > 0 || settings.bonus !== 'off') {
    const digits = currencyDigits(settings.currency)
    saveBonusTerms(db, saleId, {
      earn: earnRule(settings.bonus, policy.bonus, digits),
      expires: lastDayOf(zone.day(at), policy.bonus),
      spendPoints: points,
      pointMinor: pointWorth(policy.bonus, digits),
    })
  }
  book(store, { customerId, saleId, at, kind: 'spend', points: -points })
  settleBonus(store, saleId, at)
  settleReferral(store, sale, at)
}

/**
 * Spends points as a discount on a sale that is there already, inside a write.
 * @param points no more than there are, nor than is still to be paid
 */
export function spendOnSale(store: Store, sale: Sale, points: number, reason: string | null): void {
  const { db, now, policy, settings } = store
  const { id: saleId, customerId, soldAt, promisedDay, deliveredDay, note } = sale
  const worth = pointWorth(policy.bonus, currencyDigits(settings.currency))
  const before = -sumOf(ownEntries(store, sale, customerId), 'spend', 'refund')
  const { earn = null, expires = null, pointMinor = worth } = bonusTermsOf(db, saleId) ?? {}
  saveBonusTerms(db, saleId, {
    ...{ earn, expires, spendPoints: before + points },
    // Points may have been worth something else when the others were spent: the mean of them all.
    pointMinor: (before * pointMinor + points * worth) / (before + points),
  })
  book(store, { customerId, saleId, at: now, kind: 'spend', points: -points, reason })
  const discountMinor = sale.discountMinor + discountFor(points, worth)
  updateSale(db, saleId, { customerId, soldAt, promisedDay, deliveredDay, discountMinor, note })
  settleBonus(store, saleId, now)
  followSale(store, sale)
}

/**
 * Makes the ledger say what a sale, as it is now, earns and spends by the rules it was made under, inside a write. What
 * was entered stays; further entries make up the difference.
 */
export function settleBonus(store: Store, saleId: number, at: Instant): void {
  const { db } = store
  const sale = saleById(db, saleId) as Sale
  const terms = bonusTermsOf(db, saleId)
  if (!terms) return
  const holders = bonusEntriesOfSale(db, saleId).map((entry) => entry.customerId)
  for (const id of new Set([...holders, sale.customerId])) settleAccount(store, sale, terms, id, at)
}

function settleAccount(store: Store, sale: Sale, terms: BonusTerms, customerId: number, at: Instant): void {
  const { zone, policy } = store
  const about = { customerId, saleId: sale.id, at }
  const today = zone.day(at)
  const isHers = customerId === sale.customerId
  const own = ownEntries(store, sale, customerId)

  const spent = -sumOf(own, 'spend', 'refund')
  const toSpend = isHers ? toBeSpent(sale, terms) : 0
  const expires = lastDayOf(today, policy.bonus)
  giveBack(store, about, Math.max(0, spent - toSpend), expires)

  const earned = sumOf(own, 'purchase', 'reversal')
  const toEarn = isHers && terms.earn ? earnedOn(terms.earn, saleTotal(sale)) : 0
  takeBack(store, { ...about, friendId: null }, earned, toEarn)
  const isOver = terms.expires !== null && terms.expires < today
  const lasts = isOver ? expires : terms.expires
  book(store, { ...about, kind: 'purchase', points: Math.max(0, toEarn - earned), expires: lasts })

  // Whoever the discount was given to has spent the points; those that are not there are withheld later.
  book(store, { ...about, kind: 'spend', points: Math.min(0, spent - toSpend) })
}

/** Gives points back that were spent on a sale. @param fresh the last day of points of that day */
function giveBack(
  store: Store,
  about: { customerId: number; saleId: number; at: Instant },
  points: number,
  fresh: Day | null,
): void {
  const { db, zone } = store
  const { customerId, ...spent } = about
  const entries = bonusEntriesOf(db, customerId)
  for (const part of refundsOf(entries, { ...spent, points }, fresh, zone, joiningsOf(db, customerId))) {
    book(store, { ...about, kind: 'refund', ...part })
  }
}

/** A sale turned out to be of another day, inside a write: what is left of its points lasts by that day. */
export function moveBonus(store: Store, { id: saleId, customerId }: Sale, days: number): void {
  const { db, now, zone } = store
  const terms = bonusTermsOf(db, saleId)
  if (!terms || terms.expires === null) return
  const expires = terms.expires + days
  saveBonusTerms(db, saleId, { ...terms, expires })
  const source = { saleId, friendId: null }
  const points = leftOf(bonusEntriesOf(db, customerId), source, now, zone, joiningsOf(db, customerId))
  book(store, { customerId, saleId, at: now, kind: 'reversal', points: -points })
  book(store, { customerId, saleId, at: now, kind: 'purchase', points, expires })
}

/** Who brought a friend turned out to be somebody else, inside a write: the reward for the first purchase follows. */
export function moveReferral(store: Store, friendId: number): void {
  const first = firstKeptSale(store.db, friendId)
  if (first !== null) settleReferral(store, saleById(store.db, first) as Sale, store.now, true)
}

/**
 * Whoever brought a friend is rewarded for the friend's first purchase, once, as long as the first that the friend kept
 * was made while the programme was on; inside a write.
 * @param sale what the friend bought or gave back, or what turned out to be the friend's; what turned out not to be, as
 *   it was before
 * @param corrected whether it was told anew who that is: where two cards turned out to be one friend's, each who brought
 *   one keeps the reward
 */
export function settleReferral(store: Store, sale: Sale, at: Instant, corrected = false): void {
  const { db, zone, policy } = store
  const { id: saleId, customerId: friendId } = sale
  const first = firstKeptSale(db, friendId)
  // Nothing follows from a later purchase, whatever became of it.
  if (first !== null && isBefore(saleById(db, first) as Sale, sale)) return
  const entries = bonusEntriesForFriend(db, friendId)
  const given = (customerId: number) =>
    entries.reduce((sum, entry) => (entry.customerId === customerId ? sum + entry.points : sum), 0)
  const customerId = customerById(db, friendId)?.referredById ?? null
  const isEarned = first !== null && (bonusTermsOf(db, first)?.earn ?? null) !== null
  for (const id of new Set(entries.map((entry) => entry.customerId))) {
    // Told once more who brought the friend, whoever has the reward for it keeps it.
    const isDue = corrected ? id === customerId : isEarned
    if (!isDue) takeBack(store, { customerId: id, saleId, friendId, at }, given(id), 0)
  }
  if (!isEarned || customerId === null) return
  // A reward taken back comes back as it was with another first purchase, or with the same one corrected.
  const reward = entries.findLast(({ kind }) => kind === 'referral')?.points ?? policy.bonus.referralPoints
  const points = Math.max(0, reward - given(customerId))
  const expires = lastDayOf(zone.day(at), policy.bonus)
  book(store, { customerId, saleId: first, friendId, at, kind: 'referral', points, expires })
}

/** Takes back what was earned beyond what is due, but for what has expired: that is lost already. */
function takeBack(
  store: Store,
  about: Pick<StoredBonusEntry, 'customerId' | 'at'> & Source,
  earned: number,
  due: number,
): void {
  const { db, zone } = store
  const { customerId, at } = about
  const expired = expiredOf(bonusEntriesOf(db, customerId), about, at, zone, joiningsOf(db, customerId))
  book(store, { ...about, kind: 'reversal', points: -Math.max(0, earned - Math.max(due, expired)) })
}

/** Whether a sale was made before another, one of the same moment as it was entered. */
function isBefore(sale: Sale, other: Sale): boolean {
  return sale.soldAt === other.soldAt ? sale.id < other.id : sale.soldAt < other.soldAt
}

function ownEntries({ db }: Store, sale: Sale, customerId: number): BonusEntry[] {
  return bonusEntriesOfSale(db, sale.id).filter((entry) => entry.customerId === customerId)
}

/**
 * Points to be spent on a sale: as many as were meant for it, and as its discount still has room for; of what came back
 * the customer has them again, as its price goes, a point that cannot be divided with the last of it.
 */
function toBeSpent(sale: Sale, { spendPoints, pointMinor }: BonusTerms): number {
  const points = Math.min(spendPoints, pointsWithin(sale.discountMinor, pointMinor))
  return Math.max(0, Math.ceil(points * keptShare(sale.lines) - TINY))
}
