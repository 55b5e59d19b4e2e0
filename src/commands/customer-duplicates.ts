// aftersales customer duplicates: pairs of cards that may be one customer, each with the command that makes them one.
import type { Context } from '../context.ts'
import { likelyDuplicates } from '../domain/duplicates.ts'
import { type Customer, customerById, listCustomers } from '../store/customer.ts'
import { keepPages } from '../store/open.ts'
import { countSales } from '../store/sale.ts'
import { type DuplicatesDocument, viewDuplicates } from '../ui/view/merge.ts'

/** Pairs on one page of a terminal. */
const PAGE = 10

export async function showDuplicates(context: Context, flags: { all?: boolean }): Promise<void> {
  const store = await context.read()
  const { db } = store
  keepPages(db)
  const cards = listCustomers(db, Number.MAX_SAFE_INTEGER).map(
    ({ id, name, phone, email, chat, wrongPhone }) => ({
      ...{ id, name, email, chat },
      phone: wrongPhone ? null : phone,
      sales: countSales(db, id),
    }),
  )
  const pairs = likelyDuplicates(cards)
  const shown = flags.all || context.json ? pairs : pairs.slice(0, PAGE)
  const person = (id: number) => {
    const { externalId, name, phone } = customerById(db, id) as Customer
    return { id, externalId, name, phone, sales: countSales(db, id) }
  }
  const document: DuplicatesDocument = {
    duplicates: shown.map(({ keep, other, reasons, namesAgree }) => ({
      customer: person(keep),
      other: person(other),
      ...{ reasons, namesAgree },
    })),
    total: pairs.length,
  }
  context.show(document, (page) => viewDuplicates(page, context.page(store)))
}
