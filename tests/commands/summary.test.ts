// The summary of a period: its days, and its figures from what was stored.
import { existsSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SummaryDocument } from '../../src/ui/view/summary.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const summary = (world: FakeWorld, ...flags: string[]) =>
  runJson<SummaryDocument>(['summary', ...flags], world)

describe('the period', () => {
  test.each([
    [[], '2026-11-15', '2026-11-21'],
    [['--period', 'week'], '2026-11-15', '2026-11-21'],
    [['--period', 'month'], '2026-11-01', '2026-11-21'],
    [['--period', 'quarter'], '2026-10-01', '2026-11-21'],
    [['--period', 'year'], '2026-01-01', '2026-11-21'],
    [['--period', 'all'], '2026-11-21', '2026-11-21'],
    [['--from', '1.11', '--to', '15.11'], '2026-11-01', '2026-11-15'],
    [['--from', '2026-11-10'], '2026-11-10', '2026-11-21'],
    [['--to', '2026-11-30'], '2026-11-21', '2026-11-21'],
  ])('%j', async (flags, from, to) => {
    const world = fakeWorld()
    expect(await summary(world, ...flags)).toMatchObject({ from, to })
    expect(existsSync(world.db)).toBe(false)
  })

  test('of everything begins with the first sale or call', async () => {
    const world = fakeWorld()
    await runJson(['sale', 'add', '--customer', 'Anna', '--item', 'Cream', '--date', '2025-03-01'], world)
    expect(await summary(world, '--period', 'all')).toMatchObject({ from: '2025-03-01', to: '2026-11-21' })
    expect(await summary(world, '--to', '2025-03-05')).toMatchObject({ from: '2025-03-01', to: '2025-03-05' })
  })

  test.each([
    [['--period', 'fortnight'], 'choice'],
    [['--from', '31.02.2026'], 'day'],
    [['--from', '2026-12-01'], 'future'],
    [['--from', '2026-11-10', '--to', '2026-11-09'], 'period'],
    [['--period', 'week', '--from', '2026-11-10'], 'together'],
  ])('%j is wrong', async (flags, why) => {
    expect(await runError(['summary', ...flags], fakeWorld())).toMatchObject({ exit: 2, params: { why } })
  })
})

describe('a week', () => {
  let world: FakeWorld
  const at = (moment: string, ...line: string[]) => {
    world.setClock(moment)
    return runJson(line, world)
  }

  beforeEach(async () => {
    world = fakeWorld()
    const sell = ['--item', 'Cream @1000']
    await at(
      '2026-11-16T10:00:00+03:00',
      'sale',
      'add',
      '--customer',
      'Anna',
      '--phone',
      '89160000001',
      ...sell,
    )
    await at(
      '2026-11-16T11:00:00+03:00',
      'sale',
      'add',
      '--customer',
      'Boris',
      '--phone',
      '89160000002',
      ...sell,
    )
    await at('2026-11-17T10:00:00+03:00', 'log', 'Anna', '--outcome', 'no-answer')
    await at(
      '2026-11-18T09:00:00+03:00',
      'log',
      'Anna',
      '--outcome',
      'talked',
      '--csat',
      '5',
      '--nps',
      '9',
      '--minutes',
      '6',
    )
    await at(
      '2026-11-18T12:00:00+03:00',
      'log',
      'Boris',
      '--outcome',
      'talked',
      '--csat',
      '2',
      '--minutes',
      '3',
    )
    await at('2026-11-19T12:00:00+03:00', 'log', 'Boris', '--outcome', 'message-sent', '--channel', 'chat')
    // Sold on the 10th and entered on the 20th: nobody could have called in time.
    const late = ['--customer', 'Vera', '--date', '2026-11-10', '--item', 'Cream @500']
    await at('2026-11-20T12:00:00+03:00', 'sale', 'add', ...late)
    world.setClock('2026-11-21T09:00:00+03:00')
  })

  test('in figures', async () => {
    expect(await summary(world)).toEqual({
      ...{ from: '2026-11-15', to: '2026-11-21' },
      contacts: { total: 4, talks: 2, attempts: 1, messages: 1 },
      reach: { share: 2 / 3, talks: 2, attempts: 3 },
      firstCall48h: { share: 0.5, made: 1, due: 2, enteredLate: 0 },
      nps: {
        value: null,
        n: 1,
        promoters: 1,
        passives: 0,
        detractors: 0,
        low: null,
        high: null,
        margin: null,
      },
      csat: { share: 0.5, n: 2, satisfied: 1, low: expect.any(Number), high: expect.any(Number) },
      aht: { meanMinutes: 4.5, medianMinutes: 4.5, n: 2 },
      sales: { count: 2, revenueMinor: 200_000, currency: 'RUB' },
    })
  })

  test('leaves out what was entered too late, and says how much', async () => {
    const { firstCall48h, sales } = await summary(world, '--period', 'month')
    expect(firstCall48h).toEqual({ share: 0.5, made: 1, due: 2, enteredLate: 1 })
    expect(sales).toMatchObject({ count: 3, revenueMinor: 250_000 })
  })

  test('counts a deadline only once it is over', async () => {
    const early = await summary(world, '--as-of', '2026-11-18T10:30:00+03:00')
    expect(early.firstCall48h).toEqual({ share: 1, made: 1, due: 1, enteredLate: 1 })
  })

  test('counts a returned sale as none, and its money as gone', async () => {
    await runJson(['sale', 'return', '#2'], world)
    expect(await summary(world)).toMatchObject({
      firstCall48h: { share: 1, made: 1, due: 1 },
      sales: { count: 1, revenueMinor: 100_000 },
    })
  })

  test.each([
    ['en', 80],
    ['en', 40],
    ['ru', 80],
    ['ru', 40],
  ] as const)('fits the screen in %s at %i columns', async (lang, columns) => {
    world.env.AFTERSALES_LANG = lang
    world.env.COLUMNS = String(columns)
    const { out } = await runLine(['summary'], world)
    const lines = out.trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(24)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
    expect(out).toMatch(lang === 'en' ? /1 of 2/ : /1 из 2/)
  })
})
