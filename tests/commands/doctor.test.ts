// doctor: finds each thing that can be wrong with a shop, says what to do, and mends only what follows from the rest.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { CHECKS } from '../../src/store/doctor.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { fullShop, withDatabase } from '../personal.ts'

interface Line {
  check: string
  state: string
  found: string
  params: Record<string, unknown>
  fixable: boolean
  fixed: boolean
}
interface Examined {
  sound: boolean
  checks: Line[]
}

const SELL = ['sale', 'add', '--customer', 'Анна', '--item', 'Крем @1490']

async function shop(): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-11-20T09:00:00+03:00' })
  await runJson(SELL, world)
  world.setClock('2026-11-21T09:00:00+03:00')
  await runJson(SELL, world)
  return world
}

async function examine(world: FakeWorld, ...flags: string[]): Promise<Examined & { code: number }> {
  const { code, out } = await runLine(['doctor', ...flags, '--json'], world)
  return { code, ...(JSON.parse(out) as Examined) }
}

const marked = ({ checks }: Examined) =>
  checks
    .filter(({ state, fixed }) => state !== 'ok' || fixed)
    .map(({ check, state, found, fixed }) => `${check} ${state} ${found}${fixed ? ' fixed' : ''}`)

/** Every file of the folder with its bytes and mode. */
const snapshot = ({ home }: FakeWorld) =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => [path, readFileSync(path).toString('latin1'), statSync(path).mode])

const folderOf = (world: FakeWorld) => join(world.home, 'backups')
const COPY = 'shop-2026-11-21.db'

it('finds nothing in a sound shop, says so, and changes nothing', async () => {
  const world = await fullShop()
  await runJson([...SELL, '--new'], world)
  const before = snapshot(world)
  const found = await examine(world)
  expect([found.code, found.sound, marked(found)]).toEqual([0, true, []])
  expect(found.checks.map(({ check }) => check)).toEqual([...CHECKS, 'settings'])
  const { out } = await runLine(['doctor'], world)
  expect(out).toContain('The shop is sound.')
  expect(snapshot(world)).toEqual(before)
})

test.each<[string, string, (world: FakeWorld) => void]>([
  [
    'plan problem differs',
    'plan ok ok fixed',
    (world) => withDatabase(world, (db) => void db.exec('UPDATE stretch SET value = value + 1')),
  ],
  [
    'search problem differs',
    'search ok ok fixed',
    (world) =>
      withDatabase(world, (db) => {
        const { sql } = db
          .prepare("SELECT sql FROM sqlite_schema WHERE name = 'piece_customer_update'")
          .get() as { sql: string }
        db.exec('DROP TRIGGER piece_customer_update')
        db.exec("UPDATE customer SET name = 'Инна', name_key = 'инна'")
        db.exec(sql)
      }),
  ],
  [
    'checksums warning missing',
    'checksums ok ok fixed',
    (world) => rmSync(join(folderOf(world), `${COPY}.sha256`)),
  ],
  [
    'leftovers warning found',
    'leftovers ok ok fixed',
    (world) => {
      for (const path of [world.db, join(folderOf(world), 'shop.db')]) {
        writeFileSync(`${path}.new-0b1c2d3e-0000-4000-8000-000000000000`, 'half')
        writeFileSync(`${path}.new-0b1c2d3e-0000-4000-8000-000000000000-journal`, 'half')
      }
      writeFileSync(join(world.home, 'shop.db.new-mine'), 'hers')
    },
  ],
  [
    'permissions warning open',
    'permissions ok ok fixed',
    (world) => {
      chmodSync(world.db, 0o644)
      chmodSync(join(folderOf(world), COPY), 0o604)
      chmodSync(folderOf(world), 0o755)
    },
  ],
])('%s, and mends it', async (found, mended, spoil) => {
  const world = await shop()
  spoil(world)
  const before = snapshot(world)
  const first = await examine(world)
  expect(marked(first)).toEqual([found])
  expect(first.code).toBe(found.includes('problem') ? 3 : 0)
  expect(first.checks.every(({ fixed }) => !fixed)).toBe(true)
  expect(snapshot(world)).toEqual(before)
  const facts = withDatabase(world, (db) => db.prepare('SELECT * FROM sale').all())
  const second = await examine(world, '--fix')
  expect([second.code, second.sound, marked(second)]).toEqual([0, true, [mended]])
  expect(marked(await examine(world))).toEqual([])
  expect(withDatabase(world, (db) => db.prepare('SELECT * FROM sale').all())).toEqual(facts)
})

it('leaves alone what only looks like something of its own', async () => {
  const world = await shop()
  const mine = ['shop.db.new-mine', 'other.db.new-0b1c2d3e-0000-4000-8000-000000000000', 'shop.db.part']
  for (const name of mine) writeFileSync(join(world.home, name), 'hers')
  await examine(world, '--fix')
  expect(mine.map((name) => existsSync(join(world.home, name)))).toEqual([true, true, true])
})

test.each<[string, number, (world: FakeWorld) => void]>([
  [
    'references problem broken',
    3,
    (world) =>
      withDatabase(world, (db) => {
        db.pragma('foreign_keys = OFF')
        db.exec(
          'INSERT INTO snooze (customer_id, at, until_at) VALUES (99, 1||"Z", 2||"Z")'.replaceAll('"', "'"),
        )
      }),
  ],
  [
    'schema problem foreign',
    3,
    (world) => withDatabase(world, (db) => void db.exec('CREATE INDEX mine ON sale (note)')),
  ],
  ['backup warning none', 0, (world) => rmSync(folderOf(world), { recursive: true })],
  [
    'backup warning damaged',
    0,
    (world) => {
      const file = join(folderOf(world), COPY)
      writeFileSync(file, readFileSync(file).fill(7, 9000, 9001))
    },
  ],
  [
    'backup warning late',
    0,
    (world) => {
      for (const suffix of ['', '.sha256']) rmSync(join(folderOf(world), `${COPY}${suffix}`))
      withDatabase(world, (db) => db.exec(`VACUUM INTO '${join(folderOf(world), 'shop-2026-11-01.db')}'`))
      const file = join(folderOf(world), 'shop-2026-11-01.db')
      chmodSync(file, 0o600)
    },
  ],
  ['clock warning ahead', 0, (world) => world.setClock('2026-11-20T10:00:00+03:00')],
])('%s, and cannot mend it', async (found, code, spoil) => {
  const world = await shop()
  spoil(world)
  const first = await examine(world)
  expect(marked(first).slice(0, 1)).toEqual([found])
  expect(first.code).toBe(code)
  const second = await examine(world, '--fix')
  expect(marked(second).filter((line) => !line.startsWith('checksums'))[0]).toBe(found)
  for (const lang of ['en', 'ru']) {
    const { out } = await runLine(['doctor', '--lang', lang], world)
    expect(out).not.toMatch(/doctor\.\w+\.|\{\{/)
  }
})

it('finds points and payments that do not add up', async () => {
  const world = await fullShop()
  withDatabase(world, (db) =>
    db.exec(
      "INSERT INTO payment (sale_id, at, entered_at, amount_minor) VALUES (2, '2026Z', '2026Z', -900000)",
    ),
  )
  const found = await examine(world)
  expect(found.code).toBe(3)
  expect(found.checks.find(({ check }) => check === 'ledger')).toMatchObject({
    ...{ state: 'problem', params: { list: '№ 2' } },
  })
})

describe('a shop that cannot be read', () => {
  test.each<[string, (path: string) => void]>([
    [
      'integrity problem damaged',
      (path) => writeFileSync(path, readFileSync(path).fill(0xff, 12_288, 40_960)),
    ],
    ['file problem damaged', (path) => writeFileSync(path, readFileSync(path).fill(0xff, 100, 4096))],
    ['file problem empty', (path) => writeFileSync(path, '')],
    ['file problem notOurs', (path) => writeFileSync(path, 'hello '.repeat(99))],
  ])('%s: it says so, and what to do', async (found, spoil) => {
    const world = await shop()
    spoil(world.db)
    const before = readFileSync(world.db)
    const { code, out, err } = await runLine(['doctor'], world)
    expect(code).toBe(3)
    expect(out).toContain('aftersales restore')
    expect(err).toContain('Something is wrong with this shop.')
    const result = await examine(world, '--fix')
    expect([result.code, marked(result)]).toEqual([3, [found]])
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  it('because there is none, or it is of a newer version', async () => {
    const world = fakeWorld()
    expect(await runError(['doctor'], world)).toMatchObject({ code: 'file.notFound' })
    expect(readdirSync(world.home)).toEqual([])
    await runJson(SELL, world)
    const bytes = readFileSync(world.db)
    bytes.writeInt32BE(99, 60)
    writeFileSync(world.db, bytes)
    expect(await runError(['doctor'], world)).toMatchObject({ code: 'db.newer' })
  })
})

describe('a folder that a program carries to other computers', () => {
  test.each([
    ['OneDrive', 'OneDrive'],
    ['Dropbox', 'Dropbox'],
    ['Яндекс.Диск', 'Yandex'],
    ['Yandex.Disk', 'Yandex'],
    ['Mobile Documents', 'iCloud'],
    ['Google Drive', 'Google'],
  ])('%s: told once, when the shop is made, and by the doctor', async (name, told) => {
    const world = fakeWorld()
    const db = join(world.home, name, 'shop.db')
    const first = await runLine([...SELL, '--db', db], world)
    expect([first.code, first.err.includes(told), first.err.split('\n').length]).toEqual([0, true, 2])
    expect((await runLine([...SELL, '--db', db], world)).err).toBe('')
    const { code, out } = await runLine(['doctor', '--db', db], world)
    expect([code, out.includes(told)]).toEqual([0, true])
    const ru = await runLine(['doctor', '--db', db, '--lang', 'ru'], world)
    expect(ru.out).toMatch(/Магазин лежит в папке/)
  })

  it('is none for its name alone', async () => {
    const world = fakeWorld()
    mkdirSync(join(world.home, 'MyOneDriveBackup'))
    const { err } = await runLine(
      [...SELL, '--db', join(world.home, 'MyOneDriveBackup', 'Dropbox.db')],
      world,
    )
    expect(err).toBe('')
  })
})

it('mends the folder that is the program’s own, and no other', async () => {
  const world = await shop()
  chmodSync(world.home, 0o755)
  expect(marked(await examine(world))).toEqual([])
  const own = join(world.home, '.local', 'share', 'aftersales')
  mkdirSync(own, { recursive: true, mode: 0o755 })
  renameSync(world.db, join(own, 'aftersales.db'))
  delete world.env.AFTERSALES_DB
  expect(marked(await examine(world))).toContain('permissions warning open')
  await examine(world, '--fix')
  expect(statSync(own).mode & 0o777).toBe(0o700)
})
