// What every exported table shares: its two styles, and where it goes – to a file, into a document, or to the output.
import type { Context } from '../context.ts'
import { type Instant, parseDay, type Zone } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import { csvPieces } from '../exchange/csv-write.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import type { Store } from '../store/store.ts'
import { safe } from '../ui/terminal.ts'

export interface TableFlags {
  out?: string
  force?: boolean
  excel?: boolean
}

/** How values are written: for other programs as they are, or for the eyes, as the Russian Excel opens them. */
export interface Style {
  phone(phone: string | null): string
  /** @param day `2026-11-21` */
  day(day: string | null): string
  /** By the shop's clock. @param at as stored */
  moment(at: string | null): string
  money(minor: number | null): string
  number(value: number | null): string
  yesNo(value: boolean | null): string
  /** One of a few words. @param shown in her language */
  word(word: string | null, shown: (word: string) => string): string
}

export function styleOf({ t }: Context, { zone, settings }: Store, excel: boolean): Style {
  const { currency } = settings
  const given =
    <Value>(write: (value: Value) => string) =>
    (value: Value | null) =>
      value === null ? '' : write(value)
  if (!excel) {
    return {
      phone: (phone) => phone ?? '',
      day: (day) => day ?? '',
      moment: given((at) => wallClock(Date.parse(at), zone).join(' ')),
      money: given((minor) => decimalOf(minor, currency)),
      number: given(String),
      yesNo: given((value) => (value ? 'yes' : 'no')),
      word: (word) => word ?? '',
    }
  }
  const comma = (decimal: string) => decimal.replace('.', ',')
  return {
    phone: given(textPhone),
    day: given(dayOfExcel),
    moment: given((at) => {
      const [day = '', time = ''] = wallClock(Date.parse(at), zone)
      return `${dayOfExcel(day)} ${time}`
    }),
    money: given((minor) => comma(decimalOf(minor, currency))),
    number: given((value) => comma(String(value))),
    yesNo: given((value) => t(value ? 'common.yes' : 'common.no')),
    word: (word, shown) => (word === null ? '' : shown(word)),
  }
}

export interface OutTable {
  /** Names of the columns, which `export.head` has words for. */
  columns: readonly ExportColumn[]
  rows: Iterable<readonly string[]>
}

export type ExportColumn = keyof typeof import('../ui/i18n/en/export.ts').exportWords.head

/**
 * Writes a table to the file that was named, else to the output as the result itself.
 * @throws AppError file.exists, file.unwritable, db.noSpace
 */
export function writeTable(
  context: Context,
  store: Store,
  { out, force, excel = false }: TableFlags,
  { columns, rows }: OutTable,
): void {
  const head = columns.map((column) => (excel ? context.t(`export.head.${column}`) : column))
  // To a screen no cell may bring lines of its own.
  const cells = out === undefined && context.toScreen ? shown(rows) : rows
  const pieces = csvPieces(head, cells, excel ? { delimiter: ';', bom: true } : undefined)
  if (out !== undefined) writeNewFile(out, pieces, force === true, store.path)
  // Whole: a reader who takes his time would keep the shop from being written to.
  else context.result([...pieces].join(''))
}

function* shown(rows: OutTable['rows']): Generator<string[]> {
  for (const row of rows) yield row.map(safe)
}

/** `2026-11-21`, `09:00:00`. */
function wallClock(at: Instant, zone: Zone): string[] {
  return zone.text(at).slice(0, 19).split('T')
}

function dayOfExcel(day: string): string {
  return parseDay(day) === null ? day : day.split('-').reverse().join('.')
}

/** Minor units → `1490.50`, `1490` of a currency without decimals; put together of digits, so that none is rounded. */
function decimalOf(minor: number, currency: string): string {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const [whole, rest] = [text.slice(0, text.length - digits), text.slice(text.length - digits)]
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${rest}` : ''}`
}

/** With blanks, so that no spreadsheet reads a number; where they part thousands, a hyphen breaks their row. */
function textPhone(phone: string): string {
  const shown = formatPhone(phone)
  return /^\+\d{1,3}(?: \d{3})+$/.test(shown) ? shown.replace(/ (?=\d{3}$)/, '-') : shown
}
