// Reading a table that is longer than what is read at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BadRow, exactRows } from '../../src/exchange/exact-rows.ts'

function file(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-rows-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.csv'), content)
  return join(folder, 'a.csv')
}

const csv = (rows: string[][]) => stringify(rows, { record_delimiter: 'windows', quoted_match: /[\r\n]/ })

const badRow = (path: string) => {
  try {
    for (const _ of exactRows(path));
  } catch (error) {
    if (error instanceof BadRow) return [error.line, error.code]
    throw error
  }
  return null
}

describe('rows', () => {
  it('are what was written, each with its line, wherever a piece of the file ends', () => {
    // Ten bytes of two letters each, so that pieces of 64 KiB end inside letters, cells and line ends.
    const cell = fc.constantFrom('', 'ёёёёё', 'a,b', '"', '\r\n', 'x\ny\r\nz', '👩‍👧', "'")
    const rows = fc.array(fc.tuple(cell, cell, fc.constant('.')), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 400 }), (some, times) => {
        const written = Array.from({ length: times }, () => some).flat()
        const read = [...exactRows(file(csv(written)))]
        expect(read.map(({ cells }) => cells)).toEqual(written)
        let line = 1
        for (const { line: at, cells } of read) {
          expect(at).toBe(line)
          line += 1 + cells.join('').split('\n').length - 1
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are cut nowhere inside quotation marks', () => {
    const written = Array.from({ length: 500 }, (_, i) => [
      String(i),
      'so many lines, "each" with more\n'.repeat(20),
    ])
    expect([...exactRows(file(csv(written)))].map(({ cells }) => cells)).toEqual(written)
  })

  it('may end in any way, and empty lines are none', () => {
    expect([...exactRows(file('a,b\n\n1,2\r\n\r\n3,4'))]).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', '2'] },
      { line: 5, cells: ['3', '4'] },
    ])
    expect([...exactRows(file(''))]).toEqual([])
  })
})

describe('what cannot be read is named by its line', () => {
  const many = 'a,b\n'.repeat(30_000)

  it.each([
    ['a quotation mark inside a text', 'a,b\n1,x"y\n', [2, 'row.broken']],
    ['one that nothing closes', 'a,b\n1,2\n3,"4\n5,6\n', [3, 'row.broken']],
    ['the same far down', `${many}3,"4\n5,6\n`, [30_001, 'row.broken']],
    ['one before a text without end', `a\n"${'x'.repeat(5_000_000)}`, [2, 'row.tooLong']],
    ['a line without end', `a\n${'x'.repeat(5_000_000)}`, [2, 'row.tooLong']],
  ])('%s', (_, text, expected) => expect(badRow(file(text))).toEqual(expected))

  it('bytes that are no text, and half a letter at the end', () => {
    const bytes = (text: string, ...more: number[]) =>
      file(Buffer.concat([Buffer.from(text), Buffer.from(more)]))
    expect(badRow(bytes(`${many}x`, 0xff, 0x0a))?.[1]).toBe('row.notText')
    expect(badRow(bytes('a,b\n1,2\n', 0xd1))?.[1]).toBe('row.notText')
  })
})
