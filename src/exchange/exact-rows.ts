// Reads a CSV file that was written here row by row, however long it is: a piece of whole rows at a time.
import { closeSync, openSync, readSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse/sync'
import type { Kind } from './exact-value.ts'

export interface ExactRow {
  /** Line of the file on which the row begins, counted from 1. */
  line: number
  cells: string[]
}

/** Why a row cannot be read, or taken in. */
export type RowProblem =
  | 'row.broken'
  | 'row.tooLong'
  | 'row.notText'
  | 'row.cells'
  | 'row.count'
  | 'row.empty'
  | 'row.unknownFile'
  | 'row.twice'
  | 'row.already'
  | 'row.refused'
  | 'row.reference'
  | 'row.setting'
  | `row.${Kind}`
  | 'head.contents'
  | 'head.unknown'
  | 'head.twice'
  | 'head.missing'

export class BadRow extends Error {
  readonly line: number
  readonly code: RowProblem
  readonly value: string
  readonly column: string

  constructor(line: number, code: RowProblem, value = '', column = '') {
    super(code)
    this.line = line
    this.code = code
    this.value = value
    this.column = column
  }
}

/** Bytes read at once. */
const CHUNK = 1 << 16

/** Longest row in characters: one that is longer has lost its quotation mark. */
const LONGEST_ROW = 1_000_000

/** The rows of a file in UTF-8; empty lines are left out. @throws BadRow, and what the file system says */
export function* exactRows(path: string): Generator<ExactRow> {
  let line = 1
  for (const piece of pieces(path)) {
    const rows: ExactRow[] = []
    let broken = false
    try {
      parse(piece, {
        recordDelimiter: ['\r\n', '\n'],
        relaxColumnCount: true,
        onRecord(cells: string[]) {
          if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells })
          line += 1 + lineEndsIn(cells)
          return null
        },
      })
    } catch (error) {
      if (!(error instanceof CsvError)) throw error
      broken = true
    }
    yield* rows
    if (broken) throw new BadRow(line, 'row.broken')
  }
}

/** The text of a file, cut at ends of rows: where a line ends and no quotation mark is open. */
function* pieces(path: string): Generator<string> {
  const file = openSync(path, 'r')
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const bytes = Buffer.alloc(CHUNK)
    let kept = ''
    let line = 1
    // Marks before the unread part of what is kept.
    let [looked, open, cut] = [0, false, 0]
    for (;;) {
      const length = readSync(file, bytes, 0, CHUNK, null)
      try {
        kept += decoder.decode(bytes.subarray(0, length), { stream: length > 0 })
      } catch {
        throw new BadRow(line + count(kept, '\n'), 'row.notText')
      }
      for (; looked < kept.length; looked += 1) {
        const sign = kept.charCodeAt(looked)
        if (sign === QUOTE) open = !open
        else if (sign === LINE_END && !open) cut = looked + 1
      }
      if (length === 0) cut = kept.length
      if (cut > 0) {
        const piece = kept.slice(0, cut)
        yield piece
        line += count(piece, '\n')
        kept = kept.slice(cut)
        looked -= cut
        cut = 0
      }
      if (kept.length > LONGEST_ROW) throw new BadRow(line, 'row.tooLong')
      if (length === 0) return
    }
  } finally {
    closeSync(file)
  }
}

const QUOTE = 0x22
const LINE_END = 0x0a

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + count(cell, '\n'), 0)
}
