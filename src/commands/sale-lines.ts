// The lines of a sale from the items she typed, creating products nobody knows yet.
import { isLikePrice, isProductName, isQuantity, parseItem } from '../domain/item.ts'
import { currencyDigits, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { saleTotal } from '../domain/sale.ts'
import { invalid } from '../errors.ts'
import { findProducts, insertProduct, productById, productByName } from '../store/product.ts'
import type { Store } from '../store/store.ts'
import { readId } from './input.ts'

/** A line as wanted: of a known product, or of one to create. */
export interface WantedLine {
  productId: number | null
  product: string
  quantity: number
  /** The price of one, in minor units; null where nobody named one. */
  priceMinor: number | null
  amountMinor: number
}

/** How many known products a new one's name is compared with. */
const SIMILAR = 3

/** @throws AppError input.invalid for an unreadable item, quantity or price, or a product named twice */
export function readItems(store: Store, items: readonly string[]): WantedLine[] {
  const lines = items.map((item) => readItem(store, item))
  const keys = lines.map((line) => foldName(line.product))
  const twice = lines.find((line, i) => keys.indexOf(foldName(line.product)) !== i)
  if (twice) invalid('twice', '--item', twice.product)
  const total = totalOf(lines)
  if (!Number.isSafeInteger(total)) invalid('money', '--item', items.join(', '))
  return lines
}

function readItem(store: Store, text: string): WantedLine {
  const { db, settings } = store
  const known = (name: string) => productNamed(store, name) !== null
  const item = parseItem(cleanText(text), known) ?? invalid('item', '--item', text)
  if (!isQuantity(item.quantity)) invalid('quantity', '--item', text)
  if (isLikePrice(item.typed ?? '', item.quantity)) invalid('likePrice', '--item', item.typed)
  const digits = currencyDigits(settings.currency)
  const typed =
    item.price === null
      ? null
      : (parseMoney(item.price, digits, settings.currency) ?? invalid('money', '--item', item.price))
  if (typed !== null && typed < 0) invalid('negative', '--item', item.price)
  if (!isProductName(item.product)) invalid('text', '--item', item.product)
  const product = productNamed({ db }, item.product)
  const priceMinor = typed ?? product?.priceMinor ?? null
  const amountMinor = amountOf(item.quantity, priceMinor)
  if (!Number.isSafeInteger(amountMinor)) invalid('money', '--item', text)
  return {
    productId: product?.id ?? null,
    product: product?.name ?? item.product,
    quantity: item.quantity,
    ...{ priceMinor, amountMinor },
  }
}

/** What lines cost together, before a discount. */
export function totalOf(lines: readonly Pick<WantedLine, 'amountMinor'>[]): number {
  return saleTotal({ lines, discountMinor: 0 })
}

/** Quantity × price, rounded to the minor unit. */
export function amountOf(quantity: number, priceMinor: number | null): number {
  return Math.round(quantity * (priceMinor ?? 0))
}

function productNamed({ db }: Pick<Store, 'db'>, name: string) {
  const byId = /^#\d+$/.test(name.trim()) ? productById(db, readId(name) ?? 0) : null
  return byId ?? productByName(db, foldName(name))
}

/** Creates the products that are not known yet, inside the write of the sale. */
export function createProducts({ db }: Store, lines: readonly WantedLine[]) {
  const created: { id: number; name: string; similar: string[] }[] = []
  const productIds = lines.map(({ productId, product, priceMinor }) => {
    if (productId !== null) return productId
    const key = foldName(product)
    // Another terminal may have created it since the line was read.
    const known = productByName(db, key)
    if (known) return known.id
    const similar = findProducts(db, key, SIMILAR).map(({ name }) => name)
    const id = insertProduct(db, { name: product, priceMinor, lastsDays: null }, key)
    created.push({ id, name: product, similar })
    return id
  })
  return { productIds, created }
}
