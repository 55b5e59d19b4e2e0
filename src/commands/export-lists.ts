// aftersales export customers|products|sales|contacts: one list whole, with the columns that an import takes back.
import type { Context } from '../context.ts'
import { STAGES } from '../domain/loyalty.ts'
import { listCell } from '../exchange/products.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { type LoggedContact, loggedContacts, type SoldLine, soldLines } from '../store/export-rows.ts'
import { listProducts, type Product } from '../store/product.ts'
import { containedIn } from '../store/product-contains.ts'
import type { Store } from '../store/store.ts'
import { type ExportedList, viewExportedList } from '../ui/view/export.ts'
import { type ExportColumn, type Style, styleOf, type TableFlags, writeTable } from './export-table.ts'
import { type LoyalRow, loyalCustomers } from './loyal-list.ts'

/** A list: what its rows are in a document, and what they are in a table. */
interface List<Row> {
  name: 'customers' | 'products' | 'sales' | 'contacts'
  columns: readonly ExportColumn[]
  rows(store: Store): Iterable<Row>
  document(row: Row, store: Store): Record<string, unknown>
  cells(row: Row, style: Style, context: Context, store: Store): string[]
}

/** Whose customers they are: an import knows them again by these. */
const WHO = ['customer_id', 'customer', 'phone'] as const

function who({ externalId, customer, phone }: SoldLine | LoggedContact, style: Style): string[] {
  return [externalId ?? '', customer, style.phone(phone)]
}

const customers: List<LoyalRow & { card: Customer; referrer: Customer | null }> = {
  name: 'customers',
  columns: [
    ...(['id', 'external_id', 'name', 'phone', 'email', 'chat', 'birthday', 'note', 'referred_by'] as const),
    ...(['stage', 'risk', 'purchases', 'first_purchase', 'last_purchase', 'spent', 'currency'] as const),
    'do_not_call',
  ],
  *rows(store) {
    const { db } = store
    const all = loyalCustomers(store, { stages: STAGES })
    for (const row of all.sort((a, b) => a.id - b.id)) {
      const card = customerById(db, row.id) as Customer
      yield {
        ...row,
        card,
        referrer: card.referredById === null ? null : customerById(db, card.referredById),
      }
    }
  },
  document: ({ card, referrer, ...row }, { settings }) => ({
    ...{ id: row.id, externalId: row.externalId, name: row.name, phone: row.phone },
    ...{ email: card.email, chat: card.chat, birthday: card.birthday, note: card.note },
    referredBy: referrer && { id: referrer.id, name: referrer.name },
    ...{ stage: row.stage, risk: row.risk, purchases: row.purchases },
    ...{ firstPurchase: row.firstPurchase, lastPurchase: row.lastPurchase },
    ...{ spentMinor: row.spentMinor, currency: settings.currency, doNotCall: row.doNotCall },
  }),
  cells: ({ card, referrer, ...row }, style, { t }, { settings }) => [
    ...[String(row.id), row.externalId ?? '', row.name, style.phone(row.phone)],
    ...[card.email ?? '', card.chat ?? '', birthdayText(card.birthday), card.note ?? ''],
    referrer
      ? (referrer.externalId ?? (referrer.phone === null ? referrer.name : style.phone(referrer.phone)))
      : '',
    style.word(row.stage, () => t(`customer.stage.${row.stage}`)),
    style.word(row.risk, () => t(`customer.risk.${row.risk}`)),
    ...[String(row.purchases), style.day(row.firstPurchase), style.day(row.lastPurchase)],
    ...[style.money(row.spentMinor), settings.currency, style.yesNo(row.doNotCall)],
  ],
}

/** `05-12` → `12.05`, as an import reads it. */
function birthdayText(monthDay: string | null): string {
  return monthDay === null ? '' : monthDay.split('-').reverse().join('.')
}

const products: List<Product & { contains: string[] }> = {
  name: 'products',
  columns: ['product', 'price', 'currency', 'lasts_days', 'warranty_days', 'tip', 'goes_with', 'contains'],
  *rows({ db }) {
    for (const product of listProducts(db, Number.MAX_SAFE_INTEGER)) {
      yield { ...product, contains: containedIn(db, product.id) }
    }
  },
  document: (product, { settings }) => ({ ...product, currency: settings.currency }),
  cells: (
    { name, priceMinor, lastsDays, warrantyDays, tips, goesWith, contains },
    style,
    _,
    { settings },
  ) => [
    ...[
      name,
      style.money(priceMinor),
      settings.currency,
      style.number(lastsDays),
      style.number(warrantyDays),
    ],
    ...[tips, goesWith.map((other) => other.name), contains].map(listCell),
  ],
}

const sales: List<SoldLine> = {
  name: 'sales',
  columns: [
    ...(['sale', 'date', ...WHO, 'product', 'quantity', 'amount', 'discount', 'currency'] as const),
    ...(['returned', 'promised', 'delivered', 'note'] as const),
  ],
  rows: ({ db }) => soldLines(db),
  document: ({ soldAt, returnedAt, ...line }, { zone, settings }) => ({
    ...line,
    ...{ soldAt: zone.text(Date.parse(soldAt)), currency: settings.currency },
    returnedAt: returnedAt && zone.text(Date.parse(returnedAt)),
  }),
  cells: (line, style, _, { settings }) => [
    ...[String(line.saleId), style.moment(line.soldAt), ...who(line, style), line.product],
    ...[style.number(line.quantity), style.money(line.amountMinor), style.money(line.discountMinor)],
    ...[settings.currency, style.moment(line.returnedAt), style.day(line.promisedDay)],
    ...[style.day(line.deliveredDay), line.note ?? ''],
  ],
}

const contacts: List<LoggedContact> = {
  name: 'contacts',
  columns: [
    ...(['date', ...WHO, 'outcome', 'channel', 'direction', 'minutes', 'used', 'csat', 'nps'] as const),
    ...(['nps_reason', 'factor', 'factor_score', 'repeat', 'note', 'next_call', 'runs_out'] as const),
  ],
  rows: ({ db }) => loggedContacts(db),
  document: ({ at, nextAt, used, ...contact }, { zone }) => ({
    ...{ ...contact, at: zone.text(Date.parse(at)), used: used === null ? null : used === 1 },
    nextAt: nextAt && zone.text(Date.parse(nextAt)),
  }),
  cells: (contact, style, { t }) => [
    ...[style.moment(contact.at), ...who(contact, style)],
    style.word(contact.outcome, () => t(`touch.outcome.${contact.outcome}`)),
    style.word(contact.channel, () => t(`touch.channel.${contact.channel}`)),
    style.word(contact.direction, () => t(`export.direction.${contact.direction}`)),
    ...[style.number(contact.minutes), style.yesNo(contact.used === null ? null : contact.used === 1)],
    ...[style.number(contact.csat), style.number(contact.nps), contact.reason ?? ''],
    contact.factor === null
      ? ''
      : style.word(contact.factor, () => t(`summary.factor.${contact.factor ?? 'empathy'}`)),
    style.number(contact.factorScore),
    contact.repeat === null ? '' : style.word(contact.repeat, () => t(`common.${contact.repeat ?? 'yes'}`)),
    ...[contact.note ?? '', style.moment(contact.nextAt), style.day(contact.runsOutDay)],
  ],
}

const LISTS = { customers, products, sales, contacts }

/** @throws AppError file.exists, file.unwritable, db.noSpace */
export async function exportList(
  context: Context,
  name: keyof typeof LISTS,
  flags: TableFlags,
): Promise<void> {
  const store = await context.read()
  await write(context, store, LISTS[name] as List<unknown>, flags)
}

async function write<Row>(context: Context, store: Store, list: List<Row>, flags: TableFlags): Promise<void> {
  const { out } = flags
  const style = styleOf(context, store, flags)
  let count = 0
  function* cells(): Generator<string[]> {
    for (const row of list.rows(store)) {
      count += 1
      yield list.cells(row, style, context, store)
    }
  }
  const sheet = context.t(`export.sheet.${list.name}`)
  // One moment for all rows, whatever is written meanwhile.
  const { written, rows } = store.look(() => ({
    written:
      out !== undefined || !context.json
        ? writeTable(context, store, flags, { sheet, columns: list.columns, rows: cells() })
        : null,
    rows: context.json ? Array.from(list.rows(store), (row) => list.document(row, store)) : [],
  }))
  await written
  if (out === undefined && !context.json) return
  const document: ExportedList = { [list.name]: rows, file: out ?? null }
  context.show(document, () => viewExportedList(list.name, count, out ?? '', context.page(store)), out)
}
