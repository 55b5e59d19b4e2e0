// The customers by how loyal they are, in one order: what `loyal` shows and `export loyal` writes.
import { latestAnswer } from '../domain/criteria.ts'
import { type Day, dayText, instantText } from '../domain/day.ts'
import type { ContactFact, Facts } from '../domain/facts.ts'
import { type Loyalty, loyaltyOf, type Risk, STAGES, type Stage } from '../domain/loyalty.ts'
import { Replay } from '../domain/replay.ts'
import { purchaseDays, saleTotal } from '../domain/sale.ts'
import { contactById } from '../store/contact.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { referredBuyersOf } from '../store/referral.ts'
import type { Store } from '../store/store.ts'
import type { LoyalCustomer } from '../ui/view/loyal.ts'
import { isRefused } from './customer-document.ts'
import { check, choice } from './input.ts'

/** A customer of the list, with the criteria as data. */
export type LoyalRow = Omit<LoyalCustomer, 'criteria'> & Pick<Loyalty, 'criteria'>

export interface LoyalFilter {
  /** Regular and better unless told. */
  stages?: readonly Stage[] | undefined
  risks?: readonly Risk[] | undefined
  /** Only who has bought on this day or later. */
  since?: Day | null | undefined
}

/** What the order needs of one customer, before anything is read that only a row tells. */
export interface Ranked extends Loyalty {
  id: number
  days: readonly Day[]
  spentMinor: number
  answer: ContactFact | null
  referred: number
}

export const DEFAULT_STAGES: readonly Stage[] = STAGES.slice(STAGES.indexOf('regular'))

/** Every customer whom a filter lets through: the highest step first, then whoever spent most, then by id. */
export function loyalCustomers(store: Store, filter: LoyalFilter): LoyalRow[] {
  return store.look(() => rankedCustomers(store, filter).map((ranked) => loyalRow(store, ranked)))
}

/** The same, so far as the order tells: a page of a list takes the rows of its own customers only. */
export function rankedCustomers(store: Store, filter: LoyalFilter): Ranked[] {
  const { stages = DEFAULT_STAGES, risks, since = null } = filter
  const found: Ranked[] = []
  for (const facts of store.allFacts(store.now)) {
    if (facts.forgotten) continue
    const ranked = rank(store, facts, stages, since)
    if (ranked && (risks?.includes(ranked.risk) ?? true)) found.push(ranked)
  }
  const step = ({ stage }: Ranked) => -STAGES.indexOf(stage)
  return found.sort((a, b) => step(a) - step(b) || b.spentMinor - a.spentMinor || a.id - b.id)
}

function rank(store: Store, facts: Facts, stages: readonly Stage[], since: Day | null): Ranked | null {
  const { db, now, zone, policy } = store
  const history = new Replay(facts, policy, store.shopAt(now))
  const days = purchaseDays(history.purchases.filter((purchase) => purchase.at <= now))
  if (since !== null && (days.at(-1) ?? Number.NEGATIVE_INFINITY) < since) return null
  const early = days.length < policy.loyalty.regularDays
  // Asking who referred whom costs more than all the rest, and helps nobody who is not regular.
  if (early && !stages.includes('new') && !stages.includes('trying')) return null
  const id = facts.customerId
  const referred = referredBuyersOf(db, id, instantText(now))
  const loyalty = loyaltyOf(history, facts, now, zone, policy, referred)
  if (!stages.includes(loyalty.stage)) return null
  const spentMinor = facts.sales.reduce((sum, sale) => sum + saleTotal(sale), 0)
  return { id, ...loyalty, days, spentMinor, answer: latestAnswer(facts, now), referred }
}

export function loyalRow(store: Store, { days, answer, ...ranked }: Ranked): LoyalRow {
  const customer = customerById(store.db, ranked.id) as Customer
  const { externalId, name, phone } = customer
  const [first, last] = [days[0], days.at(-1)]
  return {
    ...ranked,
    ...{ externalId, name, phone },
    purchases: days.length,
    firstPurchase: first === undefined ? null : dayText(first),
    lastPurchase: last === undefined ? null : dayText(last),
    nps: answer?.nps ?? null,
    npsReason: answer && (contactById(store.db, answer.id)?.reason ?? null),
    nextTouch: nextTouchOf(store, ranked.id),
    doNotCall: isRefused(customer, store),
  }
}

/** Thank-yous are no calls, and what is live is for today whenever it opened. */
function nextTouchOf(store: Store, id: number): LoyalRow['nextTouch'] {
  const { now, zone } = store
  const next = store.nextCallOf(id, now)
  return next ? { kind: next.kind, from: dayText(zone.day(Math.max(now, next.from))) } : null
}

/** Choices given one by one or with commas, in any case; undefined where none was. @throws AppError input.invalid */
export function readChoices<const Value extends string>(
  flag: string,
  values: readonly [Value, ...Value[]],
  typed: readonly string[] | undefined,
): Value[] | undefined {
  return typed
    ?.flatMap((text) => text.split(','))
    .map((text) => check({ [flag]: choice(values) }, { [flag]: text.trim().toLowerCase() })[flag] as Value)
}
