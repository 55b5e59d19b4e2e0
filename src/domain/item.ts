// One item of a sale as she types it: "Cream", "Cream x2", "Cream x2 @ 1 490,50".

import { parseDecimal } from './money.ts'
import { foldName } from './name.ts'

export interface Item {
  product: string
  quantity: number
  /** The quantity as typed; null where none was given. */
  typed: string | null
  /** The price of one as typed; null where none was given. */
  price: string | null
}

const MOST_PIECES = 1_000_000
const LONGEST_NAME = 200

/** Whether so many can be sold; less than a millionth of a piece is nothing. */
export function isQuantity(quantity: number): boolean {
  return quantity >= 1e-6 && quantity <= MOST_PIECES
}

/** From so many on, nobody counts pieces in fractions. */
const MANY_PIECES = 100

/** Whether what was typed as a quantity reads like money: `1490,50`, or `1 490.00` with its thousands set apart. */
export function isLikePrice(typed: string, quantity: number): boolean {
  if (quantity >= MANY_PIECES && !Number.isInteger(quantity)) return true
  return /\d\s+\d{3}[.,]\d/.test(typed)
}

/** Whether a product can be called so: some letter or digit, and not too long. */
export function isProductName(name: string): boolean {
  return foldName(name) !== '' && name.length <= LONGEST_NAME
}

/** A quantity after a Latin x, a Cyrillic х or ×, set off by a blank, since product names may hold an x. */
const QUANTITY = /^(.*\S)\s+[xх×*]\s*([-−]?\d[\d\s.,]*)$/iu
/** The same without the blank; only for products that are known without it. */
const CLOSE_QUANTITY = /^(.*\S)[xх×*]\s*(\d[\d.,]*)$/iu

/**
 * @param isKnown tells whether a text is a product's whole name: "Creamx2" is two creams only where a Cream is known
 * @returns null when no product is named or the quantity is no number
 */
export function parseItem(text: string, isKnown: (name: string) => boolean): Item | null {
  const at = text.lastIndexOf('@')
  const price = at < 0 ? null : text.slice(at + 1).trim()
  const rest = (at < 0 ? text : text.slice(0, at)).trim()
  const close = isKnown(rest) ? null : CLOSE_QUANTITY.exec(rest)
  const match = QUANTITY.exec(rest) ?? (close && isKnown(close[1] ?? '') ? close : null)
  const product = (match?.[1] ?? rest).trim()
  const quantity = match ? parseDecimal(match[2] ?? '', 'decimal') : 1
  if (foldName(product) === '' || quantity === null || price === '') return null
  return { product, quantity, typed: match?.[2] ?? null, price }
}
