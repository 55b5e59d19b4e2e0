// aftersales alone: the morning at a glance, and one next step.
import type { Context } from '../context.ts'
import { viewMorning } from '../ui/view/due.ts'
import { dueDocument, dueUpTo } from './due.ts'
import { callScripts, scriptsWithOwn } from './message-text.ts'

export async function morning(context: Context): Promise<void> {
  const store = await context.read()
  const words = context.words(store)
  if (context.json) {
    return context.show(await dueDocument(store, words, await callScripts(context), {}), () => '')
  }
  // It names the first call and counts the rest; no question is told.
  const scripts = await scriptsWithOwn(context)
  const { document, counts } = dueUpTo(0, store, words, scripts, { limit: '1' })
  context.show(document, (shown) => viewMorning(shown, context.page(store), counts))
}
