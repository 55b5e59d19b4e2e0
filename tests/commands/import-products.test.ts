// Importing products: what a list tells of them, what is known already, and what is wrong with it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { ProductsImportDocument } from '../../src/ui/view/import.ts'
import { workbook } from '../exchange/workbook.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

function file(world: FakeWorld, content: string | Uint8Array, name = 'products.csv'): string {
  const path = join(world.home, name)
  writeFileSync(path, content)
  return path
}

const importing = (world: FakeWorld, content: string, ...flags: string[]) =>
  runJson<ProductsImportDocument>(['import', 'products', file(world, content), ...flags], world)

async function stored(world: FakeWorld) {
  const { products } = await runJson<{ products: Record<string, unknown>[] }>(['product', 'list'], world)
  return products.map(({ id: _, currency: __, ...product }) => product)
}

const FULL = `product,price,lasts_days,warranty_days,tip,goes_with,contains,shelf
Крем,1490.50,45,730,"Наносить на влажную кожу
Хватает горошины",Мыло; Лосьон,"лаванда, мёд",A1
Мыло,200,,,,,,A2
`
const RUSSIAN = `Наименование;Цена, руб.;На сколько дней хватает;Гарантия, дней;Советы;Подходит к;Состав;Полка
Крем;1 490,50;45;730;Наносить на влажную кожу|Хватает горошины;Мыло|Лосьон;лаванда,мёд;A1
Мыло;200;;;;;;A2
`
const CREAM = {
  ...{ name: 'Крем', priceMinor: 149_050, lastsDays: 45, warrantyDays: 730 },
  tips: ['Наносить на влажную кожу', 'Хватает горошины'],
  goesWith: [expect.objectContaining({ name: 'Мыло' })],
  contains: ['лаванда', 'мёд'],
}
const SOAP = {
  name: 'Мыло',
  priceMinor: 20_000,
  lastsDays: null,
  warrantyDays: null,
  tips: [],
  goesWith: [],
  contains: [],
}

describe('a list of products', () => {
  test.each([
    ['in English', FULL, 'shelf'],
    ['in Russian', RUSSIAN, 'Полка'],
  ])('%s is taken in whole', async (_, content, ignored) => {
    const world = fakeWorld()
    const document = await importing(world, content)
    expect(document).toMatchObject({
      ...{ dryRun: false, rows: 2, imported: 2, duplicates: 0, skipped: [], rejects: null, completed: 0 },
      created: { customers: 0, products: 2, sales: 0 },
      ignoredColumns: [ignored],
      notes: [{ line: 2, code: 'goesWith.unknown' }],
    })
    expect(document.file.columns[0]?.field).toBe('product')
    expect(document.notes[0]?.message).toContain('Лосьон')
    expect(await stored(world)).toEqual([CREAM, SOAP].map((product) => expect.objectContaining(product)))
  })

  test('adds nothing when it comes again', async () => {
    const world = fakeWorld()
    await importing(world, FULL)
    const before = readFileSync(world.db)
    expect(await importing(world, RUSSIAN)).toMatchObject({
      ...{ imported: 0, duplicates: 2, completed: 0, created: { products: 0 } },
    })
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  test('fills in what a known product lacks, keeps what it has, and says so', async () => {
    const world = fakeWorld()
    await runLine(['product', 'add', 'крем', '--price', '1500', '--contains', 'лаванда'], world)
    const document = await importing(world, FULL)
    expect(document).toMatchObject({ imported: 2, completed: 1, created: { products: 1 } })
    expect(document.notes.map(({ code, message }) => [code, message])).toEqual([
      ['kept', 'Крем has something else there, and keeps it: price and contains'],
      ['goesWith.unknown', expect.any(String)],
    ])
    expect(await stored(world)).toEqual([
      expect.objectContaining({ ...CREAM, name: 'крем', priceMinor: 150_000, contains: ['лаванда'] }),
      expect.objectContaining(SOAP),
    ])
  })

  test('plans anew for everybody who bought what it tells more of', async () => {
    const world = fakeWorld()
    await runLine(['sale', 'add', '--customer', 'Анна', '--item', 'Крем @1490'], world)
    await importing(world, FULL)
    const store = new Store(world.db, 'read', world.clock, 'Europe/Moscow')
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
  })

  test('comes back as it went out', async () => {
    const [one, other] = [fakeWorld(), fakeWorld()]
    await importing(one, FULL)
    for (const flags of [[], ['--excel']]) {
      const path = join(one.home, `out${flags.length}.csv`)
      await runLine(['export', 'products', '--out', path, ...flags], one)
      const document = await runJson<ProductsImportDocument>(['import', 'products', path], other)
      expect(document).toMatchObject({ notes: [], skipped: [] })
      expect(await stored(other)).toEqual(await stored(one))
    }
  })

  test('may be a workbook', async () => {
    const world = fakeWorld()
    const sheet = [
      ['Товар', 'Цена'],
      ['Крем', 1490.5],
      ['Мыло', 200],
    ]
    const path = file(world, workbook({ Прайс: sheet }), 'prices.xlsx')
    expect(await runJson(['import', 'products', path], world)).toMatchObject({ imported: 2 })
    expect(await stored(world)).toMatchObject([{ priceMinor: 149_050 }, { priceMinor: 20_000 }])
  })
})

describe('a list with bad lines', () => {
  const HEAD = 'product,price,lasts_days,tip,goes_with,contains\n'
  test.each([
    [',100,,,,', 'product.missing'],
    ['!!!,100,,,,', 'product.invalid'],
    [`${'я'.repeat(201)},,,,,`, 'product.invalid'],
    ['Крем,дорого,,,,', 'price.invalid'],
    ['Крем,-1,,,,', 'price.negative'],
    ['Крем,,0,,,', 'lastsDays.invalid'],
    ['Крем,,4000,,,', 'lastsDays.invalid'],
    [`Крем,,,${'я'.repeat(501)},,`, 'tip.tooLong'],
    ['Крем,,,,,"мёд, !"', 'contains.invalid'],
    ['Крем,1,,,,,7', 'cells.tooMany'],
    [`Крем,1,,${' '.repeat(100_000)},,`, 'cell.tooLong'],
    ['мыло,1,,,,', 'product.twice'],
  ])('%s', async (line, code) => {
    const world = fakeWorld()
    const content = `${HEAD}Мыло,200,,,,\n${line}\n`
    expect(await runError(['import', 'products', file(world, content)], world)).toMatchObject({
      ...{ exit: 2, code: 'import.badLines', params: { lines: [{ line: 3, code }] } },
    })
    expect(await importing(world, content, '--skip-bad')).toMatchObject({
      rows: 2,
      imported: 1,
      skipped: [{ code }],
    })
  })

  test('that repeat each other are no mistake', async () => {
    const world = fakeWorld()
    const document = await importing(world, `${HEAD}Мыло,200,,,,\nмыло,,,,,\nМыло,"200,00",,,,\n`)
    expect(document).toMatchObject({ rows: 3, imported: 1, duplicates: 2, skipped: [] })
  })

  test('without the column it needs says which', async () => {
    const world = fakeWorld()
    const { err, code } = await runLine(['import', 'products', file(world, 'price\n100\n')], world)
    expect(code).toBe(2)
    expect(err).toContain('has no column for product')
    expect(err).toContain('product, price, lasts_days')
  })
})
