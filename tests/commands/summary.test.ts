// The summary of a period: its days, and its figures from what was stored.
import { existsSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { Seller } from './seller.ts'

const summary = (world: FakeWorld, ...flags: string[]) =>
  runJson<SummaryDocument>(['summary', ...flags], world)

const NO_NPS = {
  value: null,
  n: 0,
  promoters: 0,
  passives: 0,
  detractors: 0,
  low: null,
  high: null,
  margin: null,
}
const NO_CSAT = { share: null, n: 0, satisfied: 0, low: null, high: null }
const NOBODY = { n: 0, bought: 0, share: null, low: null, high: null }
const NO_SECOND = [30, 60, 90].map((days) => ({ days, ...NOBODY }))
const NO_EFFECT = [30, 60, 90].flatMap((days) =>
  ['within48h', 'later', 'notCalled'].map((called) => ({ days, called, ...NOBODY })),
)
const FACTORS = ['fulfilment', 'responsiveness', 'assurance', 'empathy', 'tangibles']
const NO_GRADE = {
  ...{ value: null, band: null, n: 0, weakest: null },
  factors: FACTORS.map((factor, i) => ({ factor, weight: i === 0 ? 6 : 1, n: 0, mean: null, score: null })),
}
const NO_PROMISES = { share: null, kept: 0, due: 0, late: 0, partly: 0, broken: 0, open: 0 }

const NOTHING = {
  contacts: { total: 0, talks: 0, attempts: 0, messages: 0 },
  reach: { share: null, talks: 0, attempts: 0 },
  firstCall48h: { share: null, made: 0, due: 0, enteredLate: 0 },
  ...{ nps: NO_NPS, csat: NO_CSAT, grade: NO_GRADE },
  aht: { meanMinutes: null, medianMinutes: null, n: 0 },
  sales: { count: 0, revenueMinor: 0, currency: 'RUB' },
  fcr: { share: null, resolved: 0, cases: 0, pending: 0 },
  replyTime: { medianHours: null, n: 0 },
  promises: NO_PROMISES,
}

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
    [['--from', '1.11', '--to', '30.11'], '2026-11-01', '2026-11-21'],
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
    [['--period', 'all', '--compare'], 'together'],
  ])('%j is wrong', async (flags, why) => {
    expect(await runError(['summary', ...flags], fakeWorld())).toMatchObject({ exit: 2, params: { why } })
  })

  test('is told what it does not go with', async () => {
    const { message } = await runError(['summary', '--period', 'all', '--compare'], fakeWorld())
    expect(message).toBe('--compare does not go together with --period all.')
  })
})

test('a shop in which nothing happened has every figure, and none of them a number', async () => {
  const world = fakeWorld()
  expect(await summary(world, '--compare')).toEqual({
    ...{ from: '2026-11-15', to: '2026-11-21', ...NOTHING },
    names: { callBack: [], thank: [], askForName: [] },
    ...{ secondPurchase: NO_SECOND, callEffect: NO_EFFECT, cohorts: [], byProduct: [] },
    wordOfMouth: { good: 0, bad: 0 },
    trend: [{ from: '2026-11-15', to: '2026-11-21', nps: NO_NPS, csat: NO_CSAT }],
    shop: {
      ...{ customers: 0, purchases: 0, repeatRate: null, medianIntervalDays: null },
      ...{ averageOrderMinor: null, topFifthShare: null, currency: 'RUB' },
    },
    complaintsByFactor: [],
    openCases: { open: 0, unanswered: 0 },
    previous: { from: '2026-11-08', to: '2026-11-14', ...NOTHING },
    changes: { nps: null, csat: null, reach: null, firstCall48h: null },
  })
  expect(existsSync(world.db)).toBe(false)
})

describe('a week', () => {
  let world: FakeWorld

  beforeEach(async () => {
    world = fakeWorld()
    const seller = new Seller(world)
    await seller.sell('2026-11-16 10:00', 'Anna', 'Cream @1000', '--phone', '89160000001')
    await seller.sell('2026-11-16 11:00', 'Boris', 'Cream @1000', '--phone', '89160000002')
    await seller.log('2026-11-17 10:00', 'Anna', 'no-answer')
    await seller.talk('2026-11-18 09:00', 'Anna', 'csat=5', 'nps=9', 'minutes=6', 'factor=fulfilment=4')
    await seller.talk('2026-11-18 12:00', 'Boris', 'csat=2', 'minutes=3', 'reason=Too greasy')
    await seller.log('2026-11-19 12:00', 'Boris', 'message-sent', 'channel=chat')
    await seller.talk('2026-11-19 13:00', 'Boris', 'channel=in-person', 'minutes=30', 'direction=in')
    // Sold on the 10th and entered on the 20th: nobody could have called in time.
    await seller.sell('2026-11-20 12:00', 'Vera', 'Cream @500', '--date', '2026-11-10')
    world.setClock('2026-11-21T09:00:00+03:00')
  })

  test('in figures', async () => {
    const csat = { share: 0.5, n: 2, satisfied: 1, low: expect.any(Number), high: expect.any(Number) }
    const nps = { ...NO_NPS, n: 1, promoters: 1 }
    const [fulfilment, ...others] = NO_GRADE.factors
    expect(await summary(world)).toEqual({
      ...{ from: '2026-11-15', to: '2026-11-21' },
      contacts: { total: 5, talks: 3, attempts: 1, messages: 1 },
      reach: { share: 2 / 3, talks: 2, attempts: 3 },
      firstCall48h: { share: 0.5, made: 1, due: 2, enteredLate: 0 },
      ...{ nps, csat },
      aht: { meanMinutes: 4.5, medianMinutes: 4.5, n: 2 },
      grade: {
        ...{ value: 7.5, band: 'again', n: 1, weakest: { factor: 'fulfilment', mean: 4, reason: null } },
        factors: [{ ...fulfilment, n: 1, mean: 4, score: 0.75 }, ...others],
      },
      sales: { count: 2, revenueMinor: 200_000, currency: 'RUB' },
      names: {
        callBack: [
          {
            ...{ id: 2, name: 'Boris', phone: '+79160000002', at: '2026-11-18T12:00:00+03:00' },
            ...{ nps: null, csat: 2, reason: 'Too greasy', referred: 0 },
          },
        ],
        thank: [],
        askForName: [
          {
            ...{ id: 1, name: 'Anna', phone: '+79160000001', at: '2026-11-18T09:00:00+03:00' },
            ...{ nps: 9, csat: 5, reason: null, referred: 0 },
          },
        ],
      },
      ...{ secondPurchase: NO_SECOND, callEffect: NO_EFFECT },
      cohorts: [{ month: '2026-11', customers: 2, second: NO_SECOND }],
      ...{ byProduct: [], wordOfMouth: { good: 2, bad: 0 } },
      trend: [
        { from: '2026-11-08', to: '2026-11-14', nps: NO_NPS, csat: NO_CSAT },
        { from: '2026-11-15', to: '2026-11-21', nps, csat },
      ],
      shop: {
        ...{ customers: 2, purchases: 2, repeatRate: 0, medianIntervalDays: null },
        ...{ averageOrderMinor: 100_000, topFifthShare: 0.2, currency: 'RUB' },
      },
      fcr: { share: null, resolved: 0, cases: 0, pending: 1 },
      replyTime: { medianHours: null, n: 0 },
      promises: NO_PROMISES,
      complaintsByFactor: [{ factor: null, n: 1, share: 1 }],
      openCases: { open: 1, unanswered: 0 },
      ...{ previous: null, changes: null },
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
      shop: { customers: 1, averageOrderMinor: 100_000 },
      cohorts: [{ customers: 1 }],
    })
  })

  test('looked at in its middle counts nothing that came later, the same day neither', async () => {
    await runJson(['sale', 'return', '#1'], world)
    const then = await summary(world, '--as-of', '2026-11-18T10:00:00+03:00')
    expect(then).toMatchObject({
      ...{ from: '2026-11-12', to: '2026-11-18' },
      contacts: { total: 2, talks: 1, attempts: 1, messages: 0 },
      csat: { n: 1, satisfied: 1 },
      // Boris answered at noon, and Anna gave her cream back on the 21st.
      names: { callBack: [], thank: [], askForName: [{ name: 'Anna' }] },
      sales: { count: 2, revenueMinor: 200_000 },
      shop: { customers: 2 },
      trend: [{ csat: { n: 0 } }, { from: '2026-11-12', to: '2026-11-18', csat: { n: 1 } }],
    })
    const atNoon = await summary(world, '--as-of', '2026-11-18T12:00:00+03:00')
    expect(atNoon).toMatchObject({ contacts: { total: 3 }, names: { callBack: [{ name: 'Boris' }] } })
    // Anna had been called in time, whatever came of her cream.
    const next = await summary(world, '--as-of', '2026-11-19')
    expect(next.firstCall48h).toMatchObject({ made: 1, due: 2 })
    const before = await summary(world, '--as-of', '2026-11-16T10:59:59+03:00', '--from', '16.11')
    expect(before).toMatchObject({ sales: { count: 1 }, shop: { customers: 1 }, cohorts: [{ customers: 1 }] })
    const long = await summary(world, '--as-of', '2026-11-01', '--period', 'all')
    expect(long).toMatchObject({ from: '2026-11-01', to: '2026-11-01', ...NOTHING })
  })

  test('is compared with the week before', async () => {
    const { previous, changes } = await summary(world, '--compare')
    expect(previous).toEqual({
      ...{ from: '2026-11-08', to: '2026-11-14' },
      ...NOTHING,
      firstCall48h: { ...NOTHING.firstCall48h, enteredLate: 1 },
      sales: { count: 1, revenueMinor: 50_000, currency: 'RUB' },
    })
    expect(changes).toEqual({ nps: null, csat: null, reach: null, firstCall48h: null })
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
    if (columns === 80) expect(lines.length).toBeLessThanOrEqual(23)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
    expect(out).toMatch(lang === 'en' ? /1 of 2/ : /1 из 2/)
    const { out: all } = await runLine(['summary', '--all-details'], world)
    expect(all.length).toBeGreaterThan(out.length)
  })
})

describe('answers', () => {
  /** So many customers, each of whom answers once, a minute apart, from 10:00 on the 18th or another day. */
  async function answered(seller: Seller, answers: readonly string[], day = '2026-11-18', first = 1) {
    for (const [i, answer] of answers.entries()) {
      const name = `Customer ${first + i}`
      const phone = `8916000${String(first + i).padStart(4, '0')}`
      await seller.at(`${day} 09:00`, 'customer', 'add', name, '--phone', phone)
      await seller.talk(`${day} 10:${String(i).padStart(2, '0')}`, `#${first + i}`, answer)
    }
    seller.world.setClock('2026-11-21T09:00:00+03:00')
  }

  test('that all detract are −100, bounded there, and each is somebody to call back', async () => {
    const seller = new Seller(fakeWorld())
    await answered(seller, Array<string>(10).fill('nps=0'))
    const { nps, names, wordOfMouth } = await summary(seller.world)
    expect(nps).toMatchObject({ value: -100, n: 10, detractors: 10, low: -100 })
    expect(nps.high).toBeLessThan(-40)
    expect(names.callBack.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(wordOfMouth).toEqual({ good: 0, bad: 100 })
  })

  test('are compared where both weeks have ten', async () => {
    const seller = new Seller(fakeWorld())
    await answered(seller, Array<string>(10).fill('csat=2'), '2026-11-10')
    await answered(seller, Array<string>(10).fill('csat=5'), '2026-11-17', 11)
    const { changes, previous, trend } = await summary(seller.world, '--compare')
    expect(previous).toMatchObject({ csat: { share: 0, n: 10 } })
    // 10/10 less 0/10: from 0.6075 (Newcombe 1998, table II, h).
    expect(changes).toEqual({
      ...{ nps: null, reach: { change: 0, margin: expect.closeTo(0.2775, 3), clear: false } },
      ...{ csat: { change: 1, margin: expect.closeTo(0.3925, 3), clear: true }, firstCall48h: null },
    })
    expect(trend.map(({ csat }) => csat.n)).toEqual([10, 10])
  })

  test('count once for each customer on 0–10, the latest of the period', async () => {
    const seller = new Seller(fakeWorld())
    await answered(seller, ['nps=10', 'nps=8'])
    await seller.talk('2026-11-19 10:00', '#1', 'nps=3')
    seller.world.setClock('2026-11-21T09:00:00+03:00')
    expect((await summary(seller.world)).nps).toMatchObject({ n: 2, passives: 1, detractors: 1 })
    const early = await summary(seller.world, '--to', '2026-11-18')
    expect(early.nps).toMatchObject({ n: 2, promoters: 1, passives: 1 })
  })
})

test.each([
  ['Pacific/Kiritimati', '+14:00'],
  ['Pacific/Pago_Pago', '-11:00'],
])('in %s a period goes from its first instant to its last', async (zone, offset) => {
  const world = fakeWorld({ zone, now: `2026-11-21T09:00:00${offset}` })
  const seller = new Seller(world, offset)
  const moments = [
    '2026-11-09T23:59:59.999',
    '2026-11-10T00:00:00',
    '2026-11-12T23:59:59.999',
    '2026-11-13T00:00:00',
  ]
  for (const [i, moment] of moments.entries()) {
    const at = `${moment}${offset}`
    await seller.sell('2026-11-21 09:00', `Customer ${i + 1}`, 'Cream @100', '--date', at)
    await seller.log('2026-11-21 09:00', `#${i + 1}`, 'talked', `csat=${i + 1}`, `at=${at}`)
  }
  const { csat, sales, contacts, cohorts, shop, names } = await summary(
    world,
    '--from',
    '10.11',
    '--to',
    '12.11',
  )
  expect({ csat, sales, contacts, cohorts, shop }).toMatchObject({
    ...{ csat: { n: 2, satisfied: 0 }, sales: { count: 2 }, contacts: { total: 2 } },
    ...{ cohorts: [{ month: '2026-11', customers: 2 }], shop: { customers: 2, purchases: 2 } },
  })
  // The first one waits since before, the fourth answered after.
  expect(names.callBack.map(({ id }) => id)).toEqual([1, 2])
  const days = await Promise.all(
    ['09.11', '10.11', '11.11', '12.11', '13.11'].map((day) => summary(world, '--from', day, '--to', day)),
  )
  expect(days.map(({ csat: { n }, sales: { count } }) => [n, count])).toEqual([
    ...[
      [1, 1],
      [1, 1],
      [0, 0],
      [1, 1],
      [1, 1],
    ],
  ])
})
