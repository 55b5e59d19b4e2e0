// What was changed and when: commands with the rows they changed, as far as these are kept.
import type { Database } from 'better-sqlite3'
import { COMMAND, type Command, commandOf } from './command.ts'
import { prepared } from './open.ts'
import { columnsOf, JOURNALLED } from './trigger.ts'

/** Of one customer, on whatever card it was written then; of everybody without one. */
function about(customerId: number | null): string {
  if (customerId === null) return ''
  return `WHERE id IN (SELECT k.command_id FROM command_customer k WHERE k.customer_id IN (
    SELECT :customerId UNION SELECT m.id FROM merged_customer m WHERE m.customer_id = :customerId))`
}

/** The commands of everybody or of one customer, the latest first. @param customerId null for everybody's */
export function listCommands(db: Database, customerId: number | null, limit: number): Command[] {
  return prepared(db, `${COMMAND} ${about(customerId)} ORDER BY id DESC LIMIT :limit`)
    .all({ customerId, limit })
    .map(commandOf)
}

export function countCommands(db: Database, customerId: number | null): number {
  return prepared(db, `SELECT count(*) FROM command ${about(customerId)}`)
    .pluck()
    .get({ customerId }) as number
}

/** A row by the names of its columns. */
export type ImagedRow = Record<string, string | number | null>

export interface RowChange {
  table: string
  before: ImagedRow | null
  after: ImagedRow | null
}

/** Enough to tell in a line what was done; an import has a row for each line. */
const MOST = 500

/** What a command did to each row in all, whether it stands or was taken back; nothing where its rows are let go. */
export function changesOf(db: Database, { id, undoneAt }: Command): RowChange[] {
  const images = prepared(
    db,
    `SELECT table_name AS "table", before, after FROM change
     WHERE command_id = ? AND table_name <> 'line_origin' ORDER BY id LIMIT ${MOST}`,
  ).all(id) as { table: string; before: string | null; after: string | null }[]
  // Taking back was written down the other way round.
  const done =
    undoneAt === null
      ? images
      : images.reverse().map(({ table, before, after }) => ({ table, before: after, after: before }))
  const net = new Map<string, RowChange>()
  for (const { table, ...change } of done) {
    if (!Object.hasOwn(JOURNALLED, table)) continue
    const columns = columnsOf(db, table)
    const read = (image: string | null) => (image === null ? null : rowOf(columns, image))
    const [before, after] = [read(change.before), read(change.after)]
    const known = after ?? before
    const key = [table, ...columns.filter(({ pk }) => pk > 0).map(({ name }) => known?.[name])].join('\n')
    net.set(key, { table, before: net.has(key) ? (net.get(key)?.before ?? null) : before, after })
  }
  return [...net.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
}

function rowOf(columns: readonly { name: string; type: string }[], image: string): ImagedRow {
  const values = JSON.parse(image) as (string | number | null)[]
  return Object.fromEntries(
    columns.map(({ name, type }, i) => {
      const value = values[i] ?? null
      return [name, type === 'REAL' && value !== null ? Number(value) : value]
    }),
  )
}

/** How many rows a command added, by table; of an import, whose rows are too many to be read. */
export function countAdded(db: Database, { id, undoneAt }: Command): Map<string, number> {
  const rows = prepared(
    db,
    `SELECT table_name AS "table", sum(n) AS n FROM (
       SELECT table_name, last_id - first_id + 1 AS n FROM command_range WHERE command_id = :id
       UNION ALL
       SELECT table_name, count(*) FROM change
       WHERE command_id = :id AND iif(:undone, after, before) IS NULL GROUP BY table_name
     ) GROUP BY table_name`,
  ).all({ id, undone: undoneAt === null ? 0 : 1 }) as { table: string; n: number }[]
  return new Map(rows.map(({ table, n }) => [table, n]))
}

export interface Named {
  id: number
  /** Null where nobody knows it any more. */
  name: string | null
}

/** Whom a command was about, on the cards of today: a few of them by name, and how many in all. */
export function namedIn(db: Database, { id }: Command, limit: number): { customers: Named[]; total: number } {
  const customers = prepared(
    db,
    `SELECT DISTINCT coalesce(m.id, k.customer_id) AS id, coalesce(m.name, c.name) AS name
     FROM command_customer k LEFT JOIN customer c ON c.id = k.customer_id
       LEFT JOIN merged_customer o ON o.id = k.customer_id LEFT JOIN customer m ON m.id = o.customer_id
     WHERE k.command_id = ? ORDER BY k.customer_id LIMIT ?`,
  ).all(id, limit) as Named[]
  if (customers.length < limit) return { customers, total: customers.length }
  const total = prepared(db, 'SELECT count(*) FROM command_customer WHERE command_id = ?').pluck().get(id)
  return { customers, total: total as number }
}
