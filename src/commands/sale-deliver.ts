// aftersales sale deliver: the day the goods came, and whether they were right and complete.
import type { Context } from '../context.ts'
import { type Day, dayText, parseDay } from '../domain/day.ts'
import { AppError, invalid } from '../errors.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { check, optional, text, yesNo } from './input.ts'
import { type Arrival, arrive } from './promise-settle.ts'
import { askDay } from './prompt.ts'
import { findSale } from './reference.ts'
import { showChanged } from './sale.ts'
import { refuseBefore } from './sale-draft.ts'
import { readDay } from './when.ts'

export interface DeliverFlags {
  date?: string
  right?: string
  complete?: string
  note?: string
}

/**
 * On a terminal what no flag says is asked; else it came today, and nothing is known of how.
 * @throws AppError sale.notFound, input.invalid, cancelled
 */
export async function deliverSale(context: Context, reference: string, flags: DeliverFlags): Promise<void> {
  const store = await context.change()
  const sale = findSale(store, reference)
  const { right, complete, note } = check(
    { right: optional(yesNo()), complete: optional(yesNo()), note: optional(text(500)) },
    { right: flags.right, complete: flags.complete, note: flags.note },
  )
  const said = {
    day: flags.date === undefined ? null : await readArrival(store, sale, flags.date),
    right: right ?? null,
    complete: complete ?? null,
    note: note ?? null,
  }
  const answered = context.terminal.interactive ? await askArrival(context, store, sale, said) : null
  const caseId = store.write((changes) => {
    const now = findSale(store, `#${sale.id}`)
    changes.touch(now.customerId)
    // Of a delivery confirmed before, in another window too, what was known stays known.
    const told = answered ?? {
      day: said.day ?? store.zone.day(store.now),
      right: said.right ?? now.deliveredRight,
      complete: said.complete ?? now.deliveredComplete,
      note: said.note,
    }
    const asked = told.note ?? faultsOf(context, told)
    return arrive(store, now, { ...told, asked, channel: 'phone' })
  })
  showChanged(context, store, sale.id, { caseId })
}

/** @throws AppError input.invalid for a day to come, or before the sale */
async function readArrival({ now, zone }: Store, sale: Sale, typed: string): Promise<Day> {
  const day = await readDay('--date', typed, now, zone, 'past')
  if (day > zone.day(now)) invalid('future', '--date', typed)
  refuseBefore(zone.day(Date.parse(sale.soldAt)), '--date', dayText(day), typed)
  return day
}

type Told = Omit<Arrival, 'asked' | 'channel'> & { note: string | null }

async function askArrival(
  context: Context,
  store: Store,
  sale: Sale,
  said: Omit<Told, 'day'> & { day: Day | null },
): Promise<Told> {
  const { t } = context
  const ask = await context.ask()
  const before = parseDay(sale.deliveredDay ?? '')
  if (before !== null && said.day === null) {
    const question = t('sale.ask.deliveredAlready', { day: context.words(store).date(before) })
    if (!(await ask.confirm(question, true))) throw new AppError('cancelled')
  }
  const day =
    said.day ??
    (await askDay(
      context,
      t('sale.ask.deliveredDay'),
      (typed) => readArrival(store, sale, typed),
      t('sale.ask.today'),
    ))
  const yesNoUnknown = (message: string) =>
    ask.select<boolean | null>(message, [
      { name: t('common.yes'), value: true, answer: 'yes' },
      { name: t('common.no'), value: false, answer: 'no' },
      { name: t('sale.ask.unknown'), value: null },
    ])
  const right = said.right ?? (await yesNoUnknown(t('sale.ask.right')))
  const complete = said.complete ?? (await yesNoUnknown(t('sale.ask.complete')))
  const faulty = right === false || complete === false
  const note =
    said.note ??
    (faulty ? check({ note: text(500) }, { note: await ask.input(t('sale.ask.fault')) }).note : null)
  return { day, right, complete, note }
}

/** What a complaint says where nobody put it in words. */
function faultsOf({ t }: Context, { right, complete }: Told): string {
  const faults = [
    ...(right === false ? [t('sale.wrong')] : []),
    ...(complete === false ? [t('sale.incomplete')] : []),
  ]
  return faults.join(', ')
}
