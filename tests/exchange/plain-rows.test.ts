// Rows without quotation marks: read another way than those with them, and the same.
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowParser } from '../../src/exchange/csv.ts'
import { PlainRows } from '../../src/exchange/plain-rows.ts'

/** All rows of a text that comes in pieces of some bytes; null where it breaks off. */
async function readIn(text: string, sizes: readonly number[], delimiter: string) {
  const parser = new RowParser(delimiter)
  const bytes = Buffer.from(text)
  const rows = []
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] as number
    rows.push(...parser.read(bytes.subarray(at, at + size)))
    at += size
  }
  rows.push(...(await parser.end()))
  return parser.over ? null : rows.map(({ cells }) => cells)
}

/** The same by the parser that knows quotation marks. */
function parsed(text: string, delimiter: string): string[][] | null {
  try {
    const rows = parse(text, {
      delimiter,
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      relaxQuotes: true,
    })
    return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 })
const text = (...signs: string[]) =>
  fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map((some) => some.join(''))

test.each([',', ';', '\t', '|'])('are the same parted by %j, wherever pieces end', async (delimiter) => {
  const plain = text('a', 'ю', ' ', delimiter, delimiter, '\n', '\n', '\r\n', '\r', '😀')
  await fc.assert(
    fc.asyncProperty(plain, sizes, async (some, sizes) => {
      expect(await readIn(some, sizes, delimiter)).toEqual(parsed(some, delimiter))
    }),
    { numRuns: 500 },
  )
})

test('give way to a parser that knows quotation marks where the first one stands', async () => {
  const quoted = text('a', 'ю', ',', ',', '\n', '\n', '\r\n', '"', '"b,\n"')
  await fc.assert(
    fc.asyncProperty(quoted, sizes, async (some, sizes) => {
      expect(await readIn(some, sizes, ',')).toEqual(parsed(some, ','))
    }),
    { numRuns: 1000 },
  )
})

test('are read by themselves as long as there is no quotation mark', () => {
  const plain = PlainRows.of(',') as PlainRows
  expect(plain.read(Buffer.from('a,b\nc'))).toEqual([['a', 'b']])
  expect(plain.read(Buffer.from(',d\r\n\ne'))).toEqual([['c', 'd'], ['']])
  expect(plain.read(Buffer.from(',"f"\n'))).toBeNull()
  expect(plain.rest.toString()).toBe('e')
  expect(PlainRows.of('§')).toBeNull()
})
