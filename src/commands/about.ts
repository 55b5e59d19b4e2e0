// What a touch is about beyond the plan itself: the product, the case, the promise.
import { spanAt } from '../domain/case.ts'
import { dayText } from '../domain/day.ts'
import type { Stretch } from '../domain/plan.ts'
import type { Promiser } from '../domain/promise.ts'
import { caseById, recordOf } from '../store/case.ts'
import { productById } from '../store/product.ts'
import { promiseById, promisesOf } from '../store/promise.ts'
import type { Store } from '../store/store.ts'
import type { About } from '../ui/reason.ts'
import { aboutCase } from './case-due.ts'
import { isOpenAt, leftOf } from './sale-money.ts'

export function aboutOf(store: Store, { productId, caseId, promiseId }: Stretch): About {
  const { db, now, policy, zone } = store
  const stored = caseId === null ? null : caseById(db, caseId)
  const span = stored && spanAt(recordOf(stored), now, policy, zone)
  const promise = promiseId === null ? null : promiseById(db, promiseId)
  return {
    product: productId === null ? null : (productById(db, productId)?.name ?? null),
    case: stored && span ? aboutCase(stored, span) : null,
    promise: promise && { ...promise, amountMinor: leftOf(store, promise) },
  }
}

/** Whose promise a call is about, or the most urgent of those it carries; null where there is none. */
export function promiserOf(store: Store, { promiseId, carried, customerId }: Stretch): Promiser | null {
  const { db, now, zone } = store
  if (promiseId !== null) return promiseById(db, promiseId)?.promiser ?? null
  if (!carried.includes('promise')) return null
  const today = dayText(zone.day(now))
  const due = promisesOf(db, customerId).find(
    (promise) => promise.dueDay <= today && Date.parse(promise.madeAt) <= now && isOpenAt(promise, now),
  )
  return due?.promiser ?? null
}
