// CSV files in: a table of texts, whatever it is about.
import { readFileSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../errors.ts'

export interface Sheet {
  head: string[]
  rows: SheetRow[]
  /** The line of an opening quotation mark that nothing closes: from there on the file cannot be read. */
  openQuote: number | null
}

export interface SheetRow {
  /** Line of the file on which the row begins, counted from 1. */
  line: number
  cells: string[]
}

/** Of these the one that stands most often in the first line separates the cells. */
const DELIMITERS = [',', ';', '\t']

/** Longest row in characters: one that is longer has lost its quotation mark. */
const LONGEST_ROW = 1_000_000

/**
 * Reads a CSV file in UTF-8, with or without a byte order mark; empty rows are left out.
 * @param delimiter null to find it out
 * @throws AppError file.notFound, file.unreadable
 */
export function readCsv(path: string, delimiter: string | null): Sheet {
  return parseCsv(readText(path), delimiter)
}

export function parseCsv(text: string, delimiter: string | null): Sheet {
  const rows: SheetRow[] = []
  let lastLine = 0
  let openQuote: number | null = null
  try {
    parse(text, {
      delimiter: delimiter ?? delimiterOf(text),
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      relaxQuotes: true,
      maxRecordSize: LONGEST_ROW,
      onRecord(cells: string[], { lines }) {
        lastLine = lines
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: firstLine(cells, lines), cells })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    openQuote = lastLine + 1
  }
  return { head: rows.shift()?.cells ?? [], rows, openQuote }
}

function readText(path: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
    if (!text.includes('\0')) return text
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AppError('file.notFound', { path })
  }
  throw new AppError('file.unreadable', { path })
}

function delimiterOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (mark: string) => head.split(mark).length
  return DELIMITERS.reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** The parser tells the last line of a row; a cell in quotation marks may hold some of its lines. */
function firstLine(cells: readonly string[], lastLine: number): number {
  return cells.reduce((line, cell) => line - (cell.match(/\r\n|\n|\r/g)?.length ?? 0), lastLine)
}
