// A file of sales line by line: what each says, and what is wrong with it.
import type { Day, Zone } from '../domain/day.ts'
import { parseDecimal, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { lineKey } from '../domain/origin.ts'
import type { SaleField } from './column-names.ts'
import { type SaleColumns, saysTotal } from './columns.ts'
import type { RowProblem, SheetRow } from './csv.ts'
import { dateReader, type FileMoment } from './dates.ts'
import { revive } from './inert.ts'
import {
  isWrong,
  type LineProblem,
  LONGEST_TEXT,
  otherPhones,
  problemOf,
  type ReadProblem,
  refuseHopeless,
  remembering,
  rowProblem,
  type Who,
  type WhoProblem,
  type Wrong as WrongValue,
  wholeName,
  whoReader,
  wrong,
} from './line.ts'

/** A line as it stands, until the order of day and month is known for all of them. */
export interface UndatedRow extends Who {
  line: number
  date: string
  /** Empty in a file that names no products. */
  product: string
  /** Negative, as the amount then is, where something went back. */
  quantity: number
  amountMinor: number
  /** Whether it tells a price or an amount; without either it counts as 0. */
  priced: boolean
}

export interface SaleRow extends UndatedRow {
  moment: FileMoment
}

export type SaleProblem =
  | WhoProblem
  | RowProblem
  | ReadProblem
  | 'date.missing'
  | 'date.invalid'
  | 'date.future'
  | 'date.outside'
  | 'product.missing'
  | 'product.invalid'
  | 'quantity.invalid'
  | 'price.invalid'
  | 'price.negative'
  | 'amount.invalid'
  | 'amount.sign'
  | 'amount.tooMuch'

/** What is left out of a line that is taken in, or a line that is none of the table's own. */
export type SaleRemark = 'total' | 'phones'

export interface UndatedSales {
  rows: UndatedRow[]
  problems: LineProblem<SaleProblem>[]
  remarks: LineProblem<SaleRemark>[]
}

export interface SalesFile {
  rows: SaleRow[]
  problems: LineProblem<SaleProblem>[]
  remarks: LineProblem<SaleRemark>[]
  /** How the dates are written; null where there is none. */
  dateFormat: string | null
}

export interface SalesOptions {
  /** ISO 3166 country of phones without a code. */
  region: string
  /** Minor digits of the shop's currency. */
  digits: number
  currency: string
  /** Whether a question mark after a number stands for a currency sign. */
  losesSigns: boolean
}

/** Read as numbers, which says all there is to say about strange characters in them. */
const NUMBERS: ReadonlySet<SaleField> = new Set(['quantity', 'price', 'amount'])

/** More of one thing in one line is a slip, such as a phone in the wrong column. */
const MOST = 1_000_000

const LOST_SIGN = /(?<=\d) ?\?$/

type Wrong = WrongValue<SaleProblem>
type Cell = (field: SaleField) => string

/** @param width how many columns the file has */
export async function readSales(
  rows: AsyncIterable<SheetRow[]>,
  columns: SaleColumns,
  width: number,
  options: SalesOptions,
): Promise<UndatedSales> {
  const file: UndatedSales = { rows: [], problems: [], remarks: [] }
  const read = rowReader(columns, width, options, file.remarks)
  for await (const some of rows) {
    refuseHopeless(file)
    for (const row of some) {
      const sale = read(row)
      if (sale === null) continue
      if (isWrong(sale)) file.problems.push(problemOf(row.line, sale))
      else file.rows.push(sale)
    }
  }
  return file
}

/** Settles the dates of a file. @throws AppError import.ambiguousDates, input.invalid for the date format */
export function dated(file: UndatedSales, dateFormat: string | null, zone: Zone, today: Day): SalesFile {
  const dates = dateReader(new Set(file.rows.map(({ date }) => date)), dateFormat, zone)
  const problems = [...file.problems]
  const rows: SaleRow[] = []
  for (const row of file.rows) {
    const moment = dates.read(row.date)
    if (moment === null) problems.push(problemOf(row.line, wrong('date.invalid', row.date)))
    else if (moment === 'outside') problems.push(problemOf(row.line, wrong('date.outside', row.date)))
    else if (moment.day > today) problems.push(problemOf(row.line, wrong('date.future', row.date)))
    else rows.push(Object.assign(row, { moment }))
  }
  problems.sort((a, b) => a.line - b.line)
  return { rows, problems, remarks: file.remarks, dateFormat: dates.format }
}

/** What a sale shares with equal lines of its customer. @param productKey the product's folded name, where it is known */
export function keyOf(
  { moment, product, quantity, amountMinor }: SaleRow,
  productKey = foldName(product),
): string {
  return lineKey(moment.wall, { product, quantity, amountMinor }, productKey)
}

function rowReader(
  { at }: SaleColumns,
  width: number,
  options: SalesOptions,
  remarks: LineProblem<SaleRemark>[],
): (row: SheetRow) => UndatedRow | Wrong | null {
  // Names, phones, days, goods and sums come again and again: each is read, and kept in memory, once; among those of its
  // own column, where few are looked through for a day.
  const clean = columnwise(at, (field) =>
    NUMBERS.has(field) ? (text) => text.trim() : remembering((text) => cleanText(revive(text))),
  )
  const readWho = whoReader(options.region)
  const isProduct = remembering((text) => text.length <= LONGEST_TEXT && foldName(text) !== '')
  const goodsOf = goodsReader(options)
  const places = Object.values(at)
  let total = 0

  return ({ line, cells, problem }) => {
    const why = problem === null ? rowProblem(cells, width, places) : wrong(problem)
    if (why) return why
    const cell: Cell = (field) => {
      const place = at[field]
      return place === undefined ? '' : (clean[field]?.(cells[place] ?? '') ?? '')
    }
    const date = cell('date')
    // What sums up the lines above is of no day.
    if (date === '' && cells.some(saysTotal)) {
      remarks.push(problemOf(line, { code: 'total', value: '' }))
      return null
    }
    const name = wholeName(cell('name'), cell('middleName'), cell('familyName'))
    const phone = cell('phone')
    const who = readWho({ phone, externalId: cell('externalId'), name })
    if (isWrong(who)) return who
    if (date === '') return wrong('date.missing')
    const product = cell('product')
    if (at.product !== undefined) {
      if (product === '') return wrong('product.missing')
      if (!isProduct(product)) return wrong('product.invalid', product)
    }
    const goods = goodsOf(cell)
    if (isWrong(goods)) return goods
    // Sums are reckoned exactly only up to here.
    total += Math.abs(goods.amountMinor)
    if (!Number.isSafeInteger(total)) return wrong('amount.tooMuch', cell('amount'))
    const others = otherPhones(phone, options.region)
    if (others.length > 0) remarks.push(problemOf(line, { code: 'phones', value: others.join(', ') }))
    return { line, ...who, date, product, ...goods }
  }
}

/** What reads the cells of each column there is. */
function columnwise(
  at: SaleColumns['at'],
  reading: (field: SaleField) => (text: string) => string,
): Partial<Record<SaleField, (text: string) => string>> {
  const fields = Object.keys(at) as SaleField[]
  return Object.fromEntries(fields.map((field) => [field, reading(field)]))
}

type Goods = Pick<UndatedRow, 'quantity' | 'amountMinor' | 'priced'>

/** Amount is the line's total; a price counts only where there is none. An empty quantity is 1. */
function goodsReader({ digits, currency, losesSigns }: SalesOptions): (cell: Cell) => Goods | Wrong {
  const isLong = (text: string) => text.length > LONGEST_TEXT
  const signed = (text: string) => (losesSigns ? text.replace(LOST_SIGN, '') : text)
  const quantityOf = remembering((text) => (isLong(text) ? null : parseDecimal(text, 'decimal')))
  const moneyOf = remembering((text) => (isLong(text) ? null : parseMoney(signed(text), digits, currency)))
  return (cell) => {
    const typed = { quantity: cell('quantity'), price: cell('price'), amount: cell('amount') }
    const given = typed.quantity === '' ? null : quantityOf(typed.quantity)
    if (typed.quantity !== '' && (given === null || given === 0 || Math.abs(given) > MOST)) {
      return wrong('quantity.invalid', typed.quantity)
    }
    const price = typed.price === '' ? null : moneyOf(typed.price)
    if (typed.price !== '' && price === null) return wrong('price.invalid', typed.price)
    if (price !== null && price < 0) return wrong('price.negative', typed.price)
    const total = typed.amount === '' ? null : moneyOf(typed.amount)
    if (typed.amount !== '' && total === null) return wrong('amount.invalid', typed.amount)
    const quantity = given ?? (total !== null && total < 0 ? -1 : 1)
    const amountMinor = total ?? Math.round((price ?? 0) * quantity)
    if (!Number.isSafeInteger(amountMinor)) return wrong('amount.tooMuch', typed.price)
    if (quantity * amountMinor < 0) return wrong('amount.sign', typed.amount)
    return { quantity, amountMinor, priced: total !== null || price !== null }
  }
}
