// What a touch is about beyond the plan itself: the product, the case, the promise.
import { isReopened, spanAt } from '../domain/case.ts'
import { dayText } from '../domain/day.ts'
import type { Stretch } from '../domain/plan.ts'
import { caseById, recordOf } from '../store/case.ts'
import { productById } from '../store/product.ts'
import { promiseById, promisesOf } from '../store/promise.ts'
import type { Store } from '../store/store.ts'
import type { About } from '../ui/reason.ts'
import type { Words } from '../ui/words.ts'
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

/** The promise a call is about, or the most urgent of those it carries; null where there is none. */
export function promiseOf(store: Store, { promiseId, carried, customerId }: Stretch, words: Words) {
  const { db, now, zone } = store
  const today = dayText(zone.day(now))
  const known =
    promiseId !== null
      ? promiseById(db, promiseId)
      : carried.includes('promise')
        ? promisesOf(db, customerId).find(
            (promise) =>
              promise.dueDay <= today && Date.parse(promise.madeAt) <= now && isOpenAt(promise, now),
          )
        : null
  return known
    ? { promiser: known.promiser, what: known.text ?? words.t(`promise.kind.${known.kind}`) }
    : null
}

/** The unanswered case that a call is about, or asks after along the way. */
export function awaitedOf({ db, now, policy, zone }: Store, id: number | null) {
  const stored = id === null ? null : caseById(db, id)
  const span = stored && spanAt(recordOf(stored), now, policy, zone)
  return stored && span ? { kind: stored.kind, reopened: isReopened(recordOf(stored), span) } : null
}
