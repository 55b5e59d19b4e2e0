// CSV files in and out: a table of texts, whatever it is about.
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
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

/** How a table is written: as RFC 4180 asks, or as a spreadsheet opens it by a double click. */
export interface CsvStyle {
  delimiter: ',' | ';'
  /** Whether a byte order mark says that the file is in UTF-8. */
  bom: boolean
}

/** Writes a table whose cells no spreadsheet takes for a formula; lines end as RFC 4180 asks. */
export function writeCsv(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: CsvStyle = { delimiter: ',', bom: false },
): string {
  return stringify([head, ...rows.map((row) => row.map(inert))], {
    ...style,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  })
}

/**
 * Writes a file for its owner's eyes only, complete under its name or not at all.
 * @param replace whether a file of that name may give way
 * @param database never gives way, by whatever path it is meant, nor does the journal beside it
 * @throws AppError file.exists, file.unwritable
 */
export function writeNewFile(path: string, text: string, replace: boolean, database: string): void {
  const kept = [database, `${database}-journal`].map(realPath)
  const there = lstatSync(path, { throwIfNoEntry: false })
  if (kept.includes(realPath(path)) || (!replace && there)) throw new AppError('file.exists', { path })
  // A folder, a device or a pipe is no table that could give way to another.
  if (there && !statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new AppError('file.unwritable', { path })
  const draft = `${path}.${randomUUID().slice(0, 8)}.part`
  let mine = false
  try {
    const file = openSync(draft, 'wx', 0o600)
    mine = true
    try {
      writeFileSync(file, text, { flush: true })
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    if (mine) rmSync(draft, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? new AppError('db.noSpace', { path })
      : new AppError('file.unwritable', { path })
  }
}

/** A path without links, also of a file that does not exist. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const folder = dirname(resolve(path))
    return existsSync(folder) ? join(realpathSync.native(folder), basename(path)) : resolve(path)
  }
}

/** Of these a spreadsheet computes nothing: phones, whose blanks make no formula, and a number below zero. */
const HARMLESS = /^\+\d+(?: \d+(?:-\d+)*)*$|^-\d+(?:[.,]\d+)?$/

/**
 * Where a spreadsheet could begin to compute: at the start of a cell, and wherever a cell would start if the file were
 * opened with another separator. Source: OWASP, "CSV Injection".
 */
const FORMULA = /^(?=["']*[\t\r\n])|(?<=^|[,;|\t\r\n])(?=["']*[=+\-@＝＋－＠])/g
const MADE_INERT = /^'(?=["']*[\t\r\n])|(?<=^|[,;|\t\r\n])'(?=["']*[=+\-@＝＋－＠])/g

/** A text that a spreadsheet would compute gets an apostrophe before it; a phone stays as it is. */
export function inert(cell: string): string {
  return HARMLESS.test(cell) ? cell : cell.replace(FORMULA, "'")
}

/** The text as it was before `inert`, or before a spreadsheet was told that it is one. */
export function revive(cell: string): string {
  return cell.replace(MADE_INERT, '')
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
