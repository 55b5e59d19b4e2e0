// customer forget: nothing of a person is left, in no row and no byte; the figures and everybody else stay as they were.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { offersRefusedAt, refusedAt } from '../../src/store/consent.ts'
import { APPLICATION_ID } from '../../src/store/open.ts'
import { verifyShop } from '../../src/store/verify.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import {
  ANNA,
  BORIS,
  expectSound,
  fullShop,
  markTexts,
  personalTables,
  rowsOf,
  rowsOfOthers,
  withDatabase,
} from '../personal.ts'

const FORGET = ['customer', 'forget', '#2', '--yes']

/** Days, moments, and the few fixed words that columns such as `kind` allow. */
const IMPERSONAL = /^(\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[a-z]+(-[a-z]+)*|–|)$/

/** Every byte of every file in the folder of the shop. */
function bytesOf({ db }: FakeWorld): Buffer {
  const folder = dirname(db)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))))
}

describe('what the schema holds on a customer', () => {
  it('is erased from every table and column, and nobody else’s row is touched', async () => {
    const world = await fullShop()
    const before = withDatabase(world, (db) => {
      markTexts(db, 2, 'Её')
      markTexts(db, 4, 'Его')
      return rowsOfOthers(db, 2)
    })
    await runJson(FORGET, world)
    withDatabase(world, (db) => {
      const left = personalTables(db).flatMap((table) =>
        rowsOf(db, table, 2).flatMap((row) =>
          table.columns.flatMap(({ name }) => {
            const value = row[name]
            const told = typeof value === 'string' && !IMPERSONAL.test(value)
            return told ? [`${table.name}.${name}: ${value}`] : []
          }),
        ),
      )
      expect(left).toEqual(['customer.name: forgotten #2'])
      expect(rowsOfOthers(db, 2)).toEqual(before)
      expect(db.prepare('SELECT customer_id FROM forgotten ORDER BY 1').pluck().all()).toEqual([2, 3])
    })
    expectSound(world)
  })

  it('is known to this test, table by table: a later one cannot be left out', async () => {
    const world = await fullShop()
    withDatabase(world, (db) => {
      const empty = personalTables(db).filter((table) =>
        [2, 4].some((id) => rowsOf(db, table, id).length === 0),
      )
      expect(empty).toEqual([])
      db.exec(
        'CREATE TABLE diary (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id))',
      )
      expect(() => markTexts(db, 2, 'Её')).toThrow('#2 has a row in diary')
      db.exec('CREATE TABLE gossip (id INTEGER PRIMARY KEY, text TEXT)')
      expect(() => personalTables(db)).toThrow('gossip belongs to nobody')
    })
  })
})

/** Every way in which somebody looking through the bytes might come upon Анна. */
function tracesOf(world: FakeWorld, ...also: string[]): string[] {
  const bytes = bytesOf(world)
  const { name, phone, email, externalId, tag, words } = ANNA
  const texts = [
    ...[...name.split(' '), 'Ёлкина', 'елкина', 'Петрова', 'Анюта'],
    ...[email, email.split('@')[0] as string, externalId, `${externalId}б`, tag, ...words.split(' ')],
    ...[
      phone.slice(1),
      phone.slice(-10),
      phone.slice(-7),
      `${phone.slice(-10, -1)}0`,
      `${phone.slice(-10, -1)}9`,
      '12.05',
      '05-12',
      ...also,
    ],
  ]
  const cases = texts.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()])
  return [...new Set(cases)].filter((text) => bytes.includes(text))
}

describe('the bytes of the folder', () => {
  it('hold nothing of a forgotten customer, nor of what was corrected before', async () => {
    const world = await fullShop()
    const edits = [
      ['--name', 'Анна Петрова', '--phone', '+79035550000', '--note', 'аллергия на пыльцу'],
      ['--name', 'Анюта Ёлкина', '--phone', ANNA.phone, '--email', 'anyuta@example.ru', '--note', ANNA.words],
    ]
    for (const edit of edits) await runJson(['customer', 'edit', '#2', ...edit], world)
    // Another program that does not wipe what it frees.
    withDatabase(world, (db) => {
      db.pragma('secure_delete = OFF')
      const change = db.prepare('UPDATE contact SET note = ? WHERE customer_id = 2')
      for (const length of [1, 60, 1]) change.run(`тайна ${'долгая '.repeat(length * 10)}`)
      change.run(ANNA.words)
    })
    const gone = ['9035550000', 'пыльцу', 'anyuta', 'тайна']
    const before = tracesOf(world, ...gone)
    for (const text of ['Анюта', 'Ёлкина', '9161234567', 'лаванду', 'орехи', 'К-1001', 'тайна'])
      expect(before).toContain(text)

    await runJson(FORGET, world)
    expect(tracesOf(world, ...gone)).toEqual([])
    expect(bytesOf(world).includes(BORIS.words)).toBe(true)
    expect(bytesOf(world).includes(BORIS.phone)).toBe(true)
    expectSound(world)
  })

  it('hold not even the pieces by which she was searched for', async () => {
    const world = fakeWorld()
    const shopper = (name: string) => ['--customer', name, '--new', '--item', 'Чай @5']
    for (const name of ['Ольга', 'ქეთევან', 'Вера']) await runJson(['sale', 'add', ...shopper(name)], world)
    await runJson(['customer', 'edit', '#2', '--name', 'ნინო', '--external-id', 'ლამარა'], world)
    await runJson(['backup'], world)
    const pairs = ['ქეთევან', 'ნინო', 'ლამარა'].flatMap((word) =>
      Array.from(word.slice(1), (letter, i) => `${word[i]}${letter}`),
    )
    const index = withDatabase(world, (db) =>
      db.prepare('SELECT block FROM customer_piece_data').pluck().all(),
    )
    // Of a piece only what it does not share with the one before it is written down.
    expect(Buffer.concat(index as Buffer[]).includes('ინ')).toBe(true)
    expect(pairs.filter((pair) => bytesOf(world).includes(pair))).toEqual(pairs)

    await runJson(FORGET, world)
    const left = bytesOf(world)
    expect(pairs.filter((pair) => left.includes(pair))).toEqual([])
    expect(left.includes('Вера')).toBe(true)
    expect(await runJson(['doctor'], world)).toMatchObject({ sound: true })
  })

  it('are wiped once more on demand', async () => {
    const world = await fullShop()
    await runJson(FORGET, world)
    withDatabase(world, (db) => {
      db.pragma('secure_delete = OFF')
      const change = db.prepare('UPDATE sale SET note = ? WHERE customer_id = 2')
      change.run('след '.repeat(10_000))
      change.run(null)
    })
    expect(bytesOf(world).includes('след')).toBe(true)
    expect(await runJson(['customer', 'forget', '#2'], world)).toMatchObject({ already: true })
    expect(bytesOf(world).includes('след')).toBe(false)
  })
})

/** What came of the copies, as the document tells it. */
interface Copies {
  copies: { rewritten: string[]; encrypted: string[]; failed: string[] }
}

describe('the backups', () => {
  const inFolder = (world: FakeWorld, name: string) => join(world.home, 'backups', name)
  const holds = (path: string) => [ANNA, BORIS].map(({ phone }) => readFileSync(path).includes(phone))

  it('are written anew without her, of whatever kind, and stay sound', async () => {
    const world = await fullShop()
    for (const day of ['22', '23']) {
      world.setClock(`2026-11-${day}T10:00:00+03:00`)
      await runJson(['customer', 'edit', '#4', '--note', day], world)
    }
    await runJson(['restore', '2', '--yes'], world)
    writeFileSync(inFolder(world, 'notes.txt'), 'mine')
    const before = readdirSync(join(world.home, 'backups')).sort()
    expect(before).toContain('shop-before-restore-2026-11-23-100000.db')
    const names = before.filter((name) => /^shop-.*\.db$/.test(name))
    for (const name of names) expect([name, holds(inFolder(world, name))]).toEqual([name, [true, true]])

    const { copies } = await runJson<Copies>(FORGET, world)
    expect(copies).toEqual({ rewritten: names, encrypted: [], failed: [] })
    expect(readdirSync(join(world.home, 'backups')).sort()).toEqual(before)
    for (const name of names) expect([name, holds(inFolder(world, name))]).toEqual([name, [false, true]])
    const { backups } = await runJson<{ backups: { sound: boolean }[] }>(['backup', '--verify'], world)
    expect(backups.map(({ sound }) => sound)).toEqual(names.map(() => true))
    // What was written anew can be restored, and needs nobody erased again.
    const { erased } = await runJson<{ erased: number[] }>(['restore', 'shop-2026-11-22.db', '--yes'], world)
    expect(erased).toEqual([])
    expectSound(world)
  })

  it('of every older version are too, and keep their version', async () => {
    const world = await fullShop()
    const steps = readdirSync(join(import.meta.dirname, '../../src/store/migrations')).sort()
    const { created_at } = withDatabase(world, (db) =>
      db.prepare('SELECT created_at FROM customer WHERE id = 2').get(),
    ) as { created_at: string }
    mkdirSync(join(world.home, 'backups'), { recursive: true })
    for (let version = 1; version < steps.length; version++) {
      const db = new Database(inFolder(world, `shop-before-upgrade-v${version}.db`))
      db.pragma(`application_id = ${APPLICATION_ID}`)
      for (const name of steps.slice(0, version)) {
        const path = join(import.meta.dirname, '../../src/store/migrations', name)
        db.exec(((await import(path)) as { sql: string }).sql)
      }
      db.pragma(`user_version = ${version}`)
      const insert = db.prepare(
        'INSERT INTO customer (id, name, name_key, phone, note, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      insert.run(2, ANNA.name, 'x', ANNA.phone, ANNA.words, created_at)
      insert.run(4, BORIS.name, 'x', BORIS.phone, BORIS.words, created_at)
      db.close()
    }
    const { copies } = await runJson<Copies>(FORGET, world)
    expect(copies.rewritten.filter((name) => name.includes('upgrade'))).toHaveLength(steps.length - 1)
    for (let version = 1; version < steps.length; version++) {
      const path = inFolder(world, `shop-before-upgrade-v${version}.db`)
      expect(holds(path)).toEqual([false, true])
      expect(readFileSync(path).includes('лаванду')).toBe(false)
      expect(verifyShop(path)).toBe(version)
    }
  })

  it('know her by what told who she was, where a restore gave her another number', async () => {
    const world = await fullShop()
    // A copy in which Анна is #9.
    const copy = inFolder(world, 'shop-2026-01-01.db')
    mkdirSync(join(world.home, 'backups'), { recursive: true })
    withDatabase(world, (db) => {
      db.exec(`VACUUM INTO '${copy}'`)
    })
    const other = new Database(copy)
    other.pragma('foreign_keys = OFF')
    for (const table of [
      'sale',
      'contact',
      'service_case',
      'promise',
      'bonus_entry',
      'consent',
      'snooze',
      'skip',
    ]) {
      other.exec(`UPDATE ${table} SET customer_id = 9 WHERE customer_id = 2`)
    }
    for (const table of [
      ...[
        'customer_avoid',
        'merged_customer',
        'former_phone',
        'former_sale',
        'line_origin',
        'stretch',
        'tally',
        'first_call',
        'command_customer',
      ],
    ]) {
      other.exec(`UPDATE ${table} SET customer_id = 9 WHERE customer_id = 2`)
    }
    other.exec(
      "UPDATE customer SET id = 9, created_at = '2020' WHERE id = 2; UPDATE bonus_entry SET friend_id = 9 WHERE friend_id = 2",
    )
    other.close()
    const { copies } = await runJson<Copies>(FORGET, world)
    expect(copies).toMatchObject({ rewritten: expect.arrayContaining(['shop-2026-01-01.db']), failed: [] })
    expect(holds(copy)).toEqual([false, true])
  })

  it('that cannot be opened are named: encrypted ones of before, and damaged ones as an error', async () => {
    const world = await fullShop()
    mkdirSync(join(world.home, 'backups'))
    for (const day of ['20', '21', '22']) {
      writeFileSync(inFolder(world, `shop-2026-11-${day}.db.age`), 'age-encryption.org/v1 …')
    }
    writeFileSync(inFolder(world, 'shop-2026-01-01.db'), 'SQLite format 3, but no more')
    const { code, out, err } = await runLine([...FORGET, '--json'], world)
    expect(code).toBe(3)
    expect((JSON.parse(out) as Copies).copies).toEqual({
      // The one that was made before this very change.
      rewritten: ['shop-2026-11-21-100000.db'],
      encrypted: ['shop-2026-11-20.db.age', 'shop-2026-11-21.db.age'],
      failed: ['shop-2026-01-01.db'],
    })
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'customer.inBackups', params: { files: ['shop-2026-01-01.db'] } },
    })
    rmSync(inFolder(world, 'shop-2026-01-01.db'))
    const again = await runLine(FORGET, world)
    expect([again.code, again.out.includes('shop-2026-11-21.db.age')]).toEqual([0, true])
  })

  it('that were left half-made by a kill go altogether', async () => {
    const world = await fullShop()
    mkdirSync(join(world.home, 'backups'))
    const half = '.new-0b1c2d3e-0000-4000-8000-000000000000'
    for (const path of [`${world.db}${half}`, inFolder(world, `shop.db${half}`)]) {
      writeFileSync(path, ANNA.phone)
    }
    await runJson(FORGET, world)
    expect(tracesOf(world)).toEqual([])
  })
})

/** What the shop reckons and what it tells of others, at the moment of the world. */
/** The figures of a summary; who is forgotten stands among its names no more, nor among what is still to be done. */
async function summaryOf(world: FakeWorld, period: string) {
  const {
    names,
    openCases: _,
    ...figures
  } = await runJson<{
    names: Record<string, { id: number }[]>
    openCases: object
  }>(['summary', '--period', period], world)
  return {
    ...figures,
    others: Object.values(names)
      .flat()
      .filter(({ id }) => id !== 2),
  }
}

async function figuresOf(world: FakeWorld) {
  const points = withDatabase(world, (db) =>
    db
      .prepare('SELECT customer_id, sum(points) FROM bonus_entry GROUP BY customer_id ORDER BY 1')
      .raw()
      .all(),
  )
  const { sales } = await runJson<{ sales: { customer: string }[] }>(['sale', 'list'], world)
  return {
    points,
    month: await summaryOf(world, 'month'),
    all: await summaryOf(world, 'all'),
    sales: sales.map(({ customer: _, ...sale }) => ({ ...sale, note: null })),
    boris: await runJson(['customer', 'show', '#4'], world),
    statement: await runJson(['bonus', 'show', '#4'], world),
  }
}

it('leaves every figure as it was', async () => {
  const world = await fullShop()
  const before = await figuresOf(world)
  await runJson(FORGET, world)
  expect(await figuresOf(world)).toEqual(before)
})

interface Listed {
  calls: { customer: { id: number } }[]
  promises: { customer: { id: number } }[]
  cases: { customer: { id: number } }[]
  messages: { customer: { id: number } }[]
  noPhone: { customer: { id: number } }[]
}

/** Who stands in the lists of a morning, each list by itself. */
async function listed(world: FakeWorld, ...args: string[]): Promise<Record<string, number[]>> {
  const { calls, promises, cases, messages, noPhone } = await runJson<Listed>(
    ['due', '--all', ...args],
    world,
  )
  const ids = Object.entries({ calls, promises, cases, messages, noPhone }).map(([list, rows]) => [
    list,
    rows.map(({ customer }) => customer.id),
  ])
  return Object.fromEntries(ids)
}

describe('a forgotten customer', () => {
  it('stands in no list, at no moment', async () => {
    const world = await fullShop()
    world.setClock('2026-11-28T10:00:00+03:00')
    const before = await listed(world)
    expect([before.calls, before.promises, before.cases].every((ids) => ids?.includes(2))).toBe(true)
    await runJson(FORGET, world)
    for (const now of ['2026-10-06', '2026-11-05', '2026-11-28', '2027-03-01']) {
      const lists = await listed(world, '--as-of', now)
      expect([now, Object.values(lists).flat().includes(2)]).toEqual([now, false])
    }
    expect((await listed(world)).calls).toEqual(before.calls?.filter((id) => id !== 2))
    for (const line of [
      ['case', 'list', '--all'],
      ['promise', 'list', '--all'],
      ['customer', 'list'],
      ['export', 'loyal'],
    ]) {
      const { out } = await runLine([...line, '--json'], world)
      expect([line, out.includes('forgotten #2'), out.includes(BORIS.name)]).toEqual([line, false, true])
    }
  })

  it.each([
    'анна',
    'Анна Ёлкина',
    'forgotten',
    ANNA.phone,
    ANNA.externalId,
  ])('is not found by %s', async (reference) => {
    const world = await fullShop()
    await runJson(FORGET, world)
    expect(await runError(['customer', 'show', reference], world)).toMatchObject({
      exit: 3,
      code: 'customer.notFound',
    })
    const found = await runJson<{ customers: unknown[] }>(['customer', 'find', reference], world)
    expect(found.customers).toEqual([])
  })

  const LINES = [
    ['log', '#2', '--outcome', 'talked'],
    ['sale', 'add', '--customer', '#2', '--item', 'Мыло'],
    ['sale', 'add', '--customer', '#4', '--item', 'Мыло', '--referred-by', '#2'],
    ['sale', 'edit', '1', '--customer', '#2'],
    ['customer', 'edit', '#2', '--name', 'Анна'],
    ['customer', 'consent', '#2'],
    ['customer', 'consent', '#2', '--purpose', 'service', '--give', '--source', 'письмо'],
    ['customer', 'merge', '#2', '#4', '--yes'],
    ['customer', 'merge', '#4', '#2', '--yes'],
    ['customer', 'show', '#2', '--export'],
    ['case', 'add', '#2', '--kind', 'question'],
    ['promise', 'add', '#2', '--what', 'x', '--by', '+1d'],
    ['bonus', 'show', '#2'],
    ['snooze', '#2', '+3d'],
    ['skip', '#2'],
    ['message', '#2', '--kind', 'thanks', '--sent'],
    ['bonus', 'add', '#2', '5', '--reason', 'x'],
    ['bonus', 'spend', '#2', '5', '--reason', 'x'],
    ['bonus', 'spend', '#4', '5', '--sale', '1'],
    ['case', 'add', '#4', '--kind', 'question', '--sale', '1'],
    ['case', 'reply', '1', '--text', 'тайна'],
    ['case', 'resolve', '1', '--how', 'advised', '--text', 'тайна', '--confirmed', 'no'],
    ['case', 'reopen', '1', '--reason', 'тайна'],
    ['log', '#4', '--outcome', 'talked', '--case', '1', '--note', 'тайна'],
    ['promise', 'keep', '1'],
    ['promise', 'break', '1', '--reason', 'тайна'],
    ['promise', 'add', '#4', '--what', 'x', '--by', '+1d', '--sale', '1'],
    ['promise', 'add', '#4', '--what', 'x', '--by', '+1d', '--case', '1'],
    ['sale', 'edit', '1', '--note', 'тайна'],
    ['sale', 'edit', '1', '--customer', '#4'],
    ['sale', 'deliver', '1', '--note', 'тайна'],
    ['sale', 'return', '1', '--yes'],
    ['sale', 'pay', '1', '100'],
  ]

  it('refuses calls and offers, whichever list is made of whom', async () => {
    const world = await fullShop()
    await runJson(FORGET, world)
    withDatabase(world, (db) => {
      const now = '2026-11-21T07:00:00.000Z'
      expect([refusedAt(db, 2, now), offersRefusedAt(db, 2, now)]).toEqual([now, now])
    })
  })

  it('takes nothing more', async () => {
    const world = await fullShop()
    await runJson(FORGET, world)
    const before = readFileSync(world.db)
    for (const line of LINES) {
      const { exit, code } = await runError(line, world)
      expect([line, exit, code]).toEqual([line, 3, 'customer.forgotten'])
    }
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  it('is erased once more, whatever has come to be there since', async () => {
    const world = await fullShop()
    await runJson(FORGET, world)
    const sums = await figuresOf(world)
    withDatabase(world, (db) => db.exec("UPDATE sale SET note = 'тайна' WHERE customer_id = 2"))
    expect(await runJson(['customer', 'forget', '#2', '--yes'], world)).toMatchObject({ already: true })
    expect(bytesOf(world).includes('тайна')).toBe(false)
    expect(await figuresOf(world)).toEqual(sums)
    for (const line of [
      ['sale', 'show', '1'],
      ['case', 'show', '1'],
      ['customer', 'show', '#3'],
    ]) {
      expect((await runLine(line, world)).code).toBe(0)
    }
    expectSound(world)
  })

  it('is told of as that, with the figures', async () => {
    const world = await fullShop()
    await runJson(FORGET, world)
    const { out } = await runLine(['customer', 'show', '#2'], world)
    expect(out).toContain(
      'forgotten #2\n  Forgotten on Sat 21 Nov: who this is was erased, only figures are left\n',
    )
    expect(out).toContain('Purchases: on 2 days, ')
    expect(out).not.toContain('Planned')
  })

  it('is somebody new when a file tells of her again, under a number of her own', async () => {
    const world = await fullShop()
    await runJson(['customer', 'merge', '#1', '#4', '--yes'], world)
    await runJson(FORGET, world)
    const { customer } = await runJson<{ customer: { id: number } }>(
      ['customer', 'add', ANNA.name, '--phone', ANNA.phone],
      world,
    )
    // #5 was Борис’ second card.
    expect(customer.id).toBe(6)
    expectSound(world)
  })
})

describe('words about a customer that stand elsewhere', () => {
  it('go with a sale that was taken for theirs, as far as they were said by then or in their talks', async () => {
    const world = fakeWorld({ now: '2026-11-10T09:00:00+03:00' })
    const run = (...line: string[]) => runJson<Record<string, never>>(line, world)
    await run('customer', 'add', 'Ольга', '--phone', '89160000001')
    await run(
      'sale',
      'add',
      '--customer',
      'Зинаида',
      '--phone',
      '89160000002',
      '--item',
      'Торт @900',
      ...['--note', 'тайна 1', '--promised', '2026-11-12', '--promise', 'тайна 2'],
    )
    await run('promise', 'add', '#2', '--sale', '1', '--what', 'тайна 3', '--by', '2026-11-11')
    world.setClock('2026-11-11T09:00:00+03:00')
    await run('promise', 'break', '2', '--reason', 'тайна 4')
    await run('log', '#2', '--outcome', 'talked', '--case', '1', '--note', 'тайна 5')
    await run('case', 'reply', '1', '--text', 'тайна 6')
    world.setClock('2026-11-12T09:00:00+03:00')
    await run('sale', 'edit', '1', '--customer', '#1')
    world.setClock('2026-11-13T09:00:00+03:00')
    await run('promise', 'add', '#1', '--sale', '1', '--what', 'слово Ольги', '--by', '2026-11-20')
    await run('case', 'reply', '1', '--text', 'ответ Ольге')
    await run('customer', 'forget', '#2', '--yes')
    const bytes = bytesOf(world).toString()
    expect(bytes.match(/тайна \d/g)).toBeNull()
    for (const words of ['слово Ольги', 'ответ Ольге', 'Торт']) expect(bytes).toContain(words)
    expect(await run('case', 'show', '1')).toMatchObject({ case: { customer: { id: 1 }, asked: null } })
    expectSound(world)
  })

  it('are named where they stay: in the name of a product, and of whom else', async () => {
    const world = fakeWorld()
    const run = (...line: string[]) => runJson<{ mentions: object[] }>(line, world)
    await run(
      'sale',
      'add',
      '--customer',
      'Зинаида Ким',
      '--phone',
      '89160000002',
      '--item',
      'Торт для Зинаиды @9',
    )
    await run('customer', 'add', 'Ольга', '--note', 'сестра зинаиды ким')
    await run('customer', 'add', 'Вера', '--note', 'тел. подруги 8 916 000-00-02')
    await run('customer', 'add', 'Зина', '--note', 'зина, зинаидин кимоно')
    await run('sale', 'add', '--customer', 'Ольга', '--item', 'Мыло @9', '--note', 'передать Зинаиде')
    await run('log', 'Ольга', '--outcome', 'talked', '--note', 'от Зинаиды')
    await run('case', 'add', 'Ольга', '--kind', 'question', '--asked', 'где Зинаида?')
    await run('promise', 'add', 'Ольга', '--what', 'позвонить Ким', '--by', '+1d')
    const { mentions } = await run('customer', 'forget', '#1', '--yes')
    const olga = { customerId: 2, name: 'Ольга' }
    expect(mentions).toEqual([
      { kind: 'product', id: 1, customerId: null, name: 'Торт для Зинаиды' },
      { kind: 'customer', id: 2, ...olga },
      { kind: 'customer', id: 3, customerId: 3, name: 'Вера' },
      { kind: 'customer', id: 4, customerId: 4, name: 'Зина' },
      { kind: 'sale', id: 2, ...olga },
      { kind: 'contact', id: 1, ...olga },
      { kind: 'case', id: 1, ...olga },
      { kind: 'promise', id: 1, ...olga },
    ])
  })

  it('are told on the screen, in both languages', async () => {
    for (const [lang, line] of [
      ['en', '– product #1: Cake for Zina\n– the card of Olga #2\n'],
      ['ru', '– товар #1: Cake for Zina\n– карточка: Olga #2\n'],
    ] as const) {
      const world = fakeWorld({ lang })
      await runJson(['sale', 'add', '--customer', 'Zina', '--item', 'Cake for Zina @9'], world)
      await runJson(['customer', 'add', 'Olga', '--note', 'sister of Zina'], world)
      expect((await runLine(['customer', 'forget', '#1', '--yes'], world)).out).toContain(line)
    }
  })
})

describe('before it forgets', () => {
  it('tells what goes, what stays and what is open, and asks; Enter means no', async () => {
    const world = await fullShop()
    const before = readFileSync(world.db)
    const { code, out } = await runLine(['customer', 'forget', '#2'], world, [''])
    expect(code).toBe(130)
    expect(out).toContain('figures without a name: 2 sales')
    expect(out).toContain('no list will remind you of it: cases – 2, promises – 4, not paid')
    expect(out).toContain('cannot be undone')
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  it('takes a yes on the terminal', async () => {
    const world = await fullShop()
    const { code, out } = await runLine(['customer', 'forget', '#2'], world, ['\x1b[B'])
    expect([code, out.includes('Customer #2 is forgotten')]).toEqual([0, true])
  })

  it('needs --yes where nobody can be asked', async () => {
    const world = await fullShop()
    expect(await runError(['customer', 'forget', '#2'], world)).toMatchObject({
      ...{ exit: 2, code: 'input.missing', params: { flag: '--yes' } },
    })
    expect(await runError(['customer', 'forget', 'нина', '--yes'], world)).toMatchObject({
      code: 'customer.notFound',
    })
    const nowhere = fakeWorld()
    expect(await runError(FORGET, nowhere)).toMatchObject({ code: 'customer.notFound' })
    expect(readdirSync(dirname(nowhere.db))).toEqual([])
  })
})
