// What is opened, what is refused and left as it was, and which switches are on.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError, type ErrorCode } from '../../src/errors.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { NEWEST_VERSION } from '../../src/store/header.ts'
import { APPLICATION_ID } from '../../src/store/open.ts'
import { getSettings } from '../../src/store/setting.ts'
import { asAppError } from '../../src/store/sqlite-error.ts'
import { Store } from '../../src/store/store.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
  path = join(folder, 'shop.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(file: string, mode: 'read' | 'write'): Store {
  return new Store(file, mode, () => NOW, 'Europe/Moscow')
}

function addCustomer(store: Store, name = 'Анна'): void {
  store.write((changes) => {
    const fields = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
    const nameKey = name.toLowerCase()
    changes.touch(
      insertCustomer(store.db, { ...fields, name, referredById: null }, nameKey, '2026-11-21T06:00:00.000Z'),
    )
  })
}

/** A shop with a customer in it. */
function makeShop(): void {
  const store = open(path, 'write')
  addCustomer(store)
  store.close()
}

function countCustomers(store: Store): unknown {
  return store.db.prepare('SELECT count(*) FROM customer').pluck().get()
}

/** The code of the error a piece of work ends with, as main.ts would name it. */
function codeOf(work: () => unknown): ErrorCode | 'done' | 'bug' {
  try {
    work()
    return 'done'
  } catch (thrown) {
    const error = asAppError(thrown, path)
    return error instanceof AppError ? error.code : 'bug'
  }
}

function readCustomers(file = path): void {
  const store = open(file, 'read')
  try {
    store.db.prepare('SELECT * FROM customer').all()
    expect(store.wronglyPlanned()).toEqual([])
  } finally {
    store.close()
  }
}

function changeCustomers(file = path): void {
  const store = open(file, 'write')
  try {
    addCustomer(store, 'Вера')
  } finally {
    store.close()
  }
}

describe('a file that is no shop is refused and left as it is', () => {
  const foreign = () => {
    const db = new Database(path)
    db.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
    db.close()
  }
  const header = (offset: number, value: number) => () => {
    makeShop()
    const bytes = readFileSync(path)
    bytes.writeInt32BE(value, offset)
    writeFileSync(path, bytes)
  }
  test.each<[string, ErrorCode, () => void]>([
    ['an empty file', 'db.empty', () => writeFileSync(path, '')],
    ['a text', 'db.notOurs', () => writeFileSync(path, 'Анна;89161234567\n'.repeat(50))],
    ['a text of a few letters', 'db.notOurs', () => writeFileSync(path, 'x')],
    ['a database of another program', 'db.notOurs', foreign],
    ['a database that was never a shop', 'db.notOurs', header(60, 0)],
    ['a shop of a newer program', 'db.newer', header(60, NEWEST_VERSION + 1)],
    ['a shop of a much newer program', 'db.newer', header(60, 0x7fffffff)],
  ])('%s', (_, code, make) => {
    make()
    const before = readFileSync(path)
    for (const work of [readCustomers, changeCustomers]) {
      expect(codeOf(() => work())).toBe(code)
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(readdirSync(folder)).toEqual(['shop.db'])
    }
  })

  test('a folder', () => {
    mkdirSync(path)
    expect(codeOf(() => readCustomers())).toBe('db.isFolder')
    expect(codeOf(() => changeCustomers())).toBe('db.isFolder')
    expect(readdirSync(path)).toEqual([])
  })

  test.skipIf(process.platform === 'win32')('a device that never ends', () => {
    expect(codeOf(() => readCustomers('/dev/zero'))).toBe('db.notOurs')
    expect(codeOf(() => changeCustomers('/dev/zero'))).toBe('db.notOurs')
  })

  test('a path through a file', () => {
    writeFileSync(path, 'x')
    expect(codeOf(() => changeCustomers(join(path, 'shop.db')))).toBe('db.cannotOpen')
    expect(codeOf(() => changeCustomers(join(path, 'a', 'shop.db')))).toBe('db.cannotOpen')
    expect(readFileSync(path, 'utf8')).toBe('x')
  })

  test.skipIf(process.platform === 'win32')('a link that points to itself', () => {
    symlinkSync('shop.db', path)
    expect(codeOf(() => readCustomers())).toBe('db.cannotOpen')
    expect(codeOf(() => changeCustomers())).toBe('db.cannotOpen')
  })
})

describe('damage', () => {
  const damage = (change: (bytes: Buffer) => Buffer) => {
    makeShop()
    const broken = change(readFileSync(path))
    writeFileSync(path, broken)
    return broken
  }
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['the list of tables is overwritten', (bytes) => bytes.fill(0xff, 100, 4096)],
    ['every page but the first is overwritten', (bytes) => bytes.fill(0xff, 4096)],
    ['every page but the first is empty', (bytes) => bytes.fill(0, 4096)],
    ['the file is cut off', (bytes) => bytes.subarray(0, 5000)],
  ])('%s', (_, change) => {
    const broken = damage(change)
    expect(codeOf(() => readCustomers())).toBe('db.damaged')
    expect(codeOf(() => changeCustomers())).toBe('db.damaged')
    expect(readFileSync(path).equals(broken)).toBe(true)
  })
})

describe('making a shop', () => {
  test('reading a missing one creates nothing and finds it empty', () => {
    const store = open(join(folder, 'deep', 'shop.db'), 'read')
    expect(countCustomers(store)).toBe(0)
    expect(store.zone.name).toBe('Europe/Moscow')
    store.close()
    expect(readdirSync(folder)).toEqual([])
  })

  test.skipIf(process.platform === 'win32')(
    'folders and file are for the owner alone, whatever the umask',
    () => {
      const umask = process.umask(0)
      try {
        path = join(folder, 'a', 'b', 'shop.db')
        makeShop()
      } finally {
        process.umask(umask)
      }
      const mode = (file: string) => statSync(file).mode & 0o777
      expect([mode(join(folder, 'a')), mode(join(folder, 'a', 'b')), mode(path)]).toEqual([
        0o700, 0o700, 0o600,
      ])
      expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['shop.db'])
    },
  )

  test('it is marked as ours and is whole', () => {
    makeShop()
    const db = new Database(path, { readonly: true })
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION)
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    db.close()
  })

  test('what was made meanwhile is not replaced', () => {
    makeShop()
    const store = open(path, 'write')
    expect(countCustomers(store)).toBe(1)
    store.close()
  })

  test('a failure leaves nothing behind', () => {
    expect(codeOf(() => new Store(path, 'write', () => NOW, 'Nowhere/Never'))).toBe('bug')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('every connection', () => {
  const SAFE = { foreign_keys: 1, trusted_schema: 0, secure_delete: 1, cell_size_check: 1 }
  test.each(['read', 'write'] as const)('is safe to %s', (mode) => {
    makeShop()
    const store = open(path, mode)
    const switches = Object.keys(SAFE).map((name) => [name, store.db.pragma(name, { simple: true })])
    expect(Object.fromEntries(switches)).toEqual(SAFE)
    expect(store.db.readonly).toBe(mode === 'read')
    store.close()
  })

  test('that writes waits for others and loses nothing', () => {
    const store = open(path, 'write')
    const pragma = (name: string) => store.db.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('busy_timeout')]).toEqual([
      'delete',
      3,
      5000,
    ])
    store.close()
  })

  test('keeps few pages while it only reads a little, and as many as the library would once it goes on', () => {
    makeShop()
    const store = open(path, 'read')
    const kept = () => store.db.pragma('cache_size', { simple: true })
    expect(kept()).toBe(100)
    for (let i = 0; i < 300; i++) getSettings(store.db)
    expect(kept()).toBe(4000)
    store.close()
    // In the middle of what it reads the library cannot do it.
    const walking = open(path, 'read')
    for (const _ of walking.db.prepare('SELECT 1').iterate())
      for (let i = 0; i < 300; i++) getSettings(walking.db)
    expect(walking.db.pragma('cache_size', { simple: true })).toBe(100)
    for (let i = 0; i < 300; i++) getSettings(walking.db)
    expect(walking.db.pragma('cache_size', { simple: true })).toBe(4000)
    walking.close()
    const writing = open(path, 'write')
    expect(writing.db.pragma('cache_size', { simple: true })).toBe(-16_000)
    writing.close()
  })

  test('in memory is safe too', () => {
    const store = open(':memory:', 'write')
    const switches = Object.keys(SAFE).map((name) => [name, store.db.pragma(name, { simple: true })])
    expect(Object.fromEntries(switches)).toEqual(SAFE)
    store.close()
  })
})

describe('a read-only file', () => {
  beforeEach(() => {
    makeShop()
    chmodSync(path, 0o444)
  })

  test('is read', () => {
    const store = open(path, 'read')
    expect(countCustomers(store)).toBe(1)
    store.close()
  })

  test('is not written, not even by root', () => {
    const before = readFileSync(path)
    expect(codeOf(() => changeCustomers())).toBe('db.readOnly')
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('after a crash', () => {
  /** The file and its journal as a kill in the middle of a write leaves them. */
  function crash(): void {
    makeShop()
    const torn = join(folder, 'torn.db')
    const db = new Database(path)
    db.pragma('cache_size = 1')
    db.exec('BEGIN IMMEDIATE')
    const insert = db.prepare("INSERT INTO customer (name, name_key, created_at) VALUES (?, 'x', 'x')")
    for (let i = 0; i < 500; i++) insert.run('x'.repeat(200))
    copyFileSync(path, torn)
    copyFileSync(`${path}-journal`, `${torn}-journal`)
    db.exec('ROLLBACK')
    db.close()
    path = torn
  }

  test.each(['read', 'write'] as const)('opening to %s finds what was acknowledged', (mode) => {
    crash()
    expect(statSync(path).size).toBeGreaterThan(100_000)
    const store = open(path, mode)
    expect(countCustomers(store)).toBe(1)
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
    store.close()
    expect(existsSync(`${path}-journal`)).toBe(false)
  })
})

describe('two at once', () => {
  /** Another process that begins a write and holds it for some milliseconds. */
  async function holdLock(begin: string, milliseconds: number): Promise<() => Promise<void>> {
    const script = `
      const db = require('better-sqlite3')(${JSON.stringify(path)})
      db.exec('${begin}')
      console.log('locked')
      setTimeout(() => { db.exec('COMMIT'); db.close() }, ${milliseconds})`
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    return async () => {
      child.kill()
      await ended
    }
  }

  test('the second waits for the first', async () => {
    makeShop()
    const release = await holdLock('BEGIN IMMEDIATE', 500)
    expect(codeOf(() => changeCustomers())).toBe('done')
    await release()
  })

  test('who waits in vain is told so, and nothing is changed', async () => {
    makeShop()
    const before = readFileSync(path)
    const release = await holdLock('BEGIN IMMEDIATE', 60_000)
    const started = performance.now()
    expect(codeOf(() => changeCustomers())).toBe('db.locked')
    expect(performance.now() - started).toBeGreaterThan(4000)
    await release()
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('reading goes on while another writes', async () => {
    makeShop()
    const release = await holdLock('BEGIN IMMEDIATE', 60_000)
    expect(codeOf(() => readCustomers())).toBe('done')
    await release()
  })
})

describe('what the system says of a file', () => {
  const of = (code: string, about?: string) => Object.assign(new Error(code), { code, path: about })

  test.each(['', '.new-0b1c', '-journal'])('is about the shop at shop.db%s', (suffix) => {
    const error = asAppError(of('EACCES', `${path}${suffix}`), path)
    expect(error).toMatchObject({ code: 'db.cannotOpen', params: { path } })
  })

  test('is about the shop in a folder above it', () => {
    expect(asAppError(of('ENOTDIR', folder), path)).toMatchObject({ code: 'db.cannotOpen' })
    expect(asAppError(of('EROFS', 'shops'), 'shops/today/shop.db')).toMatchObject({ code: 'db.cannotOpen' })
  })

  test.each(['EACCES', 'EISDIR', 'ENAMETOOLONG'])('%s of any other file is about that one', (code) => {
    for (const about of [join(folder, 'data.json'), `${folder}-other`]) {
      expect(asAppError(of(code, about), path)).toMatchObject({
        code: 'file.unreachable',
        params: { path: about, reason: code },
      })
    }
    expect(asAppError(of(code), path)).not.toHaveProperty('exitCode')
  })

  test.each(['ENOENT', 'ENOSPC', 'EBADF'])('%s of any other file is ours to mend', (code) => {
    for (const about of [join(folder, 'data.json'), `${folder}-other`, undefined]) {
      const error = of(code, about)
      expect(asAppError(error, path)).toBe(error)
    }
  })
})
