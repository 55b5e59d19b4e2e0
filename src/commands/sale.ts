// aftersales sale list|show|edit|deliver|return.
import type { Context } from '../context.ts'
import { dayText, instantText } from '../domain/day.ts'
import { lineOrigins, wallTime } from '../domain/origin.ts'
import type { Plan } from '../domain/plan.ts'
import { saleTotal } from '../domain/sale.ts'
import { AppError, invalid } from '../errors.ts'
import {
  countSales,
  insertLine,
  keepOrigins,
  listSales as readSales,
  replaceLines,
  type Sale,
  saleById,
  salesOf,
  setDelivery,
  updateSale,
} from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { viewSale, viewSaleChanged, viewSales } from '../ui/view/sale.ts'
import { itemsOf } from './card.ts'
import { check, money, text } from './input.ts'
import { plannedTouches } from './planned.ts'
import { findCustomer, findSale } from './reference.ts'
import { saleDocument } from './sale-document.ts'
import { readDelivery, refuseBefore, refuseDiscount, type SaleFlags, storedDay } from './sale-draft.ts'
import { createProducts, readItems } from './sale-lines.ts'
import { returnedLines } from './sale-return.ts'
import { readDay, readWhen } from './when.ts'

/** Rows of one page. */
const PAGE = 20

export async function listSales(
  context: Context,
  flags: { customer?: string; all?: boolean },
): Promise<void> {
  const store = await context.read()
  const { db } = store
  const customer = flags.customer === undefined ? null : await findCustomer(context, store, flags.customer)
  const limit = flags.all || context.json ? Number.MAX_SAFE_INTEGER : PAGE
  const sales = customer ? salesOf(db, customer.id, limit) : readSales(db, limit)
  const total = countSales(db, customer?.id ?? null)
  const document = { sales: sales.map((sale) => saleDocument(sale, store)), total }
  context.show(document, (shown) => viewSales(shown, context.page(store)))
}

/** @throws AppError sale.notFound */
export async function showSale(context: Context, reference: string): Promise<void> {
  const store = await context.read()
  const document = { sale: saleDocument(findSale(store, reference), store) }
  context.show(document, (shown) => viewSale(shown, context.page(store)))
}

/**
 * What is typed is read first; the sale itself is read inside the write, so that nothing another terminal stored in
 * between is lost.
 * @throws AppError sale.notFound, input.invalid, sale.returned where money was given back already
 */
export async function editSale(context: Context, reference: string, flags: SaleFlags): Promise<void> {
  const store = await context.change()
  const { db, now, zone, settings } = store
  const { id } = findSale(store, reference)
  const { discount, note } = check(
    { discount: money(settings).optional(), note: text(2000).optional() },
    { discount: flags.discount, note: flags.note },
  )
  const date = flags.date === undefined ? null : await readWhen('--date', flags.date, now, zone, 'past')
  if (date !== null && date > now) invalid('future', '--date', flags.date)
  const days = await readDelivery(store, flags)
  const customer = flags.customer === undefined ? null : await findCustomer(context, store, flags.customer)
  const lines = flags.item ? readItems(store, flags.item) : null
  store.write((changes) => {
    const sale = findSale(store, `#${id}`)
    if ((lines || discount !== undefined) && sale.lines.some((line) => line.returnedAt !== null)) {
      throw new AppError('sale.returned', { id })
    }
    const at = date ?? Date.parse(sale.soldAt)
    const promisedDay = flags.promised === undefined ? sale.promisedDay : storedDay(days.promised)
    const deliveredDay = flags.delivered === undefined ? sale.deliveredDay : storedDay(days.delivered)
    refuseBefore(zone.day(at), '--promised', promisedDay, flags.promised)
    refuseBefore(zone.day(at), '--delivered', deliveredDay, flags.delivered)
    const discountMinor = discount ?? sale.discountMinor
    if (lines || discount !== undefined) {
      const sold = lines ?? sale.lines.filter((line) => line.returnedAt === null)
      refuseDiscount(discountMinor, sold, flags.discount)
    }
    const customerId = customer?.id ?? sale.customerId
    updateSale(db, sale.id, {
      ...{ customerId, soldAt: instantText(at), promisedDay, deliveredDay, discountMinor },
      note: note === undefined ? sale.note : note,
    })
    if (lines) {
      const { productIds } = createProducts(store, lines)
      const products = lines.map((line, i) => ({ ...line, productId: productIds[i] as number }))
      replaceLines(db, sale.id, products)
    }
    // What she corrected is known as it is now too: her records elsewhere may be right already.
    const corrected = findSale(store, `#${id}`).lines.filter((line) => line.returnedAt === null)
    keepOrigins(db, customerId, lineOrigins(wallTime(at, zone), corrected))
    changes.touch(sale.customerId)
    changes.touch(customerId)
  })
  showChanged(context, store, id)
}

/** Confirms the delivery: on a day, or today. @throws AppError sale.notFound, input.invalid */
export async function deliverSale(
  context: Context,
  reference: string,
  flags: { date?: string },
): Promise<void> {
  const store = await context.change()
  const { now, zone, db } = store
  const { id } = findSale(store, reference)
  const day =
    flags.date === undefined ? zone.day(now) : await readDay('--date', flags.date, now, zone, 'past')
  if (day > zone.day(now)) invalid('future', '--date', flags.date)
  store.write((changes) => {
    const sale = findSale(store, `#${id}`)
    refuseBefore(zone.day(Date.parse(sale.soldAt)), '--date', dayText(day), flags.date)
    setDelivery(db, id, { promisedDay: sale.promisedDay, deliveredDay: dayText(day) })
    changes.touch(sale.customerId)
  })
  showChanged(context, store, id)
}

/** Takes back a whole sale, or some of its items. @throws AppError sale.notFound, sale.nothingToReturn, input.invalid */
export async function returnSale(
  context: Context,
  reference: string,
  flags: { item?: string[]; date?: string },
): Promise<void> {
  const store = await context.change()
  const { now, zone, db } = store
  const { id } = findSale(store, reference)
  const at = flags.date === undefined ? now : await readWhen('--date', flags.date, now, zone, 'past')
  if (at > now) invalid('future', '--date', flags.date)
  const wanted = flags.item ? readItems(store, flags.item) : null
  if (wanted === null) await confirmReturn(context, store, findSale(store, reference))
  store.write((changes) => {
    const sale = findSale(store, `#${id}`)
    if (at < Date.parse(sale.soldAt)) invalid('order', '--date', flags.date)
    const returnedAt = instantText(at)
    for (const line of returnedLines(sale, wanted)) insertLine(db, id, { ...line, returnedAt })
    changes.touch(sale.customerId)
  })
  showChanged(context, store, id)
}

/** A whole sale is soon taken back by a slip: on a terminal it is asked about. @throws AppError cancelled */
async function confirmReturn(context: Context, store: Store, sale: Sale): Promise<void> {
  if (!context.terminal.interactive || context.globals.yes === true) return
  const words = context.words(store)
  // A sale of which nothing is left is refused without a question.
  returnedLines(sale, null)
  const total = words.money(saleTotal(sale))
  const ask = await context.ask()
  const question = context.t('sale.ask.return', { items: itemsOf(sale, words).join(', '), total })
  if (!(await ask.confirm(question, true))) throw new AppError('cancelled')
}

function showChanged(context: Context, store: Store, saleId: number): void {
  const sale = saleById(store.db, saleId) as Sale
  const plan = store.planOf(sale.customerId, store.now) as Plan
  const touches = plannedTouches(plan, store.now, context.words(store))
  context.show({ sale: saleDocument(sale, store), touches }, (shown) =>
    viewSaleChanged(shown, context.page(store)),
  )
}
