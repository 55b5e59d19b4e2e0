// A file of the first schema: it opens, keeps every sum, has a case for each low answer that stands, and is planned anew.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCases } from '../../src/store/case.ts'
import { NEWEST_VERSION } from '../../src/store/header.ts'
import { migrate } from '../../src/store/migrate.ts'
import { sql as firstSchema } from '../../src/store/migrations/0001-morning-loop.ts'
import { APPLICATION_ID } from '../../src/store/open.ts'
import { isSearchInStep } from '../../src/store/search-index.ts'
import { Store } from '../../src/store/store.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
  path = join(folder, 'shop.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database as the first version left it, with one customer and a sale of theirs. */
function oldShop(file: string): Database.Database {
  const db = new Database(file)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.exec(firstSchema)
  db.pragma('user_version = 1')
  db.exec(`
    INSERT INTO setting VALUES ('timeZone', '"Europe/Moscow"');
    INSERT INTO shop VALUES (1, '2026-11-01T06:00:00.000Z', '2026-11-20T06:00:00.000Z', 60, 0.01, 100000);
    INSERT INTO customer (name, name_key, phone, created_at) VALUES ('Anna', 'anna', '+79123456789', '2026');
    INSERT INTO product (name, name_key, price_minor) VALUES ('Cream', 'cream', 149000);
    INSERT INTO sale (customer_id, sold_at, entered_at, source, discount_minor)
      VALUES (1, '2026-10-20T09:00:00.000Z', '2026-10-20T09:00:00.000Z', 'entered', 5000);
    INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor) VALUES (1, 1, 2, 298000);`)
  return db
}

interface Said {
  customer?: number
  at: string
  csat?: number
  nps?: number
  reason?: string
  note?: string
  factor?: string
  score?: number
}

function tell(db: Database.Database, { customer = 1, at, ...said }: Said): void {
  const { csat = null, nps = null, reason = null, note = null, factor = null, score = null } = said
  db.prepare(
    `INSERT INTO contact (customer_id, at, entered_at, outcome, channel, direction, csat, nps, reason, note, factor,
       factor_score) VALUES (?, ?, ?, 'talked', 'chat', 'out', ?, ?, ?, ?, ?, ?)`,
  ).run(customer, at, at, csat, nps, reason, note, factor, score)
}

const open = (mode: 'read' | 'write') => new Store(path, mode, () => NOW, 'UTC')
const standing = (store: Store) =>
  openCases(store.db, '2026-11-21T06:00:00.000Z', { kind: null, customerId: null })

/** What must be the same to the last kopeck: counts of every table the first version had, and sums of money. */
function sumsOf(db: Database.Database): unknown[] {
  const tables = ['customer', 'product', 'sale', 'sale_line', 'contact', 'snooze', 'skip', 'setting']
  const counts = tables.map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const money = db.prepare(
    'SELECT sum(amount_minor), sum(quantity), (SELECT sum(discount_minor) FROM sale) FROM sale_line',
  )
  return [...counts, ...(money.raw().get() as unknown[])]
}

describe('a shop of the first version that may only be read', () => {
  beforeEach(() => {
    oldShop(path).close()
    chmodSync(path, 0o444)
  })

  test('is read as one of today, and stays as it was', () => {
    const before = readFileSync(path)
    const store = open('read')
    expect([store.isBlank, store.wronglyPlanned(), isSearchInStep(store.db)]).toEqual([false, [], true])
    expect(store.planOf(1, NOW)?.purchases).toHaveLength(1)
    store.close()
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['shop.db'])
  })

  test('is not written, nor read over what a crash left', () => {
    const before = readFileSync(path)
    expect(() => open('write')).toThrow(expect.objectContaining({ code: 'db.readOnly' }))
    writeFileSync(`${path}-journal`, 'half a page')
    expect(() => open('read')).toThrow(expect.objectContaining({ code: 'db.readOnly' }))
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('a shop of the first version', () => {
  /** Six customers, each with answers of another kind. */
  function makeShop(): unknown[] {
    const db = oldShop(path)
    const names = ['Boris', 'Vera', 'Galina', 'Daria', 'Elena']
    for (const name of names) {
      db.prepare('INSERT INTO customer (name, name_key, created_at) VALUES (?, ?, ?)').run(name, name, '2026')
    }
    const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}T09:00:00.000Z`
    tell(db, {
      at: day(2),
      csat: 2,
      reason: 'leaks',
      note: 'promised a new one',
      factor: 'tangibles',
      score: 1,
    })
    tell(db, { at: day(3), nps: 4, reason: 'still leaks' })
    tell(db, { customer: 2, at: day(2), csat: 1 })
    tell(db, { customer: 2, at: day(5), csat: 5 })
    tell(db, { customer: 3, at: day(2), nps: 0 })
    tell(db, { customer: 3, at: day(4), nps: 9 })
    tell(db, { customer: 3, at: day(4), csat: 1, note: 'broken', factor: 'empathy', score: 5 })
    tell(db, { customer: 4, at: day(6), nps: 6, csat: 5 })
    tell(db, { customer: 5, at: day(6), nps: 7, csat: 3 })
    tell(db, { customer: 6, at: day(6), reason: 'nothing was asked' })
    db.exec(`
      INSERT INTO sale (customer_id, sold_at, entered_at, source, promised_day)
        VALUES (2, '2026-11-19T09:00:00.000Z', '2026-11-19T09:00:00.000Z', 'imported', '2026-11-22');
      INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor, returned_at)
        VALUES (2, 1, 3, 100001, NULL), (2, 1, -1, -33333, '2026-11-20T09:00:00.000Z');
      INSERT INTO snooze (customer_id, at, until_at) VALUES (1, '2026Z', '2026Z');
      INSERT INTO skip (customer_id, at) VALUES (2, '2026-11-20T09:00:00.000Z');
      INSERT INTO stretch VALUES (1, '2026Z', '2027Z', 'call', 5, 0, 'check-in', 1, NULL, '2026Z', '2026Z', '2027Z', 0, 0, 0, '');`)
    const sums = sumsOf(db)
    db.close()
    return sums
  }

  test.each([
    'read',
    'write',
  ] as const)('opens to %s: nothing is lost, and every plan is the new one', (mode) => {
    const sums = makeShop()
    const store = open(mode)
    expect(store.db.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION)
    expect(sumsOf(store.db)).toEqual(sums)
    expect(store.wronglyPlanned()).toEqual([])
    expect(isSearchInStep(store.db)).toBe(true)
    expect(store.zone.name).toBe('Europe/Moscow')
    expect(store.db.pragma('foreign_key_check')).toEqual([])
    store.close()
  })

  test('has a case for each low answer that no better one has followed, and only the first of them', () => {
    makeShop()
    const store = open('write')
    const told = standing(store).map(({ customerId, contactId, asked, openedAt, factor }) => [
      ...[customerId, contactId, asked, openedAt.slice(8, 10), factor],
    ])
    expect(told).toEqual([
      [1, 1, 'leaks', '02', 'tangibles'],
      [3, 7, 'broken', '04', null],
      [4, 8, null, '06', null],
    ])
    expect(standing(store)[0]).toMatchObject({
      kind: 'complaint',
      origin: 'low-answer',
      channel: 'chat',
      steps: [],
    })
    const live = store.db.prepare(
      "SELECT DISTINCT customer_id FROM stretch WHERE kind = 'case' ORDER BY customer_id",
    )
    expect(live.pluck().all()).toEqual([1, 3, 4])
    store.close()
  })

  test('gets them once, however often it is opened', () => {
    makeShop()
    open('write').close()
    const store = open('write')
    expect(standing(store)).toHaveLength(3)
    store.close()
  })
})

test('whatever was answered: a case if and only if she was unhappy, from the first low answer since the last better one', () => {
  const answers = fc.array(
    fc.record({
      day: fc.integer({ min: 10, max: 14 }),
      nps: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
      csat: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(answers, (told) => {
      const db = oldShop(':memory:')
      for (const { day, nps, csat } of told) {
        tell(db, {
          at: `2026-11-${day}T09:00:00.000Z`,
          ...(nps === undefined ? {} : { nps }),
          ...(csat === undefined ? {} : { csat }),
        })
      }
      let since: number | null = null
      const inOrder = told
        .map((said, i) => ({ ...said, id: i + 1 }))
        .sort((a, b) => a.day - b.day || a.id - b.id)
      for (const { id, nps, csat } of inOrder) {
        if (nps === undefined && csat === undefined) continue
        const low = (nps ?? 10) <= 6 || (csat ?? 5) <= 2
        since = low ? (since ?? id) : null
      }
      migrate(db)
      const opened = db.prepare('SELECT contact_id FROM service_case').pluck().all()
      expect(opened).toEqual(since === null ? [] : [since])
      db.close()
    }),
    { numRuns: 200 },
  )
})
