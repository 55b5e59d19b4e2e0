// Triggers that write down each row of facts a command changes, as it was before and after.
import type { Database } from 'better-sqlite3'

/** Where the rows of a table lead: to customers, by SQL over one of them, or to nobody. */
interface Journalled {
  owners: (row: string) => string[]
  /** Whether a bulk change keeps only the range of new ids: the rows have ids given in order, and lead to customers. */
  ranged: boolean
}

const columns =
  (...names: string[]) =>
  (row: string) =>
    names.map((name) => `${row}.${name}`)
const through = (table: string, column: string) => (row: string) => [
  `(SELECT customer_id FROM ${table} WHERE id = ${row}.${column})`,
]
const ranged = (owners: Journalled['owners']): Journalled => ({ owners, ranged: true })
const imaged = (owners: Journalled['owners']): Journalled => ({ owners, ranged: false })
const nobody = imaged(() => [])

/** Every table of facts. Statements are built from these names and the schema alone, never from what is stored. */
export const JOURNALLED: Readonly<Record<string, Journalled>> = {
  customer: ranged(columns('id')),
  product: nobody,
  product_tip: nobody,
  product_goes_with: nobody,
  product_contains: nobody,
  sale: ranged(columns('customer_id')),
  sale_line: ranged(through('sale', 'sale_id')),
  line_origin: ranged(columns('customer_id')),
  contact: ranged(columns('customer_id')),
  snooze: ranged(columns('customer_id')),
  skip: ranged(columns('customer_id')),
  setting: nobody,
  service_case: ranged(columns('customer_id')),
  case_step: ranged(through('service_case', 'case_id')),
  promise: ranged(columns('customer_id')),
  payment: ranged(through('sale', 'sale_id')),
  bonus_entry: ranged(columns('customer_id', 'friend_id')),
  bonus_terms: imaged(through('sale', 'sale_id')),
  consent: ranged(columns('customer_id')),
  customer_avoid: imaged(columns('customer_id')),
  merged_customer: imaged(columns('customer_id')),
  former_phone: imaged(columns('customer_id')),
  former_sale: imaged(columns('customer_id')),
}

/** What follows from the facts, the journal itself, and who was forgotten, which nothing takes back. */
export const NOT_JOURNALLED: readonly string[] = [
  ...['shop', 'stretch', 'tally', 'first_call', 'worth', 'product_pair', 'forgotten'],
  ...['customer_piece', 'customer_piece_config', 'customer_piece_data', 'customer_piece_idx'],
  ...['command', 'command_customer', 'command_range', 'change', 'journal'],
]

export interface Column {
  name: string
  type: string
  /** Its place in the key, from 1; 0 outside of it. */
  pk: number
}

export function columnsOf(db: Database, table: string): Column[] {
  return db.pragma(`table_info(${table})`) as Column[]
}

/** A row as a JSON array of its columns. SQLite may round a REAL in JSON, so that it is kept as text of 17 digits. */
export function imageOf(columns: readonly Column[], row: string): string {
  const values = columns.map(({ name, type }) => {
    const value = `${row}.${name}`
    return type === 'REAL' ? `iif(${value} IS NULL, NULL, format('%!.17g', ${value}))` : value
  })
  return `json_array(${values.join(', ')})`
}

/** The triggers of this schema, name → SQL; none before there is a journal. */
export function journalTriggers(db: Database): Map<string, string> {
  const triggers = new Map<string, string>()
  if (!hasJournal(db)) return triggers
  for (const [table, { owners, ranged }] of Object.entries(JOURNALLED)) {
    const columns = columnsOf(db, table)
    const add = (event: 'INSERT' | 'UPDATE' | 'DELETE', rows: ('OLD' | 'NEW')[], changed = '') => {
      const name = `journal_${table}_${event.toLowerCase()}`
      const image = (row: 'OLD' | 'NEW') => (rows.includes(row) ? imageOf(columns, row) : 'NULL')
      const last = rows.at(-1) as string
      const known = ranged
        ? ` AND NOT EXISTS (SELECT 1 FROM command_range WHERE command_id = (SELECT command_id FROM journal)
    AND table_name = '${table}' AND last_id IS NULL AND first_id <= ${last}.id)`
        : ''
      const customers = rows.flatMap(owners).map(
        (owner) => `
  INSERT INTO command_customer SELECT command_id, ${owner} FROM journal WHERE ${owner} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM command_customer c WHERE c.command_id = journal.command_id AND c.customer_id = ${owner});`,
      )
      triggers.set(
        name,
        `CREATE TRIGGER ${name} AFTER ${event} ON ${table}
WHEN (SELECT command_id FROM journal) IS NOT NULL${changed}${known} BEGIN
  INSERT INTO change (command_id, table_name, before, after)
    SELECT command_id, '${table}', ${image('OLD')}, ${image('NEW')} FROM journal;${customers.join('')}
END`,
      )
    }
    const all = (row: string) => `(${columns.map(({ name }) => `${row}.${name}`).join(', ')})`
    add('INSERT', ['NEW'])
    add('UPDATE', ['OLD', 'NEW'], ` AND ${all('OLD')} IS NOT ${all('NEW')}`)
    add('DELETE', ['OLD'])
  }
  return triggers
}

/**
 * While a table is given rows in bulk, whose range tells them, the trigger of each looks no further than at its id: asking
 * for the range row by row takes a third of an import's writing. All rows of a table that was empty are in the range, and
 * need no trigger, which takes a quarter of the rest.
 */
export function quietInserts(db: Database, table: string, firstId: number): void {
  remakeInserts(db, table, firstId === 1 ? null : `WHEN NEW.id < ${Number(firstId)} AND `)
}

/** Makes the trigger as it is outside of that. */
export function watchInserts(db: Database, table: string): void {
  remakeInserts(db, table, 'WHEN ')
}

/** @param when what the trigger begins to look at; null for none */
function remakeInserts(db: Database, table: string, when: string | null): void {
  const name = `journal_${table}_insert`
  db.exec(`DROP TRIGGER IF EXISTS ${name}`)
  if (when !== null) db.exec((journalTriggers(db).get(name) as string).replace('WHEN ', when))
}

function hasJournal(db: Database): boolean {
  return (
    db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal'").get() !== undefined
  )
}

/** Makes the triggers of the schema as it is now. */
export function armJournal(db: Database): void {
  for (const sql of journalTriggers(db).values()) db.exec(sql)
}

/** Before a step of the schema: no trigger stands in its way, and what rows were like means nothing after it. */
export function disarmJournal(db: Database): void {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[]
  for (const name of names) db.exec(`DROP TRIGGER "${name.replaceAll('"', '""')}"`)
  if (!hasJournal(db)) return
  db.exec('DELETE FROM change; DELETE FROM command_range')
  db.exec("UPDATE command SET barrier = 'migrated' WHERE barrier IS NULL")
}
