// What is known and planned as of a moment: read where it is stored, computed for the past.
import type { Database } from 'better-sqlite3'
import { type Instant, instantText, type Zone } from '../domain/day.ts'
import { type Facts, factsAt, type Reach, type Shop } from '../domain/facts.ts'
import { type Plan, plan, type Stretch, stretchAt } from '../domain/plan.ts'
import type { Policy } from '../domain/policy.ts'
import { Replay } from '../domain/replay.ts'
import { type Tally, tallyOf } from '../domain/tally.ts'
import { type Customer, reachOf } from './customer.ts'
import { allFacts, factsOf, factsOfSome } from './facts.ts'
import { plannedOf } from './planned.ts'
import { reckonShop } from './shop.ts'
import { nextCallOf, stretchesOf } from './stretch.ts'
import { deedsIn, tallyIn } from './tally.ts'
import { wronglyWorth } from './worth.ts'

/** The reading half of a store: what it answers depends on the moment asked about. */
export abstract class Timeline {
  abstract readonly db: Database
  abstract readonly now: Instant
  abstract readonly policy: Policy
  abstract readonly zone: Zone
  /** The snapshot that the stored plan was made with. */
  abstract readonly shop: Shop
  /** The latest moment at which anything was changed: before it, a plan is computed rather than read. */
  abstract readonly changedAt: Instant
  /** The shop as last reckoned for a past moment; only until the next change. */
  protected past: Shop | null = null

  /** The facts of one customer, only as far as they had happened at a moment. */
  factsOf(customerId: number, at: Instant): Facts | null {
    const facts = factsOf(this.db, customerId)
    return facts && this.isPast(at) ? factsAt(facts, at, this.zone) : facts
  }

  /** The same of some customers, in order of id as they are given. */
  *factsOfSome(customerIds: readonly number[], at: Instant): Generator<Facts> {
    for (const facts of factsOfSome(this.db, customerIds)) {
      yield this.isPast(at) ? factsAt(facts, at, this.zone) : facts
    }
  }

  /** The same of everybody, in order of id. */
  *allFacts(at: Instant): Generator<Facts> {
    for (const facts of allFacts(this.db)) yield this.isPast(at) ? factsAt(facts, at, this.zone) : facts
  }

  /** How a customer could be reached at this moment: the past is told as it was. */
  reachOf(customer: Customer): Reach {
    return this.isPast(this.now) ? (this.factsOf(customer.id, this.now)?.reach ?? null) : reachOf(customer)
  }

  /** The plan of one customer as it stood at a moment, computed from her facts. */
  planOf(customerId: number, at: Instant): Plan | null {
    const facts = this.factsOf(customerId, at)
    return facts && plan(facts, this.policy, this.shopAt(at))
  }

  /** The tallies of some customers as they stood at a moment, computed from their facts. */
  *talliesOf(customerIds: readonly number[], at: Instant): Generator<Tally> {
    const shop = this.shopAt(at)
    for (const facts of factsOfSome(this.db, customerIds)) {
      const then = factsAt(facts, at, this.zone)
      yield tallyOf(then, new Replay(then, this.policy, shop), this.policy, this.zone)
    }
  }

  /** What some customers had done at a moment, and how they stood: read where it is stored, else computed. */
  deedsOf(customerIds: readonly number[], at: Instant): Pick<Tally, 'customerId' | 'deeds' | 'unhappy'>[] {
    const stored = this.isPast(at) ? [] : deedsIn(this.db, customerIds, instantText(at))
    const known = new Set(stored.map(({ customerId }) => customerId))
    const others = customerIds.filter((id) => !known.has(id))
    return others.length === 0 ? stored : [...stored, ...this.talliesOf(others, at)]
  }

  /** What is to be done about one customer at a moment, or next after it: read where it is stored, else computed. */
  nextCallOf(customerId: number, at: Instant): Stretch | null {
    if (!this.isPast(at)) return nextCallOf(this.db, customerId, at)
    const { stretches } = this.planOf(customerId, at) ?? { stretches: [] }
    return stretches.find(({ lane, until }) => lane !== 'message' && until > at) ?? null
  }

  /** Whether a moment lies before the latest change, where the stored plan cannot answer. */
  isPast(at: Instant): boolean {
    return at < this.changedAt
  }

  /** Everybody's plan as of a past moment, computed. */
  *pastPlans(at: Instant): Generator<Plan> {
    const shop = this.shopAt(at)
    for (const facts of this.allFacts(at)) yield plan(facts, this.policy, shop)
  }

  /** What was live at a past moment, computed from everybody's facts of that time. */
  pastStretches(at: Instant): { live: Stretch[]; next: Stretch | null } {
    const live: Stretch[] = []
    let next: Stretch | null = null
    for (const { stretches } of this.pastPlans(at)) {
      const now = stretchAt(stretches, at)
      if (now) live.push(now)
      const coming = stretches.find((stretch) => stretch.from > at && stretch.lane === 'call')
      if (coming && (!next || coming.from < next.from)) next = coming
    }
    return { live, next }
  }

  /** Customers whose stored plan differs from the plan computed anew: always none, or there is a bug. */
  wronglyPlanned(): number[] {
    const wrong: number[] = []
    for (const facts of allFacts(this.db)) {
      const stored = [stretchesOf(this.db, facts.customerId), tallyIn(this.db, facts.customerId)]
      const { plan, tally } = plannedOf(facts, this.policy, this.shop)
      if (JSON.stringify(stored) !== JSON.stringify([plan.stretches, tally])) wrong.push(facts.customerId)
    }
    return [...new Set([...wrong, ...wronglyWorth(this.db)])].sort((a, b) => a - b)
  }

  /** The shop as a plan of that moment sees it: the stored snapshot, or for the past one reckoned then. */
  shopAt(at: Instant): Shop {
    if (!this.isPast(at)) return this.shop
    if (this.past?.since !== at) this.past = reckonShop(this.db, at, this.policy, this.zone)
    return this.past
  }
}
