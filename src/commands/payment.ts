// aftersales sale pay: money that came for a sale, or was given back.
import type { Context } from '../context.ts'
import { dayText } from '../domain/day.ts'
import { AppError, invalid } from '../errors.ts'
import { type Sale, saleById } from '../store/sale.ts'
import { viewPayment } from '../ui/view/payment.ts'
import { amount, check, optional } from './input.ts'
import { momentOn } from './promise-settle.ts'
import { findSale } from './reference.ts'
import { saleDocument } from './sale-document.ts'
import { refuseBefore } from './sale-draft.ts'
import { owedMinor, recordPayment } from './sale-money.ts'
import { readDay } from './when.ts'

/**
 * Without an amount it is all that is owed, or with --back all that is to be given back.
 * @throws AppError sale.notFound, payment.*, input.invalid
 */
export async function paySale(
  context: Context,
  reference: string,
  typed: string | undefined,
  flags: { date?: string; back?: boolean },
): Promise<void> {
  const store = await context.change()
  const { now, zone, settings, db } = store
  const { id } = findSale(store, reference)
  const given = check({ '<money>': optional(amount(settings)) }, { '<money>': typed })['<money>']
  const day =
    flags.date === undefined ? zone.day(now) : await readDay('--date', flags.date, now, zone, 'past')
  if (day > zone.day(now)) invalid('future', '--date', flags.date)
  const amountMinor = store.write((changes) => {
    const sale = findSale(store, `#${id}`)
    refuseBefore(zone.day(Date.parse(sale.soldAt)), '--date', dayText(day), flags.date)
    const owed = owedMinor(sale)
    const money = given ?? Math.max(0, flags.back ? -owed : owed)
    if (flags.back && money === 0) throw new AppError('payment.nothingBack')
    const at = Math.max(momentOn(store, day), Date.parse(sale.soldAt))
    recordPayment(store, id, flags.back ? -money : money, at)
    changes.touch(sale.customerId)
    return flags.back ? -money : money
  })
  const sale = saleDocument(saleById(db, id) as Sale, store)
  context.show({ sale, amountMinor }, (shown) => viewPayment(shown, context.page(store)))
}
