// A sale as the documents of several commands tell it.
import { dayText } from '../domain/day.ts'
import { saleTotal } from '../domain/sale.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { SaleDocument } from '../ui/view/sale.ts'
import { saleBonus } from './bonus-points.ts'
import { owedMinor } from './sale-money.ts'

export function saleDocument(sale: Sale, store: Store): SaleDocument {
  const { zone, settings } = store
  // Of a sale without a payment or a promise of one nobody keeps track.
  const tracked = sale.paidMinor !== null || sale.paymentPromised
  return {
    id: sale.id,
    customerId: sale.customerId,
    customer: sale.customer,
    at: zone.text(Date.parse(sale.soldAt)),
    date: dayText(zone.day(Date.parse(sale.soldAt))),
    promised: sale.promisedDay,
    delivered: sale.deliveredDay,
    deliveredRight: sale.deliveredRight,
    deliveredComplete: sale.deliveredComplete,
    imported: sale.source === 'imported',
    lines: sale.lines.map(({ product, productId, quantity, amountMinor, returnedAt }) => ({
      ...{ productId, product, quantity, amountMinor },
      returned: returnedAt === null ? null : dayText(zone.day(Date.parse(returnedAt))),
    })),
    discountMinor: sale.discountMinor,
    totalMinor: saleTotal(sale),
    bonus: saleBonus(store, sale),
    paidMinor: tracked ? (sale.paidMinor ?? 0) : null,
    owedMinor: tracked ? owedMinor(sale) : null,
    payBy: sale.payBy,
    currency: settings.currency,
    note: sale.note,
  }
}
