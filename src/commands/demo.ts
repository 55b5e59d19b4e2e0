// aftersales demo: a small shop to try everything on, and its morning list.
import type { Context } from '../context.ts'
import { dayText, type Instant, instantText, monthDay } from '../domain/day.ts'
import { foldName } from '../domain/name.ts'
import {
  type DemoContact,
  type DemoPromise,
  type DemoSale,
  type DemoShop,
  demoPath,
  readDemo,
} from '../exchange/demo.ts'
import type { Ago } from '../exchange/demo-table.ts'
import { saveContact } from '../store/contact.ts'
import { insertCustomer } from '../store/customer.ts'
import { insertProduct, replaceGoesWith, replaceTips } from '../store/product.ts'
import { insertPromise } from '../store/promise.ts'
import { insertLine, insertSale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { loadScripts } from '../ui/script.ts'
import { type DemoDocument, viewDemo } from '../ui/view/demo.ts'
import { keepDemoCases } from './demo-cases.ts'
import { dueDocument } from './due.ts'

/** @throws AppError file.exists when --db names a file that is there */
export async function demo(context: Context): Promise<void> {
  const { globals, lang } = context
  globals.db = demoPath(globals.db)
  const store = await context.write()
  const shop = readDemo(lang)
  store.write(
    (changes) => {
      stock(store, shop)
      changes.touchEverybody()
    },
    { bulk: true },
  )
  const due = await dueDocument(store, context.words(store), await loadScripts(lang), {})
  const line = (words: string) => `${context.program} ${words}`
  context.show<DemoDocument>({ db: globals.db, due }, (shown) => viewDemo(shown, context.page(store), line))
}

function stock(store: Store, shop: DemoShop): void {
  const { db, zone } = store
  const today = zone.day(store.now)
  const products = new Map<string, { id: number; priceMinor: number }>()
  for (const { product, name, priceMinor, lastsDays, tips } of shop.products) {
    const id = insertProduct(db, { name, priceMinor, lastsDays }, foldName(name))
    replaceTips(db, id, tips)
    products.set(product, { id, priceMinor })
  }
  for (const { product, goesWith } of shop.products) {
    replaceGoesWith(
      db,
      idOf(products, product).id,
      goesWith.map((other) => idOf(products, other).id),
    )
  }

  const customers = new Map<string, number>()
  for (const { customer, birthdayIn, referredBy, ...fields } of shop.customers) {
    const first = shop.sales.find((sale) => sale.customer === customer)
    const id = insertCustomer(
      db,
      {
        ...fields,
        externalId: null,
        birthday: birthdayIn === null ? null : birthday(today + birthdayIn),
        referredById: referredBy === null ? null : idOf(customers, referredBy),
      },
      foldName(fields.name),
      instantText(first ? momentOf(store, first) : store.now),
    )
    customers.set(customer, id)
  }

  const sales = new Map<string, number>()
  for (const sale of shop.sales) {
    const id = sell(store, sale, idOf(customers, sale.customer), products)
    sales.set(`${sale.customer} ${sale.daysAgo}`, id)
  }
  const phones = new Map(shop.customers.map(({ customer, phone }) => [customer, phone]))
  const contacts = new Map<string, number>()
  const said = (customer: string, { daysAgo, minutes }: Ago) => `${customer} ${daysAgo} ${minutes}`
  for (const contact of shop.contacts) {
    const { customer } = contact
    const id = tell(store, contact, idOf(customers, customer), phones.get(customer) ?? null)
    contacts.set(said(customer, contact), id)
  }
  keepDemoCases(store, shop.cases, {
    momentOf: (ago) => momentOf(store, ago),
    customerId: (customer) => idOf(customers, customer),
    saleId: (customer, daysAgo) => idOf(sales, `${customer} ${daysAgo}`),
    contactId: (customer, at) => contacts.get(said(customer, at)) ?? null,
  })
  for (const promise of shop.promises) give(store, promise, idOf(customers, promise.customer))
}

function sell(
  store: Store,
  sale: DemoSale,
  customerId: number,
  products: ReadonlyMap<string, { id: number; priceMinor: number }>,
): number {
  const { db } = store
  const at = momentOf(store, sale)
  const lines = sale.items.map(({ product, quantity }) => {
    const { id: productId, priceMinor } = idOf(products, product)
    return { productId, quantity, amountMinor: quantity * priceMinor, returnedAt: null }
  })
  const id = insertSale(
    db,
    {
      customerId,
      soldAt: instantText(at),
      enteredAt: instantText(at),
      source: 'entered',
      promisedDay: dayAgo(store, sale.promisedAgo),
      deliveredDay: dayAgo(store, sale.deliveredAgo),
      discountMinor: sale.discountMinor,
      note: null,
    },
    lines,
  )
  if (sale.returnedAgo === null) return id
  const returnedAt = instantText(momentOf(store, { daysAgo: sale.returnedAgo, minutes: sale.minutes }))
  for (const { productId, quantity, amountMinor } of lines) {
    insertLine(db, id, {
      productId,
      quantity: -quantity,
      amountMinor: -amountMinor,
      returnedAt,
    })
  }
  return id
}

function tell(store: Store, contact: DemoContact, customerId: number, phone: string | null): number {
  const { daysAgo, minutes, customer: _, callMinutes, runsOutAgo, next, ...answers } = contact
  const at = instantText(momentOf(store, { daysAgo, minutes }))
  return saveContact(store.db, null, {
    ...answers,
    customerId,
    at,
    enteredAt: at,
    minutes: callMinutes,
    runsOutDay: dayAgo(store, runsOutAgo),
    nextAt: next && instantText(momentOf(store, next)),
    wrongPhone: contact.outcome === 'wrong-number' ? phone : null,
  })
}

function give(store: Store, promise: DemoPromise, customerId: number): void {
  const { kind, promiser, what, dueAgo } = promise
  const at = instantText(momentOf(store, promise))
  insertPromise(store.db, {
    ...{ customerId, saleId: null, caseId: null, contactId: null, kind, promiser, text: what },
    ...{ amountMinor: null, madeAt: at, enteredAt: at, dueDay: dayAgo(store, dueAgo) as string },
  })
}

function momentOf({ zone, now }: Store, { daysAgo, minutes }: Ago): Instant {
  return zone.at(zone.day(now) - daysAgo, minutes)
}

function dayAgo({ zone, now }: Store, ago: number | null): string | null {
  return ago === null ? null : dayText(zone.day(now) - ago)
}

function birthday(day: number): string {
  const { month, day: date } = monthDay(day)
  return [month, date].map((part) => String(part).padStart(2, '0')).join('-')
}

function idOf<T>(known: ReadonlyMap<string, T>, code: string): T {
  const found = known.get(code)
  if (found === undefined) throw new Error(`data/demo names no ${code}`)
  return found
}
