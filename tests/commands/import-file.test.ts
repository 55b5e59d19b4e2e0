// What every import does with a file: how it is understood, the look ahead, and the lines that are left out.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportDocument } from '../../src/ui/view/import.ts'
import { encoded } from '../exchange/encoded.ts'
import { workbook } from '../exchange/workbook.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

function file(world: FakeWorld, content: string | Uint8Array, name = 'sales.csv'): string {
  const path = join(world.home, name)
  writeFileSync(path, content)
  return path
}

const HEAD = 'Клиент;Тел.;Дата;Товар;Сумма;Город\n'
const REPORT = `Продажи за осень\n${HEAD}Анна;89161234567;05.11.2026;Крем;1490,50;Тверь\nОлег;;21.11.2026;Мыло;200;\n`

describe('how a file is understood', () => {
  test('is told in a dry run, column by column', async () => {
    const world = fakeWorld()
    const path = file(world, encoded(REPORT, 'windows-1251'))
    const document = await runJson<ImportDocument>(['import', 'sales', path, '--dry-run'], world)
    expect(document.dryRun).toBe(true)
    expect(document.file).toEqual({
      ...{ format: 'csv', encoding: 'windows-1251', delimiter: ';', sheet: null },
      ...{ dateFormat: 'dd.MM.yyyy', headLine: 2 },
      columns: [
        { column: 'Клиент', field: 'name', sample: ['Анна', 'Олег'] },
        { column: 'Тел.', field: 'phone', sample: ['89161234567', ''] },
        { column: 'Дата', field: 'date', sample: ['05.11.2026', '21.11.2026'] },
        { column: 'Товар', field: 'product', sample: ['Крем', 'Мыло'] },
        { column: 'Сумма', field: 'amount', sample: ['1490,50', '200'] },
        { column: 'Город', field: null, sample: ['Тверь', ''] },
      ],
    })
    const { out } = await runLine(['import', 'sales', path, '--dry-run'], world)
    expect(out).toContain('A CSV table, Windows-1251, columns parted by “;”, dates as dd.MM.yyyy')
    expect(out).toMatch(/Тел\. +phone +89161234567/)
    expect(out).toMatch(/Город +– +Тверь/)
    expect(existsSync(world.db)).toBe(false)
  })

  test('is shown on a terminal before anything is written', async () => {
    const world = fakeWorld()
    const path = file(world, REPORT)
    const { code, out } = await runLine(['import', 'sales', path], world, [''])
    expect(code).toBe(0)
    expect(out).toMatch(
      /dates as dd\.MM\.yyyy.*Nothing is changed yet\. 2 lines would.*Import it like this\?/s,
    )
    expect(out).toContain('Imported 2 lines')
    expect(existsSync(world.db)).toBe(true)
  })

  test('and may be refused, or stopped', async () => {
    for (const answer of ['\x1b[B', '\x03']) {
      const world = fakeWorld()
      const { code } = await runLine(['import', 'sales', file(world, REPORT)], world, [answer])
      expect({ code, made: existsSync(world.db) }).toEqual({ code: 130, made: false })
    }
  })

  test('is not asked about with --yes, nor where nobody sits', async () => {
    const world = fakeWorld()
    const path = file(world, REPORT)
    const { code, out } = await runLine(['import', 'sales', path, '--yes'], world, [])
    expect({ code, asked: out.includes('Import it') }).toEqual({ code: 0, asked: false })
    const { out: piped } = await runLine(['import', 'sales', path], world)
    expect(piped).not.toContain('dates as')
  })

  test('asks which column is the product where no name tells it', async () => {
    const sheet = 'Покупатель;Дата;Купленное;Сумма;Город\nАнна;05.11.2026;Крем;1490;Тверь\n'
    for (const [answers, product, ignored] of [
      [['', ''], 'Крем', ['Город']],
      [['\x1b[B\x1b[B', ''], 'Purchase', ['Купленное', 'Город']],
    ] as const) {
      const world = fakeWorld()
      const { code, out } = await runLine(['import', 'sales', file(world, sheet)], world, answers)
      expect(code).toBe(0)
      expect(out).toContain('Which column is the product?')
      expect(out).toContain('Купленное: Крем')
      expect(out).toContain(`not needed: ${ignored.join(' and ')}`)
      const { sales } = await runJson<{ sales: object[] }>(['sale', 'list'], world)
      expect(sales).toMatchObject([{ lines: [{ product }] }])
    }
    const piped = fakeWorld()
    expect((await runLine(['import', 'sales', file(piped, sheet)], piped)).out).not.toContain('Which column')
  })

  test('takes a question mark for the rouble that its letters have no sign for', async () => {
    const sheet = 'Клиент;Дата;Товар;Сумма\nАнна;05.11.2026;Крем;1 490 ?\n'
    const world = fakeWorld()
    const path = file(world, encoded(sheet, 'windows-1251'))
    expect((await runLine(['import', 'sales', path], world)).code).toBe(0)
    const { sales } = await runJson<{ sales: object[] }>(['sale', 'list'], world)
    expect(sales).toMatchObject([{ totalMinor: 149_000 }])
    // Where every sign can be written it is a doubt of hers.
    const other = fakeWorld()
    expect(await runError(['import', 'sales', file(other, sheet)], other)).toMatchObject({
      code: 'import.badLines',
    })
  })

  test('when its dates can be read two ways is asked', async () => {
    const world = fakeWorld()
    const path = file(world, 'customer,date,product\nАнна,03/04/2026,Крем\n')
    const { code, out } = await runLine(['import', 'sales', path], world, ['\x1b[B', ''])
    expect(code).toBe(0)
    expect(out).toContain('Which is the day and which the month in 03/04/2026?')
    expect(out.replace(/\x1b\[\S*?[A-Za-z]/g, '')).toMatch(
      /❯ 3 Apr 2026 \(dd\/MM\/yyyy\)\s+4 Mar 2026 \(MM\/dd/,
    )
    const { sales } = await runJson<{ sales: { date: string }[] }>(['sale', 'list'], world)
    expect(sales).toMatchObject([{ date: '2026-03-04' }])
  })
})

describe('--map', () => {
  const ODD = 'Кто;Когда;Дата;Что;Итог\nАнна;05.11.2026;01.01.2020;Крем;100\n'
  test('says which column is what, by name or number, and leaves one out', async () => {
    const world = fakeWorld()
    const path = file(world, ODD)
    const maps = ['Кто=customer', '2=дата', 'Дата=', 'что=Product', '5=amount'].flatMap((map) => [
      '--map',
      map,
    ])
    const document = await runJson<ImportDocument>(['import', 'sales', path, ...maps], world)
    expect(document).toMatchObject({ imported: 1, from: '2026-11-05', ignoredColumns: ['Дата'] })
    expect(document.file.columns.map(({ field }) => field)).toEqual([
      'name',
      'date',
      null,
      'product',
      'amount',
    ])
  })

  test('tells two columns of one name apart by number', async () => {
    const world = fakeWorld()
    const path = file(world, 'name,phone,phone\nАнна,,89161234567\n')
    const plain = await runJson<ImportDocument>(['import', 'customers', path, '--dry-run'], world)
    expect(plain.file.columns.map(({ field }) => field)).toEqual(['name', 'phone', null])
    const told = ['import', 'customers', path, '--dry-run', '--map', '3=phone']
    const mapped = await runJson<ImportDocument>(told, world)
    expect(mapped.file.columns.map(({ field }) => field)).toEqual(['name', null, 'phone'])
    expect(await runError(['import', 'customers', path, '--map', 'phone=note'], world)).toMatchObject({
      ...{ exit: 2, params: { field: '--map', options: ['2', '3'] } },
    })
  })

  test.each([
    ['Кто', 'mapping', undefined],
    ['Никто=customer', 'choice', ['Кто', 'Когда', 'Дата', 'Что', 'Итог']],
    ['9=customer', 'choice', ['Кто', 'Когда', 'Дата', 'Что', 'Итог']],
    ['__proto__=customer', 'choice', ['Кто', 'Когда', 'Дата', 'Что', 'Итог']],
    ['Кто=nobody', 'choice', expect.arrayContaining(['customer_id', 'customer', 'phone', 'date'])],
    ['Кто=__proto__', 'choice', expect.arrayContaining(['customer_id'])],
  ])('%s is refused, naming the choices', async (map, why, options) => {
    const world = fakeWorld()
    const error = await runError(['import', 'sales', file(world, ODD), '--map', map], world)
    expect(error).toMatchObject({
      exit: 2,
      code: 'input.invalid',
      params: { why, ...(options ? { options } : {}) },
    })
  })
})

describe('lines left out', () => {
  const BAD = `${HEAD}Анна;89161234567;05.11.2026;Крем;1490,50;Тверь\nОлег;12;21.11.2026;"=Мыло;""люкс""";200;\nВера;;31.02.2026;Крем;1;\n`

  test('are kept in a file with their reasons, which can be mended and imported', async () => {
    const world = fakeWorld()
    const path = file(world, encoded(BAD, 'windows-1251'))
    const document = await runJson<ImportDocument>(['import', 'sales', path, '--skip-bad'], world)
    const rejects = join(world.home, 'sales.rejected.csv')
    expect(document).toMatchObject({ imported: 1, rejects, skipped: [{ line: 3 }, { line: 4 }] })
    expect(statSync(rejects).mode & 0o777).toBe(0o600)
    const text = readFileSync(rejects, 'utf8')
    expect(text).toBe(
      `\ufeffКлиент;Тел.;Дата;Товар;Сумма;Город;import_line;import_problem\r\nОлег;12;21.11.2026;"'=Мыло;""люкс""";200;;3;“12” is no phone number\r\nВера;;31.02.2026;Крем;1;;4;“31.02.2026” is no date\r\n`,
    )
    writeFileSync(rejects, text.replace(';12;', ';89167654321;').replace('31.02', '28.02'))
    const mended = await runJson<ImportDocument>(['import', 'sales', rejects], world)
    expect(mended).toMatchObject({ imported: 2, skipped: [], rejects: null, ignoredColumns: ['Город'] })
    const { products } = await runJson<{ products: { name: string }[] }>(['product', 'list'], world)
    expect(products.map(({ name }) => name)).toContain('=Мыло;"люкс"')
  })

  test('go where --rejects says, and replace no file without --force', async () => {
    const world = fakeWorld()
    const path = file(world, BAD)
    const rejects = file(world, 'mine', 'left.csv')
    const line = ['import', 'sales', path, '--skip-bad', '--rejects', rejects]
    expect(await runError(line, world)).toMatchObject({ exit: 3, code: 'file.exists' })
    expect(readFileSync(rejects, 'utf8')).toBe('mine')
    expect(await runJson(['customer', 'list'], world)).toMatchObject({ customers: [] })
    expect(await runJson([...line, '--force'], world)).toMatchObject({ imported: 1, rejects })
    expect(readFileSync(rejects, 'utf8')).toContain('Олег')
    expect(await runJson([...line, '--force'], world)).toMatchObject({ imported: 0, duplicates: 1, rejects })
    expect(await runError(['import', 'sales', path, '--rejects', rejects], world)).toMatchObject({ exit: 2 })
  })

  test('are told on a terminal, and whether the rest will do is asked', async () => {
    const world = fakeWorld()
    const path = file(world, BAD)
    const no = await runLine(['import', 'sales', path], world, [''])
    expect([no.code, existsSync(world.db)]).toEqual([130, false])
    expect(no.out).toMatch(
      /2 lines cannot be read:\n {2}line 3: “12” is no phone number\n.*Import the rest\?/s,
    )
    expect(existsSync(join(world.home, 'sales.rejected.csv'))).toBe(false)
    const yes = await runLine(['import', 'sales', path], world, ['\x1b[B', ''])
    expect([yes.code, yes.out.includes('Imported 1 line')]).toEqual([0, true])
    expect(readFileSync(join(world.home, 'sales.rejected.csv'), 'utf8')).toContain('Олег')
    // Nothing to go on with.
    const all = file(world, `${HEAD}Олег;12;21.11.2026;Мыло;1;\n`, 'bad.csv')
    expect(await runLine(['import', 'sales', all], world, [])).toMatchObject({ code: 2, out: '' })
    expect(await runLine(['import', 'sales', path, '--yes'], world, [])).toMatchObject({ code: 2, out: '' })
  })

  test('take another name where the file of an earlier time is still there', async () => {
    const world = fakeWorld()
    const path = file(world, BAD)
    for (const name of ['sales.rejected.csv', 'sales.rejected-2.csv', 'sales.rejected-3.csv']) {
      const document = await runJson(['import', 'sales', path, '--skip-bad'], world)
      expect(document).toMatchObject({ rejects: join(world.home, name) })
    }
  })

  test('are not written in a dry run, nor where there are none', async () => {
    const world = fakeWorld()
    await runJson(['import', 'sales', file(world, BAD), '--skip-bad', '--dry-run'], world)
    expect(await runJson(['import', 'sales', file(world, REPORT), '--skip-bad'], world)).toMatchObject({
      rejects: null,
    })
    expect(existsSync(join(world.home, 'sales.rejected.csv'))).toBe(false)
  })

  test('of customers are kept too, those that only the shop makes wrong with them', async () => {
    const world = fakeWorld()
    const A = '+79161234567'
    await runLine(['customer', 'add', 'Анна', '--phone', A], world)
    const path = file(world, 'name,phone,do_not_call\nАнна,,yes\nВера,12,\nОльга,,\n', 'people.csv')
    expect(await runJson(['import', 'customers', path, '--skip-bad'], world)).toMatchObject({ imported: 1 })
    const text = readFileSync(join(world.home, 'people.rejected.csv'), 'utf8')
    expect(text.split('\r\n').map((row) => row.split(',').slice(0, 4).join())).toEqual([
      '\ufeffname,phone,do_not_call,import_line',
      'Анна,,yes,2',
      'Вера,12,,3',
      '',
    ])
  })
})

describe('other formats', () => {
  const CARDS =
    'BEGIN:VCARD\nVERSION:3.0\nFN:Анна Петрова\nTEL:8 916 123-45-67\nBDAY:1990-05-12\nEND:VCARD\nBEGIN:VCARD\nFN:Вера\nTEL:12\nEND:VCARD\nBEGIN:VCARD\nFN:Олег\n'

  test('contacts of a phone are customers', async () => {
    const world = fakeWorld()
    const path = file(world, CARDS, 'contacts.vcf')
    const error = await runError(['import', 'customers', path], world)
    expect(error.params.lines).toMatchObject([
      { line: 7, code: 'phone.invalid' },
      { line: 11, code: 'card.broken' },
    ])
    const line = ['import', 'customers', path, '--skip-bad']
    expect(await runJson(line, world)).toMatchObject({ imported: 1, file: { format: 'vcard', headLine: 0 } })
    expect(await runJson(line, world)).toMatchObject({ imported: 0, duplicates: 1 })
    const rejects = join(world.home, 'contacts.rejected.csv')
    writeFileSync(
      rejects,
      readFileSync(rejects, 'utf8')
        .replace(',12,', ',+79167654321,')
        .replace(/\r\n,.*\r\n$/, '\r\n'),
    )
    expect(await runJson(['import', 'customers', rejects], world)).toMatchObject({ imported: 1, skipped: [] })
    const { customers } = await runJson<{ customers: object[] }>(['customer', 'list'], world)
    expect(customers).toMatchObject([{ name: 'Анна Петрова', phone: '+79161234567' }, { name: 'Вера' }])
    expect(await runError(['import', 'sales', path], world)).toMatchObject({
      exit: 2,
      code: 'import.noColumns',
    })
  })

  test('a workbook is what the same CSV file is', async () => {
    const [one, other] = [fakeWorld(), fakeWorld()]
    const day = new Date('2026-11-05T00:00:00Z')
    const sheet = [
      ['customer', 'phone', 'date', 'product', 'qty', 'sum'],
      ['Анна', 79161234567, day, 'Крем', 2, 2980.5],
      ['Олег', null, new Date('2026-11-06T18:30:00Z'), 'Мыло', 1, 200],
    ]
    const book = file(one, workbook({ Лист1: [], Продажи: sheet }), 'sales.xlsx')
    const csv = file(
      other,
      'customer,phone,date,product,qty,sum\nАнна,+79161234567,05.11.2026,Крем,2,"2980,50"\nОлег,,06.11.2026 18:30,Мыло,1,200\n',
    )
    const flags = ['--sheet', 'Продажи', '--date-format', 'dd.MM.yyyy']
    const document = await runJson<ImportDocument>(['import', 'sales', book, ...flags], one)
    expect(document).toMatchObject({ imported: 2, file: { format: 'xlsx', sheet: 'Продажи' } })
    await runJson(['import', 'sales', csv], other)
    const list = (world: FakeWorld) => runJson(['sale', 'list'], world)
    expect(await list(one)).toEqual(await list(other))
    expect(await runJson(['import', 'sales', csv], one)).toMatchObject({ imported: 0, duplicates: 2 })
  })
})

describe('as people really keep it', () => {
  test('a name in parts, as phone books and clubs have it', async () => {
    const world = fakeWorld()
    const lists = [
      'Фамилия;Имя;Отчество;Телефон\nПетрова;Анна;Ивановна;89161234567\nКим;;;89161234568\n',
      'First Name,Middle Name,Last Name,Phone 1 - Value,E-mail 1 - Value\nVera,,Ivanova,+79161234569 ::: +79161234560,vera@example.com\n',
      'Name,Given Name,Family Name,Phone 1 - Value\nOlga Popova,Olga,Popova,+79161234561\n',
    ]
    for (const list of lists) await runJson(['import', 'customers', file(world, list, 'people.csv')], world)
    const { customers } = await runJson<{ customers: object[] }>(['customer', 'list'], world)
    expect(customers).toMatchObject([
      ...[{ name: 'Olga Popova' }, { name: 'Vera Ivanova', phone: '+79161234569' }],
      ...[{ name: 'Анна Ивановна Петрова' }, { name: 'Ким' }],
    ])
    expect((await runLine(['customer', 'show', 'Vera'], world)).out).toContain('+79161234560')
  })

  test('sums below the lines, and two phones in one cell', async () => {
    const world = fakeWorld()
    const content = `${HEAD}Анна;8-916-123-45-67, 8 499 111-22-33;05.11.2026;Крем;1490,50;\nОлег;8 916/123-45-68;05.11.2026;Крем;10;\n;;;Итого:;1500,50;\nВсего продаж: 2;;;;;\n`
    const document = await runJson<ImportDocument>(['import', 'sales', file(world, content)], world)
    expect(document).toMatchObject({
      ...{ rows: 2, imported: 2, skipped: [] },
      notes: [
        { line: 2, code: 'phones', message: expect.stringContaining('8 499 111-22-33') },
        { line: 4, code: 'total' },
        { line: 5, code: 'total' },
      ],
    })
    const dated = `${HEAD}Итого;;05.11.2026;Крем;1;\nОлег;1, 8 499 111-22-33;05.11.2026;Крем;1;\n`
    const error = await runError(['import', 'sales', file(world, dated)], world)
    expect(error.params.lines).toMatchObject([{ line: 3, code: 'phone.invalid' }])
  })

  test('a table without the columns that are needed, or without any', async () => {
    const world = fakeWorld()
    const bank =
      'Выписка\n\n"Дата операции";"Сумма операции";"Описание"\n"30.10.2026 10:02:45";"1490,00";"Анна П."\n'
    const path = file(world, bank, 'bank.csv')
    const { err } = await runLine(['import', 'sales', path, '--lang', 'ru'], world)
    expect(err).toContain('Непонятно, где в файле')
    expect(err).toContain('в файле есть столбцы «Дата операции», «Сумма операции» и «Описание»')
    const mapped = await runJson(['import', 'sales', path, '--map', 'Описание=клиент'], world)
    expect(mapped).toMatchObject({ imported: 1, from: '2026-10-30' })
    expect((await runLine(['import', 'sales', file(world, '')], world)).err).toContain('is empty')
  })
})
