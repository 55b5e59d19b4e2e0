// The summary: whom to call back and thank, then every figure with the number it rests on; on one screen, or whole.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
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
import type { SummaryDocument, SummaryScreen } from './summary-document.ts'
import { LISTS, nameLines, nameLists } from './summary-names.ts'
import { caseLines, promiseLines } from './summary-service.ts'
import { flow, type Look, layRow, periodText, ROOMY, type Sheet, sheetFor } from './summary-sheet.ts'

/** Lines that a screen has beside the one of the next command, and the columns from which that counts. */
const SCREEN = { lines: 23, columns: 80 }

const ROWS = {
  callBack: (document, sheet) => nameLines('callBack', document, sheet),
  thank: (document, sheet) => nameLines('thank', document, sheet),
  askForName: (document, sheet) => nameLines('askForName', document, sheet),
  nps: npsLines,
  csat: csatLines,
  grade: gradeLines,
  second: secondLines,
  effect: effectLines,
  promises: promiseLines,
  cases: caseLines,
  contacts: contactLines,
  reach: reachLines,
  firstCall48h: firstCallLines,
  aht: handlingLines,
  sales: salesLines,
} satisfies Record<string, (document: SummaryScreen, sheet: Sheet) => string[]>
type RowName = keyof typeof ROWS
const NAMES: readonly RowName[] = LISTS
const FIGURES = (Object.keys(ROWS) as RowName[]).filter((row) => !NAMES.includes(row))

/** How a screen that is too full becomes shorter, step by step: the rows that are laid anew, or left out. */
const SAVINGS: readonly { look?: Partial<Look>; rows?: readonly RowName[]; spared?: RowName }[] = [
  { look: { blanks: 1 } },
  { spared: 'contacts' },
  { spared: 'aht' },
  { look: { wordy: false }, rows: ['grade'] },
  { look: { blanks: 0 } },
  { look: { trend: false }, rows: ['csat'] },
  { look: { names: 1 }, rows: NAMES },
  { spared: 'sales' },
  { spared: 'reach' },
  { spared: 'cases' },
  { spared: 'promises' },
]

/** The rows that have anything to say. */
type Laid = Partial<Record<RowName, string>>

/** Everybody by name and every figure, be it on more than a screen. */
export function viewWhole(document: SummaryDocument, page: Page): string {
  const sheet = sheetOf(page)
  const figures = text(FIGURES, lay(FIGURES, document, sheet))
  return [
    title(document, page),
    ...nameLists(document.names, page),
    figures,
    ...details(document, page),
  ].join('\n\n')
}

/** One screen of it. */
export function viewScreen(document: SummaryScreen, page: Page): string {
  const hint = page.style.dim(wrap(page.words.t('summary.hint'), page.terminal.columns))
  const most = SCREEN.lines - hint.split('\n').length
  return `${screen(title(document, page), document, sheetOf(page), most)}\n${hint}`
}

function sheetOf(page: Page): Sheet {
  return sheetFor(
    [...NAMES, ...FIGURES].map((row) => page.words.t(`summary.row.${row}`)),
    page,
  )
}

function screen(head: string, document: SummaryScreen, sheet: Sheet, most: number): string {
  const endless = sheet.terminal.columns < SCREEN.columns
  let look: Look = { ...ROOMY, names: endless ? ROOMY.names : 2 }
  const laid = lay([...NAMES, ...FIGURES], document, { ...sheet, look })
  for (const { look: change, rows = [], spared } of SAVINGS) {
    if (endless || joined(head, laid, look).split('\n').length <= most) break
    look = { ...look, ...change }
    Object.assign(laid, lay(rows, document, { ...sheet, look }))
    if (spared) delete laid[spared]
  }
  return joined(head, laid, look)
}

/** Title, names and figures, with empty lines between the last of them. */
function joined(head: string, laid: Laid, { blanks }: Look): string {
  const parts = [head, text(NAMES, laid), text(FIGURES, laid)].filter((part) => part !== '')
  return parts.map((part, i) => (i > 0 && parts.length - i <= blanks ? `\n${part}` : part)).join('\n')
}

function lay(rows: readonly RowName[], document: SummaryScreen, sheet: Sheet): Laid {
  const laid: Laid = {}
  for (const row of rows) {
    const lines = ROWS[row](document, sheet)
    const name = sheet.words.t(`summary.row.${row}`)
    if (lines.length > 0) laid[row] = layRow({ name, lines, strong: NAMES.includes(row) }, sheet)
  }
  return laid
}

function text(rows: readonly RowName[], laid: Laid): string {
  return rows.flatMap((row) => laid[row] ?? []).join('\n')
}

function title(document: SummaryScreen, page: Page): string {
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
