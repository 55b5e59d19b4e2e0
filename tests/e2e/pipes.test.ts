// Results that go into other programs, and a long import that is stopped: real processes, the built program.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const BIN = join(import.meta.dirname, '../../bin/aftersales.js')
const windows = process.platform === 'win32'

let home: string
let env: Record<string, string>

/** A shop with more sold lines than a pipe holds. */
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'aftersales-pipes-'))
  const { PATH = '' } = process.env
  env = { PATH, HOME: home, LANG: 'C', LC_ALL: 'C', TERM: 'dumb', TZ: 'Europe/Moscow', COLUMNS: '40' }
  Object.assign(env, { AFTERSALES_DB: join(home, 'shop.db'), AFTERSALES_NOW: '2026-11-21T09:00:00+03:00' })
  const rows = Array.from({ length: 4000 }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0')
    return `Клиент ${i % 700},+79${String(i % 700).padStart(9, '0')},2026-0${1 + (i % 9)}-${day},Крем ${i % 9},1,${100 + i}`
  })
  writeFileSync(join(home, 'sales.csv'), `customer,phone,date,product,quantity,amount\n${rows.join('\n')}\n`)
  expect(aftersales('import', 'sales', join(home, 'sales.csv'))).toMatchObject({ status: 0, stderr: '' })
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

function aftersales(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: home,
    encoding: 'utf8',
    env,
  })
  return { status, stdout, stderr }
}

function shell(line: string) {
  const run = `run() { "${process.execPath}" "${BIN}" "$@"; }`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${run}; ${line}`], {
    cwd: home,
    encoding: 'utf8',
    env,
  })
  return { status, stdout, stderr }
}

/** Each goes out another way: a list, a table written piece by piece, a document, cards. */
const LONG = ['sale list --all', 'export sales', 'sale list --all --json', 'due --all']

describe.skipIf(windows)('whatever a long result goes into', () => {
  test.each(LONG)('%s: a reader that wants one line, or none, is no error', (line) => {
    expect(shell(`run ${line} | head -1; exit \${PIPESTATUS[0]}`)).toMatchObject({ status: 0, stderr: '' })
    expect(shell(`run ${line} | true; exit \${PIPESTATUS[0]}`)).toMatchObject({ status: 0, stderr: '' })
    expect(shell(`run ${line} >&-`)).toMatchObject({ status: 0, stderr: '' })
  })

  test.skipIf(!existsSync('/dev/full')).each(LONG)(
    '%s: a full disk is told, and nothing passes for done',
    (line) => {
      const { status, stderr } = shell(`run ${line} >/dev/full`)
      expect(status).toBe(3)
      expect(stderr).toMatch(
        /^(\{"error":\{"code":"output\.lost",.*)?The answer could not be written .*\(ENOSPC\)\./,
      )
      expect(stderr.split('\n').length).toBeLessThan(4)
    },
  )

  test('a slow reader gets all of it', () => {
    const lines = (command: string) => Number(shell(`${command} | wc -l`).stdout)
    expect(lines('run export sales')).toBe(4001)
    expect(lines('run export sales | (sleep 1; cat)')).toBe(4001)
  })
})

// But a command to be typed, which is never broken.
test('a poor terminal: no colours, no line wider than it is', () => {
  for (const line of [
    'due --all',
    'customer list',
    'customer show #1',
    'sale list',
    'summary',
    'loyal',
    'product list',
  ]) {
    const { status, stdout, stderr } = aftersales(...line.split(' '))
    expect([line, status, stderr]).toEqual([line, 0, ''])
    expect(stdout).not.toContain('\x1b')
    const wide = stdout.split('\n').filter((text) => [...text].length > 40 && !text.includes('aftersales'))
    expect([line, wide]).toEqual([line, []])
  }
})

describe.skipIf(windows)('Ctrl-C', () => {
  /** Runs a command and interrupts it after a while, later each time, until it is done before that. */
  async function interrupted(db: string, ...args: string[]): Promise<number> {
    let stopped = 0
    for (let after = 150; ; after = Math.round(after * 1.3)) {
      for (const name of readdirSync(home)) if (name.startsWith(db)) rmSync(join(home, name))
      const own = { ...env, AFTERSALES_DB: join(home, db) }
      const child = spawn(process.execPath, [BIN, ...args], {
        cwd: home,
        env: own,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let told = ''
      child.stdout.on('data', (chunk) => {
        told += chunk
      })
      let said = ''
      child.stderr.on('data', (chunk) => {
        said += chunk
      })
      const timer = setTimeout(() => child.kill('SIGINT'), after)
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
      clearTimeout(timer)
      expect(said).not.toMatch(/\bat \S+:\d+:\d+/)
      if (code === 0) return stopped
      // What a shell reports as 130.
      expect([130, 'SIGINT']).toContain(code ?? signal)
      stopped += 1
      // A Node that is just ending can still be killed; by then all is stored, and told.
      expect([after, rowsOf(join(home, db)) > 0]).toEqual([after, told !== ''])
    }
  }

  /** Customers in a shop that is opened once more; its hot journal is rolled back by that. */
  function rowsOf(path: string): number {
    if (!existsSync(path)) return 0
    const db = new Database(path)
    try {
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      return db.prepare('SELECT count(*) FROM customer').pluck().get() as number
    } finally {
      db.close()
    }
  }

  test('in an import at any moment leaves nothing of it, or all of it and tells so', {
    timeout: 240_000,
  }, async () => {
    expect(aftersales('export', 'all', '--out', join(home, 'all'))).toMatchObject({ status: 0 })
    expect(await interrupted('again.db', 'import', 'all', join(home, 'all'))).toBeGreaterThan(3)
    expect(await interrupted('once.db', 'import', 'sales', join(home, 'sales.csv'))).toBeGreaterThan(3)
  })
})
