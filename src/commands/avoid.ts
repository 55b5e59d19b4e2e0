// What a customer is not to be offered, held against what is in the products: a slip of the pen protects nobody.
import type { Context } from '../context.ts'
import { conflicts } from '../domain/cross-sell.ts'
import { avoidedBy } from '../store/customer-avoid.ts'
import { listProducts, type Product, productById } from '../store/product.ts'
import { containedIn } from '../store/product-contains.ts'
import type { Store } from '../store/store.ts'
import type { Notice } from './notice.ts'

/** Products that an answer names; of more it says how many. */
const SHOWN = 5

/** Says which products a word keeps from being offered, and which words keep none, since no product has them. */
export function avoidNotices(context: Context, store: Store, tags: readonly string[]): Notice[] {
  if (tags.length === 0) return []
  const words = context.words(store)
  const products = listProducts(store.db, Number.MAX_SAFE_INTEGER)
  const hits = (tag: string) => products.filter((product) => isAvoided(store, product, [tag]))
  const kept = [...new Set(tags.flatMap(hits))].map(({ name }) => name)
  const unknown = tags.filter((tag) => hits(tag).length === 0)
  const more = kept.length > SHOWN ? [context.t('customer.more', { count: kept.length - SHOWN })] : []
  const excluded = words.list([...kept.slice(0, SHOWN), ...more])
  const quoted = words.list(unknown.map((text) => context.t('common.quoted', { text })))
  return [
    ...(kept.length === 0 ? [] : [{ code: 'customer.avoids' as const, params: { tags: excluded } }]),
    ...(unknown.length === 0 ? [] : [{ code: 'customer.avoidUnknown' as const, params: { tags: quoted } }]),
  ]
}

/** Those of some products that a customer avoids. */
export function avoidedAmong(store: Store, customerId: number, products: readonly number[]): Product[] {
  const tags = avoidedBy(store.db, customerId)
  if (tags.length === 0) return []
  const found = [...new Set(products)].flatMap((id) => productById(store.db, id) ?? [])
  return found.filter((product) => isAvoided(store, product, tags))
}

function isAvoided({ db }: Store, product: Product, tags: readonly string[]): boolean {
  return conflicts({ ...product, contains: containedIn(db, product.id) }, tags)
}
