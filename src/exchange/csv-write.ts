// CSV files out: a table of texts, whatever it is about.
import { stringify } from 'csv-stringify/sync'
import { type ExactValue, exactCell } from './exact-value.ts'
import { inert } from './inert.ts'

/** How a table is written: as RFC 4180 asks, or as a spreadsheet opens it by a double click. */
export interface CsvStyle {
  delimiter: ',' | ';'
  /** Whether a byte order mark says that the file is in UTF-8. */
  bom: boolean
}

const PLAIN: CsvStyle = { delimiter: ',', bom: false }

/** Writes a table whose cells no spreadsheet takes for a formula; lines end as RFC 4180 asks. */
export function writeCsv(
  head: readonly string[],
  rows: Iterable<readonly string[]>,
  style: CsvStyle = PLAIN,
): string {
  return [...csvPieces(head, rows, style)].join('')
}

/** The same piece by piece, so that a long table is never whole in memory. Heads may come from a file as cells do. */
export function* csvPieces(
  head: readonly string[],
  rows: Iterable<readonly string[]>,
  style: CsvStyle = PLAIN,
): Generator<string> {
  if (style.bom) yield '\ufeff'
  yield lines([head.map(inert)], style)
  for (const some of batches(rows)) {
    yield lines(
      some.map((row) => row.map(inert)),
      style,
    )
  }
}

/** A table of exact values, which come back as they were. */
export function* exactPieces(
  head: readonly string[],
  rows: Iterable<readonly ExactValue[]>,
): Generator<string> {
  yield lines([head], PLAIN)
  for (const some of batches(rows)) {
    yield lines(
      some.map((row) => row.map(exactCell)),
      PLAIN,
    )
  }
}

function lines(rows: readonly (readonly string[])[], { delimiter }: CsvStyle): string {
  return stringify(rows as string[][], { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ })
}

/** Rows a few hundred at a time. */
function* batches<Row>(rows: Iterable<Row>): Generator<Row[]> {
  let some: Row[] = []
  for (const row of rows) {
    some.push(row)
    if (some.length < 500) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
