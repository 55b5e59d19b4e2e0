// aftersales product add|list|show|edit.
import type * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { foldName } from '../domain/name.ts'
import { AppError, invalid } from '../errors.ts'
import {
  buyersOf,
  countProducts,
  insertProduct,
  listProducts as listedProducts,
  type Product,
  productById,
  productByName,
  replaceGoesWith,
  replaceTips,
  updateProduct,
} from '../store/product.ts'
import { containedIn, replaceContained } from '../store/product-contains.ts'
import type { ShopSettings } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { type ShownProduct, viewProduct, viewProducts } from '../ui/view/product.ts'
import {
  anyText,
  check,
  clearable,
  flagOf,
  listOf,
  missing,
  money,
  name,
  number,
  optional,
  tags,
  text,
} from './input.ts'
import { askFor } from './prompt.ts'
import { findProduct } from './reference.ts'

/** Products on one page of a terminal. */
const PAGE = 20

export interface ProductFlags {
  name?: string
  price?: string
  tip?: string[]
  lastsDays?: string
  warrantyDays?: string
  goesWith?: string[]
  contains?: string[]
}

const FLAGS = ['name', 'price', 'tip', 'lastsDays', 'warrantyDays', 'goesWith', 'contains'] as const

const fields = (settings: ShopSettings) => ({
  name: optional(name()),
  price: optional(clearable(money(settings))),
  tip: optional(listOf(tip())),
  lastsDays: optional(clearable(lastsDays())),
  warrantyDays: optional(clearable(warrantyDays())),
  goesWith: optional(listOf(anyText())),
  contains: optional(tags()),
})
const tip = () => text(500)
/** From half a day to ten years. */
const lastsDays = () => number(0.5, 3650)
/** A century at most. */
const warrantyDays = () => number(1, 36_500, true)

type Given = z.output<z.ZodMiniObject<ReturnType<typeof fields>>>

/** Without a name a terminal asks. @throws AppError input.missing, input.invalid, product.exists, product.notFound */
export async function addProduct(
  context: Context,
  typed: string | undefined,
  flags: ProductFlags,
): Promise<void> {
  if (typed === undefined && !context.terminal.interactive) missing('<product>')
  // What is wrong with the values is found before a new shop's file is made.
  const shop = await context.change()
  const given = check(fields(shop.settings), { ...flags, name: typed })
  const fullName = given.name ?? (await askProduct(context, shop, given))
  refuseTaken(shop, fullName, null)
  othersOf(shop, given, null)
  const store = await context.write()
  const id = store.write(() => {
    refuseTaken(store, fullName, null)
    const { price = null, lastsDays = null, warrantyDays = null } = given
    const fields = { name: fullName, priceMinor: price, lastsDays, warrantyDays }
    const productId = insertProduct(store.db, fields, foldName(fullName))
    keepLists(store, productId, given)
    return productId
  })
  showOne(context, store, id, 'added')
}

/** Asks for the name and for whatever no flag has said. @returns the name */
async function askProduct(context: Context, { settings }: Store, given: Given): Promise<string> {
  const { t } = context
  const fullName = await askFor(context, t('product.ask.name'), 'name', name())
  if (given.price === undefined) {
    given.price = await askFor(context, t('product.ask.price'), 'price', clearable(money(settings)))
  }
  if (given.lastsDays === undefined) {
    given.lastsDays = await askFor(context, t('product.ask.lastsDays'), 'lastsDays', clearable(lastsDays()))
  }
  if (given.tip === undefined) given.tip = await askTips(context)
  return fullName
}

async function askTips(context: Context): Promise<string[]> {
  const tips: string[] = []
  for (;;) {
    const question = context.t(tips.length === 0 ? 'product.ask.tip' : 'product.ask.nextTip')
    const next = await askFor(context, question, 'tip', tip())
    if (next === null) return tips
    tips.push(next)
  }
}

/**
 * Tips, what it goes with and what it contains are replaced as a whole where they are given. New tips or a new duration change what is
 * planned for everybody who bought it.
 * @throws AppError input.missing without anything to change, product.notFound, product.exists, input.invalid
 */
export async function editProduct(context: Context, reference: string, flags: ProductFlags): Promise<void> {
  if (FLAGS.every((flag) => flags[flag] === undefined)) {
    throw new AppError('input.missing', { flag: FLAGS.map(flagOf) })
  }
  const store = await context.change()
  const { id } = findProduct(store, reference)
  const given = check(fields(store.settings), { ...flags })
  const was = shown(productById(store.db, id) as Product, store)
  store.write((changes) => {
    const before = productById(store.db, id) as Product
    const { name: fullName = before.name, price = before.priceMinor } = given
    const { lastsDays = before.lastsDays, warrantyDays = before.warrantyDays } = given
    refuseTaken(store, fullName, id)
    const fields = { name: fullName, priceMinor: price, lastsDays, warrantyDays }
    updateProduct(store.db, id, fields, foldName(fullName))
    keepLists(store, id, given)
    if (given.tip !== undefined || lastsDays !== before.lastsDays) {
      for (const customerId of buyersOf(store.db, id)) changes.touch(customerId)
    }
  })
  const before = {
    tips: given.tip ? was.tips : null,
    goesWith: given.goesWith ? was.goesWith : null,
    contains: given.contains ? was.contains : null,
  }
  const product = shown(productById(store.db, id) as Product, store)
  context.show({ product, before }, (one) => viewProduct(one, 'saved', context.page(store)))
}

export async function listProducts(context: Context, flags: { all?: boolean }): Promise<void> {
  const store = await context.read()
  const limit = flags.all || context.json ? Number.MAX_SAFE_INTEGER : PAGE
  const products = listedProducts(store.db, limit).map((product) => shown(product, store))
  const document = { products, total: countProducts(store.db) }
  context.show(document, (list) => viewProducts(list, context.page(store)))
}

/** @throws AppError product.notFound, product.ambiguous */
export async function showProduct(context: Context, reference: string): Promise<void> {
  const store = await context.read()
  showOne(context, store, findProduct(store, reference).id, null)
}

function showOne(context: Context, store: Store, id: number, what: 'added' | null): void {
  const document = { product: shown(productById(store.db, id) as Product, store) }
  context.show(document, (one) => viewProduct(one, what, context.page(store)))
}

function shown(product: Product, { db, settings }: Store): ShownProduct {
  const { id, name, priceMinor, ...rest } = product
  return { id, name, priceMinor, currency: settings.currency, ...rest, contains: containedIn(db, id) }
}

/** Stores the lists that were given; an empty text in one clears it. */
function keepLists(store: Store, id: number, given: Given): void {
  if (given.tip) {
    replaceTips(store.db, id, [...new Set(given.tip.filter((tip) => tip !== null))])
  }
  if (given.goesWith) replaceGoesWith(store.db, id, othersOf(store, given, id))
  if (given.contains) replaceContained(store.db, id, given.contains)
}

/** @throws AppError product.notFound, product.ambiguous, and input.invalid for the product itself */
function othersOf(store: Store, { goesWith = [] }: Given, ownId: number | null): number[] {
  return goesWith
    .filter((reference) => reference.trim() !== '')
    .map((reference) => {
      const { id } = findProduct(store, reference)
      return id === ownId ? invalid('self', '--goes-with', reference) : id
    })
}

/** @throws AppError product.exists when another product has this name */
function refuseTaken({ db }: Store, name: string, ownId: number | null): void {
  const other = productByName(db, foldName(name))
  if (other && other.id !== ownId) throw new AppError('product.exists', { name: other.name, id: other.id })
}
