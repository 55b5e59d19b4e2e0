// What is told when something fails after a change was stored: never that nothing was.
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { asAppError } from '../src/store/sqlite-error.ts'
import { type FakeWorld, fakeWorld, runJson } from './fixture.ts'

const SELL = ['sale', 'add', '--customer', 'Анна', '--item', 'Крем @1490']

/** Runs a line whose answer cannot be given, for a reason with this code. */
async function failing(
  world: FakeWorld,
  code: string,
  ...args: string[]
): Promise<{ code: number; err: string }> {
  const stderr = new PassThrough()
  let err = ''
  stderr.on('data', (data) => {
    err += data
  })
  const stdout = Object.assign(new PassThrough(), {
    isTTY: false,
    write: () => {
      throw Object.assign(new Error(code), { code })
    },
  })
  const streams = { stdout, stderr } as unknown as Pick<FakeWorld, 'stdout' | 'stderr'>
  return { code: await run(args, { ...world, ...streams }), err }
}

test.each([
  'SQLITE_CORRUPT',
  'SQLITE_IOERR_READ',
  'SQLITE_BUSY',
  'SQLITE_FULL',
])('a sale after which %s happens is told as stored', async (code) => {
  const world = fakeWorld()
  const ended = await failing(world, code, ...SELL)
  expect(ended.code).toBe(3)
  expect(ended.err).toContain('What you entered is stored')
  expect(ended.err).toContain('aftersales history')
  const { sales } = await runJson<{ sales: unknown[] }>(['sale', 'list'], world)
  expect(sales).toHaveLength(1)
})

test('so is one after which the program itself is at fault', async () => {
  const world = fakeWorld()
  const ended = await failing(world, 'ODD', ...SELL)
  expect(ended.code).toBe(1)
  expect(ended.err).toContain('This is a bug')
  expect(ended.err).toContain('was stored before it')
  expect(ended.err).not.toContain('Nothing of this command was stored')
  const json = await failing(world, 'ODD', ...SELL, '--json')
  expect(JSON.parse(json.err)).toMatchObject({ error: { code: 'bug', params: { stored: true } } })
})

test('but where nothing was to be stored, it is as it was', async () => {
  const world = fakeWorld()
  await runJson(SELL, world)
  expect((await failing(world, 'SQLITE_CORRUPT', 'sale', 'list')).err).toContain('is damaged')
  expect((await failing(world, 'ODD', 'sale', 'list')).err).toContain('Nothing of this command was stored')
})

test.each([
  ['SQLITE_IOERR_DIR_FSYNC', 'db.unsure'],
  ['SQLITE_IOERR_WRITE', 'db.diskError'],
  ['SQLITE_IOERR', 'db.diskError'],
  ['SQLITE_CANTOPEN', 'db.cannotOpen'],
])('%s is told as %s', (code, told) => {
  expect(asAppError(Object.assign(new Error(code), { code }), 'shop.db')).toMatchObject({ code: told })
})
