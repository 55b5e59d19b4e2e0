// A whole shop out to a folder and into an empty shop: nothing lost, and nothing forged let in.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { NEWEST_VERSION } from '../../src/store/header.ts'
import { disturb, endless } from '../disturbed.ts'
import { factsIn } from '../facts.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { expectSound, fullShop, withDatabase } from '../personal.ts'
import { workedShop } from '../worked-shop/entries.ts'

/** Takes the shop out and into a new one beside it. @returns the world of the new one */
async function roundTrip(world: FakeWorld): Promise<FakeWorld> {
  const folder = join(world.home, 'out')
  await runJson(['export', 'all', '--out', folder, '--force'], world)
  const db = join(world.home, 'again.db')
  rmSync(db, { force: true })
  const other = { ...world, db, env: { ...world.env, AFTERSALES_DB: db } }
  await runJson(['import', 'all', folder], other)
  return other
}

describe('import(export(x)) = x', () => {
  test('the demo', async () => {
    const world = fakeWorld({ lang: 'ru' })
    await runJson(['demo', '--db', world.db], world)
    const again = await roundTrip(world)
    expect(factsIn(again.db)).toEqual(factsIn(world.db))
    expectSound(again)
    expect(await runJson(['due', '--all'], again)).toEqual(await runJson(['due', '--all'], world))
  })

  test('a shop in which everything has happened, and one more customer was forgotten', async () => {
    const world = await fullShop()
    await runJson(['customer', 'forget', '#4', '--yes'], world)
    // Brought by somebody who comes after her in the table.
    const late = await runJson<{ customer: { id: number } }>(['customer', 'add', 'Late'], world)
    await runJson(['customer', 'edit', '#1', '--referred-by', `#${late.customer.id}`], world)
    const facts = factsIn(world.db)
    // Each table has something to lose.
    const empty = Object.keys(facts).filter((name) => facts[name]?.length === 0)
    expect(empty).toEqual(['product_contains', 'product_goes_with', 'product_tip'])
    const again = await roundTrip(world)
    expect(factsIn(again.db)).toEqual(facts)
    expectSound(again)
  })

  test('the worked shop, with the same figures', { timeout: 120_000 }, async () => {
    const world = await workedShop()
    const again = await roundTrip(world)
    expect(factsIn(again.db)).toEqual(factsIn(world.db))
    expectSound(again)
    for (const line of [
      ['summary', '--period', 'quarter'],
      ['bonus', 'show', '#1'],
      ['case', 'list', '--all'],
    ]) {
      expect(await runJson(line, again), line.join(' ')).toEqual(await runJson(line, world))
    }
  })

  test('nothing at all', async () => {
    const world = fakeWorld()
    const again = await roundTrip(world)
    expect(factsIn(again.db)).toMatchObject({ customer: [], setting: [{ key: 'timeZone' }] })
  })

  test('any shop', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(several(text), several(number), async (texts, numbers) => {
        const world = await fullShop()
        const changed = withDatabase(world, (db) =>
          db.transaction(disturb)(db, endless(texts), endless(numbers)),
        )
        expect(changed).toBeGreaterThan(50)
        const again = await roundTrip(world)
        expect(factsIn(again.db)).toEqual(factsIn(world.db))
      }),
      { numRuns: 20 },
    )
  })
})

const sign = fc.constantFrom(
  ...[
    'a',
    'Ё',
    'ё',
    '7',
    ' ',
    '\u00a0',
    '.',
    "'",
    '"',
    ',',
    ';',
    '|',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\ufeff',
  ],
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '\x1b[31m',
    '\u202e',
    '\u200d',
    '👩‍👧',
    'и\u0306',
    '\u2028',
    "=cmd|'/c calc'!A1",
  ],
)
const text = fc.oneof(
  fc.string({ unit: sign, maxLength: 12 }),
  fc.constantFrom('', "'", "''", '+79161234567', '-1', '0', 'null', '__proto__', '#1', 'x'.repeat(200)),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
/** Whole numbers that a column keeps and no number of ours tells apart: nobody's sums are that large. */
const isBlurred = (n: number) => Number.isInteger(n) && !Number.isSafeInteger(n) && Math.abs(n) <= 2 ** 63

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !isBlurred(n)),
  fc.maxSafeInteger(),
  fc.integer({ min: -3, max: 10 }),
)

const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 50 })

describe('the folder', () => {
  const shop = async () => {
    const world = fakeWorld()
    await runJson(
      ['sale', 'add', '--customer', 'Anna', '--phone', '8 900 000-00-01', '--item', 'Cream @100'],
      world,
    )
    return { world, folder: join(world.home, 'out') }
  }

  it('is for its owner alone, with every file in it', async () => {
    const { world, folder } = await shop()
    const before = process.umask(0)
    try {
      await runJson(['export', 'all', '--out', folder], world)
    } finally {
      process.umask(before)
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const names = readdirSync(folder)
    expect(names).toHaveLength(26)
    for (const name of names) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
    expect(readdirSync(world.home).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('explains each of its files and columns in both languages', async () => {
    const { world, folder } = await shop()
    await runJson(['export', 'all', '--out', folder], world)
    const [english = '', russian = ''] = readFileSync(join(folder, 'README.txt'), 'utf8').split(
      '-'.repeat(90),
    )
    expect(english + russian).not.toContain('export.')
    expect(english).toContain('import all FOLDER')
    expect(russian.split(/\s+/).join(' ')).toContain('import all ПАПКА')
    for (const name of readdirSync(folder).filter((name) => /^(?!contents).*\.csv$/.test(name))) {
      const [head = ''] = readFileSync(join(folder, name), 'utf8').split('\r\n')
      for (const text of [english, russian]) {
        expect(text.replace(/\s+/g, ' ')).toContain(head.replaceAll(',', ', '))
        expect(text).toMatch(new RegExp(`^${name.replace('.', '\\.')} – .{10}`, 'm'))
      }
    }
  })

  it('is left alone where something lies in it, and else filled', async () => {
    const { world, folder } = await shop()
    mkdirSync(folder)
    await runJson(['export', 'all', '--out', folder], world)
    const there = readdirSync(folder)
    const mine = join(world.home, 'mine')
    mkdirSync(mine)
    for (const at of [folder, mine]) writeFileSync(join(at, 'mine.txt'), 'mine')
    expect(await runError(['export', 'all', '--out', mine], world)).toMatchObject({
      exit: 3,
      code: 'file.exists',
    })
    expect(readdirSync(mine)).toEqual(['mine.txt'])
    await runJson(['product', 'add', 'Soap'], world)
    expect(await runError(['export', 'all', '--out', folder], world)).toMatchObject({
      exit: 3,
      code: 'file.exists',
    })
    expect(readFileSync(join(folder, 'product.csv'), 'utf8')).not.toContain('Soap')
    await runJson(['export', 'all', '--out', folder, '--force'], world)
    expect(readFileSync(join(folder, 'product.csv'), 'utf8')).toContain('Soap')
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine')
    expect(readdirSync(folder)).toEqual([...there, 'mine.txt'].sort())
  })

  it.each([
    ['a file of that name', 'shop.txt', 'file.exists'],
    ['a folder that is not there', 'none/out', 'file.unwritable'],
  ])('refuses %s', async (_, name, code) => {
    const { world } = await shop()
    writeFileSync(join(world.home, 'shop.txt'), 'mine')
    expect(await runError(['export', 'all', '--out', join(world.home, name)], world)).toMatchObject({
      exit: 3,
      code,
    })
    expect(readFileSync(join(world.home, 'shop.txt'), 'utf8')).toBe('mine')
  })

  it('never takes the place of the shop itself, nor of a folder or what a link leads to', async () => {
    const { world, folder } = await shop()
    mkdirSync(folder)
    const db = join(folder, 'sale.csv')
    cpSync(world.db, db)
    const before = readFileSync(db)
    const own = { ...world, db, env: { ...world.env, AFTERSALES_DB: db } }
    expect(await runError(['export', 'all', '--out', folder, '--force'], own)).toMatchObject({
      code: 'file.exists',
    })
    expect(readFileSync(db).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['sale.csv'])

    rmSync(db)
    mkdirSync(db)
    expect(await runError(['export', 'all', '--out', folder, '--force'], world)).toMatchObject({
      code: 'file.unwritable',
    })
    rmSync(db, { recursive: true })
    writeFileSync(join(world.home, 'mine.txt'), 'mine')
    symlinkSync(join(world.home, 'mine.txt'), db)
    await runJson(['export', 'all', '--out', folder, '--force'], world)
    expect(readFileSync(join(world.home, 'mine.txt'), 'utf8')).toBe('mine')
  })

  it('must be named', async () => {
    const { world } = await shop()
    for (const line of [
      ['export', 'all'],
      ['export', 'all', '--out', ''],
    ]) {
      expect(await runError(line, world)).toMatchObject({ exit: 2, code: 'input.missing' })
    }
  })
})

describe('import all', () => {
  /** The folder of a shop in which everything has happened, and a world without any shop. */
  async function taken() {
    const full = await fullShop()
    const folder = join(full.home, 'out')
    await runJson(['export', 'all', '--out', folder], full)
    const empty = fakeWorld({ now: '2026-11-21T10:00:00+03:00' })
    const path = (file: string) => join(folder, file)
    const edit = (file: string, change: (text: string) => string) =>
      writeFileSync(path(file), change(readFileSync(path(file), 'utf8')))
    return { full, folder, empty, path, edit }
  }

  it('goes into an empty shop only, and takes the settings with it', async () => {
    const { full, folder, empty } = await taken()
    expect(await runError(['import', 'all', folder], full)).toMatchObject({ exit: 3, code: 'shop.notEmpty' })
    await runJson(['config', 'set', 'currency', 'EUR'], empty)
    await runJson(['config', 'set', 'shopName', 'Other'], empty)
    await runJson(['import', 'all', folder], empty)
    expect(factsIn(empty.db)).toEqual(factsIn(full.db))
    expect(await runError(['import', 'all', folder], empty)).toMatchObject({ exit: 3, code: 'shop.notEmpty' })
  })

  it('can be taken back whole, brought back, and done again', async () => {
    const { full, folder, empty } = await taken()
    await runJson(['customer', 'forget', '#4', '--yes'], full)
    await runJson(['export', 'all', '--out', folder, '--force'], full)
    await runJson(['config', 'set', 'currency', 'EUR'], empty)
    const before = factsIn(empty.db)
    await runJson(['import', 'all', folder], empty)
    await runJson(['undo'], empty)
    // Nothing brings a forgotten customer back.
    expect(factsIn(empty.db)).toEqual({ ...before, forgotten: factsIn(full.db).forgotten })
    await runJson(['redo'], empty)
    expect(factsIn(empty.db)).toEqual(factsIn(full.db))
    expectSound(empty)
    await runJson(['undo'], empty)
    await runJson(['import', 'all', folder], empty)
    expect(factsIn(empty.db)).toEqual(factsIn(full.db))

    // Another shop has somebody else by that number.
    await runJson(['undo'], empty)
    const other = join(full.home, 'other')
    await runJson(['export', 'all', '--out', other], await fullShop())
    expect(await runError(['import', 'all', other], empty)).toMatchObject({ exit: 3, code: 'shop.notEmpty' })
    expect(factsIn(empty.db)).toMatchObject({ customer: [] })
  })

  it('takes files that a spreadsheet has saved once more, with other line ends and a byte order mark', async () => {
    const { full, folder, empty, edit } = await taken()
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
      edit(
        name,
        (text) => `\ufeff${text.replaceAll('\r\n', '\n').replace(/^[^"]*$/, (rows) => `${rows}\n\n`)}`,
      )
    }
    await runJson(['import', 'all', folder], empty)
    expect(factsIn(empty.db)).toEqual(factsIn(full.db))
  })

  it('takes a row that was added by hand, where the contents count it', async () => {
    const { folder, empty, path, edit } = await taken()
    appendFileSync(path('product_tip.csv'), '1,1,"Thin, on damp skin"\r\n')
    edit('contents.csv', (text) => text.replace('product_tip.csv,0', 'product_tip.csv,1'))
    await runJson(['import', 'all', folder], empty)
    const { product } = await runJson<{ product: { tips: string[] } }>(['product', 'show', '#1'], empty)
    expect(product.tips).toEqual(['Thin, on damp skin'])
  })

  /** File, what is done to it, the line that must be named and what is wrong with it. */
  const FORGED: [
    about: string,
    file: string,
    change: (text: string) => string,
    line: number,
    code: string,
  ][] = [
    ['a row too few', 'sale.csv', (text) => text.replace(/\r\n.*\r\n$/, '\r\n'), 6, 'row.count'],
    [
      'a row too many',
      'sale.csv',
      (text) => `${text}${text.split('\r\n')[1]?.replace('1', '99')}\r\n`,
      8,
      'row.count',
    ],
    ['the same row twice', 'skip.csv', (text) => `${text}${text.split('\r\n')[1]}\r\n`, 4, 'row.already'],
    ['no head', 'sale.csv', (text) => text.slice(text.indexOf('\n') + 1), 1, 'head.unknown'],
    ['an empty file', 'sale.csv', () => '', 1, 'head.missing'],
    ['a strange column', 'sale.csv', (text) => text.replace('sold_at', 'name_key'), 1, 'head.unknown'],
    ['a column twice', 'sale.csv', (text) => text.replace('note', 'source'), 1, 'head.twice'],
    ['a column too few', 'skip.csv', (text) => text.replace(/,[^,\r]*(?=\r\n)/g, ''), 1, 'head.missing'],
    ['a cell too many', 'sale.csv', (text) => text.replace(/\r\n$/, ',1\r\n'), 7, 'row.cells'],
    ['a lost quotation mark', 'contact.csv', (text) => text.replace(/\r\n(\d)/, '\r\n"$1'), 2, 'row.broken'],
    ['bytes that are no text', 'customer.csv', (text) => `${text}\ud800`, 0, ''],
    [
      'a customer who is not there',
      'sale.csv',
      (text) => text.replace(/\r\n2,\d/, '\r\n2,77'),
      3,
      'row.reference',
    ],
    [
      'somebody not there who brought her',
      'customer.csv',
      (text) => text.replace(',1,', ',77,'),
      3,
      'row.reference',
    ],
    ['a strange word', 'sale.csv', (text) => text.replace('entered,', 'guessed,'), 2, 'row.refused'],
    ['no moment', 'sale.csv', (text) => text.replace(/T\d\d:/, 'T99:'), 2, 'row.moment'],
    ['a day that never was', 'sale.csv', (text) => text.replace('2026-11-25', '2026-02-30'), 2, 'row.day'],
    ['a birthday that never is', 'customer.csv', (text) => text.replace('05-12', '02-30'), 3, 'row.birthday'],
    [
      'nothing where something must be',
      'customer.csv',
      (text) => text.replace('Ольга Первая', ''),
      2,
      'row.empty',
    ],
    ['words for a number', 'sale_line.csv', (text) => text.replace(',200000,', ',many,'), 2, 'row.whole'],
    [
      'too large a number',
      'sale_line.csv',
      (text) => text.replace(',200000,', ',9007199254740993,'),
      2,
      'row.whole',
    ],
    [
      'half a piece of money',
      'sale_line.csv',
      (text) => text.replace(',200000,', ',200000.5,'),
      2,
      'row.whole',
    ],
    ['a number of no row', 'customer.csv', (text) => text.replace('\r\n1,', '\r\n0,'), 2, 'row.number'],
    ['endlessly many', 'sale_line.csv', (text) => text.replace(',2,200000', ',1e999,200000'), 2, 'row.real'],
    ['a phone that is none', 'customer.csv', (text) => text.replace('+7916', '=7916'), 2, 'row.refused'],
    [
      'a zone that is none',
      'setting.csv',
      (text) => text.replace('Europe/Moscow', 'Mars/Phobos'),
      3,
      'row.setting',
    ],
    [
      'a setting that is none',
      'setting.csv',
      (text) => text.replace('timeZone', 'timezone'),
      3,
      'row.setting',
    ],
    [
      'an unheard-of file',
      'contents.csv',
      (text) => text.replace('sale.csv', '../sale.csv'),
      14,
      'row.unknownFile',
    ],
    ['a file not counted', 'contents.csv', (text) => text.replace('sale.csv', 'skip.csv'), 24, 'row.twice'],
    [
      'uncounted rows',
      'contents.csv',
      (text) => text.replace(/sale.csv,\d+/, 'sale.csv,-1'),
      14,
      'row.whole',
    ],
    ['other contents', 'contents.csv', (text) => text.replace('rows', 'lines'), 1, 'head.contents'],
  ]

  it.each(FORGED)('refuses %s', async (_, file, change, line, code) => {
    const { folder, empty, path, edit } = await taken()
    if (code === '')
      writeFileSync(path(file), Buffer.concat([readFileSync(path(file)), Buffer.from([0xff, 0x0a])]))
    else {
      const before = readFileSync(path(file), 'utf8')
      edit(file, change)
      expect(readFileSync(path(file), 'utf8')).not.toBe(before)
    }
    const error = await runError(['import', 'all', folder], empty)
    expect(error).toMatchObject({ exit: 2, code: 'import.badRow', params: { path: path(file) } })
    const [named] = error.params.lines as { line: number; code: string; message: string }[]
    expect(named?.code).toBe(code || 'row.notText')
    if (line > 0) expect(named?.line).toBe(line)
    expect(named?.message).not.toContain('import.')
    if (code === 'row.reference') expect(named?.message).toMatch(/^\w+_id: there is no row 77$/)
    if (existsSync(empty.db)) expect(factsIn(empty.db)).toMatchObject({ customer: [], product: [], sale: [] })
  })

  it('refuses a folder without its contents, without a file, of a newer program, and what is no folder', async () => {
    const { folder, empty, path, edit } = await taken()
    const refuses = async (code: string, params: object, at = folder) =>
      expect(await runError(['import', 'all', at], empty)).toMatchObject({ exit: 3, code, params })
    await refuses('import.noExport', { file: 'contents.csv' }, join(folder, 'none'))
    await refuses('import.noExport', { file: 'contents.csv' }, path('sale.csv'))
    edit('contents.csv', (text) => text.replace(/payment.csv.*\r\n/, ''))
    await refuses('import.noExport', { file: 'payment.csv' })
    edit('contents.csv', (text) => `${text}payment.csv,2,${NEWEST_VERSION}\r\n`)
    rmSync(path('payment.csv'))
    await refuses('import.noExport', { file: 'payment.csv' })
    mkdirSync(path('payment.csv'))
    await refuses('import.noExport', { file: 'payment.csv' })
    edit('contents.csv', (text) => text.replace(/skip\.csv,(\d+),\d+/, 'new.csv,$1,999'))
    await refuses('import.newerExport', { path: folder })
    rmSync(path('contents.csv'))
    await refuses('import.noExport', { file: 'contents.csv' })
    expect(existsSync(empty.db)).toBe(false)
  })

  it('takes what an older program wrote, which knew fewer columns and tables', async () => {
    const { folder, empty, path, edit } = await taken()
    rmSync(path('snooze.csv'))
    edit('contents.csv', (text) => text.replace(/snooze\.csv.*\r\n/, '').replace(/,\d+(?=\r\n)/g, ',1'))
    edit('skip.csv', (text) => text.replace(/,[^,\r]*(?=\r\n)/g, ''))
    edit('line_origin.csv', (text) => text.replace(/(^|\r\n)[^,\r]+,/g, '$1'))
    await runJson(['import', 'all', folder], empty)
    expect(factsIn(empty.db)).toMatchObject({ snooze: [], skip: [{ reason: null }, { reason: null }] })
    expectSound(empty)
  })

  it('says in words what came and what is wrong', async () => {
    const { folder, empty, edit } = await taken()
    const russian = { ...empty, env: { ...empty.env, AFTERSALES_LANG: 'ru' } }
    edit('sale.csv', (text) => text.replace('entered,', 'guessed,'))
    expect((await runLine(['import', 'all', folder], russian)).err.replaceAll(folder, 'out')).toBe(
      `Файл out/sale.csv не подходит, поэтому ничего не загружено.
  строка 2: эти значения недопустимы или не сочетаются (source IN ('entered', 'imported'))
Подсказка: поправьте строку или выгрузите магазин ещё раз командой export all
`,
    )
    edit('sale.csv', (text) => text.replace('guessed,', 'entered,'))
    const { out } = await runLine(['import', 'all', folder], russian)
    expect(out.replaceAll(folder, 'out').split(/\s+/).join(' ').trim()).toBe(
      'Магазин загружен целиком: 3 клиента, 2 товара и 6 продаж.',
    )
  })
})
