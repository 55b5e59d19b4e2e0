// How satisfied a customer has been over time: every score with its day, and the latest words.
import type { Page } from '../../context.ts'
import type { Factor } from '../../domain/contact.ts'
import { bars } from '../chart.ts'
import { wrap } from '../terminal.ts'
import { flow } from './summary-sheet.ts'

/** What a contact told of it: any of the three scores, and why in the customer's own words. */
export interface Satisfaction {
  at: string
  nps: number | null
  csat: number | null
  factor: Factor | null
  factorScore: number | null
  reason: string | null
}

/** Scores of one kind on the card; the earlier ones are only counted. */
const SHOWN = 10

interface Point {
  at: string
  text: string
  /** Of one; null where there is nothing to draw. */
  share: number | null
}

/** A row of scores for each question that was answered, the latest last. @param told oldest first */
export function satisfactionLines(told: readonly Satisfaction[], page: Page): string[] {
  const { t } = page.words
  const csat: Point[] = []
  const nps: Point[] = []
  const service: Point[] = []
  for (const one of told) {
    const { at, factor, factorScore } = one
    // On 1–5 the lowest is 1, on 0–10 it is 0: both are drawn as nothing.
    if (one.csat !== null) csat.push({ at, text: String(one.csat), share: (one.csat - 1) / 4 })
    if (one.nps !== null) nps.push({ at, text: String(one.nps), share: one.nps / 10 })
    if (factor !== null && factorScore !== null) {
      service.push({ at, text: `${t(`summary.factor.${factor}`)} – ${factorScore}`, share: null })
    }
  }
  return [
    ...scoreLines(t('customer.satisfaction.csat'), csat, page),
    ...scoreLines(t('customer.satisfaction.nps'), nps, page),
    ...scoreLines(t('customer.satisfaction.service'), service, page),
    ...wordLines(told, page),
  ]
}

/** `Recommends (0–10): ▆▇█ 6 (5 Oct 2026) → 9 (2 Nov 2026)`; bars where there is anything to compare. */
function scoreLines(label: string, points: readonly Point[], page: Page): string[] {
  if (points.length === 0) return []
  const { words, style, terminal } = page
  const shown = points.slice(-SHOWN)
  const shares = shown.map(({ share }) => share)
  const earlier = points.length - shown.length
  const drawn = shares.every((share) => share !== null)
  const row = drawn && shares.length > 1 ? [bars(shares, terminal)] : []
  const [first = '', ...rest] = shown.map(
    ({ at, text }) => `${text} (${words.date(words.zone.day(Date.parse(at)))})`,
  )
  const sign = drawn ? (terminal.unicode ? ' →' : ' ->') : ','
  const lines = flow([[`${label}:`, ...row, first].join(' '), ...rest], terminal.columns - 4, sign)
  const more = earlier > 0 ? [words.t('customer.card.more', { count: earlier })] : []
  const head = lines[0]?.slice(label.length + 1) ?? ''
  return [
    `  ${wrap(`${style.dim(`${label}:`)}${head}`, terminal.columns, '    ')}`,
    ...[...lines.slice(1), ...more].map((line) => `    ${wrap(line, terminal.columns, '    ')}`),
  ]
}

function wordLines(told: readonly Satisfaction[], { words, style, terminal }: Page): string[] {
  const latest = told.findLast(({ reason }) => reason !== null)
  if (!latest) return []
  const day = words.ago(words.zone.day(Date.parse(latest.at)))
  const said = words.t('customer.satisfaction.said', { reason: latest.reason, day })
  return [
    `  ${wrap(`${style.dim(`${words.t('customer.satisfaction.words')}:`)} ${said}`, terminal.columns, '    ')}`,
  ]
}
