// What a customer is not to be offered, held against what is in the products: a slip of the pen protects nobody.
import type { Context } from '../context.ts'
import { conflicts } from '../domain/cross-sell.ts'
import { listProducts } from '../store/product.ts'
import { containedIn } from '../store/product-contains.ts'
import type { Store } from '../store/store.ts'
import type { Notice } from './notice.ts'

/** Says which words keep nothing from being offered, since no product has them; null where there are none. */
export function unknownTags(context: Context, store: Store, tags: readonly string[]): Notice | null {
  if (tags.length === 0) return null
  const products = listProducts(store.db, Number.MAX_SAFE_INTEGER).map((product) => ({
    ...product,
    contains: containedIn(store.db, product.id),
  }))
  const unknown = tags.filter((tag) => products.every((product) => !conflicts(product, [tag])))
  if (unknown.length === 0) return null
  const quoted = unknown.map((text) => context.t('common.quoted', { text }))
  return { code: 'customer.avoidUnknown', params: { tags: context.words(store).list(quoted) } }
}
