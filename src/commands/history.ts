// aftersales history: what was changed and when, as a diary.
import type { Context } from '../context.ts'
import type { Command } from '../store/command.ts'
import { countCommands, listCommands, namedIn } from '../store/history.ts'
import type { Store } from '../store/store.ts'
import { type HistoryDocument, type HistoryEntry, viewHistory } from '../ui/view/history.ts'
import { isMany, tellOf } from './history-details.ts'
import { check, number, optional } from './input.ts'
import { findAnybody } from './reference.ts'

/** Commands on one page of a terminal. */
const PAGE = 20

/** Customers that a command is told of by name. */
const NAMED = 3

export interface HistoryFlags {
  limit?: string
  all?: boolean
  customer?: string
}

/** @throws AppError customer.*, input.invalid */
export async function history(context: Context, flags: HistoryFlags): Promise<void> {
  const { limit } = check(
    { limit: optional(number(1, Number.MAX_SAFE_INTEGER, true)) },
    { limit: flags.limit },
  )
  const store = await context.read()
  const customer = flags.customer === undefined ? null : await findAnybody(context, store, flags.customer)
  // A page is for eyes; a document is whole.
  const most = limit ?? (flags.all || context.json ? Number.MAX_SAFE_INTEGER : PAGE)
  const document: HistoryDocument = store.look(() => ({
    history: listCommands(store.db, customer?.id ?? null, most).map((command) => entryOf(store, command)),
    total: countCommands(store.db, customer?.id ?? null),
  }))
  context.show(document, (shown) => viewHistory(shown, context.page(store)))
}

/** A command as the history tells it. */
export function entryOf(store: Store, command: Command): HistoryEntry {
  const { id, at, name, undoneAt, barrier } = command
  const moment = (text: string) => store.zone.text(Date.parse(text))
  const { subject, details, names } = tellOf(store, command)
  const { customers, total } = namedIn(store.db, command, isMany(command) ? 0 : NAMED)
  // What was taken back is told as it was: its numbers may be somebody else's by now.
  const known = (one: (typeof customers)[number]) =>
    (undoneAt === null ? one.name : null) ?? names.get(one.id)
  return {
    number: id,
    at: moment(at),
    command: name,
    undoneAt: undoneAt === null ? null : moment(undoneAt),
    barrier,
    subject,
    customers: customers.map((one) => ({ id: one.id, name: known(one) ?? one.name })),
    customersTotal: total,
    details,
  }
}
