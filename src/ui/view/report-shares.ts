// The parts of the report that tell shares: a bar each, and what stands beside them.
import type { Page } from '../../context.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import { HORIZONS } from '../../domain/retention.ts'
import type { ReportPart } from '../../exchange/report-html.ts'
import type { Bar } from '../../exchange/svg-chart.ts'
import type { SummaryDocument } from './summary-document.ts'
import { complaintHeads, complaintRows } from './summary-service.ts'
import { partText } from './summary-sheet.ts'
import { cohortHeads, cohortRows, daysText } from './summary-tables.ts'

export function firstCallPart({ firstCall48h }: SummaryDocument, page: Page): ReportPart | null {
  const { made, due, enteredLate } = firstCall48h
  if (due === 0) return null
  const { t } = page.words
  const bar = barOf(
    t('summary.row.firstCall48h'),
    { share: made / due, n: due, part: made, low: null, high: null },
    page,
  )
  const late = enteredLate > 0 ? [t('summary.enteredLate', { count: enteredLate })] : []
  return {
    ...{ title: t('report.part.firstCall'), tables: [] },
    charts: [{ kind: 'bars', title: t('report.part.firstCall'), bars: [bar] }],
    notes: [t('report.firstCallNote'), ...late],
  }
}

export function promisePart({ promises }: SummaryDocument, page: Page): ReportPart | null {
  const { kept, due } = promises
  if (due === 0) return null
  const { t } = page.words
  const title = t('report.part.promises')
  const bar = barOf(
    t('summary.row.promises'),
    { share: kept / due, n: due, part: kept, low: null, high: null },
    page,
  )
  const others = (['late', 'partly', 'broken', 'open'] as const)
    .filter((end) => promises[end] > 0)
    .map((end) => t(`summary.promise.${end}`, { n: page.words.number(promises[end]) }))
  return { title, charts: [{ kind: 'bars', title, bars: [bar] }], tables: [], notes: others }
}

export function secondPart({ secondPurchase, cohorts }: SummaryDocument, page: Page): ReportPart | null {
  const { t } = page.words
  const known = secondPurchase.filter(({ n }) => n > 0)
  if (known.length + cohorts.length === 0) return null
  const title = t('report.part.second')
  const bars = known.map((row) => barOf(daysText(row.days, page), { ...row, part: row.bought }, page))
  const table = { head: cohortHeads(page), rows: cohortRows(cohorts, page) }
  return {
    title,
    charts: bars.length === 0 ? [] : [{ kind: 'bars', title, bars }],
    tables: table.rows.length === 0 ? [] : [table],
    notes: [],
  }
}

export function effectPart({ callEffect }: SummaryDocument, page: Page): ReportPart | null {
  const { t } = page.words
  const known = callEffect.filter(({ n }) => n > 0)
  const days = HORIZONS.findLast((horizon) => known.filter((row) => row.days === horizon).length > 1)
  if (days === undefined) return null
  const title = t('report.part.effect', { days })
  const bars = known
    .filter((row) => row.days === days)
    .map((row) => barOf(t(`summary.called.${row.called}`), { ...row, part: row.bought }, page))
  const notes = [t('summary.effect.warning')]
  return { title, charts: [{ kind: 'bars', title, bars }], tables: [], notes }
}

export function productPart({ byProduct }: SummaryDocument, page: Page): ReportPart | null {
  if (byProduct.length === 0) return null
  const title = page.words.t('summary.part.products')
  const bars = byProduct.map((row) => barOf(row.product, { ...row, part: row.satisfied }, page))
  return { title, charts: [{ kind: 'bars', title, bars }], tables: [], notes: [] }
}

export function complaintPart({ complaintsByFactor }: SummaryDocument, page: Page): ReportPart | null {
  if (complaintsByFactor.length === 0) return null
  const table = { head: complaintHeads(page), rows: complaintRows(complaintsByFactor, page) }
  return { title: page.words.t('summary.part.complaints'), charts: [], tables: [table], notes: [] }
}

interface Share {
  share: number | null
  n: number
  part: number
  low: number | null
  high: number | null
}

/** Of too few no bar is drawn: the count is told alone. */
function barOf(label: string, { share, n, part, low, high }: Share, page: Page): Bar {
  const few = n < ENOUGH
  return {
    ...{ label, text: partText(part, n, page) },
    ...(few ? { share: null, low: null, high: null } : { share, low, high }),
  }
}
