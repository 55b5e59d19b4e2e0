// aftersales promise add|list|keep|break.
import type { Context } from '../context.ts'
import { type Day, dayText, instantText } from '../domain/day.ts'
import type { Plan } from '../domain/plan.ts'
import { PROMISE_KINDS, PROMISERS, type Settlement } from '../domain/promise.ts'
import { AppError, invalid } from '../errors.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { insertPromise, promiseById, type StoredPromise } from '../store/promise.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import {
  type PromiseChangedDocument,
  stateText,
  viewPromiseAdded,
  viewPromiseEnded,
  viewPromises,
} from '../ui/view/promise.ts'
import { amount, check, choice, missing, name, optional, readId, text } from './input.ts'
import { namedOrChosen } from './log.ts'
import { plannedTouches } from './planned.ts'
import { promiseDocument, promiseDocuments } from './promise-document.ts'
import { momentOn, refusePaid, settle } from './promise-settle.ts'
import { askDay, askFor } from './prompt.ts'
import { findCase, findCustomer, findSaleOf, ofKnown, readAnew } from './reference.ts'
import { owedMinor, refuseTooMuch, unpromisedMinor } from './sale-money.ts'
import { readDay } from './when.ts'

/** Rows of one page. */
const PAGE = 20

export interface PromiseFlags {
  what?: string
  by?: string
  kind?: string
  who?: string
  amount?: string
  sale?: string
  case?: string
}

/** Something said with a date. @throws AppError customer.*, sale.*, case.*, payment.*, input.* */
export async function addPromise(
  context: Context,
  reference: string | undefined,
  flags: PromiseFlags,
): Promise<void> {
  const store = await context.change()
  const { db, now, settings } = store
  const customer = await namedOrChosen(context, store, reference, context.t('promise.ask.customer'))
  const said = check(
    {
      what: optional(name()),
      kind: optional(choice(PROMISE_KINDS)),
      who: optional(choice(PROMISERS)),
      amount: optional(amount(settings)),
    },
    { what: flags.what, kind: flags.kind, who: flags.who, amount: flags.amount },
  )
  const sale = flags.sale === undefined ? null : findSaleOf(store, customer, flags.sale)
  const opened = flags.case === undefined ? null : findCase(store, flags.case)
  if (opened && opened.customerId !== customer.id) {
    throw new AppError('case.notFound', { reference: flags.case ?? '' })
  }
  const kind = said.kind ?? (said.amount !== undefined ? 'payment' : opened ? 'reply' : 'other')
  const promiser = said.who ?? (kind === 'payment' ? 'customer' : 'seller')
  const amountMinor =
    kind === 'payment' && promiser === 'customer' && sale
      ? payableMinor(store, sale, said.amount)
      : (said.amount ?? null)
  const due = flags.by === undefined ? null : await readDue(store, '--by', flags.by)
  const { what, by } = await askRest(context, store, said.what ?? null, due, amountMinor === null)
  const id = store.write((changes) => {
    const { id: customerId } = readAnew(store, customer.id)
    changes.touch(customerId)
    return insertPromise(db, {
      ...{ customerId, saleId: sale?.id ?? null, caseId: opened?.id ?? null, contactId: null },
      ...{ kind, promiser, text: what, amountMinor },
      ...{ madeAt: instantText(now), enteredAt: instantText(now), dueDay: dayText(by) },
    })
  })
  // An amount alone is the customer's to pay; with words beside it either may have been meant.
  const assumed = said.what !== undefined && said.amount !== undefined && !said.kind && !said.who
  show(context, store, id, { caseId: null, was: null, assumed }, viewPromiseAdded)
}

/** What is missing is asked for on a terminal. @param needed whether the promise has to be put in words */
async function askRest(context: Context, store: Store, what: string | null, by: Day | null, needed: boolean) {
  const { t } = context
  if (!context.terminal.interactive) {
    if (what === null && needed) missing('--what')
    if (by === null) missing('--by')
  }
  return {
    what: what ?? (needed ? await askFor(context, t('promise.ask.what'), 'what', name()) : null),
    by:
      by ??
      (await askDay(
        context,
        t('promise.ask.by'),
        (typed) => readDue(store, '--by', typed),
        t('log.ask.tomorrow'),
      )),
  }
}

/** What is owed for a sale and not promised yet, or the part of it that was named. */
function payableMinor(store: Store, sale: Sale, typed: number | undefined): number {
  const { currency } = store.settings
  const [owed, rest] = [owedMinor(sale), unpromisedMinor(store, sale)]
  refuseTooMuch(typed ?? owed, owed, currency)
  if (rest === 0 || (typed ?? rest) > rest) {
    throw new AppError('payment.promised', { id: sale.id, restMinor: rest, currency })
  }
  return typed ?? rest
}

/** Days ahead that somebody may promise something for: ten years, and no slip of the pen. */
const FURTHEST = 3650

/** A day still to come, or today. @throws AppError input.invalid */
export async function readDue({ now, zone }: Store, field: string, typed: string): Promise<Day> {
  const day = await readDay(field, typed, now, zone, 'future')
  if (day > zone.day(now) + FURTHEST) invalid('farAhead', field, typed)
  return day >= zone.day(now) ? day : invalid('past', field, typed)
}

/** Open promises and deliveries by day; those that ended with --all. @throws AppError customer.*, input.invalid */
export async function listPromises(
  context: Context,
  flags: { all?: boolean; customer?: string; kind?: string },
): Promise<void> {
  const { kind } = check({ kind: optional(choice(PROMISE_KINDS)) }, { kind: flags.kind })
  const store = await context.read()
  const customer = flags.customer === undefined ? null : await findCustomer(context, store, flags.customer)
  const ended = flags.all === true
  const wanted = { customerId: customer?.id ?? null, ended }
  const found = store
    .look(() => promiseDocuments(store, context.words(store), wanted))
    .filter((promise) => kind === undefined || promise.kind === kind)
  const promises = ended || context.json ? found : found.slice(0, PAGE)
  context.show({ promises, total: found.length }, (shown) => viewPromises(shown, context.page(store)))
}

/** A promise was kept, in full or in part. @throws AppError promise.notFound, promise.void, input.invalid */
export async function keepPromise(
  context: Context,
  reference: string,
  flags: { on?: string; partly?: boolean },
): Promise<void> {
  await endPromise(context, reference, flags.partly ? 'partly' : 'kept', flags.on, null)
}

/** @throws AppError promise.notFound, promise.void, promise.paid, input.invalid */
export async function breakPromise(
  context: Context,
  reference: string,
  flags: { on?: string; reason?: string },
): Promise<void> {
  const { reason = null } = check({ reason: optional(text(500)) }, { reason: flags.reason })
  await endPromise(context, reference, 'broken', flags.on, reason)
}

async function endPromise(
  context: Context,
  reference: string,
  settlement: Settlement,
  on: string | undefined,
  note: string | null,
): Promise<void> {
  const store = await context.change()
  const { now, zone } = store
  const before = findPromise(store, reference)
  const { id, madeAt } = before
  const day = on === undefined ? zone.day(now) : await readDay('--on', on, now, zone, 'past')
  if (day > zone.day(now)) invalid('future', '--on', on)
  if (day < zone.day(Date.parse(madeAt))) invalid('beforePromise', '--on', on)
  refusePaid(store, before, settlement)
  const { state, settled } = promiseDocument(store, before)
  const was = state === 'open' ? null : { state, settled }
  if (was && before.settlement !== settlement) await confirmChange(context, store, before)
  const caseId = store.write((changes) => {
    // Another terminal may have ended it since.
    const promise = findPromise(store, reference)
    refusePaid(store, promise, settlement)
    changes.touch(promise.customerId)
    return settle(store, promise, { settlement, at: momentOn(store, day), note, channel: 'phone' })
  })
  show(context, store, id, { caseId, was }, viewPromiseEnded)
}

/** What was said of a promise before is soon said otherwise by a slip. @throws AppError cancelled */
async function confirmChange(context: Context, store: Store, promise: StoredPromise): Promise<void> {
  if (!context.terminal.interactive || context.globals.yes === true) return
  const state = stateText(promiseDocument(store, promise), context.words(store))
  const ask = await context.ask()
  const question = context.t('promise.ask.change', { id: promise.id, state })
  if (!(await ask.confirm(question, true))) throw new AppError('cancelled')
}

/**
 * A promise given by the moment of this run, which may be changed.
 * @throws AppError promise.notFound, promise.void, customer.forgotten
 */
function findPromise(store: Store, reference: string): StoredPromise {
  const { db, now } = store
  const id = readId(reference)
  const promise = id === null ? null : promiseById(db, id)
  if (!promise || Date.parse(promise.madeAt) > now) throw new AppError('promise.notFound', { reference })
  if (promise.settlement === 'void') throw new AppError('promise.void', { id: promise.id })
  return ofKnown(store, promise)
}

function show(
  context: Context,
  store: Store,
  id: number,
  ended: Pick<PromiseChangedDocument, 'caseId' | 'was' | 'assumed'>,
  view: typeof viewPromiseAdded,
): void {
  const promise = promiseById(store.db, id) as StoredPromise
  const customer = customerById(store.db, promise.customerId) as Customer
  const plan = store.planOf(customer.id, store.now) as Plan
  const document: PromiseChangedDocument = {
    promise: promiseDocument(store, promise),
    ...ended,
    touches: plannedTouches(plan, store.now, context.words(store)),
  }
  context.show(document, (shown) => view(shown, context.page(store)))
}
