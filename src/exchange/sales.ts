// A file of sales line by line: what each says, and what is wrong with it.
import type { Day, Zone } from '../domain/day.ts'
import { parseDecimal, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { lineKey } from '../domain/origin.ts'
import { parsePhone } from '../domain/phone.ts'
import type { SaleColumns, SaleField } from './columns.ts'
import type { Sheet, SheetRow } from './csv.ts'
import { dateReader } from './dates.ts'
import { revive } from './inert.ts'
import {
  isWrong,
  type LineProblem,
  LONGEST_TEXT,
  readWho,
  remembering,
  type WhoProblem,
  type Wrong as WrongValue,
  wrong,
} from './line.ts'

export interface SaleRow {
  line: number
  /** E.164. */
  phone: string | null
  externalId: string | null
  name: string | null
  day: Day
  /** The instant as it is stored. */
  soldAt: string
  /** What it shares with equal lines of its customer. */
  key: string
  /** Empty in a file that names no products. */
  product: string
  /** Negative, as the amount then is, where something went back. */
  quantity: number
  amountMinor: number
}

export type SaleProblem =
  | WhoProblem
  | 'cells.tooMany'
  | 'quote.open'
  | 'date.missing'
  | 'date.invalid'
  | 'date.future'
  | 'product.missing'
  | 'product.invalid'
  | 'quantity.invalid'
  | 'price.invalid'
  | 'price.negative'
  | 'amount.invalid'
  | 'amount.sign'

export interface SalesFile {
  rows: SaleRow[]
  problems: LineProblem<SaleProblem>[]
  /** Lines that tell neither price nor amount, and so count as 0. */
  withoutAmount: number
}

export interface SalesOptions {
  zone: Zone
  today: Day
  /** ISO 3166 country of phones without a code. */
  region: string
  /** Minor digits of the shop's currency. */
  digits: number
  currency: string
  dateFormat: string | null
}

/** Read as numbers, which says all there is to say about strange characters in them. */
const NUMBERS: ReadonlySet<SaleField> = new Set(['quantity', 'price', 'amount'])

/** More of one thing in one line is a slip, such as a phone in the wrong column. */
const MOST = 1_000_000

type Wrong = WrongValue<SaleProblem>

/** @throws AppError import.ambiguousDates, input.invalid for the date format */
export function readSales(sheet: Sheet, columns: SaleColumns, options: SalesOptions): SalesFile {
  const { zone, today, region, dateFormat } = options
  // Names, phones, days and goods come again and again: each is cleaned, and kept in memory, once.
  const clean = remembering((text) => cleanText(revive(text)))
  const at = (row: SheetRow, field: SaleField) => {
    const place = columns.at[field]
    const text = place === undefined ? '' : (row.cells[place] ?? '')
    return NUMBERS.has(field) ? text.trim() : clean(text)
  }
  const dates = sheet.rows.map((row) => at(row, 'date')).filter((date) => date !== '')
  const momentOf = dateReader(dates, dateFormat, zone)
  const phoneOf = remembering((text) => parsePhone(text, region))
  const keyOf = remembering(foldName)
  const namesProducts = columns.at.product !== undefined

  const readRow = (row: SheetRow, cell: Cell): SaleRow | Wrong => {
    if (row.cells.slice(sheet.head.length).some((extra) => extra.trim() !== '')) {
      return wrong('cells.tooMany', String(sheet.head.length))
    }
    const who = { phone: cell('phone'), externalId: cell('externalId'), name: cell('name') }
    const customer = readWho(who, phoneOf)
    if (isWrong(customer)) return customer
    const date = cell('date')
    if (date === '') return wrong('date.missing')
    const moment = momentOf(date)
    if (moment === null) return wrong('date.invalid', date)
    if (moment.day > today) return wrong('date.future', date)
    const product = cell('product')
    if (namesProducts && product === '') return wrong('product.missing')
    const productKey = keyOf(product)
    if (namesProducts && (productKey === '' || product.length > LONGEST_TEXT)) {
      return wrong('product.invalid', product)
    }
    const goods = readGoods(cell, options)
    if (isWrong(goods)) return goods
    const { day, soldAt, wall } = moment
    const key = lineKey(wall, { product, ...goods }, productKey)
    return { line: row.line, ...customer, day, soldAt, key, product, ...goods }
  }

  const file: SalesFile = { rows: [], problems: [], withoutAmount: 0 }
  for (const row of sheet.rows) {
    const cell: Cell = (field) => at(row, field)
    const sale = readRow(row, cell)
    if (isWrong(sale)) file.problems.push({ line: row.line, code: sale.code, params: { value: sale.value } })
    else {
      file.rows.push(sale)
      if (cell('amount') === '' && cell('price') === '') file.withoutAmount += 1
    }
  }
  if (sheet.openQuote !== null) {
    file.problems.push({ line: sheet.openQuote, code: 'quote.open', params: { value: '' } })
  }
  return file
}

type Cell = (field: SaleField) => string

/** Amount is the line's total; a price counts only where there is none. An empty quantity is 1. */
function readGoods(
  cell: Cell,
  { digits, currency }: Pick<SalesOptions, 'digits' | 'currency'>,
): Pick<SaleRow, 'quantity' | 'amountMinor'> | Wrong {
  const typed = { quantity: cell('quantity'), price: cell('price'), amount: cell('amount') }
  const given = typed.quantity === '' ? null : parseDecimal(typed.quantity, 'decimal')
  if (typed.quantity !== '' && (given === null || given === 0 || Math.abs(given) > MOST)) {
    return wrong('quantity.invalid', typed.quantity)
  }
  const price = typed.price === '' ? null : parseMoney(typed.price, digits, currency)
  if (typed.price !== '' && price === null) return wrong('price.invalid', typed.price)
  if (price !== null && price < 0) return wrong('price.negative', typed.price)
  const total = typed.amount === '' ? null : parseMoney(typed.amount, digits, currency)
  if (typed.amount !== '' && total === null) return wrong('amount.invalid', typed.amount)
  const quantity = given ?? (total !== null && total < 0 ? -1 : 1)
  const amountMinor = total ?? Math.round((price ?? 0) * quantity)
  if (!Number.isSafeInteger(amountMinor)) return wrong('amount.invalid', typed.price)
  if (quantity * amountMinor < 0) return wrong('amount.sign', typed.amount)
  return { quantity, amountMinor }
}
