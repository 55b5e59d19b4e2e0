// The summary: whom to call back and thank, then every figure with the number it rests on; on one screen, or whole.
import type { Page } from '../../context.ts'
import { wrap } from '../terminal.ts'
import { csatLines, gradeLines, npsLines } from './summary-answers.ts'
import {
  contactLines,
  effectLines,
  firstCallLines,
  handlingLines,
  reachLines,
  salesLines,
  secondLines,
} from './summary-calls.ts'
import { details } from './summary-details.ts'
import type { SummaryDocument } from './summary-document.ts'
import { LISTS, nameLists, nameRows } from './summary-names.ts'
import {
  dayIn,
  flow,
  type Look,
  layRow,
  periodText,
  ROOMY,
  type Row,
  type Sheet,
  sheetFor,
} from './summary-sheet.ts'

/** Lines that a screen has, and the columns from which that counts. */
const SCREEN = { lines: 24, columns: 80 }

/** What the first screen may look like: the roomiest that fits is taken. */
const LOOKS: readonly Look[] = [
  { ...ROOMY, names: 2 },
  { ...ROOMY, names: 2, blanks: 1 },
  { ...ROOMY, names: 2, blanks: 1, wordy: false },
  { ...ROOMY, names: 2, blanks: 0, wordy: false },
  { ...ROOMY, names: 2, blanks: 0, wordy: false, trend: false },
  { names: 2, blanks: 0, wordy: false, trend: false, without: 1 },
  ...[1, 2, 3, 4].map((without) => ({ names: 1, blanks: 0, wordy: false, trend: false, without })),
]

/** Figures that a crowded screen can do without, the first first. */
const SPARED: (keyof typeof FIGURES)[] = ['contacts', 'aht', 'sales', 'reach']

const FIGURES = {
  nps: npsLines,
  csat: csatLines,
  grade: gradeLines,
  second: secondLines,
  effect: effectLines,
  contacts: contactLines,
  reach: reachLines,
  firstCall48h: firstCallLines,
  aht: handlingLines,
  sales: salesLines,
} satisfies Record<string, (document: SummaryDocument, sheet: Sheet) => string[]>

/** @param all whether to tell everybody by name and every figure, be it on more than a screen */
export function viewSummary(document: SummaryDocument, page: Page, all: boolean): string {
  const { words, terminal } = page
  const rows = [...LISTS, ...(Object.keys(FIGURES) as (keyof typeof FIGURES)[])]
  const sheet = sheetFor(
    rows.map((row) => words.t(`summary.row.${row}`)),
    page,
  )
  if (all) {
    const names = nameLists(document.names, page)
    return [title(document, page), ...names, figures(document, sheet), ...details(document, page)].join(
      '\n\n',
    )
  }
  if (terminal.columns < SCREEN.columns) return screen(document, sheet)
  let text = ''
  for (const look of LOOKS) {
    text = screen(document, { ...sheet, look })
    if (text.split('\n').length <= SCREEN.lines) break
  }
  return text
}

function screen(document: SummaryDocument, sheet: Sheet): string {
  const { words, style, terminal, look } = sheet
  const parts = [
    title(document, sheet),
    laid(nameRows(document.names, sheet), sheet),
    figures(document, sheet),
  ]
  const hint = style.dim(wrap(words.t('summary.hint'), terminal.columns))
  const text = parts
    .filter((part) => part !== '')
    .reduceRight(
      (below, part, i, { length }) => `${part}\n${length - i <= look.blanks + 1 ? '\n' : ''}${below}`,
    )
  return `${text}\n${hint}`
}

function figures(document: SummaryDocument, sheet: Sheet): string {
  const spared = SPARED.slice(0, sheet.look.without)
  const rows = (Object.keys(FIGURES) as (keyof typeof FIGURES)[]).map((figure) => ({
    name: sheet.words.t(`summary.row.${figure}`),
    lines: spared.includes(figure) ? [] : FIGURES[figure](document, sheet),
  }))
  return laid(
    rows.filter(({ lines }) => lines.length > 0),
    sheet,
  )
}

function laid(rows: readonly Row[], sheet: Sheet): string {
  return rows.map((row) => layRow(row, sheet)).join('\n')
}

function title(document: SummaryDocument, page: Page): string {
  const { words, style, terminal } = page
  const { from, to, previous } = document
  const count = dayIn(to) - dayIn(from) + 1
  const period = words.t('summary.title', { period: periodText(document, page), count })
  const against = previous ? [words.t('summary.against', { period: periodText(previous, page) })] : []
  const [first = '', ...rest] = flow([period, ...against], terminal.columns)
  return [
    style.bold(wrap(first, terminal.columns)),
    ...rest.map((line) => wrap(line, terminal.columns)),
  ].join('\n')
}
