// What of a file of sales is new, reckoned without writing; and writing it.
import { instantText } from '../domain/day.ts'
import { foldName } from '../domain/name.ts'
import { originOf } from '../domain/origin.ts'
import { UNNAMED_PRODUCT } from '../exchange/columns.ts'
import { remembering } from '../exchange/line.ts'
import type { Party as AnyParty } from '../exchange/parties.ts'
import { keyOf, type SaleRow } from '../exchange/sales.ts'
import { type Customer, type CustomerFields, insertCustomer, updateCustomer } from '../store/customer.ts'
import { saleIdAt } from '../store/import.ts'
import { insertProduct, productByName } from '../store/product.ts'
import { insertLine, insertSale, keepOrigins, originsOf } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { Lang } from '../ui/i18n/index.ts'
import {
  completed,
  type Match,
  matchParty,
  type Note,
  newFields,
  type People,
  peopleOf,
} from './import-people.ts'
import type { Answers } from './import-questions.ts'

type Party = AnyParty<SaleRow>

interface PlannedLine {
  /** Folded name of the product. */
  product: string
  quantity: number
  amountMinor: number
  origin: string
}

interface PlannedSale {
  soldAt: string
  /** The stored sale of that moment which takes the lines; null for a new one. */
  saleId: number | null
  lines: PlannedLine[]
}

interface PlannedCustomer {
  id: number | null
  /** What to store of her; null where nothing of it is new. */
  fields: CustomerFields | null
  sales: PlannedSale[]
}

export interface ImportPlan {
  customers: PlannedCustomer[]
  /** The products to create: folded name and name. */
  products: Map<string, string>
  imported: number
  duplicates: number
  /** The name of the one product of a file that names none; null where nothing of it is new. */
  unnamedProduct: string | null
  /** New lines with a negative quantity. */
  negative: number
  notes: Note[]
}

/** Reads what is stored and tells what a file adds to it. */
export function planImport(
  store: Store,
  parties: readonly Party[],
  answers: Answers,
  lang: Lang,
): ImportPlan {
  const people = peopleOf(store)
  const matches = oneEach(parties.map((party) => matchParty(people, party, answers)))
  const plan: ImportPlan = {
    customers: [],
    products: new Map(),
    unnamedProduct: null,
    imported: 0,
    duplicates: 0,
    negative: 0,
    notes: matches.flatMap((match) => match.notes).sort((a, b) => a.line - b.line),
  }
  const products = productFinder(store, lang, plan)
  const folded = remembering(foldName)
  const claimed = new Set<string>()
  for (const { party, customer } of matches) {
    const ownsId = customer?.externalId == null && claim(people, party.externalId, claimed)
    const fields = customer ? completed(customer, party, ownsId) : newFields(party, ownsId)
    const sales = planSales(store, customer, party.rows, folded, products, plan)
    plan.customers.push({ id: customer?.id ?? null, fields, sales })
  }
  return plan
}

/** Whether a plan changes anything at all. */
export function changesAnything({ customers }: ImportPlan): boolean {
  return customers.some(({ fields, sales }) => fields !== null || sales.length > 0)
}

/** Writes a plan, inside the transaction in which it was reckoned. */
export function writeImport({ db, now }: Store, plan: ImportPlan): void {
  const enteredAt = instantText(now)
  const productIds = new Map<string, number>()
  const productId = (key: string) => {
    const id = productIds.get(key) ?? productByName(db, key)?.id ?? create(key)
    productIds.set(key, id)
    return id
  }
  const create = (key: string) =>
    insertProduct(db, { name: plan.products.get(key) ?? key, priceMinor: null, lastsDays: null }, key)

  for (const { id, fields, sales } of plan.customers) {
    const customerId =
      id ?? insertCustomer(db, fields as CustomerFields, foldName(fields?.name ?? ''), enteredAt)
    if (id !== null && fields) updateCustomer(db, id, fields, foldName(fields.name))
    for (const { soldAt, saleId, lines } of sales) {
      const fieldsOf = ({ product, quantity, amountMinor }: PlannedLine) => ({
        productId: productId(product),
        ...{ quantity, amountMinor, returnedAt: null },
      })
      keepOrigins(
        db,
        customerId,
        lines.map((line) => line.origin),
      )
      if (saleId !== null) for (const line of lines) insertLine(db, saleId, fieldsOf(line))
      else {
        const days = { promisedDay: null, deliveredDay: null, discountMinor: 0, note: null }
        insertSale(db, { customerId, soldAt, enteredAt, source: 'imported', ...days }, lines.map(fieldsOf))
      }
    }
  }
}

/** Two parties of a file may turn out to be one stored customer. */
function oneEach(matches: readonly Match[]): Match[] {
  const merged = new Map<Customer['id'] | Party, Match>()
  for (const match of matches) {
    const key = match.customer?.id ?? match.party
    const earlier = merged.get(key)
    merged.set(key, earlier ? together(earlier, match) : match)
  }
  return [...merged.values()]
}

function together(one: Match, other: Match): Match {
  const party = {
    phone: one.party.phone ?? other.party.phone,
    externalId: one.party.externalId ?? other.party.externalId,
    name: one.party.name ?? other.party.name,
    rows: [...one.party.rows, ...other.party.rows].sort((a, b) => a.line - b.line),
    otherNames: [...one.party.otherNames, ...other.party.otherNames],
  }
  return { ...one, party, notes: [...one.notes, ...other.notes] }
}

/** Whether an external id is free for whoever names it first. */
function claim(people: People, externalId: string | null, claimed: Set<string>): boolean {
  if (externalId === null || claimed.has(externalId)) return false
  claimed.add(externalId)
  return people.byExternalId(externalId) === null
}

function planSales(
  { db }: Store,
  customer: Customer | null,
  rows: readonly SaleRow[],
  folded: (name: string) => string,
  products: (name: string) => string,
  plan: ImportPlan,
): PlannedSale[] {
  const stored = new Set(customer ? originsOf(db, customer.id) : [])
  const counted = new Map<string, number>()
  const sales = new Map<string, PlannedSale>()
  for (const row of rows) {
    const key = keyOf(row, folded(row.product))
    const ordinal = (counted.get(key) ?? 0) + 1
    counted.set(key, ordinal)
    const origin = originOf(key, ordinal)
    if (stored.has(origin)) {
      plan.duplicates += 1
      continue
    }
    const { quantity, amountMinor } = row
    const { soldAt } = row.moment
    let sale = sales.get(soldAt)
    if (!sale) {
      sale = { soldAt, saleId: customer ? saleIdAt(db, customer.id, soldAt) : null, lines: [] }
      sales.set(soldAt, sale)
    }
    sale.lines.push({ product: products(row.product), quantity, amountMinor, origin })
    plan.imported += 1
    if (quantity < 0) plan.negative += 1
  }
  return [...sales.values()]
}

/** Folds a product's name and sees to it that the product is stored, or will be. */
function productFinder({ db }: Store, lang: Lang, plan: ImportPlan): (name: string) => string {
  const known = new Map<string, string>()
  const unnamed = () => {
    const stored = Object.values(UNNAMED_PRODUCT).find((word) => productByName(db, foldName(word)))
    plan.unnamedProduct = stored ?? UNNAMED_PRODUCT[lang]
    return plan.unnamedProduct
  }
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const full = name === '' ? unnamed() : name
    const key = foldName(full)
    if (!plan.products.has(key) && !productByName(db, key)) plan.products.set(key, full)
    known.set(name, key)
    return key
  }
}
