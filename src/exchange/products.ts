// A file of products line by line: what each says, and what is wrong with it.
import { parseDecimal, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import type { ProductField } from './column-names.ts'
import type { Columns } from './columns.ts'
import type { RowProblem, SheetRow } from './csv.ts'
import { revive } from './inert.ts'
import {
  isWrong,
  type LineProblem,
  LONGEST_TEXT,
  problemOf,
  type ReadProblem,
  refuseHopeless,
  rowProblem,
  type Wrong,
  wrong,
} from './line.ts'

/** What a line tells of a product; null and empty where it tells nothing. */
export interface ProductRow {
  line: number
  name: string
  /** Its folded name. */
  key: string
  priceMinor: number | null
  lastsDays: number | null
  warrantyDays: number | null
  tips: string[]
  /** Names of other products. */
  goesWith: string[]
  contains: string[]
}

export type ProductProblem =
  | RowProblem
  | ReadProblem
  | 'product.missing'
  | 'product.invalid'
  | 'product.twice'
  | 'price.invalid'
  | 'price.negative'
  | 'lastsDays.invalid'
  | 'warrantyDays.invalid'
  | 'tip.tooLong'
  | 'contains.invalid'

export interface ProductsFile {
  rows: ProductRow[]
  problems: LineProblem<ProductProblem>[]
  /** Lines that say of a product what another one said. */
  repeated: number
}

export interface ProductsOptions {
  /** Minor digits of the shop's currency. */
  digits: number
  currency: string
}

const LONGEST_TIP = 500
const LONGEST_TAG = 100
/** Half a day to ten years, as a product that is typed. */
const [SHORTEST, LONGEST] = [0.5, 3650]
/** Days; a century. */
const LONGEST_WARRANTY = 36_500

/** @param width how many columns the file has */
export async function readProducts(
  rows: AsyncIterable<SheetRow[]>,
  { at }: Columns<ProductField>,
  width: number,
  options: ProductsOptions,
): Promise<ProductsFile> {
  const file: ProductsFile = { rows: [], problems: [], repeated: 0 }
  const places = Object.values(at)
  const known = new Map<string, ProductRow>()
  for await (const some of rows) {
    refuseHopeless(file)
    for (const { line, cells, problem } of some) {
      const raw = (field: ProductField) => {
        const place = at[field]
        return place === undefined ? '' : revive(cells[place] ?? '')
      }
      const why = problem === null ? rowProblem(cells, width, places) : wrong(problem)
      const row = why ?? readRow(line, raw, options)
      const same = isWrong(row) ? undefined : known.get(row.key)
      if (isWrong(row)) file.problems.push(problemOf(line, row))
      else if (!same) {
        file.rows.push(row)
        known.set(row.key, row)
      } else if (saysTheSame(row, same)) file.repeated += 1
      else file.problems.push(problemOf(line, wrong('product.twice', String(same.line))))
    }
  }
  return file
}

function readRow(
  line: number,
  raw: (field: ProductField) => string,
  { digits, currency }: ProductsOptions,
): ProductRow | Wrong<ProductProblem> {
  const name = cleanText(raw('name'))
  if (name === '') return wrong('product.missing')
  const key = foldName(name)
  if (key === '' || name.length > LONGEST_TEXT) return wrong('product.invalid', name)
  const trimmed = (field: 'price' | 'lastsDays' | 'warrantyDays') => raw(field).trim()
  const typed = {
    price: trimmed('price'),
    lastsDays: trimmed('lastsDays'),
    warranty: trimmed('warrantyDays'),
  }
  const number = <T>(text: string, read: (text: string) => T) =>
    text === '' || text.length > LONGEST_TEXT ? null : read(text)
  const priceMinor = number(typed.price, (text) => parseMoney(text, digits, currency))
  if (typed.price !== '' && priceMinor === null) return wrong('price.invalid', typed.price)
  if (priceMinor !== null && priceMinor < 0) return wrong('price.negative', typed.price)
  const lastsDays = number(typed.lastsDays, (text) => parseDecimal(text, 'decimal'))
  const isOdd = lastsDays === null || lastsDays < SHORTEST || lastsDays > LONGEST
  if (typed.lastsDays !== '' && isOdd) return wrong('lastsDays.invalid', typed.lastsDays)
  const warrantyDays = number(typed.warranty, (text) => parseDecimal(text, 'decimal'))
  const isWhole = warrantyDays !== null && Number.isInteger(warrantyDays)
  if (typed.warranty !== '' && !(isWhole && warrantyDays >= 1 && warrantyDays <= LONGEST_WARRANTY)) {
    return wrong('warrantyDays.invalid', typed.warranty)
  }
  const tips = listOf(raw('tip'), /[\r\n|]+/)
  const goesWith = listOf(raw('goesWith'), /[\r\n|;]+/)
  const contains = listOf(raw('contains'), /[\r\n|;,]+/)
  const long = tips.find((tip) => tip.length > LONGEST_TIP)
  if (long !== undefined) return wrong('tip.tooLong', long)
  const odd = contains.find((tag) => tag.length > LONGEST_TAG || foldName(tag) === '')
  if (odd !== undefined) return wrong('contains.invalid', odd)
  return { line, name, key, priceMinor, lastsDays, warrantyDays, tips, goesWith, contains }
}

/** Several in one cell, as a list stands in a table; where some stand on lines of their own, only lines part them. */
function listOf(text: string, between: RegExp): string[] {
  const all = text.split(/[\r\n]/.test(text) ? /[\r\n]+/ : between).map(cleanText)
  return [...new Set(all.filter((one) => one !== ''))]
}

/** The same list as a cell: its lines, and a line end after a lone one that could be taken for several. */
export function listCell(list: readonly string[]): string {
  const cell = list.join('\n')
  return list.length === 1 && /[,;|]/.test(cell) ? `${cell}\n` : cell
}

function saysTheSame(row: ProductRow, other: ProductRow): boolean {
  const told = (field: 'priceMinor' | 'lastsDays' | 'warrantyDays') =>
    row[field] === null || row[field] === other[field]
  const list = (field: 'tips' | 'goesWith' | 'contains') =>
    row[field].every((one) => other[field].includes(one))
  const numbers = told('priceMinor') && told('lastsDays') && told('warrantyDays')
  return numbers && list('tips') && list('goesWith') && list('contains')
}
