// The tables of a customer's card: what was bought, what was said, what is planned.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import { dueAtInstant } from '../../domain/touch.ts'
import type { Contact } from '../../store/contact.ts'
import type { Table } from '../table.ts'
import { scores } from './criteria.ts'
import { owedText } from './payment.ts'
import type { PlannedTouch } from './planned.ts'
import type { SaleDocument } from './sale.ts'

export type ShownContact = Omit<Contact, 'customerId'>

export function touchTable(touches: readonly PlannedTouch[], { words }: Page): Table {
  const { t } = words
  return {
    columns: [
      { head: t('customer.touches.kind') },
      { head: t('customer.touches.opens'), whole: true },
      { head: t('customer.touches.due'), whole: true },
      { head: t('customer.touches.closes'), whole: true },
    ],
    rows: touches.map(({ kind, opens, due, closes }) => [
      t(`touch.kind.${kind}`),
      date(opens, words),
      dueAtInstant(kind) ? `${dateOf(due, words)}, ${words.time(Date.parse(due))}` : date(due, words),
      closes === null ? t('common.none') : date(closes, words),
    ]),
  }
}

export function saleTable(sales: readonly SaleDocument[], { words }: Page): Table {
  const { t } = words
  return {
    columns: [
      { head: t('customer.sales.id'), align: 'right' },
      { head: t('customer.sales.day'), whole: true },
      { head: t('customer.sales.items') },
      { head: t('customer.sales.total'), align: 'right', whole: true },
    ],
    title: 2,
    rows: sales.map((sale) => [
      `#${sale.id}`,
      date(sale.date, words),
      saleItems(sale, words),
      words.money(sale.totalMinor),
    ]),
  }
}

/** What was sold, what came back, what is still to be paid, and a delivery that is still awaited. */
function saleItems(sale: SaleDocument, words: Page['words']): string {
  const { lines, promised, delivered, owedMinor } = sale
  const { t } = words
  const items = (part: SaleDocument['lines'], sign: 1 | -1) =>
    part
      .map(({ product, quantity }) =>
        quantity * sign === 1 ? product : `${product} × ${words.number(quantity * sign, 3)}`,
      )
      .join(', ')
  const returned = lines.filter((line) => line.quantity < 0)
  const awaited = delivered === null && promised !== null
  return [
    items(
      lines.filter((line) => line.quantity > 0),
      1,
    ),
    ...(returned.length > 0 ? [t('customer.card.returned', { items: items(returned, -1) })] : []),
    ...(owedMinor === null || owedMinor === 0 ? [] : [owedText(sale, words)]),
    ...(awaited ? [t('customer.card.promised', { day: date(promised, words) })] : []),
  ]
    .filter((part) => part !== '')
    .join('; ')
}

export function contactTable(contacts: readonly ShownContact[], { words }: Page): Table {
  const { t } = words
  return {
    columns: [
      { head: t('customer.contacts.day'), whole: true },
      { head: t('customer.contacts.outcome') },
      { head: t('customer.contacts.scores') },
      { head: t('customer.contacts.note') },
    ],
    title: 2,
    rows: contacts.map(({ at, outcome, csat, nps, reason, note }) => [
      dateOf(at, words),
      t(`touch.outcome.${outcome}`),
      scores({ csat, nps }),
      [reason, note].filter((text) => text !== null).join('; '),
    ]),
  }
}

function date(day: string, words: Page['words']): string {
  return words.date(parseDay(day) ?? words.today)
}

function dateOf(instant: string, words: Page['words']): string {
  return words.date(words.zone.day(Date.parse(instant)))
}
