// Products that customers bought together, counted one product after another: nothing grows with how many pairs there are.
import type { Pair } from './cross-sell.ts'

/**
 * Each pair of products both ways round, in order of their ids, with how many customers have both.
 * @param baskets what each customer has, every product once
 * @param fewest customers of a pair that is told
 */
export function* pairsIn(baskets: Iterable<readonly number[]>, fewest: number): Generator<Pair> {
  const basketsWith = new Map<number, (readonly number[])[]>()
  for (const basket of baskets) {
    for (const productId of basket) {
      const known = basketsWith.get(productId)
      if (known) known.push(basket)
      else basketsWith.set(productId, [basket])
    }
  }
  const ascending = (a: number, b: number) => a - b
  for (const productId of [...basketsWith.keys()].sort(ascending)) {
    const counts = new Map<number, number>()
    for (const basket of basketsWith.get(productId) ?? []) {
      for (const otherId of basket) counts.set(otherId, (counts.get(otherId) ?? 0) + 1)
    }
    counts.delete(productId)
    for (const otherId of [...counts.keys()].sort(ascending)) {
      const customers = counts.get(otherId) ?? 0
      if (customers >= fewest) yield { productId, otherId, customers }
    }
  }
}
