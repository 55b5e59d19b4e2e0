// The tables of stored facts as the schema itself tells of them: read and filled row by row, whatever they are about.
import type { Database } from 'better-sqlite3'
import { foldName } from '../domain/name.ts'
import { prepared } from './open.ts'
import { NOT_JOURNALLED } from './trigger.ts'

/** What follows from the facts, and what is kept to take a command back. Who was forgotten is a fact. */
const NO_FACTS = new Set(NOT_JOURNALLED.filter((name) => name !== 'forgotten'))

/** Columns that follow from another one of their row. */
const FOLDED: Readonly<Record<string, string>> = { name_key: 'name', tag_key: 'tag' }

export interface FactColumn {
  name: string
  type: 'INTEGER' | 'REAL' | 'TEXT'
  /** Whether a row must tell it: nothing stands for what it leaves out. */
  required: boolean
  /** Whether every row tells it, by itself or by what stands for it. */
  filled: boolean
}

export interface FactTable {
  name: string
  columns: FactColumn[]
  /** Names of the columns that make up the key, in its order. */
  key: string[]
  /** Columns that name a row of another table, or of this one. */
  references: Reference[]
}

export interface Reference {
  column: string
  table: string
  /** The column named there. */
  to: string
}

export type FactValue = string | number | null

/** Every table of facts, each after those it refers to; who was forgotten comes first, since no name may be read then. */
export function factTables(db: Database): FactTable[] {
  const names = prepared(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  )
    .pluck()
    .all() as string[]
  const rest = names.filter((name) => !NO_FACTS.has(name)).map((name) => tableOf(db, name))
  const sorted: FactTable[] = []
  const known = new Set<string>()
  const isReady = ({ name, references }: FactTable) =>
    references.every(({ table }) => table === name || known.has(table))
  rest.sort((a, b) => Number(b.name === 'forgotten') - Number(a.name === 'forgotten'))
  while (rest.length > 0) {
    const next = rest.findIndex(isReady)
    if (next < 0) throw new Error(`tables refer to one another in a circle: ${rest.map(({ name }) => name)}`)
    const [table] = rest.splice(next, 1) as [FactTable]
    known.add(table.name)
    sorted.push(table)
  }
  return sorted
}

export function countFacts(db: Database, { name }: FactTable): number {
  return prepared(db, `SELECT count(*) FROM ${name}`).pluck().get() as number
}

/** The rows in the order of their key, each its values in the order of the columns. */
export function factRows(db: Database, { name, columns, key }: FactTable): IterableIterator<FactValue[]> {
  const named = columns.map((column) => column.name).join(', ')
  return db
    .prepare(`SELECT ${named} FROM ${name} ORDER BY ${key.join(', ')}`)
    .raw()
    .iterate() as IterableIterator<FactValue[]>
}

/**
 * What stores rows of a table, and with them what follows from their own columns.
 * @param names the columns that each row gives, in its order; the others hold what the schema gives them
 */
export function factWriter(
  db: Database,
  { name: table }: FactTable,
  names: readonly string[],
): (values: readonly FactValue[]) => void {
  const folded = columnsOf(db, table).flatMap(({ name }) => {
    const from = FOLDED[name]
    return from === undefined ? [] : [{ name, from: names.indexOf(from) }]
  })
  const all = [...names, ...folded.map(({ name }) => name)]
  // Who was forgotten stays so.
  const into = table === 'forgotten' ? 'INSERT OR IGNORE INTO' : 'INSERT INTO'
  const insert = db.prepare(`${into} ${table} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`)
  if (folded.length === 0) return (values) => void insert.run(values)
  const id = table === 'customer' ? names.indexOf('id') : -1
  const forgotten = new Set(prepared(db, 'SELECT customer_id FROM forgotten').pluck().all() as number[])
  return (values) => {
    // Nobody who was forgotten is to be found by a name.
    const nameless = id >= 0 && forgotten.has(Number(values[id]))
    insert.run([
      ...values,
      ...folded.map(({ from }) => (nameless ? '' : foldName(String(values[from] ?? '')))),
    ])
  }
}

/** Rows that name a row of the same table which is not there: each its own key and what it names. */
export function danglingInside(
  db: Database,
  { name, key, references }: FactTable,
): { key: number; to: number; column: string }[] {
  return references
    .filter(({ table }) => table === name)
    .flatMap(({ column, to }) =>
      (
        db
          .prepare(
            `SELECT c.${key[0]} AS key, c.${column} AS "to" FROM ${name} c
           WHERE c.${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${name} p WHERE p.${to} = c.${column})`,
          )
          .all() as { key: number; to: number }[]
      ).map((row) => ({ ...row, column })),
    )
}

/** The first row that a row names and that is not there. @param values in the order of `names` */
export function missingReference(
  db: Database,
  { references }: FactTable,
  names: readonly string[],
  values: readonly FactValue[],
): { column: string; to: FactValue } | null {
  for (const { column, table, to } of references) {
    const value = values[names.indexOf(column)] ?? null
    const there = prepared(db, `SELECT 1 FROM ${table} WHERE ${to} = ?`)
    if (value !== null && !there.get(value)) return { column, to: value }
  }
  return null
}

/** The settings of the shop that is taken in stand for those that were here. */
export function clearSettings(db: Database): void {
  prepared(db, 'DELETE FROM setting').run()
}

/** Whether a row may name one that is not there yet, until the end of the write. */
export function deferReferences(db: Database, on: boolean): void {
  db.pragma(`defer_foreign_keys = ${on ? 'ON' : 'OFF'}`)
}

/** Why a table refused a row. @throws whatever else went wrong */
export function refusedBy(error: unknown): { why: 'twice' | 'reference' | 'check'; about: string } {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const about = message.replace(/^.* constraint failed:? ?/, '')
  if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/.test(code)) return { why: 'twice', about }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return { why: 'reference', about: '' }
  if (/^SQLITE_CONSTRAINT/.test(code)) return { why: 'check', about }
  throw error
}

interface ColumnInfo {
  name: string
  type: FactColumn['type']
  notnull: number
  dflt_value: string | null
  pk: number
}

function tableOf(db: Database, name: string): FactTable {
  const info = columnsOf(db, name)
  const references = db.pragma(`foreign_key_list(${name})`) as {
    from: string
    table: string
    to: string | null
  }[]
  const lone = info.filter(({ pk }) => pk > 0).length === 1
  return {
    name,
    columns: info
      .filter((column) => FOLDED[column.name] === undefined)
      .map(({ name, type, notnull, dflt_value, pk }) => ({
        name,
        type,
        // A number that is the whole key is given where none is told.
        required: (notnull === 1 || pk > 0) && dflt_value === null && !(lone && pk > 0 && type === 'INTEGER'),
        filled: notnull === 1 || pk > 0,
      })),
    key: info
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((column) => column.name),
    references: references.map(({ from, table, to }) => ({ column: from, table, to: to ?? 'id' })),
  }
}

function columnsOf(db: Database, table: string): ColumnInfo[] {
  return db.pragma(`table_info(${table})`) as ColumnInfo[]
}
