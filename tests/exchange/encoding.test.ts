// Letters as people really save them: the encoding is found out, or named, and never guessed wrong in silence.
import { describe, expect, it } from 'vitest'
import { encoded } from './encoded.ts'
import { file, opened, read } from './read.ts'

const SALES = 'Клиент;Телефон;Дата;Товар;Сумма\nЁлкина Юлия;89161234567;01.11.2026;Крем «Люкс»;1490\n'

describe('found out', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-r', 'ibm866'])('%s', async (encoding) => {
    // Quotation marks that the old encodings lack.
    const text = /koi8|866/.test(encoding) ? SALES.replace(/[«»]/g, '') : SALES
    for (const mark of encoding.startsWith('utf') ? ['', '\ufeff'] : ['']) {
      const table = await read(encoded(mark + text, encoding))
      expect(table.encoding).toBe(encoding)
      expect(table.cells).toEqual([text.split('\n')[1]?.split(';')])
      expect(table.head[0]).toBe('Клиент')
    }
  })

  it.each([
    ['one name', 'name\nАнна\n'],
    ['all capitals', 'NAME\nАННА ПЕТРОВА\nОЛЕГ\n'],
    ['small letters', 'name\nанна петрова\n'],
    ['late letters', `name\n${'Anna\n'.repeat(60_000)}Анна Петрова\n`],
    ['a number sign', 'name;item\nАнна;Крем №5\n'],
  ])('with %s', async (_, text) => {
    const { cells } = await read(encoded(text, 'windows-1251'))
    expect(cells.at(-1)).toEqual(text.trim().split('\n').at(-1)?.split(';'))
  })

  it.each([
    ['name,city\nJosé García,Málaga\nFrançois Müller,Köln\n', 'windows-1252'],
    ['name,price\nAnna,5 €\n', 'windows-1252'],
  ])('of Latin letters with accents: %j', async (text, encoding) => {
    const { cells } = await read(encoded(text, encoding))
    expect(cells[0]).toEqual(text.split('\n')[1]?.split(','))
  })

  it('keeps no-break spaces between thousands for what they are', async () => {
    const { cells } = await read(encoded('name,total\nAnna,"1\u00a0490,50"\n', 'windows-1251'))
    expect(cells).toEqual([['Anna', '1\u00a0490,50']])
  })

  it('reads a letter that two pieces of the file share', async () => {
    const text = `name;note\n${'Анна;ы\n'.repeat(70_000)}`
    for (const shift of ['', 'x']) {
      const { cells } = await read(shift + text)
      expect(cells).toHaveLength(70_000)
      expect(cells.every(([name, note]) => name === 'Анна' && note === 'ы')).toBe(true)
    }
  })
})

describe('named', () => {
  it.each(['cp1251', 'Windows-1251'])('%s', async (encoding) => {
    expect((await read(encoded(SALES, 'windows-1251'), { encoding })).head[0]).toBe('Клиент')
  })

  it('is believed, and refused where it cannot be', async () => {
    expect((await read(encoded(SALES, 'windows-1251'), { encoding: 'koi8-r' })).head[0]).toBe('йКХЕМР')
    await expect(read(encoded(SALES, 'windows-1251'), { encoding: 'utf-8' })).rejects.toThrow(
      expect.objectContaining({ code: 'file.wrongEncoding' }),
    )
  })

  it('has to be one', async () => {
    await expect(opened(file(SALES), { encoding: 'morse' })).rejects.toThrow(
      expect.objectContaining({
        code: 'input.invalid',
        params: expect.objectContaining({ field: '--encoding' }),
      }),
    )
  })
})
