// What is asked every day reads ranges of indexes: SQLite says of every statement of a command how it means to find its rows.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { makeShop, NOW } from '../bench/shop.ts'
import { fakeWorld, runLine } from '../fixture.ts'

let folder: string
let shop: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-daily-'))
  shop = join(folder, 'shop.db')
  makeShop(shop, 300)
  // So high a number makes a large shop of it, in which nobody goes through all the names.
  const db = new Database(shop)
  db.exec("INSERT INTO customer (id, name, name_key, created_at) VALUES (1000000, 'Я', 'я', '2026')")
  db.close()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** Every statement that is prepared from now on until the end of the test. */
function listenToStatements(): Set<string> {
  const asked = new Set<string>()
  const { prepare } = Database.prototype
  onTestFinished(() => {
    Database.prototype.prepare = prepare
  })
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    asked.add(sql)
    return prepare.call(this, sql)
  } as typeof prepare
  return asked
}

/** How SQLite goes about a statement, step by step. */
function stepsOf(db: Database.Database, sql: string): string[] {
  const names = Array.from(sql.matchAll(/:([a-z]\w*)/gi), ([, name]) => [name, null])
  const unbound = names.length > 0 ? [Object.fromEntries(names)] : Array.from(sql.matchAll(/\?/g), () => null)
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...unbound) as { detail: string }[]
  return steps.map(({ detail }) => detail)
}

/** What may be gone through, and in which statements. */
const ALLOWED: [step: RegExp, sql: RegExp][] = [
  // What a statement made itself or was given.
  [
    /^SCAN (?:\(subquery-\d+\)|CONSTANT ROW|found|started|latest|named|(?!customer_piece)\w+ VIRTUAL TABLE INDEX \d+:)$/,
    /./,
  ],
  // One row, or one for each setting that was changed, each customer who wanted to be forgotten.
  [/^SCAN (?:shop|setting|journal|forgotten)$/, /./],
  // The first row there is; the first ones in the order of an index; and their number, which the pages of an index tell.
  [/^SCAN \w+ USING COVERING INDEX/, /^SELECT EXISTS \(SELECT 1 FROM \w+\)$|^SELECT 1 FROM \w+ LIMIT 1$/],
  [/^SCAN contact USING INDEX contact_minutes$/, /ORDER BY at DESC LIMIT \?$/],
  [/^SCAN command USING INDEX sqlite_autoindex_command_1$/, /ORDER BY turn DESC LIMIT 1$/],
  [/^SCAN c USING INDEX customer_name_key$/, /ORDER BY c\.name_key, c\.id LIMIT \? OFFSET \?$/],
  [/^SCAN s USING INDEX sale_sold_at$/, /ORDER BY s\.sold_at DESC, s\.id DESC LIMIT \?$/],
  [/^SCAN sale USING COVERING INDEX/, /^SELECT count\(\*\) FROM sale$/],
  [/^SCAN (?:customer USING COVERING INDEX \w+|f)$/, /^SELECT \(SELECT count\(\*\) FROM customer\) -/],
  // What holds a piece of a name, by its index; numbers that cards had before are few.
  [/^SCAN customer_piece VIRTUAL TABLE INDEX 0:M\d$/, /customer_piece MATCH :query/],
  [/^SCAN (?:f USING COVERING INDEX former_phone_phone|m)$/, /^WITH found/],
]

const DAILY: string[][] = [
  ['due'],
  ['due', '--all'],
  ['due', '--kind', 'reorder'],
  ['due', '--why'],
  ['sale', 'add', '--customer', '#7', '--item', 'Крем «Утро»'],
  ['sale', 'add', '--customer', 'Новая Ия', '--phone', '89161234567', '--new', '--item', 'Крем «Утро»'],
  ['sale', 'list'],
  ['sale', 'list', '--customer', '#7'],
  ['log', '#7', '--outcome', 'talked', '--csat', '2', '--nps', '3', '--minutes', '4'],
  ['log', '#8', '--outcome', 'no-answer'],
  ['summary', '--period', 'month'],
  ['summary', '--period', 'week', '--compare'],
  ['customer', 'find', 'Гусева'],
  ['customer', 'find', '916-12'],
  ['customer', 'show', '#7'],
  ['customer', 'list'],
  ['promise', 'list'],
  ['case', 'list'],
  ['message', '#7', '--kind', 'thanks'],
  ['snooze', '#9', 'завтра'],
  ['skip', '#10'],
]

test.each(DAILY.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
  const world = fakeWorld({ now: new Date(NOW).toISOString(), lang: 'ru' })
  copyFileSync(shop, world.db)
  const asked = listenToStatements()
  const { code, err } = await runLine(args, world)
  expect([code, err]).toEqual([0, ''])
  const db = new Database(world.db)
  onTestFinished(() => void db.close())
  const statements = [...asked].map((sql) => sql.trim().replace(/\s+/g, ' ')).filter(isQuestion)
  expect(statements.length).toBeGreaterThan(5)
  const scans = statements.flatMap((sql) =>
    stepsOf(db, sql)
      .filter((step) => step.startsWith('SCAN'))
      .filter((step) => !ALLOWED.some(([steps, statement]) => steps.test(step) && statement.test(sql)))
      .map((step) => `${step}: ${sql}`),
  )
  expect(scans).toEqual([])
})

function isQuestion(sql: string): boolean {
  return /^(SELECT|WITH|INSERT|UPDATE|DELETE) /.test(sql)
}

test('a table that is gone through is noticed', () => {
  const db = new Database(shop)
  onTestFinished(() => void db.close())
  expect(stepsOf(db, 'SELECT 1 FROM sale WHERE note = ?')).toEqual(['SCAN sale'])
})
