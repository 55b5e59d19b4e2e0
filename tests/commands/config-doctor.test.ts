// config doctor: finds what was spoilt by hand, goes on working meanwhile, and proposes what mends it.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type FakeWorld, fakeWorld, runJson, runLine } from '../fixture.ts'
import { withDatabase } from '../personal.ts'

interface Line {
  check: string
  state: string
  found: string
  params: Record<string, unknown>
}

async function shop(settings: Record<string, unknown>): Promise<FakeWorld> {
  const world = fakeWorld()
  await runJson(['sale', 'add', '--customer', 'Anna', '--phone', '89161234567', '--item', 'Cream'], world)
  withDatabase(world, (db) => {
    const put = db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
    for (const [key, value] of Object.entries(settings)) put.run(key, JSON.stringify(value))
  })
  return world
}

async function examine(world: FakeWorld) {
  const { code, out } = await runLine(['config', 'doctor', '--json'], world)
  const { checks, sound } = JSON.parse(out) as { checks: Line[]; sound: boolean }
  return { code, sound, marked: checks.filter(({ state }) => state !== 'ok') }
}

test('finds nothing where nothing was touched, and makes no file', async () => {
  const world = fakeWorld()
  expect(await examine(world)).toEqual({ code: 0, sound: true, marked: [] })
  expect(existsSync(world.db)).toBe(false)
})

describe('a setting that cannot be', () => {
  test.each([
    ['timeZone', 'Mars/Base', 'UTC'],
    ['region', 'ZZ', 'RU'],
    ['callHours', '21:00-09:00', '09:00-21:00'],
    ['daysOff', 'mon,tue,wed,thu,fri,sat,sun', '""'],
    ['hush.days', 'ten', 10],
    ['keepInTouch.everyDays', 0, 56],
    ['cap.contacts', -3, 3],
    ['unhappy.csatAtMost', 1e300, 2],
  ])('%s = %s', async (key, value, counts) => {
    const world = await shop({ [key]: value })
    const { code, sound, marked } = await examine(world)
    expect({ code, sound }).toEqual({ code: 3, sound: false })
    expect(marked).toMatchObject([
      {
        check: 'settings',
        state: 'problem',
        found: 'spoilt',
        params: { key, value: JSON.stringify(value), counts },
      },
    ])
    // Her morning is not lost over it.
    expect((await runLine(['due'], world)).code).toBe(0)
    expect((await runLine(['sale', 'add', '--customer', '#1', '--item', 'Cream'], world)).code).toBe(0)
    const { out } = await runLine(['config', 'doctor'], world)
    const [, typed = ''] = /aftersales (config set .*)/.exec(out) ?? []
    const words = typed.split(' ').map((word) => word.replaceAll('"', ''))
    expect((await runLine(words, world)).code).toBe(0)
    expect(await examine(world)).toEqual({ code: 0, sound: true, marked: [] })
  })
})

test('a step that comes after the next is a problem, a gap is worth a look', async () => {
  const order = await examine(await shop({ 'checkIn.opensAfterDays': 20, 'firstUse.closesAfterDays': 19 }))
  expect(order).toMatchObject({ code: 3, marked: [{ check: 'cadence', state: 'problem', found: 'order' }] })
  const gap = await shop({ 'winBack.silenceDays': 60 })
  expect(await examine(gap)).toMatchObject({ code: 0, marked: [{ state: 'warning', found: 'winBackFirst' }] })
  const { out } = await runLine(['config', 'doctor'], gap)
  expect(out).toContain('reorder.unknownClosesAfterDays (120) comes after')
  expect(out).toContain('\n  aftersales config set winBack.silenceDays 120\n')
})

test('a change that brings a contradiction says so at once', async () => {
  const world = fakeWorld()
  const set = async (...typed: string[]) => (await runLine(['config', 'set', ...typed], world)).out
  expect(await set('firstUse.closesAfterDays', '5')).toContain('aftersales config doctor')
  // Nothing new: the gap was there.
  expect(await set('hush.days', '7')).not.toContain('config doctor')
  expect(await set('checkIn.opensAfterDays', '6')).not.toContain('config doctor')
})

describe('texts', () => {
  const texts = async (world: FakeWorld, text: string) => {
    writeFileSync(join(world.home, 'shop.messages.json'), text)
    return examine(world)
  }
  test('with a place nobody knows are named by line', async () => {
    const world = fakeWorld()
    const { code, marked } = await texts(world, '{\n "en": {\n  "thanks": "Hi {{nmae}}"\n }\n}')
    expect({ code, marked }).toMatchObject({
      code: 3,
      marked: [{ check: 'texts', found: 'broken', params: { line: 3 } }],
    })
    expect((await runLine(['config', 'doctor'], world)).out).toContain('{{nmae}}')
  })
  test('in another language only, or without the name they hold', async () => {
    const { code, marked } = await texts(fakeWorld(), '{"ru":{"thanks":"Спасибо, {{shop}}"}}')
    expect(code).toBe(0)
    expect(marked.map(({ found }) => found)).toEqual(['nameless', 'otherLanguage'])
  })
  test('of questions are looked at like those of messages', async () => {
    const world = fakeWorld()
    expect(await texts(world, '{\n "en": {\n  "ask.reorder": [\n   "How much?", 5]\n }\n}')).toMatchObject({
      code: 3,
      marked: [{ check: 'texts', found: 'broken', params: { line: 4 } }],
    })
    const other = await texts(world, '{"ru":{"ask.reorder":[]}}')
    expect(other).toMatchObject({
      code: 0,
      marked: [{ found: 'otherLanguage', params: { kinds: 'ask.reorder' } }],
    })
    expect(await texts(world, '{"en":{"ask.reorder":[],"askTip":"How about {{tip}}?"}}')).toMatchObject({
      code: 0,
      marked: [],
    })
    expect((await runLine(['config', 'doctor'], world)).code).toBe(0)
  })
})

test.each(['en', 'ru'] as const)('the other doctor sends her here in %s', async (lang) => {
  const world = await shop({ 'hush.days': 'ten' })
  world.env.AFTERSALES_LANG = lang
  const { code, out } = await runLine(['doctor'], world)
  expect(code).toBe(3)
  expect(out).toContain('aftersales config doctor')
})
