// What a morning reads grows with the list, not with the shop: SQLite is asked how it means to find it.
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TOUCH_KINDS } from '../../src/domain/touch.ts'
import { callMinutes } from '../../src/store/contact.ts'
import { deliveriesBetween, openPromises } from '../../src/store/promise.ts'
import { Store } from '../../src/store/store.ts'
import {
  countStretchesAt,
  nextStretchAfter,
  replaceStretches,
  stretchesAt,
  stretchesOfKindAt,
} from '../../src/store/stretch.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')

let store: Store
beforeEach(() => {
  store = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
})
afterEach(() => store.close())

/** How SQLite runs each statement that a read prepares. */
function plansOf(read: (db: Database) => unknown): string[] {
  const { db } = store
  const prepare = db.prepare.bind(db)
  const asked: string[] = []
  db.prepare = ((sql: string) => {
    asked.push(sql)
    return prepare(sql)
  }) as typeof db.prepare
  read(db)
  return asked.map((sql) => {
    const named = [...sql.matchAll(/:(\w+)/g)].map(([, name]) => [name, null])
    const unbound =
      named.length > 0 ? [Object.fromEntries(named)] : Array.from(sql.matchAll(/\?/g), () => null)
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...unbound) as { detail: string }[]
    return steps.map(({ detail }) => detail).join('\n')
  })
}

const READS: [string, string, (db: Database) => unknown][] = [
  ['the list', 'stretch_order (lane=?)', (db) => stretchesAt(db, 'call', NOW, 5)],
  [
    'the list of a kind',
    'stretch_order (lane=? AND tier>? AND tier<?)',
    (db) => stretchesOfKindAt(db, 'call', 'delivery', NOW, 5),
  ],
  ['the count', 'stretch_order (lane=?)', (db) => countStretchesAt(db, 'call', NOW, 5)],
  ['the next call', 'stretch_from (lane=? AND from_at>?)', (db) => nextStretchAfter(db, 'call', NOW)],
  ['minutes of calls', 'contact_minutes', (db) => callMinutes(db, 100)],
]

/** How SQLite finds the promises that are due; putting the few of them in order is no matter. */
const PROMISES: [string, string[], (db: Database) => unknown][] = [
  [
    'promises',
    ['promise_settled_at (settled_at=? AND due_day<?)', 'promise_settled_at (settled_at>?)'],
    (db) => openPromises(db, '2026-11-21T06:00:00.000Z', '2026-11-21'),
  ],
  [
    'deliveries',
    ['sale_promised_day (promised_day>? AND promised_day<?)'],
    (db) => deliveriesBetween(db, { from: '2026-11-18', to: '2026-11-21', at: '2026-11-21T06:00:00.000Z' }),
  ],
]

describe('what due reads', () => {
  test.each(READS)('%s: by %s, and sorts nothing', (_, index, read) => {
    const plans = plansOf(read)
    expect(plans).toHaveLength(1)
    expect(plans[0]).toContain(`INDEX ${index}`)
    expect(plans[0]).not.toContain('TEMP B-TREE')
    expect(plans[0]).not.toMatch(/SCAN (?:stretch|contact)(?! USING INDEX contact_minutes)/)
  })
})

test.each(PROMISES)('%s that are due are found by their day', (_, indexes, read) => {
  const [steps = ''] = plansOf(read)
  for (const index of indexes) expect(steps).toContain(`USING INDEX ${index}`)
  expect(steps).not.toMatch(/SCAN (?:promise|s\b)/)
})

test.each(TOUCH_KINDS)('%s is found whatever tier it stands in', (kind) => {
  const { db } = store
  const stretch = {
    ...{
      from: NOW,
      until: NOW + 1000,
      lane: 'call' as const,
      kind,
      saleId: null,
      caseId: null,
      promiseId: null,
      productId: null,
    },
    ...{ opens: NOW, due: NOW, closes: NOW, value: 1, attempts: 0, missed: 0, carried: [] },
  }
  const tiers = {
    case: [1],
    promise: [1],
    delivery: [1],
    callback: [1],
    'first-use': [2, 3],
    'check-in': [4, 5],
    thanks: [6],
  }
  const possible: readonly number[] = tiers[kind as keyof typeof tiers] ?? [5]
  for (const [i, tier] of possible.entries()) {
    db.prepare("INSERT INTO customer (id, name, name_key, created_at) VALUES (?, 'A', 'a', '2026')").run(
      i + 1,
    )
    replaceStretches(db, i + 1, [{ ...stretch, customerId: i + 1, tier }])
  }
  expect(stretchesOfKindAt(db, 'call', kind, NOW, 9).map(({ tier }) => tier)).toEqual(possible)
})
