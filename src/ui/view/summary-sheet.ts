// How the summary lies on the page: names beside their figures, and the few turns of phrase that all its parts share.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import { NARROW, textWidth, withMinus, wrap } from '../terminal.ts'
import type { Period } from './summary-document.ts'

/** A figure's name and its lines. */
export interface Row {
  name: string
  lines: string[]
  /** Whether the name is what matters, and not just what the figure is called. */
  strong?: boolean
}

/** What a screen spends its lines on. */
export interface Look {
  /** Lines of a list of names. */
  names: number
  /** Empty lines between the parts, from the last one. */
  blanks: number
  /** Whether a customer's words may take a second line. */
  wordy: boolean
  /** Whether bars tell how it was before. */
  trend: boolean
}

export const ROOMY: Look = { names: 5, blanks: 2, wordy: true, trend: true }

export interface Sheet extends Page {
  /** Columns of the names; 0 where a name stands above its figure. */
  beside: number
  /** Columns left for the figures. */
  room: number
  look: Look
}

/** A blank at which no line is broken; as wide as any other. */
const GLUE = '\u2007'

const INDENT = 2

/** @param names all that may stand on the sheet, so that its columns do not depend on the figures */
export function sheetFor(names: readonly string[], page: Page, look = ROOMY): Sheet {
  const { columns } = page.terminal
  const beside = columns < NARROW ? 0 : Math.max(...names.map(textWidth)) + 2
  return { ...page, beside, room: columns - (beside || INDENT), look }
}

export function layRow({ name, lines, strong }: Row, { beside, style, terminal }: Sheet): string {
  const indent = ' '.repeat(beside || INDENT)
  const [above, after] = beside === 0 ? [wrap(name, terminal.columns), `\n${indent}`] : [name, '']
  const head = (strong ? style.bold : style.dim)(above) + (after || ' '.repeat(beside - textWidth(name)))
  // What stands in brackets, a number and its word, belongs together.
  const glued = lines.map((line) => line.replace(/\([^()]+\)/g, (piece) => piece.replaceAll(' ', GLUE)))
  const laid = glued.map((line) => wrap(line, terminal.columns, indent)).join(`\n${indent}`)
  return head + laid.replaceAll(GLUE, ' ')
}

/** Texts one after another on as few lines as hold them whole; a paragraph where one is too long for any line. */
export function flow(texts: readonly string[], room: number, sign = ','): string[] {
  const pieces = texts.map((text, i) => (i < texts.length - 1 ? `${text}${sign}` : text))
  if (pieces.some((piece) => textWidth(piece) > room)) return [pieces.join(' ')]
  const lines: string[] = []
  for (const piece of pieces) {
    const longer = `${lines.at(-1)} ${piece}`
    if (lines.length > 0 && textWidth(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

/** A share as a row has it: `30% of 20`; of fewer than make a figure the count, `2 of 8`. No line breaks in it. */
export function shareText(part: number, n: number, { words }: Sheet): string {
  const { t } = words
  const count = words.number(n)
  const text =
    n < ENOUGH
      ? t('summary.countOf', { part: words.number(part), n: count })
      : t('summary.shareOf', { share: words.percent(part / n), n: count })
  return text.replaceAll(' ', GLUE)
}

/** As a table has it, with the count in any case: `6 of 20 (30%)`; a dash of nothing. */
export function partText(part: number, n: number, { words }: Page): string {
  const { t } = words
  if (n === 0) return t('common.none')
  const count = t('summary.countOf', { part: words.number(part), n: words.number(n) })
  return n < ENOUGH ? count : `${count} (${words.percent(part / n)})`
}

/** Bounds of a share: `15–52%`; nothing of fewer than make a figure. */
export function boundsText({ n, low, high }: Bounds, { words }: Page): string {
  if (n < ENOUGH || low === null || high === null) return ''
  return `${words.number(100 * low)}–${words.percent(high)}`
}

interface Bounds {
  n: number
  low: number | null
  high: number | null
}

/** A number of points with its sign, rounded to whole ones, a small one to tenths. */
export function pointsText(points: number, page: Page): string {
  const size = Math.abs(points)
  const text = page.words.number(size, size < 1 ? 1 : 0)
  if (text === '0') return text
  return points > 0 ? `+${text}` : withMinus(`-${text}`, page.terminal)
}

/** Money, which returns can push below nothing. */
export function moneyText(minor: number, page: Page): string {
  return withMinus(page.words.money(minor), page.terminal)
}

/** `1 Nov 2026 to 21 Nov 2026`. */
export function periodText({ from, to }: Period, { words }: Page): string {
  return words.t('summary.period', { from: words.date(dayIn(from)), to: words.date(dayIn(to)) })
}
