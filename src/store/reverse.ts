// Taking a command back and bringing it back are one operation: its changes reversed, and written down anew.
import type { Database } from 'better-sqlite3'
import { AppError } from '../errors.ts'
import type { Command } from './command.ts'
import { NEXT_TURN, record } from './journal.ts'
import { prepared } from './open.ts'
import { buyersOf } from './product.ts'
import { type Column, columnsOf, imageOf, JOURNALLED } from './trigger.ts'
import { changedSince } from './undo.ts'

/**
 * Reverses what a command changed, inside a transaction, and marks it. Rows may refer to nothing until it ends.
 * @param at when it is taken back; null when it is brought back
 * @throws AppError undo.impossible, redo.impossible where a row is not as the command left it
 */
export function reverse(db: Database, { id, undoneAt }: Command, at: string | null): void {
  const what = undoneAt === null ? 'undo' : 'redo'
  db.pragma('defer_foreign_keys = ON')
  try {
    record(db, id)
    reverseChanges(db, id)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    throw code.startsWith('SQLITE_CONSTRAINT') ? changedSince(db, what, id, []) : error
  }
  record(db, null)
  prepared(db, `UPDATE command SET undone_at = ?, turn = ${NEXT_TURN} WHERE id = ?`).run(at, id)
  clearPlans(db, id)
}

/** Changes read at a time: an import has as many as lines. */
const CHUNK = 1000

interface Change {
  id: number
  tableName: string
  before: string | null
  after: string | null
}

function reverseChanges(db: Database, id: number): void {
  const newest = prepared(db, 'SELECT coalesce(max(id), 0) FROM change').pluck().get() as number
  const ranges = prepared(
    db,
    'SELECT table_name AS tableName, first_id AS first, last_id AS last FROM command_range WHERE command_id = ?',
  ).all(id) as { tableName: string; first: number; last: number }[]
  // Their rows are deleted one by one, and written down so.
  prepared(db, 'DELETE FROM command_range WHERE command_id = ?').run(id)
  for (const { tableName, first, last } of ranges) {
    prepared(db, `DELETE FROM ${known(db, tableName)} WHERE id BETWEEN ? AND ?`).run(first, last)
  }
  const reversals = new Map<string, Reversal>()
  const read = prepared(
    db,
    `SELECT id, table_name AS tableName, before, after FROM change
     WHERE command_id = ? AND id <= ? ORDER BY id DESC LIMIT ${CHUNK}`,
  )
  for (let from = newest; ; ) {
    const changes = read.all(id, from) as Change[]
    for (const change of changes) {
      const sql = reversals.get(change.tableName) ?? reversalOf(db, known(db, change.tableName))
      reversals.set(change.tableName, sql)
      reverseChange(db, change, sql)
    }
    const first = changes.at(-1)
    if (!first || changes.length < CHUNK) break
    from = first.id - 1
  }
  prepared(db, 'DELETE FROM change WHERE command_id = ? AND id <= ?').run(id, newest)
}

/** SQL that puts one row of a table back as it was, where it still is as it was left. */
interface Reversal {
  insert: string
  update: string
  delete: string
}

function reversalOf(db: Database, table: string): Reversal {
  const columns = columnsOf(db, table)
  const names = columns.map(({ name }) => name)
  // A REAL is kept as text; its column takes it as the number it is.
  const values = columns.map((_, i) => `:before ->> '$[${i}]'`)
  const left = `${keyOf(columns)} AND ${imageOf(columns, table)} = :after`
  return {
    insert: `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')}`,
    update: `UPDATE ${table} SET ${names.map((name, i) => `${name} = ${values[i]}`).join(', ')} WHERE ${left}`,
    delete: `DELETE FROM ${table} WHERE ${left}`,
  }
}

function reverseChange(db: Database, { tableName, before, after }: Change, sql: Reversal): void {
  const { changes } =
    after === null
      ? prepared(db, sql.insert).run({ before })
      : before === null
        ? prepared(db, sql.delete).run({ after })
        : prepared(db, sql.update).run({ before, after })
  if (changes !== 1) throw Object.assign(new Error(`${tableName} has changed`), { code: 'SQLITE_CONSTRAINT' })
}

function keyOf(columns: readonly Column[]): string {
  return columns
    .flatMap(({ name, pk }, i) => (pk > 0 ? [`${name} = :after ->> '$[${i}]'`] : []))
    .join(' AND ')
}

/** A file may hold any name for a table; only ours are used. @throws AppError db.damaged */
function known(db: Database, table: string): string {
  if (!Object.hasOwn(JOURNALLED, table)) throw new AppError('db.damaged', { path: db.name })
  return table
}

/** What was reckoned of customers and products that are no more goes with them. */
function clearPlans(db: Database, id: number): void {
  prepared(
    db,
    `DELETE FROM stretch WHERE customer_id IN (
       SELECT customer_id FROM command_customer WHERE command_id = ? AND customer_id NOT IN (SELECT id FROM customer))`,
  ).run(id)
  for (const productId of productsOf(db, id, ['product'])) {
    prepared(
      db,
      `DELETE FROM product_pair WHERE :productId IN (product_id, other_id)
       AND NOT EXISTS (SELECT 1 FROM product WHERE id = :productId)`,
    ).run({ productId })
  }
}

/** Whose plans follow from what a command changed. */
export function customersTouched(db: Database, id: number): Set<number> {
  const owners = prepared(db, 'SELECT customer_id FROM command_customer WHERE command_id = ?').pluck().all(id)
  const products = productsOf(db, id, ['product', 'product_tip'])
  return new Set([...(owners as number[]), ...products.flatMap((product) => buyersOf(db, product))])
}

function productsOf(db: Database, id: number, tables: readonly string[]): number[] {
  return prepared(
    db,
    `SELECT DISTINCT coalesce(after, before) ->> '$[0]' FROM change
     WHERE command_id = ? AND table_name IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(id, JSON.stringify(tables)) as number[]
}

/**
 * The commands whose rows would refer to nothing if this one were reversed, the last first. It is reversed to see, and
 * nothing of that is kept.
 */
export function restingOn(db: Database, command: Command): number[] {
  const found = new Set<number>()
  const rollBack = new Error('only to see')
  const look = db.transaction(() => {
    reverse(db, command, null)
    const rows = db.pragma('foreign_key_check') as { table: string; rowid: number | null }[]
    for (const { table, rowid } of rows) {
      const id = lastToChange(db, table, rowid)
      if (id !== null) found.add(id)
    }
    throw rollBack
  })
  try {
    look.immediate()
  } catch (error) {
    if (error !== rollBack) throw error
  }
  return [...found].sort((a, b) => b - a)
}

/** The last command that stands and left a row as it is; null where nobody knows. */
function lastToChange(db: Database, table: string, rowid: number | null): number | null {
  const id = prepared(
    db,
    `SELECT id FROM command m WHERE undone_at IS NULL AND (
       EXISTS (SELECT 1 FROM change WHERE command_id = m.id AND table_name = :table AND after ->> '$[0]' = :rowid)
       OR EXISTS (SELECT 1 FROM command_range WHERE command_id = m.id AND table_name = :table
         AND :rowid BETWEEN first_id AND last_id))
     ORDER BY turn DESC LIMIT 1`,
  )
    .pluck()
    .get({ table, rowid })
  return (id as number | undefined) ?? null
}
