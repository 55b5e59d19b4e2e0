// The summary on one screen: every figure with the number it rests on.
import type { Page } from '../../context.ts'
import type { ContactCounts, FirstCalls, HandlingTime, Reach } from '../../domain/calls.ts'
import { type Day, parseDay } from '../../domain/day.ts'
import type { Csat, Nps } from '../../domain/metrics.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import type { SalesFigure } from '../../store/figures.ts'
import { textWidth, wrap } from '../terminal.ts'

export interface SummaryDocument {
  /** First and last local day. */
  from: string
  to: string
  contacts: ContactCounts
  reach: Reach
  firstCall48h: FirstCalls & { share: number | null }
  nps: Nps
  csat: Csat
  aht: HandlingTime
  sales: SalesFigure & { currency: string }
}

/** Below this many columns a figure stands under its name. */
const NARROW = 60

export function viewSummary(document: SummaryDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const figures: [string, string[]][] = [
    [t('summary.contacts'), [contactsText(document.contacts, page)]],
    [t('summary.reach'), [reachText(document.reach, page)]],
    [t('summary.firstCall'), firstCallText(document.firstCall48h, page)],
    [t('summary.nps'), npsText(document.nps, page)],
    [t('summary.csat'), [csatText(document.csat, page)]],
    [t('summary.aht'), [handlingText(document.aht, page)]],
    [t('summary.sales'), [salesText(document.sales, page)]],
  ]
  const widest = Math.max(...figures.map(([name]) => textWidth(name)))
  const narrow = terminal.columns < NARROW
  const indent = ' '.repeat(narrow ? 2 : widest + 2)
  const lines = figures.map(([name, texts]) => {
    const head = narrow
      ? `${style.dim(name)}\n${indent}`
      : `${style.dim(name)}${' '.repeat(widest + 2 - textWidth(name))}`
    return head + texts.map((text) => wrap(text, terminal.columns, indent)).join(`\n${indent}`)
  })
  return [style.bold(wrap(title(document, page), terminal.columns)), '', ...lines].join('\n')
}

function title({ from, to }: SummaryDocument, { words }: Page): string {
  const day = (text: string): Day => parseDay(text) ?? words.today
  const count = day(to) - day(from) + 1
  return words.t('summary.title', { from: words.date(day(from)), to: words.date(day(to)), count })
}

function contactsText({ total, talks, attempts, messages }: ContactCounts, { words }: Page): string {
  const { t } = words
  if (total === 0) return t('summary.none')
  return words.list([
    ...(talks > 0 ? [t('summary.talks', { count: talks })] : []),
    ...(attempts > 0 ? [t('summary.attempts', { count: attempts })] : []),
    ...(messages > 0 ? [t('summary.messages', { count: messages })] : []),
  ])
}

function reachText({ share, talks, attempts }: Reach, { words }: Page): string {
  if (share === null) return words.t('summary.noCalls')
  return words.t('summary.reached', { share: words.percent(share), talks, count: attempts })
}

function firstCallText(
  { share, made, due, enteredLate }: SummaryDocument['firstCall48h'],
  { words }: Page,
): string[] {
  const { t } = words
  const late = enteredLate > 0 ? [t('summary.enteredLate', { count: enteredLate })] : []
  if (share === null) return [t('summary.noFirstCalls'), ...late]
  return [t('summary.firstCalls', { share: words.percent(share), made, count: due }), ...late]
}

function npsText({ value, n, promoters, passives, detractors, low, high }: Nps, { words }: Page): string[] {
  const { t } = words
  if (n === 0) return [t('summary.noAnswers')]
  const counts = t('summary.npsCounts', { promoters, passives, detractors })
  if (value === null || low === null || high === null)
    return [t('summary.tooFew', { count: n, enough: ENOUGH }), counts]
  const score = (number: number) => `${number > 0 ? '+' : ''}${words.number(number)}`.replace('-', '−')
  return [
    t('summary.npsScore', { value: score(value), low: score(low), high: score(high), count: n }),
    counts,
  ]
}

function csatText({ share, n, satisfied, low, high }: Csat, { words }: Page): string {
  const { t } = words
  if (share === null || low === null || high === null) return t('summary.noAnswers')
  if (n < ENOUGH) return t('summary.csatFew', { satisfied, count: n })
  const [value, from, to] = [words.percent(share), words.percent(low), words.percent(high)]
  return t('summary.csatShare', { value, low: from, high: to, count: n })
}

function handlingText({ meanMinutes, medianMinutes, n }: HandlingTime, { words }: Page): string {
  if (meanMinutes === null || medianMinutes === null) return words.t('summary.noTimes')
  const [mean, median] = [words.number(meanMinutes, 1), words.number(medianMinutes, 1)]
  return words.t('summary.handling', { mean, median, count: n })
}

function salesText({ count, revenueMinor }: SalesFigure, { words }: Page): string {
  return `${words.t('summary.salesCount', { count })}, ${words.money(revenueMinor)}`
}
