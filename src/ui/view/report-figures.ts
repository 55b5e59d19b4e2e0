// The figures at the head of the report: each with its number, and how far it may be off.
import type { Page } from '../../context.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import type { ReportFigure } from '../../exchange/report-html.ts'
import { gradeText } from './summary-answers.ts'
import type { SummaryDocument } from './summary-document.ts'
import { boundsText, moneyText, partText, pointsText } from './summary-sheet.ts'

export function figuresOf(summary: SummaryDocument, page: Page): ReportFigure[] {
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
