// This period and the one before it side by side.
import type { Page } from '../../context.ts'
import { renderTable } from '../table.ts'
import { gradeText } from './summary-answers.ts'
import { salesText } from './summary-calls.ts'
import { changeText, JUDGED } from './summary-change.ts'
import type { Figures, SummaryDocument } from './summary-document.ts'
import { promisesText } from './summary-service.ts'
import { partText, pointsText } from './summary-sheet.ts'

const FIGURES = [
  'nps',
  'csat',
  'grade',
  'promises',
  'contacts',
  'reach',
  'firstCall48h',
  'aht',
  'sales',
] as const

/** Null without `--compare`. */
export function comparison(document: SummaryDocument, page: Page): string | null {
  const { previous, changes } = document
  if (previous === null || changes === null) return null
  const { t } = page.words
  const [now, before] = [figureTexts(document, page), figureTexts(previous, page)]
  const change = (figure: (typeof FIGURES)[number]) => {
    const judged = JUDGED.find((one) => one === figure)
    return judged && changes[judged] ? changeText(judged, changes[judged], page) : ''
  }
  const rows = FIGURES.map((figure) => [
    t(`summary.row.${figure}`),
    now[figure],
    before[figure],
    change(figure),
  ])
  const heads = (['now', 'before', 'change'] as const).map((head) => ({ head: t(`summary.head.${head}`) }))
  return renderTable({ columns: [{ head: '' }, ...heads], rows }, page.terminal)
}

/** Each figure in a few words, with the number it rests on. */
function figureTexts(figures: Figures, page: Page): Record<(typeof FIGURES)[number], string> {
  const { words } = page
  const { t } = words
  const { nps, csat, grade, contacts, reach, firstCall48h, aht, sales } = figures
  const answers = (figure: string | null, count: number) =>
    figure === null ? t('summary.answers', { count }) : t('summary.figure', { figure, count })
  return {
    nps: answers(nps.value === null ? null : pointsText(nps.value, page), nps.n),
    csat: partText(csat.satisfied, csat.n, page),
    grade: answers(gradeText(grade, page), grade.n),
    promises: promisesText(figures, page),
    contacts: words.number(contacts.total),
    reach: partText(reach.talks, reach.attempts, page),
    firstCall48h: partText(firstCall48h.made, firstCall48h.due, page),
    aht:
      aht.medianMinutes === null
        ? t('common.none')
        : t('summary.usually', { minutes: words.number(aht.medianMinutes, 1), count: aht.n }),
    sales: salesText(sales, page),
  }
}
