// Taking a command back and bringing it back: the same operation, its changes reversed and written down anew.
import type { Database } from 'better-sqlite3'
import { AppError, type ErrorCode } from '../errors.ts'
import { KEPT_COMMANDS, NEXT_TURN, record } from './journal.ts'
import { prepared } from './open.ts'
import { buyersOf } from './product.ts'
import { type Column, columnsOf, imageOf, JOURNALLED } from './trigger.ts'

export interface Command {
  /** Its number. */
  id: number
  at: string
  /** As it is typed: `sale add`. */
  name: string
  turn: number
  /** When it was taken back; null while it stands. */
  undoneAt: string | null
  /** Whether it changed everybody's plans. */
  everybody: boolean
  /** Why it can be neither taken back nor brought back any more. */
  barrier: Barrier | null
}

export type Barrier = 'forgotten' | 'migrated' | 'tooOld'

/** The columns of a command, its age among the others told as a barrier. */
export const COMMAND = `
  SELECT id, at, name, turn, undone_at AS undoneAt, everybody,
    iif(id <= (SELECT max(id) FROM command) - ${KEPT_COMMANDS}, 'tooOld', barrier) AS barrier
  FROM command`

export const commandOf = (row: unknown): Command => {
  const command = row as Omit<Command, 'everybody'> & { everybody: number }
  return { ...command, everybody: command.everybody === 1 }
}

export function commandById(db: Database, id: number): Command | null {
  const row = prepared(db, `${COMMAND} WHERE id = ?`).get(id)
  return row ? commandOf(row) : null
}

/**
 * The command to take back: the one asked for, else the last one that stands.
 * @throws AppError undo.*
 */
export function chooseUndo(db: Database, number: number | null): Command {
  const command = number === null ? last(db, 'IS NULL') : commandById(db, number)
  if (!command)
    throw number === null ? new AppError('undo.nothing') : new AppError('undo.notFound', { number })
  if (command.undoneAt !== null) throw new AppError('undo.already', { number: command.id })
  refuse(db, 'undo', command)
  return command
}

/** The command to bring back: the one asked for, else the last one taken back. @throws AppError redo.*, undo.* */
export function chooseRedo(db: Database, number: number | null): Command {
  const command = number === null ? last(db, 'IS NOT NULL') : commandById(db, number)
  if (!command)
    throw number === null ? new AppError('redo.nothing') : new AppError('undo.notFound', { number })
  if (command.undoneAt === null) throw new AppError('redo.notUndone', { number: command.id })
  refuse(db, 'redo', command)
  return command
}

function last(db: Database, undone: 'IS NULL' | 'IS NOT NULL'): Command | null {
  const row = prepared(db, `${COMMAND} WHERE undone_at ${undone} ORDER BY turn DESC LIMIT 1`).get()
  return row ? commandOf(row) : null
}

function refuse(db: Database, what: 'undo' | 'redo', command: Command): void {
  const { id: number, barrier } = command
  if (barrier) {
    const next = nextThatCan(db, what)
    throw new AppError(`${what}.${barrier}`, { number, next, ...(next === null ? {} : { context: 'next' }) })
  }
  const later = inTheWay(db, command)
  if (later.length > 0) throw changedSince(what, number, later)
}

/** @param later numbers of the commands that come first; none where nobody knows them */
export function changedSince(what: 'undo' | 'redo', number: number, later: number[]): AppError {
  const code: ErrorCode = later.length > 0 ? `${what}.changedSince` : `${what}.impossible`
  return new AppError(code, { number, later, first: later[0] ?? null, numbers: later.join(', ') })
}

/** The last command that can be taken back, or brought back, if any. */
function nextThatCan(db: Database, what: 'undo' | 'redo'): number | null {
  const commands = prepared(
    db,
    `${COMMAND} WHERE barrier IS NULL AND (undone_at IS NULL) = ? ORDER BY turn DESC LIMIT ${KEPT_COMMANDS}`,
  )
    .all(what === 'undo' ? 1 : 0)
    .map(commandOf)
  return commands.find((one) => one.barrier === null && inTheWay(db, one).length === 0)?.id ?? null
}

/** Tables whose rows lead to no customer: of these, commands are held against each other row by row. */
const ROWS = Object.keys(JOURNALLED)
  .filter((table) => JOURNALLED[table]?.owners('r').length === 0)
  .map((table) => `'${table}'`)
  .join(', ')

/**
 * Commands that changed the same customers or rows and came later, so that they rest on what this one left; and when it
 * is to be brought back, those it rested on itself and that were taken back after it. Their numbers, the first to be
 * taken care of first.
 */
export function inTheWay(db: Database, { id, turn, undoneAt }: Command): number[] {
  return prepared(
    db,
    `SELECT m.id FROM command m
     WHERE ((m.id > :id AND m.undone_at IS NULL)
       OR (m.turn > :turn AND m.id < :id AND :undone AND m.undone_at IS NOT NULL)) AND (
       EXISTS (
         SELECT 1 FROM command_customer a JOIN command_customer b ON b.command_id = :id AND b.customer_id = a.customer_id
         WHERE a.command_id = m.id
       ) OR EXISTS (
         SELECT 1 FROM change a
         JOIN change b ON b.command_id = :id AND b.table_name = a.table_name
           AND coalesce(b.after, b.before) ->> '$[0]' = coalesce(a.after, a.before) ->> '$[0]'
         WHERE a.command_id = m.id AND a.table_name IN (${ROWS})
       )
     )
     ORDER BY m.turn DESC`,
  )
    .pluck()
    .all({ id, turn, undone: undoneAt === null ? 0 : 1 }) as number[]
}

/**
 * Reverses what a command changed, inside a transaction in which foreign keys wait, and marks it.
 * @param at when it is taken back; null when it is brought back
 * @throws AppError undo.impossible, redo.impossible where a row is not as the command left it
 */
export function reverse(db: Database, { id, undoneAt }: Command, at: string | null): void {
  const what = undoneAt === null ? 'undo' : 'redo'
  try {
    record(db, id)
    reverseChanges(db, id)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    throw code.startsWith('SQLITE_CONSTRAINT') ? changedSince(what, id, []) : error
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
  const read = prepared(
    db,
    `SELECT id, table_name AS tableName, before, after FROM change
     WHERE command_id = ? AND id <= ? ORDER BY id DESC LIMIT ${CHUNK}`,
  )
  for (let from = newest; ; ) {
    const changes = read.all(id, from) as Change[]
    for (const change of changes) reverseChange(db, change)
    const first = changes.at(-1)
    if (!first || changes.length < CHUNK) break
    from = first.id - 1
  }
  prepared(db, 'DELETE FROM change WHERE command_id = ? AND id <= ?').run(id, newest)
}

/** Puts one row back as it was; it must still be as it was left. */
function reverseChange(db: Database, { tableName, before, after }: Change): void {
  const table = known(db, tableName)
  const columns = columnsOf(db, table)
  const names = columns.map(({ name }) => name)
  const values = columns.map(({ type }, i) => valueAt(i, type))
  const left = `${keyOf(columns)} AND ${imageOf(columns, table)} = :after`
  const sql =
    after === null
      ? `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')}`
      : before === null
        ? `DELETE FROM ${table} WHERE ${left}`
        : `UPDATE ${table} SET ${names.map((name, i) => `${name} = ${values[i]}`).join(', ')} WHERE ${left}`
  const { changes } = prepared(db, sql).run({
    ...(before === null ? {} : { before }),
    ...(after === null ? {} : { after }),
  })
  if (changes !== 1) throw Object.assign(new Error(`${table} has changed`), { code: 'SQLITE_CONSTRAINT' })
}

const valueAt = (i: number, type: string) =>
  type === 'REAL' ? `CAST(:before ->> '$[${i}]' AS REAL)` : `:before ->> '$[${i}]'`

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

/** The commands whose rows refer to nothing now, the last first. */
export function danglers(db: Database): number[] {
  const rows = db.pragma('foreign_key_check') as { table: string; rowid: number | null }[]
  const found = new Set<number>()
  for (const { table, rowid } of rows) {
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
    if (typeof id === 'number') found.add(id)
  }
  return [...found].sort((a, b) => b - a)
}
