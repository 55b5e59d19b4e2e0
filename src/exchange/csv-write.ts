// CSV files out: a table of texts, whatever it is about.
import { stringify } from 'csv-stringify/sync'
import { inert } from './inert.ts'

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
