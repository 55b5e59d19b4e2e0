// What a touch is about beyond the plan itself: the product, the case, the promise.
import { caseStateAt } from '../domain/case.ts'
import type { Facts } from '../domain/facts.ts'
import type { Stretch } from '../domain/plan.ts'
import { productById } from '../store/product.ts'
import { promiseById } from '../store/promise.ts'
import type { Store } from '../store/store.ts'
import type { About } from '../ui/reason.ts'

export function aboutOf(store: Store, { customerId, productId, caseId, promiseId }: Stretch): About {
  const { db, now } = store
  const facts = store.factsOf(customerId, now) as Facts
  const opened = facts.cases.find(({ id }) => id === caseId)
  const state = opened && caseStateAt(opened, now)
  return {
    product: productId === null ? null : (productById(db, productId)?.name ?? null),
    case: opened && state ? { kind: opened.kind, state, openedAt: opened.at } : null,
    promise: promiseId === null ? null : promiseById(db, promiseId),
  }
}
