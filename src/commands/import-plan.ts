// What of a file of sales is new, reckoned without writing.
import { foldName } from '../domain/name.ts'
import { originOf } from '../domain/origin.ts'
import { UNNAMED_PRODUCT } from '../exchange/column-names.ts'
import { remembering } from '../exchange/line.ts'
import type { Party as AnyParty } from '../exchange/parties.ts'
import { keyOf, type SaleRow } from '../exchange/sales.ts'
import type { Customer, CustomerFields } from '../store/customer.ts'
import { saleIdAt } from '../store/import.ts'
import { productByName } from '../store/product.ts'
import { originsOf } from '../store/sale.ts'
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

export type Party = AnyParty<SaleRow>

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

export interface PlannedCustomer {
  id: number | null
  /** What to store of her; null where nothing of it is new. */
  fields: CustomerFields | null
  sales: PlannedSale[]
}

/** What a file adds. */
export interface ImportPlan {
  created: { customers: number; sales: number }
  /** The products to create: folded name and name. */
  products: Map<string, string>
  /** Stored customers of whom it tells something new. */
  completed: number
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
  return reckon(store, parties, answers, lang, () => undefined)
}

/** Whether a plan changes anything at all. */
export function changesAnything({ created, completed, imported }: ImportPlan): boolean {
  return created.customers + completed + imported > 0
}

/** Reckons customer by customer what a file adds. @param take told of each, and of the plan as far as it is reckoned */
export function reckon(
  store: Store,
  parties: readonly Party[],
  answers: Answers,
  lang: Lang,
  take: (customer: PlannedCustomer, plan: ImportPlan) => void,
): ImportPlan {
  const people = peopleOf(store)
  const matches = oneEach(parties.map((party) => matchParty(people, party, answers)))
  const plan: ImportPlan = {
    created: { customers: 0, sales: 0 },
    products: new Map(),
    ...{ completed: 0, imported: 0, duplicates: 0, unnamedProduct: null, negative: 0 },
    notes: matches.flatMap((match) => match.notes).sort((a, b) => a.line - b.line),
  }
  const products = productFinder(store, lang, plan)
  const folded = remembering(foldName)
  const claimed = new Set<string>()
  for (const { party, customer } of matches) {
    const ownsId = customer?.externalId == null && claim(people, party.externalId, claimed)
    const fields = customer ? completed(customer, party, ownsId) : newFields(party, ownsId)
    const sales = planSales(store, customer, party.rows, folded, products, plan)
    if (!customer) plan.created.customers += 1
    else if (fields) plan.completed += 1
    plan.created.sales += sales.filter(({ saleId }) => saleId === null).length
    take({ id: customer?.id ?? null, fields, sales }, plan)
  }
  return plan
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
