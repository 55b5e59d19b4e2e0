// The same fifty customers and their sales, written in every encoding, with every separator, line end and style of dates:
// whatever program saved them, the shop is the same to the last byte.
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsIn, OneShop } from '../model/one-shop.ts'
import { encoded } from './encoded.ts'
import { workbook } from './workbook.ts'

/** With DIALECTS=all each is tried with each; the suite itself tries each pair of two that can meet. */
const ALL = process.env.DIALECTS === 'all'

const MARK = '\ufeff'
/** Name, as the bytes are made, and what stands before the text. */
const ENCODINGS: [encoding: string, mark: string][] = [
  ['utf-8', ''],
  ['utf-8', MARK],
  ['utf-16le', ''],
  ['utf-16le', MARK],
  ['utf-16be', ''],
  ['utf-16be', MARK],
  ['windows-1251', ''],
  ['koi8-r', ''],
  ['ibm866', ''],
]
const DELIMITERS = [',', ';', '\t', '|']
const ENDS = ['\n', '\r\n', '\r', 'mixed']

type DateStyle = (year: string, month: string, day: string) => string
const DATES: DateStyle[] = [
  (year, month, day) => `${year}-${month}-${day}`,
  (year, month, day) => `${year}/${month}/${day}`,
  (year, month, day) => `${day}.${month}.${year}`,
  (year, month, day) => `${Number(day)}.${Number(month)}.${year.slice(2)}`,
  (year, month, day) => `${day}.${month}.${year} 12:00`,
  (year, month, day) => `${day}-${month}-${year}`,
  (year, month, day) => `${day}/${month}/${year}`,
  (year, month, day) => `${month}/${day}/${year} 12:00 PM`,
]

const NAMES = ['Анна', 'Юлия', 'Вера', 'Семён', 'Жанна', 'Ольга', 'Щукин', 'Элла', 'Игорь', 'Фёдор']
const FAMILY = ['Ёлкина', 'Чайка', 'Объедкова', 'Цой "Роза"', 'Соль, Ким; и|ко']

const two = (number: number) => String(number).padStart(2, '0')
/** What each file tells: heads, then rows; a date is told by its parts. */
type Cell = string | [year: string, month: string, day: string]

const CUSTOMERS: Cell[][] = [
  ['Имя', 'Телефон', 'Внешний номер', 'Почта', 'Заметка', 'Не звонить'],
  ...Array.from({ length: 50 }, (_, i) => [
    `${NAMES[i % 10]} ${FAMILY[Math.floor(i / 10)]}`,
    i % 7 === 3 ? '' : `8 (916) 000-${two(i)}-${two((i * 7) % 100)}`,
    i % 7 === 3 || i % 5 === 0 ? `К-${i}` : '',
    i % 3 === 0 ? `anna${i}@example.ru` : '',
    i % 4 === 0 ? `любит "розу", ${i}; и|мяту` : i % 4 === 1 ? '=1+1' : '',
    i % 11 === 10 ? 'да' : '',
  ]),
]
const SALES: Cell[][] = [
  ['Отчёт о продажах'],
  ['Код клиента', 'Клиент', 'Телефон', 'Дата', 'Товар', 'Количество', 'Сумма, руб.'],
  ...Array.from({ length: 100 }, (_, i): Cell[] => {
    const [name = '', phone = '', id = ''] = CUSTOMERS[1 + (i % 50)] as string[]
    return [
      ...[id, name, phone],
      ['2026', two(1 + (i % 10)), two(1 + ((i * 3) % 28))],
      // Thousands as spreadsheets part them: with a blank that does not break.
      ...[`Крем "Люкс" ${i % 9}`, i % 9 === 8 ? '-1' : i % 6 === 0 ? '1,5' : '1'],
      `${i % 9 === 8 ? '-' : ''}1\u00a0${two(i)}0,50`,
    ]
  }),
]

function fileOf(table: Cell[][], delimiter: string, end: string, date: DateStyle): string {
  const quoted = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = table.map((row) =>
    row.map((cell) => quoted(typeof cell === 'string' ? cell : date(...cell))).join(delimiter),
  )
  return lines.map((line, i) => line + (end === 'mixed' ? ENDS[i % 3] : end)).join('')
}

let shop: OneShop
let expected: string
const folder = tmpdir()
const at = (name: string) => join(folder, `aftersales-dialects-${process.pid}-${name}`)

async function importing(customers: Buffer, sales: Buffer): Promise<string> {
  writeFileSync(at('customers'), customers)
  writeFileSync(at('sales'), sales)
  shop.begin()
  expect(await shop.run('import', 'customers', at('customers'))).toBe(null)
  expect(await shop.run('import', 'sales', at('sales'))).toBe(null)
  return factsIn(shop.store)
}

beforeAll(async () => {
  shop = await OneShop.open('2026-11-21T09:00:00+03:00', {})
  const [date] = DATES as [DateStyle]
  const plain = (table: Cell[][]) => Buffer.from(fileOf(table, ';', '\n', date))
  expected = await importing(plain(CUSTOMERS), plain(SALES))
})
afterAll(() => {
  shop.close()
  for (const name of ['customers', 'sales']) rmSync(at(name), { force: true })
})

/** For each encoding and style of dates one separator and line end, so that any two of the four meet: two Latin squares. */
const LATIN = [0, 2, 3, 1]
const meets = (encoding: number, date: number, delimiter: number, end: number) =>
  delimiter === ((encoding ^ date) & 3) && end === ((encoding ^ (LATIN[date & 3] as number)) & 3)

test('it is the shop that was meant', () => {
  const count = (sql: string) => shop.store.db.prepare(sql).raw().get()
  expect(count('SELECT count(*), count(phone), count(email), count(note) FROM customer')).toEqual([
    ...[50, 43, 17, 26],
  ])
  expect(count('SELECT count(*), sum(quantity), sum(amount_minor) FROM sale_line')).toEqual([
    100, 86.5, 11_587_900,
  ])
})

test('in whatever dialect it was written', { timeout: 300_000 }, async () => {
  let count = 0
  for (const [e, [encoding, mark]] of ENCODINGS.entries()) {
    for (const [d, date] of DATES.entries()) {
      for (const [i, delimiter] of DELIMITERS.entries()) {
        for (const [k, end] of ENDS.entries()) {
          if (!ALL && !meets(e, d, i, k)) continue
          const bytes = (table: Cell[][]) => encoded(mark + fileOf(table, delimiter, end, date), encoding)
          const facts = await importing(bytes(CUSTOMERS), bytes(SALES))
          const where = JSON.stringify([encoding, mark, delimiter, end, date('2026', '11', '02')])
          expect(facts === expected, where).toBe(true)
          count += 1
        }
      }
    }
  }
  expect(count).toBe(ALL ? 9 * 4 * 4 * 8 : 9 * 8)
})

test('or saved as a workbook, with numbers and dates of its own', async () => {
  const cells = (table: Cell[][]) =>
    table.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell : new Date(`${cell.join('-')}T12:00:00Z`))),
    )
  const saved = [CUSTOMERS, SALES].map((table) => workbook({ Лист1: cells(table) })) as [Buffer, Buffer]
  expect((await importing(...saved)) === expected).toBe(true)
})
