// The parts of the report that tell how it went from period to period: a line and its numbers.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import type { Grade } from '../../domain/grade.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import type { ReportPart } from '../../exchange/report-html.ts'
import type { LineChart } from '../../exchange/svg-chart.ts'
import { gradeText } from './summary-answers.ts'
import type { Period, SummaryDocument } from './summary-document.ts'
import { periodText, pointsText } from './summary-sheet.ts'

export function npsPart({ trend }: SummaryDocument, page: Page): ReportPart | null {
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

/** The grade of a summary, and of each period of its trend. */
export interface Graded {
  summary: Pick<SummaryDocument, 'grade'>
  grades: (Period & { grade: Grade })[]
}

export function gradePart({ grades, summary: { grade } }: Graded, page: Page): ReportPart | null {
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

/** A period of a trend in few letters: the month it ends in. */
function monthOf({ to }: Period, { words }: Page): string {
  return words.shortMonth(dayIn(to))
}

/** Without a single point there is nothing to draw. */
function drawn(chart: LineChart): LineChart[] {
  return chart.points.some(({ value }) => value !== null) ? [chart] : []
}
