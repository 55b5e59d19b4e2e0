// Which command may be taken back or brought back: what later ones rest on stays.
import type { Database } from 'better-sqlite3'
import { AppError, type ErrorCode } from '../errors.ts'
import { COMMAND, type Command, commandById, commandOf } from './command.ts'
import { KEPT_COMMANDS } from './journal.ts'
import { prepared } from './open.ts'
import { JOURNALLED } from './trigger.ts'

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
  if (later.length > 0) throw changedSince(db, what, number, later)
}

/** So many numbers are told in a sentence. */
const TOLD = 5

/** @param later numbers of the commands that come first; none where nobody knows them */
export function changedSince(db: Database, what: 'undo' | 'redo', number: number, later: number[]): AppError {
  const code: ErrorCode = later.length > 0 ? `${what}.changedSince` : `${what}.impossible`
  const never = later.some((id) => commandById(db, id)?.barrier)
  const numbers = [...later.slice(0, TOLD), ...(later.length > TOLD ? ['…'] : [])].join(', ')
  const params = { number, later, first: later[0] ?? null, numbers }
  return new AppError(code, never ? { ...params, context: 'never' } : params)
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
