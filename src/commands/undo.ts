// aftersales undo and redo: taking a command back, and bringing it back.
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import { type RedoneDocument, type UndoneDocument, viewRedone, viewUndone } from '../ui/view/history.ts'
import { entryOf } from './history.ts'
import { readId } from './input.ts'

/** @throws AppError undo.*, input.invalid */
export async function undo(context: Context, typed: string | undefined): Promise<void> {
  const number = readNumber(typed)
  const store = await context.change()
  const document: UndoneDocument = { undone: entryOf(store, store.undo(number)) }
  context.show(document, (shown) => viewUndone(shown, context.page(store)))
}

/** @throws AppError redo.*, undo.notFound, input.invalid */
export async function redo(context: Context, typed: string | undefined): Promise<void> {
  const number = readNumber(typed)
  const store = await context.change()
  const document: RedoneDocument = { redone: entryOf(store, store.redo(number)) }
  context.show(document, (shown) => viewRedone(shown, context.page(store)))
}

function readNumber(typed: string | undefined): number | null {
  return typed === undefined ? null : (readId(typed) ?? invalid('number', '<number>', typed))
}
