// Points on a sale: how many are wanted as a discount, and what a sale has earned and spent.
import type { Context } from '../context.ts'
import type { BonusEntry } from '../domain/bonus-entry.ts'
import { discountFor, pointsWithin, pointWorth } from '../domain/bonus-rule.ts'
import type { Instant } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { AppError, invalid } from '../errors.ts'
import { bonusEntriesForFriend, bonusEntriesOfSale, bonusTermsOf } from '../store/bonus.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { pointsText, type SaleBonus, type SoldBonus } from '../ui/view/bonus.ts'
import { accountOf, spendableAt, statementFor } from './bonus-account.ts'
import { readPoints } from './input.ts'

/** What `--bonus` says; null where it was not given. @throws AppError input.invalid */
export function wantedPoints(typed: string | undefined): number | 'all' | null {
  if (typed === undefined) return null
  return readPoints(typed) ?? invalid('points', '--bonus', typed)
}

/** Points that make a part of a discount, null where none were asked for; and the whole discount. */
export interface PointsOff {
  bonusPoints: number | null
  discountMinor: number
}

/**
 * Points wanted as a discount: so many, or all that there are and that the sale has room for.
 * @param customer null for somebody new, who has none
 * @param sold what the items cost together
 * @throws AppError input.invalid, bonus.notEnough
 */
export function pointsOff(
  store: Store,
  typed: string | undefined,
  customer: Customer | null,
  { at, discountMinor }: { at: Instant; discountMinor: number },
  sold: number,
): PointsOff {
  const wanted = wantedPoints(typed)
  if (wanted === null) return { bonusPoints: null, discountMinor }
  const { there, room, worth } = pointsFor(store, customer, at, sold - discountMinor)
  if (wanted !== 'all' && wanted > there) throw notEnough(customer, there)
  if (wanted !== 'all' && wanted > room) invalid('bonus', '--bonus', typed, { most: room })
  const bonusPoints = wanted === 'all' ? Math.min(there, room) : wanted
  return { bonusPoints, discountMinor: discountMinor + discountFor(bonusPoints, worth) }
}

/**
 * The same on a terminal, where whoever has points is asked about them unless the flag said it.
 * @throws AppError cancelled, input.invalid, bonus.notEnough
 */
export async function askPoints(
  context: Context,
  store: Store,
  typed: string | undefined,
  customer: Customer | null,
  terms: { at: Instant; discountMinor: number },
  sold: number,
): Promise<PointsOff> {
  const { there, room } = pointsFor(store, customer, terms.at, sold - terms.discountMinor)
  const most = Math.min(there, room)
  if (typed !== undefined || most === 0) return pointsOff(store, typed, customer, terms, sold)
  const { t } = context
  const words = context.words(store)
  const ask = await context.ask()
  const answer = await ask.input(
    t('bonus.ask', { points: pointsText(there, words), most: words.number(most) }),
    {
      check: (text) => {
        const points = readPoints(text)
        const fits = text === '' || points === 'all' || (points !== null && points <= most)
        return fits ? null : t('sale.ask.again', { typed: text })
      },
    },
  )
  return pointsOff(store, answer === '' ? undefined : answer, customer, terms, sold)
}

/** What there is to spend, what there is room for, and what a point is worth in minor units. */
export function pointsFor(
  store: Store,
  customer: Pick<Customer, 'id'> | null,
  at: Instant,
  toPay: number,
): { there: number; room: number; worth: number } {
  const worth = pointWorth(store.policy.bonus, currencyDigits(store.settings.currency))
  const there = customer === null ? 0 : spendableAt(store, customer.id, at)
  return { there, room: pointsWithin(toPay, worth), worth }
}

export function notEnough(customer: Pick<Customer, 'id' | 'name'> | null, balance: number): AppError {
  const { id = null, name = null } = customer ?? {}
  return new AppError('bonus.notEnough', { id, name, balance })
}

/** What a new sale has done to the points of its customer, and of whoever brought that customer. */
export function soldBonus(store: Store, sale: Sale): SoldBonus {
  const { db } = store
  const own = saleBonus(store, sale)
  const account = own && accountOf(store, sale.customerId)
  const held = statementFor(store, sale.customerId)
    .lines.filter(({ kind, entry }) => kind === 'withheld' && entry.saleId === sale.id)
    .reduce((sum, { points }) => sum - points, 0)
  const reward = bonusEntriesForFriend(db, sale.customerId).findLast(
    ({ saleId, points }) => saleId === sale.id && points > 0,
  )
  const referrer = reward && customerById(db, reward.customerId)
  return {
    sold: own && account && { ...own, ...account, held },
    referral: referrer ? { id: referrer.id, name: referrer.name, points: reward.points } : null,
  }
}

/** What a sale has earned and spent so far; null where it has nothing to do with the programme. */
export function saleBonus(
  { db, now }: Store,
  { id, customerId }: Pick<Sale, 'id' | 'customerId'>,
): SaleBonus | null {
  if (bonusTermsOf(db, id) === null) return null
  const own = bonusEntriesOfSale(db, id).filter((entry) => entry.customerId === customerId && entry.at <= now)
  return { earned: sumOf(own, 'purchase', 'reversal'), spent: 0 - sumOf(own, 'spend', 'refund') }
}

/** The points of some kinds of entries together. */
export function sumOf(
  entries: readonly Pick<BonusEntry, 'kind' | 'points'>[],
  ...kinds: BonusEntry['kind'][]
): number {
  return entries.reduce((sum, { kind, points }) => (kinds.includes(kind) ? sum + points : sum), 0)
}
