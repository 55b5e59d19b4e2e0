// Goods that come back open a case by themselves: why, and what becomes of the money, is to be settled with the customer.
import { isOpenCase } from '../domain/case.ts'
import { instantText } from '../domain/day.ts'
import { casesOf, insertCase, recordOf } from '../store/case.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'

/**
 * Opens the case of a return, inside its write; one a sale and day, and none where one about the sale is open.
 * @param at when the goods came back
 * @returns the id of the case that the return is part of
 */
export function openReturnCase(store: Store, { id: saleId, customerId }: Sale, at: number): number {
  const { db, now, zone } = store
  const known = casesOf(db, customerId).find(
    (other) =>
      other.kind === 'return' &&
      other.saleId === saleId &&
      (isOpenCase(recordOf(other), now) || zone.day(Date.parse(other.openedAt)) === zone.day(at)),
  )
  if (known) return known.id
  return insertCase(db, {
    ...{ customerId, saleId, kind: 'return', channel: 'in-person', factor: null, origin: 'return' },
    ...{ contactId: null, asked: null, openedAt: instantText(at), enteredAt: instantText(now) },
  })
}
