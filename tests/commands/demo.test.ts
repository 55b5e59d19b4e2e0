// The demo shop: every kind of touch on its list, at any hour and date, and never in a shop that is there.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { CASE_KINDS } from '../../src/domain/case.ts'
import { TOUCH_KINDS } from '../../src/domain/touch.ts'
import { readDemo } from '../../src/exchange/demo.ts'
import { Store } from '../../src/store/store.ts'
import { LANGS } from '../../src/ui/i18n/index.ts'
import type { DemoDocument } from '../../src/ui/view/demo.ts'
import { launcherOf } from '../../src/world.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

/** Makes a demo shop in a file of its own and returns what it answers with --json. */
async function make(world: FakeWorld, ...args: string[]): Promise<DemoDocument> {
  return runJson<DemoDocument>(['demo', '--db', join(world.home, 'demo.db'), ...args], world)
}

function open(world: FakeWorld): Store {
  return new Store(join(world.home, 'demo.db'), 'read', () => world.clock(), world.zone)
}

describe('its morning', () => {
  test.each(LANGS)('shows everything there is to show (%s)', async (lang) => {
    const world = fakeWorld({ lang })
    const { due } = await make(world)
    const all = await runJson<DemoDocument['due']>(
      ['due', '--all', '--db', join(world.home, 'demo.db')],
      world,
    )
    const named = (name: RegExp) => all.calls.find(({ customer }) => name.test(customer.name))

    const kinds = new Set([...all.calls, ...all.messages, ...all.noPhone].map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual([...TOUCH_KINDS].sort())
    expect(due.calls.map(({ kind }) => kind)).toEqual([
      'delivery',
      'promise',
      'case',
      'callback',
      'first-use',
    ])
    expect(all.calls.slice(0, 7).map(({ tier }) => tier)).toEqual([1, 1, 1, 1, 2, 2, 3])
    expect(all.calls[4]?.reason.code).toBe('first-use.ends-today')
    expect(all.calls[5]?.reason.code).toBe('first-use.hours-left')
    expect(all.calls[6]).toMatchObject({ overdue: true, attempts: 1 })
    expect(all.calls.map(({ reason }) => reason.code)).toEqual(
      expect.arrayContaining([
        'reorder.runs-out',
        'win-back.first',
        'win-back.second',
        'check-in.first',
        'check-in.again',
      ]),
    )
    expect(all.messages).toHaveLength(2)
    expect(all.noPhone).toHaveLength(2)
    expect(all.promises.map(({ kind }) => kind)).toEqual(['delivery', 'other'])
    // One of somebody who is not to be called.
    expect(all.cases.map(({ state }) => state)).toEqual(['answered', 'unanswered'])
    expect(new Set(all.calls.map(({ channel }) => channel))).toEqual(new Set(['phone', 'chat']))
    expect(due.more).toBeGreaterThan(5)

    const unhappy = named(/Галина|Galina/)
    expect(unhappy?.avoid.length).toBeGreaterThan(1)
    expect(named(/Оксана|Oksana/)).toBeUndefined()
    // Talked to three days ago: the promise alone breaks the quiet.
    expect(named(/Наталья|Natalia/)?.kind).toBe('promise')
    expect(named(/Ирина|Irina/)?.hints.length).toBe(2)
  })

  test('is the same whenever it is made anew', async () => {
    const [one, two] = [fakeWorld(), fakeWorld()]
    expect((await make(one)).due).toEqual((await make(two)).due)
  })

  test.each([
    ['just after midnight', '2026-11-21T00:01:00+03:00', 'Europe/Moscow'],
    ['just before midnight', '2026-11-21T23:59:00+03:00', 'Europe/Moscow'],
    ['on the first of a month', '2026-12-01T09:00:00+03:00', 'Europe/Moscow'],
    ['on a leap day', '2028-02-29T09:00:00+03:00', 'Europe/Moscow'],
    ['on the day the clocks go forward', '2026-03-29T09:00:00+02:00', 'Europe/Berlin'],
    ['west of everybody', '2026-11-21T09:00:00-11:00', 'Pacific/Pago_Pago'],
  ])('holds %s', async (_, now, zone) => {
    const world = fakeWorld({ now, zone })
    const { due } = await make(world)
    expect(due.calls.map(({ kind }) => kind)).toEqual([
      'delivery',
      'promise',
      'case',
      'callback',
      'first-use',
    ])
    const store = open(world)
    expect(store.wronglyPlanned()).toEqual([])
    expect(store.zone.name).toBe(zone)
    const later = store.db.prepare(
      `SELECT 'sale', id FROM sale WHERE sold_at > :now UNION ALL SELECT 'contact', id FROM contact WHERE at > :now
       UNION ALL SELECT 'case', id FROM service_case WHERE opened_at > :now
       UNION ALL SELECT 'step', id FROM case_step WHERE at > :now`,
    )
    expect(later.all({ now: new Date(world.clock()).toISOString() })).toEqual([])
    store.close()
  })
})

describe('its file', () => {
  test('is the one named, for the owner alone', async () => {
    const world = fakeWorld()
    const { db } = await make(world)
    expect(db).toBe(join(world.home, 'demo.db'))
    expect(statSync(db).mode & 0o777).toBe(0o600)
  })

  test('is a new one in a new folder of its own when none is named, even beside a shop', async () => {
    const world = fakeWorld()
    const temporary = join(world.home, 'tmp')
    mkdirSync(temporary)
    vi.stubEnv('TMPDIR', temporary)
    try {
      const [one, two] = [
        await runJson<DemoDocument>(['demo'], world),
        await runJson<DemoDocument>(['demo'], world),
      ]
      expect(one.db).not.toBe(two.db)
      expect(dirname(dirname(one.db))).toBe(temporary)
      expect([statSync(dirname(one.db)).mode & 0o777, statSync(one.db).mode & 0o777]).toEqual([0o700, 0o600])
    } finally {
      vi.unstubAllEnvs()
    }
    expect(existsSync(world.db)).toBe(false)
  })

  test('is never one that is there', async () => {
    const world = fakeWorld({ lang: 'ru' })
    await runLine(['sale', 'add', '--customer', 'Анна', '--item', 'Крем @100'], world)
    writeFileSync(join(world.home, 'notes.txt'), 'mine')
    for (const file of [world.db, join(world.home, 'notes.txt')]) {
      const before = readFileSync(file)
      expect(await runError(['demo', '--db', file], world)).toMatchObject({ exit: 3, code: 'file.exists' })
      expect(readFileSync(file).equals(before)).toBe(true)
    }
    const { err } = await runLine(['demo', '--db', world.db], world)
    expect(err).not.toContain('--force')
    expect(readdirSync(world.home).sort()).toEqual(['notes.txt', 'shop.db'])
  })
})

describe('what it says', () => {
  const linesOf = (out: string) =>
    out
      .split('\n')
      .filter((line) => /^ {4}\S/.test(line))
      .map((line) => line.trim())

  test('names commands that work when pasted', async () => {
    const world = fakeWorld({ lang: 'ru' })
    const db = join(world.home, 'demo.db')
    const { out, code } = await runLine(['demo', '--db', db, '--as-of', '2026-11-21', '--lang', 'en'], world)
    expect(code).toBe(0)
    expect(out).toContain(db)
    // Nothing that writes may be pasted without --db: it would go into her real shop.
    const named = `aftersales --db ${db} --as-of 2026-11-21 --lang en`
    for (const [name] of out.replaceAll('\n', ' ').matchAll(/aftersales .{99}/g))
      expect(name).toContain(named)
    const lines = linesOf(out).filter((line) => line.startsWith(named))
    expect(lines).toHaveLength(6)
    for (const line of lines) {
      if (/ (call|sale add)$/.test(line)) continue
      const args = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word).slice(1)
      expect(await runLine(args, world), line).toMatchObject({ code: 0, err: '' })
    }
  })

  test.each([
    'aftersales',
    'npm start --',
    'npx aftersales',
  ])('names the program as it was started: %s', async (launcher) => {
    const world = { ...fakeWorld(), launcher }
    const db = join(world.home, 'my demo.db')
    const { out } = await runLine(['demo', '--db', db], world)
    expect(out).toContain(`${launcher} --db "${db}" due --all --why`)
  })

  test('knows how it was started', () => {
    const file = '/home/anna/aftersales/bin/aftersales.js'
    const started = (script: string, event?: string) =>
      launcherOf(script, { npm_lifecycle_event: event }, '/home/anna/aftersales')
    expect(started(file, 'start')).toBe('npm start --')
    expect(started('/usr/lib/node_modules/aftersales/bin/aftersales.js', 'npx')).toBe('npx aftersales')
    expect(started('/usr/bin/aftersales')).toBe('aftersales')
    expect(started('C:\\npm\\node_modules\\aftersales\\bin\\aftersales.js')).toBe('aftersales')
    expect(started(file)).toBe('node bin/aftersales.js')
  })
})

describe('its data', () => {
  test.each(LANGS)('is whole in %s, and fictional', (lang) => {
    const { products, customers, sales, contacts, cases } = readDemo(lang)
    expect([products.length, customers.length]).toEqual([13, 25])
    expect(sales.length).toBeGreaterThan(60)
    for (const { name } of [...products, ...customers]) {
      expect(/\p{Script=Cyrillic}/u.test(name)).toBe(lang === 'ru')
    }
    for (const { phone } of customers) expect(phone ?? '+79000000000').toMatch(/^\+790000000\d\d$/)
    for (const { daysAgo } of [...sales, ...contacts]) expect(daysAgo).toBeGreaterThan(0)
    expect(contacts.filter(({ note }) => note !== null).length).toBeGreaterThan(20)
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(CASE_KINDS))
    expect(new Set(cases.flatMap(({ steps }) => steps.length))).toContain(0)
  })

  test('says the same in both languages', () => {
    const [en, ru] = LANGS.map(readDemo)
    const said = (shop: typeof en) => [
      ...(shop?.products ?? []).map(({ tips }) => tips.length),
      ...(shop?.customers ?? []).map(({ note }) => note !== null),
      ...(shop?.promises ?? []).map(({ what }) => what !== ''),
      ...(shop?.contacts ?? []).map(({ note, reason }) => [note !== null, reason !== null].join()),
      ...(shop?.cases ?? []).map(({ asked, steps }) =>
        [asked !== null, ...steps.map((step) => step.text !== null)].join(),
      ),
    ]
    expect(said(ru)).toEqual(said(en))
  })
})
