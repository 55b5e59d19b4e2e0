// aftersales call: today's calls one after another, each timed and logged.
import type { Context } from '../context.ts'
import { stretchAt } from '../domain/plan.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { viewCard } from '../ui/view/card.ts'
import { viewContact } from '../ui/view/contact.ts'
import { cardOf } from './card.ts'
import { contactDocument, subjectOf } from './contact.ts'
import { emptyDraft } from './draft.ts'
import { dueUpTo } from './due.ts'
import { dueList } from './due-list.ts'
import { askOutcome } from './interview.ts'
import { talkThrough } from './log.ts'
import { callScripts } from './message-text.ts'

/** Shorter than this, a "call" is a slip of the finger and teaches nothing about how long calls take. */
const SHORTEST_MINUTES = 0.2

/** @throws AppError usage.noTerminal, cancelled */
export async function call(context: Context, flags: { minutes?: string }): Promise<void> {
  await context.ask()
  const store = await context.change()
  const words = context.words(store)
  const scripts = await callScripts(context)
  const { calls, total, minutesPerCall } = dueUpTo(0, store, words, scripts, flags).document
  const minutes = Math.round(calls.length * minutesPerCall)
  const { t } = context
  let logged = 0
  for (const [i, { customer }] of calls.entries()) {
    const known = customerById(store.db, customer.id) as Customer
    const plan = store.planOf(customer.id, store.now)
    const stretch = plan && stretchAt(plan.stretches, store.now)
    // Another window may have logged her meanwhile.
    if (stretch?.lane !== 'call') continue
    context.say(`\n${t('call.progress', { number: i + 1, total: calls.length, minutes, all: total })}`)
    context.say(
      viewCard(cardOf(store, stretch, 0, context.words(store), scripts, false), context.page(store)),
    )
    const began = context.world.stopwatch()
    const outcome = await askOutcome(context, known, true)
    if (outcome === 'stop') break
    if (outcome === 'later') continue
    logged += 1
    const id = await keepCall(context, store, known, outcome, began)
    context.say(viewContact(await contactDocument(context, store, id), context.page(store)))
    store.tick()
  }
  const left = dueList(store, 1, null).total
  context.show({ logged, left }, () => {
    if (calls.length === 0) return t('call.nothing')
    const done = t('call.done', { count: logged, left })
    return left > 0 ? `${done}\n${t('call.goOn')}` : done
  })
}

/** Logs one call with the minutes it took, also when Ctrl-C ends the session in the middle of it. */
async function keepCall(
  context: Context,
  store: Store,
  customer: Customer,
  outcome: Parameters<typeof emptyDraft>[0],
  began: number,
): Promise<number> {
  const minutes = Math.round(((context.world.stopwatch() - began) / 60_000) * 10) / 10
  const talked = outcome === 'talked' && minutes >= SHORTEST_MINUTES
  return talkThrough(context, store, customer, {
    ...emptyDraft(outcome, store.now),
    ...subjectOf(store, customer.id, store.now, outcome),
    minutes: talked ? minutes : null,
  })
}
