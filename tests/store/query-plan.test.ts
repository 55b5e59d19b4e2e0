// What a morning or a summary reads grows with the list or the period, not with the shop: SQLite is asked how it means to find it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Period } from '../../src/commands/period.ts'
import { firstScreen, summarize } from '../../src/commands/summary.ts'
import { parseDay } from '../../src/domain/day.ts'
import { TOUCH_KINDS } from '../../src/domain/touch.ts'
import { openCases } from '../../src/store/case.ts'
import { callMinutes, saveContact } from '../../src/store/contact.ts'
import { customersByPhone, insertCustomer } from '../../src/store/customer.ts'
import { countCommands, listCommands } from '../../src/store/history.ts'
import { overpaidSales, owingSales, untrackedSales } from '../../src/store/owing.ts'
import { insertProduct } from '../../src/store/product.ts'
import { deliveriesBetween, deliveriesFirstDueBetween, openPromises } from '../../src/store/promise.ts'
import { spreadRefusals } from '../../src/store/refusal.ts'
import { insertSale } from '../../src/store/sale.ts'
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
    const names = Array.from(sql.matchAll(/:([a-z]\w*)/gi), ([, name]) => [name, null])
    const unbound =
      names.length > 0 ? [Object.fromEntries(names)] : Array.from(sql.matchAll(/\?/g), () => null)
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
  ['the count', 'stretch_from (lane=? AND from_at<?)', (db) => countStretchesAt(db, 'call', NOW, 5)],
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
    (db) =>
      deliveriesBetween(db, { from: '2026-11-18', to: '2026-11-21', at: '2026-11-21T06:00:00.000Z' }, true),
  ],
  [
    'deliveries by their first day',
    [
      'sale_promised_day (promised_day>? AND promised_day<?)',
      'sale_missed_day (missed_day>? AND missed_day<?)',
    ],
    (db) =>
      deliveriesFirstDueBetween(db, { from: '2026-11-18', to: '2026-11-21', at: '2026-11-21T06:00:00.000Z' }),
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

test('whom a refusal reaches is found by the number and the address', () => {
  const card = {
    externalId: null,
    name: 'A',
    phone: '+79160000001',
    email: 'a@x.ru',
    chat: null,
    birthday: null,
  }
  insertCustomer(store.db, { ...card, note: null, referredById: null }, 'a', '2026-09-01T00:00:00.000Z')
  const plans = plansOf((db) => [customersByPhone(db, card.phone), spreadRefusals(db, 1)])
  for (const index of [
    'customer_phone (phone=?)',
    'former_phone_phone (phone=?)',
    'contact_wrong_phone (wrong_phone=?)',
  ])
    expect(plans.some((plan) => plan.includes(index))).toBe(true)
  expect(plans.filter((plan) => /SCAN (?!w\b)/.test(plan))).toEqual([])
})

describe('a summary of some days', () => {
  const day = (text: string) => parseDay(text) as number

  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'aftersales-plan-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const open = (mode: 'read' | 'write') =>
      new Store(join(folder, 'shop.db'), mode, () => NOW, 'Europe/Moscow')
    store.close()
    store = open('write')
    const sell = (customerId: number, soldAt: string, promisedDay: string | null) => {
      const fields = { customerId, soldAt, enteredAt: soldAt, promisedDay, deliveredDay: null }
      const line = { productId: 1, quantity: 1, amountMinor: 100, returnedAt: null }
      insertSale(store.db, { ...fields, source: 'entered', discountMinor: 0, note: null }, [line])
    }
    store.write(({ touch }) => {
      insertProduct(store.db, { name: 'Cream', priceMinor: null, lastsDays: null }, 'cream')
      for (const [id, referredById] of [
        [1, null],
        [2, 1],
      ] as const) {
        const person = { externalId: null, name: 'A', phone: null, email: null, chat: null, birthday: null }
        insertCustomer(store.db, { ...person, note: null, referredById }, 'a', '2026-09-01T00:00:00.000Z')
        touch(id)
      }
      sell(1, '2026-10-01T09:00:00.000Z', '2026-10-03')
      sell(1, '2026-11-18T09:00:00.000Z', null)
      sell(2, '2026-11-17T09:00:00.000Z', null)
      const answer = {
        outcome: 'talked',
        channel: 'phone',
        direction: 'out',
        csat: 2,
        nps: 3,
        reason: null,
      } as const
      const rest = { factor: null, factorScore: null, used: null, repeat: null, note: null, minutes: 3 }
      const at = '2026-11-19T09:00:00.000Z'
      const more = { nextAt: null, runsOutDay: null, wrongPhone: null, enteredAt: at }
      for (const customerId of [1, 2])
        saveContact(store.db, null, { customerId, at, ...answer, ...rest, ...more })
    })
    // Opened anew, no statement is known yet: all that the summary asks is seen.
    store.close()
    store = open('read')
  })

  // When the first one bought: the least of an index is its first entry.
  const SHOPS_FIRST = 'INDEX tally_first (first_at>?)'
  const PERIODS: [Period['kind'], string][] = [
    ['week', '2026-11-15'],
    ['month', '2026-11-01'],
    ['quarter', '2026-10-01'],
    ['year', '2026-01-01'],
    ['days', '2026-11-10'],
  ]
  test.each(PERIODS)('(%s) and of those before reads ranges, and never the whole history', (kind, from) => {
    const period = { kind, from: day(from), to: day('2026-11-21') }
    const plans = plansOf(() => summarize(store, { period, first: day('2020-01-01'), compare: true }))
    // The sales, contacts and customers behind every part of it were asked for.
    expect(plans.length).toBeGreaterThan(15)
    // What a statement makes itself may be gone through; of the shop only rows found by an index.
    const scans = plans.flatMap((steps) => steps.split('\n')).filter((step) => step.startsWith('SCAN'))
    expect(
      scans.filter(
        (step) =>
          !/^SCAN (?:\(subquery-\d+\)|started|latest|named|CONSTANT ROW|json_each VIRTUAL TABLE INDEX 1:)$/.test(
            step,
          ),
      ),
    ).toEqual([])
    // And no range is open to the past.
    const named =
      /INDEX (?:contact_(?:at|answer|csat|minutes)|tally_first|first_call_due|worth_sold_at|sale_sold_at|sale_arrival) .*/g
    const ranges = (plans.join('\n').match(named) ?? []).filter((range) => range !== SHOPS_FIRST)
    expect(new Set(ranges.map((range) => range.split(' ')[1]))).toHaveLength(8)
    for (const range of ranges) expect(range).toMatch(/>\?\s.*<\?/)
    // Nor is anything looked up one by one for what an index holds already.
    for (const index of [
      ...['contact_at', 'contact_answer', 'contact_csat'],
      ...['tally_first', 'tally_standing', 'first_call_due', 'worth_sold_at'],
      ...['case_step_case', 'sale_promised_day'],
    ])
      expect(plans.filter((steps) => steps.includes(`USING COVERING INDEX ${index} `))).not.toEqual([])
  })

  test('of a moment before the last change reads ranges too', () => {
    store.now = NOW - 1
    const period = { kind: 'month', from: day('2026-11-01'), to: day('2026-11-20') } as const
    const plans = plansOf(() => firstScreen(store, { period, first: day('2020-01-01'), compare: false }))
    const ranges = plans.join('\n').match(/INDEX (?:sale_sold_at|sale_arrival) .*/g) ?? []
    expect(new Set(ranges.map((range) => range.split(' ')[1]))).toHaveLength(2)
    for (const range of ranges) expect(range).toMatch(/>\?\s.*<\?/)
  })
})

test('what one customer owes, and what was done about her, are found by her number alone', () => {
  for (const read of [
    (db: Database) => owingSales(db, 1),
    (db: Database) => overpaidSales(db, 1),
    (db: Database) => untrackedSales(db, 1),
  ]) {
    const [steps = ''] = plansOf(read)
    expect(steps).toContain('SEARCH s USING INDEX sale_customer (customer_id=?)')
    expect(steps).not.toMatch(/SCAN (?!CONSTANT ROW)/)
  }
  for (const read of [(db: Database) => listCommands(db, 1, 9), (db: Database) => countCommands(db, 1)]) {
    const [steps = ''] = plansOf(read)
    expect(steps).toContain('SEARCH command USING INTEGER PRIMARY KEY')
    expect(steps).not.toMatch(/SCAN (?!CONSTANT ROW)/)
  }
})

test('open cases are found without looking at those closed for good, and their steps in one go', () => {
  const [heads = '', steps = '', ...more] = plansOf((db) =>
    openCases(db, '2026-11-21T06:00:00.000Z', { kind: null, customerId: null }),
  )
  expect(more).toEqual([])
  expect(heads).toContain('service_case_closed_at (closed_at=?)')
  expect(heads).toContain('service_case_closed_at (closed_at>?)')
  expect(heads).not.toMatch(/SCAN|service_case_opened_at/)
  expect(steps).toContain('SEARCH case_step USING INDEX case_step_case')
})

test('whatever refers to a row is found by an index when that row goes', () => {
  const { db } = store
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]
  const referring = tables.flatMap((table) =>
    (db.pragma(`foreign_key_list(${table})`) as { from: string }[]).map(({ from }) => [table, from] as const),
  )
  expect(referring.length).toBeGreaterThan(25)
  // The journal has one row.
  const scans = referring.filter(([table, column]) => {
    if (table === 'journal') return false
    const asked = db.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM ${table} WHERE ${column} = ?`)
    return (asked.all(1) as { detail: string }[]).some(({ detail }) => detail.startsWith('SCAN'))
  })
  expect(scans).toEqual([])
})

test.each(PROMISES)('%s that are due are found by their day', (_, indexes, read) => {
  const [steps = ''] = plansOf(read)
  for (const index of indexes) expect(steps).toContain(`INDEX ${index}`)
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
    ...{ afterFirst: false, second: false, runOut: null, unhappy: false, spared: false },
    ...{ awaitedId: null, firstUses: [], reorders: [] },
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
