// What a message is about: the touch that is live, its sale, its product, its case; and whether it may be sent.
import { caseStateAt } from '../domain/case.ts'
import { latestAnswer } from '../domain/criteria.ts'
import { barOf } from '../domain/cross-sell.ts'
import { type Day, dayText, instantText, parseDay } from '../domain/day.ts'
import type { Facts } from '../domain/facts.ts'
import {
  type MessageKind,
  messageOf,
  offersSomething,
  type SentKind,
  touchOfMessage,
} from '../domain/message.ts'
import { isUnhappy, type Plan, stretchAt } from '../domain/plan.ts'
import { netQuantities } from '../domain/sale.ts'
import { byUrgency, isOpen, type Touch } from '../domain/touch.ts'
import { AppError } from '../errors.ts'
import { openCases, recordOf, type StoredCase } from '../store/case.ts'
import type { Customer } from '../store/customer.ts'
import { type Sale, saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { Misfit } from '../ui/view/message.ts'
import { avoidedAmong } from './avoid.ts'
import type { MessageSubject } from './message-text.ts'

/** What a message is about, and the case that it answers. */
export type Aim = MessageSubject & { sale: Sale | null; caseId: number | null }

/** The text that fits what is live now; null where nothing is, or no ready text fits. */
export function liveKind(store: Store, customerId: number, plan: Plan): MessageKind | null {
  const stretch = stretchAt(plan.stretches, store.now)
  if (!stretch) return null
  const fitting = [stretch.kind, ...stretch.carried].map(messageOf).find((kind) => kind !== null) ?? null
  return fitting === 'case-reply' ? caseKind(store, caseOf(store, customerId, stretch.caseId)) : fitting
}

/** A case that has its solution waits for the customer's word on it. */
function caseKind({ now }: Store, stored: StoredCase | null): MessageKind {
  return stored && caseStateAt(recordOf(stored), now) === 'resolved' ? 'case-solved' : 'case-reply'
}

export function aimOf(store: Store, customerId: number, plan: Plan, kind: SentKind): Aim {
  const { now, zone } = store
  const touch = kind === 'own' ? null : touchFor(plan, now, kind)
  const sale = saleFor(store, plan, touch, kind)
  const about = kind === 'case-reply' || kind === 'case-solved'
  const stored = about ? caseOf(store, customerId, touch?.caseId ?? null) : null
  const runOut = touch?.runOut ?? null
  return {
    sale,
    productId: touch?.productId ?? null,
    // A day that is over tells nobody when to order.
    day: kind === 'delivery' ? promisedDay(sale) : runOut !== null && runOut >= zone.day(now) ? runOut : null,
    case: stored?.kind ?? null,
    caseId: stored?.id ?? null,
  }
}

/** The open touch that a text is for, the most urgent one. */
function touchFor({ touches }: Plan, now: number, kind: MessageKind): Touch | null {
  const wanted = touchOfMessage(kind)
  const open = touches.filter((touch) => touch.kind === wanted && isOpen(touch, now))
  return open.sort(byUrgency(now))[0] ?? null
}

/** The sale of the touch; of a delivery the one still awaited; else the latest purchase. */
function saleFor({ db, now }: Store, { purchases }: Plan, touch: Touch | null, kind: SentKind): Sale | null {
  if (touch?.saleId != null) return saleById(db, touch.saleId)
  const past = purchases.filter((purchase) => purchase.at <= now)
  const awaited = past.find(({ sale }) => sale.promised !== null && sale.delivered === null)
  const purchase = (kind === 'delivery' ? awaited : undefined) ?? past.at(-1)
  return purchase ? saleById(db, purchase.sale.id) : null
}

function promisedDay(sale: Sale | null): Day | null {
  return sale?.promisedDay == null ? null : parseDay(sale.promisedDay)
}

/** Her open case of this number, or else the one that waits longest. */
function caseOf({ db, now }: Store, customerId: number, id: number | null): StoredCase | null {
  const open = openCases(db, instantText(now), { kind: null, customerId })
  return open.find((stored) => stored.id === id) ?? open[0] ?? null
}

/** Nobody is asked to buy again what they have come to avoid. @throws AppError message.avoided */
export function refuseAvoided(store: Store, { id, name }: Customer, kind: SentKind, aim: Aim): void {
  if (kind !== 'run-out') return
  const products = aim.productId === null ? [...netQuantities(aim.sale?.lines ?? []).keys()] : [aim.productId]
  const avoided = avoidedAmong(store, id, products)
  if (avoided.length === 0 || avoided.length < products.length) return
  throw new AppError('message.avoided', { id, name, product: avoided.map((one) => one.name).join(', ') })
}

/** What is wrong with a ready text that was chosen by hand; null where it fits. */
export function misfitOf(store: Store, plan: Plan, kind: SentKind, aim: Aim): Misfit | null {
  const { now, zone } = store
  switch (kind) {
    case 'case-reply':
    case 'case-solved':
      return aim.caseId === null ? 'noCase' : null
    case 'delivery':
      if (aim.sale === null) return 'noPurchase'
      return aim.sale.deliveredDay === null ? null : 'delivered'
    case 'thanks':
    case 'tip':
    case 'check-in':
    case 'review':
    case 'run-out':
      return aim.sale === null ? 'noPurchase' : null
    case 'win-back': {
      const last = plan.purchases.findLast((purchase) => purchase.at <= now)
      if (!last) return 'noPurchase'
      return zone.day(now) - last.day < plan.expectedInterval ? 'notSilent' : null
    }
    default:
      return null
  }
}

/** Whoever refused gets no message at all. @throws AppError message.refused */
export function refuseRefused({ now }: Store, { id, name }: Customer, plan: Plan): void {
  if (barOf(plan, now)?.why === 'refused') throw new AppError('message.refused', { id, name })
}

/**
 * Offers spare the unhappy, those who want none, and those who have heard enough; nobody who is unhappy is asked for a
 * recommendation, and nobody who would not recommend for a review.
 * @throws AppError message.noOffers, message.unhappy, message.capped, message.notYet
 */
export function refuseUnwanted(store: Store, { id, name }: Customer, plan: Plan, kind: SentKind): void {
  const { now, zone, policy } = store
  const bar = barOf(plan, now)
  const asks = kind === 'review' || kind === 'check-in'
  if (asks && isUnhappy(plan, now)) throw new AppError('message.unhappy', { id, name })
  if (kind === 'review') {
    const nps = latestAnswer(store.factsOf(id, now) as Facts, now)?.nps ?? null
    if (nps !== null && nps < policy.loyalty.loyalNps) throw new AppError('message.notYet', { id, name, nps })
  }
  if (!offersSomething(kind)) return
  switch (bar?.why) {
    case 'no-offers':
      throw new AppError('message.noOffers', { id, name })
    case 'unhappy':
      throw new AppError('message.unhappy', { id, name })
    case 'cap':
      throw new AppError('message.capped', { id, name, until: dayText(zone.day(bar.until)), ...policy.cap })
  }
}
