// All the rest of the summary: what does not fit one screen, part by part.
import type { Page } from '../../context.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import { bar } from '../chart.ts'
import { wrap } from '../terminal.ts'
import { comparison } from './summary-compare.ts'
import type { SummaryDocument } from './summary-document.ts'
import { complaintTable } from './summary-service.ts'
import { flow, layRow, moneyText, partText, pointsText, sheetFor } from './summary-sheet.ts'
import { cohortTable, effectTable, productTable, secondTable, trendTable } from './summary-tables.ts'

/** Columns of a factor's bar, from 1 to 5. */
const BAR = 20

const PARTS = {
  compared: comparison,
  factors,
  complaints: complaintTable,
  trend: trendTable,
  second: secondTable,
  effect: effectTable,
  cohorts: cohortTable,
  products: productTable,
  wordOfMouth,
  shop,
  reading,
} satisfies Record<string, (document: SummaryDocument, page: Page) => string | null>

/** The parts that have anything to say, each under its head. */
export function details(document: SummaryDocument, page: Page): string[] {
  const { words, style, terminal } = page
  return (Object.keys(PARTS) as (keyof typeof PARTS)[]).flatMap((part) => {
    const text = PARTS[part](document, page)
    const head = style.bold(wrap(words.t(`summary.part.${part}`), terminal.columns))
    return text === null ? [] : [`${head}\n${text}`]
  })
}

function factors({ grade }: SummaryDocument, page: Page): string | null {
  if (grade.n === 0) return null
  const { words, terminal, style } = page
  const { t } = words
  const names = grade.factors.map(({ factor }) => t(`summary.factor.${factor}`))
  const sheet = sheetFor(names, page)
  const rows = grade.factors.map(({ n, mean, score, weight }, i) => {
    const known = mean !== null && score !== null && n >= ENOUGH
    const figure = known
      ? t('summary.figure', { figure: words.number(mean, 1), count: n })
      : t('summary.answers', { count: n })
    const drawn = known ? [style.cyan(bar(score, Math.min(BAR, sheet.room), terminal))] : []
    const text = `${figure}, ${t('summary.weight', { weight: words.number(weight, 2) })}`
    return layRow({ name: names[i] ?? '', lines: flow([...drawn, text], sheet.room, '') }, sheet)
  })
  return rows.join('\n')
}

function wordOfMouth({ nps, wordOfMouth: { good, bad } }: SummaryDocument, page: Page): string | null {
  if (nps.n < ENOUGH) return null
  const { words, terminal } = page
  const [well, badly] = [words.number(good), words.number(bad)]
  const text = words.t('summary.wordOfMouth', { good: well, bad: badly, count: nps.n })
  return wrap(text, terminal.columns)
}

function reading({ nps, csat }: SummaryDocument, page: Page): string | null {
  const { words, terminal } = page
  if (nps.n + csat.n === 0) return null
  const scale = { least: pointsText(-100, page), most: pointsText(100, page), enough: ENOUGH }
  return wrap(words.t('summary.reading', scale), terminal.columns)
}

function shop({ shop: figures }: SummaryDocument, page: Page): string | null {
  const { customers, purchases, repeatRate, medianIntervalDays, averageOrderMinor, topFifthShare } = figures
  if (customers === 0) return null
  const { words } = page
  const { t } = words
  const none = t('common.none')
  const texts = {
    customers: words.number(customers),
    purchases: words.number(purchases),
    repeat: repeatRate === null ? none : partText(Math.round(repeatRate * customers), customers, page),
    interval:
      medianIntervalDays === null
        ? none
        : t('summary.days', { days: words.number(medianIntervalDays, 1), count: medianIntervalDays }),
    order: averageOrderMinor === null ? none : moneyText(averageOrderMinor, page),
    topFifth:
      topFifthShare === null || customers < ENOUGH
        ? none
        : t('summary.ofMoney', { share: words.percent(topFifthShare) }),
  }
  const keys = Object.keys(texts) as (keyof typeof texts)[]
  const sheet = sheetFor(
    keys.map((key) => t(`summary.shop.${key}`)),
    page,
  )
  return keys.map((key) => layRow({ name: t(`summary.shop.${key}`), lines: [texts[key]] }, sheet)).join('\n')
}
