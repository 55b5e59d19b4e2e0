// Whatever a seller does, summaries and lists of what is stored with the plans say what is reckoned from the facts.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerRows, knownOf } from '../../src/commands/customer-document.ts'
import { firstDay, type Period } from '../../src/commands/period.ts'
import { summarize } from '../../src/commands/summary.ts'
import { dayText } from '../../src/domain/day.ts'
import { listCustomers } from '../../src/store/customer.ts'
import { FILES, FIRST, type Step, step } from './lines.ts'
import { OneShop } from './one-shop.ts'

const RUNS = Number(process.env.MODEL_RUNS ?? 30)

let shop: OneShop
beforeAll(async () => {
  shop = await OneShop.open('2026-11-21T13:00:00+03:00', FILES)
})
afterAll(() => shop.close())

const who = fc.constantFrom('#1', '#2', '#3')
const before = fc.constantFrom('2026-09-03', '2026-11-01', '2026-11-19', '2026-11-20', 'yesterday', 'today')

/** Beside all she types, what moves first calls, answers and deliveries to other days. */
const more: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: step },
  ...[
    fc.tuple(who, before).map(([id, day]) => `log ${id} --outcome talked --nps 2 --at ${day}`),
    fc
      .tuple(who, before, before)
      .map(([id, day, came]) => `sale add --customer ${id} --item Cream --date ${day} --delivered ${came}`),
    fc.constantFrom('1', '2').map((id) => `product edit ${id} --tip shake`),
    fc.constantFrom('1', '20', '70').map((hours) => `config set firstUse.dueAfterHours ${hours}`),
  ].map((line) => ({ weight: 1, arbitrary: line.map((text) => ({ run: text.split(' ') })) })),
)

/** Summaries of several periods as text, of what is stored and of the facts alone. */
function summaries(): { stored: string; reckoned: string } {
  const { store } = shop
  const today = store.zone.day(store.now)
  const first = firstDay(store)
  const periods = [
    [first ?? today, today],
    [today - 40, today - 5],
    [today, today],
  ] as const
  const text = () => {
    const told = periods.map(([from, to]) => {
      const period: Period = { kind: 'days', from, to }
      return summarize(store, { period, first, compare: true })
    })
    return JSON.stringify(told, null, 1)
  }
  const stored = text()
  const { changedAt } = store
  // To a moment before the last change nothing that is stored can answer.
  store.changedAt = Number.POSITIVE_INFINITY
  const reckoned = text()
  store.changedAt = changedAt
  return { stored, reckoned }
}

function compare(after: string): void {
  const { store } = shop
  // Before noon what comes today has not come as of now, though it is planned for.
  if (store.now < store.zone.noon(store.zone.day(store.now))) return
  const { stored, reckoned } = summaries()
  expect(stored, after).toBe(reckoned)
  for (const { id, stage, risk, purchases, lastPurchase } of customerRows(
    store,
    listCustomers(store.db, 99),
  )) {
    const { loyalty, days } = knownOf(store, id)
    const last = days.at(-1)
    expect({ stage, risk, purchases, lastPurchase }, after).toEqual({
      ...{ stage: loyalty.stage, risk: loyalty.risk, purchases: days.length },
      lastPurchase: last === undefined ? null : dayText(last),
    })
  }
}

test(
  'what is stored of each customer is never stale',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(more, { minLength: 4, maxLength: 16 }), async (steps) => {
        shop.begin()
        for (const line of FIRST) expect(await shop.run(...line)).toBe(null)
        for (const one of steps) {
          if ('wait' in one) shop.wait(one.wait)
          else if ('reopen' in one) shop.reopen()
          else await shop.run(...one.run)
          compare(JSON.stringify(one))
        }
        for (const hours of [72, 24 * 30]) {
          shop.wait(hours)
          compare(`${hours} hours`)
        }
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * 10_000,
)
