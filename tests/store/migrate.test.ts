// All steps of the schema and their record are one: a file is as it was, or newest.
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { NEWEST_VERSION } from '../../src/store/header.ts'
import { migrate } from '../../src/store/migrate.ts'
import { sql as morningLoop } from '../../src/store/migrations/0001-morning-loop.ts'

const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true })
const tablesOf = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()

test('a new file gets every step, a second time none', () => {
  const db = new Database(':memory:')
  migrate(db)
  expect(versionOf(db)).toBe(NEWEST_VERSION)
  const tables = tablesOf(db)
  expect(tables).toContain('customer')
  migrate(db)
  expect(versionOf(db)).toBe(NEWEST_VERSION)
  expect(tablesOf(db)).toEqual(tables)
})

test('a file of the first schema gets what came since, and keeps what it holds', () => {
  const db = new Database(':memory:')
  db.exec(morningLoop)
  db.pragma('user_version = 1')
  db.exec("INSERT INTO setting VALUES ('region', '\"KZ\"')")
  migrate(db)
  expect(versionOf(db)).toBe(NEWEST_VERSION)
  const indexes = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'").pluck().all()
  expect(indexes).toContain('sale_arrival')
  expect(db.prepare('SELECT value FROM setting').pluck().all()).toEqual(['"KZ"'])
})

test('a step that fails in its middle leaves nothing of itself', () => {
  const db = new Database(':memory:')
  // The first step makes this table long after others, and so stumbles over it.
  db.exec('CREATE TABLE contact (a)')
  expect(() => migrate(db)).toThrow('already exists')
  expect(versionOf(db)).toBe(0)
  expect(tablesOf(db)).toEqual(['contact'])
  expect(db.inTransaction).toBe(false)
})

test('nor do the steps before it: a file is as it was, or newest', () => {
  const db = new Database(':memory:')
  db.exec(morningLoop)
  db.pragma('user_version = 1')
  // The last step of all makes this one.
  db.exec('CREATE TABLE change (a)')
  const before = tablesOf(db)
  expect(() => migrate(db)).toThrow('already exists')
  expect([versionOf(db), tablesOf(db)]).toEqual([1, before])
  db.exec('DROP TABLE change')
  const fails = () => {
    throw new Error('planned wrongly')
  }
  expect(() => migrate(db, fails)).toThrow('planned wrongly')
  expect(versionOf(db)).toBe(1)
})

/** Shops are about that were made by these steps: an edited one would make two kinds of the same version. */
const TAKEN = [
  ...['2b37ca993c71815d', '7b8f3e5f09f5c3ea', 'dd5914f58f0f3451'],
  ...['1d4e86f9fabbd3d7', 'ddc1392aa27c086c', 'ff1ec5d69708a29d'],
  ...['0f047351a081b454', '0ea73f777d3291f5', '64342b6e889678fd'],
  ...['e9cd09d19a41c8d8', 'f97ecec6ec39ded8', 'db6ac99f436b49c6'],
]

test('a step that was ever taken stays as it was', async () => {
  const folder = join(import.meta.dirname, '../../src/store/migrations')
  const sums = readdirSync(folder)
    .sort()
    .map(async (name) => {
      const { sql } = (await import(join(folder, name))) as { sql: string }
      return createHash('sha256').update(sql).digest('hex').slice(0, 16)
    })
  expect((await Promise.all(sums)).slice(0, TAKEN.length)).toEqual(TAKEN)
})

test('every table is strict, so that a phone stays the text it is', () => {
  const db = new Database(':memory:')
  migrate(db)
  const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict").pluck()
  // An index of FTS5 keeps no types.
  expect(loose.all().filter((name) => !String(name).startsWith('customer_piece'))).toEqual(['sqlite_schema'])
  expect(() =>
    db.exec("INSERT INTO customer (name, name_key, phone, created_at) VALUES ('A', 'a', 79161234567, 'x')"),
  ).toThrow('CHECK')
})

/** What no row may say, whichever command is wrong. */
const GARBAGE: [string, string][] = [
  [
    'a phone that is none',
    "INSERT INTO customer (name, name_key, phone, created_at) VALUES ('A', 'a', '8916', 'x')",
  ],
  [
    'a phone with letters',
    "INSERT INTO customer (name, name_key, phone, created_at) VALUES ('A', 'a', '+7x', 'x')",
  ],
  ['an empty name', "INSERT INTO customer (name, name_key, created_at) VALUES ('', '', 'x')"],
  [
    'an endless name',
    "INSERT INTO customer (name, name_key, created_at) VALUES (hex(zeroblob(101)), 'a', 'x')",
  ],
  ['a birthday with a year', "UPDATE customer SET birthday = '1980-11-21'"],
  ['who referred herself', 'UPDATE customer SET referred_by_id = 1'],
  ['who was referred by nobody there', 'UPDATE customer SET referred_by_id = 99'],
  ['a second customer of one external id', "UPDATE customer SET external_id = 'C-1'"],
  ['a price below nothing', 'UPDATE product SET price_minor = -1'],
  ['a price in roubles and a half', 'UPDATE product SET price_minor = 10.5'],
  ['a product that lasts no time', 'UPDATE product SET lasts_days = 0'],
  ['two products of one name', "INSERT INTO product (name, name_key) VALUES ('Soap', 'soap')"],
  ['a product that goes with itself', 'INSERT INTO product_goes_with VALUES (1, 1)'],
  ['a tip of nothing', "INSERT INTO product_tip VALUES (1, 1, '')"],
  ['a sale to nobody', 'UPDATE sale SET customer_id = 99'],
  ['a sale at no moment', "UPDATE sale SET sold_at = '21.11.2026'"],
  ['a sale in local time', "UPDATE sale SET sold_at = '2026-11-21T09:00:00+03:00'"],
  ['a sale from nowhere', "UPDATE sale SET source = 'guessed'"],
  ['a promise for no day', "UPDATE sale SET promised_day = 'soon'"],
  ['a discount that adds', 'UPDATE sale SET discount_minor = -1'],
  ['a line of nothing', 'UPDATE sale_line SET quantity = 0'],
  ['a line in fractions of a kopeck', 'UPDATE sale_line SET amount_minor = 0.5'],
  ['a return of more than nothing', "UPDATE sale_line SET returned_at = '2026-11-21T06:00:00.000Z'"],
  ['a line of a product that is not there', 'UPDATE sale_line SET product_id = 99'],
  ['an outcome nobody knows', "UPDATE contact SET outcome = 'perhaps'"],
  ['a channel nobody knows', "UPDATE contact SET channel = 'pigeon'"],
  ['a direction nobody knows', "UPDATE contact SET direction = 'up'"],
  ['satisfaction above five', 'UPDATE contact SET csat = 6'],
  ['a recommendation above ten', 'UPDATE contact SET nps = 11'],
  ['a factor without its mark', "UPDATE contact SET factor = 'empathy'"],
  ['minutes below nothing', 'UPDATE contact SET minutes = -1'],
  ['a talk that was a message', "UPDATE contact SET message = 'thanks'"],
  ['a snooze without an end', "INSERT INTO snooze (customer_id, at, until_at) VALUES (1, '2026Z', 'never')"],
  ['a setting that is no JSON', "INSERT INTO setting VALUES ('a', 'b')"],
  [
    'a second shop',
    "INSERT INTO shop (id, since_at, changed_at, median_interval_days, basket_minor) SELECT 2, '2026Z', '2026Z', 60, 0",
  ],
  ['a stretch that ends before it begins', "UPDATE stretch SET until_at = '1999Z'"],
  ['a stretch in no lane', "UPDATE stretch SET lane = 'post'"],
  ['a case of no kind', "UPDATE service_case SET kind = 'grudge'"],
  ['a case that came by no way', "UPDATE service_case SET channel = 'pigeon'"],
  ['a case at no moment', "UPDATE service_case SET opened_at = 'yesterday'"],
  ['a case of nobody', 'UPDATE service_case SET customer_id = 99'],
  ['a case about a sale that is not there', 'UPDATE service_case SET sale_id = 99'],
  ['an answer that opened a case she asked for', 'UPDATE service_case SET contact_id = 1'],
  ['a case without a word', "UPDATE service_case SET asked = ''"],
  ['a step that does nothing', "UPDATE case_step SET kind = 'wait'"],
  ['a step of no case', 'UPDATE case_step SET case_id = 99'],
  ['a reply that solves', "UPDATE case_step SET resolution = 'advised'"],
  ['a solution without its how', "UPDATE case_step SET kind = 'resolve'"],
  ['a case with steps that goes away', 'DELETE FROM service_case'],
  ['the end of a customer who bought', 'DELETE FROM customer'],
]

test.each(GARBAGE)('the schema refuses %s', (_, sql) => {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db)
  db.exec(`
    INSERT INTO customer (external_id, name, name_key, created_at) VALUES ('C-1', 'A', 'a', 'x'), (NULL, 'B', 'b', 'x');
    INSERT INTO product (name, name_key) VALUES ('Soap', 'soap');
    INSERT INTO sale (customer_id, sold_at, entered_at, source) VALUES (1, '2026Z', '2026Z', 'entered');
    INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor) VALUES (1, 1, 1, 100);
    INSERT INTO contact (customer_id, at, entered_at, outcome, channel, direction)
      VALUES (1, '2026Z', '2026Z', 'talked', 'phone', 'out');
    INSERT INTO service_case (customer_id, kind, channel, origin, opened_at, entered_at)
      VALUES (1, 'question', 'chat', 'asked', '2026Z', '2026Z');
    INSERT INTO case_step (case_id, at, entered_at, kind) VALUES (1, '2026Z', '2026Z', 'reply');
    INSERT INTO stretch VALUES (1, '2026Z', '2027Z', 'call', 5, 0, 'check-in', 1, NULL, '2026Z', '2026Z', '2027Z', 0, 0, 0, '', NULL, NULL,
      0, 0, NULL, 0, 0, NULL, '', '');`)
  expect(() => db.exec(sql)).toThrow(/constraint failed|cannot store/)
})
