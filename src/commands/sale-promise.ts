// What is promised and paid with a new sale: read from the flags, and kept with it.
import type { Context } from '../context.ts'
import { type Day, dayText, type Instant, instantText } from '../domain/day.ts'
import { saleTotal } from '../domain/sale.ts'
import { invalid } from '../errors.ts'
import { insertPromise } from '../store/promise.ts'
import { type Sale, saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { amount, check, missing, name, optional } from './input.ts'
import { askDay } from './prompt.ts'
import { owedMinor, recordPayment, refuseTooMuch } from './sale-money.ts'
import { readDay } from './when.ts'

export interface SalePromiseFlags {
  promise?: string[]
  promiseBy?: string
  /** True for "all of it". */
  paid?: string | true
  payBy?: string
}

/** What is promised with a sale beside its day, and what is paid. */
export interface SalePromises {
  texts: string[]
  /** When they are due; null where nothing is, or where it is not known yet. */
  by: Day | null
  /** An amount in minor units, or all of it; null where nothing was said. */
  paid: number | 'all' | null
  payBy: Day | null
}

/** What a sale to be recorded says of its money and its days. */
interface Wanted {
  lines: readonly { amountMinor: number }[]
  discountMinor: number
  promises: SalePromises
  at: Instant
  promised: Day | null
}

/** @param saleDay nothing can be promised for a day before it @throws AppError input.invalid */
export async function readPromises(
  store: Store,
  flags: SalePromiseFlags,
  saleDay: Day,
): Promise<SalePromises> {
  const { settings } = store
  const texts = (flags.promise ?? []).map((promise) => check({ promise: name() }, { promise }).promise)
  if (flags.promiseBy !== undefined && texts.length === 0) missing('--promise')
  const paid =
    flags.paid === true
      ? 'all'
      : (check({ paid: optional(amount(settings)) }, { paid: flags.paid }).paid ?? null)
  const payBy = await dayFrom(store, '--pay-by', flags.payBy, saleDay)
  if (payBy !== null && paid === 'all') invalid('paidAll', '--pay-by', flags.payBy)
  return { texts, by: await dayFrom(store, '--promise-by', flags.promiseBy, saleDay), paid, payBy }
}

async function dayFrom({ now, zone }: Store, flag: string, typed: string | undefined, first: Day) {
  if (typed === undefined) return null
  const day = await readDay(flag, typed, now, zone, 'future', first)
  return day >= first ? day : invalid('order', flag, typed)
}

/**
 * The day of what is promised with the sale: its own, or the promised day of the sale; else it is asked for.
 * @throws AppError input.missing, cancelled
 */
export async function promiseDay(
  context: Context,
  store: Store,
  { promises: { texts, by }, at, promised }: Pick<Wanted, 'promises' | 'at' | 'promised'>,
): Promise<Day | null> {
  if (texts.length === 0) return null
  const known = by ?? promised
  if (known !== null) return known
  if (!context.terminal.interactive) missing('--promise-by')
  const first = store.zone.day(at)
  return askDay(
    context,
    context.t('promise.ask.by'),
    async (typed) => (await dayFrom(store, '--promise-by', typed, first)) as Day,
    context.t('log.ask.tomorrow'),
  )
}

/**
 * The promises of a sale told by questions: one more where the goods are still to come, and the day where none is known.
 * @param asks whether what else was promised may be asked about
 */
export async function askPromises(
  context: Context,
  store: Store,
  draft: Wanted,
  asks: boolean,
): Promise<SalePromises> {
  refusePayment(store, draft)
  const { promises, promised } = draft
  const also = asks && promised !== null && promises.texts.length === 0 ? await askPromise(context) : ''
  const texts = also === '' ? promises.texts : [also]
  const by = await promiseDay(context, store, { ...draft, promises: { ...promises, texts } })
  return { ...promises, texts, by }
}

async function askPromise(context: Context): Promise<string> {
  const ask = await context.ask()
  const { t } = context
  const isText = (typed: string) => typed === '' || name().safeParse(typed).success
  return ask.input(t('sale.ask.promises'), {
    check: (typed) => (isText(typed) ? null : t('sale.ask.again', { typed })),
  })
}

/** What is paid is at most what the sale costs. @throws AppError payment.nothingOwed, payment.tooMuch */
export function refusePayment(
  { settings }: Store,
  draft: Pick<Wanted, 'lines' | 'discountMinor' | 'promises'>,
) {
  const { paid, payBy } = draft.promises
  const total = saleTotal(draft)
  if (paid !== null) refuseTooMuch(paid === 'all' ? total : paid, total, settings.currency)
  const rest = total - (paid === 'all' ? total : (paid ?? 0))
  if (payBy !== null) refuseTooMuch(rest, rest, settings.currency)
}

/** Keeps the payment, the promise of the rest, and what else was promised, inside the write of the sale. */
export function keepSalePromises(store: Store, saleId: number, wanted: SalePromises, at: Instant): void {
  const { db, now } = store
  const { texts, by, paid, payBy } = wanted
  const before = saleById(db, saleId) as Sale
  if (paid !== null) recordPayment(store, saleId, paid === 'all' ? owedMinor(before) : paid, at)
  const fields = {
    ...{ customerId: before.customerId, saleId, caseId: null, contactId: null },
    ...{ madeAt: instantText(at), enteredAt: instantText(now) },
  }
  if (payBy !== null) {
    insertPromise(db, {
      ...{ ...fields, kind: 'payment', promiser: 'customer', text: null, dueDay: dayText(payBy) },
      amountMinor: owedMinor(saleById(db, saleId) as Sale),
    })
  }
  for (const text of texts) {
    insertPromise(db, {
      ...{ ...fields, kind: 'condition', promiser: 'seller', text, amountMinor: null },
      dueDay: dayText(by as Day),
    })
  }
}
