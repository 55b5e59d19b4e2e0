// What a call that sells may offer: what goes with hers, and what other customers bought with it.
import { type Offerable, offersFor, offersIn } from '../domain/cross-sell.ts'
import { instantText } from '../domain/day.ts'
import type { Stretch } from '../domain/plan.ts'
import { avoidedBy } from '../store/customer-avoid.ts'
import { MOST_PAIRS, pairsAt, pairsOf } from '../store/pair.ts'
import { goesWithOf, productById, productNames } from '../store/product.ts'
import { containedIn } from '../store/product-contains.ts'
import { productsKept } from '../store/purchase.ts'
import type { Store } from '../store/store.ts'
import type { Scripts } from '../ui/script.ts'
import type { CardOffer } from '../ui/view/card.ts'

/** Nobody offers more in one call. */
const MOST = 10

/** What may be offered in a call; nothing unless it sells and nobody is to be spared. */
export function offersOf(store: Store, call: Stretch, scripts: Scripts): CardOffer[] {
  const { db, now, policy } = store
  if (!offersIn([call.kind, ...call.carried]) || call.spared) return []
  const has = new Set(productsKept(db, call.customerId, instantText(now)))
  const { together } = policy.crossSell
  const goesWith = goesWithAny(store, [call.productId, ...[...has].reverse()])
  const avoids = avoidedBy(db, call.customerId)
  // Where none of them is avoided or named by the seller, no more is looked at than is offered.
  const most = goesWith.length + avoids.length === 0 ? MOST : MOST_PAIRS
  const pairs = store.isPast(now)
    ? pairsAt(db, [...has], together, now)
    : pairsOf(db, [...has], together, most)
  const ids = [...new Set([...goesWith, ...pairs.map(({ otherId }) => otherId)])].filter((id) => !has.has(id))
  const products = avoids.length > 0 ? wholeProducts(store, ids) : namedProducts(store, ids.slice(0, MOST))
  const offers = offersFor({ ...{ has, goesWith, pairs, together, avoids }, products }).slice(0, MOST)
  return offers.map((offer) => ({ ...offer, text: scripts.offer(offer) }))
}

/** What the seller says goes with some products, in their order. */
function goesWithAny({ db }: Store, products: readonly (number | null)[]): number[] {
  const others = products.flatMap((id) => (id === null ? [] : goesWithOf(db, id)))
  return [...new Set(others.map(({ id }) => id))]
}

/** With all that somebody may avoid in them. */
function wholeProducts({ db }: Store, ids: readonly number[]): Map<number, Offerable> {
  const products = ids.flatMap((id) => productById(db, id) ?? [])
  return new Map(
    products.map((product) => [product.id, { ...product, contains: containedIn(db, product.id) }]),
  )
}

/** Where nothing is avoided, a name is all there is to ask. */
function namedProducts({ db }: Store, ids: readonly number[]): Map<number, Offerable> {
  return new Map(productNames(db, ids).map(({ id, name }) => [id, { id, name, contains: [], tips: [] }]))
}
