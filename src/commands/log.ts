// aftersales log: one contact, by questions on a terminal or by flags.
import type { Context } from '../context.ts'
import { dayText } from '../domain/day.ts'
import { AppError } from '../errors.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { findCustomers } from '../store/customer-search.ts'
import { listSales } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { Choice } from '../ui/ask.ts'
import { viewCard } from '../ui/view/card.ts'
import { viewContact } from '../ui/view/contact.ts'
import { cardOf } from './card.ts'
import { contactDocument, keepContact, liveCall } from './contact.ts'
import { type ContactFlags, draftOf, readPromiseDay } from './contact-flags.ts'
import type { Draft } from './draft.ts'
import { dueList } from './due-list.ts'
import { missing } from './input.ts'
import { askOutcome, interview } from './interview.ts'
import { callScripts, scriptsWithOwn } from './message-text.ts'
import { askDay } from './prompt.ts'
import { customerChoice, findCustomer, searchFor } from './reference.ts'
import { readWhen } from './when.ts'

/** How many customers are offered to choose from. */
const OFFERED = 10

/** Without an outcome it asks; with one it asks nothing. @throws AppError input.missing, input.invalid, customer.* */
export async function log(
  context: Context,
  reference: string | undefined,
  flags: ContactFlags,
): Promise<void> {
  if (!context.terminal.interactive) {
    if (reference === undefined) missing('<customer>')
    if (flags.outcome === undefined) missing('--outcome')
  }
  const store = await context.change()
  const customer = await namedOrChosen(context, store, reference, context.t('log.ask.customer'))
  if (flags.promise !== undefined && flags.promiseBy === undefined && context.terminal.interactive) {
    flags.promiseBy = await askPromiseDay(context, store, flags)
  }
  const id =
    flags.outcome === undefined
      ? await logByQuestions(context, store, customer, flags)
      : keepContact(store, customer, await draftOf(store, customer.id, flags, flags.outcome), null)
  context.show(await contactDocument(context, store, id), (shown) => viewContact(shown, context.page(store)))
}

/** The day of what was promised, as a flag would have said it. */
async function askPromiseDay(context: Context, { now, zone }: Store, { at }: ContactFlags): Promise<string> {
  const said = at === undefined ? now : await readWhen('--at', at, now, zone, 'past')
  const read = (typed: string) => readPromiseDay(typed, said, zone)
  const { t } = context
  return dayText(await askDay(context, t('log.ask.promiseBy'), read, t('log.ask.tomorrow')))
}

/**
 * The customer that was named, or else one chosen on a terminal.
 * @param due whom of today's list to offer
 * @throws AppError customer.*, input.missing
 */
export async function namedOrChosen(
  context: Context,
  store: Store,
  reference: string | undefined,
  question: string,
  due: 'calls' | 'messages' = 'calls',
): Promise<Customer> {
  if (reference !== undefined) return findCustomer(context, store, reference)
  if (!context.terminal.interactive) missing('<customer>')
  return chooseCustomer(context, store, question, due)
}

/** One of those on today's list, or of the latest buyers where nobody is on it, or anybody found while typing. */
async function chooseCustomer(
  context: Context,
  store: Store,
  question: string,
  due: 'calls' | 'messages',
): Promise<Customer> {
  const ask = await context.ask()
  const today = dueList(store, OFFERED, null, OFFERED)[due].map(({ customerId }) => customerId)
  const buyers = () => new Set(listSales(store.db, OFFERED).map(({ customerId }) => customerId))
  const offered = [...(today.length > 0 ? today : buyers())].flatMap((id) => customerById(store.db, id) ?? [])
  return ask.search<Customer>(
    question,
    (typed): Choice<Customer>[] => {
      const found = typed.trim() === '' ? offered : findCustomers(store.db, searchFor(typed), OFFERED)
      return found.map(customerChoice)
    },
    context.t('log.ask.somebody'),
  )
}

async function logByQuestions(
  context: Context,
  store: Store,
  customer: Customer,
  flags: ContactFlags,
): Promise<number> {
  const scripts = await callScripts(context)
  const { stretch } = liveCall(store, customer.id)
  if (stretch) {
    const card = cardOf(store, stretch, 0, context.words(store), scripts, false)
    context.say(viewCard(card, context.page(store)))
  }
  const outcome = await askOutcome(context, customer, false)
  if (outcome === 'later' || outcome === 'stop') throw new AppError('cancelled')
  return talkThrough(context, store, customer, await draftOf(store, customer.id, flags, outcome))
}

/**
 * Asks the questions of a call and keeps each answer as it is given.
 * @throws AppError cancelled, with `kept` where something had been answered
 */
export async function talkThrough(
  context: Context,
  store: Store,
  customer: Customer,
  draft: Draft,
): Promise<number> {
  const scripts = await scriptsWithOwn(context)
  const ask = await context.ask()
  const live = liveCall(store, customer.id)
  let id: number | null = null
  try {
    await interview({ context, store, ask, scripts, name: customer.name, ...live }, draft, (answered) => {
      id = keepContact(store, customer, answered, id)
    })
  } catch (error) {
    if (id !== null && error instanceof AppError && error.code === 'cancelled') {
      throw new AppError('cancelled', { kept: true })
    }
    throw error
  }
  return id ?? keepContact(store, customer, draft, null)
}
