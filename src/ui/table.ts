// Neutral tables and their one way onto a terminal.
import CliTable from 'cli-table3'
import { safe, styles, type Terminal, textWidth, wrap } from './terminal.ts'

export interface Column {
  head: string
  align?: 'left' | 'right'
}

/** Rows of plain text; the writer of each format decides how they look. */
export interface Table {
  columns: Column[]
  rows: string[][]
}

/** Below this many columns a row is written as lines of "head: value". */
const NARROW = 60

const BARE = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
)

export function renderTable(table: Table, terminal: Terminal): string {
  const rows = table.rows.map((row) => row.map(safe))
  if (terminal.columns < NARROW) return stacked({ ...table, rows }, terminal)
  const style = styles(terminal)
  const writer = new CliTable({
    chars: { ...BARE, middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: table.columns.map((column) => column.align ?? 'left'),
    colWidths: columnWidths({ ...table, rows }, terminal.columns),
    wordWrap: true,
    wrapOnWordBoundary: true,
  })
  writer.push(
    table.columns.map((column) => style.dim(column.head)),
    ...rows,
  )
  return writer
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Each column as wide as its widest cell; the widest give way until the table fits. */
function columnWidths(table: Table, columns: number): number[] {
  const widths = table.columns.map((column, i) =>
    Math.max(1, textWidth(column.head), ...table.rows.map((row) => textWidth(row[i] ?? ''))),
  )
  const gaps = 2 * (widths.length - 1)
  let excess = widths.reduce((sum, w) => sum + w, gaps) - columns
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    const size = widths[widest] as number
    if (size <= 8) break
    widths[widest] = size - 1
    excess -= 1
  }
  return widths
}

function stacked(table: Table, terminal: Terminal): string {
  const style = styles(terminal)
  return table.rows
    .map((row) =>
      row
        .map((cell, i) => ({ head: table.columns[i]?.head ?? '', cell }))
        .filter(({ cell }) => cell !== '')
        .map(({ head, cell }, i) =>
          wrap(i === 0 ? style.bold(cell) : `  ${style.dim(`${head}:`)} ${cell}`, terminal.columns, '    '),
        )
        .join('\n'),
    )
    .join('\n\n')
}
