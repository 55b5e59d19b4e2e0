// What came of the calls: who bought again, with and without one; how many there were, and what was sold.

import type { Page } from '../../context.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import { CALLED, HORIZONS } from '../../domain/retention.ts'
import { beforePiece, changePiece } from './summary-change.ts'
import type { SummaryScreen } from './summary-document.ts'
import { flow, moneyText, partText, type Sheet, shareText } from './summary-sheet.ts'

export function secondLines({ secondPurchase }: SummaryScreen, sheet: Sheet): string[] {
  const { t } = sheet.words
  const old = secondPurchase.filter(({ n }) => n > 0)
  if (old.length === 0) return [t('summary.tooEarly')]
  return flow(
    old.map(({ days, bought, n }) => t('summary.within', { days, share: shareText(bought, n, sheet) })),
    sheet.room,
  )
}

/** The longest of the horizons with anybody in two groups; no lines where there is nothing to hold against each other. */
export function effectLines({ callEffect }: SummaryScreen, sheet: Sheet): string[] {
  const { words, style } = sheet
  const { t } = words
  const anybody = callEffect.filter(({ n }) => n > 0)
  const groups = (days: number) =>
    CALLED.flatMap((called) => anybody.filter((row) => row.days === days && row.called === called))
  const days = HORIZONS.findLast((horizon) => groups(horizon).length > 1)
  if (days === undefined) return []
  const rows = groups(days)
  const pieces = rows.map(({ called, bought, n }) =>
    t(`summary.effect.${called}`, { share: shareText(bought, n, sheet) }),
  )
  const [first, ...others] = pieces
  return [
    ...flow([t('summary.effect.within', { days, first }), ...others], sheet.room),
    style.dim(t('summary.effect.warning')),
  ]
}

export function contactLines({ contacts }: SummaryScreen, { words }: Sheet): string[] {
  const { t } = words
  const { total, talks, attempts, messages } = contacts
  if (total === 0) return [t('summary.none')]
  return [
    words.list([
      ...(talks > 0 ? [t('summary.talks', { count: talks })] : []),
      ...(attempts > 0 ? [t('summary.attempts', { count: attempts })] : []),
      ...(messages > 0 ? [t('summary.messages', { count: messages })] : []),
    ]),
  ]
}

export function reachLines(document: SummaryScreen, sheet: Sheet): string[] {
  const { words, room } = sheet
  const { talks, attempts } = document.reach
  if (attempts === 0) return [words.t('summary.noCalls')]
  const share = attempts < ENOUGH ? '' : ` (${words.percent(talks / attempts)})`
  const text = words.t('summary.reached', { talks, count: attempts }) + share
  return flow([text, ...changePiece('reach', attempts, document, sheet)], room, ';')
}

export function firstCallLines(document: SummaryScreen, sheet: Sheet): string[] {
  const { words, room } = sheet
  const { made, due, enteredLate } = document.firstCall48h
  const late = enteredLate > 0 ? [words.t('summary.enteredLate', { count: enteredLate })] : []
  if (due === 0) return flow([words.t('summary.noFirstCalls'), ...late], room, ';')
  return flow(
    [partText(made, due, sheet), ...changePiece('firstCall48h', due, document, sheet), ...late],
    room,
    ';',
  )
}

export function handlingLines({ aht }: SummaryScreen, { words }: Sheet): string[] {
  const { meanMinutes, medianMinutes, n } = aht
  if (meanMinutes === null || medianMinutes === null) return [words.t('summary.noTimes')]
  const [mean, median] = [words.number(meanMinutes, 1), words.number(medianMinutes, 1)]
  return [words.t('summary.handling', { mean, median, count: n })]
}

export function salesLines({ sales, previous }: SummaryScreen, sheet: Sheet): string[] {
  const before = previous ? salesText(previous.sales, sheet) : null
  return flow([salesText(sales, sheet), ...beforePiece(before, sheet)], sheet.room, ';')
}

export function salesText({ count, revenueMinor }: SummaryScreen['sales'], page: Page): string {
  return page.words.t('summary.salesOf', { count, money: moneyText(revenueMinor, page) })
}
