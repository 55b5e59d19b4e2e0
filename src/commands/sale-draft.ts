// A sale as wanted: read from the flags, and checked before anything is stored.
import type { Context } from '../context.ts'
import { type Day, dayText, type Instant } from '../domain/day.ts'
import { invalid } from '../errors.ts'
import type { Customer } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { pointsOff } from './bonus-points.ts'
import { type Said, whoIsIt } from './identity.ts'
import type { Identity } from './identity-choice.ts'
import { check, money, optional, phone, text } from './input.ts'
import { findCustomer } from './reference.ts'
import { readItems, totalOf, type WantedLine } from './sale-lines.ts'
import {
  promiseDay,
  readPromises,
  refusePayment,
  type SalePromiseFlags,
  type SalePromises,
} from './sale-promise.ts'
import { readDay, readWhen } from './when.ts'

export interface SaleFlags extends SalePromiseFlags {
  customer?: string
  phone?: string
  new?: boolean
  item?: string[]
  date?: string
  promised?: string
  delivered?: string
  discount?: string
  bonus?: string
  referredBy?: string
  note?: string
}

/** A sale as wanted, all of it checked. */
export interface SaleDraft {
  identity: Identity
  lines: WantedLine[]
  at: Instant
  promised: Day | null
  delivered: Day | null
  discountMinor: number
  /** Points that make a part of the discount; null where none were asked for. */
  bonusPoints: number | null
  promises: SalePromises
  referrer: Customer | null
  note: string | null
}

/** The flags as a checked draft. */
export async function readSale(context: Context, store: Store, flags: SaleFlags): Promise<SaleDraft> {
  const lines = readItems(store, flags.item ?? [])
  const terms = await readTerms(context, store, flags)
  refuseDiscount(terms.discountMinor, lines, flags.discount)
  refusePayment(store, { lines, ...terms })
  const identity = await whoIsIt(context, store, readSaid(store, flags))
  const by = await promiseDay(context, store, terms)
  const bonus = pointsOff(store, flags.bonus, identity.customer, terms, totalOf(lines))
  // What points pay for cannot be paid once more.
  refusePayment(store, { lines, ...terms, ...bonus })
  return { identity, lines, ...terms, ...bonus, promises: { ...terms.promises, by } }
}

/** What the flags say of the customer. @throws AppError input.invalid */
export function readSaid({ settings }: Store, flags: SaleFlags): Said {
  const given = check({ phone: optional(phone(settings)) }, { phone: flags.phone })
  return { name: flags.customer ?? '', phone: given.phone ?? null, new: flags.new === true }
}

/** Date, promises, delivery, discount, payment, referral, note: what a sale has beside its customer and its items. */
export async function readTerms(
  context: Context,
  store: Store,
  flags: SaleFlags,
): Promise<Omit<SaleDraft, 'identity' | 'lines' | 'bonusPoints'>> {
  const { now, zone, settings } = store
  const { discount = 0, note = null } = check(
    { discount: optional(money(settings)), note: optional(text(2000)) },
    { discount: flags.discount, note: flags.note },
  )
  const at = flags.date === undefined ? now : await readWhen('--date', flags.date, now, zone, 'past')
  if (at > now) invalid('future', '--date', flags.date)
  const { promised, delivered } = await readDelivery(store, flags, zone.day(at))
  refuseBefore(zone.day(at), '--promised', storedDay(promised), flags.promised)
  refuseBefore(zone.day(at), '--delivered', storedDay(delivered), flags.delivered)
  const referrer =
    flags.referredBy === undefined ? null : await findCustomer(context, store, flags.referredBy)
  const promises = await readPromises(store, flags, zone.day(at))
  return { at, promised, delivered, discountMinor: discount, promises, referrer, note }
}

/** Nothing has been delivered tomorrow. @param saleDay a date without a year is the first one from it on */
export async function readDelivery(
  { now, zone }: Store,
  flags: Pick<SaleFlags, 'promised' | 'delivered'>,
  saleDay: Day,
): Promise<Pick<SaleDraft, 'promised' | 'delivered'>> {
  const day = async (flag: 'promised' | 'delivered', lean: 'past' | 'future') => {
    const typed = flags[flag]
    if (typed === undefined || typed.trim() === '') return null
    return readDay(`--${flag}`, typed, now, zone, lean, saleDay)
  }
  const promised = await day('promised', 'future')
  const delivered = await day('delivered', 'past')
  if (delivered !== null && delivered > zone.day(now)) invalid('future', '--delivered', flags.delivered)
  return { promised, delivered }
}

/** Goods are promised and delivered on the day of the sale or later. @param day `YYYY-MM-DD` */
export function refuseBefore(saleDay: Day, flag: string, day: string | null, typed: string | undefined) {
  if (day !== null && day < dayText(saleDay)) invalid('order', flag, typed ?? day)
}

/** A discount is at most what was sold; one given earlier can be too much for items given now. */
export function refuseDiscount(
  discountMinor: number,
  sold: readonly Pick<WantedLine, 'amountMinor'>[],
  typed: string | undefined,
): void {
  if (discountMinor <= Math.max(0, totalOf(sold))) return
  if (typed !== undefined) invalid('discount', '--discount', typed)
  invalid('discounted', '--item', null)
}

export function storedDay(day: Day | null): string | null {
  return day === null ? null : dayText(day)
}
