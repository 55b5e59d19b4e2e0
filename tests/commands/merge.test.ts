// customer merge: two cards become one with all that hangs on both; nothing is lost, no refusal is undone.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { insertBonusEntry } from '../../src/store/bonus.ts'
import { Store } from '../../src/store/store.ts'
import type { StatementDocument } from '../../src/ui/view/bonus.ts'
import type { CustomerPerson } from '../../src/ui/view/customer.ts'
import type { MergeDocument } from '../../src/ui/view/merge.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import {
  ANNA,
  DERIVED,
  expectSound,
  fullShop,
  markTexts,
  personalTables,
  referencesOf,
  rowsOf,
  withDatabase,
} from '../personal.ts'

const MERGE = ['customer', 'merge', '#1', '#2', '--yes']

async function shop(...lines: string[][]): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const line of lines) await runJson(line, world)
  return world
}

const person = async (world: FakeWorld, reference = '#1') =>
  (await runJson<{ customer: CustomerPerson }>(['customer', 'show', reference], world)).customer

describe('what the schema holds on the card that goes', () => {
  /** Every column that names a customer, by a reference or by its name alone. */
  function namings(db: Database.Database): [string, string][] {
    return personalTables(db).flatMap(({ name, columns }) => {
      const referring = referencesOf(db, name)
        .filter(({ table }) => table === 'customer')
        .map(({ from }) => from)
      const called = columns
        .map((column) => column.name)
        .filter((column) => /^(customer|friend|referred_by)_id$/.test(column))
      return [...new Set([...referring, ...called])].map((column): [string, string] => [name, column])
    })
  }
  const count = (db: Database.Database, table: string, where: string, id: number) =>
    db.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get({ id }) as number

  it('moves over, table by table, and nobody else’s row is touched', async () => {
    const world = await fullShop()
    const [marks, before, named, olga] = withDatabase(world, (db) => [
      markTexts(db, 4, 'Его'),
      new Map(
        personalTables(db).map((table) => [table.name, [2, 4].map((id) => rowsOf(db, table, id).length)]),
      ),
      namings(db),
      personalTables(db).map((table) => rowsOf(db, table, 1)),
    ])
    expect(named.length).toBeGreaterThan(12)
    await runJson(['customer', 'merge', '#2', '#4', '--yes'], world)
    withDatabase(world, (db) => {
      expect(named.filter(([table, column]) => count(db, table, `${column} = :id`, 4) > 0)).toEqual([])
      expect(count(db, 'customer', 'id = :id', 4)).toBe(0)
      // But that she brought one customer where she had brought two.
      const text = JSON.stringify(personalTables(db).map((table) => rowsOf(db, table, 1)))
      expect(text).toBe(JSON.stringify(olga).replace('"friend_id":4', '"friend_id":2'))
      const differs = personalTables(db).flatMap((table) => {
        if (DERIVED.has(table.name)) return []
        const [keep = 0, other = 0] = before.get(table.name) ?? []
        // The card itself is no more; its number, phone and external id are remembered.
        const more = { customer: -1, merged_customer: 1 }[table.name] ?? 0
        const now = rowsOf(db, table, 2).length
        return now === keep + other + more ? [] : [`${table.name}: ${keep} + ${other} → ${now}`]
      })
      expect(differs).toEqual([])
      // Of what is known but once the first card is believed; all other texts are still there.
      const all = JSON.stringify(personalTables(db).map((table) => rowsOf(db, table, 2)))
      const keys = ['customer.name_key', 'line_origin.origin']
      const lost = [...marks].filter(([where, text]) => !all.includes(text) && !keys.includes(where))
      expect(lost).toEqual([])
    })
    expectSound(world)
  })

  it('is known by its number, its phone and its external id ever after', async () => {
    const world = await fullShop()
    for (const reference of ['#3', `${ANNA.phone.slice(0, -1)}0`, `${ANNA.externalId}б`]) {
      expect((await person(world, reference)).id).toBe(2)
    }
    const path = join(world.home, 'again.csv')
    writeFileSync(
      path,
      `customer,phone,date,product,amount\nАнна Ё.,${ANNA.phone.slice(0, -1)}0,2026-11-02,Крем,500\n`,
    )
    expect(await runJson(['import', 'sales', path], world)).toMatchObject({
      created: { customers: 0, sales: 1 },
    })
    const { customer } = await runJson<{ customer: { id: number } }>(['customer', 'add', 'Новая'], world)
    expect(customer.id).toBe(6)
  })
})

describe('what is known once', () => {
  const FULL = [
    [
      'customer',
      'add',
      'Анна Петрова',
      '--phone',
      '89160000001',
      '--email',
      'a@x.ru',
      '--birthday',
      '12.05',
      '--note',
      'роза',
    ],
    [
      'customer',
      'add',
      'Аня',
      '--phone',
      '89160000002',
      '--chat',
      '@anya',
      '--birthday',
      '13.05',
      '--external-id',
      'К-2',
      '--note',
      'мята',
    ],
  ]

  it('is taken from the card that stays, and from the other where that one is silent', async () => {
    const world = await shop(...FULL)
    const { filled, conflicts, also } = await runJson<MergeDocument>(MERGE, world)
    expect(await person(world)).toMatchObject({
      ...{
        name: 'Анна Петрова',
        phone: '+79160000001',
        email: 'a@x.ru',
        chat: '@anya',
        birthday: '05-12',
        externalId: 'К-2',
      },
      note: 'роза; мята; also Аня and +7 916 000 00 02',
    })
    expect(filled).toEqual(['chat', 'externalId'])
    expect(conflicts.map(({ field, taken }) => [field, taken])).toEqual([
      ['name', 'keep'],
      ['phone', 'keep'],
      ['birthday', 'keep'],
    ])
    expect(also).toBe('also Аня and +7 916 000 00 02')
  })

  it('is taken from the other card as asked', async () => {
    const world = await shop(...FULL)
    await runJson([...MERGE, '--take', 'phone', '--take', 'name,birthday'], world)
    expect(await person(world)).toMatchObject({ name: 'Аня', phone: '+79160000002', birthday: '05-13' })
    expect((await person(world, '89160000001')).id).toBe(1)
  })

  it('is asked about on a terminal where the cards differ, before the last question', async () => {
    const world = await shop(...FULL)
    const answers = ['', '\x1b[B', '', '\x1b[B']
    const { code, out } = await runLine(MERGE.slice(0, -1), world, answers)
    expect(code).toBe(0)
    for (const text of [
      'Name: which is right?',
      'Phone: which is right?',
      'Birthday: which is right?',
      'Card #2 will be no more.',
    ])
      expect(out).toContain(text)
    expect(await person(world)).toMatchObject({
      name: 'Анна Петрова',
      phone: '+79160000002',
      birthday: '05-12',
    })
  })

  it('prefers a number that rings to a wrong one', async () => {
    const world = await shop(...FULL, ['log', '#1', '--outcome', 'wrong-number'])
    const { conflicts } = await runJson<MergeDocument>(MERGE, world)
    expect(conflicts.map(({ field }) => field)).toEqual(['name', 'birthday'])
    expect(await person(world)).toMatchObject({ phone: '+79160000002', wrongPhone: false })
  })

  it('has nobody bring themselves, and keeps who brought the customer', async () => {
    const world = await shop(
      ['customer', 'add', 'Ольга'],
      ['customer', 'add', 'Анна', '--phone', '89160000001', '--referred-by', '#1'],
      ['customer', 'add', 'Аня', '--phone', '89160000002', '--referred-by', '#2'],
      ['customer', 'add', 'Вера', '--referred-by', '#3'],
    )
    await runJson(['customer', 'merge', '#3', '#2', '--yes'], world)
    expect(await person(world, '#3')).toMatchObject({ referredBy: { id: 1 } })
    expect(await person(world, '#4')).toMatchObject({ referredBy: { id: 3 } })
    await runJson(['customer', 'merge', '#3', '#1', '--yes'], world)
    expect(await person(world, '#3')).toMatchObject({ referredBy: null })
    expectSound(world)
  })

  it('closes no circle of those who brought each other', async () => {
    const world = await shop(
      ['customer', 'add', 'Анна', '--phone', '89160000001'],
      ['customer', 'add', 'Борис', '--phone', '89160000002', '--referred-by', '#1'],
      ['customer', 'add', 'Вера', '--phone', '89160000003', '--referred-by', '#2'],
      ['customer', 'add', 'Аня', '--phone', '89160000004', '--referred-by', '#3'],
      ['customer', 'add', 'Ольга'],
      ['customer', 'add', 'Анюта', '--phone', '89160000005', '--referred-by', '#5'],
    )
    await runJson(['customer', 'merge', '#1', '#4', '--yes'], world)
    expect(await person(world)).toMatchObject({ referredBy: null })
    await runJson(['customer', 'merge', '#6', '#1', '--yes'], world)
    expect(await person(world, '#6')).toMatchObject({ referredBy: { id: 5 } })
    expectSound(world)
  })

  it('is that of the older card in the day it was made, whichever stays', async () => {
    const world = fakeWorld({ now: '2026-10-01T09:00:00+03:00' })
    await runJson(['customer', 'add', 'Анна', '--phone', '89160000001'], world)
    world.setClock('2026-11-01T09:00:00+03:00')
    await runJson(['customer', 'add', 'Аня', '--phone', '89160000002'], world)
    await runJson(['customer', 'merge', '#2', '#1', '--yes'], world)
    const made = withDatabase(world, (db) => db.prepare('SELECT created_at FROM customer').pluck().all())
    expect(made).toEqual(['2026-10-01T06:00:00.000Z'])
  })
})

describe('a refusal of either card holds', () => {
  const TWO = [
    ['sale', 'add', '--customer', 'Анна Петрова', '--phone', '89160000001', '--item', 'Крем @1000'],
    ['sale', 'add', '--customer', 'Аня', '--phone', '89160000002', '--item', 'Крем @1000'],
  ]
  const refuse = (id: string) => ['log', id, '--outcome', 'refused']
  const consent = (id: string, purpose: string, how: string) => [
    'customer',
    'consent',
    id,
    '--purpose',
    purpose,
    how,
    '--source',
    'письмо',
  ]

  it.each([
    ['#1', '#2'],
    ['#2', '#1'],
  ])('that of %s, whatever %s said later', async (one, other) => {
    const world = await shop(...TWO)
    await runJson(refuse(one), world)
    world.setClock('2026-11-23T10:00:00+03:00')
    await runJson(consent(other, 'service', '--give'), world)
    const { refused } = await runJson<MergeDocument>(MERGE, world)
    expect(refused.calls).toBe('2026-11-21T09:00:00+03:00')
    expect(await runJson(['customer', 'show', '#1'], world)).toMatchObject({ standing: { code: 'refused' } })
    expect(await runJson(['customer', 'consent', '#1'], world)).toMatchObject({
      service: { state: 'withdrawn', since: '2026-11-21T09:00:00+03:00', source: null },
    })
    expect(await runJson(['due', '--all'], world)).toMatchObject({ calls: [], messages: [], noPhone: [] })
    await runJson(consent('#1', 'service', '--give'), world)
    expect(await runJson(['due', '--all'], world)).toMatchObject({ calls: [{ customer: { id: 1 } }] })
    expectSound(world)
  })

  it('that of offers too; what was lifted stays lifted', async () => {
    const world = await shop(
      ...TWO,
      refuse('#1'),
      consent('#1', 'service', '--give'),
      consent('#2', 'marketing', '--withdraw'),
    )
    world.setClock('2026-11-23T10:00:00+03:00')
    await runJson(consent('#1', 'marketing', '--give'), world)
    expect((await runJson<MergeDocument>(MERGE, world)).refused).toEqual({ calls: null, offers: true })
    expect(await runJson(['customer', 'consent', '#1'], world)).toMatchObject({
      ...{ service: { state: 'given' }, marketing: { state: 'withdrawn' } },
    })
  })
})

describe('points', () => {
  const balance = async (world: FakeWorld, id: string) =>
    (await runJson<StatementDocument>(['bonus', 'show', id], world)).balance

  it('are as many afterwards as both cards had, though some expire', async () => {
    const world = await shop(
      ['config', 'set', 'bonus', 'percent'],
      ['customer', 'add', 'Анна'],
      ['customer', 'add', 'Аня', '--new'],
    )
    await runJson(['bonus', 'add', '#1', '100'], world)
    await runJson(['config', 'set', 'bonus.expiresDays', '30'], world)
    await runJson(['bonus', 'add', '#2', '70'], world)
    world.setClock('2026-12-01T10:00:00+03:00')
    // In one account these would have come from those that expire.
    await runJson(['bonus', 'spend', '#1', '60'], world)
    world.setClock('2027-02-01T10:00:00+03:00')
    expect([await balance(world, '#1'), await balance(world, '#2')]).toEqual([40, 0])
    await runJson(MERGE, world)
    const { lines, balance: now } = await runJson<StatementDocument>(['bonus', 'show', '#1'], world)
    expect(now).toBe(40)
    expect(lines.map(({ points }) => points)).toEqual([100, 70, -60, -70])
  })

  it('are the sum of both, and what is to be withheld too, as it was shown before', async () => {
    const world = await shop(['config', 'set', 'bonus', 'percent'])
    for (const [name, phone, item] of [
      ['Анна А', '89160000001', 'Крем @1000'],
      ['Анна Б', '89160000002', 'Крем @2000'],
    ] as const) {
      await runJson(['sale', 'add', '--customer', name, '--phone', phone, '--item', item], world)
    }
    await runJson(['bonus', 'spend', '#2', 'all'], world)
    await runJson(['sale', 'return', '2', '--yes'], world)
    const before = await runJson<MergeDocument>([...MERGE, '--dry-run'], world)
    expect(before.bonus).toEqual({ balance: 50, withheld: 100 })
    expect((await runJson<MergeDocument>(MERGE, world)).bonus).toEqual(before.bonus)
    expect(await runJson(['bonus', 'show', '#1'], world)).toMatchObject({ balance: 50, withheld: 100 })
    // The next earning pays what was withheld; nothing else does.
    await runJson(['bonus', 'add', '#1', '120'], world)
    expect(await runJson(['bonus', 'show', '#1'], world)).toMatchObject({ balance: 70, withheld: 0 })
  })

  it('stay so through a second merge, and when the customer is forgotten', async () => {
    const world = await shop(
      ...[
        ['config', 'set', 'bonus', 'percent'],
        ['sale', 'add', '--customer', 'Анна А', '--phone', '89160000001', '--item', 'Крем @1000'],
        ['sale', 'add', '--customer', 'Анна Б', '--phone', '89160000002', '--item', 'Крем @2000'],
        ['sale', 'add', '--customer', 'Анна В', '--phone', '89160000003', '--item', 'Крем @600'],
        ['bonus', 'spend', '#2', 'all'],
        ['sale', 'return', '2', '--yes'],
        MERGE,
      ],
    )
    await runJson(['bonus', 'spend', '#1', '20'], world)
    await runJson(['customer', 'merge', '#3', '#1', '--yes'], world)
    const united = { balance: 60, withheld: 100 }
    expect(await runJson(['bonus', 'show', '#3'], world)).toMatchObject(united)
    await runJson(['customer', 'forget', '#3', '--yes'], world)
    expect(await runJson(['customer', 'show', '#3'], world)).toMatchObject({ bonus: united })
  })

  const entry = fc.record({
    card: fc.constantFrom(1, 2),
    day: fc.nat(60),
    points: fc.integer({ min: 1, max: 200 }),
    kind: fc.constantFrom<'gift' | 'spend' | 'reversal'>('gift', 'gift', 'spend', 'reversal'),
    lives: fc.option(fc.nat(40)),
  })

  test('of any two accounts add up', async () => {
    const made = await shop(['customer', 'add', 'Анна'], ['customer', 'add', 'Аня', '--new'])
    const empty = readFileSync(made.db)
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 12 }), async (entries) => {
        writeFileSync(made.db, empty)
        const store = new Store(made.db, 'write', made.clock, made.zone)
        store.write(() => {
          const today = store.zone.day(store.now)
          for (const { card, day, points, kind, lives } of entries) {
            const at = store.zone.noon(today - 61 + day)
            const expires = kind === 'gift' && lives !== null ? today - 61 + day + lives : null
            const about = { customerId: card, saleId: null, friendId: null, reason: null, expires }
            insertBonusEntry(store.db, { ...about, at, kind, points: kind === 'gift' ? points : -points }, at)
          }
        })
        store.close()
        const account = async (id: string) => {
          const { balance: there, withheld } = await runJson<StatementDocument>(['bonus', 'show', id], made)
          expect(there).toBeGreaterThanOrEqual(0)
          return { balance: there, withheld }
        }
        const [one, other] = [await account('#1'), await account('#2')]
        const both = { balance: one.balance + other.balance, withheld: one.withheld + other.withheld }
        const { bonus } = await runJson<MergeDocument>(MERGE, made)
        expect(bonus).toEqual(both)
        expect(await account('#1')).toEqual(both)
      }),
      { numRuns: 40 },
    )
  })
})

describe('lines that are known again', () => {
  it('are told apart though both cards have the same, so that neither file adds anything twice', async () => {
    const world = fakeWorld()
    const file = (name: string, rows: string[]) => {
      const path = join(world.home, name)
      writeFileSync(path, ['customer_id,date,product,amount', ...rows, ''].join('\n'))
      return ['import', 'sales', path]
    }
    const one = file('one.csv', ['К-1,2026-11-01,Крем,500'])
    const two = file('two.csv', ['К-2,2026-11-01,Крем,500'])
    await runJson(one, world)
    await runJson(two, world)
    await runJson(MERGE, world)
    for (const again of [
      one,
      two,
      file('both.csv', ['К-1,2026-11-01,Крем,500', 'К-1,2026-11-01,Крем,500']),
    ]) {
      expect(await runJson(again, world)).toMatchObject({ imported: 0, created: { customers: 0 } })
    }
  })
})

describe('before it merges', () => {
  const TWO = [
    ['customer', 'add', 'Анна Петрова', '--phone', '89160000001'],
    ['customer', 'add', 'Аня', '--phone', '89160000002'],
  ]

  it('shows what would be, and changes nothing', async () => {
    const world = await shop(...TWO)
    const before = readFileSync(world.db)
    const dry = [...MERGE.slice(0, -1), '--dry-run']
    expect(await runJson(dry, world)).toMatchObject({ merged: false, customer: { id: 1 }, other: { id: 2 } })
    expect((await runLine(dry, world)).out).toContain('Stays: Анна Петрова  #1\nGoes: Аня  #2\n')
    const { code } = await runLine([...MERGE.slice(0, -1), '--take', 'phone,name'], world, [''])
    expect(code).toBe(130)
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  const WRONG: [string, string[], number, string, object][] = [
    [
      'one card alone',
      ['#1', '#1', '--yes'],
      2,
      'input.invalid',
      { why: 'sameCustomer', field: '<other>', id: 1 },
    ],
    ['one card by two names', ['анна', '89160000001', '--yes'], 2, 'input.invalid', { why: 'sameCustomer' }],
    ['nobody’s card', ['#1', '#9', '--yes'], 3, 'customer.notFound', { reference: '#9' }],
    ['no yes', ['#1', '#2'], 2, 'input.missing', { flag: '--yes' }],
    ['no second card', ['#1'], 2, 'usage.missingArgument', { name: 'other' }],
    [
      'a field there is not',
      ['#1', '#2', '--take', 'shoes'],
      2,
      'input.invalid',
      { field: '--take', why: 'choice' },
    ],
  ]
  it.each(WRONG)('refuses %s', async (_, args, exit, code, params) => {
    const world = await shop(...TWO)
    const before = readFileSync(world.db)
    expect(await runError(['customer', 'merge', ...args], world)).toMatchObject({ exit, code, params })
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })
})
