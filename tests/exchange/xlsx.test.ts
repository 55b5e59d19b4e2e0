// Workbooks: what stands in a sheet reads as it would in a CSV file, and a hostile one ends at once.
import { describe, expect, it } from 'vitest'
import { file, opened, rowsOf } from './read.ts'
import { archive, sheetOf, type Value, workbook } from './workbook.ts'

const HEAD = ['customer', 'phone', 'date', 'product', 'quantity', 'amount']

async function read(bytes: Buffer, sheet: string | null = null) {
  const table = await opened(file(bytes, 'a.xlsx'), { sheet })
  return { ...table, rows: await rowsOf(table) }
}

const lineOf = async (...values: Value[]) => (await read(workbook({ A: [HEAD, values] }))).rows[0]?.cells

describe('a sheet', () => {
  it('gives texts, numbers, dates and moments as CSV has them', async () => {
    const at = new Date('2026-11-05T00:00:00Z')
    expect(await lineOf('Анна «Роза» & <b>', 79161234567, at, 'Крем', 1.5, 1490.5)).toEqual([
      'Анна «Роза» & <b>',
      '79161234567',
      '2026-11-05',
      'Крем',
      '1.5',
      '1490.5',
    ])
    const moment = new Date('2026-11-05T18:30:07Z')
    expect((await lineOf('x', null, moment, true, 29.330000000000002, 1.234))?.slice(1)).toEqual([
      '',
      '2026-11-05 18:30:07',
      'true',
      '29.33',
      '1.2340',
    ])
  })

  it('is the first, or the one that was named by name or number', async () => {
    const bytes = workbook({ Осень: [HEAD, ['Анна']], 'A & B': [HEAD, ['Олег']] })
    for (const [asked, name, customer] of [
      [null, 'Осень', 'Анна'],
      ['Осень', 'Осень', 'Анна'],
      ['A & B', 'A & B', 'Олег'],
      ['2', 'A & B', 'Олег'],
    ] as const) {
      const table = await read(bytes, asked)
      expect([table.format, table.sheet, table.rows[0]?.cells[0]]).toEqual(['xlsx', name, customer])
    }
    await expect(read(bytes, '3')).rejects.toThrow(
      expect.objectContaining({
        code: 'input.invalid',
        params: expect.objectContaining({ options: ['Осень', 'A & B'] }),
      }),
    )
  })

  it('has its lines counted as Excel counts them, preamble and gaps included', async () => {
    const { head, headLine, rows } = await read(
      workbook({ A: [['Отчёт'], [], HEAD, ['Анна'], [], [null, null], ['Олег']] }),
    )
    expect({ head, headLine }).toEqual({ head: HEAD, headLine: 3 })
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [4, 'Анна'],
      [7, 'Олег'],
    ])
  })

  it('with a formula that failed keeps all its other lines', async () => {
    const { rows } = await read(workbook({ A: [HEAD, ['Анна', { error: '#N/A' }], ['Олег', '1']] }))
    expect(rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['Анна', '#N/A'],
      ['Олег', '1'],
    ])
  })
})

describe('a hostile workbook', () => {
  const good = workbook({ A: [HEAD, ['Анна']] })
  const withSheet = (xml: string | Buffer, says?: number) =>
    archive(
      [
        [
          'xl/workbook.xml',
          '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ],
        [
          'xl/_rels/workbook.xml.rels',
          '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ],
        ['xl/worksheets/sheet1.xml', xml],
      ],
      says,
    )
  const cell = (place: string, row = 'r="1"') =>
    sheetOf(`<row ${row}><c r="${place}" t="inlineStr"><is><t>x</t></is></c></row>`)
  const bomb = Buffer.alloc(100 * 1024 * 1024, ' ')

  it('is told from one that is merely small', async () => {
    expect((await read(withSheet(cell('A1')))).head).toEqual(['x'])
  })

  it.each([
    ['that unpacks to more than memory holds', withSheet(bomb), 'file.tooLarge'],
    ['that lies about it', withSheet(bomb, 100), 'file.tooLarge'],
    ['with a cell in the last corner', withSheet(cell('XFD1048576', 'r="1048576"')), 'file.tooLarge'],
    ['with a cell beyond all columns', withSheet(cell('ZZZZZZZ1')), 'file.badWorkbook'],
    [
      'with a cell beyond all columns, single quotes',
      withSheet(cell('A1').replace('r="A1"', "r='ZZZZZ1'")),
      'file.badWorkbook',
    ],
    ['with a cell that hides its place', withSheet(cell('&#90;ZZZZ1')), 'file.badWorkbook'],
    ['with a row beyond all rows', withSheet(cell('A1', 'r="99999999999"')), 'file.badWorkbook'],
    [
      'with a sign that closes a tag too early',
      withSheet(cell('A1').replace('<c ', '<c a=">" b=\'<\' ')),
      'file.badWorkbook',
    ],
    ['with half a tag', withSheet(sheetOf('<row r="1"><c r="A1"')), 'file.badWorkbook'],
    ['of no XML', withSheet('hello'), 'file.badWorkbook'],
    ['cut off', good.subarray(0, good.length - 30), 'file.badWorkbook'],
    [
      'with a part that is no more',
      Buffer.concat([good.subarray(0, 10), good.subarray(90)]),
      'file.badWorkbook',
    ],
    ['that is another archive', archive([['../../etc/passwd', 'x']]), 'file.badWorkbook'],
    ['of before 2007', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.oldWorkbook'],
  ])('%s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toThrow(expect.objectContaining({ code }))
  })

  it('names no file outside of itself', async () => {
    const bytes = withSheet(cell('A1'))
    const path = bytes.toString('latin1').replaceAll('worksheets/sheet1.xml', '../../etc/passwd.xmll')
    await expect(read(Buffer.from(path, 'latin1'))).rejects.toThrow(
      expect.objectContaining({ code: 'file.badWorkbook' }),
    )
  })
})
