// Bonus points and sales: what a sale earns and spends, and what follows when it is edited or comes back.
import { expiredOf, spendable } from '../domain/bonus.ts'
import { discountFor, earnedOn, earnRule, lastDayOf, pointsWithin, pointWorth } from '../domain/bonus-rule.ts'
import type { Instant } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { netQuantities, saleTotal } from '../domain/sale.ts'
import {
  type BonusTerms,
  bonusEntriesForFriend,
  bonusEntriesOf,
  bonusEntriesOfSale,
  bonusTermsOf,
  firstKeptSale,
  insertBonusEntry,
  type StoredBonusEntry,
  saveBonusTerms,
} from '../store/bonus.ts'
import { customerById } from '../store/customer.ts'
import { type Sale, saleById, updateSale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { notEnough, sumOf } from './bonus-points.ts'
import { followSale } from './promise-settle.ts'

/**
 * Takes down what a new sale earns and spends, inside its write.
 * @throws AppError bonus.notEnough where the points were spent meanwhile
 */
export function keepBonus(store: Store, saleId: number, points: number): void {
  const { db, zone, policy, settings } = store
  const sale = saleById(db, saleId) as Sale
  const at = Date.parse(sale.soldAt)
  const there = points === 0 ? 0 : spendable(bonusEntriesOf(db, sale.customerId), at, zone)
  if (points > there) throw notEnough(customerById(db, sale.customerId), there)
  if (points > 0 || settings.bonus !== 'off') {
    const digits = currencyDigits(settings.currency)
    saveBonusTerms(db, saleId, {
      earn: earnRule(settings.bonus, policy.bonus, digits),
      expires: lastDayOf(zone.day(at), policy.bonus),
      spendPoints: points,
      pointMinor: pointWorth(policy.bonus, digits),
    })
  }
  settleBonus(store, saleId, at)
}

/**
 * Spends points as a discount on a sale that is there already, inside a write.
 * @param points no more than there are, nor than is still to be paid
 */
export function spendOnSale(store: Store, sale: Sale, points: number, reason: string | null): void {
  const { db, now, policy, settings } = store
  const { customerId, soldAt, promisedDay, deliveredDay, note } = sale
  const worth = pointWorth(policy.bonus, currencyDigits(settings.currency))
  const spent = bonusEntriesOfSale(db, sale.id).filter((entry) => entry.customerId === customerId)
  const before = -sumOf(spent, 'spend', 'refund')
  const { earn = null, expires = null, pointMinor = worth } = bonusTermsOf(db, sale.id) ?? {}
  saveBonusTerms(db, sale.id, {
    ...{ earn, expires, spendPoints: before + points },
    // Points may have been worth something else when the others were spent: the mean of them all.
    pointMinor: (before * pointMinor + points * worth) / (before + points),
  })
  const about = { customerId, saleId: sale.id, friendId: null, expires: null, reason }
  insertBonusEntry(db, { ...about, at: now, kind: 'spend', points: -points }, now)
  const discountMinor = sale.discountMinor + discountFor(points, worth)
  updateSale(db, sale.id, { customerId, soldAt, promisedDay, deliveredDay, discountMinor, note })
  settleBonus(store, sale.id, now)
  followSale(store, sale)
}

/**
 * Makes the ledger say what a sale, as it is now, earns and spends by the rules it was made under, inside a write. What
 * was entered stays; further entries make up the difference.
 * @param formerId whose sale it was before
 */
export function settleBonus(store: Store, saleId: number, at: Instant, formerId?: number): void {
  const { db } = store
  const sale = saleById(db, saleId) as Sale
  const terms = bonusTermsOf(db, saleId)
  if (terms) {
    const holders = bonusEntriesOfSale(db, saleId).map((entry) => entry.customerId)
    for (const id of new Set([...holders, sale.customerId])) settleAccount(store, sale, terms, id, at)
  }
  for (const id of new Set([formerId ?? sale.customerId, sale.customerId]))
    settleReferral(store, id, saleId, at)
}

function settleAccount(store: Store, sale: Sale, terms: BonusTerms, customerId: number, at: Instant): void {
  const { db, zone, policy } = store
  const today = zone.day(at)
  const account = bonusEntriesOf(db, customerId)
  const own = account.filter((entry) => entry.saleId === sale.id && entry.friendId === null)
  const book = (kind: StoredBonusEntry['kind'], points: number, expires: number | null = null) => {
    const about = { customerId, saleId: sale.id, friendId: null, reason: null }
    if (points !== 0) insertBonusEntry(db, { ...about, at, kind, points, expires }, store.now)
  }
  const isHers = customerId === sale.customerId
  const isKept = netQuantities(sale.lines).size > 0
  const room = Math.min(terms.spendPoints, pointsWithin(sale.discountMinor, terms.pointMinor))
  const toSpend = isHers && isKept ? room : 0
  const spent = -sumOf(own, 'spend', 'refund')
  const toEarn = isHers && terms.earn ? earnedOn(terms.earn, saleTotal(sale)) : 0
  const earned = sumOf(own, 'purchase', 'reversal')

  book('refund', Math.max(0, spent - toSpend), lastDayOf(today, policy.bonus))
  // What expired is lost already, and not taken back once more.
  const expired = expiredOf(account, { saleId: sale.id, friendId: null }, at, zone)
  book('reversal', -Math.max(0, earned - toEarn - expired))
  const there = spendable(bonusEntriesOf(db, customerId), at, zone)
  book('spend', -Math.min(Math.max(0, toSpend - spent), there))
  const isOver = terms.expires !== null && terms.expires < today
  book('purchase', Math.max(0, toEarn - earned), isOver ? lastDayOf(today, policy.bonus) : terms.expires)
}

/** Whoever brought a friend is rewarded for the friend's first purchase, once, as long as the friend kept any. */
function settleReferral(store: Store, friendId: number, saleId: number, at: Instant): void {
  const { db, zone, policy, settings, now } = store
  const entries = bonusEntriesForFriend(db, friendId)
  const given = entries.reduce((sum, { points }) => sum + points, 0)
  const last = entries.findLast(({ kind }) => kind === 'referral')
  const referrerId = customerById(db, friendId)?.referredById ?? null
  if (given === 0 && referrerId === null) return
  const first = firstKeptSale(db, friendId)
  if (given > 0 && first === null && last) {
    const expired = expiredOf(bonusEntriesOf(db, last.customerId), last, at, zone)
    const reversal = { ...last, at, kind: 'reversal', points: expired - given, expires: null } as const
    if (given > expired) insertBonusEntry(db, reversal, now)
  }
  if (given > 0 || first !== saleId || referrerId === null) return
  // A reward taken back by a correction comes back with it, whatever the settings are by now.
  const points = last?.points ?? (settings.bonus === 'off' ? 0 : policy.bonus.referralPoints)
  if (points === 0) return
  const expires = lastDayOf(zone.day(at), policy.bonus)
  const reward = { customerId: referrerId, at, kind: 'referral', points, saleId, friendId, expires } as const
  insertBonusEntry(db, { ...reward, reason: null }, now)
}
