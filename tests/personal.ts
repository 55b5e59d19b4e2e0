// A shop in which two customers have lived through everything, and a walk through its schema that knows whose row is whose.
import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { Store } from '../src/store/store.ts'
import { type FakeWorld, fakeWorld, runJson } from './fixture.ts'

/** Tables of the shop itself: nothing in them is about a customer. A new table is put here, or treated. */
const SHOP_TABLES = new Set([
  ...['product', 'product_tip', 'product_goes_with', 'product_contains', 'product_pair', 'setting', 'shop'],
  // Bare numbers of those who are no more.
  'forgotten',
  // The index of what is searched: its pieces are looked for in the bytes of the file.
  ...['customer_piece', 'customer_piece_config', 'customer_piece_data', 'customer_piece_idx'],
  // What the journal holds of anybody has tests of its own.
  ...['command', 'command_customer', 'command_range', 'change', 'journal'],
])

/** Derived from all else, and made anew. */
export const DERIVED = new Set(['stretch', 'tally', 'first_call', 'worth'])

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
}

export interface Table {
  name: string
  columns: Column[]
  /** SQL for "the row is about the customer :id". */
  owned: string
}

interface Reference {
  from: string
  table: string
}

/** Every table that holds rows about customers, however indirectly. */
export function personalTables(db: Database.Database): Table[] {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[]
  return names
    .filter((name) => !SHOP_TABLES.has(name))
    .map((name) => ({
      name,
      columns: db.pragma(`table_info(${name})`) as Column[],
      owned: ownerSql(db, name),
    }))
}

function ownerSql(db: Database.Database, table: string): string {
  if (table === 'customer') return 'id = :id'
  const columns = db.pragma(`table_info(${table})`) as Column[]
  const always = new Set(columns.filter(({ notnull, pk }) => notnull || pk).map(({ name }) => name))
  const parents = referencesOf(db, table).filter(
    ({ from, table: to }) => always.has(from) && !SHOP_TABLES.has(to),
  )
  if (parents.some(({ from, table: to }) => to === 'customer' && from === 'customer_id'))
    return 'customer_id = :id'
  const [parent] = parents
  if (!parent) throw new Error(`${table} belongs to nobody: it is a table of the shop, or untreated`)
  return `${parent.from} IN (SELECT id FROM ${parent.table} WHERE ${ownerSql(db, parent.table)})`
}

export function referencesOf(db: Database.Database, table: string): Reference[] {
  return db.pragma(`foreign_key_list(${table})`) as Reference[]
}

export function rowsOf(db: Database.Database, { name, owned }: Table, id: number): Record<string, unknown>[] {
  return db.prepare(`SELECT * FROM ${name} WHERE ${owned}`).all({ id }) as Record<string, unknown>[]
}

/** All rows that are not about a customer, table by table. */
export function rowsOfOthers(db: Database.Database, id: number): Record<string, unknown[]> {
  return Object.fromEntries(
    personalTables(db).map(({ name, owned }) => [
      name,
      db.prepare(`SELECT * FROM ${name} WHERE NOT (${owned})`).all({ id }),
    ]),
  )
}

/** Columns whose few words no schema names: the moment a card was made, the kind of a message that was sent. */
const WORDS_OF_OURS = new Set(['customer.created_at', 'contact.message'])

/**
 * Writes a text of its own into every column of a customer's rows that takes one. Whatever the schema refuses is a
 * number, a moment, a day, a phone, or one of a few fixed words.
 * @returns the texts, by `table.column`
 */
export function markTexts(db: Database.Database, id: number, mark: string): Map<string, string> {
  const marks = new Map<string, string>()
  for (const table of personalTables(db)) {
    if (DERIVED.has(table.name)) continue
    const rows = rowsOf(db, table, id)
    if (rows.length === 0) throw new Error(`nobody has seen to it that #${id} has a row in ${table.name}`)
    for (const { name, type } of table.columns) {
      const column = `${table.name}.${name}`
      if (type !== 'TEXT' || WORDS_OF_OURS.has(column)) continue
      const text = `${mark} ${table.name} ${name}`
      if (rows.some((row) => writes(db, table, name, text, row))) marks.set(column, text)
    }
  }
  return marks
}

function writes(
  db: Database.Database,
  table: Table,
  column: string,
  text: string,
  row: Record<string, unknown>,
): boolean {
  const key = table.columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
  const where = key.map((name) => `${name} = @${name}`).join(' AND ')
  try {
    db.prepare(`UPDATE ${table.name} SET ${column} = @text WHERE ${where}`).run({ ...row, text })
    return true
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) return false
    throw error
  }
}

interface Person {
  name: string
  phone: string
  email: string
  externalId: string
  tag: string
  birthday: string
  /** Words of her own, that stand in every text she leaves. */
  words: string
}

export const ANNA: Person = {
  ...{ name: 'Анна Ёлкина', phone: '+79161234567', email: 'elkina@example.ru', externalId: 'К-1001' },
  ...{ tag: 'орехи', birthday: '12.05', words: 'любит лаванду' },
}
export const BORIS: Person = {
  ...{ name: 'Борис Щукин', phone: '+79267654321', email: 'shchukin@example.ru', externalId: 'К-2002' },
  ...{ tag: 'мёд', birthday: '13.06', words: 'спит до обеда' },
}

/** The moment at which it is left. */
const NOW = '2026-11-21T10:00:00+03:00'

/** The file of that shop, once it is made: living through everything takes seconds. */
let built: Buffer | null = null

/** A shop in which #1 brought #2 (Анна, also #3 before) and #4 (Борис, also #5), who have both lived through all that can happen. */
export async function fullShop(): Promise<FakeWorld> {
  const world = fakeWorld()
  if (built) {
    writeFileSync(world.db, built, { mode: 0o600 })
    world.setClock(NOW)
    return world
  }
  const at = (day: string) => world.setClock(`${day}T10:00:00+03:00`)
  at('2026-10-01')
  await runJson(['config', 'set', 'bonus', 'percent'], world)
  await runJson(['customer', 'add', 'Ольга Первая', '--phone', '89160000001'], world)
  for (const person of [ANNA, BORIS]) await live(world, person, at)
  world.setClock(NOW)
  built = readFileSync(world.db)
  return world
}

async function live(world: FakeWorld, person: Person, at: (day: string) => void): Promise<void> {
  const { name, phone, email, externalId, tag, birthday, words } = person
  const run = (...args: string[]) => runJson<{ case: { id: number } }>(args, world)
  at('2026-10-02')
  const reach = ['--phone', phone, '--email', email, '--chat', `@${email.split('@')[0]}`]
  await run(
    'customer',
    'add',
    name,
    ...reach,
    '--external-id',
    externalId,
    '--birthday',
    birthday,
    '--note',
    words,
  )
  await run('customer', 'edit', name, '--referred-by', '#1', '--avoid', tag)
  const sold = ['--item', 'Крем x2 @1000', '--promised', '2026-11-25', '--note', words]
  const promised = [
    '--promise',
    words,
    '--promise-by',
    '2026-11-28',
    '--paid',
    '500',
    '--pay-by',
    '2026-12-01',
  ]
  await run('sale', 'add', '--customer', name, ...sold, ...promised)
  at('2026-10-05')
  await run('log', name, '--outcome', 'wrong-number', '--note', words)
  // Another number for a while, then the first one again.
  for (const number of [`${phone.slice(0, -1)}9`, phone])
    await run('customer', 'edit', name, '--phone', number)
  at('2026-10-08')
  await run('log', name, '--outcome', 'talked', '--nps', '3', '--reason', words, '--note', words)
  const { case: opened } = await run('case', 'add', name, '--kind', 'question', '--asked', words)
  await run('case', 'reply', String(opened.id), '--text', words)
  await run('snooze', name, '+2d')
  at('2026-10-20')
  await run('sale', 'add', '--customer', name, '--item', 'Мыло @300', '--bonus', '10')
  // A sale that turned out to be Ольга's.
  const { sale } = await runJson<{ sale: { id: number } }>(
    ['sale', 'add', '--customer', name, '--item', 'Мыло @300'],
    world,
  )
  await run('sale', 'edit', String(sale.id), '--customer', '#1')
  await run('bonus', 'add', name, '70', '--reason', words)
  await run('promise', 'add', name, '--what', words, '--by', '+9d')
  await run('customer', 'consent', name, '--purpose', 'marketing', '--give', '--source', words)
  at('2026-11-01')
  await run('skip', name, '--reason', words)
  await run('log', name, '--outcome', 'message-sent', '--note', words)
  // A second card with another number, made one with the first.
  const second = await runJson<{ customer: { id: number } }>(
    [
      'customer',
      'add',
      name,
      '--phone',
      `${phone.slice(0, -1)}0`,
      '--external-id',
      `${externalId}б`,
      '--new',
    ],
    world,
  )
  const own = await runJson<{ customer: { id: number } }>(['customer', 'show', phone], world)
  await run('customer', 'merge', `#${own.customer.id}`, `#${second.customer.id}`, '--yes')
}

/** Looks into the file of a world by SQL. */
export function withDatabase<T>({ db: path }: FakeWorld, work: (db: Database.Database) => T): T {
  const db = new Database(path)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** The plan is the plan reckoned anew, and SQLite finds nothing to complain of. */
export function expectSound(world: FakeWorld): void {
  const store = new Store(world.db, 'read', world.clock, world.zone)
  expect(store.wronglyPlanned()).toEqual([])
  expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(store.db.pragma('foreign_key_check')).toEqual([])
  store.close()
}
