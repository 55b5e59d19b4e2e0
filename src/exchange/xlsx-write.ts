// A table as an Excel workbook: days are days and sums are numbers, in columns as wide as what stands in them.
import writeXlsxFile, { type CellObject } from 'write-excel-file/universal'
import { dayText, parseDay } from '../domain/day.ts'
import { printable } from '../domain/name.ts'

/** What the cells of a column are; as text they come as an export writes them for other programs. What is typed stays as typed. */
export type CellKind = 'text' | 'typed' | 'day' | 'moment' | 'money' | 'number'

const FORMATS: Partial<Record<CellKind, string>> = {
  day: 'dd.mm.yyyy',
  moment: 'dd.mm.yyyy hh:mm',
  money: '#,##0.00',
  // A phone is no number, and 12.05 no day of this year.
  typed: '@',
}

/** Characters of a cell that Excel keeps, and of the widest column. */
const LONGEST_CELL = 32_767
const WIDEST = 50
const NARROWEST = 8

/** Excel counts days from 1900, with a day too many in its first February. */
const FIRST_DAY = parseDay('1900-03-01') as number

/**
 * @param sheet its name, at most 31 characters
 * @param rows texts, as many as columns
 * @param blank how many lines below them are ready to be typed into
 */
export async function workbookOf(
  sheet: string,
  head: readonly string[],
  kinds: readonly CellKind[],
  rows: readonly (readonly string[])[],
  blank = 0,
): Promise<Uint8Array> {
  const widths = head.map((name, i) =>
    Math.min(WIDEST, Math.max(NARROWEST, name.length, ...lengths(rows, i)) + 2),
  )
  const data = [
    head.map((value) => ({ value, fontWeight: 'bold' }) as CellObject),
    ...rows.map((row) => row.map((text, i) => cellOf(text, kinds[i] ?? 'text'))),
    ...Array.from({ length: blank }, () => kinds.map(blankOf)),
  ]
  const columns = widths.map((width) => ({ width }))
  const blob = await writeXlsxFile(data, { sheet, columns, stickyRowsCount: 1 }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** A spread of many thousands would not fit on the stack. */
function lengths(rows: readonly (readonly string[])[], column: number): [number] {
  return [rows.reduce((longest, row) => Math.max(longest, row[column]?.length ?? 0), 0)]
}

/** A cell without anything in it, of the kind that will be typed there. */
function blankOf(kind: CellKind): CellObject | null {
  const format = FORMATS[kind]
  return format === undefined ? null : { type: kind === 'typed' ? String : Number, format }
}

/** Whatever is not what its column says stays the text it is; a text is never taken for a formula. */
function cellOf(text: string, kind: CellKind): CellObject | null {
  if (text === '') return null
  const value =
    kind === 'day' || kind === 'moment'
      ? momentOf(text)
      : kind === 'text' || kind === 'typed'
        ? null
        : numberOf(text)
  const format = FORMATS[kind]
  if (value === null) {
    const lines = text.split('\n').map(printable)
    return {
      value: lines.join('\n').slice(0, LONGEST_CELL),
      type: String,
      ...(lines.length > 1 ? { wrap: true } : {}),
      ...(kind === 'typed' && format !== undefined ? { format } : {}),
    }
  }
  return value instanceof Date
    ? { value, type: Date, ...(format === undefined ? {} : { format }) }
    : { value, type: Number, ...(format === undefined ? {} : { format }) }
}

/** By the shop's clock, which a workbook knows no zone of. */
function momentOf(text: string): Date | null {
  const at = new Date(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`)
  const day = parseDay(text.slice(0, 10))
  return day === null ||
    day < FIRST_DAY ||
    Number.isNaN(at.getTime()) ||
    !at.toISOString().startsWith(dayText(day))
    ? null
    : at
}

/** Beyond 15 digits Excel would write another number. */
function numberOf(text: string): number | null {
  const number = Number(text)
  return Number.isFinite(number) && text.replace(/\D/g, '').length <= 15 ? number : null
}
