// aftersales alone: the morning at a glance, and one next step.
import type { Context } from '../context.ts'
import { loadScripts } from '../ui/script.ts'
import { viewMorning } from '../ui/view/due.ts'
import { dueDocument } from './due.ts'

export async function morning(context: Context): Promise<void> {
  const store = await context.read()
  const words = context.words(store)
  const document = await dueDocument(store, words, await loadScripts(context.lang), {})
  context.show(document, (shown) => viewMorning(shown, context.page(store)))
}
