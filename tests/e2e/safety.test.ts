// Real processes side by side, and what lies in the folder afterwards: nothing lost, nobody kept waiting, nothing open.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { type FakeWorld, fakeWorld, runLine } from '../fixture.ts'

const BIN = join(import.meta.dirname, '../../bin/aftersales.js')
const NOW = '2026-11-21T09:00:00+03:00'

const environment = ({ home, db }: FakeWorld) => ({
  ...{ PATH: process.env.PATH, HOME: home, TMPDIR: home, LANG: 'en_GB.UTF-8', TZ: 'Europe/Moscow' },
  ...{ NO_COLOR: '1', AFTERSALES_DB: db, AFTERSALES_NOW: NOW },
})

async function run(args: readonly string[], world: FakeWorld) {
  const started = performance.now()
  const child = spawn(process.execPath, [BIN, ...args], {
    ...{ cwd: world.home, env: environment(world) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data) => {
    stdout += data
  })
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const [status] = (await once(child, 'close')) as [number]
  return { status, stdout, stderr, took: performance.now() - started }
}

const sell = (name: string) => ['sale', 'add', '--new', '--customer', name, '--item', 'Cream @100']

it('two terminals that sell at once lose no sale, and make one backup of the day', async () => {
  const world = fakeWorld({ now: '2026-11-20T09:00:00+03:00' })
  await runLine(sell('First'), world)
  const TIMES = 12
  const terminal = async (who: string) => {
    for (let n = 0; n < TIMES; n++) {
      const child = spawn(process.execPath, [BIN, ...sell(`${who} ${n}`)], {
        ...{ cwd: world.home, env: environment(world), stdio: ['ignore', 'ignore', 'inherit'] },
      })
      expect((await once(child, 'exit'))[0]).toBe(0)
    }
  }
  await Promise.all([terminal('A'), terminal('B')])
  const db = new Database(world.db, { readonly: true })
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect([count('sale'), count('customer'), count('command')]).toEqual([25, 25, 25])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  expect(readdirSync(join(world.home, 'backups')).sort()).toEqual([
    'shop-2026-11-21.db',
    'shop-2026-11-21.db.sha256',
  ])
}, 60_000)

it.each([
  'IMMEDIATE',
  'EXCLUSIVE',
])('while another program holds the file (%s), every change is refused in plain words within seven seconds', async (kind) => {
  const refused = async (day: string, ...line: string[]) => {
    const world = fakeWorld({ now: '2026-11-20T08:00:00+03:00' })
    await runLine(sell('First'), world)
    world.setClock(`2026-11-${day}T08:00:00+03:00`)
    await runLine(sell('Next'), world)
    const before = readdirSync(world.home, { recursive: true }).length
    const holder = new Database(world.db)
    holder.exec(`BEGIN ${kind}`)
    const { status, stdout, stderr, took } = await run(line, world)
    holder.exec('ROLLBACK')
    expect([line, status, stdout]).toEqual([line, 3, ''])
    expect(stderr).toMatch(/^Another aftersales is busy writing to .*\nHint: .*\n$/)
    // A busy machine may need seconds only to start the program, which is none of its waiting.
    const { took: start } = await run(['--version'], world)
    expect(took - start).toBeLessThan(7000)
    expect(holder.prepare('SELECT count(*) FROM sale').pluck().get()).toBe(2)
    holder.close()
    return readdirSync(world.home, { recursive: true }).length - before
  }
  const made = await Promise.all([
    refused('20', ...sell('Second')),
    refused('21', ...sell('Second')),
    refused('21', 'undo'),
    refused('21', 'restore', '1', '--yes'),
  ])
  // The first change of a day is refused after its backup, where reading goes on.
  expect(made).toEqual([kind === 'IMMEDIATE' ? 2 : 0, 0, 0, 0])
}, 60_000)

it.skipIf(process.platform === 'win32')(
  'under umask 000 a full tour leaves nothing that others could read',
  async () => {
    const world = fakeWorld()
    const inHome = (name: string) => join(world.home, name)
    const elsewhere = inHome('deep/er/shop.db')
    const umask = process.umask(0)
    try {
      writeFileSync(inHome('words'), 'correct horse battery\n', { mode: 0o600 })
      const good = 'customer,date,product,quantity,amount\nVera,2026-10-10,Soap,1,300\n'
      writeFileSync(inHome('sales.csv'), `${good}Vera,someday,Soap,1,300\n`, { mode: 0o600 })
      const tour: string[][] = [
        sell('Anna'),
        ['log', 'Anna', '--outcome', 'talked', '--nps', '9'],
        ['import', 'sales', inHome('sales.csv'), '--skip-bad'],
        ['undo'],
        ['redo'],
        ['backup'],
        ['backup', '--out', inHome('copy.db')],
        ['backup', '--passphrase-file', inHome('words')],
        ['restore', inHome('copy.db'), '--yes'],
        ['restore', '--back', '--yes'],
        ['export', 'loyal', '--out', inHome('loyal.csv')],
        ['export', 'sales', '--out', inHome('out.csv'), '--excel'],
        ['export', 'all', '--out', inHome('tables')],
        ['customer', 'show', '#1', '--export', inHome('anna.json')],
        ['customer', 'forget', '#1', '--yes'],
        ['doctor', '--fix'],
        [...sell('Boris'), '--db', elsewhere],
        ['demo', '--db', inHome('demo.db')],
      ]
      for (const line of tour) {
        const { code, err } = await runLine(line, world)
        expect([line, code, err.includes('Hint')]).toEqual([line, 0, false])
      }
      world.setClock('2026-11-22T09:00:00+03:00')
      await runLine(sell('Galina'), world)
    } finally {
      process.umask(umask)
    }
    const all = readdirSync(world.home, { recursive: true, withFileTypes: true })
    const open = all
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
    expect(all.length).toBeGreaterThan(25)
    expect(open.map((path) => relative(world.home, path))).toEqual([])
  },
  60_000,
)
