// The tables of the whole summary: periods, second purchases, calls, months and products.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import { HORIZONS } from '../../domain/retention.ts'
import { type Column, renderTable } from '../table.ts'
import { wrap } from '../terminal.ts'
import type { SummaryDocument } from './summary-document.ts'
import { boundsText, partText, periodText, pointsText } from './summary-sheet.ts'

/** Columns by the names of their heads. */
function heads(names: readonly HeadName[], { words }: Page): Column[] {
  return names.map((name) => ({ head: words.t(`summary.head.${name}`) }))
}

type HeadName = 'period' | 'nps' | 'csat' | 'days' | 'bought' | 'likely' | 'called' | 'product'

export function trendTable({ trend }: SummaryDocument, page: Page): string | null {
  const { t } = page.words
  if (!trend.some(({ nps, csat }) => nps.n + csat.n > 0)) return null
  const rows = trend.map((point) => {
    const { nps, csat } = point
    const score =
      nps.value === null
        ? t('summary.answers', { count: nps.n })
        : t('summary.figure', { figure: pointsText(nps.value, page), count: nps.n })
    return [periodText(point, page), score, partText(csat.satisfied, csat.n, page)]
  })
  return renderTable({ columns: heads(['period', 'nps', 'csat'], page), rows }, page.terminal)
}

export function secondTable({ secondPurchase }: SummaryDocument, page: Page): string | null {
  if (!secondPurchase.some(({ n }) => n > 0)) return null
  const rows = secondPurchase.map((row) => [
    daysText(row.days, page),
    partText(row.bought, row.n, page),
    boundsText(row, page),
  ])
  return renderTable({ columns: heads(['days', 'bought', 'likely'], page), rows }, page.terminal)
}

export function effectTable({ callEffect }: SummaryDocument, page: Page): string | null {
  if (!callEffect.some(({ n }) => n > 0)) return null
  const { words, terminal, style } = page
  const rows = callEffect.map((row) => [
    daysText(row.days, page),
    words.t(`summary.called.${row.called}`),
    partText(row.bought, row.n, page),
    boundsText(row, page),
  ])
  const columns = heads(['days', 'called', 'bought', 'likely'], page)
  const warning = style.dim(wrap(words.t('summary.effect.warning'), terminal.columns))
  return `${renderTable({ columns, rows, title: 2 }, terminal)}\n${warning}`
}

export function cohortTable({ cohorts }: SummaryDocument, page: Page): string | null {
  if (cohorts.length === 0) return null
  const columns = cohortHeads(page).map((head) => ({ head }))
  return renderTable({ columns, rows: cohortRows(cohorts, page) }, page.terminal)
}

/** The heads of months and what became of their first buyers. */
export function cohortHeads(page: Page): string[] {
  const { t } = page.words
  const horizons = HORIZONS.map((days) => daysText(days, page))
  return [t('summary.head.month'), t('summary.head.firstBuyers'), ...horizons]
}

export function cohortRows(cohorts: SummaryDocument['cohorts'], page: Page): string[][] {
  const { words } = page
  return cohorts.map(({ month, customers, second }) => [
    words.month(dayIn(`${month}-01`)),
    words.number(customers),
    ...HORIZONS.map((horizon) => {
      const { bought, n } = second.find(({ days }) => days === horizon) ?? { bought: 0, n: 0 }
      return partText(bought, n, page)
    }),
  ])
}

export function productTable({ byProduct }: SummaryDocument, page: Page): string | null {
  if (byProduct.length === 0) return null
  const rows = byProduct.map((row) => [
    row.product,
    partText(row.satisfied, row.n, page),
    boundsText(row, page),
  ])
  return renderTable({ columns: heads(['product', 'csat', 'likely'], page), rows }, page.terminal)
}

export function daysText(days: number, { words }: Page): string {
  return words.t('summary.days', { days, count: days })
}
