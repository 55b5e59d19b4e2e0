// The table of loyal customers: who is in it, in which order and style, that no spreadsheet computes a name, and that
// it comes home by import customers.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { CustomerRow } from '../../src/ui/view/customer.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const HEAD =
  'id,external_id,name,phone,stage,risk,purchases,first_purchase,last_purchase,spent,currency,nps,nps_reason,referrals,next_touch,next_touch_day,do_not_call'
const RUSSIAN_HEAD =
  '\ufeff№;Внешний номер;Имя;Телефон;Ступень;Риск;Дней с покупками;Первая покупка;Последняя покупка;Потрачено;Валюта;Готовность советовать (0–10);Почему;Купили по совету;Следующий контакт;Когда;Не звонить'
const ENGLISH_HEAD =
  '\ufeffNo.;External id;Name;Phone;Stage;Risk;Days of purchase;First purchase;Last purchase;Spent;Currency;Would recommend (0–10);Why;Recommended buyers;Next contact;When;Do not call'

/** Brings in these lines of sales. */
async function sell(world: FakeWorld, head: string, lines: readonly string[]): Promise<void> {
  const path = join(world.home, 'sales.csv')
  writeFileSync(path, `${head}\n${lines.join('\n')}\n`)
  await runJson(['import', 'sales', path], world)
}

/** Once: 1 day; Twice: 2 days; Thrice: 3 days; Rich: 3 days and more money; Friend bought for Thrice. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  const rows = [
    ['1', 'Once', '8 916 000 00 01', '2026-11-01', '100'],
    ['2', '=Twice', '8 916 000 00 02', '2026-10-01', '50'],
    ['2', '=Twice', '8 916 000 00 02', '2026-11-01', '50.5'],
    ['3', 'Thrice', '', '2026-09-01', '10'],
    ['3', 'Thrice', '', '2026-10-01', '10'],
    ['3', 'Thrice', '', '2026-11-01', '10'],
    ['4', 'Rich', '', '2026-09-01', '1000'],
    ['4', 'Rich', '', '2026-10-01', '1000'],
    ['4', 'Rich', '', '2026-11-01', '1000'],
  ]
  const path = join(world.home, 'sales.csv')
  const text = rows.map((row) => `${row.join(',')},Cream`).join('\n')
  writeFileSync(path, `customer_id,customer,phone,date,amount,product\n${text}\n`)
  await runJson(['import', 'sales', path], world)
  const friend = [
    'sale',
    'add',
    '--customer',
    'Friend',
    '--new',
    '--item',
    'Cream',
    '--referred-by',
    'Thrice',
  ]
  await runJson(friend, world)
  return world
}

/** The rows of a table that came to the screen whole. */
const rowsOf = (table: string) => table.split('\r\n').slice(1, -1)

test('holds regular customers and better, the highest step first, then who spent most', async () => {
  const world = await shop()
  await runJson(['log', '=Twice', '--outcome', 'refused'], world)
  const said = ['--nps', '10', '--reason', 'quick, "as\nalways"']
  await runJson(['log', 'Rich', '--outcome', 'talked', ...said], world)
  const { code, out, err } = await runLine(['export', 'loyal'], world)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.split('\r\n')).toEqual([
    HEAD,
    '3,3,Thrice,,advocate,none,3,2026-09-01,2026-11-01,30.00,RUB,,,1,check-in,2026-11-21,no',
    '4,4,Rich,,loyal,none,3,2026-09-01,2026-11-01,3000.00,RUB,10,"quick, ""as always""",0,reorder,2026-12-01,no',
    "2,2,'=Twice,+79160000002,regular,none,2,2026-10-01,2026-11-01,100.50,RUB,,,0,,,yes",
    '',
  ])
})

test('for Excel is in her language, as Russian Excel opens it by a double click', async () => {
  const world = await shop()
  await runJson(['log', '=Twice', '--outcome', 'refused'], world)
  const russian = await runLine(['export', 'loyal', '--excel', '--lang', 'ru'], world)
  expect(russian.out.split('\r\n')).toEqual([
    RUSSIAN_HEAD,
    '3;3;Thrice;;советует вас;нет;3;01.09.2026;01.11.2026;30,00;RUB;;;1;как дела с покупкой;21.11.2026;нет',
    '4;4;Rich;;лояльный;нет;3;01.09.2026;01.11.2026;3000,00;RUB;;;0;как дела с покупкой;21.11.2026;нет',
    "2;2;'=Twice;+7 916 000 00 02;постоянный;нет;2;01.10.2026;01.11.2026;100,50;RUB;;;0;;;да",
    '',
  ])
  const english = await runLine(['export', 'loyal', '--excel'], world)
  expect(english.out.split('\r\n').slice(0, 2)).toEqual([
    ENGLISH_HEAD,
    '3;3;Thrice;;advocate;none;3;01.09.2026;01.11.2026;30,00;RUB;;;1;check-in;21.11.2026;no',
  ])
})

test('in JSON gives the rows as they are', async () => {
  const world = await shop()
  const document = await runJson<{ customers: object[] }>(['export', 'loyal', '--excel'], world)
  expect(document).toMatchObject({ leftOut: 0, file: null })
  expect(document.customers[2]).toEqual({
    ...{ id: 2, externalId: '2', name: '=Twice', phone: '+79160000002', stage: 'regular', risk: 'none' },
    ...{ purchases: 2, firstPurchase: '2026-10-01', lastPurchase: '2026-11-01', spentMinor: 10_050 },
    ...{ currency: 'RUB', nps: null, npsReason: null, referred: 0, doNotCall: false },
    nextTouch: { kind: 'reorder', from: '2026-12-07' },
  })
})

describe('who is in it', () => {
  test.each([
    [['--stage', 'loyal'], ['Rich']],
    [
      ['--stage', 'advocate', '--stage', 'Loyal'],
      ['Thrice', 'Rich'],
    ],
    [
      ['--stage', 'new,trying'],
      ['Once', 'Friend'],
    ],
    [['--since', '2026-11-02', '--stage', 'new,regular,loyal,advocate'], ['Friend']],
    [
      ['--since', '1.11'],
      ['Thrice', 'Rich', '=Twice'],
    ],
    [['--since', 'yesterday'], []],
  ])('%j', async (flags, expected) => {
    const document = await runJson<{ customers: { name: string }[] }>(
      ['export', 'loyal', ...flags],
      await shop(),
    )
    expect(document.customers.map(({ name }) => name)).toEqual(expected)
  })

  test.each([
    [['--stage', 'good'], { field: '--stage', value: 'good', why: 'choice' }],
    [['--stage', ''], { field: '--stage', value: '', why: 'choice' }],
    [['--since', 'soon'], { field: '--since', value: 'soon', why: 'day' }],
    [['--since', '31.02.2026'], { field: '--since', value: '31.02.2026', why: 'day' }],
  ])('is not told by %j, and no file is made', async (flags, params) => {
    const world = await shop()
    const out = join(world.home, 'loyal.csv')
    expect(await runError(['export', 'loyal', '--out', out, ...flags], world)).toMatchObject({
      ...{ exit: 2, code: 'input.invalid', params },
    })
    expect(existsSync(out)).toBe(false)
  })
})

describe('for a mailing', () => {
  test('it leaves out who asked not to be called, and that is said beside the table', async () => {
    const world = await shop()
    await runJson(['log', '=Twice', '--outcome', 'refused'], world)
    const { out, err } = await runLine(['export', 'loyal', '--for-mailing'], world)
    expect(rowsOf(out).map((row) => row.split(',')[2])).toEqual(['Thrice', 'Rich'])
    expect(err).toBe('Left out: 1 customer who wants no mailing.\n')
    const quiet = await runLine(['export', 'loyal', '--for-mailing', '--quiet'], world)
    expect(quiet).toEqual({ code: 0, out, err: '' })
    expect(await runJson(['export', 'loyal', '--for-mailing'], world)).toMatchObject({
      ...{ customers: [{}, {}], leftOut: 1 },
    })
  })

  test('it says so beside the name of the file too', async () => {
    const world = await shop()
    await runJson(['log', '=Twice', '--outcome', 'refused'], world)
    const path = join(world.home, 'm.csv')
    const { code, out, err } = await runLine(['export', 'loyal', '--for-mailing', '--out', path], world)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`2 customers are in ${path}.\nLeft out: 1 customer who wants no mailing.\n`)
    expect(rowsOf(readFileSync(path, 'utf8'))).toHaveLength(2)
  })

  test('nobody may be left', async () => {
    const world = await shop()
    for (const name of ['=Twice', 'Thrice', 'Rich'])
      await runJson(['log', name, '--outcome', 'refused'], world)
    expect(await runLine(['export', 'loyal', '--for-mailing', '--lang', 'ru'], world)).toEqual({
      ...{ code: 0, out: `${HEAD}\r\n`, err: 'Без 3 клиентов с просьбой не писать и не звонить.\n' },
    })
  })
})

describe('what is in a cell', () => {
  /** The one row of a shop, plain and for Russian Excel. */
  const rowOf = async (head: string, cells: readonly string[], currency = 'RUB') => {
    const world = fakeWorld({ lang: 'ru' })
    if (currency !== 'RUB') await runJson(['config', 'set', 'currency', currency], world)
    const days = ['2026-10-01', '2026-11-01']
    await sell(
      world,
      `${head},date`,
      days.flatMap((day) => cells.map((cell) => `${cell},${day}`)),
    )
    const plain = rowsOf((await runLine(['export', 'loyal'], world)).out)
    const excel = rowsOf((await runLine(['export', 'loyal', '--excel'], world)).out)
    expect([plain.length, excel.length]).toEqual([1, 1])
    return { plain: plain[0] ?? '', excel: excel[0] ?? '' }
  }

  test.each([
    ['RUB', ['100.5,1'], '201.00', '201,00'],
    // Lone lines below zero lower the money below what was paid.
    ['RUB', ['0.01,1', '-0.06,-1'], '-0.10', '-0,10'],
    ['RUB', ['45035996273.95,1'], '90071992547.90', '90071992547,90'],
    ['JPY', ['1490,1'], '2980', '2980'],
    ['KWD', ['0.005,1'], '0.010', '0,010'],
    ['KWD', ['1234.5,1'], '2469.000', '2469,000'],
  ])('money of %s: %j twice', async (currency, amounts, plain, excel) => {
    const cells = amounts.map((amount, i) => `Anna,Soap ${i},${amount}`)
    const row = await rowOf('customer,product,amount,quantity', cells, currency)
    expect(row.plain.split(',').slice(9, 11)).toEqual([plain, currency])
    expect(row.excel.split(';').slice(9, 11)).toEqual([excel, currency])
  })

  test.each([
    ['8 916 123-45-67', '+79161234567', '+7 916 123 45 67'],
    ['+375 29 123 45 67', '+375291234567', '+375 29 123 45 67'],
    // Groups of three alone would be a number with its thousands set apart.
    ['+420 601 123 456', '+420601123456', '+420 601 123-456'],
  ])('a phone: %s', async (phone, plain, excel) => {
    const row = await rowOf('customer,product,phone', [`Anna,Soap,${phone}`])
    expect([row.plain.split(',')[3], row.excel.split(';')[3]]).toEqual([plain, excel])
  })

  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+7-2', "'+7-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    // Opened with the wrong separator a name falls apart, and none of its pieces is computed either.
    ['a;=1+1;b', "a;'=1+1;b"],
  ])('a name that looks like a formula: %s', async (name, inert) => {
    const row = await rowOf('customer,product,phone', [`"${name}",Soap,+79161234567`])
    expect(row.plain).toContain(`,${inert},+79161234567,`)
    expect(row.excel).toContain(name.includes(';') ? `;"${inert}";+7` : `;${inert};+7`)
  })
})

test('can be taken at an earlier day', async () => {
  const world = await shop()
  const { customers } = await runJson<{ customers: object[] }>(
    ['export', 'loyal', '--as-of', '2026-10-15'],
    world,
  )
  expect(customers).toMatchObject([
    { name: 'Rich', stage: 'regular', purchases: 2, spentMinor: 200_000 },
    { name: 'Thrice', stage: 'regular', purchases: 2 },
  ])
})

test('goes to a private file, and replaces none unasked', async () => {
  const world = await shop()
  const out = join(world.home, 'loyal.csv')
  expect(await runLine(['export', 'loyal', '--out', out], world)).toMatchObject({
    ...{ code: 0, out: `3 customers are in ${out}.\n` },
  })
  expect(statSync(out).mode & 0o777).toBe(0o600)
  expect(readFileSync(out, 'utf8').startsWith(HEAD)).toBe(true)

  writeFileSync(out, 'mine')
  expect(await runError(['export', 'loyal', '--out', out], world)).toMatchObject({
    exit: 3,
    code: 'file.exists',
  })
  expect(readFileSync(out, 'utf8')).toBe('mine')
  expect((await runLine(['export', 'loyal', '--out', out, '--force'], world)).code).toBe(0)
  expect(readFileSync(out, 'utf8').startsWith(HEAD)).toBe(true)
  expect(readdirSync(world.home).filter((name) => name.includes('part'))).toEqual([])
})

test('touches no file but its own', async () => {
  const world = await shop()
  const out = join(world.home, 'loyal.csv')
  writeFileSync(`${out}.part`, 'mine')
  expect((await runLine(['export', 'loyal', '--out', out], world)).code).toBe(0)
  expect(readFileSync(`${out}.part`, 'utf8')).toBe('mine')
  // A folder of that name: the draft is written, cannot take the name, and goes.
  const folder = join(world.home, 'folder')
  mkdirSync(folder)
  expect(await runError(['export', 'loyal', '--out', folder, '--force'], world)).toMatchObject({
    code: 'file.unwritable',
  })
  expect(readdirSync(world.home).filter((name) => name.includes('part'))).toEqual(['loyal.csv.part'])
})

test('never takes the place of the shop, by whatever path it is named', async () => {
  const world = await shop()
  const before = readFileSync(world.db)
  const link = join(world.home, 'link.csv')
  symlinkSync(world.db, link)
  const away = join(world.home, 'away')
  symlinkSync(world.home, away)
  const roundabout = `${world.home}/../${basename(world.home)}/shop.db`
  for (const out of [world.db, `${world.db}-journal`, link, join(away, 'shop.db'), roundabout]) {
    expect(await runError(['export', 'loyal', '--out', out, '--force'], world)).toMatchObject({
      ...{ exit: 3, code: 'file.exists', params: { path: out } },
    })
  }
  expect(readFileSync(world.db)).toEqual(before)
  const empty = fakeWorld()
  expect(await runError(['export', 'loyal', '--out', empty.db], empty)).toMatchObject({ code: 'file.exists' })
  expect(existsSync(empty.db)).toBe(false)
})

test('takes the place of a table alone: no device, not even with --force', async () => {
  const world = await shop()
  const link = join(world.home, 'device')
  symlinkSync('/dev/null', link)
  expect(await runError(['export', 'loyal', '--out', link, '--force'], world)).toMatchObject({
    ...{ exit: 3, code: 'file.unwritable', params: { path: link } },
  })
  expect(readlinkSync(link)).toBe('/dev/null')
})

test('says which file it cannot write', async () => {
  const world = await shop()
  const out = join(world.home, 'none', 'loyal.csv')
  expect(await runError(['export', 'loyal', '--out', out], world)).toMatchObject({
    ...{ exit: 3, code: 'file.unwritable', params: { path: out } },
  })
})

test.each([
  [[], `${HEAD}\r\n`],
  [['--excel'], `${ENGLISH_HEAD}\r\n`],
  [['--for-mailing', '--since', '2026-01-01', '--stage', 'new'], `${HEAD}\r\n`],
])('of an empty shop is a table without rows, and makes no shop: %j', async (flags, out) => {
  const world = fakeWorld()
  expect(await runLine(['export', 'loyal', '--quiet', ...flags], world)).toEqual({ code: 0, out, err: '' })
  expect(existsSync(world.db)).toBe(false)
})

describe('comes home by import customers', () => {
  /** Names, phones, external ids and refusals that a table or a spreadsheet could trip over. */
  async function difficultShop(): Promise<FakeWorld> {
    const world = fakeWorld()
    const people = [
      ['C-1', 'Анна "Аня" Петрова', '8 916 123-45-67'],
      ['', 'Борис; Ильин, мл.', '8 (916) 765-43-21'],
      ['007', `'=HYPERLINK("http://x";"y")`, '+420 601 123 456'],
      [`'@ID`, `'@SUM(A1)`, '+1 213 373 4253'],
      ['', `'+cmd|x`, '+375 29 123 45 67'],
      ['', `''=x`, '8 916 000 00 06'],
      ['', `Хитрый,'=1+1;'=2+2`, ''],
      ['', 'Вера', ''],
      ['12345678901234567890', 'Deniz Ö. Çelik', '+90 532 123 45 67'],
      ['', '', '8 916 000 00 10'],
    ]
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    const lines = ['2026-10-01', '2026-11-01'].flatMap((day) =>
      people.map((cells) => [...cells, day, 'Крем', '100'].map(quoted).join(',')),
    )
    await sell(world, 'customer_id,customer,phone,date,product,amount', lines)
    // Somebody of the same name, and somebody who shares a phone.
    await runJson(['customer', 'add', 'Вера', '--new'], world)
    await runJson(['customer', 'add', 'Олег', '--phone', '8 916 123-45-67', '--new'], world)
    for (const id of ['#11', '#12']) {
      for (const day of ['2026-10-02', '2026-11-02']) {
        await runJson(['sale', 'add', '--customer', id, '--item', 'Крем', '--date', day], world)
      }
    }
    for (const id of ['#4', '#8']) await runJson(['log', id, '--outcome', 'refused'], world)
    await runJson(['log', '#1', '--outcome', 'talked', '--nps', '9', '--reason', 'line; "two", =3'], world)
    // As an older file may hold it: what is typed today is kept in one line.
    const db = new Database(world.db)
    db.prepare("UPDATE contact SET reason = 'line' || char(13, 10) || reason WHERE reason IS NOT NULL").run()
    db.close()
    return world
  }

  const peopleOf = async (world: FakeWorld) => {
    const { customers } = await runJson<{ customers: CustomerRow[] }>(['customer', 'list'], world)
    return customers
      .map(({ name, phone, externalId, refused }) => JSON.stringify({ name, phone, externalId, refused }))
      .sort()
  }

  test.each([
    ['plain', 'en', []],
    ['plain', 'ru', []],
    ['for Excel', 'en', ['--excel']],
    ['for Excel', 'ru', ['--excel']],
  ] as const)('%s, in %s', async (_, lang, flags) => {
    const world = await difficultShop()
    const path = join(world.home, 'loyal.csv')
    await runJson(['export', 'loyal', ...flags, '--lang', lang, '--out', path], world)
    expect(readFileSync(path, 'utf8')).toContain('"line\r\nline; ""two"", =3"')

    const before = readFileSync(world.db)
    expect(await runJson(['import', 'customers', path], world)).toMatchObject({
      ...{ rows: 12, imported: 0, duplicates: 12, skipped: [], notes: [] },
    })
    expect(readFileSync(world.db).equals(before)).toBe(true)

    const empty = fakeWorld()
    expect(await runJson(['import', 'customers', path], empty)).toMatchObject({
      ...{ imported: 12, doNotCall: 2, created: { customers: 12 }, notes: [] },
    })
    expect(await peopleOf(empty)).toEqual(await peopleOf(world))
    expect(await runJson(['import', 'customers', path], empty)).toMatchObject({ imported: 0, notes: [] })
  })
})
