// Customers as the documents of several commands tell them: a row of a list, and all that is known of a person.
import { type Day, dayText, instantText } from '../domain/day.ts'
import type { Facts } from '../domain/facts.ts'
import { type Loyalty, loyaltyIn, loyaltyOf } from '../domain/loyalty.ts'
import { type Plan, plan } from '../domain/plan.ts'
import { purchaseDays } from '../domain/sale.ts'
import type { Tally } from '../domain/tally.ts'
import { offersRefusedAt, refusedAt } from '../store/consent.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { avoidedBy } from '../store/customer-avoid.ts'
import { referredBuyers, referredBuyersOf } from '../store/referral.ts'
import type { Store } from '../store/store.ts'
import type { CustomerPerson, CustomerRow } from '../ui/view/customer.ts'
import type { Person } from '../ui/view/person.ts'

/** What the plan, the ladder and the card rest on, at the moment of this run. */
export interface Known {
  plan: Plan
  loyalty: Loyalty
  /** Days on which something was bought and kept, ascending. */
  days: Day[]
}

export function knownOf(store: Store, customerId: number): Known {
  const { now, zone, policy, db } = store
  const facts = store.factsOf(customerId, now) as Facts
  const known = plan(facts, policy, store.shopAt(now))
  const referred = referredBuyersOf(db, customerId, instantText(now))
  return {
    plan: known,
    loyalty: loyaltyOf(known, facts, now, zone, policy, referred),
    days: purchaseDays(known.purchases.filter((purchase) => purchase.at <= now)),
  }
}

/** A customer as every document names one. */
export function personOf({ id, externalId, name, phone }: Customer): Person {
  return { id, externalId, name, phone }
}

/** What customers have bought and how loyal they are, in the order in which they are given. */
export function customerRows(store: Store, customers: readonly Customer[]): CustomerRow[] {
  const { now, zone, policy, db } = store
  const ids = customers.map(({ id }) => id)
  const referred = referredBuyers(db, ids, instantText(now))
  const tallies = new Map(store.deedsOf(ids, now).map((tally) => [tally.customerId, tally]))
  return customers.map((customer) => {
    const { id, externalId, name, phone, wrongPhone } = customer
    const tally = tallies.get(id) as Pick<Tally, 'deeds' | 'unhappy'>
    const { purchaseDays, lastDay } = tally.deeds
    return {
      ...{ id, externalId, name, phone },
      ...loyaltyIn(tally, now, zone, policy, referred.get(id) ?? 0),
      purchases: purchaseDays,
      lastPurchase: lastDay === null ? null : dayText(lastDay),
      refused: store.isPast(now) ? isRefused(customer, store) : customer.refusedAt !== null,
      wrongPhone,
    }
  })
}

/** Whether she refuses to be called, as of the moment of this run. */
export function isRefused({ id }: Pick<Customer, 'id'>, { db, now }: Store): boolean {
  return refusedAt(db, id, instantText(now)) !== null
}

/** Whether she may be sent offers and mailings, as of the moment of this run: neither they nor calls are refused. */
export function takesOffers(customer: Customer, store: Store): boolean {
  const { db, now } = store
  return !isRefused(customer, store) && offersRefusedAt(db, customer.id, instantText(now)) === null
}

export function customerPerson(store: Store, customer: Customer): CustomerPerson {
  const { referredById, refusedAt: _, forgottenAt, createdAt, ...fields } = customer
  const referrer = referredById === null ? null : customerById(store.db, referredById)
  const refused = refusedAt(store.db, customer.id, instantText(store.now))
  const moment = (at: string | null) => (at === null ? null : store.zone.text(Date.parse(at)))
  return {
    ...fields,
    avoid: avoidedBy(store.db, customer.id),
    referredBy: referrer && { id: referrer.id, name: referrer.name },
    createdAt: store.zone.text(Date.parse(createdAt)),
    ...{ refusedAt: moment(refused), forgottenAt: moment(forgottenAt) },
  }
}
