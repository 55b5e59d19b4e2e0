// Importing customers: who is who, what is filled in, who is never called again, and what is wrong with a file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { CustomersImportDocument } from '../../src/ui/view/import.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const A = '+79161234567'
const B = '+79167654321'

function file(world: FakeWorld, content: string, name = 'people.csv'): string {
  const path = join(world.home, name)
  writeFileSync(path, content)
  return path
}

const importing = (world: FakeWorld, content: string, ...flags: string[]) =>
  runJson<CustomersImportDocument>(['import', 'customers', file(world, content), ...flags], world)

const failing = (world: FakeWorld, content: string, ...flags: string[]) =>
  runError(['import', 'customers', file(world, content), ...flags], world)

/** A shop with these customers, each as the flags of `customer add` tell them. */
async function shopOf(...customers: string[][]): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const flags of customers) {
    expect(await runLine(['customer', 'add', ...flags, '--new'], world)).toMatchObject({ code: 0 })
  }
  return world
}

function stored(world: FakeWorld) {
  const store = new Store(world.db, 'read', world.clock, 'Europe/Moscow')
  const all = (sql: string) => store.db.prepare(sql).all() as Record<string, unknown>[]
  const found = {
    customers: all(
      `SELECT id, name, phone, external_id AS externalId, email, chat, birthday, note,
         referred_by_id AS referredById FROM customer ORDER BY id`,
    ),
    contacts: all('SELECT customer_id AS customerId, outcome, direction, at, note FROM contact ORDER BY id'),
    wrong: store.wronglyPlanned(),
  }
  store.close()
  return found
}

const NOBODY = {
  ...{ phone: null, externalId: null, email: null, chat: null, birthday: null, note: null },
  referredById: null,
}

const FULL = `name,phone,external_id,email,chat,birthday,note,referred_by,do_not_call,city
Анна Петрова,8 (916) 123-45-67,C-1,anna@example.ru,@anna,12.05.1990,"любит
розу",,,Тверь
Борис,,C-2,,,,,Анна Петрова,да,
`
const RUSSIAN = `Имя;Телефон;Внешний номер;Почта;Мессенджер;День рождения;Заметка;Кто посоветовал;Не звонить;Город
Анна Петрова;8 (916) 123-45-67;C-1;anna@example.ru;@anna;12.05.1990;любит розу;;;Тверь
Борис;;C-2;;;;;8 916 123-45-67;да;
`

describe('a list of customers', () => {
  test.each([
    ['in English', FULL, 'city'],
    ['in Russian', RUSSIAN, 'Город'],
  ])('%s is taken in whole', async (_, content, ignored) => {
    const world = fakeWorld()
    expect(await importing(world, content)).toMatchObject({
      ...{ dryRun: false, rejects: null, rows: 2, imported: 2, duplicates: 0, skipped: [] },
      created: { customers: 2, products: 0, sales: 0 },
      ...{ completed: 0, doNotCall: 1, ignoredColumns: [ignored], notes: [] },
    })
    expect(stored(world)).toEqual({
      customers: [
        {
          ...{ id: 1, name: 'Анна Петрова', phone: A, externalId: 'C-1', email: 'anna@example.ru' },
          ...{ chat: '@anna', birthday: '05-12', note: 'любит розу', referredById: null },
        },
        { ...NOBODY, id: 2, name: 'Борис', externalId: 'C-2', referredById: 1 },
      ],
      contacts: [
        {
          ...{ customerId: 2, outcome: 'refused', direction: 'in', at: '2026-11-21T06:00:00.000Z' },
          note: 'as the file people.csv said',
        },
      ],
      wrong: [],
    })
  })

  test('adds nothing when it comes again, and says so', async () => {
    const world = fakeWorld()
    await importing(world, FULL)
    const before = readFileSync(world.db)
    world.setClock('2026-11-25T09:00:00+03:00')
    expect(await importing(world, RUSSIAN)).toMatchObject({
      ...{ imported: 0, duplicates: 2, completed: 0, doNotCall: 0, notes: [] },
      created: { customers: 0 },
    })
    const { out } = await runLine(['import', 'customers', file(world, FULL)], world)
    expect(out).toContain('There is nothing new in this file.\n2 lines told nothing new.\n')
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  test('may come without a name or without a phone', async () => {
    const world = fakeWorld()
    await importing(world, `phone,name\n${A},\n,Вера\n`)
    expect(stored(world).customers).toEqual([
      { ...NOBODY, id: 1, name: '+7 916 123 45 67', phone: A },
      { ...NOBODY, id: 2, name: 'Вера' },
    ])
    await importing(world, `phone,name\n${A},Анна\n`)
    expect(stored(world).customers).toMatchObject([{ name: 'Анна', phone: A }, {}])
  })

  test('in a dry run changes nothing and makes no file', async () => {
    const world = fakeWorld()
    expect(await importing(world, FULL, '--dry-run')).toMatchObject({
      dryRun: true,
      imported: 2,
      doNotCall: 1,
    })
    expect(existsSync(world.db)).toBe(false)
    const shop = await shopOf(['Анна Петрова', '--phone', A])
    const before = readFileSync(shop.db)
    expect(await importing(shop, FULL, '--dry-run')).toMatchObject({
      completed: 1,
      created: { customers: 1 },
    })
    expect(readFileSync(shop.db).equals(before)).toBe(true)
  })

  test('keeps nothing that could drive a terminal, and revives what was made inert', async () => {
    const world = fakeWorld()
    const hostile = `name,phone,note\n\u001b[31mАн\u202eна\u200b,"'${A}",'=HYPERLINK(1)\n'=cmd|x,,"''@x"\n`
    await importing(world, hostile)
    expect(stored(world).customers).toMatchObject([
      { name: '[31mАнна', phone: A, note: '=HYPERLINK(1)' },
      { name: '=cmd|x', note: "'@x" },
    ])
  })
})

describe('who is known', () => {
  test('by the phone is filled in where something was missing, never overwritten', async () => {
    const world = await shopOf(['Анна Петрова', '--phone', A, '--email', 'old@example.ru'])
    const document = await importing(world, FULL)
    expect(document).toMatchObject({
      ...{ imported: 2, completed: 1, created: { customers: 1 } },
      notes: [
        {
          line: 2,
          code: 'kept',
          message: 'Анна Петрова (#1) has something else there, and keeps it: e-mail',
        },
      ],
    })
    expect(stored(world).customers[0]).toMatchObject({
      ...{ name: 'Анна Петрова', phone: A, email: 'old@example.ru', externalId: 'C-1', birthday: '05-12' },
    })
  })

  test('by the external id is filled in too, and keeps another phone', async () => {
    const world = await shopOf(
      ['Анна', '--external-id', 'C-1'],
      ['Борис', '--external-id', 'C-2', '--phone', B],
    )
    const document = await importing(world, `external_id,name,phone\nC-1,,${A}\nC-2,Борис,8 916 000 00 00\n`)
    expect(document).toMatchObject({ completed: 1, duplicates: 1, notes: [{ line: 3, code: 'kept' }] })
    expect(stored(world).customers).toMatchObject([{ phone: A }, { phone: B }])
  })

  test('by a wrong number only together with the name; the right number is taken', async () => {
    const world = await shopOf(['Анна', '--external-id', 'C-1', '--phone', A])
    await runLine(['log', '#1', '--outcome', 'wrong-number'], world)
    await importing(world, `external_id,name,phone\nC-1,Анна,${B}\n,Вера,${A}\n`)
    expect(stored(world)).toMatchObject({
      customers: [
        { name: 'Анна', phone: B },
        { name: 'Вера', phone: A },
      ],
      wrong: [],
    })
  })

  test('by a phone under another name is the same, and that is said', async () => {
    const world = await shopOf(['Анна', '--phone', A])
    const document = await importing(world, `name,phone,chat\nБорис,${A},@b\n`)
    expect(document).toMatchObject({ completed: 1, notes: [{ line: 2, code: 'otherName' }] })
    expect(stored(world).customers).toEqual([{ ...NOBODY, id: 1, name: 'Анна', phone: A, chat: '@b' }])
  })

  test('may be one of a family with one phone: the external id or the name tells', async () => {
    const world = await shopOf(
      ['Анна', '--phone', A, '--external-id', '1'],
      ['Борис', '--phone', A, '--external-id', '2'],
    )
    const family = `name,phone,external_id,chat\nБорис,${A},2,@b\nВера,${A},3,@v\nАнна,${A},1,@a\n`
    expect(await importing(world, family)).toMatchObject({
      completed: 2,
      created: { customers: 1 },
      notes: [],
    })
    expect(stored(world).customers).toMatchObject([
      { chat: '@a' },
      { chat: '@b' },
      { name: 'Вера', phone: A },
    ])
    expect(await importing(world, family)).toMatchObject({ imported: 0, duplicates: 3 })
  })

  test.each([
    ['a name alone', 'name\nАнна\n', 'sameName'],
    ['a name with a phone', `name,phone\nАнна,${B}\n`, 'otherPhone'],
  ])('by %s, where nobody can be asked, is somebody new, which is said, and never twice', async (_, content, code) => {
    const world = await shopOf(['Анна', '--phone', A])
    const first = await importing(world, content)
    expect(first).toMatchObject({ created: { customers: 1 }, notes: [{ line: 2, code }] })
    expect(first.notes[0]?.message).toContain('#1')
    expect(await importing(world, content)).toMatchObject({ imported: 0, duplicates: 1, notes: [] })
    expect(stored(world).customers).toHaveLength(2)
  })

  test('by the name, without a phone so far, is somebody new where nobody can be asked', async () => {
    const world = await shopOf(['Анна'])
    expect(await importing(world, `name,phone\nАнна,${A}\n`)).toMatchObject({
      ...{ created: { customers: 1 }, notes: [{ code: 'mayBe' }] },
    })
  })

  describe('on a terminal', () => {
    const asked = (world: FakeWorld, content: string, ...answers: string[]) =>
      runLine(['import', 'customers', file(world, content)], world, [...answers, ''])

    test('may be the stored customer, and the next import remembers it', async () => {
      const world = await shopOf(['Анна', '--phone', A])
      const { out, code } = await asked(world, 'name,chat\nАнна,@a\n', '')
      expect(out).toContain('Line 2 has only a name, Анна. Who is it?')
      expect(code).toBe(0)
      expect(stored(world).customers).toEqual([{ ...NOBODY, id: 1, name: 'Анна', phone: A, chat: '@a' }])
      expect(await importing(world, 'name,chat\nАнна,@a\n')).toMatchObject({ imported: 0, notes: [] })
      const again = await asked(world, 'name,chat\nАнна,@a\n')
      expect(again.out).not.toContain('Who is it?')
    })

    test('gets the phone that the file tells', async () => {
      const world = await shopOf(['Анна'])
      const { out } = await asked(world, `name,phone\nАнна,${A}\n`, '')
      expect(out).toContain('Анна, +7 916 123 45 67. A customer of that name is known. Who is it?')
      expect(stored(world).customers).toMatchObject([{ name: 'Анна', phone: A }])
    })

    test('is offered once only, and is never asked for when the file is wrong', async () => {
      const world = await shopOf(['Анна'])
      await asked(world, `name,phone\nАнна,${A}\nАнна,${B}\n`, '')
      expect(stored(world).customers).toMatchObject([{ phone: A }, { phone: B }])
      const { out, code } = await asked(world, `name,phone\nАнна,\nБорис,12\n`)
      expect([out.includes('Import the rest?'), out.includes('Who is it?'), code]).toEqual([true, false, 130])
    })

    test('stays as it was when the question is cancelled', async () => {
      const world = await shopOf(['Анна'])
      expect(await asked(world, `name,phone\nАнна,${A}\n`, '\x03')).toMatchObject({ code: 130 })
      expect(stored(world).customers).toMatchObject([{ phone: null }])
    })
  })
})

describe('a wish not to be called', () => {
  const SOLD = `customer,phone,date,product,amount\nАнна,${A},2026-11-18,Крем,100\nБорис,${B},2026-11-18,Крем,100\n`
  const shop = async () => {
    const world = fakeWorld()
    await runJson(['import', 'sales', file(world, SOLD, 'sales.csv')], world)
    return world
  }
  const called = async (world: FakeWorld) => {
    const due = await runJson<{ calls: { customer: { name: string } }[] }>(['due', '--all'], world)
    return due.calls.map(({ customer }) => customer.name)
  }

  test('takes a known customer out of the list at once, and is no attempt to call', async () => {
    const world = await shop()
    expect(await called(world)).toEqual(['Анна', 'Борис'])
    const path = file(world, `phone,do_not_call\n${A},yes\n${B},no\n`)
    const { out } = await runLine(['import', 'customers', path], world)
    expect(out).toContain('Imported: something new about 1 known customer.\nNot to be called: 1 customer;')
    expect(await called(world)).toEqual(['Борис'])
    expect(await runJson(['summary'], world)).toMatchObject({ reach: { talks: 0, attempts: 0 } })
  })

  test.each(['no', 'нет', ''])('is never lifted by “%s”', async (mark) => {
    const world = await shop()
    await runLine(['log', '#1', '--outcome', 'refused'], world)
    const document = await importing(world, `phone,do_not_call\n${A},${mark}\n`)
    expect(document.notes.map(({ code }) => code)).toEqual(mark === '' ? [] : ['refusalStays'])
    expect(await called(world)).toEqual(['Борис'])
  })

  test('of a name alone that somebody has is nobody’s until it is said whose', async () => {
    const world = await shop()
    const content = 'name,do_not_call\nАнна,да\nВера,да\n'
    const error = await failing(world, content)
    expect(error.params.lines).toMatchObject([{ line: 2, code: 'doNotCall.whose' }])
    expect((error.params.lines as { message: string }[])[0]?.message).toContain('Анна (#1)')
    const path = file(world, content)
    const { code, out } = await runLine(['import', 'customers', path], world, ['', ''])
    expect({ code, asked: out.includes('Who is it?') }).toEqual({ code: 0, asked: true })
    expect(await called(world)).toEqual(['Борис'])
    expect(await importing(world, content)).toMatchObject({ imported: 0, duplicates: 2, skipped: [] })
  })

  test('is stored once, whoever said it first', async () => {
    const world = await shop()
    await runLine(['log', '#1', '--outcome', 'refused'], world)
    expect(await importing(world, `phone,do_not_call\n${A},да\n`)).toMatchObject({
      imported: 0,
      doNotCall: 0,
    })
    expect(stored(world).contacts).toHaveLength(1)
  })
})

describe('who recommended', () => {
  const referrers = async (content: string, world = fakeWorld()) => {
    const { notes } = await importing(world, content)
    return {
      codes: notes.map(({ code }) => code),
      people: stored(world).customers.map((one) => one.referredById),
    }
  }
  test.each([
    ['a phone, somebody further down', '8 916 123 45 67'],
    ['an external id', 'C-9'],
    ['a whole name', 'анна  петрова'],
  ])('by %s', async (_, who) => {
    expect(
      await referrers(`name,phone,external_id,referred_by\nВера,,,${who}\nАнна Петрова,${A},C-9,\n`),
    ).toEqual({
      ...{ codes: [], people: [2, null] },
    })
  })
  test('in the shop, told once', async () => {
    const world = await shopOf(['Анна', '--phone', A], ['Борис', '--phone', B], ['Вера', '--referred-by', B])
    const content = `name,external_id,referred_by\nВера,V,Анна\nГлеб,G,${B}\n`
    // Nobody can be asked whether Вера is the one who is known, so she is told by an external id.
    await runLine(['customer', 'edit', 'Вера', '--external-id', 'V'], world)
    expect(await referrers(content, world)).toEqual({ codes: ['kept'], people: [null, null, 2, 2] })
  })
  test.each([
    ['nobody', 'Инстаграм', 'referrer.unknown'],
    ['several', 'Анна', 'referrer.several'],
    ['the same', 'Вера', 'referrer.self'],
  ])('is left open where it is %s, and that is said', async (_, who, code) => {
    const content = `name,phone,referred_by\nВера,,${who}\nАнна,${A},\nАнна,${B},\n`
    expect(await referrers(content)).toEqual({ codes: [code], people: [null, null, null] })
  })
})

describe('a file with bad lines', () => {
  const HEAD = 'name,phone,external_id,email,birthday,chat,note,do_not_call\n'
  const GOOD = `Анна,${A},C-1,,,,,\n`
  test.each([
    [',,,a@b.ru,,,,', 'name.missing'],
    ['***,,,,,,,', 'name.missing'],
    // A letter by Unicode, of which nothing is left that could be looked for.
    ['ﾞ,,,,,,,', 'name.missing'],
    [',,C-7,,,,,', 'name.missing'],
    ['Вера,12,,,,,,', 'phone.invalid'],
    ['Вера,"7,91612E+10",,,,,,', 'phone.invalid'],
    ['Вера,,,vera,,,,', 'email.invalid'],
    ['Вера,,,,31.02,,,', 'birthday.invalid'],
    [`Вера,,,,,${'@'.repeat(201)},,`, 'chat.tooLong'],
    [`Вера,,,,,,${'о'.repeat(2001)},`, 'note.tooLong'],
    [`${'я'.repeat(201)},,,,,,,`, 'customer.tooLong'],
    ['Вера,,,,,,,может быть', 'doNotCall.invalid'],
    ['Вера,,,,,,,,лишнее', 'cells.tooMany'],
    ['Вера,"8,,,,,,', 'quote.open'],
    [`Анна П,${A},,,,,,`, 'customer.twice'],
    ['Анна,,,,,,,', 'customer.twice'],
    ['Вера,,C-1,,,,,', 'customer.twice'],
    [`Вера,${A},,,,,,`, 'phone.twice'],
    [`Вера,${B},C-1,,,,,`, 'id.twice'],
  ])('%s', async (line, code) => {
    const world = fakeWorld()
    const error = await failing(world, `${HEAD}${GOOD}${line}\n`)
    expect(error).toMatchObject({ exit: 2, code: 'import.badLines', params: { lines: [{ line: 3, code }] } })
    expect(error.message).not.toContain('import.')
    expect(existsSync(world.db)).toBe(false)
    expect(await importing(world, `${HEAD}${GOOD}${line}\n`, '--skip-bad')).toMatchObject({
      ...{ rows: 2, imported: 1, skipped: [{ line: 3, code }] },
    })
    expect(stored(world).customers).toHaveLength(1)
  })

  test.each([
    `Анна,${A},C-1,,,,,`,
    ',8 916 123 45 67,C-1,,,,,',
    `${GOOD}${GOOD}`.trim(),
  ])('but one that repeats another is none: %j', async (line) => {
    const world = fakeWorld()
    const document = await importing(world, `${HEAD}${GOOD}${line}\nВера,,,,,,,\nВера,,,,,,,\n`)
    const rows = 3 + line.split('\n').length
    expect(document).toMatchObject({ rows, imported: 2, duplicates: rows - 2, skipped: [] })
    expect(stored(world).customers).toHaveLength(2)
  })

  test.each([
    [`Вера,${A},C-2,,,,,`, 'customer.conflict', 'the phone is that of Анна (#1), the id that of Борис (#2)'],
    ['Вера,8 916 000 00 00,C-2,,,,,', 'id.taken', 'the id C-2 belongs to Борис (#2)'],
  ])('that are two known customers: %s', async (line, code, words) => {
    const world = await shopOf(['Анна', '--phone', A], ['Борис', '--phone', B, '--external-id', 'C-2'])
    const before = readFileSync(world.db)
    const error = await failing(world, `${HEAD}${line}\nГлеб,,C-9,,,,,\n`)
    const [bad] = error.params.lines as { line: number; code: string; message: string }[]
    expect(bad).toMatchObject({ line: 2, code })
    expect(bad?.message).toContain(words)
    expect(readFileSync(world.db).equals(before)).toBe(true)
    const rest = await importing(world, `${HEAD}${line}\nГлеб,,C-9,,,,,\n`, '--skip-bad')
    expect(rest).toMatchObject({ imported: 1, skipped: [{ line: 2, code }] })
  })

  test('two of which are one known customer', async () => {
    const world = await shopOf(['Анна', '--phone', A, '--external-id', 'C-1'])
    const error = await failing(world, `${HEAD},,C-1,,,,,\nАнна,${A},,,,,,\n`)
    expect(error.params.lines).toMatchObject([
      { line: 3, code: 'customer.twice', message: 'the same customer as in line 2' },
    ])
  })

  test('says what to do, in both languages', async () => {
    const world = fakeWorld()
    const path = file(world, `${HEAD},,,,,,,\n`.replace(',,,,,,,', 'Вера,12,,,,,,'))
    expect((await runLine(['import', 'customers', path], world)).err).toBe(
      'One line cannot be taken in, so nothing was imported.\n  line 2: “12” is no phone number\nHint: mend the file, or import the rest with --skip-bad\n',
    )
    expect((await runLine(['import', 'customers', path, '--lang', 'ru'], world)).err).toBe(
      '1 строка не подходит, поэтому ничего не загружено.\n  строка 2: «12» – это не номер телефона\nПодсказка: поправьте файл или загрузите остальное с --skip-bad\n',
    )
  })

  test('all of them bad makes no shop', async () => {
    const world = fakeWorld()
    expect(await importing(world, `${HEAD}Вера,12,,,,,,\n`, '--skip-bad')).toMatchObject({ imported: 0 })
    expect(existsSync(world.db)).toBe(false)
  })

  test('has no column to know anybody by', async () => {
    const world = fakeWorld()
    expect(await failing(world, 'email,chat\na@b.ru,@a\n')).toMatchObject({
      ...{ exit: 2, code: 'import.noColumns', params: { fields: ['name'] } },
    })
    const { err } = await runLine(['import', 'customers', file(world, 'x\n1\n')], world)
    expect(err).toContain('has no column for name (or phone, or external_id).')
    expect(err).toContain('Hint: the columns there are “x”; say which')
  })

  test('is no file, or has another separator', async () => {
    const world = fakeWorld()
    expect(await runError(['import', 'customers', join(world.home, 'none.csv')], world)).toMatchObject({
      ...{ exit: 3, code: 'file.notFound' },
    })
    expect(await failing(world, FULL, '--delimiter', 'x')).toMatchObject({ exit: 2, code: 'input.invalid' })
    expect(await importing(world, 'name|chat\nАнна|@a\n', '--delimiter', '|')).toMatchObject({ imported: 1 })
  })
})
