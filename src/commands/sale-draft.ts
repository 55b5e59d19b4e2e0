// A sale as wanted: read from the flags, and checked before anything is stored.
import type { Context } from '../context.ts'
import type { Day, Instant } from '../domain/day.ts'
import { invalid } from '../errors.ts'
import type { Customer } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { type Identity, whoIsIt } from './identity.ts'
import { check, money, phone, text } from './input.ts'
import { findCustomer } from './reference.ts'
import { readItems, type WantedLine } from './sale-lines.ts'
import { readDay, readWhen } from './when.ts'

export interface SaleFlags {
  customer?: string
  phone?: string
  new?: boolean
  item?: string[]
  date?: string
  promised?: string
  delivered?: string
  discount?: string
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
  referrer: Customer | null
  note: string | null
}

/** The flags as a checked draft. */
export async function readSale(context: Context, store: Store, flags: SaleFlags): Promise<SaleDraft> {
  const lines = readItems(store, flags.item ?? [])
  const terms = await readTerms(context, store, flags, lines)
  const given = check({ phone: phone(store.settings).optional() }, { phone: flags.phone })
  const said = { name: flags.customer ?? '', phone: given.phone ?? null, new: flags.new === true }
  return { identity: await whoIsIt(context, store, said), lines, ...terms }
}

/** Date, promise, delivery, discount, referral, note: what a sale has beside its customer and its items. */
export async function readTerms(
  context: Context,
  store: Store,
  flags: SaleFlags,
  lines: readonly WantedLine[],
): Promise<Omit<SaleDraft, 'identity' | 'lines'>> {
  const { now, zone, settings } = store
  const { discount = 0, note = null } = check(
    { discount: money(settings).optional(), note: text(2000).optional() },
    { discount: flags.discount, note: flags.note },
  )
  const at = flags.date === undefined ? now : await readWhen('--date', flags.date, now, zone, 'past')
  if (at > now) invalid('future', '--date', flags.date)
  const { promised, delivered } = await readDelivery(store, flags, zone.day(at))
  if (discount > lines.reduce((sum, line) => sum + line.amountMinor, 0)) {
    invalid('discount', '--discount', flags.discount)
  }
  const referrer =
    flags.referredBy === undefined ? null : await findCustomer(context, store, flags.referredBy)
  return { at, promised, delivered, discountMinor: discount, referrer, note }
}

/** Goods are promised and delivered on the day of the sale or later, and nothing has been delivered tomorrow. */
export async function readDelivery(
  { now, zone }: Store,
  flags: Pick<SaleFlags, 'promised' | 'delivered'>,
  saleDay: Day,
): Promise<Pick<SaleDraft, 'promised' | 'delivered'>> {
  const day = async (flag: 'promised' | 'delivered', lean: 'past' | 'future') => {
    const typed = flags[flag]
    if (typed === undefined || typed.trim() === '') return null
    const read = await readDay(`--${flag}`, typed, now, zone, lean)
    return read >= saleDay ? read : invalid('order', `--${flag}`, typed)
  }
  const promised = await day('promised', 'future')
  const delivered = await day('delivered', 'past')
  if (delivered !== null && delivered > zone.day(now)) invalid('future', '--delivered', flags.delivered)
  return { promised, delivered }
}
