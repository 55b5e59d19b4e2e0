// The report as a page: the figures of the summary in words, charts and tables.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import type { Grade } from '../../domain/grade.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import { HORIZONS } from '../../domain/retention.ts'
import type { Report, ReportFigure, ReportPart, ReportTable } from '../../exchange/report-html.ts'
import type { Bar, LineChart } from '../../exchange/svg-chart.ts'
import { criteriaTexts } from './criteria.ts'
import type { LoyalCustomer } from './loyal.ts'
import { gradeText } from './summary-answers.ts'
import type { Period, SummaryDocument } from './summary-document.ts'
import { complaintHeads, complaintRows } from './summary-service.ts'
import { boundsText, moneyText, partText, periodText, pointsText } from './summary-sheet.ts'
import { cohortHeads, cohortRows, daysText } from './summary-tables.ts'

export interface ReportDocument {
  summary: SummaryDocument
  /** The grade of each period of the trend. */
  grades: (Period & { grade: Grade })[]
  loyal: LoyalCustomer[]
  atRisk: LoyalCustomer[]
  shopName: string
  /** The file that the page is in. */
  file: string
}

export function reportOf(document: ReportDocument, page: Page): Report {
  const { summary, shopName } = document
  const { words } = page
  const { t } = words
  const parts = [
    npsPart(document, page),
    gradePart(document, page),
    firstCallPart(document, page),
    secondPart(document, page),
    effectPart(document, page),
    promisePart(document, page),
    customersPart('loyal', document.loyal, page),
    customersPart('atRisk', document.atRisk, page),
    productPart(document, page),
    complaintPart(document, page),
  ]
  return {
    lang: words.lang,
    title: shopName === '' ? t('report.title') : t('report.titleOf', { shop: shopName }),
    subtitle: periodText(summary, page),
    figures: figuresOf(summary, page),
    parts: parts.filter((part) => part !== null),
    footer: [
      t('summary.reading', { least: pointsText(-100, page), most: pointsText(100, page), enough: ENOUGH }),
      t('report.private'),
    ].join(' '),
  }
}

function figuresOf(summary: SummaryDocument, page: Page): ReportFigure[] {
  const { words } = page
  const { t } = words
  const { nps, csat, grade, firstCall48h, promises, fcr, sales, reach } = summary
  const none = t('common.none')
  const figure = (code: string, name: string, value: number | null, text: string, note: string) => ({
    ...{ code, name, note },
    value,
    text: value === null ? none : text,
  })
  /** A share as a percentage, of few as a count alone. */
  const share = (code: string, name: string, value: number | null, part: number, n: number, bounds = '') =>
    n < ENOUGH
      ? { code, name, value: null, text: n === 0 ? none : partText(part, n, page), note: '' }
      : figure(
          code,
          name,
          value,
          words.percent(value ?? 0),
          [t('summary.countOf', { part: words.number(part), n: words.number(n) }), bounds]
            .filter((text) => text !== '')
            .join('; '),
        )
  const second = summary.secondPurchase.at(-1)
  const answers = (n: number) => t('summary.answers', { count: n })
  const bounds =
    nps.low === null || nps.high === null
      ? []
      : [`${pointsText(nps.low, page)} … ${pointsText(nps.high, page)}`]
  return [
    figure(
      'nps.value',
      t('summary.head.nps'),
      nps.value,
      pointsText(nps.value ?? 0, page),
      [answers(nps.n), ...bounds].join('; '),
    ),
    share('csat.share', t('summary.row.csat'), csat.share, csat.satisfied, csat.n, boundsText(csat, page)),
    figure(
      'grade.value',
      t('report.grade'),
      gradeText(grade, page) === null ? null : grade.value,
      gradeText(grade, page) ?? '',
      answers(grade.n),
    ),
    share(
      'firstCall48h.share',
      t('summary.row.firstCall48h'),
      firstCall48h.share,
      firstCall48h.made,
      firstCall48h.due,
    ),
    ...(second
      ? [
          share(
            `secondPurchase.${second.days}`,
            t('report.second', { count: second.days }),
            second.share,
            second.bought,
            second.n,
            boundsText(second, page),
          ),
        ]
      : []),
    share('promises.share', t('summary.row.promises'), promises.share, promises.kept, promises.due),
    share('fcr.share', t('report.fcr'), fcr.share, fcr.resolved, fcr.cases),
    share('reach.share', t('summary.row.reach'), reach.share, reach.talks, reach.attempts),
    {
      ...{ code: 'sales.revenueMinor', name: t('summary.row.sales'), value: sales.revenueMinor },
      text: moneyText(sales.revenueMinor, page),
      note: t('report.sales', { count: sales.count }),
    },
  ]
}

/** A period of a trend in few letters: the month it ends in. */
function monthOf({ to }: Period, { words }: Page): string {
  return words.shortMonth(dayIn(to))
}

function npsPart({ summary: { trend } }: ReportDocument, page: Page): ReportPart | null {
  if (trend.every(({ nps }) => nps.n === 0)) return null
  const { t } = page.words
  const title = t('report.part.nps')
  const chart: LineChart = {
    ...{ kind: 'line', title, scale: [-100, 100] },
    ticks: [-100, -50, 0, 50, 100].map((at) => ({ at, text: pointsText(at, page) })),
    points: trend.map((point) => ({
      label: monthOf(point, page),
      ...{ value: point.nps.value, low: point.nps.low, high: point.nps.high },
      text: point.nps.value === null ? '' : pointsText(point.nps.value, page),
    })),
  }
  const rows = trend.map((point) => [
    periodText(point, page),
    point.nps.value === null ? t('common.none') : pointsText(point.nps.value, page),
    page.words.number(point.nps.n),
  ])
  return {
    ...{ title, charts: drawn(chart), notes: [t('report.trendNote', { enough: ENOUGH })] },
    tables: [{ head: [t('summary.head.period'), t('summary.head.nps'), t('report.answers')], rows }],
  }
}

/** Without a single point there is nothing to draw. */
function drawn(chart: LineChart): LineChart[] {
  return chart.points.some(({ value }) => value !== null) ? [chart] : []
}

function gradePart({ grades, summary: { grade } }: ReportDocument, page: Page): ReportPart | null {
  if (grades.every(({ grade: { n } }) => n === 0)) return null
  const { words } = page
  const { t } = words
  const title = t('report.part.grade')
  const chart: LineChart = {
    ...{ kind: 'line', title, scale: [0, 10] },
    ticks: [0, 5, 10].map((at) => ({ at, text: words.number(at) })),
    points: grades.map((point) => {
      const text = gradeText(point.grade, page)
      const value = text === null ? null : point.grade.value
      return { label: monthOf(point, page), value, low: null, high: null, text: text ?? '' }
    }),
  }
  const rows = grade.factors.map(({ factor, n, mean, weight }) => [
    t(`summary.factor.${factor}`),
    mean === null || n < ENOUGH ? t('common.none') : words.number(mean, 1),
    words.number(n),
    words.number(weight, 2),
  ])
  const head = [t('report.side'), t('report.mean'), t('report.answers'), t('report.weight')]
  return { title, charts: drawn(chart), tables: [{ head, rows }], notes: [] }
}

function firstCallPart({ summary: { firstCall48h } }: ReportDocument, page: Page): ReportPart | null {
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

function secondPart({ summary: { secondPurchase, cohorts } }: ReportDocument, page: Page): ReportPart | null {
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

function effectPart({ summary: { callEffect } }: ReportDocument, page: Page): ReportPart | null {
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

function promisePart({ summary: { promises } }: ReportDocument, page: Page): ReportPart | null {
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

/** Rows of customers that a page has room for. */
const SHOWN = 25

function customersPart(
  which: 'loyal' | 'atRisk',
  customers: readonly LoyalCustomer[],
  page: Page,
): ReportPart | null {
  if (customers.length === 0) return null
  const { words } = page
  const { t } = words
  const rows = customers
    .slice(0, SHOWN)
    .map((row) => [
      row.name,
      t(`customer.stage.${row.stage}`),
      words.number(row.purchases),
      words.money(row.spentMinor),
      row.lastPurchase === null ? t('common.none') : words.date(dayIn(row.lastPurchase)),
      reasonsOf(row, which).join('; '),
    ])
  const heads = (['name', 'stage', 'purchases', 'spent', 'last'] as const).map((head) =>
    t(`loyal.head.${head}`),
  )
  const more = customers.length - SHOWN
  const table: ReportTable = { head: [...heads, t('report.why')], rows }
  return {
    ...{ title: t(`report.part.${which}`, { count: customers.length }), charts: [], tables: [table] },
    notes: more > 0 ? [t('common.more', { count: more })] : [],
  }
}

/** What the step rests on; of who may leave, what is wrong. */
function reasonsOf({ criteria, stage }: LoyalCustomer, which: 'loyal' | 'atRisk'): string[] {
  return which === 'loyal'
    ? criteriaTexts(
        criteria.filter((criterion) => criterion.stage === stage),
        true,
      )
    : criteriaTexts(
        criteria.filter((criterion) => criterion.stage === null),
        false,
      )
}

function productPart({ summary: { byProduct } }: ReportDocument, page: Page): ReportPart | null {
  if (byProduct.length === 0) return null
  const title = page.words.t('summary.part.products')
  const bars = byProduct.map((row) => barOf(row.product, { ...row, part: row.satisfied }, page))
  return { title, charts: [{ kind: 'bars', title, bars }], tables: [], notes: [] }
}

function complaintPart({ summary: { complaintsByFactor } }: ReportDocument, page: Page): ReportPart | null {
  if (complaintsByFactor.length === 0) return null
  const table = { head: complaintHeads(page), rows: complaintRows(complaintsByFactor, page) }
  return { title: page.words.t('summary.part.complaints'), charts: [], tables: [table], notes: [] }
}
