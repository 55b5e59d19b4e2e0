// loyal: who is listed and in which order, why, what the filters let through, and what is said of nobody.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LoyalDocument } from '../../src/ui/view/loyal.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const list = (world: FakeWorld, ...flags: string[]) => runJson<LoyalDocument>(['loyal', ...flags], world)
const names = ({ customers }: LoyalDocument) => customers.map(({ name }) => name)

/** A table of sales: name, day, amount. */
async function sold(world: FakeWorld, rows: readonly [name: string, day: string, amount: string][]) {
  const path = join(world.home, 'sales.csv')
  const lines = rows.map(([name, day, amount]) => `${name},${name},${day},${amount},Cream`)
  writeFileSync(path, `customer_id,customer,date,amount,product\n${lines.join('\n')}\n`)
  await runJson(['import', 'sales', path], world)
}

/** Somebody on every step, with every risk. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  await sold(world, [
    ['Once', '2026-11-10', '100'],
    ['Called', '2026-11-10', '900'],
    ['Twice', '2026-10-01', '50'],
    ['Twice', '2026-11-01', '50.5'],
    ['Angry', '2026-09-01', '70'],
    ['Angry', '2026-10-01', '70'],
    ['Angry', '2026-11-01', '70'],
    ['Gone', '2026-01-01', '5000'],
    ['Gone', '2026-02-01', '5000'],
    ['Gone', '2026-03-01', '5000'],
    ['Poor', '2026-09-01', '10'],
    ['Poor', '2026-10-01', '10'],
    ['Poor', '2026-11-01', '10'],
    ['Rich', '2026-09-01', '1000'],
    ['Rich', '2026-10-01', '1000'],
    ['Rich', '2026-11-01', '1000'],
    ['Friendly', '2026-09-01', '1'],
    ['Friendly', '2026-10-01', '1'],
    ['Friendly', '2026-11-01', '1'],
  ])
  await runJson(['customer', 'edit', 'Once', '--referred-by', 'Friendly'], world)
  await runJson(['customer', 'add', 'Nothing'], world)
  await runJson(['log', 'Called', '--outcome', 'talked', '--at', '2026-11-12'], world)
  await runJson(
    ['log', 'Angry', '--outcome', 'talked', '--at', '2026-11-13', '--nps', '2', '--reason', 'Too late'],
    world,
  )
  await runJson(['log', 'Poor', '--outcome', 'refused', '--at', '2026-11-14'], world)
  return world
}

describe('the list', () => {
  test('holds regular customers and better, the highest step first, then who spent most', async () => {
    const world = await shop()
    const document = await list(world)
    expect(names(document)).toEqual(['Friendly', 'Rich', 'Poor', 'Gone', 'Angry', 'Twice'])
    expect(document.total).toBe(6)
    expect(document.customers.map(({ stage, risk }) => `${stage} ${risk}`)).toEqual([
      'advocate none',
      'loyal none',
      'loyal none',
      'regular lapsed',
      'regular at-risk',
      'regular none',
    ])
  })

  test('in JSON tells all that is known, with every criterion', async () => {
    const world = await shop()
    const [angry] = (await list(world, '--risk', 'at-risk')).customers
    const { criteria, ...rest } = angry as LoyalDocument['customers'][number]
    expect(rest).toEqual({
      ...{ id: 4, externalId: 'Angry', name: 'Angry', phone: null, stage: 'regular', risk: 'at-risk' },
      ...{ purchases: 3, firstPurchase: '2026-09-01', lastPurchase: '2026-11-01', spentMinor: 21_000 },
      ...{ nps: 2, npsReason: 'Too late', referred: 0, doNotCall: false },
      nextTouch: { kind: 'case', from: '2026-11-21' },
    })
    expect(criteria.map(({ code, stage, met }) => [code, stage, met])).toEqual([
      ['talked', 'trying', true],
      ['purchaseDays', 'regular', true],
      ['devoted', 'loyal', true],
      ['content', 'loyal', false],
      ['active', 'loyal', true],
      ['referred', 'advocate', false],
      ['forgave', null, false],
      ['silence', null, true],
    ])
    expect((await list(world)).currency).toBe('RUB')
  })

  test.each([
    [
      ['--stage', 'loyal'],
      ['Rich', 'Poor'],
    ],
    [
      ['--stage', 'new,Trying'],
      ['Called', 'Once', 'Nothing'],
    ],
    [
      ['--stage', 'advocate', '--stage', 'loyal'],
      ['Friendly', 'Rich', 'Poor'],
    ],
    [
      ['--risk', 'lapsed, at-risk'],
      ['Gone', 'Angry'],
    ],
    [['--stage', 'loyal', '--risk', 'lapsed'], []],
  ])('%j lets through %j', async (flags, expected) => {
    const world = await shop()
    expect(names(await list(world, ...flags))).toEqual(expected)
  })

  test('agrees with the card of each', async () => {
    const world = await shop()
    const everybody = await list(world, '--stage', 'new,trying,regular,loyal,advocate')
    expect(everybody.total).toBe(9)
    for (const { id, stage, risk, criteria, purchases, spentMinor } of everybody.customers) {
      const card = await runJson<object>(['customer', 'show', `#${id}`], world)
      expect(card).toMatchObject({ stage, risk, criteria, purchases, spentMinor })
    }
  })

  test('at an earlier moment is the list of that time', async () => {
    const world = await shop()
    const then = await list(world, '--as-of', '2026-10-15')
    expect(names(then)).toEqual(['Gone', 'Rich', 'Angry', 'Poor', 'Friendly'])
    expect(then.customers.map(({ purchases }) => purchases)).toEqual([3, 2, 2, 2, 2])
    for (const { id, stage, risk } of then.customers) {
      const card = await runJson<object>(['customer', 'show', `#${id}`, '--as-of', '2026-10-15'], world)
      expect(card).toMatchObject({ stage, risk })
    }
  })

  test('on a screen is a table', async () => {
    const world = await shop()
    const { out } = await runLine(['loyal'], world)
    expect(out).toBe(`\
 #  Name      Stage               Bought    Spent  0–10  Last time
#8  Friendly  advocate                 3       ₽3        1 Nov 2026
#7  Rich      loyal                    3   ₽3,000        1 Nov 2026
#6  Poor      loyal, do not call       3      ₽30        1 Nov 2026
#5  Gone      regular, lapsed          3  ₽15,000        1 Mar 2026
#4  Angry     regular, at risk         3     ₽210     2  1 Nov 2026
#3  Twice     regular                  2  ₽100.50        1 Nov 2026
`)
  })

  test('with --why says what each did and what is missing', async () => {
    const world = await shop()
    const { out } = await runLine(['loyal', '--why', '--risk', 'at-risk'], world)
    expect(out).toBe(`\
Angry  #4  regular, at risk
  trying    ✓ a talk since the first purchase – Fri 13 Nov
  regular   ✓ 3 days of purchase, the last – Sun 1 Nov
  loyal     ✓ 3 days of purchase (3 needed), latest answer – 2/10
            – unhappy since Fri 13 Nov (2/10): put that right first
            ✓ 20 days since the last purchase, the step holds up to 120
  advocate  – nobody recommended has bought yet
  rhythm    ✓ 20 days without a purchase; a worry after 46
  “Too late”
  Next: case, today
`)
  })

  test('asks nobody to be called who refused it', async () => {
    const world = await shop()
    await runJson(['log', 'Gone', '--outcome', 'refused'], world)
    const { out } = await runLine(['loyal', '--why', '--risk', 'lapsed'], world)
    expect(out).toBe(`\
Gone  #5  regular, lapsed, do not call
  trying    – no talk since the first purchase yet
  regular   ✓ 3 days of purchase, the last – Sun 1 Mar
  loyal     ✓ 3 days of purchase (3 needed), not asked for a 0–10 yet
            ✓ not unhappy, no score yet
            – 265 days since the last purchase, and the step holds only up to
              120
  advocate  – nobody recommended has bought yet
  rhythm    – 265 days without a purchase; a worry after 45 already
`)
  })

  test('in Russian, on a narrow screen', async () => {
    const world = await shop()
    Object.assign(world.env, { AFTERSALES_LANG: 'ru', COLUMNS: '40' })
    const { out } = await runLine(['loyal', '--why', '--risk', 'at-risk'], world)
    expect(out).toBe(`\
Angry  #4  постоянный, может уйти
  пробует
    ✓ 1 разговор после первой покупки,
      последний – пт, 13 ноября
  постоянный
    ✓ 3 дня с покупками, последний – вс,
      1 ноября
  лояльный
    ✓ 3 дня с покупками (нужно 3),
      последняя оценка – 2/10
    – недовольство с пт, 13 ноября
      (2/10): сначала уладьте его
    ✓ с последней покупки 20 дней,
      ступень держится до 120
  советует вас
    – по рекомендации пока никто не
      купил
  ритм
    ✓ 20 дней без покупок, тревожно –
      после 46
  «Too late»
  Дальше: обращение, сегодня
`)
  })

  test('no line is wider than the screen', async () => {
    const world = await shop()
    for (const columns of [40, 60, 80]) {
      for (const lang of ['en', 'ru']) {
        Object.assign(world.env, { AFTERSALES_LANG: lang, COLUMNS: String(columns) })
        for (const flags of [['--why'], []]) {
          const { out } = await runLine(
            ['loyal', '--stage', 'new,trying,regular,loyal,advocate', ...flags],
            world,
          )
          const widest = Math.max(...out.split('\n').map((line) => line.length))
          expect(widest).toBeLessThanOrEqual(columns)
        }
      }
    }
  })
})

test('shows a page of twenty, everything with --all, and is whole as a document', async () => {
  const world = fakeWorld()
  const rows = Array.from({ length: 23 }, (_, i) => `C${String(i).padStart(2, '0')}`)
  await sold(
    world,
    rows.flatMap((name): [string, string, string][] => [
      [name, '2026-10-01', '1'],
      [name, '2026-11-01', '1'],
    ]),
  )
  const { out } = await runLine(['loyal'], world)
  expect(out.match(/^ *#\d+ /gm)).toHaveLength(20)
  expect(out.trimEnd().split('\n').at(-1)).toBe('… and 3 more: add --all')
  const why = (await runLine(['loyal', '--why'], world)).out
  expect(why.match(/^C\d\d {2}#/gm)).toHaveLength(20)
  expect(why).toContain('… and 3 more: add --all')
  const all = (await runLine(['loyal', '--all'], world)).out
  expect(all.match(/^ *#\d+ /gm)).toHaveLength(23)
  expect(all).not.toContain('more')
  // Who spent the same comes in order of entry.
  expect(names(await list(world))).toEqual(rows)
  expect((await list(world)).total).toBe(23)
})

test('a name drives no terminal, nor does what was said', async () => {
  const world = fakeWorld()
  await sold(world, [
    ['Eve\u001b[31m\u202e', '2026-10-01', '1'],
    ['Eve\u001b[31m\u202e', '2026-11-01', '1'],
  ])
  await runJson(['log', '#1', '--outcome', 'talked', '--nps', '9', '--reason', 'a\u001b[2Jb\u202e'], world)
  for (const line of [['loyal'], ['loyal', '--why'], ['loyal', '--json'], ['customer', 'show', '#1']]) {
    const { code, out } = await runLine(line, world)
    expect(code).toBe(0)
    expect(out).toContain('Eve')
    expect(out).not.toMatch(/[\u001b\u202e]/)
  }
})

describe('of nobody', () => {
  test('an empty shop says how to begin, and makes no shop', async () => {
    const world = fakeWorld()
    expect(await runLine(['loyal'], world)).toMatchObject({
      ...{ code: 0, out: 'No customers yet. Add the first: aftersales customer add\n' },
    })
    expect(await list(world)).toEqual({ customers: [], total: 0, currency: 'RUB' })
    expect(existsSync(world.db)).toBe(false)
  })

  test('a shop without regulars says what makes one, a filter that nobody fits how to see all', async () => {
    const world = fakeWorld()
    await sold(world, [['Once', '2026-11-10', '100']])
    expect((await runLine(['loyal'], world)).out.replaceAll('\n', ' ')).toBe(
      'No regular customers yet: a purchase on a second day makes the first. Who is on the way: aftersales loyal --stage new,trying ',
    )
    expect((await runLine(['loyal', '--stage', 'advocate'], world)).out.replaceAll('\n', ' ')).toBe(
      'Nobody fits. The whole ladder: aftersales loyal --stage new,trying,regular,loyal,advocate ',
    )
  })
})

describe('what is wrong with the line', () => {
  test.each([
    [['--stage', 'gold'], '--stage', 'gold', ['new', 'trying', 'regular', 'loyal', 'advocate']],
    [['--stage', 'loyal,gold'], '--stage', 'gold', ['new', 'trying', 'regular', 'loyal', 'advocate']],
    [['--stage', ''], '--stage', '', ['new', 'trying', 'regular', 'loyal', 'advocate']],
    [['--risk', 'high'], '--risk', 'high', ['none', 'at-risk', 'lapsed']],
  ])('%j names the flag, the value and the choices', async (flags, field, value, options) => {
    expect(await runError(['loyal', ...flags], fakeWorld())).toMatchObject({
      ...{ exit: 2, code: 'input.invalid', params: { field, value, why: 'choice', options } },
    })
  })

  test('an unknown option is told with the nearest, in both languages', async () => {
    const world = fakeWorld()
    expect(await runLine(['loyal', '--stages', 'loyal'], world)).toMatchObject({
      ...{ code: 2, err: 'There is no option --stages here.\nHint: did you mean --stage?\n' },
    })
    world.env.AFTERSALES_LANG = 'ru'
    expect((await runLine(['loyal', '--stage', 'золото'], world)).err).toBe(
      '--stage: «золото» выбрать нельзя.\nПодсказка: можно: new, trying, regular, loyal или advocate\n',
    )
  })
})
