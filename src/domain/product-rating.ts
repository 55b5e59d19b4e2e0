// How satisfied the buyers of each product are.
import type { Csat } from './metrics.ts'

export interface ProductRating extends Csat {
  productId: number
  product: string
}
