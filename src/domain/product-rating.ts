// How satisfied the buyers of each product are.
import { type Csat, csatOf } from './metrics.ts'

/** Fewer answers than this tell nothing of a product. */
export const ENOUGH_OF_PRODUCT = 5

export interface ProductRating extends Csat {
  productId: number
  product: string
}

/** A 1–5 answer of somebody who has the product. */
export interface ProductAnswer {
  productId: number
  product: string
  csat: number
}

/**
 * CSAT of each product that has enough answers, the worst first. An answer counts for every product of the purchase
 * that it followed, so the same answer may stand behind several products.
 */
export function ratingsOf(answers: readonly ProductAnswer[]): ProductRating[] {
  const products = new Map<number, { product: string; scores: number[] }>()
  for (const { productId, product, csat } of answers) {
    const known = products.get(productId) ?? { product, scores: [] }
    known.scores.push(csat)
    products.set(productId, known)
  }
  return [...products]
    .filter(([, { scores }]) => scores.length >= ENOUGH_OF_PRODUCT)
    .map(([productId, { product, scores }]) => ({ productId, product, ...csatOf(scores) }))
    .sort((a, b) => (a.share ?? 0) - (b.share ?? 0) || b.n - a.n || a.productId - b.productId)
}
