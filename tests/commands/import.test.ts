// Importing sales: who is who, what is known already, and what is wrong with a file.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { ImportDocument } from '../../src/ui/view/import.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

function file(world: FakeWorld, content: string, name = 'sales.csv'): string {
  const path = join(world.home, name)
  writeFileSync(path, content)
  return path
}

const importing = (world: FakeWorld, content: string, ...flags: string[]) =>
  runJson<ImportDocument>(['import', 'sales', file(world, content), ...flags], world)

const failing = (world: FakeWorld, content: string, ...flags: string[]) =>
  runError(['import', 'sales', file(world, content), ...flags], world)

/** Everything that is stored of sales, and whether every plan is as it should be. */
function stored(world: FakeWorld) {
  const store = new Store(world.db, 'read', world.clock, 'Europe/Moscow')
  const all = (sql: string) => store.db.prepare(sql).all() as Record<string, unknown>[]
  const found = {
    customers: all('SELECT id, external_id AS externalId, name, phone FROM customer ORDER BY id'),
    sales: all('SELECT customer_id AS customerId, sold_at AS soldAt, source FROM sale ORDER BY id'),
    lines: all(
      `SELECT s.customer_id AS customerId, p.name AS product, l.quantity, l.amount_minor AS amountMinor
       FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN product p ON p.id = l.product_id ORDER BY l.id`,
    ),
    wrong: store.wronglyPlanned(),
  }
  store.close()
  return found
}

const PLAIN = `customer_id,customer,phone,date,product,quantity,amount
C-1,Анна Петрова,8 (916) 123-45-67,2026-11-19,Крем,2,2980
C-1,Анна Петрова,+7 916 123 45 67,2026-11-19,Шампунь,,"1 490,50"
C-2,Олег,,2026-10-01 18:30,Крем,1,1490
`

describe('a plain file', () => {
  test('is stored as customers, products and sales', async () => {
    const world = fakeWorld()
    expect(await importing(world, PLAIN)).toEqual({
      ...{ dryRun: false, rows: 3, imported: 3, duplicates: 0, skipped: [], rejects: null },
      file: {
        ...{ format: 'csv', encoding: 'utf-8', delimiter: ',', sheet: null },
        ...{ dateFormat: 'yyyy-MM-dd', headLine: 1, columns: expect.any(Array) },
      },
      created: { customers: 2, products: 2, sales: 2 },
      ...{ completed: 0, negative: 0, withoutAmount: 0, product: null },
      ...{ from: '2026-10-01', to: '2026-11-19', ignoredColumns: [], notes: [] },
    })
    expect(stored(world)).toEqual({
      customers: [
        { id: 1, externalId: 'C-1', name: 'Анна Петрова', phone: '+79161234567' },
        { id: 2, externalId: 'C-2', name: 'Олег', phone: null },
      ],
      sales: [
        { customerId: 1, soldAt: '2026-11-19T09:00:00.000Z', source: 'imported' },
        { customerId: 2, soldAt: '2026-10-01T15:30:00.000Z', source: 'imported' },
      ],
      lines: [
        { customerId: 1, product: 'Крем', quantity: 2, amountMinor: 298_000 },
        { customerId: 1, product: 'Шампунь', quantity: 1, amountMinor: 149_050 },
        { customerId: 2, product: 'Крем', quantity: 1, amountMinor: 149_000 },
      ],
      wrong: [],
    })
  })

  test('adds nothing when it is imported again, in whatever zone and language', async () => {
    const world = fakeWorld()
    await importing(world, PLAIN)
    const before = stored(world)
    const again = { imported: 0, duplicates: 3, created: { customers: 0, products: 0, sales: 0 } }
    expect(await importing(world, PLAIN, '--lang', 'ru')).toMatchObject(again)
    await runLine(['config', 'set', 'timeZone', 'Asia/Vladivostok'], world)
    expect(await importing(world, PLAIN)).toMatchObject(again)
    expect(stored(world)).toEqual(before)
  })

  test('that overlaps an earlier one adds what is new, to the same sale where there is one', async () => {
    const world = fakeWorld()
    await importing(world, PLAIN)
    const more = `${PLAIN}C-1,Анна Петрова,,2026-11-19,Мыло,1,200\nC-2,,,2026-11-20,Крем,1,1490\n`
    expect(await importing(world, more)).toMatchObject({
      ...{ imported: 2, duplicates: 3 },
      created: { customers: 0, products: 1, sales: 1 },
    })
    expect(stored(world)).toMatchObject({ sales: [{}, {}, { customerId: 2 }], wrong: [] })
  })

  test('keeps equal lines apart, as often as it tells them', async () => {
    const line = 'Анна,2026-11-01,Крем,1,1490\n'
    const world = fakeWorld()
    expect(await importing(world, `customer,date,product,qty,sum\n${line}${line}`)).toMatchObject({
      imported: 2,
    })
    expect(await importing(world, `customer,date,product,qty,sum\n${line}${line}${line}`)).toMatchObject({
      ...{ imported: 1, duplicates: 2 },
    })
    expect(stored(world).lines).toHaveLength(3)
  })

  test('knows a sale that was typed by hand', async () => {
    const world = fakeWorld()
    await runLine(
      ['sale', 'add', '--customer', 'Анна', '--item', 'Крем x2 @1490', '--date', '2026-11-19'],
      world,
    )
    expect(
      await importing(world, 'customer,date,product,qty,sum\nАнна,19.11.2026,крем,2,2980\n'),
    ).toMatchObject({
      ...{ imported: 0, duplicates: 1, created: { customers: 0, products: 0, sales: 0 } },
    })
  })
})

describe('money', () => {
  const line = (head: string, cells: string) =>
    `customer,date,product,${head}\nАнна,2026-11-01,Крем,${cells}\n`
  test.each([
    ['amount', '1490', 1, 149_000],
    ['amount', '"1 490,50 ₽"', 1, 149_050],
    ['amount', '1490.50 руб.', 1, 149_050],
    ['price', '100', 1, 10_000],
    ['price,quantity', '"99,9",3', 3, 29_970],
    ['price,quantity,amount', '100,3,250', 3, 25_000],
    ['quantity', '2', 2, 0],
    ['quantity,amount', '-1,-1490', -1, -149_000],
    ['amount', '-1490', -1, -149_000],
    ['quantity,price', '-2,100', -2, -20_000],
    ['quantity', '"1,5"', 1.5, 0],
  ])('%s: %s', async (head, cells, quantity, amountMinor) => {
    const world = fakeWorld()
    await importing(world, line(head, cells))
    expect(stored(world).lines).toMatchObject([{ quantity, amountMinor }])
  })

  test('below zero changes money only', async () => {
    const world = fakeWorld()
    const head = 'customer,phone,date,product,quantity,amount\n'
    const sold = 'Анна,+79161234567,2026-11-01,Крем,1,1490\n'
    await importing(
      world,
      `${head}${sold}Анна,+79161234567,2026-11-01,Крем,-1,-1490\nАнна,+79161234567,2026-11-05,Крем,-1,-10\n`,
    )
    const { customer, ...shown } = await runJson<Record<string, unknown>>(['customer', 'show', '#1'], world)
    expect(shown).toMatchObject({ purchases: 1, lastPurchase: '2026-11-01', spentMinor: -1000 })
    expect(customer).toMatchObject({ id: 1 })
    expect(stored(world).wrong).toEqual([])
  })
})

describe('who is who', () => {
  const people = async (...lines: string[]) => {
    const world = fakeWorld()
    const rows = lines.map((line) => `${line},2026-11-01,Крем,100`).join('\n')
    const document = await importing(world, `customer_id,customer,phone,date,product,amount\n${rows}\n`)
    return { world, document, customers: stored(world).customers }
  }
  const A = '+79161234567'
  const B = '+79167654321'

  test('the phone decides, however it is written', async () => {
    const { customers } = await people(`,Анна,${A}`, ',Анна,8(916)1234567', `,,${A}`)
    expect(customers).toMatchObject([{ name: 'Анна', phone: A }])
  })
  test('without a phone the id does, and fills in from other lines', async () => {
    const { customers } = await people('7,,', `7,Анна,${A}`, '8,,')
    expect(customers).toMatchObject([
      { externalId: '7', name: 'Анна', phone: A },
      { externalId: '8', name: '8', phone: null },
    ])
  })
  test('a name alone is one customer within a file', async () => {
    const { customers } = await people(',Пётр Ильин,', ',петр  ильин,', ',Анна,')
    expect(customers.map(({ name }) => name)).toEqual(['Пётр Ильин', 'Анна'])
  })
  test('a name alone is whoever has it in the file, unless several have', async () => {
    const one = await people(',Анна,', `,Анна,${A}`)
    expect(one.customers).toHaveLength(1)
    const two = await people(',Анна,', `,Анна,${A}`, `,Анна,${B}`)
    expect(two.customers.map(({ phone }) => phone)).toEqual([null, A, B])
  })
  test('a phone in place of a name nobody told', async () => {
    const { customers } = await people(`,,${A}`)
    expect(customers).toMatchObject([{ name: '+7 916 123 45 67' }])
  })
  test('two phones under one id are two customers, and it is said who keeps the id', async () => {
    const { world, customers } = await people(`7,Анна,${A}`, `7,Анна,${B}`)
    expect(customers).toMatchObject([
      { externalId: '7', phone: A },
      { externalId: null, phone: B },
    ])
    const again = await importing(world, `customer_id,phone,date,product\n7,+79160000000,2026-11-02,Крем\n`)
    expect(again.notes).toMatchObject([{ line: 2, code: 'idTaken' }])
  })
  test('a known phone under another name is the same customer, and that is said', async () => {
    const { document, customers } = await people(`,Анна Петрова,${A}`, `,Борис,${A}`, `,Анна,${A}`)
    expect(customers).toHaveLength(1)
    expect(document.notes).toMatchObject([{ line: 3, code: 'otherName' }])
    expect(document.notes[0]?.message).toContain('Борис')
  })

  test('a stored customer gets what was missing', async () => {
    const world = fakeWorld()
    await importing(world, 'customer_id,date,product,amount\n7,2026-11-01,Крем,100\n')
    const document = await importing(
      world,
      `customer_id,customer,phone,date,product,amount\n7,Анна,${A},2026-11-01,Крем,100\n`,
    )
    expect(document).toMatchObject({ imported: 0, duplicates: 1, completed: 1 })
    expect(stored(world)).toMatchObject({
      customers: [{ externalId: '7', name: 'Анна', phone: A }],
      wrong: [],
    })
  })

  test('what is known of a stored customer stays', async () => {
    const world = fakeWorld()
    await runLine(['customer', 'add', 'Анна Петрова', '--phone', A], world)
    const document = await importing(
      world,
      `customer_id,customer,phone,date,product\n7,Аня,${A},2026-11-01,Крем\n`,
    )
    expect(document.notes).toMatchObject([{ code: 'otherName' }])
    expect(stored(world).customers).toMatchObject([{ name: 'Анна Петрова', externalId: '7' }])
  })

  test('two customers of a file may turn out to be one who is stored', async () => {
    const world = fakeWorld()
    const head = 'customer_id,phone,date,product,amount\n'
    await importing(world, `${head}7,${A},2026-11-01,Крем,100\n`)
    const document = await importing(world, `${head},${A},2026-11-02,Крем,100\n7,,2026-11-02,Крем,100\n`)
    expect(document).toMatchObject({ imported: 2, created: { customers: 0, sales: 1 } })
    expect(stored(world)).toMatchObject({ customers: [{ id: 1 }], lines: [{}, {}, {}], wrong: [] })
  })

  test('a number known to be wrong gives way to another one under the same id', async () => {
    const world = fakeWorld()
    const head = 'customer_id,phone,date,product,amount\n'
    await importing(world, `${head}7,${A},2026-11-01,Крем,100\n`)
    await runLine(['log', '#1', '--outcome', 'wrong-number'], world)
    await importing(world, `${head}7,${B},2026-11-01,Крем,100\n`)
    expect(stored(world)).toMatchObject({ customers: [{ id: 1, phone: B }], lines: [{}], wrong: [] })
  })

  test('a wish not to be called outlives another import of the same phone', async () => {
    const world = fakeWorld()
    const line = `Анна,${A},2026-11-18,Крем,100\n`
    await importing(world, `customer,phone,date,product,amount\n${line}`)
    await runLine(['log', '#1', '--outcome', 'refused'], world)
    await importing(world, `customer,phone,date,product,amount\n${line}Анна,${A},2026-11-19,Крем,100\n`)
    expect(await runJson(['due', '--all'], world)).toMatchObject({ calls: [], messages: [] })
    expect(stored(world).customers).toHaveLength(1)
  })

  describe('a name alone that a stored customer has', () => {
    const NAMED = 'customer,date,product,amount\nАнна,2026-11-01,Крем,100\n'
    const known = async () => {
      const world = fakeWorld()
      await runLine(['customer', 'add', 'Анна', '--phone', A], world)
      return world
    }
    test('is somebody new where nobody can be asked, which is said, and still never twice', async () => {
      const world = await known()
      const first = await importing(world, NAMED)
      expect(first).toMatchObject({ created: { customers: 1 }, notes: [{ line: 2, code: 'sameName' }] })
      expect(first.notes[0]?.message).toContain('#1')
      expect(await importing(world, NAMED)).toMatchObject({ imported: 0, duplicates: 1, notes: [] })
      expect(stored(world).customers).toHaveLength(2)
    })
    test('is asked about on a terminal', async () => {
      const world = await known()
      const path = file(world, NAMED)
      const { code, out } = await runLine(['import', 'sales', path], world, ['', ''])
      expect(out).toContain('Who is it?')
      expect(code).toBe(0)
      expect(stored(world)).toMatchObject({ customers: [{ id: 1 }], sales: [{ customerId: 1 }] })
    })
    test('may be somebody new', async () => {
      const world = await known()
      await runLine(['import', 'sales', file(world, NAMED)], world, ['\x1b[B', ''])
      expect(stored(world).sales).toMatchObject([{ customerId: 2 }])
    })
    test.each([
      ['\x1b[B\x1b[B', [1, 2]],
      ['\x1b[B\x1b[B\x1b[B', [3, 4]],
    ])('may be answered once for all', async (keys, owners) => {
      const world = await known()
      await runLine(['customer', 'add', 'Борис', '--phone', B], world)
      const path = file(world, `${NAMED}Борис,2026-11-01,Крем,100\n`)
      await runLine(['import', 'sales', path], world, [keys, ''])
      expect(stored(world).sales.map(({ customerId }) => customerId)).toEqual(owners)
    })
    test('stores nothing when the question is cancelled', async () => {
      const world = await known()
      const { code } = await runLine(['import', 'sales', file(world, NAMED)], world, ['\x03'])
      expect(code).toBe(130)
      expect(stored(world).sales).toEqual([])
    })
  })
})

describe('a file with bad lines', () => {
  const HEAD = 'customer,phone,date,product,quantity,price,amount\n'
  const GOOD = 'Анна,,2026-11-01,Крем,1,,100\n'
  test.each([
    ['Анна,,2026-02-30,Крем,1,,100', 'date.invalid'],
    ['Анна,,2026-11-22,Крем,1,,100', 'date.future'],
    ['Анна,,,Крем,1,,100', 'date.missing'],
    [',,2026-11-01,Крем,1,,100', 'customer.missing'],
    ['***,,2026-11-01,Крем,1,,100', 'customer.missing'],
    ['Анна,,2026-11-01,,1,,100', 'product.missing'],
    ['Анна,,2026-11-01,!!!,1,,100', 'product.invalid'],
    ['Анна,8916ABC4567,2026-11-01,Крем,1,,100', 'phone.invalid'],
    ['Анна,12,2026-11-01,Крем,1,,100', 'phone.invalid'],
    ['Анна,,2026-11-01,Крем,много,,100', 'quantity.invalid'],
    ['Анна,,2026-11-01,Крем,0,,100', 'quantity.invalid'],
    ['Анна,,2026-11-01,Крем,1,дорого,', 'price.invalid'],
    ['Анна,,2026-11-01,Крем,1,-5,', 'price.negative'],
    ['Анна,,2026-11-01,Крем,1,,сто', 'amount.invalid'],
    ['Анна,,2026-11-01,Крем,1,,100 abc', 'amount.invalid'],
    ['Анна,,2026-11-01,Крем,1,USD 100,', 'price.invalid'],
    ['Анна,,2026-11-01,Крем,1,,-100', 'amount.sign'],
    ['Анна,,2026-11-01,Крем,-1,,100', 'amount.sign'],
    ['Анна,,2026-11-01,Крем,1,,1,490', 'cells.tooMany'],
    [`${'я'.repeat(201)},,2026-11-01,Крем,1,,100`, 'customer.tooLong'],
    ['Анна,,2026-11-01,"Крем,1,,100', 'quote.open'],
  ])('%s', async (line, code) => {
    const world = fakeWorld()
    const error = await failing(world, `${HEAD}${GOOD}${line}\n`)
    expect(error).toMatchObject({ exit: 2, code: 'import.badLines', params: { lines: [{ line: 3, code }] } })
    expect(existsSync(world.db)).toBe(false)
    const rest = await importing(world, `${HEAD}${GOOD}${line}\n`, '--skip-bad')
    expect(rest).toMatchObject({ rows: 2, imported: 1, skipped: [{ line: 3, code }] })
    expect(stored(world).lines).toHaveLength(1)
  })

  test('leaves a shop byte for byte as it was, and says what to do', async () => {
    const world = fakeWorld()
    await importing(world, PLAIN)
    const before = readFileSync(world.db)
    const path = file(world, `${HEAD}${GOOD}Анна,,31.02.2026,Крем,1,,100\n`)
    const { code, out, err } = await runLine(['import', 'sales', path], world)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'One line cannot be read, so nothing was imported.\n  line 3: “31.02.2026” is no date\nHint: mend the file, or import the rest with --skip-bad\n',
    )
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  test('names every line that was left out', async () => {
    const world = fakeWorld()
    const bad = Array.from({ length: 25 }, (_, i) => `Анна,,2026-02-${30 + i},Крем,1,,100\n`).join('')
    const { out } = await runLine(['import', 'sales', file(world, HEAD + GOOD + bad), '--skip-bad'], world)
    expect(out.match(/^ {2}line \d+: /gm)).toHaveLength(25)
  })

  test.each([
    ['customer,date,amount\n', 'Purchase'],
    ['клиент,дата,сумма\n', 'Покупка'],
  ])('without a product column but with amounts is of one product: %s', async (head, product) => {
    const world = fakeWorld({ lang: product === 'Purchase' ? 'en' : 'ru' })
    const content = `${head}Анна,2026-11-01,100\n`
    expect(await importing(world, content)).toMatchObject({ product, created: { products: 1 } })
    expect(stored(world).lines).toMatchObject([{ product }])
    const other = product === 'Purchase' ? 'ru' : 'en'
    const more = await importing(world, `${content}Анна,2026-11-02,100\n`, '--lang', other)
    expect(more).toMatchObject({ imported: 1, duplicates: 1, product, created: { products: 0 } })
  })

  test.each([
    ['date,product,amount\n', ['name']],
    ['customer,date,phone\n', ['product']],
    ['customer,product\n', ['date']],
    ['', ['name', 'date', 'product']],
    ['1,2,3\n', ['name', 'date', 'product']],
  ])('without a column it needs: %j', async (content, fields) => {
    expect(await failing(fakeWorld(), content)).toMatchObject({
      ...{ exit: 2, code: 'import.noColumns', params: { fields } },
    })
  })

  test('whose dates can be read two ways is refused until it is said how', async () => {
    const content = 'customer,date,product\nАнна,03/04/2026,Крем\n'
    const world = fakeWorld()
    const { err } = await runLine(['import', 'sales', file(world, content)], world)
    expect(err).toContain('--date-format dd/MM/yyyy or MM/dd/yyyy')
    expect(await failing(world, content)).toMatchObject({ exit: 2, code: 'import.ambiguousDates' })
    expect(await importing(world, content, '--date-format', 'MM/dd/yyyy')).toMatchObject({
      from: '2026-03-04',
    })
  })

  test.each([
    [['--delimiter', 'x'], 'input.invalid', 2],
    [['--date-format', 'soon'], 'input.invalid', 2],
  ])('flags %j', async (flags, code, exit) => {
    expect(await failing(fakeWorld(), PLAIN, ...flags)).toMatchObject({ code, exit })
  })

  test('is no file, or no text', async () => {
    const world = fakeWorld()
    expect(await runError(['import', 'sales', join(world.home, 'none.csv')], world)).toMatchObject({
      ...{ exit: 3, code: 'file.notFound' },
    })
    writeFileSync(join(world.home, 'x.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00]))
    expect(await runError(['import', 'sales', join(world.home, 'x.csv')], world)).toMatchObject({
      ...{ exit: 3, code: 'file.notText' },
    })
  })
})

describe('a dry run', () => {
  test('tells what would happen and makes no file', async () => {
    const world = fakeWorld()
    expect(await importing(world, PLAIN, '--dry-run')).toMatchObject({
      ...{ dryRun: true, imported: 3, created: { customers: 2, products: 2, sales: 2 } },
    })
    expect(existsSync(world.db)).toBe(false)
  })
  test('changes nothing in a shop that is there, and names bad lines', async () => {
    const world = fakeWorld()
    await importing(world, PLAIN)
    const before = { ...stored(world), time: statSync(world.db).mtimeMs }
    const bad = `${PLAIN}C-9,Вера,,завтра,Крем,1,1\n`
    const { code, out } = await runLine(['import', 'sales', file(world, bad), '--dry-run'], world)
    expect(code).toBe(0)
    expect(out).toContain('line 5: “завтра” is no date')
    expect({ ...stored(world), time: statSync(world.db).mtimeMs }).toEqual(before)
  })
})

test('the first morning after an import is quiet: no thank-yous, no figure spoiled', async () => {
  const world = fakeWorld()
  await importing(world, PLAIN)
  const due = await runJson<{ messages: unknown[] }>(['due'], world)
  expect(due.messages).toEqual([])
  const summary = await runJson<{ firstCall48h: object }>(['summary', '--period', 'all'], world)
  expect(summary.firstCall48h).toEqual({ share: null, made: 0, due: 0, enteredLate: 1 })
})

describe('what was corrected after an import', () => {
  const FILE = `customer,phone,date,product,qty,sum
Anna,+79160000001,2026-11-01,Cream,1,100
Anna,+79160000001,2026-11-01,Soap,1,40
Boris,,2026-11-02,Cream,1,100
`
  const edited = async (...edits: string[][]) => {
    const world = fakeWorld()
    await importing(world, FILE)
    await runLine(['sale', 'add', '--customer', 'Olga', '--item', 'Cream'], world)
    for (const edit of edits)
      expect(await runLine(['sale', 'edit', ...edit], world)).toMatchObject({ code: 0 })
    return world
  }

  test.each([
    ['a dropped line', [['1', '--item', 'Soap @50']]],
    ['a sale moved to somebody else', [['2', '--customer', 'Olga']]],
    [
      'a sale of another day with other lines',
      [
        ['1', '--date', '2026-11-03', '--item', 'Brush'],
        ['1', '--customer', 'Olga'],
      ],
    ],
  ])('does not come back: %s', async (_, edits) => {
    const world = await edited(...edits)
    const before = stored(world)
    expect(await importing(world, FILE)).toMatchObject({ imported: 0, duplicates: 3 })
    expect(stored(world)).toEqual(before)
  })

  test('is known as it is now, where the file was put right too', async () => {
    const world = await edited(['2', '--customer', 'Olga'], ['1', '--item', 'Soap x2 @50'])
    const right = FILE.replace('Boris,', 'Olga,').replace('Soap,1,40', 'Soap,2,100')
    expect(await importing(world, right)).toMatchObject({ imported: 0, duplicates: 3 })
  })

  test('leaves an equal line that comes new', async () => {
    const world = await edited(['1', '--item', 'Cream @100', '--item', 'Soap @50'])
    const more = `${FILE}Anna,+79160000001,2026-11-01,Cream,1,100\n`
    expect(await importing(world, more)).toMatchObject({ imported: 1, duplicates: 3 })
  })
})

describe('a number that turned out wrong', () => {
  const wrong = async (row: string) => {
    const world = fakeWorld()
    await runLine(['customer', 'add', 'Anna Petrova', '--phone', '+79160000001'], world)
    await runLine(['log', '#1', '--outcome', 'wrong-number'], world)
    const document = await importing(world, `customer,phone,date,product,qty,sum\n${row}\n`)
    return { document, ...stored(world) }
  }

  test('tells nothing of whoever gives it now', async () => {
    const { document, sales, customers } = await wrong('Boris,+79160000001,2026-11-01,Cream,1,100')
    expect(document).toMatchObject({ created: { customers: 1 }, notes: [] })
    expect(customers[1]).toMatchObject({ name: 'Boris', phone: '+79160000001' })
    expect(sales).toMatchObject([{ customerId: 2 }])
  })

  test('is hers after all when the same name gives it again', async () => {
    const { sales } = await wrong('Anna Petrova,+79160000001,2026-11-01,Cream,1,100')
    expect(sales).toMatchObject([{ customerId: 1 }])
  })
})
