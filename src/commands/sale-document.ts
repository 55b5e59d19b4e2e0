// A sale as the documents of several commands tell it.
import { dayText } from '../domain/day.ts'
import { saleTotal } from '../domain/sale.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { SaleDocument } from '../ui/view/sale.ts'

export function saleDocument(sale: Sale, { zone, settings }: Store): SaleDocument {
  return {
    id: sale.id,
    customerId: sale.customerId,
    customer: sale.customer,
    at: zone.text(Date.parse(sale.soldAt)),
    date: dayText(zone.day(Date.parse(sale.soldAt))),
    promised: sale.promisedDay,
    delivered: sale.deliveredDay,
    imported: sale.source === 'imported',
    lines: sale.lines.map(({ product, productId, quantity, amountMinor, returnedAt }) => ({
      ...{ productId, product, quantity, amountMinor },
      returned: returnedAt === null ? null : dayText(zone.day(Date.parse(returnedAt))),
    })),
    discountMinor: sale.discountMinor,
    totalMinor: saleTotal(sale),
    currency: settings.currency,
    note: sale.note,
  }
}
