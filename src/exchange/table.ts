// A file as a table: its head, its rows as often as they are wanted, and how it turned out to be written.
import { AppError } from '../errors.ts'
import { RowParser, type SheetRow } from './csv.ts'
import { encodingNamed, findEncoding, transcoded } from './encoding.ts'
import { openSource, type Source } from './source.ts'
import { CARD_HEAD, CardParser } from './vcard.ts'

/** A table that can be read as often as needed, in pieces of many rows. */
export interface FileTable {
  format: 'csv' | 'xlsx' | 'vcard'
  path: string
  /** As TextDecoder names it; null where the format settles it. */
  encoding: string | null
  delimiter: string | null
  /** Of a workbook. */
  sheet: string | null
  head: string[]
  /** Line of the head, counted from 1; 0 where no line names the columns. */
  headLine: number
  /** The rows below the head. @param progress is told which share of the file is read */
  rows(progress?: (share: number) => void): AsyncIterable<SheetRow[]>
}

/** What was said about a file on the command line; null where it is to be found out. */
export interface Declared {
  encoding: string | null
  delimiter: string | null
  sheet: string | null
}

/** How many of the columns that matter a row names, were it the head. */
export type NamedBy = (cells: readonly string[]) => number

/** Of these one separates the cells; of two that fit alike, the first. */
export const DELIMITERS = [',', ';', '\t', '|']

/** Rows looked through for the head: reports begin with what they are about. */
const PREAMBLE = 50

/**
 * Opens a file and finds out how it is written.
 * @param namedBy tells the head from the rows above it
 * @throws AppError file.*, input.invalid for an encoding that is none
 */
export async function openTable(path: string, declared: Declared, namedBy: NamedBy): Promise<FileTable> {
  const source = openSource(path)
  const isA = (mark: string) => source.head.subarray(0, mark.length).equals(Buffer.from(mark, 'latin1'))
  // Workbooks of before 2007 are in a format of their own.
  if (isA('\xd0\xcf\x11\xe0')) throw new AppError('file.oldWorkbook', { path })
  return isA('PK\x03\x04') ? openXlsx(source, declared, namedBy) : openText(source, declared, namedBy)
}

async function openXlsx({ path, size }: Source, { sheet }: Declared, namedBy: NamedBy): Promise<FileTable> {
  const { readWorkbook } = await import('./xlsx.ts')
  const { name, rows } = await readWorkbook(path, size, sheet)
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const { row } = headOf(filled.slice(0, PREAMBLE), namedBy)
  const headLine = row?.line ?? 1
  return {
    ...{ format: 'xlsx', path, encoding: null, delimiter: null, sheet: name },
    ...{ head: row?.cells ?? [], headLine },
    async *rows() {
      yield rowsBelow(filled, headLine)
    },
  }
}

function openText(source: Source, declared: Declared, namedBy: NamedBy): FileTable {
  const told = declared.encoding === null ? null : encodingNamed(declared.encoding)
  const encoding = told ?? findEncoding(source)
  const pieces = (progress?: (share: number) => void) => {
    const read = progress ? { ...source, chunks: () => counted(source, progress) } : source
    return transcoded(read, encoding, told === null)
  }
  const sample = beginning(pieces())
  const isCards = /^\s*BEGIN\s*:\s*VCARD\s/i.test(sample.toString('utf8', 0, 200))
  return isCards
    ? cardsOf(source.path, encoding, pieces)
    : csvOf(source.path, encoding, pieces, findHead(sample, declared.delimiter, namedBy))
}

/** The text of a file as UTF-8, from the beginning. */
type Pieces = (progress?: (share: number) => void) => Iterable<Buffer>

function cardsOf(path: string, encoding: string, pieces: Pieces): FileTable {
  return {
    ...{ format: 'vcard', path, encoding, delimiter: null, sheet: null, head: CARD_HEAD, headLine: 0 },
    async *rows(progress) {
      const parser = new CardParser()
      for (const piece of pieces(progress)) {
        yield parser.read(piece)
        if (parser.over) return
      }
      yield parser.end()
    },
  }
}

function csvOf(
  path: string,
  encoding: string,
  pieces: Pieces,
  { delimiter, row }: { delimiter: string; row: SheetRow | null },
): FileTable {
  const head = row?.cells ?? []
  const headLine = row?.line ?? 1
  return {
    ...{ format: 'csv', path, encoding, delimiter, sheet: null, head, headLine },
    async *rows(progress) {
      const parser = new RowParser(delimiter, head.length)
      const below = (rows: SheetRow[]) =>
        rows[0] && rows[0].line > headLine ? rows : rowsBelow(rows, headLine)
      for (const piece of pieces(progress)) {
        yield below(parser.read(piece))
        if (parser.over) return
      }
      yield below(parser.end())
    },
  }
}

const rowsBelow = (rows: readonly SheetRow[], headLine: number) => rows.filter(({ line }) => line > headLine)

function* counted(source: Source, progress: (share: number) => void): Generator<Buffer> {
  let read = 0
  for (const chunk of source.chunks()) {
    yield chunk
    read += chunk.length
    progress(read / source.size)
  }
}

/** The separator and the row with which the file makes most sense. */
function findHead(
  sample: Buffer,
  declared: string | null,
  namedBy: NamedBy,
): { delimiter: string; row: SheetRow | null } {
  const told = /^"?sep=(.)"?(?=[\r\n]|$)/i.exec(sample.toString('utf8', 0, 16))?.[1]
  const chosen = declared ?? told
  const tried = (chosen === undefined ? DELIMITERS : [chosen]).map((delimiter) => {
    const rows = new RowParser(delimiter).read(sample).slice(told === undefined ? 0 : 1, PREAMBLE)
    const { row, named } = headOf(rows, namedBy)
    return { delimiter, row, named, columns: row?.cells.length ?? 0 }
  })
  // Where no head is known the one that parts most cells is the likeliest separator.
  const [best] = tried.sort((a, b) => b.named - a.named || b.columns - a.columns)
  return best ?? { delimiter: ',', row: null }
}

/** The row that names most columns, the first of several; else the first row there is. */
export function headOf(rows: readonly SheetRow[], namedBy: NamedBy): { row: SheetRow | null; named: number } {
  let best: { row: SheetRow | null; named: number } = { row: rows[0] ?? null, named: 0 }
  for (const row of rows) {
    const named = namedBy(row.cells)
    if (named > best.named) best = { row, named }
  }
  return best
}

/** The first bytes, ended as a whole line: what is cut off there does no harm. */
function beginning(bytes: Iterable<Buffer>): Buffer {
  const parts: Buffer[] = []
  for (const part of bytes) {
    parts.push(part)
    if (parts.length > 1 || part.length >= SAMPLE) break
  }
  return Buffer.concat([...parts, Buffer.from('\n')])
}
const SAMPLE = 64 * 1024
