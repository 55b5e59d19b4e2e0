// Sales on a terminal.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import { netQuantities } from '../../domain/sale.ts'
import { renderTable, type Table } from '../table.ts'
import { safe, withMinus, wrap } from '../terminal.ts'
import {
  accountText,
  type BonusAccount,
  type SaleBonus,
  type SoldBonus,
  saleBonusText,
  soldText,
} from './bonus.ts'
import type { Person } from './due.ts'
import { besideOwed, owedText, type Paid, paidText } from './payment.ts'
import { type PlannedTouch, viewPlanned } from './planned.ts'
import { type PromiseDocument, promisedText } from './promise.ts'

export interface SaleDocument extends Paid {
  id: number
  customerId: number
  customer: string
  at: string
  date: string
  promised: string | null
  delivered: string | null
  /** Whether the right thing came, and all of it; null where nobody asked. */
  deliveredRight: boolean | null
  deliveredComplete: boolean | null
  imported: boolean
  lines: {
    productId: number
    product: string
    quantity: number
    amountMinor: number
    returned: string | null
  }[]
  discountMinor: number
  totalMinor: number
  /** Points earned and spent on it; null where it has nothing to do with the programme. */
  bonus: SaleBonus | null
  currency: string
  note: string | null
}

export interface SaleAddedDocument {
  sale: SaleDocument
  bonus: SoldBonus
  promises: PromiseDocument[]
  customer: Person & { created: boolean; refused: boolean }
  products: { id: number; name: string; similar: string[] }[]
  touches: PlannedTouch[]
  /** A thank-you ready to send; null for who wants no messages. */
  message: string | null
  /** Whether the thank-you is still in time. */
  thanks: boolean
  /** What was decided without asking. */
  warnings: { code: string; text: string }[]
}

export function viewSaleAdded(document: SaleAddedDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { sale, customer, products, promises, touches, message, warnings } = document
  const lines = [
    `${style.green(t('sale.added', { id: sale.id }))} ${style.bold(safe(customer.name))}, ${itemsText(sale, page)} – ${style.bold(words.money(sale.totalMinor))}`,
  ]
  if (customer.created) lines.push(t('sale.newCustomer', { name: customer.name, id: customer.id }))
  if (customer.created && customer.phone === null) lines.push(t('sale.noPhone', { id: customer.id }))
  for (const { id, name, similar } of products) {
    lines.push(t('sale.newProduct', { name, id }))
    if (similar.length > 0) lines.push(t('sale.similar', { names: words.list(similar) }))
  }
  if (sale.paidMinor !== null) lines.push(paidText(sale, words))
  lines.push(...promises.map((promise) => promisedText(promise, words)))
  lines.push(...soldText(document.bonus, words))
  for (const warning of warnings) lines.push(style.yellow(warning.text))
  if (customer.refused) lines.push(style.yellow(t('sale.refused', { name: customer.name })))
  const planned = viewPlanned(touches, page)
  const head = lines.map((line) => wrap(line, terminal.columns))
  const plan =
    planned.length === 0
      ? [wrap(t('sale.nothingPlanned'), terminal.columns)]
      : [
          style.dim(t(customer.refused ? 'sale.owedStill' : 'sale.planned')),
          ...planned.map((line) => `  ${wrap(line, terminal.columns, '    ')}`),
        ]
  const thanks = document.thanks
    ? [
        style.dim(t('sale.thanks', { id: customer.id })),
        wrap(safe(message ?? t('message.broken')), terminal.columns),
      ]
    : []
  return [...head, ...plan, ...thanks].join('\n')
}

export interface SaleChangedDocument {
  sale: SaleDocument
  /** Her points now; null where the sale has nothing to do with them. */
  bonus: BonusAccount | null
  touches: PlannedTouch[]
  /** The case that a return, or a wrong or incomplete delivery, opened. */
  caseId?: number | null
  caseKind?: 'complaint' | 'return'
}

export function viewSaleChanged(document: SaleChangedDocument, page: Page): string {
  const { t } = page.words
  const planned = viewPlanned(document.touches, page)
  const plan =
    planned.length === 0
      ? [t('sale.nothingPlanned')]
      : [page.style.dim(t('sale.planned')), ...planned.map((line) => `  ${line}`)]
  return [viewSale(document, page), ...caseLines(document, page), ...plan].join('\n')
}

function caseLines(
  { caseId = null, caseKind }: SaleChangedDocument,
  { words: { t }, style, terminal }: Page,
) {
  if (caseId === null) return []
  const text = caseKind === 'return' ? t('case.forReturn') : t('promise.complaint')
  // A command is there to be copied: it is never broken.
  const step = style.dim(t('case.lookUp', { id: caseId }))
  return [wrap(style.yellow(text), terminal.columns), step]
}

export function viewSale(
  {
    sale,
    bonus = null,
    promises = [],
  }: {
    sale: SaleDocument
    bonus?: BonusAccount | null
    promises?: PromiseDocument[]
  },
  page: Page,
): string {
  const { words, style, terminal } = page
  const { t } = words
  const date = (day: string) => words.date(parseDay(day) ?? words.today)
  const head = `${style.bold(t('sale.title', { id: sale.id }))} · ${safe(words.person(sale.customer, true))} #${sale.customerId} · ${date(sale.date)}`
  const table: Table = {
    columns: [
      { head: t('sale.column.product') },
      { head: t('sale.column.quantity'), align: 'right' },
      { head: t('sale.column.amount'), align: 'right' },
      { head: '' },
    ],
    rows: sale.lines.map((line) => [
      line.product,
      withMinus(words.number(line.quantity, 3), terminal),
      withMinus(words.money(line.amountMinor), terminal),
      line.returned === null ? '' : t('sale.returned', { day: date(line.returned) }),
    ]),
  }
  const facts = [
    sale.discountMinor > 0 ? `${t('sale.discount')}: ${words.money(sale.discountMinor)}` : '',
    `${t('sale.total')}: ${style.bold(words.money(sale.totalMinor))}`,
    sale.bonus && !bonus ? saleBonusText(sale.bonus, words) : '',
    bonus ? `${t('bonus.card')}: ${accountText(bonus, words)}` : '',
    sale.promised ? `${t('sale.promised')}: ${date(sale.promised)}` : '',
    sale.delivered ? deliveredText(sale, words) : '',
    paidText(sale, words),
    ...promises.map((promise) => promisedText(promise, words)),
    sale.note ? `${t('sale.note')}: ${safe(sale.note)}` : '',
  ]
  return [
    wrap(head, terminal.columns),
    renderTable(table, terminal),
    ...facts.filter((fact) => fact !== '').map((fact) => wrap(fact, terminal.columns)),
  ].join('\n')
}

function deliveredText(sale: SaleDocument, words: Page['words']): string {
  const { t } = words
  const day = words.date(parseDay(sale.delivered ?? '') ?? words.today)
  const faults = [
    ...(sale.deliveredRight === false ? [t('sale.wrong')] : []),
    ...(sale.deliveredComplete === false ? [t('sale.incomplete')] : []),
  ]
  const promised = parseDay(sale.promised ?? '')
  const late = promised === null ? 0 : (parseDay(sale.delivered ?? '') ?? promised) - promised
  const by = late > 0 ? [t('sale.lateBy', { count: late })] : []
  return [`${t('sale.delivered')}: ${day}`, ...by, ...faults].join(', ')
}

export interface SalesDocument {
  sales: SaleDocument[]
  total: number
  /** What is owed in all, where only sales not paid for were asked for. */
  owedMinor: number | null
  /** Then also sales with money to be given back, and the numbers of those whose payment nobody noted; else null. */
  giveBack: SaleDocument[] | null
  untracked: number[] | null
}

export function viewSales(document: SalesDocument, page: Page): string {
  const { words, terminal } = page
  const { t } = words
  const { sales, owedMinor } = document
  const beside = besideOwed(document, page)
  if (sales.length === 0) {
    const none = wrap(t(owedMinor === null ? 'sale.none' : 'sale.noneOwing'), terminal.columns)
    return [none, ...beside].join('\n')
  }
  // Who keeps no payments has no column for them.
  const tracked = sales.some((sale) => sale.owedMinor !== null)
  const table: Table = {
    columns: [
      { head: t('customer.head.id'), align: 'right' },
      { head: t('sale.column.date') },
      { head: t('sale.column.customer') },
      { head: t('sale.column.items') },
      { head: t('sale.column.amount'), align: 'right' },
      ...(tracked ? [{ head: t('sale.column.paid') }] : []),
    ],
    rows: sales.map((sale) => [
      `#${sale.id}`,
      words.date(parseDay(sale.date) ?? words.today),
      words.person(sale.customer),
      itemsText(sale, page) || t('sale.allReturned'),
      words.money(sale.totalMinor),
      ...(tracked ? [owedText(sale, words)] : []),
    ]),
  }
  const rest = document.total - sales.length
  return [
    renderTable(table, terminal),
    ...(rest > 0 ? [t('common.more', { count: rest })] : []),
    ...(owedMinor === null ? [] : [t('sale.owedInAll', { money: words.money(owedMinor) })]),
    ...beside,
  ].join('\n')
}

/** What was kept of a sale: `Cream × 2, Soap`. */
function itemsText(sale: SaleDocument, { words }: Page): string {
  const names = new Map(sale.lines.map(({ productId, product }) => [productId, product]))
  const lines = sale.lines.map((line) => ({ ...line, returnedAt: line.returned }))
  return [...netQuantities(lines)]
    .map(([productId, quantity]) => {
      const product = names.get(productId) ?? ''
      return safe(quantity === 1 ? product : `${product} × ${words.number(quantity, 3)}`)
    })
    .join(', ')
}
