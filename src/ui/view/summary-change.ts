// What changed since the period before, as a piece of a figure's line and as a cell of a table.
import type { Page } from '../../context.ts'
import type { Change } from '../../domain/change.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import type { Changes, SummaryScreen } from './summary-document.ts'
import { pointsText } from './summary-sheet.ts'

/** The figures that a rule tells chance from change for. */
export const JUDGED = ['nps', 'csat', 'reach', 'firstCall48h'] as const satisfies (keyof Changes)[]
export type Judged = (typeof JUDGED)[number]

/** The change in words; that there is too little to compare with where it is null. */
export function changeText(of: Judged, change: Change | null, page: Page): string {
  const { t } = page.words
  if (change === null) return t('summary.change.unknown')
  const size = of === 'nps' ? change.change : 100 * change.change
  const points = pointsText(size, page)
  if (points === '0') return t('summary.change.none')
  const way = !change.clear ? 'chance' : size > 0 ? 'rise' : 'fall'
  // The word for "points" agrees with the number that is shown.
  const count = Math.abs(size) < 1 ? Math.abs(size) : Math.round(Math.abs(size))
  return t(`summary.change.${way}`, { points, count })
}

/**
 * The same beside the figure. None without `--compare`, and none where there is no figure now.
 * @param n what the figure rests on
 */
export function changePiece(of: Judged, n: number, { changes }: SummaryScreen, page: Page): string[] {
  if (changes === null || n < ENOUGH) return []
  const { style } = page
  const change = changes[of]
  const text = changeText(of, change, page)
  if (!change?.clear) return [style.dim(text)]
  return [change.change > 0 ? style.green(text) : style.red(text)]
}

/** What a figure was before, where no rule tells chance from change. */
export function beforePiece(text: string | null, { words, style }: Page): string[] {
  return text === null ? [] : [style.dim(words.t('summary.before', { text }))]
}
