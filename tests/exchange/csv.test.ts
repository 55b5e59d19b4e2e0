// Tables of text in.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RowParser } from '../../src/exchange/csv.ts'
import { file, opened, read } from './read.ts'

describe('reading', () => {
  it.each([
    ['a,b\n1,2\n', null],
    ['a;b\r\n1;2\r\n', null],
    ['a\tb\r1\t2', null],
    ['a|b\n1|2', null],
    ['a,|b\n1,|2', '|'],
    ['\ufeffa;b\n1;2', null],
    ['"a";"b"\n"1";"2"', null],
  ])('%j', async (text, delimiter) => {
    const { head, rows } = await read(text, { delimiter })
    expect([...head, ...rows].length).toBe(3)
    expect(head.map((name) => name.replace(',', ''))).toEqual(['a', 'b'])
    expect(rows).toEqual([{ line: 2, cells: [expect.stringContaining('1'), '2'], problem: null }])
  })

  it('takes the separator that stands outside quotation marks', async () => {
    expect((await read('"a, b, c";d\n1;2')).head).toEqual(['a, b, c', 'd'])
  })

  it('takes the separator that makes sense of the head, however often others stand in it', async () => {
    const { head, delimiter } = await read('Клиент;Товар, шт., объём;Дата\nАнна;Крем, 50 мл;1.2.2026')
    expect({ delimiter, head }).toEqual({ delimiter: ';', head: ['Клиент', 'Товар, шт., объём', 'Дата'] })
  })

  it('believes what a spreadsheet says of the separator, and does not take it for a row', async () => {
    for (const first of ['sep=|', '"sep=|"', 'SEP=|']) {
      const { delimiter, head, rows } = await read(`${first}\r\na,b|c\r\n1|2\r\n`)
      expect({ delimiter, head }).toEqual({ delimiter: '|', head: ['a,b', 'c'] })
      expect(rows).toMatchObject([{ line: 3, cells: ['1', '2'] }])
    }
  })

  it('counts the lines of the file, not of the table', async () => {
    const { rows } = await read('a,b\n\n"x\ny",1\n,\n3,4')
    expect(rows.map((row) => row.line)).toEqual([3, 6])
    expect(rows[0]?.cells).toEqual(['x\ny', '1'])
  })

  it.each(['\n', '\r\n', '\r'])('counts the lines inside a cell that end in %j once', async (end) => {
    const { rows } = await read(['a,b', '"x', 'y', 'z",1', '', '3,4', ''].join(end))
    expect(rows.map((row) => row.line)).toEqual([2, 6])
  })

  it('reads lines that end in several ways', async () => {
    const { rows } = await read('a,b\r\n1,2\n3,4\r5,6\r\n\r\n7,8')
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, '1', '2'],
      [3, '3', '4'],
      [4, '5', '6'],
      [6, '7', '8'],
    ])
  })

  it('takes a quotation mark inside a text for what it is', async () => {
    const { cells } = await read('a,b\nКрем "Люкс",2\n"ООО ""Роза""",3\n"Мыло" детское,4\n')
    expect(cells).toEqual([
      ['Крем "Люкс"', '2'],
      ['ООО "Роза"', '3'],
      ['"Мыло" детское', '4'],
    ])
  })

  it('names the line of a quotation mark that nothing closes, and keeps what came before it', async () => {
    const { rows } = await read('a,b\n1,2\n3,"4\n5,6\n7,8')
    expect(rows).toMatchObject([
      { line: 2, problem: null },
      { line: 3, problem: 'quote.open' },
    ])
  })

  it('does not take rows for a text because a later quotation mark happens to close it', async () => {
    const { rows } = await read('a,b,c\n1,2,"x\n3,4,5\n6,7,"y\n8,9,0\n')
    expect(rows.map(({ line, problem }) => ({ line, problem }))).toEqual([
      { line: 2, problem: 'quote.swallows' },
      { line: 5, problem: null },
    ])
    const next = await read('a,b,c\n1,2,"x\n6,7,"y\n8,9,0\n')
    expect(next.rows.map(({ problem }) => problem)).toEqual(['quote.swallows', null])
    const inch = await read('a,b,c\n1,2,"x\n3,4,5\n6,7,8"\n8,9,0\n')
    expect(inch.rows.map(({ problem }) => problem)).toEqual(['quote.swallows', null])
  })

  it.each([
    '"Москва, ул. Мира\nкв. 5"',
    '"""Роза"" – первой\nвторой"',
    '"""Роза"", первой\nвторой, третьей"',
    '"а\nб, в\nг"',
  ])('takes a text of several lines for one: %j', async (cell) => {
    const { rows } = await read(`a,b,c\n${cell},2,3\n1,2,${cell}\n`)
    expect(rows.map(({ problem }) => problem)).toEqual([null, null])
  })

  it('finds the head below what a report says of itself', async () => {
    const { head, headLine, rows } = await read(
      'Отчёт о продажах;;\nс 01.01.2026 по 31.01.2026;;\n\nДата;Клиент;Сумма\n05.01.2026;Анна;100\n',
    )
    expect({ head, headLine }).toEqual({ head: ['Дата', 'Клиент', 'Сумма'], headLine: 4 })
    expect(rows).toMatchObject([{ line: 5 }])
  })

  it('reads nothing out of an empty file', async () => {
    expect(await read('')).toMatchObject({ head: [], rows: [] })
  })

  it.each([
    ['nothing', null, 'file.notFound'],
    ['a program', new Uint8Array([0, 1, 2, 3]), 'file.notText'],
    ['a table with a byte that is no text', Buffer.from('a,b\n1,\0'), 'file.notText'],
    ['UTF-8 that is broken', Buffer.from([...Buffer.from('\ufeffa,Клиент\n'), 0xd0, 0x0a]), 'file.encoding'],
  ])('refuses %s', async (_, content, code) => {
    const path = content === null ? join(tmpdir(), 'no-such-file.csv') : file(content)
    await expect(opened(path)).rejects.toThrow(expect.objectContaining({ code }))
  })

  it('refuses a folder', async () => {
    await expect(opened(tmpdir())).rejects.toThrow(expect.objectContaining({ code: 'file.unreadable' }))
  })

  it('names the line of what is no text', async () => {
    const path = file(Buffer.from('a,b\n1,2\n3,\0\n'))
    await expect(opened(path)).rejects.toThrow(
      expect.objectContaining({ params: expect.objectContaining({ line: 3 }) }),
    )
  })

  it('stops at a line without end, of whatever it is made', async () => {
    for (const endless of ['x'.repeat(1_100_000), ';'.repeat(1_100_000), `"${'x\n'.repeat(600_000)}`]) {
      const { rows } = await read(`a;b\n1;2\n${endless}\n3;4\n`)
      expect(rows).toMatchObject([
        { line: 2, problem: null },
        { line: 3, problem: expect.stringMatching(/row.tooLong|quote.open/) },
      ])
      expect(rows).toHaveLength(2)
    }
  })

  it('takes a head and a million lines, whether the last one ends or not', () => {
    const problems = (lines: number, end: string) => {
      const parser = new RowParser(',')
      const rows = parser.read(Buffer.from(`${'a\n'.repeat(lines - 1)}a${end}`))
      return [...rows, ...parser.end()].filter(({ problem }) => problem !== null)
    }
    for (const end of ['', '\n']) {
      expect(problems(1_000_001, end)).toEqual([])
      expect(problems(1_000_002, end)).toMatchObject([{ problem: 'file.tooLong' }])
    }
  })

  it.each([
    0, 20_000, 40_000, 60_000,
  ])('knows a lost quotation mark by what it took, after %i bytes', async (before) => {
    const start = `a,b\n${'x'.repeat(before)},1\n`
    const lost = await read(`${start}2,"${'x\n'.repeat(515_000)}"\n3,4\n`)
    expect(lost.rows.map(({ problem }) => problem)).toEqual([null, 'quote.open'])
    // Marks within a text are written twice, and count once.
    const kept = await read(`${start}2,"${`${'""'.repeat(50)}\n`.repeat(11_000)}"\n3,4\n`)
    expect(kept.rows.map(({ problem }) => problem)).toEqual([null, null, null])
  })

  it('reads whatever text as the library does, in whatever pieces it comes', () => {
    const sign = fc.constantFrom('a', 'ё', '😀', ',', ',', ';', '"', '\n', '\n', '\r\n', '\r', ' ')
    const texts = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join(''))
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 })
    fc.assert(
      fc.property(texts, pieces, (text, lengths) => {
        const bytes = Buffer.from(text)
        const parser = new RowParser(',')
        const rows = []
        let at = 0
        for (const length of [...lengths, bytes.length]) {
          rows.push(...parser.read(bytes.subarray(at, at + length)))
          at += length
        }
        rows.push(...parser.end())
        expect(rows.map(({ line, cells }) => ({ line, cells }))).toEqual(rowsByLibrary(text))
      }),
      { numRuns: 2000 },
    )
  })
})

/** All at once; where a quotation mark is left open, the line of its row stands without cells. */
function rowsByLibrary(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  let line = 1
  try {
    parse(text, {
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      relaxQuotes: true,
      onRecord: (cells: string[]) => {
        if (cells.join('').trim() !== '') rows.push({ line, cells })
        line += 1 + (cells.join('').match(/\r\n|\n|\r/g)?.length ?? 0)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    rows.push({ line, cells: [] })
  }
  return rows
}
