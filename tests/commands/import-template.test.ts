// The template of each import: filled in as it is, it is taken back without a question, in both languages.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unzip, zipEntries, zipStored } from '../../src/exchange/zip.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const SHEET = 'xl/worksheets/sheet1.xml'

function parts(path: string): Map<string, Buffer> {
  const bytes = readFileSync(path)
  return new Map(zipEntries(bytes).map((entry) => [entry.name, unzip(bytes, entry, 10_000_000)]))
}

/** Types into the cells of a line, as Excel does: a cell keeps the format that it has. */
function fillIn(path: string, line: number, cells: readonly (string | number | null)[]): void {
  const all = parts(path)
  const sheet = all.get(SHEET)?.toString('utf8') ?? ''
  const [row = ''] = new RegExp(`<row r="${line}">.*?</row>`, 's').exec(sheet) ?? []
  expect(row).not.toBe('')
  const typed = cells.map((value, i) => {
    const name = `${String.fromCharCode(65 + i)}${line}`
    const [, style = ''] = new RegExp(`<c r="${name}"( s="\\d+")`).exec(row) ?? []
    if (value === null) return ''
    return typeof value === 'number'
      ? `<c r="${name}"${style}><v>${value}</v></c>`
      : `<c r="${name}"${style} t="inlineStr"><is><t>${value}</t></is></c>`
  })
  const filled = sheet.replace(row, `<row r="${line}">${typed.join('')}</row>`)
  all.set(SHEET, Buffer.from(filled))
  writeFileSync(path, zipStored([...all].map(([name, data]) => ({ name, data }))))
}

async function template(world: FakeWorld, kind: string): Promise<string> {
  const { file } = await runJson<{ file: string }>(
    ['import', 'template', kind, '--out', join(world.home, `${kind}.xlsx`)],
    world,
  )
  return file
}

/** The days since 1900 of 20 November 2026. */
const DAY = 46346
const YES = { en: 'yes', ru: 'да' }

describe.each(['en', 'ru'] as const)('in %s', (lang) => {
  test('sales', async () => {
    const world = fakeWorld({ lang })
    const file = await template(world, 'sales')
    fillIn(file, 3, [DAY, 'Анна Петрова', '89161234567', 'Крем', 2, 745.25])
    fillIn(file, 4, [DAY, 'Ольга', 89161234568, 'Мыло', null, 100])
    const {
      imported,
      skipped,
      notes,
      file: read,
    } = await runJson<{
      imported: number
      skipped: unknown[]
      notes: { line: number; code: string }[]
      file: { columns: { field: string | null }[] }
    }>(['import', 'sales', file], world)
    expect({ imported, skipped }).toEqual({ imported: 2, skipped: [] })
    expect(notes.map(({ line, code }) => [line, code])).toEqual([[2, 'example']])
    expect(read.columns.map(({ field }) => field)).not.toContain(null)
    const { sales } = await runJson<{ sales: { totalMinor: number; date: string }[] }>(
      ['sale', 'list'],
      world,
    )
    expect(sales).toHaveLength(2)
    const { customers } = await runJson<{ customers: { phone: string }[] }>(['customer', 'list'], world)
    expect(customers.map(({ phone }) => phone).sort()).toEqual(['+79161234567', '+79161234568'])
    expect((await runLine(['sale', 'show', '#1'], world)).out).toMatch(/1.490[.,]50/)
  })

  test('customers', async () => {
    const world = fakeWorld({ lang })
    const file = await template(world, 'customers')
    fillIn(file, 3, ['Анна', '8 916 123-45-67', 'a@b.ru', '@anna', '12.05', 'любит крем', null, null])
    fillIn(file, 4, ['Ольга', '89161234568', null, null, null, null, '89161234567', YES[lang]])
    const { imported, notes, skipped } = await runJson<{
      imported: number
      notes: unknown[]
      skipped: unknown[]
    }>(['import', 'customers', file], world)
    expect({ imported, notes: notes.length, skipped }).toEqual({ imported: 2, notes: 1, skipped: [] })
    expect(await runJson(['customer', 'show', '#1'], world)).toMatchObject({
      customer: {
        name: 'Анна',
        phone: '+79161234567',
        email: 'a@b.ru',
        birthday: '05-12',
        note: 'любит крем',
      },
    })
    expect(await runJson(['customer', 'show', '#2'], world)).toMatchObject({
      customer: { referredBy: { name: 'Анна' } },
    })
  })

  test('products', async () => {
    const world = fakeWorld({ lang })
    const file = await template(world, 'products')
    fillIn(file, 3, ['Крем', 1490.5, 45, 365, 'утром', null, 'орехи'])
    fillIn(file, 4, ['Мыло', 100, null, null, null, 'Крем', null])
    const { imported, skipped } = await runJson<{ imported: number; skipped: unknown[] }>(
      ['import', 'products', file],
      world,
    )
    expect({ imported, skipped }).toEqual({ imported: 2, skipped: [] })
    expect(await runJson(['product', 'show', 'Крем'], world)).toMatchObject({
      product: { priceMinor: 149050, lastsDays: 45, warrantyDays: 365, tips: ['утром'] },
    })
  })

  test.each(['sales', 'customers', 'products'])('an untouched one of %s adds nothing', async (kind) => {
    const world = fakeWorld({ lang })
    const file = await template(world, kind)
    expect(await runJson(['import', kind, file], world)).toMatchObject({ rows: 0, imported: 0, skipped: [] })
  })

  test('of the example only the first line is left out, and only where it says so', async () => {
    const world = fakeWorld({ lang })
    const file = await template(world, 'products')
    fillIn(file, 2, ['Крем', 100, null, null, null, null, null])
    fillIn(file, 3, ['Пример: второй', 100, null, null, null, null, null])
    expect(await runJson(['import', 'products', file], world)).toMatchObject({ imported: 2, notes: [] })
  })
})

test('holds days, sums and phones in cells of their kind, ready to be typed into', async () => {
  const file = await template(fakeWorld({ lang: 'ru' }), 'sales')
  const all = parts(file)
  const formats = all.get('xl/styles.xml')?.toString('utf8') ?? ''
  expect(formats).toContain('dd.mm.yyyy')
  const sheet = all.get(SHEET)?.toString('utf8') ?? ''
  const styles = ['A', 'C', 'F'].map(
    (column) => new RegExp(`<c r="${column}9" s="(\\d+)"/>`).exec(sheet)?.[1],
  )
  expect(new Set(styles).size).toBe(3)
  expect(styles).not.toContain(undefined)
  expect(sheet).toMatch(/<c r="A2" s="\d+"><v>\d+<\/v>/)
})

test('writes over nothing, and only what it knows', async () => {
  const world = fakeWorld()
  const file = await template(world, 'sales')
  expect(await runError(['import', 'template', 'sales', '--out', file], world)).toMatchObject({
    code: 'file.exists',
  })
  expect((await runLine(['import', 'template', 'sales', '--out', file, '--force'], world)).code).toBe(0)
  expect(await runError(['import', 'template', 'contacts'], world)).toMatchObject({ exit: 2 })
})
