// What is planned and reckoned of customers, replaced together: for one of them, or for everybody at once.
import type { Database } from 'better-sqlite3'
import type { Facts, Shop } from '../domain/facts.ts'
import { type Plan, plan } from '../domain/plan.ts'
import type { Policy } from '../domain/policy.ts'
import { type Tally, tallyOf } from '../domain/tally.ts'
import { insertStretches, replaceStretches } from './stretch.ts'
import { insertTally, replaceTally } from './tally.ts'
import { unindexed } from './unindexed.ts'

/** All that is stored of a customer's facts beside themselves: of the plan its stretches. */
export interface Planned {
  plan: Plan
  tally: Tally
}

export function plannedOf(facts: Facts, policy: Policy, shop: Shop): Planned {
  const made = plan(facts, policy, shop)
  return { plan: made, tally: tallyOf(facts, made, policy) }
}

export function replacePlanned(db: Database, { plan, tally }: Planned): void {
  replaceStretches(db, tally.customerId, plan.stretches)
  replaceTally(db, tally)
}

/** Replaces everybody's. */
export function replaceEverybodys(db: Database, everybody: Iterable<Planned>): void {
  const tables = ['stretch', 'first_call', 'tally']
  for (const table of tables) db.exec(`DELETE FROM ${table}`)
  unindexed(db, tables, () => {
    for (const { plan, tally } of everybody) {
      insertStretches(db, plan.stretches)
      insertTally(db, tally)
    }
  })
}
