// Tables of text out, and back in.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RowParser } from '../../src/exchange/csv.ts'
import { writeCsv } from '../../src/exchange/csv-write.ts'
import { inert, revive } from '../../src/exchange/inert.ts'

describe('writing', () => {
  it('quotes what must be quoted', () => {
    expect(writeCsv(['a', 'b'], [['x, y', '"z"\n']])).toBe('a,b\r\n"x, y","""z""\n"\r\n')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['＝1+1', "'＝1+1"],
    ['+7-2', "'+7-2"],
    ['+7 -2', "'+7 -2"],
    ['-1490,50', '-1490,50'],
    // Opened with another separator than it was written with, the file has other cells.
    ["Анна;=cmd|' /C calc'!A0;", "Анна;'=cmd|' /C calc'!A0;"],
    ['x,"=1+1"', 'x,\'"=1+1"'],
    ['хорошо, -1 балл', 'хорошо, -1 балл'],
    ['a\r\nb', 'a\r\nb'],
    ['a\n=1', "a\n'=1"],
    ["'=1", "''=1"],
    ['+420 601 123-456', '+420 601 123-456'],
    ['+7 912 345-67-89', '+7 912 345-67-89'],
    ['+79123456789', '+79123456789'],
    ['Анна', 'Анна'],
    ["O'Neill", "O'Neill"],
  ])('%j is written as %j, and read back as it was', (text, written) => {
    expect(inert(text)).toBe(written)
    expect(revive(written)).toBe(text)
  })

  it('gives back every table', () => {
    const cell = fc.string({
      unit: fc.constantFrom(
        'a',
        'ё',
        ',',
        ';',
        '|',
        '\t',
        '"',
        '\n',
        '\r\n',
        ' ',
        "'",
        '=',
        '+',
        '1',
        '-',
        '＝',
      ),
    })
    const table = fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, (rows) => {
        for (const delimiter of [',', ';'] as const) {
          const text = writeCsv(['a', 'b', 'c'], rows, { delimiter, bom: false })
          const [head, ...read] = new RowParser(delimiter).read(Buffer.from(text))
          expect(head?.cells).toEqual(['a', 'b', 'c'])
          expect(read.map((row) => row.cells.map(revive))).toEqual(rows)
        }
      }),
      { numRuns: 500 },
    )
  })
})
