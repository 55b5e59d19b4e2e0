// Which column of a file is which field: by its name, or by what the command line says of it.
import { foldName } from '../domain/name.ts'
import { invalid } from '../errors.ts'
import {
  CUSTOMER_FIELDS,
  type CustomerField,
  EXPORT_FIELDS,
  PRODUCT_FIELDS,
  type ProductField,
  SALE_FIELDS,
  type SaleField,
} from './column-names.ts'

/** Words beside a column's name that tell its currency. */
const CURRENCIES = new Set(['руб', 'рублеи', 'рубли', 'р', 'rub', 'rur', 'usd', 'eur', 'kzt', 'byn'])

/** Letter case, blanks, underscores and punctuation make no difference. */
function headKey(head: string): string {
  const words = foldName(head).split(' ')
  const [first = '', ...rest] = words
  return [first, ...rest.filter((word) => !CURRENCIES.has(word))].join('')
}

function keysOf<Field extends string>(fields: Record<Field, readonly string[]>): Map<string, Field> {
  const named = Object.entries(fields) as [Field, readonly string[]][]
  return new Map(named.flatMap(([field, names]) => names.map((name) => [headKey(name), field])))
}

export interface Columns<Field extends string> {
  /** Where each field stands; of two columns for one field the first counts. */
  at: Partial<Record<Field, number>>
  /** The heads of the others, as written. */
  ignored: string[]
}

/** What `--map` says of one column: which field it is, or that it is none. */
export interface Mapped<Field extends string> {
  /** Counted from 0. */
  place: number
  field: Field | null
}

/** Columns that a file of rejected lines has beside those it came with. */
export const REJECTED = ['import_line', 'import_problem']
const REJECTED_KEYS = new Set(REJECTED.map(headKey))

function columnsOf<Field extends string>(
  head: readonly string[],
  known: ReadonlyMap<string, Field>,
  mapped: readonly Mapped<Field>[] = [],
): Columns<Field> {
  const at: Columns<Field>['at'] = {}
  for (const { place, field } of mapped) if (field !== null) at[field] = place
  const told = new Set(mapped.map(({ place }) => place))
  for (const [i, name] of head.entries()) {
    const field = known.get(headKey(name))
    if (field !== undefined && !told.has(i)) at[field] ??= i
  }
  const taken = new Set(Object.values(at))
  const ignored = head.filter(
    (name, i) => name.trim() !== '' && !taken.has(i) && !REJECTED_KEYS.has(headKey(name)),
  )
  return { at, ignored: ignored.map((name) => name.trim()) }
}

/**
 * Reads what `--map` says: `COLUMN=FIELD`, the column by its name or by its number from 1, the field by any of its names;
 * without a field the column is left out.
 * @throws AppError input.invalid, naming what it could be
 */
export function readMapping<Field extends string>(
  mapping: readonly string[],
  head: readonly string[],
  fields: Readonly<Record<Field, readonly string[]>>,
): Mapped<Field>[] {
  const known = keysOf<Field>(fields)
  const names = (Object.values(fields) as string[][]).flatMap(([name]) => name?.replaceAll(' ', '_') ?? [])
  return mapping.map((text) => {
    const [, column = '', name = ''] = /^(.*)=([^=]*)$/s.exec(text) ?? invalid('mapping', '--map', text)
    const places = [...head.keys()].filter((i) => head[i]?.trim() === column.trim())
    const alike =
      places.length > 0 ? places : [...head.keys()].filter((i) => headKey(head[i] ?? '') === headKey(column))
    const number = /^\d{1,4}$/.test(column.trim()) ? Number(column) - 1 : -1
    if (alike.length > 1) invalid('choice', '--map', column, { options: alike.map((i) => String(i + 1)) })
    const place = alike[0] ?? (number in head ? number : undefined)
    if (place === undefined)
      return invalid('choice', '--map', column, { options: head.map((name) => name.trim()) })
    const field = name.trim() === '' ? null : known.get(headKey(name))
    if (field === undefined) return invalid('choice', '--map', name, { options: names })
    return { place, field }
  })
}

const SALE_KEYS = keysOf<SaleField>(SALE_FIELDS)

export type SaleColumns = Columns<SaleField>

export function saleColumns(head: readonly string[], mapped: readonly Mapped<SaleField>[] = []): SaleColumns {
  return columnsOf(head, SALE_KEYS, mapped)
}

/** What a file of sales cannot do without; a product may be missing where there is money. */
export function missingColumns({ at }: SaleColumns): ('name' | 'date' | 'product')[] {
  const has = (...fields: SaleField[]) => fields.some((field) => at[field] !== undefined)
  const missing: ('name' | 'date' | 'product')[] = []
  if (!has('externalId', 'name', 'familyName', 'phone')) missing.push('name')
  if (!has('date')) missing.push('date')
  if (!has('product') && !has('amount')) missing.push('product')
  return missing
}

/** What is worth a question where no column is named so. */
export function unnamedFields(columns: SaleColumns): ('name' | 'date' | 'product')[] {
  const missing = missingColumns(columns)
  return columns.at.product === undefined ? [...new Set([...missing, 'product' as const])] : missing
}

const CUSTOMER_KEYS = keysOf<CustomerField>(CUSTOMER_FIELDS)
const EXPORT_KEYS = keysOf(EXPORT_FIELDS)

/** A number is a customer's own only in a table that was exported from here: elsewhere it counts the lines, at best. */
export function customerColumns(
  head: readonly string[],
  mapped: readonly Mapped<CustomerField>[] = [],
): Columns<CustomerField> {
  const found = columnsOf(head, CUSTOMER_KEYS, mapped)
  const { ownId, stage } = columnsOf(head, EXPORT_KEYS).at
  if (ownId === undefined || stage === undefined) return found
  const ignored = found.ignored.filter((name) => name !== head[ownId]?.trim())
  return { at: { ...found.at, ownId }, ignored }
}

const PRODUCT_KEYS = keysOf<ProductField>(PRODUCT_FIELDS)

export function productColumns(
  head: readonly string[],
  mapped: readonly Mapped<ProductField>[] = [],
): Columns<ProductField> {
  return columnsOf(head, PRODUCT_KEYS, mapped)
}

const TOTALS = /^(итого|всего|итог|общий итог|total|totals|grand total|subtotal)(?![\p{L}\d])/u

/** Whether a cell says that its line sums up the others. */
export function saysTotal(cell: string): boolean {
  return cell.length < 100 && TOTALS.test(foldName(cell))
}

const YES = new Set(['yes', 'y', 'true', '1', '+', 'x', '✓', 'да', 'д', 'х', 'истина'])
const NO = new Set(['no', 'n', 'false', '0', '-', '–', '—', 'нет', 'н', 'ложь', ''])

/** Yes or no as people write it into a table, nothing being no; null when it is neither. */
export function readMark(text: string): boolean | null {
  const word = text.trim().toLowerCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}
