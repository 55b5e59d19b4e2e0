// aftersales sale list|show|edit|return.
import type { Context } from '../context.ts'
import { instantText } from '../domain/day.ts'
import { parseDecimal } from '../domain/money.ts'
import { lineOrigins, wallTime } from '../domain/origin.ts'
import type { Plan } from '../domain/plan.ts'
import { netQuantities, saleTotal } from '../domain/sale.ts'
import { AppError, invalid } from '../errors.ts'
import { giveSaleCases } from '../store/case.ts'
import { keepFormerSale } from '../store/forget.ts'
import { overpaidSales, owingSales, untrackedSales } from '../store/owing.ts'
import { paymentsOf } from '../store/payment.ts'
import { promisesOfSale } from '../store/promise.ts'
import {
  countSales,
  insertLine,
  keepOrigins,
  originsOf,
  listSales as readSales,
  replaceLines,
  type Sale,
  saleById,
  salesOf,
  updateSale,
} from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { safe } from '../ui/terminal.ts'
import { type SaleChangedDocument, viewSale, viewSaleChanged, viewSales } from '../ui/view/sale.ts'
import { accountOf } from './bonus-account.ts'
import { saleBonus } from './bonus-points.ts'
import { moveBonus, settleBonus, settleReferral } from './bonus-sale.ts'
import { itemsOf } from './card.ts'
import { check, money, optional, text } from './input.ts'
import { plannedTouches } from './planned.ts'
import { promiseDocument } from './promise-document.ts'
import { dropPromises, followSale } from './promise-settle.ts'
import { findAnySale, findCustomer, findSale, readAnew } from './reference.ts'
import { openReturnCase } from './return-case.ts'
import { saleDocument } from './sale-document.ts'
import { readDelivery, refuseBefore, refuseDiscount, type SaleFlags, storedDay } from './sale-draft.ts'
import { createProducts, readItems, type WantedLine } from './sale-lines.ts'
import { owedMinor } from './sale-money.ts'
import { returnedLines } from './sale-return.ts'
import { readWhen } from './when.ts'

/** Rows of one page. */
const PAGE = 20

export async function listSales(
  context: Context,
  flags: { customer?: string; all?: boolean; owing?: boolean },
): Promise<void> {
  const store = await context.read()
  const { db } = store
  const customer = flags.customer === undefined ? null : await findCustomer(context, store, flags.customer)
  const limit = flags.all || context.json ? Number.MAX_SAFE_INTEGER : PAGE
  const id = customer?.id ?? null
  const document = store.look(() => {
    const owing = flags.owing ? owingSales(db, id) : null
    const sales =
      owing?.slice(0, limit) ?? (customer ? salesOf(db, customer.id, limit) : readSales(db, limit))
    return {
      sales: sales.map((sale) => saleDocument(sale, store)),
      total: owing?.length ?? countSales(db, id),
      owedMinor: owing?.reduce((sum, sale) => sum + owedMinor(sale), 0) ?? null,
      giveBack: flags.owing ? overpaidSales(db, id).map((sale) => saleDocument(sale, store)) : null,
      untracked: flags.owing ? untrackedSales(db, id) : null,
    }
  })
  context.show(document, (shown) => viewSales(shown, context.page(store)))
}

/** @throws AppError sale.notFound */
export async function showSale(context: Context, reference: string): Promise<void> {
  const store = await context.read()
  const sale = findAnySale(store, reference)
  const document = {
    sale: saleDocument(sale, store),
    promises: promisesOfSale(store.db, sale.id).map((promise) => promiseDocument(store, promise)),
    payments: paymentsOf(store.db, sale.id).map(({ id, at, amountMinor }) => ({
      ...{ id, at: store.zone.text(Date.parse(at)), amountMinor },
    })),
  }
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
  const { id, soldAt } = findSale(store, reference)
  const { discount, note } = check(
    { discount: optional(money(settings)), note: optional(text(2000)) },
    { discount: flags.discount, note: flags.note },
  )
  const date = flags.date === undefined ? null : await readWhen('--date', flags.date, now, zone, 'past')
  if (date !== null && date > now) invalid('future', '--date', flags.date)
  const days = await readDelivery(store, flags, zone.day(date ?? Date.parse(soldAt)))
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
    const customerId = customer ? readAnew(store, customer.id).id : sale.customerId
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
    // To another customer it comes beside what that one has of the same moment.
    const beside = customerId === sale.customerId ? [] : originsOf(db, customerId)
    keepOrigins(db, customerId, lineOrigins(wallTime(at, zone), findSale(store, `#${id}`).lines, beside))
    const later = zone.day(at) - zone.day(Date.parse(sale.soldAt))
    if (later !== 0) moveBonus(store, sale, later)
    if (lines || customer || discount !== undefined) settleBonus(store, id, now)
    followSale(store, sale)
    if (customerId !== sale.customerId) {
      for (const each of [sale, findSale(store, `#${id}`)]) settleReferral(store, each, now)
      giveSaleCases(db, id, customerId)
      keepFormerSale(db, id, sale.customerId, instantText(now))
    }
    changes.touch(sale.customerId)
    changes.touch(customerId)
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
  const wanted = flags.item
    ? readItems(store, flags.item)
    : await confirmReturn(context, store, findSale(store, reference))
  const caseId = store.write((changes) => {
    const sale = findSale(store, `#${id}`)
    if (at < Date.parse(sale.soldAt)) invalid('order', '--date', flags.date)
    const returnedAt = instantText(at)
    for (const line of returnedLines(sale, wanted)) insertLine(db, id, { ...line, returnedAt })
    keepReturned(store, sale)
    settleBonus(store, id, at)
    settleReferral(store, sale, at)
    dropPromises(store, id, at)
    changes.touch(sale.customerId)
    return openReturnCase(store, sale, at)
  })
  showChanged(context, store, id, { caseId, caseKind: 'return' })
}

/** A table of sales tells what came back too, and may be imported again. @param before the sale as it was */
function keepReturned(store: Store, { id, customerId, soldAt, lines: before }: Sale): void {
  const known = new Set(before.map((line) => line.id))
  const back = findSale(store, `#${id}`).lines.filter((line) => !known.has(line.id))
  const wall = wallTime(Date.parse(soldAt), store.zone)
  keepOrigins(store.db, customerId, lineOrigins(wall, back, originsOf(store.db, customerId)))
}

/**
 * A whole sale is soon taken back by a slip: on a terminal it is asked about.
 * @returns what came back; null for all of it
 * @throws AppError cancelled
 */
async function confirmReturn(context: Context, store: Store, sale: Sale): Promise<WantedLine[] | null> {
  if (!context.terminal.interactive || context.globals.yes === true) return null
  const words = context.words(store)
  // A sale of which nothing is left is refused without a question.
  returnedLines(sale, null)
  const total = words.money(saleTotal(sale))
  const ask = await context.ask()
  const question = context.t('sale.ask.return', { items: itemsOf(sale, words).join(', '), total })
  if (await ask.confirm(question, true)) return null
  return askReturned(context, store, sale)
}

/** Which goods came back, and how many of each; none is no return. @throws AppError cancelled */
async function askReturned(context: Context, store: Store, sale: Sale): Promise<WantedLine[]> {
  const { t } = context
  const words = context.words(store)
  const ask = await context.ask()
  const kept = [...netQuantities(sale.lines)]
  const wanted: WantedLine[] = []
  const pieces = kept.reduce((sum, [, quantity]) => sum + quantity, 0)
  // Of one piece nothing else can have come back.
  if (pieces <= 1) throw new AppError('cancelled')
  for (const [productId, most] of kept) {
    const product = sale.lines.find((line) => line.productId === productId)?.product ?? ''
    const count = (typed: string) => parseDecimal(typed, 'decimal') ?? -1
    const typed = await ask.input(
      t('sale.ask.returned', { product: safe(product), most: words.number(most, 3) }),
      {
        preset: '0',
        check: (text) =>
          count(text) >= 0 && count(text) <= most ? null : t('sale.ask.again', { typed: text }),
      },
    )
    const quantity = count(typed)
    if (quantity > 0) wanted.push({ productId, product, quantity, priceMinor: null, amountMinor: 0 })
  }
  if (wanted.length === 0) throw new AppError('cancelled')
  return wanted
}

export function showChanged(
  context: Context,
  store: Store,
  saleId: number,
  more: Pick<SaleChangedDocument, 'caseId' | 'caseKind'> = {},
): void {
  const sale = saleById(store.db, saleId) as Sale
  const plan = store.planOf(sale.customerId, store.now) as Plan
  const touches = plannedTouches(plan, store.now, context.words(store))
  const bonus = saleBonus(store, sale) && accountOf(store, sale.customerId)
  context.show({ sale: saleDocument(sale, store), bonus, touches, ...more }, (shown) =>
    viewSaleChanged(shown, context.page(store)),
  )
}
