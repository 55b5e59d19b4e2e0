// Settings: listed with their defaults, changed within sense, and every plan with them.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { policyKeys } from '../../src/domain/policy.ts'
import { setSetting } from '../../src/store/setting.ts'
import { Store } from '../../src/store/store.ts'
import { en } from '../../src/ui/i18n/en/index.ts'
import type { Setting } from '../../src/ui/view/setting.ts'
import { fakeWorld, runError, runJson, runLine } from '../fixture.ts'

test('lists every setting and makes no shop', async () => {
  const world = fakeWorld()
  const { settings } = await runJson<{ settings: Setting[] }>(['config', 'list'], world)
  const plain = settings.map(({ key, value, default: usual }) => ({ key, value, default: usual }))
  expect(plain.slice(0, 8)).toEqual([
    { key: 'timeZone', value: 'Europe/Moscow', default: 'Europe/Moscow' },
    { key: 'region', value: 'RU', default: 'RU' },
    { key: 'currency', value: 'RUB', default: 'RUB' },
    { key: 'shopName', value: '', default: '' },
    { key: 'callHours', value: '09:00-21:00', default: '09:00-21:00' },
    { key: 'daysOff', value: '', default: '' },
    { key: 'bonus', value: 'off', default: 'off' },
    { key: 'language', value: 'auto', default: 'auto' },
  ])
  expect(plain.slice(8)).toEqual([...policyKeys()].map(([key, value]) => ({ key, value, default: value })))
  expect(existsSync(world.db)).toBe(false)
})

test('explains every group', () => {
  const groups = new Set([...policyKeys().keys()].map((key) => key.split('.')[0] ?? ''))
  expect(Object.keys(en.setting.group).sort()).toEqual(['shop', ...groups].sort())
})

test.each([
  'en',
  'ru',
] as const)('tells of every setting what it is and what it can be in %s', async (lang) => {
  const world = fakeWorld({ lang })
  const { settings } = await runJson<{ settings: Setting[] }>(['config', 'list'], world)
  const list = (await runLine(['config', 'list'], world)).out.replace(/\s+/g, ' ')
  expect(new Set(settings.map(({ about }) => about)).size).toBeGreaterThan(65)
  for (const { key, type, least, most, options, about, allowed } of settings) {
    expect(about, key).not.toMatch(/setting\.|^$/)
    expect(list, key).toContain(about)
    const isNumber = type === 'whole' || type === 'number'
    expect([least !== null, most !== null], key).toEqual([isNumber, isNumber])
    if (isNumber) expect(allowed, key).toMatch(new RegExp(` ${least} .* ${most}$`))
    const choices: Record<string, string[]> = {
      ...{ bonus: ['off', 'points', 'percent'], language: ['auto', 'en', 'ru'] },
    }
    expect(options, key).toEqual(choices[key] ?? null)
    expect(type === 'choice', key).toBe(key in choices)
  }
  const { out } = await runLine(['config', 'get', 'checkIn.dueAfterDays'], world)
  expect(out).toContain('14')
  expect(out).toMatch(/8 (to|до) 35/)
})

test('is told by its neighbours how far a number may go', async () => {
  const world = fakeWorld()
  await runJson(['config', 'set', 'checkIn.closesAfterDays', '40'], world)
  expect(await runJson(['config', 'get', 'checkIn.dueAfterDays'], world)).toMatchObject({
    setting: { type: 'whole', least: 8, most: 40 },
  })
})

test('mends one that was spoilt by hand, though it counts as its default', async () => {
  const world = fakeWorld()
  const store = new Store(world.db, 'write', world.clock, world.zone)
  setSetting(store.db, 'hush.days', 'ten')
  store.close()
  expect(await runJson(['config', 'set', 'hush.days', '10'], world)).toMatchObject({
    setting: { value: 10 },
    was: 'ten',
  })
})

test('marks what was changed', async () => {
  const world = fakeWorld()
  expect((await runLine(['config', 'set', 'hush.days', '7'], world)).out).toBe(
    'hush.days is now 7 (before: 10). All plans are renewed.\n',
  )
  expect(await runJson(['config', 'get', 'HUSH.DAYS'], world)).toEqual({
    setting: {
      ...{ key: 'hush.days', value: 7, default: 10, type: 'whole', least: 0, most: 3650, options: null },
      allowed: 'a whole number from 0 to 3650',
      about: 'days after a talk without routine calls',
    },
  })
  const { out } = await runLine(['config', 'list'], world)
  expect(out).toMatch(/hush\.days +7 {2}days after a talk without routine calls \(by default 10\)/)
  expect(out.match(/by default/g)).toHaveLength(1)
})

test('shows no hidden character of a file that somebody else has edited', async () => {
  const world = fakeWorld()
  const store = new Store(world.db, 'write', world.clock, world.zone)
  setSetting(store.db, 'region', 'R\u001b[31m\u202eU')
  store.close()
  const { out } = await runLine(['config', 'get', 'region'], world)
  expect(out).toContain('R[31mU')
  expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})

test('replans everybody', async () => {
  const world = fakeWorld()
  await runJson(['sale', 'add', '--customer', 'Anna', '--phone', '89161234567', '--item', 'Cream'], world)
  const before = await runJson<{ touches: { kind: string; opens: string }[] }>(
    ['customer', 'show', '#1'],
    world,
  )
  await runJson(['config', 'set', 'checkIn.opensAfterDays', '10'], world)
  const after = await runJson<typeof before>(['customer', 'show', '#1'], world)
  const opens = ({ touches }: typeof before) => touches.find(({ kind }) => kind === 'check-in')?.opens
  expect([opens(before), opens(after)]).toEqual(['2026-11-29', '2026-12-01'])
  const store = new Store(world.db, 'read', world.clock, 'UTC')
  expect(store.wronglyPlanned()).toEqual([])
  store.close()
})

describe('values', () => {
  test.each([
    ['timeZone', 'europe/samara', 'Europe/Samara'],
    ['timeZone', 'Asia/Yekaterinburg', 'Asia/Yekaterinburg'],
    ['region', 'kz', 'KZ'],
    ['currency', 'kzt', 'KZT'],
    ['cap.contacts', '5', 5],
    ['loyalty.atRiskIntervals', '1,75', 1.75],
    ['timeBox.minutesPerCall', '2.5', 2.5],
    ['hush.days', '0', 0],
  ])('%s %s', async (key, typed, value) => {
    const world = fakeWorld()
    expect(await runJson(['config', 'set', key, typed], world)).toMatchObject({ setting: { key, value } })
    expect(await runJson(['config', 'get', key], world)).toMatchObject({ setting: { key, value } })
  })

  test.each([
    ['timeZone', 'Europe/Nowhere'],
    ['timeZone', '+03:00'],
    ['region', 'XX'],
    ['currency', 'XYZ'],
    ['currency', 'rubles'],
    ['hush.days', '−1'],
    ['hush.days', '1.5'],
    ['hush.days', 'ten'],
    ['hush.days', '99999'],
    ['unhappy.csatAtMost', '6'],
    ['keepInTouch.everyDays', '0'],
    ['checkIn.closesAfterDays', '10'],
    ['checkIn.opensAfterDays', '15'],
  ])('%s cannot be %s', async (key, value) => {
    const world = fakeWorld()
    expect(await runError(['config', 'set', key, value], world)).toMatchObject({
      ...{ exit: 2, code: 'input.invalid', params: { why: 'setting', field: key, value } },
    })
    expect(existsSync(world.db)).toBe(false)
  })

  test('are told what they could be', async () => {
    const { err } = await runLine(['config', 'set', 'checkIn.dueAfterDays', '50'], fakeWorld())
    expect(err).toContain('a whole number from 8 to 35')
  })
})

test('an unknown one suggests the nearest', async () => {
  const world = fakeWorld()
  expect(await runError(['config', 'set', 'hushdays', '7'], world)).toMatchObject({
    ...{ exit: 2, code: 'setting.unknown', params: { key: 'hushdays', suggestion: 'hush.days' } },
  })
  expect(await runError(['config', 'get', 'timezon'], world)).toMatchObject({
    params: { suggestion: 'timeZone' },
  })
})

describe('the currency', () => {
  test('stays once there is money in it', async () => {
    const world = fakeWorld()
    await runJson(['sale', 'add', '--customer', 'Anna', '--item', 'Cream @100'], world)
    const before = readFileSync(world.db)
    expect(await runError(['config', 'set', 'currency', 'EUR'], world)).toMatchObject({
      ...{ exit: 3, code: 'setting.currencyInUse', params: { currency: 'RUB', value: 'EUR' } },
    })
    expect(readFileSync(world.db).equals(before)).toBe(true)
    expect((await runLine(['config', 'set', 'currency', 'RUB'], world)).out).toBe(
      'currency is RUB already.\n',
    )
  })
  test('may change under prices only where its minor unit is the same share', async () => {
    const world = fakeWorld()
    await runJson(['product', 'add', 'Cream', '--price', '100'], world)
    expect(await runJson(['config', 'set', 'currency', 'EUR'], world)).toMatchObject({
      setting: { value: 'EUR' },
    })
    expect(await runError(['config', 'set', 'currency', 'JPY'], world)).toMatchObject({ exit: 3 })
  })
})

test('points switched on say at once what they are worth', async () => {
  const world = fakeWorld()
  const percent = await runLine(['config', 'set', 'bonus', 'percent'], world)
  expect(percent.out).toContain('Points are on: 5% of what is paid, a point is worth ₽1, they never expire.')
  expect(percent.out).toContain('aftersales config set bonus.percent 3')
  await runLine(['config', 'set', 'bonus.expiresDays', '90'], world)
  const { out } = await runLine(['config', 'set', 'bonus', 'points'], world)
  expect(out.replace(/\s+/g, ' ')).toContain(
    '1 for each ₽100, a point is worth ₽1, they expire after 90 days.',
  )
  expect((await runLine(['config', 'set', 'bonus', 'off'], world)).out).not.toContain('Points are on')
})

test.each([
  ['callHours', '8–20.30', '08:00-20:30'],
  ['daysOff', 'Суббота, вс', 'sat,sun'],
  ['daysOff', 'sunday', 'sun'],
  ['daysOff', 'нет', ''],
])('%s %s is kept as %s', async (key, typed, kept) => {
  const world = fakeWorld()
  await runJson(['config', 'set', 'daysOff', 'mon'], world)
  const { setting } = await runJson<{ setting: Setting }>(['config', 'set', key, typed], world)
  expect(setting.value).toBe(kept)
})

test.each([
  ['callHours', '21-9'],
  ['daysOff', 'someday'],
  ['daysOff', 'mon tue wed thu fri sat sun'],
])('%s %s is refused', async (key, typed) => {
  expect(await runError(['config', 'set', key, typed], fakeWorld())).toMatchObject({
    exit: 2,
    code: 'input.invalid',
  })
})
