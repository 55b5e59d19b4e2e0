// restore: a copy takes the shop's place whole or not at all, and what was there before can be brought back.
import {
  chmodSync,
  copyFileSync,
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
import Database from 'better-sqlite3'
import { describe, expect, it, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { ANNA, expectSound, fullShop, withDatabase } from '../personal.ts'

interface Restored {
  restored: { file: string; customers: number; sales: number; lastSale: string | null }
  keptAside: string | null
  damaged: boolean
  erased: number[]
}

const sell = (name: string) => ['sale', 'add', '--new', '--customer', name, '--item', 'Крем @1490']
const YES = ['--yes']

/** A shop of three days: Анна, Борис, Вера, one a day, each backed up before the next. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const [day, name] of [
    ['19', 'Анна'],
    ['20', 'Борис'],
    ['21', 'Вера'],
  ]) {
    world.setClock(`2026-11-${day}T09:00:00+03:00`)
    await runJson(sell(name as string), world)
  }
  return world
}

const names = (world: FakeWorld) =>
  withDatabase(world, (db) => db.prepare('SELECT name FROM customer ORDER BY id').pluck().all())
const folderOf = (world: FakeWorld) => join(world.home, 'backups')
const drafts = (world: FakeWorld) =>
  [...readdirSync(world.home), ...readdirSync(folderOf(world))].filter((name) => name.includes('.new-'))

describe('restore', () => {
  test.each([
    ['a day', '2026-11-20'],
    ['a spoken day', 'yesterday'],
    ['a number', '2'],
    ['a name', 'shop-2026-11-20.db'],
  ])('by %s: the shop of that moment is there again', async (_, what) => {
    const world = await shop()
    const done = await runJson<Restored>(['restore', what, ...YES], world)
    expect(done.restored).toMatchObject({ customers: 1, sales: 1, lastSale: '2026-11-19' })
    expect(done.erased).toEqual([])
    expect(names(world)).toEqual(['Анна'])
    expectSound(world)
    expect(drafts(world)).toEqual([])
    expect(statSync(world.db).mode & 0o777).toBe(0o600)
  })

  it('from a file anywhere, which is only read', async () => {
    const world = await shop()
    const file = join(world.home, 'mine.db')
    copyFileSync(join(folderOf(world), 'shop-2026-11-20.db'), file)
    chmodSync(file, 0o444)
    const before = readFileSync(file)
    await runJson(['restore', file, ...YES], world)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(names(world)).toEqual(['Анна'])
    await runJson(sell('Галина'), world)
  })

  it('keeps the shop aside whole, and brings it back, and the other again', async () => {
    const world = await shop()
    const first = await runJson<Restored>(['restore', '2', ...YES], world)
    expect(first.keptAside).toBe(join(folderOf(world), 'shop-before-restore-2026-11-21-090000.db'))
    expect(first.damaged).toBe(false)
    await runJson(sell('Дарья'), world)
    const back = await runJson<Restored>(['restore', '--back', ...YES], world)
    expect(back.restored.file).toBe(first.keptAside)
    expect(names(world)).toEqual(['Анна', 'Борис', 'Вера'])
    await runJson(['restore', '--back', ...YES], world)
    expect(names(world)).toEqual(['Анна', 'Дарья'])
    expectSound(world)
  })

  it('takes back a restore with --back also when the clock was set back in between', async () => {
    const world = await shop()
    await runJson(['restore', '2', ...YES], world)
    world.setClock('2024-01-01T09:00:00+03:00')
    await runJson(['restore', 'shop-2026-11-21.db', ...YES], world)
    expect(names(world)).toEqual(['Анна', 'Борис'])
    await runJson(['restore', '--back', ...YES], world)
    expect(names(world)).toEqual(['Анна'])
  })

  it('shows what is in it beside what is there now, and asks; Enter means no', async () => {
    const world = await shop()
    const before = readFileSync(world.db)
    // The list, the first of which is yesterday evening's; then the question.
    const { code, out } = await runLine(['restore'], world, ['\x1b[B', ''])
    expect(code).toBe(130)
    expect(out).toContain('20 Nov 2026')
    expect(out.replaceAll('\n', ' ')).toContain('shop-2026-11-20.db: 1 customer, 1 sale')
    expect(out).toContain('The shop now: 3 customers, 3 sales, the last one 21 Nov 2026')
    expect(readFileSync(world.db).equals(before)).toBe(true)
    expect(drafts(world)).toEqual([])
    const yes = await runLine(['restore'], world, ['\x1b[B', '\x1b[B'])
    expect([yes.code, names(world)]).toEqual([0, ['Анна']])
  })

  it('where there is nobody to ask needs to know which, and a yes', async () => {
    const world = await shop()
    expect(await runError(['restore'], world)).toMatchObject({ code: 'usage.missingArgument', exit: 2 })
    expect(await runError(['restore', '1'], world)).toMatchObject({
      ...{ code: 'input.missing', exit: 2, params: { flag: '--yes' } },
    })
    expect(names(world)).toHaveLength(3)
    expect(drafts(world)).toEqual([])
  })

  it('works where there is no shop at all', async () => {
    const world = await shop()
    const elsewhere = join(world.home, 'new', 'deep', 'shop.db')
    const done = await runJson<Restored>(
      ['restore', join(folderOf(world), 'shop-2026-11-21.db'), ...YES, '--db', elsewhere],
      world,
    )
    expect(done).toMatchObject({ restored: { customers: 2 }, keptAside: null })
    expect(statSync(join(world.home, 'new')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(world.home, 'new', 'deep'))).toEqual(['shop.db'])
    rmSync(world.db)
    await runJson(['restore', '1', ...YES], world)
    expect(names(world)).toEqual(['Анна', 'Борис'])
  })

  it.skipIf(process.platform === 'win32')('keeps it private, whoever may read the copy', async () => {
    const world = await shop()
    const file = join(world.home, 'mine.db')
    copyFileSync(join(folderOf(world), 'shop-2026-11-20.db'), file)
    chmodSync(file, 0o666)
    await runJson(['restore', file, ...YES], world)
    expect(statSync(world.db).mode & 0o777).toBe(0o600)
  })

  it('follows a link to the file itself', async () => {
    const world = await shop()
    mkdirSync(join(world.home, 'links'))
    const link = join(world.home, 'links', 'mine.db')
    symlinkSync(world.db, link)
    await runJson(['restore', '2', ...YES, '--db', link], world)
    expect(names(world)).toEqual(['Анна'])
    expect(readdirSync(join(world.home, 'links'))).toEqual(['mine.db'])
  })
})

describe('a copy that is not what it was', () => {
  const inFolder = (world: FakeWorld, name: string) => join(folderOf(world), name)
  const spoil = (path: string, change: (bytes: Buffer) => Buffer) =>
    writeFileSync(path, change(readFileSync(path)))

  test.each<[string, string, (path: string) => void]>([
    [
      'a byte was changed',
      'backup.damaged',
      (path) => spoil(path, (b) => b.fill(b.readUInt8(9000) ^ 1, 9000, 9001)),
    ],
    ['it was cut off', 'backup.damaged', (path) => spoil(path, (b) => b.subarray(0, 8192))],
    [
      'it was cut off, and has no checksum',
      'backup.damaged',
      (path) => {
        spoil(path, (b) => b.subarray(0, 8192))
        rmSync(`${path}.sha256`)
      },
    ],
    [
      'a reference leads nowhere',
      'backup.damaged',
      (path) => {
        const db = new Database(path)
        db.pragma('foreign_keys = OFF')
        db.exec('UPDATE sale SET customer_id = 99')
        db.close()
        rmSync(`${path}.sha256`)
      },
    ],
    [
      'somebody put a trigger into it',
      'backup.damaged',
      (path) => {
        const db = new Database(path)
        db.exec('CREATE TRIGGER spy AFTER INSERT ON sale BEGIN DELETE FROM customer; END')
        db.close()
        rmSync(`${path}.sha256`)
      },
    ],
    [
      'it is of a newer version',
      'db.newer',
      (path) => {
        spoil(path, (b) => {
          b.writeInt32BE(99, 60)
          return b
        })
        rmSync(`${path}.sha256`)
      },
    ],
    [
      'it is something else',
      'backup.damaged',
      (path) => {
        writeFileSync(path, 'hello '.repeat(99))
        rmSync(`${path}.sha256`)
      },
    ],
    [
      'it is empty',
      'backup.damaged',
      (path) => {
        writeFileSync(path, '')
        rmSync(`${path}.sha256`)
      },
    ],
  ])('%s: %s, and the shop stays', async (_, code, change) => {
    const world = await shop()
    const path = inFolder(world, 'shop-2026-11-20.db')
    change(path)
    const before = readFileSync(world.db)
    expect(await runError(['restore', '2', ...YES], world)).toMatchObject({ exit: 3, code, params: { path } })
    expect(readFileSync(world.db).equals(before)).toBe(true)
    expect(drafts(world)).toEqual([])
  })

  it.each(['9', '2020-01-01', 'nonsense', '#7'])('%s is no copy', async (what) => {
    const world = await shop()
    expect(await runError(['restore', what, ...YES], world)).toMatchObject({ code: 'backup.notFound' })
  })

  it('the shop itself, a folder and a missing file are none', async () => {
    const world = await shop()
    expect(await runError(['restore', world.db, ...YES], world)).toMatchObject({ code: 'backup.itself' })
    expect(await runError(['restore', join(world.home, 'no.db'), ...YES], world)).toMatchObject({
      code: 'file.notFound',
    })
    expect(await runError(['restore', folderOf(world), ...YES], world)).toMatchObject({
      code: 'file.notFound',
    })
    expect(await runError(['restore', '--back', ...YES], world)).toMatchObject({ code: 'backup.nothingKept' })
  })

  it('with the journal of a crash beside it is brought to its end first', async () => {
    const world = await shop()
    const torn = join(world.home, 'torn.db')
    const db = new Database(inFolder(world, 'shop-2026-11-21.db'))
    db.pragma('cache_size = 1')
    db.exec('BEGIN IMMEDIATE')
    const insert = db.prepare("INSERT INTO customer (name, name_key, created_at) VALUES (?, 'x', 'x')")
    for (let i = 0; i < 300; i++) insert.run('x'.repeat(200))
    copyFileSync(inFolder(world, 'shop-2026-11-21.db'), torn)
    copyFileSync(`${inFolder(world, 'shop-2026-11-21.db')}-journal`, `${torn}-journal`)
    db.exec('ROLLBACK')
    db.close()
    await runJson(['restore', torn, ...YES], world)
    expect(names(world)).toEqual(['Анна', 'Борис'])
    expect(existsSync(`${torn}-journal`)).toBe(true)
  })
})

describe('a shop that is not what it was', () => {
  const damages: [string, (path: string) => void][] = [
    [
      'every page but the first is overwritten',
      (path) => writeFileSync(path, readFileSync(path).fill(0xff, 4096)),
    ],
    ['it is cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    [
      'its first page is nothing but zeros',
      (path) => writeFileSync(path, readFileSync(path).fill(0, 0, 4096)),
    ],
    ['it is empty', (path) => writeFileSync(path, '')],
  ]
  test.each(damages)('%s: it is kept as it is, and the copy takes its place', async (_, damage) => {
    const world = await shop()
    damage(world.db)
    const broken = readFileSync(world.db)
    const { out } = await runLine(['backup', '--list'], world)
    expect(out).toContain('20 Nov 2026')
    const done = await runJson<Restored>(['restore', '1', ...YES], world)
    expect(done).toMatchObject({ damaged: true, restored: { customers: 2 } })
    expect(readFileSync(done.keptAside as string).equals(broken)).toBe(true)
    expect(names(world)).toEqual(['Анна', 'Борис'])
    await runJson(sell('Галина'), world)
    expectSound(world)
  })

  it('with a hot journal: it is rolled back for what is kept, and never applied to the copy', async () => {
    const world = await shop()
    const before = names(world)
    const db = new Database(world.db)
    db.pragma('cache_size = 1')
    db.exec('BEGIN IMMEDIATE')
    const insert = db.prepare("INSERT INTO customer (name, name_key, created_at) VALUES (?, 'x', 'x')")
    for (let i = 0; i < 300; i++) insert.run('x'.repeat(200))
    const torn = [readFileSync(world.db), readFileSync(`${world.db}-journal`)]
    db.exec('ROLLBACK')
    db.close()
    writeFileSync(world.db, torn[0] as Buffer)
    writeFileSync(`${world.db}-journal`, torn[1] as Buffer)
    const done = await runJson<Restored>(['restore', '2', ...YES], world)
    expect(existsSync(`${world.db}-journal`)).toBe(false)
    expect(names(world)).toEqual(['Анна'])
    expect(done.damaged).toBe(false)
    await runJson(['restore', '--back', ...YES], world)
    expect(names(world)).toEqual(before)
  })

  it('whose first page is lost, with the journal of a crash beside it: nothing of either gets into the copy', async () => {
    const world = await shop()
    const db = new Database(world.db)
    db.pragma('cache_size = 1')
    db.exec('BEGIN IMMEDIATE')
    db.exec('UPDATE customer SET name = hex(zeroblob(90)); UPDATE sale SET note = hex(zeroblob(900))')
    const journal = readFileSync(`${world.db}-journal`)
    db.exec('ROLLBACK')
    db.close()
    writeFileSync(world.db, readFileSync(world.db).fill(0xff, 0, 4096))
    writeFileSync(`${world.db}-journal`, journal)
    const broken = readFileSync(world.db)
    const done = await runJson<Restored>(['restore', 'shop-2026-11-21.db', ...YES], world)
    expect(done.damaged).toBe(true)
    expect(readFileSync(done.keptAside as string).length).toBe(broken.length)
    expect(existsSync(`${world.db}-journal`)).toBe(false)
    expect(names(world)).toEqual(['Анна', 'Борис'])
    expectSound(world)
  })

  it('of a newer version, another program’s file and a folder are left as they are', async () => {
    const world = await shop()
    const copy = join(folderOf(world), 'shop-2026-11-21.db')
    const newer = join(world.home, 'newer.db')
    const bytes = readFileSync(world.db)
    bytes.writeInt32BE(99, 60)
    writeFileSync(newer, bytes)
    writeFileSync(join(world.home, 'notes.txt'), 'dear diary')
    for (const [path, code] of [
      [newer, 'db.newer'],
      [join(world.home, 'notes.txt'), 'db.notOurs'],
      [folderOf(world), 'db.isFolder'],
    ] as const) {
      expect(await runError(['restore', copy, ...YES, '--db', path], world)).toMatchObject({ code })
    }
    expect(readFileSync(newer).equals(bytes)).toBe(true)
    expect(readFileSync(join(world.home, 'notes.txt'), 'utf8')).toBe('dear diary')
  })

  it('that may only be read stays', async () => {
    const world = await shop()
    chmodSync(world.db, 0o444)
    expect(await runError(['restore', '2', ...YES], world)).toMatchObject({ code: 'db.readOnly' })
    expect(names(world)).toHaveLength(3)
  })
})

describe('who was forgotten since', () => {
  it('does not come back with a copy, nor with a byte of it', async () => {
    const world = await fullShop()
    const copy = join(world.home, 'before.db')
    await runJson(['backup', '--out', copy], world)
    // Another program that does not wipe what it frees.
    const loose = new Database(copy)
    loose.pragma('secure_delete = OFF')
    const change = loose.prepare('UPDATE sale SET note = ? WHERE customer_id = 2')
    change.run('след '.repeat(10_000))
    change.run(null)
    loose.close()
    rmSync(`${copy}.sha256`)
    await runJson(['customer', 'forget', '#2', '--yes'], world)
    const done = await runJson<Restored>(['restore', copy, ...YES], world)
    expect(done.erased).toEqual([2])
    const bytes = readFileSync(world.db)
    for (const trace of ['след', ANNA.name.split(' ')[1], ANNA.phone, ANNA.words, ANNA.externalId]) {
      expect([trace, bytes.includes(trace as string)]).toEqual([trace, false])
    }
    expect(await runError(['customer', 'show', ANNA.phone], world)).toMatchObject({
      code: 'customer.notFound',
    })
    expectSound(world)
  })

  it('nor where the shop was damaged meanwhile: the copies know', async () => {
    const world = await fullShop()
    const copy = join(world.home, 'before.db')
    await runJson(['backup', '--out', copy], world)
    await runJson(['customer', 'forget', '#2', '--yes'], world)
    await runJson(['backup'], world)
    writeFileSync(world.db, readFileSync(world.db).fill(0xff, 4096))
    expect((await runJson<Restored>(['restore', copy, ...YES], world)).erased).toEqual([2])
  })

  it('takes nobody along of another shop who has the same number', async () => {
    const world = await fullShop()
    await runJson(['customer', 'forget', '#2', '--yes'], world)
    const other = await shop()
    const copy = join(world.home, 'other.db')
    copyFileSync(other.db, copy)
    const done = await runJson<Restored>(['restore', copy, ...YES], world)
    expect([done.erased, names(world)]).toEqual([[], ['Анна', 'Борис', 'Вера']])
  })
})

describe('who has the shop open over a restore', () => {
  it('writes nothing more, and is told why', async () => {
    const world = await shop()
    const store = new Store(world.db, 'write', world.clock, world.zone)
    await runJson(['restore', '2', ...YES], world)
    const replaced = expect.objectContaining({ code: 'db.replaced' })
    expect(() => store.write(() => store.db.exec("UPDATE customer SET name = 'lost'"))).toThrow(replaced)
    expect(() => store.tick()).toThrow(replaced)
    store.close()
    expect(names(world)).toEqual(['Анна'])
    await runJson(['restore', '--back', ...YES], world)
    expect(names(world)).toEqual(['Анна', 'Борис', 'Вера'])
  })

  it('writes nothing more either having made the file, when no backup of the day is looked for', async () => {
    const copy = join((await shop()).home, 'backups', 'shop-2026-11-21.db')
    const world = fakeWorld()
    const store = new Store(world.db, 'write', world.clock, world.zone)
    await runJson(['restore', copy, ...YES], world)
    expect(() => store.write(() => store.db.exec("UPDATE shop SET since_at = '2026Z'"))).toThrow(
      expect.objectContaining({ code: 'db.replaced' }),
    )
    store.close()
    expect(names(world)).toEqual(['Анна', 'Борис'])
  })

  it('writes nothing either when the file is gone', async () => {
    const world = await shop()
    const store = new Store(world.db, 'write', world.clock, world.zone)
    rmSync(world.db)
    expect(() => store.write(() => undefined)).toThrow(expect.objectContaining({ code: 'db.replaced' }))
    store.close()
  })

  it('and is in the middle of a write keeps the restore waiting', async () => {
    const world = await shop()
    const busy = new Database(world.db)
    busy.exec('BEGIN IMMEDIATE')
    expect(await runError(['restore', '2', ...YES], world)).toMatchObject({ code: 'db.locked' })
    busy.exec('COMMIT')
    busy.close()
    expect(names(world)).toHaveLength(3)
    expect(drafts(world)).toEqual([])
  })
})

describe('under a passphrase', () => {
  it('a copy tells nothing, comes back with it, and not without it', async () => {
    const world = await shop()
    const words = join(world.home, 'words')
    writeFileSync(words, 'верная лошадь батарея\r\nмусор\n')
    const flags = ['--passphrase-file', words]
    const { backup } = await runJson<{ backup: { file: string; encrypted: boolean } }>(
      ['backup', '--out', join(world.home, 'mine.age'), ...flags],
      world,
    )
    expect(backup.encrypted).toBe(true)
    const bytes = readFileSync(backup.file)
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)
    expect(bytes.includes('SQLite') || bytes.includes('Анна')).toBe(false)
    expect(statSync(backup.file).mode & 0o777).toBe(0o600)
    expect(drafts(world)).toEqual([])
    await runJson(sell('Галина'), world)

    writeFileSync(join(world.home, 'wrong'), 'a wrong one, sorry\n')
    const wrong = ['--passphrase-file', join(world.home, 'wrong')]
    expect(await runError(['restore', backup.file, ...YES, ...wrong], world)).toMatchObject({
      code: 'backup.wrongPassphrase',
    })
    expect(await runError(['restore', backup.file, ...YES], world)).toMatchObject({
      code: 'input.missing',
      params: { flag: '--passphrase-file' },
    })
    expect(names(world)).toHaveLength(4)
    await runJson(['restore', backup.file, ...YES, ...flags], world)
    expect(names(world)).toEqual(['Анна', 'Борис', 'Вера'])

    // Cut off behind the header, with a checksum or without: nothing of it is taken.
    writeFileSync(backup.file, bytes.subarray(0, bytes.length - 100))
    expect(await runError(['restore', backup.file, ...YES, ...flags], world)).toMatchObject({
      code: 'backup.damaged',
    })
    rmSync(`${backup.file}.sha256`)
    expect(await runError(['restore', backup.file, ...YES, ...flags], world)).toMatchObject({
      code: 'backup.damaged',
    })
    expect(drafts(world)).toEqual([])
  }, 60_000)

  it('is asked for twice on a terminal, and once to open it', async () => {
    const world = await shop()
    const [slip, right] = ['correct horse', 'correct horse!']
    const made = await runLine(['backup', '--encrypt'], world, ['short', right, slip, right, right])
    expect(made.code).toBe(0)
    expect(made.out).toContain('At least 8 characters')
    expect(made.out).toContain('not the same')
    expect(made.out).toContain('Keep the passphrase safe')
    expect(made.out + made.err).not.toContain(slip)
    const back = await runLine(['restore', '1', ...YES], world, [right])
    expect([back.code, back.out.includes('Restored')]).toEqual([0, true])
    expect(back.out).not.toContain(right)
  }, 60_000)

  it('must be long enough, and be there', async () => {
    const world = await shop()
    writeFileSync(join(world.home, 'short'), 'short\n')
    writeFileSync(join(world.home, 'empty'), '\nsecond line\n')
    const made = (file: string) => runError(['backup', '--passphrase-file', join(world.home, file)], world)
    const short = await made('short')
    expect(short).toMatchObject({ code: 'input.invalid', params: { why: 'passphrase' } })
    expect(JSON.stringify(short.params)).not.toContain('"short"')
    expect(await made('empty')).toMatchObject({ code: 'backup.noPassphrase' })
    expect(await made('none')).toMatchObject({ code: 'file.notFound' })
    expect(await runError(['backup', '--encrypt'], world)).toMatchObject({ code: 'input.missing' })
    expect(readdirSync(folderOf(world)).filter((name) => name.endsWith('.age'))).toEqual([])
  })
})
