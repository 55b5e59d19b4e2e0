// Backups: one a day by itself, more on demand; verified, private, and never in the way of what she records.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, test } from 'vitest'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { withDatabase } from '../personal.ts'

const SELL = ['sale', 'add', '--customer', 'Анна', '--item', 'Крем @1490']

/** A shop made on the 20th; the clock stands on the 21st. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-11-20T12:00:00+03:00' })
  await runJson(SELL, world)
  world.setClock('2026-11-21T09:00:00+03:00')
  return world
}

const folderOf = (world: FakeWorld) => join(world.home, 'backups')
const shelf = (world: FakeWorld) =>
  existsSync(folderOf(world)) ? readdirSync(folderOf(world)).filter((name) => !name.endsWith('.sha256')) : []
const countSales = (path: string) => {
  const db = new Database(path, { readonly: true })
  try {
    return db.prepare('SELECT count(*) FROM sale').pluck().get()
  } finally {
    db.close()
  }
}

interface Made {
  backup: {
    file: string
    bytes: number
    sha256: string
    encrypted: boolean
    customers: number
    sales: number
  }
  removed: string[]
}
interface Listed {
  backups: {
    number: number
    name: string
    day: string
    sound: boolean | null
    flaw: string | null
    holds: object | null
  }[]
}

describe('the backup of the day', () => {
  it('is made before the first change of a day, with what was there before it', async () => {
    const world = await shop()
    await runJson(SELL, world)
    expect(shelf(world)).toEqual(['shop-2026-11-21.db'])
    expect(countSales(join(folderOf(world), 'shop-2026-11-21.db'))).toBe(1)
    await runJson(SELL, world)
    expect(shelf(world)).toEqual(['shop-2026-11-21.db'])
    expect(countSales(join(folderOf(world), 'shop-2026-11-21.db'))).toBe(1)
    world.setClock('2026-11-22T00:00:01+03:00')
    await runJson(SELL, world)
    expect(shelf(world)).toEqual(['shop-2026-11-21.db', 'shop-2026-11-22.db'])
    expect(countSales(join(folderOf(world), 'shop-2026-11-22.db'))).toBe(3)
  })

  it('goes by the day of the shop, not of UTC', async () => {
    const world = await shop()
    world.setClock('2026-11-21T23:30:00Z')
    await runJson(SELL, world)
    expect(shelf(world)).toEqual(['shop-2026-11-22.db'])
  })

  it('is not made of a file that this run made, nor by what only reads', async () => {
    const world = fakeWorld()
    await runJson(SELL, world)
    expect(readdirSync(world.home)).toEqual(['shop.db'])
    for (const line of [['due'], ['customer', 'list'], ['backup', '--list'], ['doctor']]) {
      await runJson(line, world)
    }
    expect(readdirSync(world.home)).toEqual(['shop.db'])
  })

  it('has its checksum beside it, as sha256sum writes it', async () => {
    const world = await shop()
    await runJson(SELL, world)
    const file = join(folderOf(world), 'shop-2026-11-21.db')
    const sum = createHash('sha256').update(readFileSync(file)).digest('hex')
    expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sum}  shop-2026-11-21.db\n`)
  })

  it.skipIf(process.platform === 'win32')(
    'is for her eyes only, whatever the umask and the folder',
    async () => {
      const world = await shop()
      mkdirSync(folderOf(world), { mode: 0o755 })
      const umask = process.umask(0)
      try {
        await runJson(SELL, world)
      } finally {
        process.umask(umask)
      }
      const modes = [
        folderOf(world),
        ...readdirSync(folderOf(world)).map((name) => join(folderOf(world), name)),
      ]
      expect(modes.map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600, 0o600])
    },
  )

  it('lies beside the file itself, by whatever link the shop is opened', async () => {
    const world = await shop()
    const link = join(world.home, 'elsewhere')
    mkdirSync(link)
    symlinkSync(world.db, join(link, 'mine.db'))
    await runJson([...SELL, '--db', join(link, 'mine.db')], world)
    expect(shelf(world)).toEqual(['shop-2026-11-21.db'])
    expect(readdirSync(link)).toEqual(['mine.db'])
  })

  it('is kept from no sale where it cannot be made: one line tells of it', async () => {
    const world = await shop()
    writeFileSync(folderOf(world), 'a file in its place')
    const { code, err } = await runLine(SELL, world)
    expect(code).toBe(0)
    expect(err).toBe(
      `Today’s backup could not be made: the folder ${folderOf(world)} cannot be written to. Your changes are stored all the same.\n`,
    )
    expect(countSales(world.db)).toBe(2)
    const json = await runLine([...SELL, '--json'], world)
    expect(JSON.parse(json.err)).toMatchObject({ warning: { code: 'backup.notMade' } })
    expect(JSON.parse(json.out)).toMatchObject({ sale: { id: 3 } })
    // An error stays one document.
    expect(await runError(['sale', 'pay', '9'], world)).toMatchObject({ code: 'sale.notFound' })
  })

  it('is tried again with the next change', async () => {
    const world = await shop()
    writeFileSync(folderOf(world), 'a file in its place')
    await runJson(SELL, world)
    rmSync(folderOf(world))
    await runJson(SELL, world)
    expect(shelf(world)).toEqual(['shop-2026-11-21.db'])
  })

  it('never takes a damaged shop for a good one', async () => {
    const world = await shop()
    await runJson(SELL, world)
    world.setClock('2026-11-22T09:00:00+03:00')
    // Pages that nothing leads to any more: reading what is left works, and so would a plain copy of it.
    withDatabase(world, (db) => {
      db.unsafeMode()
      db.pragma('writable_schema = ON')
      db.exec("DELETE FROM sqlite_schema WHERE name = 'sale_promised_day'")
    })
    const { code, err } = await runLine(SELL, world)
    expect([code, err.includes('the shop is damaged')]).toEqual([0, true])
    expect(shelf(world)).toEqual(['shop-2026-11-21.db'])
  })

  it('gives way to newer ones, and only what is named exactly like it does', async () => {
    const world = await shop()
    await runJson(SELL, world)
    const [first] = shelf(world).map((name) => readFileSync(join(folderOf(world), name)))
    const put = (name: string) => writeFileSync(join(folderOf(world), name), first ?? '')
    const mine = ['shop-2026-01-01 (mine).db', 'shop-2026-01-01.db.bak', 'other-2026-01-01.db', 'notes.txt']
    for (const name of mine) put(name)
    for (let day = 1; day <= 30; day++) put(`shop-2026-10-${String(day).padStart(2, '0')}.db`)
    writeFileSync(join(folderOf(world), 'shop-2026-10-01.db.sha256'), 'x')
    world.setClock('2026-11-22T09:00:00+03:00')
    await runJson(SELL, world)
    const left = shelf(world)
    expect(left).toEqual(expect.arrayContaining(mine))
    expect(left.filter((name) => name.startsWith('shop-2026-10') && name.endsWith('.db'))).toEqual([
      // Sundays of the weeks before; the 22nd of November is one as well.
      ...['shop-2026-10-18.db', 'shop-2026-10-25.db'],
      ...['26', '27', '28', '29', '30'].map((day) => `shop-2026-10-${day}.db`),
    ])
    expect(existsSync(join(folderOf(world), 'shop-2026-10-01.db.sha256'))).toBe(false)
  })

  it('survives a clock that is two years off, there and back', async () => {
    const world = await shop()
    await runJson(SELL, world)
    for (const year of ['2028', '2024', '2026']) {
      world.setClock(`${year}-11-23T09:00:00+03:00`)
      await runJson(SELL, world)
    }
    expect(shelf(world)).toEqual([
      'shop-2024-11-23.db',
      'shop-2026-11-21.db',
      'shop-2026-11-23.db',
      'shop-2028-11-23.db',
    ])
    expect((await runJson<Listed>(['backup', '--verify'], world)).backups.every(({ sound }) => sound)).toBe(
      true,
    )
  })

  it('changes nothing that is stored, whatever the zone and the clock of the computer', async () => {
    const world = await shop()
    const dump = () =>
      withDatabase(world, (db) =>
        ['customer', 'sale', 'sale_line', 'setting', 'stretch'].map((table) =>
          db.prepare(`SELECT * FROM ${table}`).raw().all(),
        ),
      )
    const before = dump()
    for (const [zone, now] of [
      ['America/Los_Angeles', '2028-03-12T10:00:00Z'],
      ['Pacific/Apia', '2024-12-31T10:00:00Z'],
      ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ] as const) {
      world.zone = zone
      world.setClock(now)
      await runJson(['due'], world)
      await runJson(['backup'], world)
      await runJson(['doctor'], world)
      expect(dump()).toEqual(before)
    }
  })
})

describe('backup', () => {
  it('makes one of the very moment, and tells what it holds', async () => {
    const world = await shop()
    await runJson(SELL, world)
    const { backup } = await runJson<Made>(['backup'], world)
    expect(backup).toMatchObject({ customers: 1, sales: 2, encrypted: false })
    expect(basename(backup.file)).toBe('shop-2026-11-21-090000.db')
    expect(backup.bytes).toBe(statSync(backup.file).size)
    expect(backup.sha256).toBe(createHash('sha256').update(readFileSync(backup.file)).digest('hex'))
    expect(shelf(world)).toEqual(['shop-2026-11-21-090000.db', 'shop-2026-11-21.db'])
    // It is the one of the day: the next change makes no other.
    await runJson(SELL, world)
    expect(shelf(world)).toHaveLength(2)
  })

  it('writes it where she wants it: to a file, or into a folder', async () => {
    const world = await shop()
    const stick = join(world.home, 'stick')
    mkdirSync(stick)
    const { backup } = await runJson<Made>(['backup', '--out', stick], world)
    expect(backup.file).toBe(join(stick, 'shop-2026-11-21.db'))
    await runJson(['backup', '--out', join(stick, 'mine.db')], world)
    expect(readdirSync(stick).sort()).toEqual([
      ...['mine.db', 'mine.db.sha256', 'shop-2026-11-21.db', 'shop-2026-11-21.db.sha256'],
    ])
    expect(statSync(join(stick, 'mine.db')).mode & 0o777).toBe(0o600)
    expect(countSales(join(stick, 'mine.db'))).toBe(1)
  })

  it('replaces nothing unless told to, and never the shop', async () => {
    const world = await shop()
    const out = join(world.home, 'mine.db')
    writeFileSync(out, 'precious')
    writeFileSync(join(world.home, 'other.db.sha256'), 'precious')
    expect(await runError(['backup', '--out', out], world)).toMatchObject({ code: 'file.exists', exit: 3 })
    expect(readFileSync(out, 'utf8')).toBe('precious')
    expect(await runError(['backup', '--out', join(world.home, 'other.db')], world)).toMatchObject({
      code: 'file.exists',
    })
    await runJson(['backup', '--out', out, '--force'], world)
    expect(countSales(out)).toBe(1)
    for (const path of [world.db, `${world.db}-journal`, join(world.home, '.', 'shop.db')]) {
      expect(await runError(['backup', '--out', path, '--force'], world)).toMatchObject({
        code: 'file.exists',
      })
    }
    expect(countSales(world.db)).toBe(1)
  })

  it('needs a shop, a sound one, and a place', async () => {
    const world = await shop()
    expect(await runError(['backup', '--out', join(world.home, 'no', 'x.db')], world)).toMatchObject({
      code: 'file.unwritable',
    })
    expect(await runError(['backup', '--db', join(world.home, 'none.db')], world)).toMatchObject({
      code: 'file.notFound',
    })
    expect(readdirSync(world.home).filter((name) => name.includes('.new-'))).toEqual([])
    expect(await runError(['backup', '--list', '--out', 'x'], world)).toMatchObject({ code: 'input.invalid' })
  })

  it('lists and verifies what there is', async () => {
    const world = await shop()
    await runJson(SELL, world)
    world.setClock('2026-11-22T09:00:00+03:00')
    await runJson(SELL, world)
    const { backups } = await runJson<Listed>(['backup', '--list'], world)
    expect(backups.map(({ number, name, day, sound }) => [number, name, day, sound])).toEqual([
      [1, 'shop-2026-11-22.db', '2026-11-22', null],
      [2, 'shop-2026-11-21.db', '2026-11-21', null],
    ])
    expect(backups.map(({ holds }) => holds)).toEqual([
      { customers: 1, sales: 2, lastSale: '2026-11-21' },
      { customers: 1, sales: 1, lastSale: '2026-11-20' },
    ])
    const verified = await runJson<Listed>(['backup', '--verify'], world)
    expect(verified.backups.map(({ sound }) => sound)).toEqual([true, true])
  })

  test.each<[string, string, (bytes: Buffer) => Buffer]>([
    ['one byte is another', 'checksum', (bytes) => bytes.fill(bytes.readUInt8(9000) ^ 1, 9000, 9001)],
    ['it is cut off', 'checksum', (bytes) => bytes.subarray(0, 8192)],
  ])('finds that %s', async (_, flaw, spoil) => {
    const world = await shop()
    await runJson(SELL, world)
    const file = join(folderOf(world), 'shop-2026-11-21.db')
    writeFileSync(file, spoil(readFileSync(file)))
    const { code, out, err } = await runLine(['backup', '--verify', '--json'], world)
    expect(code).toBe(3)
    expect((JSON.parse(out) as Listed).backups).toMatchObject([{ sound: false, flaw }])
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'backup.someDamaged' } })
  })

  test.each<[string, string, (path: string) => void]>([
    ['is damaged', 'damaged', (path) => writeFileSync(path, readFileSync(path).fill(0xff, 4096))],
    ['is no shop', 'notOurs', (path) => writeFileSync(path, 'hello '.repeat(100))],
    [
      'is of a newer version',
      'newer',
      (path) => {
        const bytes = readFileSync(path)
        bytes.writeInt32BE(99, 60)
        writeFileSync(path, bytes)
      },
    ],
  ])('finds without a checksum that a copy %s', async (_, flaw, spoil) => {
    const world = await shop()
    await runJson(SELL, world)
    const file = join(folderOf(world), 'shop-2026-11-21.db')
    spoil(file)
    rmSync(`${file}.sha256`)
    const { code, out } = await runLine(['backup', '--verify', '--json'], world)
    expect([code, (JSON.parse(out) as Listed).backups[0]?.flaw]).toEqual([3, flaw])
  })

  it.skipIf(process.getuid?.() === 0)('says where it may not write', async () => {
    const world = await shop()
    mkdirSync(folderOf(world), { mode: 0o500 })
    expect(await runError(['backup'], world)).toMatchObject({ code: 'file.unwritable' })
    chmodSync(folderOf(world), 0o700)
  })
})
