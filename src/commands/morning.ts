// aftersales alone: the morning at a glance, and one next step.
import type { Context } from '../context.ts'
import { viewMorning } from '../ui/view/due.ts'
import { dueDocument, dueUpTo } from './due.ts'
import { scriptsWithOwn } from './message-text.ts'

export async function morning(context: Context): Promise<void> {
  const store = await context.read()
  const words = context.words(store)
  const scripts = await scriptsWithOwn(context)
  if (context.json) return context.show(await dueDocument(store, words, scripts, {}), () => '')
  // It names the first call and counts the rest.
  const { document, counts } = dueUpTo(0, store, words, scripts, { limit: '1' })
  context.show(document, (shown) => viewMorning(shown, context.page(store), counts))
}
