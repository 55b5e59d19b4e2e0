// customer add, list, find, edit: what is kept, what is refused, and how it looks.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CustomerPerson, CustomerRow } from '../../src/ui/view/customer.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const DOWN = '\x1b[B'

interface Kept {
  customer: CustomerPerson & { created: boolean }
  warnings: { code: string; text: string }[]
}
interface Listed {
  customers: CustomerRow[]
  total: number
}

const ANNA = ['customer', 'add', 'Анна Петрова', '--phone', '8 912 345-67-89']

async function shop(...lines: string[][]): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const line of lines) await runJson(line, world)
  return world
}

const names = async (world: FakeWorld, ...args: string[]) =>
  (await runJson<Listed>(['customer', ...args], world)).customers.map(({ name }) => name)

describe('customer add', () => {
  test('keeps everything that is said', async () => {
    const world = await shop(ANNA)
    const line = [
      ...[
        'customer',
        'add',
        '  Мария \u202eСмирнова ',
        '--phone',
        '+7 (913) 345-67-89',
        '--email',
        'm@example.ru',
      ],
      ...['--chat', '@masha', '--birthday', '29.02', '--external-id', 'К-17', '--referred-by', 'анна'],
      ...['--note', 'любит\nлаванду'],
    ]
    expect(await runJson<Kept>(line, world)).toEqual({
      customer: {
        id: 2,
        externalId: 'К-17',
        name: 'Мария Смирнова',
        phone: '+79133456789',
        email: 'm@example.ru',
        chat: '@masha',
        birthday: '02-29',
        note: 'любит лаванду',
        avoid: [],
        referredBy: { id: 1, name: 'Анна Петрова' },
        createdAt: '2026-11-21T09:00:00+03:00',
        wrongPhone: false,
        refusedAt: null,
        forgottenAt: null,
        created: true,
      },
      warnings: [],
    })
  })

  test('refuses a number that is somebody else’s, unless it is said to be somebody new', async () => {
    const world = await shop(ANNA)
    const igor = ['customer', 'add', 'Игорь', '--phone', '+7 912 345 67 89']
    expect(await runError(igor, world)).toMatchObject({
      exit: 3,
      code: 'customer.phoneTaken',
      params: { phone: '+79123456789', name: 'Анна Петрова', id: 1 },
    })
    expect((await runJson<Kept>([...igor, '--new'], world)).customer).toMatchObject({ id: 2, created: true })
  })

  test.each([
    [[...ANNA], 'the same once more'],
    [[...ANNA, '--new'], 'the same once more, as somebody new'],
    [['customer', 'add', 'Анна', '--phone', '89123456789'], 'a piece of the name with her number'],
    [['customer', 'add', 'АННА ПЕТРОВА'], 'her name without a number'],
    [['customer', 'add', 'Анна Петрова', '--phone', '89990000000'], 'her name with another number'],
  ])('%j is refused: %s', async (line) => {
    const world = await shop(ANNA)
    expect(await runError(line, world)).toMatchObject({ exit: 3, code: 'customer.exists', params: { id: 1 } })
    expect(await names(world, 'list')).toEqual(['Анна Петрова'])
  })

  test('her name with another number: a terminal asks who it is and which number holds', async () => {
    const world = await shop(ANNA)
    const line = ['customer', 'add', 'Анна Петрова', '--phone', '89990000000']
    const stays = await runLine(line, world, ['', ''])
    expect(stays.out).toContain('+7 912 345 67 89')
    expect((await runJson<Kept>(['customer', 'show', '#1'], world)).customer.phone).toBe('+79123456789')
    const changes = await runLine(line, world, ['', DOWN])
    expect(changes.out).toContain('The phone was +7 912 345 67 89, now it is +7 999 000 00 00.')
    expect((await runJson<Kept>(['customer', 'show', '#1'], world)).customer.phone).toBe('+79990000000')
    expect(await names(world, 'list')).toEqual(['Анна Петрова'])
  })

  test('her name without a number is kept with --new', async () => {
    const world = await shop(ANNA)
    expect((await runJson<Kept>(['customer', 'add', 'Анна Петрова', '--new'], world)).customer.id).toBe(2)
  })

  test('refuses an external id that is taken, and keeps nothing of it', async () => {
    const world = await shop([...ANNA, '--external-id', 'C-17'])
    const line = ['customer', 'add', 'Борис', '--external-id', 'C-17']
    expect(await runError(line, world)).toMatchObject({
      exit: 3,
      code: 'customer.conflict',
      params: { value: 'C-17', name: 'Анна Петрова', id: 1 },
    })
    expect(await names(world, 'list')).toEqual(['Анна Петрова'])
  })

  test.each([
    [['--phone', '8 912 abc'], 'phone'],
    [['--phone', '123'], 'phone'],
    [['--email', 'somewhere'], 'email'],
    [['--birthday', '30.02'], 'birthday'],
    [['--note', 'x'.repeat(2001)], 'text'],
  ])('%j is refused, and no shop is made', async (flags, why) => {
    const world = fakeWorld()
    expect(await runError(['customer', 'add', 'Борис', ...flags], world)).toMatchObject({
      exit: 2,
      code: 'input.invalid',
      params: { why, field: flags[0] },
    })
    expect(existsSync(world.db)).toBe(false)
  })

  test('nothing hidden comes in with an e-mail, or out with an error', async () => {
    const world = fakeWorld()
    const email = '\u202e\u061cm\u001b@example.ru\u009b'
    await runJson(['customer', 'add', 'Борис', '--email', email], world)
    const { customer } = await runJson<{ customer: { email: string } }>(['customer', 'show', '#1'], world)
    expect(customer.email).toBe('m@example.ru')
    const typed = '\u009b\u202e\u{e0041}нет\u061c'
    for (const line of [['customer', 'show', typed], [typed]]) {
      const { err } = await runLine([...line, '--json'], world)
      expect(err).not.toMatch(/[^\P{C}\n]/u)
      expect(Object.values(JSON.parse(err).error.params)).toContain(typed)
      expect((await runLine(line, world)).err.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
    }
  })

  test.each(['', '  ', '!!!', 'x'.repeat(201)])('%j is no name', async (name) => {
    expect(await runError(['customer', 'add', name], fakeWorld())).toMatchObject({
      exit: 2,
      code: 'input.invalid',
    })
  })

  test('an unknown referrer is refused', async () => {
    const line = ['customer', 'add', 'Борис', '--referred-by', 'никто']
    expect(await runError(line, fakeWorld())).toMatchObject({ exit: 3, code: 'customer.notFound' })
  })

  test('without a name and without a terminal the argument is named', async () => {
    expect(await runError(['customer', 'add'], fakeWorld())).toMatchObject({
      exit: 2,
      code: 'input.missing',
      params: { flag: '<name>' },
    })
  })
})

describe('customer add at a terminal', () => {
  test('asks for the name and the phone until they will do', async () => {
    const world = fakeWorld()
    const { code, out } = await runLine(['customer', 'add'], world, [
      'Пётр',
      'abc',
      '\x7f\x7f\x7f89123456789',
    ])
    expect(code).toBe(0)
    expect(out).toContain('write 8 912 345-67-89')
    expect(out).toContain('Пётр  #1\n  +7 912 345 67 89\n')
  })

  test('Enter skips the phone', async () => {
    const world = fakeWorld()
    expect((await runLine(['customer', 'add'], world, ['Пётр', ''])).code).toBe(0)
    expect((await runJson<Listed>(['customer', 'list'], world)).customers).toMatchObject([{ phone: null }])
  })

  test('a number somebody has: it is the same person', async () => {
    const world = await shop(ANNA)
    const { code, out } = await runLine(['customer', 'add', 'Игорь', '--phone', '89123456789'], world, [''])
    expect(code).toBe(0)
    expect(out).toContain('Nothing to add')
    expect(await names(world, 'list')).toEqual(['Анна Петрова'])
  })

  test('a number somebody has: another one of the family', async () => {
    const world = await shop(ANNA)
    const line = ['customer', 'add', 'Игорь', '--phone', '89123456789']
    expect((await runLine(line, world, [DOWN])).code).toBe(0)
    expect(await names(world, 'list')).toEqual(['Анна Петрова', 'Игорь'])
  })

  test('Ctrl-C stores nothing', async () => {
    const world = fakeWorld()
    const { code, err } = await runLine(['customer', 'add'], world, ['Пётр', '\x03'])
    expect(code).toBe(130)
    expect(err).toContain('Cancelled')
    expect(existsSync(world.db)).toBe(false)
  })
})

describe('customer edit', () => {
  const all = [
    ...['--email', 'a@b.ru', '--chat', '@a', '--birthday', '12.05', '--external-id', 'C-1', '--note', 'x'],
    ...['--referred-by', 'борис'],
  ]

  test('changes what is said and leaves the rest', async () => {
    const world = await shop(['customer', 'add', 'Борис'], [...ANNA, ...all])
    const line = ['customer', 'edit', 'петрова', '--name', 'Анна Иванова', '--birthday', '1990-06-13']
    expect((await runJson<Kept>(line, world)).customer).toMatchObject({
      name: 'Анна Иванова',
      birthday: '06-13',
      phone: '+79123456789',
      email: 'a@b.ru',
      chat: '@a',
      externalId: 'C-1',
      note: 'x',
      referredBy: { id: 1 },
      created: false,
    })
    expect(await names(world, 'find', 'иванова')).toEqual(['Анна Иванова'])
    expect(await names(world, 'find', 'петрова')).toEqual([])
  })

  test('an empty text clears anything but the name', async () => {
    const world = await shop(['customer', 'add', 'Борис'], [...ANNA, ...all])
    const flags = ['phone', 'email', 'chat', 'birthday', 'external-id', 'note', 'referred-by']
    const line = ['customer', 'edit', '#2', ...flags.flatMap((flag) => [`--${flag}`, ''])]
    expect((await runJson<Kept>(line, world)).customer).toMatchObject({
      ...{
        phone: null,
        email: null,
        chat: null,
        birthday: null,
        externalId: null,
        note: null,
        referredBy: null,
      },
    })
    expect(await runError(['customer', 'edit', '#2', '--name', ''], world)).toMatchObject({ exit: 2 })
  })

  test('a wrong number is forgotten when the number changes', async () => {
    const world = await shop(ANNA, ['log', 'анна', '--outcome', 'wrong-number'])
    const marked = async () => (await runJson<Listed>(['customer', 'list'], world)).customers[0]?.wrongPhone
    expect(await marked()).toBe(true)
    await runJson(['customer', 'edit', 'анна', '--phone', '89990000000'], world)
    expect(await marked()).toBe(false)
  })

  test('plans anew: a number brings her from those without one to the calls', async () => {
    const world = await shop(['sale', 'add', '--customer', 'Вера', '--item', 'Крем @100', '--date', '19.11'])
    const due = () => runJson<{ calls: unknown[]; noPhone: unknown[] }>(['due'], world)
    expect(await due()).toMatchObject({ calls: [], noPhone: [{ customer: { name: 'Вера' } }] })
    await runJson(['customer', 'edit', 'вера', '--phone', '89990000000'], world)
    expect(await due()).toMatchObject({ calls: [{ customer: { name: 'Вера' } }], noPhone: [] })
  })

  test('a number that somebody has is kept, and that is said', async () => {
    const world = await shop(ANNA, ['customer', 'add', 'Игорь'])
    const { customer, warnings } = await runJson<Kept>(
      ['customer', 'edit', 'игорь', '--phone', '89123456789'],
      world,
    )
    expect(customer.phone).toBe('+79123456789')
    expect(warnings).toEqual([
      { code: 'customer.sharedPhone', text: 'Анна Петрова (#1) has the same number.' },
    ])
  })

  test.each([
    [['edit', 'анна'], 2, 'input.missing'],
    [['edit', 'никто', '--note', 'x'], 3, 'customer.notFound'],
    [['edit', '#99', '--note', 'x'], 3, 'customer.notFound'],
    [['edit', 'и', '--note', 'x'], 3, 'customer.ambiguous'],
    [['edit', 'анна', '--phone', 'нет'], 2, 'input.invalid'],
    [['edit', 'анна', '--referred-by', '#1'], 2, 'input.invalid'],
    [['edit', 'анна', '--external-id', 'C-2'], 3, 'customer.conflict'],
    [['show', 'никто'], 3, 'customer.notFound'],
  ])('%j: exit %i, %s, and the shop as it was', async (args, exit, code) => {
    const world = await shop(
      ANNA,
      ['customer', 'add', 'Игорь', '--external-id', 'C-2'],
      ['customer', 'add', 'Ия'],
    )
    const before = readFileSync(world.db)
    expect(await runError(['customer', ...args], world)).toMatchObject({ exit, code })
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  test('of a shop that does not exist makes none', async () => {
    const world = fakeWorld()
    expect(await runError(['customer', 'edit', 'анна', '--note', 'x'], world)).toMatchObject({ exit: 3 })
    expect(existsSync(world.db)).toBe(false)
  })
})

describe('customer find', () => {
  const many = () =>
    shop(
      [...ANNA, '--external-id', 'К-17'],
      ['customer', 'add', 'Алёна Ёлкина', '--phone', '+7 926 911 22 33'],
      ['customer', 'add', 'Жанна', '--external-id', 'x-9'],
    )

  test.each([
    ['анна', ['Анна Петрова', 'Жанна']],
    ['АННА', ['Анна Петрова', 'Жанна']],
    ['петрова анна', ['Анна Петрова']],
    ['елк', ['Алёна Ёлкина']],
    ['Ёлк', ['Алёна Ёлкина']],
    ['345-67', ['Анна Петрова']],
    ['8 912', ['Анна Петрова']],
    ['912345', ['Анна Петрова']],
    ['+7 (926)', ['Алёна Ёлкина']],
    ['911', ['Алёна Ёлкина']],
    ['к-17', ['Анна Петрова']],
    ['X-9', ['Жанна']],
    ['щщ', []],
    ['!!!', []],
    ['', []],
  ])('%j finds %j', async (text, found) => {
    expect(await names(await many(), 'find', text)).toEqual(found)
  })

  test('nobody is no error, and is said kindly', async () => {
    const { code, out } = await runLine(['customer', 'find', 'щщ'], await many())
    expect(code).toBe(0)
    expect(out).toBe('Nobody found by “щщ”. Try fewer letters, or a few digits of the phone.\n')
  })
})

describe('customer list', () => {
  const busy = () =>
    shop(
      ANNA,
      ['sale', 'add', '--customer', 'анна петрова', '--item', 'Крем @1000', '--date', '2026-11-01'],
      ['sale', 'add', '--customer', 'анна петрова', '--item', 'Мыло @100', '--date', '2026-11-01'],
      ['sale', 'add', '--customer', 'анна петрова', '--item', 'Крем @1000', '--date', '2026-11-10'],
      [
        'sale',
        'add',
        '--customer',
        'Борис',
        '--phone',
        '89990000000',
        '--item',
        'Крем @1000',
        '--date',
        '2026-11-10',
      ],
      ['log', 'борис', '--outcome', 'refused'],
      ['customer', 'add', 'Константин Константинопольский'],
    )

  test('counts purchase days, and none for whoever has bought nothing', async () => {
    const world = await busy()
    expect(await runJson(['customer', 'list'], world)).toEqual({
      customers: [
        {
          ...{ id: 1, externalId: null, name: 'Анна Петрова', phone: '+79123456789', stage: 'regular' },
          ...{ risk: 'none', purchases: 2, lastPurchase: '2026-11-10', refused: false, wrongPhone: false },
        },
        {
          ...{ id: 2, externalId: null, name: 'Борис', phone: '+79990000000', stage: 'new', risk: 'none' },
          ...{ purchases: 1, lastPurchase: '2026-11-10', refused: true, wrongPhone: false },
        },
        {
          ...{ id: 3, externalId: null, name: 'Константин Константинопольский', phone: null, stage: 'new' },
          ...{ risk: 'none', purchases: 0, lastPurchase: null, refused: false, wrongPhone: false },
        },
      ],
      total: 3,
    })
  })

  test('at an earlier moment only what had happened by then', async () => {
    const world = await busy()
    const { customers } = await runJson<Listed>(['customer', 'list', '--as-of', '2026-11-05'], world)
    expect(customers).toMatchObject([
      { purchases: 1, lastPurchase: '2026-11-01', stage: 'new' },
      { purchases: 0, lastPurchase: null, refused: false },
      { purchases: 0 },
    ])
  })

  test('on a screen of 80 columns, in English', async () => {
    const { out } = await runLine(['customer', 'list'], await busy())
    expect(out).toBe(` #  Name                 Phone             Stage             Bought  Last time
#1  Анна Петрова         +7 912 345 67 89  regular                2  10 Nov 2026
#2  Борис                +7 999 000 00 00  new, do not call       1  10 Nov 2026
#3  Константин           no phone          new                    0  –
    Константинопольский
`)
  })

  test('on a screen of 40 columns, in Russian', async () => {
    const world = await busy()
    Object.assign(world.env, { COLUMNS: '40', AFTERSALES_LANG: 'ru' })
    expect((await runLine(['customer', 'list'], world)).out).toBe(`#1  Анна Петрова
  Телефон: +7 912 345 67 89
  Ступень: постоянный
  Покупок: 2
  Последняя: 10.11.2026

#2  Борис
  Телефон: +7 999 000 00 00
  Ступень: новый, не звонить
  Покупок: 1
  Последняя: 10.11.2026

#3  Константин Константинопольский
  Телефон: нет телефона
  Ступень: новый
  Покупок: 0
  Последняя: –
`)
  })

  test('shows a page and counts the rest; --all and a document are whole', async () => {
    const world = fakeWorld()
    for (let i = 10; i < 33; i++) await runJson(['customer', 'add', `Клиент ${i}`], world)
    const page = await runLine(['customer', 'list'], world)
    expect(page.out.match(/Клиент/g)).toHaveLength(20)
    expect(page.out).toContain('3 more: add --all')
    const all = await runLine(['customer', 'list', '--all'], world)
    expect(all.out.match(/Клиент/g)).toHaveLength(23)
    expect(all.out).not.toContain('--all')
    expect((await runJson<Listed>(['customer', 'list'], world)).customers).toHaveLength(23)
    expect((await runLine(['customer', 'find', 'клиент'], world)).out).toContain('3 more: add --all')
  })

  test('of no shop is empty, and makes none', async () => {
    const world = fakeWorld()
    expect(await runJson(['customer', 'list'], world)).toEqual({ customers: [], total: 0 })
    expect((await runLine(['customer', 'list'], world)).out).toContain('customer add')
    expect(existsSync(world.db)).toBe(false)
  })
})

test('what is told of somebody who turns out to be known fills what is empty, and the rest is named', async () => {
  const world = fakeWorld()
  await runLine(
    ['customer', 'add', 'Anna', '--phone', '+79160000001', '--note', 'old', '--chat', '@anna'],
    world,
  )
  const { code, out } = await runLine(
    [
      ...['customer', 'add', 'Maria', '--phone', '+79160000001', '--email', 'anna@example.ru'],
      ...['--external-id', 'C-1', '--birthday', '12.05', '--note', 'new', '--chat', '@anna'],
      ...['--referred-by', '#1'],
    ],
    world,
    [''],
  )
  expect(code).toBe(0)
  expect(out.replaceAll(/\s+/g, ' ')).toContain('keeps it: --referred-by and --note.')
  const { customer } = await runJson<{ customer: object }>(['customer', 'show', '#1'], world)
  expect(customer).toMatchObject({
    ...{ name: 'Anna', email: 'anna@example.ru', externalId: 'C-1', birthday: '05-12' },
    ...{ note: 'old', chat: '@anna', referredBy: null },
  })
})

test('a list tells what had happened by now, also where an import brought a sale of later today', async () => {
  const world = fakeWorld()
  world.setClock('2026-05-20T08:00:00+03:00')
  const file = join(world.home, 'sales.csv')
  const lines = ['2026-05-20', '2026-01-20'].map((day) => `Olga,+79001110001,${day},Cream,1000`)
  writeFileSync(file, `customer,phone,date,product,amount\n${lines.join('\n')}\n`)
  await runJson(['import', 'sales', file], world)
  const olga = async () => (await runJson<Listed>(['customer', 'find', 'Olga'], world)).customers[0]
  expect(await olga()).toMatchObject({ stage: 'new', purchases: 1, lastPurchase: '2026-01-20' })
  world.setClock('2026-05-20T13:00:00+03:00')
  expect(await olga()).toMatchObject({ stage: 'regular', purchases: 2, lastPurchase: '2026-05-20' })
})
