// The journal: every change is part of a command, whose rows are kept so that it can be taken back.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'
import { pauseSearch, resumeSearch } from './search-index.ts'
import { columnsOf, JOURNALLED, quietInserts, watchInserts } from './trigger.ts'

/** Commands whose rows are kept; of those before them there is only the line in the history. */
export const KEPT_COMMANDS = 1000

/** An import that was brought back has hundreds of thousands of rows: no later command is to wait for them all to go. */
const LET_GO_AT_ONCE = 5000

/** What is known of a change that is about to be made. */
export interface Opening {
  /** The command as it is typed. */
  name: string
  at: string
  /** The command that this change is a further part of, if it is still the last one. */
  continues: number | null
  /** Whether so many rows are added that only their ids are kept. */
  bulk: boolean
}

/** Opens a command inside the transaction of its change. @returns its number */
export function openCommand(db: Database, { name, at, continues, bulk }: Opening): number {
  const last = prepared(db, 'SELECT id, undone_at, barrier FROM command ORDER BY turn DESC LIMIT 1').get() as
    | { id: number; undone_at: string | null; barrier: string | null }
    | undefined
  const goesOn =
    continues !== null && last?.id === continues && last.undone_at === null && last.barrier === null
  const id = goesOn
    ? continues
    : Number(
        prepared(db, `INSERT INTO command (at, name, turn) VALUES (?, ?, ${NEXT_TURN})`).run(at, name)
          .lastInsertRowid,
      )
  record(db, id)
  if (bulk) openRanges(db, id)
  return id
}

/** The next turn of what is done, taken back or brought back. */
export const NEXT_TURN = '(SELECT coalesce(max(turn), 0) + 1 FROM command)'

/** Writes down what is changed from here on as part of a command; of none with null. */
export function record(db: Database, commandId: number | null): void {
  prepared(db, 'UPDATE journal SET command_id = ?').run(commandId)
}

/**
 * Closes a command, and lets go of the rows of one that is too old by now.
 * @param everybody whether it changed everybody's plans
 * @returns false where no fact was changed: then there is no such command
 */
export function closeCommand(db: Database, id: number, everybody: boolean): boolean {
  record(db, null)
  closeRanges(db, id)
  const changed = prepared(
    db,
    `SELECT 1 FROM command WHERE id = :id AND (barrier IS NOT NULL
       OR EXISTS (SELECT 1 FROM change WHERE command_id = :id)
       OR EXISTS (SELECT 1 FROM command_range WHERE command_id = :id))`,
  ).get({ id })
  if (!changed) {
    prepared(db, 'DELETE FROM command WHERE id = ?').run(id)
    return false
  }
  if (everybody) prepared(db, 'UPDATE command SET everybody = 1 WHERE id = ?').run(id)
  const tooOld = id - KEPT_COMMANDS
  prepared(db, 'DELETE FROM command_range WHERE command_id <= ?').run(tooOld)
  prepared(
    db,
    `DELETE FROM change WHERE id IN (SELECT id FROM change WHERE command_id <= ? LIMIT ${LET_GO_AT_ONCE})`,
  ).run(tooOld)
  return true
}

/**
 * Lets go of the rows of every command that was ever about one of these customers, or about what is theirs by now: such
 * a command can no more be taken back.
 */
export function forgetImages(db: Database, customerIds: readonly number[]): void {
  const ids = JSON.stringify(customerIds)
  const about = [
    'SELECT command_id FROM command_customer WHERE customer_id IN (SELECT value FROM json_each(:ids))',
    ...Object.entries(JOURNALLED).flatMap(([table, { owners }]) => {
      const [key] = columnsOf(db, table)
      return owners('r').map(
        (
          owner,
        ) => `SELECT h.command_id FROM change h JOIN ${table} r ON r.${key?.name} = coalesce(h.after, h.before) ->> '$[0]'
          WHERE h.table_name = '${table}' AND ${owner} IN (SELECT value FROM json_each(:ids))`,
      )
    }),
  ]
  const commands = JSON.stringify(prepared(db, about.join(' UNION ')).pluck().all({ ids }))
  const of = 'IN (SELECT value FROM json_each(?))'
  prepared(db, `DELETE FROM change WHERE command_id ${of}`).run(commands)
  prepared(db, `DELETE FROM command_range WHERE command_id ${of}`).run(commands)
  prepared(db, `UPDATE command SET barrier = 'forgotten' WHERE id ${of}`).run(commands)
}

function openRanges(db: Database, commandId: number): void {
  for (const [table, { ranged }] of Object.entries(JOURNALLED)) {
    if (!ranged) continue
    const first = prepared(
      db,
      `INSERT INTO command_range (command_id, table_name, first_id)
       SELECT ?, '${table}', coalesce(max(id), 0) + 1 FROM ${table} RETURNING first_id`,
    )
      .pluck()
      .get(commandId) as number
    quietInserts(db, table, first)
    if (table === 'customer') pauseSearch(db, first)
  }
}

function closeRanges(db: Database, commandId: number): void {
  const open = prepared(
    db,
    'SELECT table_name AS name, first_id AS first FROM command_range WHERE command_id = ? AND last_id IS NULL',
  ).all(commandId) as { name: string; first: number }[]
  // Where nobody was before, whomever rows lead to is among the new.
  const isFirst = open.some(({ name, first }) => name === 'customer' && first === 1)
  for (const { name, first } of open) {
    watchInserts(db, name)
    if (name === 'customer') resumeSearch(db, first)
    const last = prepared(db, `SELECT max(id) FROM ${name} WHERE id >= ?`).pluck().get(first)
    prepared(db, 'UPDATE command_range SET last_id = ? WHERE command_id = ? AND table_name = ?').run(
      ...[last, commandId, name],
    )
    if (isFirst && name !== 'customer') continue
    for (const owner of JOURNALLED[name]?.owners('r') ?? []) {
      prepared(
        db,
        `INSERT OR IGNORE INTO command_customer (command_id, customer_id)
         SELECT DISTINCT :commandId, ${owner} FROM ${name} r WHERE r.id >= :first AND ${owner} IS NOT NULL`,
      ).run({ commandId, first })
    }
  }
  if (open.length > 0) {
    prepared(db, 'DELETE FROM command_range WHERE command_id = ? AND last_id IS NULL').run(commandId)
  }
}
