// The table of loyal customers: who is in it, in which order, and that no spreadsheet computes a name.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const HEAD =
  'id,external_id,name,phone,stage,purchases,first_purchase,last_purchase,spent,currency,nps,do_not_call'

/** Once: 1 day; Twice: 2 days; Thrice: 3 days; Rich: 3 days and more money; Friend bought for Thrice. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  const rows = [
    ['1', 'Once', '8 916 000 00 01', '2026-11-01', '100'],
    ['2', '=Twice', '8 916 000 00 02', '2026-10-01', '50'],
    ['2', '=Twice', '8 916 000 00 02', '2026-11-01', '50.5'],
    ['3', 'Thrice', '', '2026-09-01', '10'],
    ['3', 'Thrice', '', '2026-10-01', '10'],
    ['3', 'Thrice', '', '2026-11-01', '10'],
    ['4', 'Rich', '', '2026-09-01', '1000'],
    ['4', 'Rich', '', '2026-10-01', '1000'],
    ['4', 'Rich', '', '2026-11-01', '1000'],
  ]
  const path = join(world.home, 'sales.csv')
  const text = rows.map((row) => `${row.join(',')},Cream`).join('\n')
  writeFileSync(path, `customer_id,customer,phone,date,amount,product\n${text}\n`)
  await runJson(['import', 'sales', path], world)
  const friend = [
    'sale',
    'add',
    '--customer',
    'Friend',
    '--new',
    '--item',
    'Cream',
    '--referred-by',
    'Thrice',
  ]
  await runJson(friend, world)
  return world
}

test('holds regular customers and better, the highest step first, then who spent most', async () => {
  const world = await shop()
  await runJson(['log', '=Twice', '--outcome', 'refused'], world)
  const { code, out } = await runLine(['export', 'loyal'], world)
  expect(code).toBe(0)
  expect(out.split('\r\n')).toEqual([
    HEAD,
    '3,3,Thrice,,advocate,3,2026-09-01,2026-11-01,30.00,RUB,,no',
    '4,4,Rich,,loyal,3,2026-09-01,2026-11-01,3000.00,RUB,,no',
    "2,2,'=Twice,+79160000002,regular,2,2026-10-01,2026-11-01,100.50,RUB,,yes",
    '',
  ])
})

test('in JSON gives the rows as they are', async () => {
  const world = await shop()
  const { customers } = await runJson<{ customers: object[] }>(['export', 'loyal'], world)
  expect(customers[2]).toEqual({
    ...{ id: 2, externalId: '2', name: '=Twice', phone: '+79160000002', stage: 'regular', purchases: 2 },
    ...{ firstPurchase: '2026-10-01', lastPurchase: '2026-11-01', spentMinor: 10_050, currency: 'RUB' },
    ...{ nps: null, doNotCall: false },
  })
})

test('can be taken at an earlier day', async () => {
  const world = await shop()
  const { customers } = await runJson<{ customers: object[] }>(
    ['export', 'loyal', '--as-of', '2026-10-15'],
    world,
  )
  expect(customers).toMatchObject([
    { name: 'Rich', stage: 'regular', purchases: 2, spentMinor: 200_000 },
    { name: 'Thrice', stage: 'regular', purchases: 2 },
  ])
})

test('goes to a private file, and replaces none unasked', async () => {
  const world = await shop()
  const out = join(world.home, 'loyal.csv')
  expect(await runLine(['export', 'loyal', '--out', out], world)).toMatchObject({
    ...{ code: 0, out: `3 customers are in ${out}.\n` },
  })
  expect(statSync(out).mode & 0o777).toBe(0o600)
  expect(readFileSync(out, 'utf8').startsWith(HEAD)).toBe(true)

  writeFileSync(out, 'mine')
  expect(await runError(['export', 'loyal', '--out', out], world)).toMatchObject({
    exit: 3,
    code: 'file.exists',
  })
  expect(readFileSync(out, 'utf8')).toBe('mine')
  expect((await runLine(['export', 'loyal', '--out', out, '--force'], world)).code).toBe(0)
  expect(readFileSync(out, 'utf8').startsWith(HEAD)).toBe(true)
  expect(readdirSync(world.home).filter((name) => name.includes('part'))).toEqual([])
})

test('touches no file but its own', async () => {
  const world = await shop()
  const out = join(world.home, 'loyal.csv')
  writeFileSync(`${out}.part`, 'mine')
  expect((await runLine(['export', 'loyal', '--out', out], world)).code).toBe(0)
  expect(readFileSync(`${out}.part`, 'utf8')).toBe('mine')
  // A folder of that name: the draft is written, cannot take the name, and goes.
  const folder = join(world.home, 'folder')
  mkdirSync(folder)
  expect(await runError(['export', 'loyal', '--out', folder, '--force'], world)).toMatchObject({
    code: 'file.unwritable',
  })
  expect(readdirSync(world.home).filter((name) => name.includes('part'))).toEqual(['loyal.csv.part'])
})

test('never takes the place of the shop, by whatever path it is named', async () => {
  const world = await shop()
  const before = readFileSync(world.db)
  const link = join(world.home, 'link.csv')
  symlinkSync(world.db, link)
  const away = join(world.home, 'away')
  symlinkSync(world.home, away)
  const roundabout = `${world.home}/../${basename(world.home)}/shop.db`
  for (const out of [world.db, `${world.db}-journal`, link, join(away, 'shop.db'), roundabout]) {
    expect(await runError(['export', 'loyal', '--out', out, '--force'], world)).toMatchObject({
      ...{ exit: 3, code: 'file.exists', params: { path: out } },
    })
  }
  expect(readFileSync(world.db)).toEqual(before)
  const empty = fakeWorld()
  expect(await runError(['export', 'loyal', '--out', empty.db], empty)).toMatchObject({ code: 'file.exists' })
  expect(existsSync(empty.db)).toBe(false)
})

test('says which file it cannot write', async () => {
  const world = await shop()
  const out = join(world.home, 'none', 'loyal.csv')
  expect(await runError(['export', 'loyal', '--out', out], world)).toMatchObject({
    ...{ exit: 3, code: 'file.unwritable', params: { path: out } },
  })
})

test('of an empty shop is a table without rows, and makes no shop', async () => {
  const world = fakeWorld()
  expect(await runLine(['export', 'loyal', '--quiet'], world)).toMatchObject({ code: 0, out: `${HEAD}\r\n` })
  expect(existsSync(world.db)).toBe(false)
})
