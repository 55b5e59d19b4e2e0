// What became of promises and cases: kept or not, answered how soon, solved at once or not, and what was at fault.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import { renderTable } from '../table.ts'
import { beforePiece } from './summary-change.ts'
import type { Figures, SummaryDocument, SummaryScreen } from './summary-document.ts'
import { flow, partText, type Sheet } from './summary-sheet.ts'

/** No lines where nothing was due. */
export function promiseLines({ promises, previous }: SummaryScreen, sheet: Sheet): string[] {
  const { t } = sheet.words
  if (promises.due === 0) return []
  const ends = (['late', 'partly', 'broken', 'open'] as const).filter((end) => promises[end] > 0)
  const before = previous && previous.promises.due > 0 ? promisesText(previous, sheet) : null
  return flow(
    [
      promisesText({ promises }, sheet),
      ...ends.map((end) => t(`summary.promise.${end}`, { n: sheet.words.number(promises[end]) })),
      ...beforePiece(before, sheet),
    ],
    sheet.room,
  )
}

/** No lines where nobody asked anything. */
export function caseLines({ fcr, replyTime, openCases, to }: SummaryScreen, sheet: Sheet): string[] {
  const { words, room } = sheet
  const { t } = words
  // What is open now says nothing of a period that is over.
  const isNow = dayIn(to) >= words.today
  const { open, unanswered } = isNow ? openCases : { open: 0, unanswered: 0 }
  if (fcr.cases + fcr.pending + open === 0) return []
  const { medianHours } = replyTime
  return flow(
    [
      t('summary.case.opened', { count: fcr.cases + fcr.pending }),
      ...(fcr.cases > 0
        ? [t('summary.case.solved', { part: partText(fcr.resolved, fcr.cases, sheet) })]
        : []),
      ...(open === 0 ? [] : [t('summary.case.open', { n: words.number(open) })]),
      ...(unanswered === 0 ? [] : [t('summary.case.unanswered', { n: words.number(unanswered) })]),
      ...(medianHours === null
        ? []
        : [t('summary.case.replied', { hours: words.number(medianHours, 1), n: replyTime.n })]),
    ],
    room,
  )
}

export function promisesText({ promises }: Pick<Figures, 'promises'>, page: Page): string {
  return partText(promises.kept, promises.due, page)
}

export function complaintTable({ complaintsByFactor }: SummaryDocument, page: Page): string | null {
  if (complaintsByFactor.length === 0) return null
  const columns = complaintHeads(page).map((head) => ({ head }))
  return renderTable({ columns, rows: complaintRows(complaintsByFactor, page) }, page.terminal)
}

/** The heads of what was at fault, and how often. */
export function complaintHeads({ words: { t } }: Page): string[] {
  return [t('summary.head.atFault'), t('summary.head.complaints')]
}

export function complaintRows(complaints: SummaryDocument['complaintsByFactor'], page: Page): string[][] {
  const { t } = page.words
  const all = complaints.reduce((sum, { n }) => sum + n, 0)
  return complaints.map(({ factor, n }) => [
    factor === null ? t('summary.noFactor') : t(`summary.atFault.${factor}`),
    partText(n, all, page),
  ])
}
