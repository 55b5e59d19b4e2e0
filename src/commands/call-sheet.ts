// aftersales due --print: the day's list on paper, as long as on the screen.
import type { Context } from '../context.ts'
import { dayText } from '../domain/day.ts'
import { callSheetHtml } from '../exchange/call-sheet.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import { wrap } from '../ui/terminal.ts'
import { callSheetOf } from '../ui/view/call-sheet.ts'
import { type DueFlags, dueDocument } from './due.ts'
import { callScripts } from './message-text.ts'

export interface CallSheetFlags extends DueFlags {
  /** A file; true for one named by the day, which takes the place of what was printed earlier that day. */
  print: string | true
  force?: boolean
}

/** @throws AppError input.invalid, file.exists, file.unwritable */
export async function callSheet(context: Context, flags: CallSheetFlags): Promise<void> {
  const store = await context.read()
  const words = context.words(store)
  const document = await dueDocument(store, words, await callScripts(context), flags)
  const file = flags.print === true ? `aftersales-${dayText(words.today)}.html` : flags.print
  const replace = flags.force === true || flags.print === true
  writeNewFile(file, callSheetHtml(callSheetOf(document, context.page(store))), replace, store.path)
  const view = () => wrap(context.t('due.sheet.written', { file }), context.terminal.columns)
  context.show({ ...document, file }, view, file)
}
