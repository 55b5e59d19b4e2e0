// Commands that change files, each with the shop it begins with; every fault of the sweep goes through each of them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { sql as first } from '../../src/store/migrations/0001-morning-loop.ts'
import { sql as second } from '../../src/store/migrations/0002-arrival-day.ts'
import { sql as third } from '../../src/store/migrations/0003-service-ledger.ts'
import { APPLICATION_ID } from '../../src/store/open.ts'
import type { Program } from './program.ts'

export interface Scenario {
  /** Makes the files it begins with, the shop at this path. */
  prepare(program: Program, db: string): Promise<void>
  args(db: string): string[]
  /** Whether part of it runs beside the main thread. */
  threads?: true
}

const YESTERDAY = '2026-11-20T09:00:00+03:00'

async function run(program: Program, db: string, now: string, ...line: string[]): Promise<void> {
  const { code, err } = await program.run(line, db, [], now)
  if (code !== 0) throw new Error(`${line.join(' ')}: ${err}`)
}

/** A small shop that was changed yesterday; its first backup is still to be made. */
async function shop(program: Program, db: string): Promise<void> {
  const sell = (customer: string, phone: string, item: string) =>
    run(program, db, YESTERDAY, 'sale', 'add', '--customer', customer, '--phone', phone, '--item', item)
  await sell('Anna', '89160000001', 'Cream x2 @1490')
  await sell('Boris', '89160000002', 'Soap @300')
  await run(program, db, YESTERDAY, 'log', 'Anna', '--outcome', 'talked', '--nps', '9', '--note', 'likes it')
}

/** The same with today's backup. */
async function backedUp(program: Program, db: string): Promise<void> {
  await shop(program, db)
  await run(program, db, NOON, 'customer', 'add', 'Vera', '--phone', '89160000003')
}

const NOON = '2026-11-21T08:00:00+03:00'

const ADD = ['sale', 'add', '--customer', 'Anna', '--item', 'Balm @990', '--json']

/** A file as the third version left it, with more in it than one page holds. */
function thirdVersion(db: string): void {
  mkdirSync(dirname(db), { recursive: true })
  const file = new Database(db)
  file.pragma(`application_id = ${APPLICATION_ID}`)
  for (const sql of [first, second, third]) file.exec(sql)
  file.pragma('user_version = 3')
  file.exec(`
    INSERT INTO setting VALUES ('timeZone', '"Europe/Moscow"');
    INSERT INTO shop VALUES (1, '2026-11-01T06:00:00.000Z', '2026-11-20T06:00:00.000Z', 60, 0.01, 100000);
    INSERT INTO product (name, name_key, price_minor) VALUES ('Cream', 'cream', 149000);
    WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
      INSERT INTO customer (name, name_key, created_at) SELECT 'Anna ' || i, 'anna ' || i, '2026' FROM n;
    INSERT INTO sale (customer_id, sold_at, entered_at, source)
      SELECT id, '2026-10-20T09:00:00.000Z', '2026-10-20T09:00:00.000Z', 'entered' FROM customer;
    INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor) SELECT id, 1, 2, 298000 FROM sale;`)
  file.close()
}

const backup = (db: string) => join(dirname(db), 'backups', 'shop-2026-11-21.db')

export const SCENARIOS: Record<string, Scenario> = {
  'the first sale of a new shop': {
    prepare: async (_, db) => void mkdirSync(dirname(db), { recursive: true }),
    args: () => ADD,
  },
  'sale add, the first of a day': { prepare: shop, args: () => ADD },
  'sale add, a later one': { prepare: backedUp, args: () => ADD },
  log: {
    prepare: backedUp,
    args: () => ['log', 'Boris', '--outcome', 'talked', '--csat', '2', '--reason', 'late', '--json'],
  },
  'import sales': {
    async prepare(program, db) {
      await backedUp(program, db)
      const lines = Array.from(
        { length: 60 },
        (_, i) => `Customer ${i % 20},2026-10-${10 + (i % 20)},Cream ${i % 5},1,${500 + i}`,
      )
      writeFileSync(
        join(dirname(db), 'sales.csv'),
        ['customer,date,product,quantity,amount', ...lines, ''].join('\n'),
      )
    },
    args: (db) => ['import', 'sales', join(dirname(db), 'sales.csv'), '--json'],
  },
  undo: { prepare: backedUp, args: () => ['undo', '--json'] },
  'customer merge': {
    prepare: backedUp,
    args: () => ['customer', 'merge', '#1', '#2', '--yes', '--json'],
  },
  'a newer schema': { prepare: async (_, db) => thirdVersion(db), args: () => ADD.with(3, '#7') },
  restore: {
    async prepare(program, db) {
      await backedUp(program, db)
      await run(program, db, NOON, ...ADD)
    },
    args: (db) => ['restore', backup(db), '--yes', '--json'],
  },
  'restore --back': {
    async prepare(program, db) {
      await backedUp(program, db)
      await run(program, db, NOON, ...ADD)
      await run(program, db, NOON, 'restore', backup(db), '--yes')
    },
    args: () => ['restore', '--back', '--yes', '--json'],
  },
  backup: { prepare: shop, args: () => ['backup', '--json'] },
  'backup --encrypt': {
    async prepare(program, db) {
      await shop(program, db)
      writeFileSync(join(dirname(db), 'words'), 'correct horse battery\n', { mode: 0o600 })
    },
    args: (db) => ['backup', '--passphrase-file', join(dirname(db), 'words'), '--json'],
    threads: true,
  },
  'customer forget': {
    prepare: backedUp,
    args: () => ['customer', 'forget', '#2', '--yes', '--json'],
  },
}
