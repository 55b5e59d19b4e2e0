// Neutral tables and their one way onto a terminal.
import CliTable from 'cli-table3'
import { wrapAnsi } from 'fast-wrap-ansi'
import { NARROW, safe, styles, type Terminal, textWidth, wrap } from './terminal.ts'

export interface Column {
  head: string
  align?: 'left' | 'right'
  /** Not to be wrapped, such as a phone: the other columns make room. */
  whole?: true
}

/** Rows of plain text; the writer of each format decides how they look. */
export interface Table {
  columns: Column[]
  rows: string[][]
  /** How many first cells make up the first line of a row on a narrow terminal; 1 unless told. */
  title?: number
}

const BARE = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
)

/** A word longer than this may be broken to make a table fit. */
const LONG_WORD = 20
/** No column gives way below this many columns. */
const LEAST = 8
/** A page of a list and its head: lines that one writer is made for. */
const LINES = 25

export function renderTable(table: Table, terminal: Terminal): string {
  const rows = table.rows.map((row) => row.map(safe))
  if (terminal.columns < NARROW) return stacked({ ...table, rows }, terminal)
  const style = styles(terminal)
  const widths = columnWidths({ ...table, rows }, terminal.columns)
  const written = (cells: string[][]) => {
    const writer = new CliTable({
      chars: { ...BARE, middle: '  ' },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
      colAligns: table.columns.map((column) => column.align ?? 'left'),
      colWidths: widths,
    })
    writer.push(...cells)
    return writer.toString()
  }
  // Wrapped here, since the writer would cut off the end of a word that is longer than its column.
  const wrapped = (cell: string, i: number) => fitted(cell, widths[i] ?? 1)
  const lines = [
    table.columns.map((column, i) => style.dim(wrapped(column.head, i))),
    ...rows.map((row) => row.map(wrapped)),
  ]
  // A writer to so many lines: over all of a long list its work would grow with their square.
  return Array.from({ length: Math.ceil(lines.length / LINES) }, (_, i) =>
    written(lines.slice(i * LINES, (i + 1) * LINES)),
  )
    .join('\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** A cell in lines no longer than its column. Most are one already, and need not be looked at sign by sign. */
function fitted(cell: string, width: number): string {
  const fits = cell === cell.trim() && !cell.includes('\n') && textWidth(cell) <= width
  return fits ? cell : wrapAnsi(cell, width, { hard: true })
}

/** Each column as wide as its widest cell; the widest give way until the table fits, their words last. */
function columnWidths(table: Table, columns: number): number[] {
  const cells = table.columns.map((column, i) => [column.head, ...table.rows.map((row) => row[i] ?? '')])
  const widths = cells.map((column) => widestOf(column, 1))
  const words = cells.map((column, i) => {
    if (table.columns[i]?.whole) return widths[i] as number
    const all = column.flatMap((cell) => cell.split(' '))
    return Math.min(LONG_WORD, widestOf(all, 0))
  })
  const gaps = 2 * (widths.length - 1)
  let excess = widths.reduce((sum, w) => sum + w, gaps) - columns
  while (excess > 0) {
    const roomy = widths.map((width, i) => (width > Math.max(LEAST, words[i] as number) ? width : 0))
    const giving =
      Math.max(...roomy) > 0 ? roomy : widths.map((width, i) => (table.columns[i]?.whole ? 0 : width))
    const widest = giving.indexOf(Math.max(...giving))
    const size = widths[widest] as number
    if (size <= LEAST) break
    widths[widest] = size - 1
    excess -= 1
  }
  return widths
}

/** A list may have more texts than a function takes arguments. */
function widestOf(texts: readonly string[], least: number): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), least)
}

function stacked(table: Table, terminal: Terminal): string {
  const style = styles(terminal)
  const titles = table.title ?? 1
  return table.rows
    .map((row) => {
      const title = row.slice(0, titles).filter((cell) => cell !== '')
      const rest = row
        .map((cell, i) => ({ head: table.columns[i]?.head ?? '', cell }))
        .slice(titles)
        .filter(({ cell }) => cell !== '')
        .map(({ head, cell }) => {
          const line = head === '' ? cell : `${style.dim(`${head}:`)} ${cell}`
          return `  ${wrap(line, terminal.columns, '    ')}`
        })
      return [wrap(style.bold(title.join('  ')), terminal.columns, '    '), ...rest].join('\n')
    })
    .join('\n\n')
}
