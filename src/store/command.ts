// Commands as the journal knows them: their number, whether they stand, and what keeps them from being taken back.
import type { Database } from 'better-sqlite3'
import { KEPT_COMMANDS } from './journal.ts'
import { prepared } from './open.ts'

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
