// Keeps the stored plan what it is computed to be: of one customer, of everybody, of a file that comes from elsewhere.
import type { Database } from 'better-sqlite3'
import type { Shop } from '../domain/facts.ts'
import type { Plan } from '../domain/plan.ts'
import type { Policy } from '../domain/policy.ts'
import { allFacts, factsOf } from './facts.ts'
import { plannedOf, replaceEverybodys, replacePlanned } from './planned.ts'
import { getSettings, policyOf, shopSettings, zoneOf } from './setting.ts'
import { getShop, shopOf, takeSnapshot } from './shop.ts'
import { keepEverybodysWorth, keepWorth } from './worth.ts'

/** Plans one customer anew; one who is gone has no plan. */
export function replan(db: Database, customerId: number, policy: Policy, shop: Shop): Plan | null {
  const facts = factsOf(db, customerId)
  if (!facts) return null
  const planned = plannedOf(facts, policy, shop)
  replacePlanned(db, planned)
  keepWorth(db, customerId)
  return planned.plan
}

/** The same of some customers of a copy, by the settings and the snapshot that are stored there. */
export function replanIn(db: Database, customerIds: readonly number[]): void {
  const settings = getSettings(db)
  const shop = shopOf(getShop(db), zoneOf(shopSettings(settings)))
  for (const customerId of customerIds) replan(db, customerId, policyOf(settings), shop)
}

/** What a copy or an older file needs: a newer program may plan otherwise, and a new schema may bring new figures. */
export function settle(db: Database): void {
  const settings = getSettings(db)
  const zone = zoneOf(shopSettings(settings))
  takeSnapshot(db, Date.parse(getShop(db).sinceAt), policyOf(settings), zone)
  replanEverybody(db)
}

/** Plans all customers anew, by the settings and the snapshot that are stored. */
export function replanEverybody(db: Database): void {
  const settings = getSettings(db)
  const policy = policyOf(settings)
  const shop = shopOf(getShop(db), zoneOf(shopSettings(settings)))
  const planned = function* () {
    for (const facts of allFacts(db)) yield plannedOf(facts, policy, shop)
  }
  replaceEverybodys(db, planned())
  keepEverybodysWorth(db)
}
