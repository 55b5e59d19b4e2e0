// Sales on a terminal.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import { netQuantities } from '../../domain/sale.ts'
import { renderTable, type Table } from '../table.ts'
import { safe, wrap } from '../terminal.ts'
import type { Person } from './due.ts'
import { type PlannedTouch, viewPlanned } from './planned.ts'

export interface SaleDocument {
  id: number
  customerId: number
  customer: string
  at: string
  date: string
  promised: string | null
  delivered: string | null
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
  currency: string
  note: string | null
}

export interface SaleAddedDocument {
  sale: SaleDocument
  customer: Person & { created: boolean; refused: boolean }
  products: { id: number; name: string; similar: string[] }[]
  touches: PlannedTouch[]
  /** A thank-you ready to send. */
  message: string
  /** Whether the thank-you is still in time. */
  thanks: boolean
  /** What was decided without asking. */
  warnings: { code: string; text: string }[]
}

export function viewSaleAdded(document: SaleAddedDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { sale, customer, products, touches, message, warnings } = document
  const lines = [
    `${style.green(t('sale.added', { id: sale.id }))} ${style.bold(safe(customer.name))}, ${itemsText(sale, page)} – ${style.bold(words.money(sale.totalMinor))}`,
  ]
  if (customer.created) lines.push(t('sale.newCustomer', { name: customer.name, id: customer.id }))
  if (customer.created && customer.phone === null) lines.push(t('sale.noPhone', { id: customer.id }))
  for (const { id, name, similar } of products) {
    lines.push(t('sale.newProduct', { name, id }))
    if (similar.length > 0) lines.push(t('sale.similar', { names: words.list(similar) }))
  }
  for (const warning of warnings) lines.push(style.yellow(warning.text))
  if (customer.refused) lines.push(style.yellow(t('sale.refused', { name: customer.name })))
  const planned = viewPlanned(touches, page)
  const head = lines.map((line) => wrap(line, terminal.columns))
  const plan =
    planned.length === 0
      ? [wrap(t('sale.nothingPlanned'), terminal.columns)]
      : [style.dim(t('sale.planned')), ...planned.map((line) => `  ${wrap(line, terminal.columns, '    ')}`)]
  const thanks = document.thanks ? [style.dim(t('sale.thanks')), wrap(safe(message), terminal.columns)] : []
  return [...head, ...plan, ...thanks].join('\n')
}

export function viewSaleChanged(
  document: { sale: SaleDocument; touches: PlannedTouch[] },
  page: Page,
): string {
  const { t } = page.words
  const planned = viewPlanned(document.touches, page)
  const plan =
    planned.length === 0
      ? [t('sale.nothingPlanned')]
      : [page.style.dim(t('sale.planned')), ...planned.map((line) => `  ${line}`)]
  return [viewSale(document, page), ...plan].join('\n')
}

export function viewSale({ sale }: { sale: SaleDocument }, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const date = (day: string) => words.date(parseDay(day) ?? words.today)
  const head = `${style.bold(t('sale.title', { id: sale.id }))} · ${safe(sale.customer)} #${sale.customerId} · ${date(sale.date)}`
  const table: Table = {
    columns: [
      { head: t('sale.column.product') },
      { head: t('sale.column.quantity'), align: 'right' },
      { head: t('sale.column.amount'), align: 'right' },
      { head: '' },
    ],
    rows: sale.lines.map((line) => [
      line.product,
      words.number(line.quantity, 3),
      words.money(line.amountMinor),
      line.returned === null ? '' : t('sale.returned', { day: date(line.returned) }),
    ]),
  }
  const facts = [
    sale.discountMinor > 0 ? `${t('sale.discount')}: ${words.money(sale.discountMinor)}` : '',
    `${t('sale.total')}: ${style.bold(words.money(sale.totalMinor))}`,
    sale.promised ? `${t('sale.promised')}: ${date(sale.promised)}` : '',
    sale.delivered ? `${t('sale.delivered')}: ${date(sale.delivered)}` : '',
    sale.note ? `${t('sale.note')}: ${safe(sale.note)}` : '',
  ]
  return [
    wrap(head, terminal.columns),
    renderTable(table, terminal),
    ...facts.filter((fact) => fact !== '').map((fact) => wrap(fact, terminal.columns)),
  ].join('\n')
}

export function viewSales(document: { sales: SaleDocument[]; total: number }, page: Page): string {
  const { words, terminal } = page
  const { t } = words
  if (document.sales.length === 0) return wrap(t('sale.none'), terminal.columns)
  const table: Table = {
    columns: [
      { head: '#', align: 'right' },
      { head: t('sale.column.date') },
      { head: t('sale.column.customer') },
      { head: t('sale.column.items') },
      { head: t('sale.column.amount'), align: 'right' },
    ],
    rows: document.sales.map((sale) => [
      `#${sale.id}`,
      words.date(parseDay(sale.date) ?? words.today),
      sale.customer,
      itemsText(sale, page) || t('sale.allReturned'),
      words.money(sale.totalMinor),
    ]),
  }
  const rest = document.total - document.sales.length
  return [renderTable(table, terminal), ...(rest > 0 ? [t('common.more', { count: rest })] : [])].join('\n')
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
