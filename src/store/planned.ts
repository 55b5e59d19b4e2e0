// What is planned and reckoned of customers, replaced together: for one of them, or for everybody at once.
import type { Database } from 'better-sqlite3'
import type { Facts, Shop } from '../domain/facts.ts'
import { type Plan, plan } from '../domain/plan.ts'
import type { Policy } from '../domain/policy.ts'
import { type Tally, tallyOf } from '../domain/tally.ts'
import { addStretches, replaceStretches, stretchBatch } from './stretch.ts'
import { replaceTally, TallyBatch } from './tally.ts'
import { unindexed } from './unindexed.ts'

/** All that is stored of a customer's facts beside themselves: of the plan its stretches. */
export interface Planned {
  plan: Plan
  tally: Tally
}

export function plannedOf(facts: Facts, policy: Policy, shop: Shop): Planned {
  const made = plan(facts, policy, shop)
  return { plan: made, tally: tallyOf(facts, made, policy, shop.zone) }
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
    const batches = { stretches: stretchBatch(db), tallies: new TallyBatch(db) }
    for (const { plan, tally } of everybody) {
      addStretches(batches.stretches, plan.stretches)
      batches.tallies.add(tally)
      for (const batch of Object.values(batches)) if (batch.isFull) batch.store()
    }
    for (const batch of Object.values(batches)) batch.store()
  })
}
