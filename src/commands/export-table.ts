// What every exported table shares: its styles, and where it goes – to a file, into a document, or to the output.
import type { Context } from '../context.ts'
import { type Instant, parseDay, type Zone } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import { csvPieces } from '../exchange/csv-write.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import type { CellKind } from '../exchange/xlsx-write.ts'
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

/** What is written: for other programs, for Excel as text, or as a workbook of its own. */
type Form = 'plain' | 'excel' | 'workbook'

function formOf({ out, excel }: TableFlags): Form {
  if (out !== undefined && /\.xlsx$/i.test(out)) return 'workbook'
  return excel === true ? 'excel' : 'plain'
}

export function styleOf({ t }: Context, { zone, settings }: Store, flags: TableFlags): Style {
  const { currency } = settings
  const form = formOf(flags)
  const given =
    <Value>(write: (value: Value) => string) =>
    (value: Value | null) =>
      value === null ? '' : write(value)
  const plain = {
    phone: (phone) => phone ?? '',
    day: (day) => day ?? '',
    moment: given((at) => wallClock(Date.parse(at), zone).join(' ')),
    money: given((minor) => decimalOf(minor, currency)),
    number: given(String),
    yesNo: given((value) => (value ? 'yes' : 'no')),
    word: (word: string | null) => word ?? '',
  } satisfies Style
  const worded = {
    phone: given(textPhone),
    yesNo: given((value: boolean) => t(value ? 'common.yes' : 'common.no')),
    word: (word: string | null, shown: (word: string) => string) => (word === null ? '' : shown(word)),
  }
  if (form === 'plain') return plain
  // The workbook makes days and numbers of them.
  if (form === 'workbook') return { ...plain, ...worded }
  const comma = (decimal: string) => decimal.replace('.', ',')
  return {
    ...worded,
    day: given(dayOfExcel),
    moment: given((at) => {
      const [day = '', time = ''] = wallClock(Date.parse(at), zone)
      return `${dayOfExcel(day)} ${time}`
    }),
    money: given((minor) => comma(decimalOf(minor, currency))),
    number: given((value) => comma(String(value))),
  }
}

export interface OutTable {
  /** What it is called in a workbook. */
  sheet: string
  /** Names of the columns, which `export.head` has words for. */
  columns: readonly ExportColumn[]
  rows: Iterable<readonly string[]>
}

export type ExportColumn = keyof typeof import('../ui/i18n/en/export.ts').exportWords.head

/**
 * Writes a table to the file that was named, else to the output as the result itself. The rows are read before it
 * waits for anything.
 * @throws AppError file.exists, file.unwritable, db.noSpace
 */
export async function writeTable(
  context: Context,
  store: Store,
  flags: TableFlags,
  { sheet, columns, rows }: OutTable,
): Promise<void> {
  const { out, force } = flags
  const form = formOf(flags)
  const head = columns.map((column) => (form === 'plain' ? column : context.t(`export.head.${column}`)))
  if (out !== undefined && form === 'workbook') {
    const all = [...rows]
    const { workbookOf } = await import('../exchange/xlsx-write.ts')
    const kinds = columns.map((column) => KINDS[column] ?? 'text')
    return writeNewFile(out, await workbookOf(sheet, head, kinds, all), force === true, store.path)
  }
  // To a screen no cell may bring lines of its own.
  const cells = out === undefined && context.toScreen ? shown(rows) : rows
  const pieces = csvPieces(head, cells, form === 'excel' ? { delimiter: ';', bom: true } : undefined)
  if (out !== undefined) writeNewFile(out, pieces, force === true, store.path)
  // Whole: a reader who takes his time would keep the shop from being written to.
  else context.result([...pieces].join(''))
}

/** Columns that a workbook has as days, sums and numbers. */
const KINDS: Partial<Record<ExportColumn, CellKind>> = {
  ...of('day', 'first_purchase', 'last_purchase', 'next_touch_day', 'promised', 'delivered', 'runs_out'),
  ...of('moment', 'date', 'returned', 'next_call'),
  ...of('money', 'spent', 'price', 'amount', 'discount'),
  ...of('number', 'id', 'sale', 'purchases', 'nps', 'referrals', 'lasts_days', 'warranty_days', 'quantity'),
  ...of('number', 'minutes', 'csat', 'factor_score'),
}

function of(kind: CellKind, ...columns: ExportColumn[]): Partial<Record<ExportColumn, CellKind>> {
  return Object.fromEntries(columns.map((column) => [column, kind]))
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
