// Every older schema there was: its file is backed up before it is brought up to date, and not touched where that fails.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../src/errors.ts'
import { NEWEST_VERSION } from '../../src/store/header.ts'
import { APPLICATION_ID } from '../../src/store/open.ts'
import { Store } from '../../src/store/store.ts'
import { isAsSummed, verifyShop } from '../../src/store/verify.ts'

const MIGRATIONS = join(import.meta.dirname, '../../src/store/migrations')
const steps = await Promise.all(
  readdirSync(MIGRATIONS)
    .sort()
    .map(async (name) => ((await import(join(MIGRATIONS, name))) as { sql: string }).sql),
)

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
  path = join(folder, 'shop.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A shop as a version left it, with sales, a return and answers in it. */
function olderShop(version: number): void {
  const db = new Database(path)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  for (const sql of steps.slice(0, version)) db.exec(sql)
  db.pragma(`user_version = ${version}`)
  db.exec(`
    INSERT INTO setting VALUES ('timeZone', '"Europe/Moscow"');
    INSERT INTO shop (id, since_at, changed_at, median_interval_days, basket_minor${version < 7 ? ', daily_rate' : ''})
      VALUES (1, '2026-11-01T06:00:00.000Z', '2026-11-20T06:00:00.000Z', 60, 100000${version < 7 ? ', 0.01' : ''});
    INSERT INTO product (name, name_key, price_minor, lasts_days) VALUES ('Cream', 'cream', 149000, 30.5);
    INSERT INTO customer (name, name_key, phone, created_at) VALUES
      ('Анна', 'анна', '+79123456789', '2026'), ('Борис', 'борис', NULL, '2026');
    INSERT INTO sale (customer_id, sold_at, entered_at, source, discount_minor) VALUES
      (1, '2026-10-20T09:00:00.000Z', '2026-10-20T09:00:00.000Z', 'entered', 5000),
      (2, '2026-11-19T09:00:00.000Z', '2026-11-19T09:00:00.000Z', 'imported', 0);
    INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor, returned_at) VALUES
      (1, 1, 2, 298000, NULL), (2, 1, 3, 100001, NULL), (2, 1, -1, -33333, '2026-11-20T09:00:00.000Z');
    INSERT INTO contact (customer_id, at, entered_at, outcome, channel, direction, nps) VALUES
      (1, '2026-11-02T09:00:00.000Z', '2026-11-02T09:00:00.000Z', 'talked', 'phone', 'out', 9);`)
  if (version >= 3) {
    db.exec(`
      INSERT INTO payment (sale_id, at, entered_at, amount_minor) VALUES (1, '2026Z', '2026Z', 100000);
      INSERT INTO bonus_entry (customer_id, at, entered_at, kind, points) VALUES (1, '2026Z', '2026Z', 'gift', 70);`)
  }
  db.close()
}

const FIRST_TABLES = ['customer', 'product', 'sale', 'sale_line', 'contact', 'setting']
const LATER_TABLES = ['payment', 'bonus_entry']

function sumsOf(db: Database.Database, version: number): unknown {
  const tables = [...FIRST_TABLES, ...(version >= 3 ? LATER_TABLES : [])]
  return [
    ...tables.map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    db.prepare('SELECT sum(amount_minor), sum(quantity) FROM sale_line').raw().get(),
    db.prepare('SELECT sum(discount_minor), group_concat(sold_at) FROM sale').raw().get(),
    ...(version >= 3 ? [db.prepare('SELECT sum(amount_minor) FROM payment').pluck().get()] : []),
    ...(version >= 3 ? [db.prepare('SELECT sum(points) FROM bonus_entry').pluck().get()] : []),
  ]
}

function look<T>(file: string, work: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const open = (mode: 'read' | 'write') =>
  new Store(path, mode, () => Date.parse('2026-11-21T06:00:00Z'), 'Europe/Moscow')
const older = Array.from({ length: NEWEST_VERSION - 1 }, (_, i) => i + 1)

test('the steps in the folder are the steps there are', () => expect(steps).toHaveLength(NEWEST_VERSION))

describe.each(older)('a shop of version %i', (version) => {
  test.each(['read', 'write'] as const)('is backed up, then brought up to date, to %s', (mode) => {
    olderShop(version)
    const sums = look(path, (db) => sumsOf(db, version))
    const store = open(mode)
    expect(store.db.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION)
    expect(sumsOf(store.db, version)).toEqual(sums)
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
    const copy = join(folder, 'backups', `shop-before-upgrade-v${version}.db`)
    expect(verifyShop(copy)).toBe(version)
    expect(isAsSummed(copy)).toBe(true)
    expect(look(copy, (db) => sumsOf(db, version))).toEqual(sums)
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(2)
    open('write').close()
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(2)
  })

  test('is left as it is where no backup can be made', () => {
    olderShop(version)
    const before = readFileSync(path)
    writeFileSync(join(folder, 'backups'), 'in the way')
    for (const mode of ['read', 'write'] as const) {
      try {
        open(mode)
        expect.unreachable()
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect(error).toMatchObject({ code: 'backup.beforeUpgrade', params: { because: 'file.unwritable' } })
      }
    }
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['backups', 'shop.db'])
  })

  test('is left as it is where it is damaged', () => {
    olderShop(version)
    const broken = readFileSync(path)
    // The page of a table, but not the list of tables.
    const root = look(path, (db) =>
      db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sale_line'").pluck().get(),
    ) as number
    broken.fill(0xff, (root - 1) * 4096, root * 4096)
    writeFileSync(path, broken)
    expect(() => open('write')).toThrow(expect.objectContaining({ code: 'db.damaged' }))
    expect(readFileSync(path).equals(broken)).toBe(true)
    expect(existsSync(join(folder, 'backups', `shop-before-upgrade-v${version}.db`))).toBe(false)
  })
})

test('a second upgrade from the same version takes another name', () => {
  olderShop(1)
  open('write').close()
  rmSync(path)
  olderShop(1)
  open('write').close()
  expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.db'))).toEqual([
    'shop-before-upgrade-v1-2.db',
    'shop-before-upgrade-v1.db',
  ])
})
