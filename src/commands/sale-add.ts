// aftersales sale add: a sale by flags, or by a short wizard on a terminal.
import type { Context } from '../context.ts'
import { instantText } from '../domain/day.ts'
import { lineOrigins, wallTime } from '../domain/origin.ts'
import type { Plan } from '../domain/plan.ts'
import { invalid } from '../errors.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { promisesOfSale } from '../store/promise.ts'
import { insertSale, keepOrigins, originsOf, type Sale, saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { type SaleAddedDocument, viewSaleAdded } from '../ui/view/sale.ts'
import { soldBonus } from './bonus-points.ts'
import { keepBonus, moveReferral } from './bonus-sale.ts'
import { isRefused } from './customer-document.ts'
import { keepCustomer, refusedNotice } from './identity.ts'
import { missing } from './input.ts'
import { scriptsWithOwn, thanksFor } from './message-text.ts'
import { type Notice, warningsOf } from './notice.ts'
import { plannedTouches } from './planned.ts'
import { promiseDocument } from './promise-document.ts'
import { saleDocument } from './sale-document.ts'
import { readSale, type SaleDraft, type SaleFlags, storedDay } from './sale-draft.ts'
import { createProducts } from './sale-lines.ts'
import { keepSalePromises } from './sale-promise.ts'

/**
 * Without a customer or items it asks on a terminal.
 * @throws AppError input.missing, input.invalid, customer.*
 */
export async function addSale(context: Context, flags: SaleFlags): Promise<void> {
  const noCustomer = flags.customer === undefined && flags.phone === undefined
  if (!context.terminal.interactive) {
    if (noCustomer) missing('--customer')
    if (!flags.item) missing('--item')
  }
  // What is wrong with the values is found before a new shop's file is made.
  const shop = await context.change()
  const draft =
    noCustomer || !flags.item
      ? await (await import('./sale-wizard.ts')).askSale(context, shop, flags)
      : await readSale(context, shop, flags)
  if (draft.referrer && draft.referrer.id === draft.identity.customer?.id) {
    invalid('self', '--referred-by', flags.referredBy)
  }
  const store = await context.write()
  const { saleId, created, products } = recordSale(store, draft)
  const document = await addedDocument(context, store, saleId, draft, created, products)
  context.show(document, (shown) => viewSaleAdded(shown, context.page(store)))
}

/** Stores the customer, the products and the sale in one change. */
export function recordSale(store: Store, draft: SaleDraft) {
  const { db, now } = store
  const { at, promised, delivered, discountMinor, note, lines, referrer } = draft
  return store.write((changes) => {
    const { id: customerId, created } = keepCustomer(
      store,
      draft.identity,
      { referredById: referrer?.id ?? null },
      changes,
    )
    const products = createProducts(store, lines)
    const origins = lineOrigins(wallTime(at, store.zone), lines, originsOf(db, customerId))
    const saleId = insertSale(
      db,
      {
        customerId,
        soldAt: instantText(at),
        enteredAt: instantText(now),
        source: 'entered',
        promisedDay: storedDay(promised),
        deliveredDay: storedDay(delivered),
        discountMinor,
        note,
      },
      lines.map(({ quantity, amountMinor }, i) => ({
        productId: products.productIds[i] as number,
        quantity,
        amountMinor,
        returnedAt: null,
      })),
    )
    keepOrigins(db, customerId, origins)
    keepBonus(store, saleId, draft.bonusPoints ?? 0)
    // Who brought a customer may be told later than the first purchase, as with a correction.
    if (referrer && !created) moveReferral(store, customerId)
    keepSalePromises(store, saleId, draft.promises, at)
    return { saleId, created, products: products.created }
  })
}

/** Who brought a customer is told once: that somebody else is believed, and who. */
function otherReferrer({ db }: Store, { id, referredById }: Customer, said: Customer | null): Notice | null {
  const isKnown = referredById !== null && said !== null && said.id !== referredById
  const known = isKnown ? customerById(db, referredById) : null
  if (!known) return null
  return { code: 'customer.otherReferrer', params: { id: known.id, name: known.name, said: `#${id}` } }
}

async function addedDocument(
  context: Context,
  store: Store,
  saleId: number,
  draft: SaleDraft,
  created: boolean,
  products: SaleAddedDocument['products'],
): Promise<SaleAddedDocument> {
  const words = context.words(store)
  const scripts = await scriptsWithOwn(context)
  const sale = saleById(store.db, saleId) as Sale
  const customer = customerById(store.db, sale.customerId) as Customer
  const plan = store.planOf(customer.id, store.now) as Plan
  const { notice } = draft.identity
  const unpriced = draft.lines.filter((line) => line.priceMinor === null).map((line) => line.product)
  const { id, externalId, name, phone: number } = customer
  const touches = plannedTouches(plan, store.now, words)
  const refused = isRefused(customer, store)
  return {
    sale: saleDocument(sale, store),
    bonus: soldBonus(store, sale),
    promises: promisesOfSale(store.db, saleId).map((promise) => promiseDocument(store, promise)),
    customer: { id, externalId, name, phone: number, created, refused },
    products,
    touches,
    message: refused ? null : thanksFor(store, customer, sale, scripts, words),
    thanks: touches.some((touch) => touch.kind === 'thanks' && touch.saleId === saleId),
    warnings: [
      ...warningsOf(notice, context),
      ...warningsOf(refusedNotice(store, customer.id), context),
      ...warningsOf(otherReferrer(store, customer, draft.referrer), context),
      ...(draft.bonusPoints === 0 ? [{ code: 'bonus.none', text: context.t('bonus.nothingToSpend') }] : []),
      ...unpriced.map((product) => ({
        code: 'product.noPrice',
        text: context.t('sale.noPrice', { product }),
      })),
    ],
  }
}
