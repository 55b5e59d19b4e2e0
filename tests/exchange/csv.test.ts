// Tables of text in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseCsv, readCsv } from '../../src/exchange/csv.ts'

function file(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-csv-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.csv'), content)
  return join(folder, 'a.csv')
}

describe('reading', () => {
  it.each([
    ['a,b\n1,2\n', null],
    ['a;b\r\n1;2\r\n', null],
    ['a\tb\r1\t2', null],
    ['a|b\n1|2', '|'],
    ['\ufeffa;b\n1;2', null],
    ['"a";"b"\n"1";"2"', null],
  ])('%j', (text, delimiter) => {
    const sheet = readCsv(file(text), delimiter)
    expect(sheet).toEqual({ head: ['a', 'b'], rows: [{ line: 2, cells: ['1', '2'] }], openQuote: null })
  })

  it('takes the separator that stands outside quotation marks', () => {
    expect(parseCsv('"a, b, c";d\n1;2', null).head).toEqual(['a, b, c', 'd'])
  })

  it('counts the lines of the file, not of the table', () => {
    const { rows } = parseCsv('a,b\n\n"x\ny",1\n,\n3,4', null)
    expect(rows.map((row) => row.line)).toEqual([3, 6])
    expect(rows[0]?.cells).toEqual(['x\ny', '1'])
  })

  it('takes a quotation mark inside a text for what it is', () => {
    expect(parseCsv('a,b\nКрем "Люкс",2', null).rows[0]?.cells).toEqual(['Крем "Люкс"', '2'])
  })

  it('names the line of a quotation mark that nothing closes, and keeps what came before it', () => {
    const sheet = parseCsv('a,b\n1,2\n3,"4\n5,6\n7,8', null)
    expect(sheet.rows.map((row) => row.line)).toEqual([2])
    expect(sheet.openQuote).toBe(3)
  })

  it('reads nothing out of an empty file', () => {
    expect(parseCsv('', null)).toEqual({ head: [], rows: [], openQuote: null })
  })

  it.each([
    ['nothing', null, 'file.notFound'],
    ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 'file.unreadable'],
    ['Windows-1251', new Uint8Array([0xea, 0xeb, 0xe8, 0xe5, 0xed, 0xf2]), 'file.unreadable'],
    ['a program', new Uint8Array([0, 1, 2, 3]), 'file.unreadable'],
  ])('refuses %s', (_, content, code) => {
    const path = content === null ? join(tmpdir(), 'no-such-file.csv') : file(content)
    expect(() => readCsv(path, null)).toThrow(expect.objectContaining({ code }))
  })

  it('refuses a folder', () => {
    expect(() => readCsv(tmpdir(), null)).toThrow(expect.objectContaining({ code: 'file.unreadable' }))
  })
})
