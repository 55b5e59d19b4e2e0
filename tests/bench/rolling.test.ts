// Rounds of calls inside a known past: whom an order may call, and what counts as a hit.
import { describe, expect, test } from 'vitest'
import type { Worth } from '../../src/domain/rank.ts'
import { type Bought, daysUntil } from './past.ts'
import { type PastShop, shopWith } from './past-shop.ts'
import { ordersOf, roundsBefore, sumOf, tallyOf } from './rolling.ts'

const DAY = 20_000

function bought(customer: string, day: number, amountMinor = 1000): Bought {
  return { customer, day: DAY + day, product: 'goods', quantity: 1, amountMinor, lastsDays: null }
}

describe('a round of calls', () => {
  const lives = daysUntil(
    [bought('a', 0), bought('a', 13, 300), bought('b', 14), bought('c', 6), bought('c', 6, 50)],
    Infinity,
  )
  const round = { from: DAY, weeks: 1, calls: 2, gap: 28, hit: 14 }
  const met = (order: string[], other = {}) => tallyOf(() => order, lives, { ...round, ...other })

  test('calls the first of an order; a hit is a purchase from that day on until the last day of the window', () => {
    expect(met(['a', 'b', 'c'])).toEqual({ calls: 2, hits: 1, spentMinor: 1300 })
    expect(met(['c'])).toEqual({ calls: 1, hits: 1, spentMinor: 1050 })
    expect(met(['b'])).toEqual({ calls: 1, hits: 0, spentMinor: 0 })
    expect(met(['b'], { hit: 15 }).hits).toBe(1)
    expect(met(['a'], { from: DAY + 1 }).spentMinor).toBe(300)
  })

  test('calls nobody twice within the gap, and everybody again after it', () => {
    expect(met(['a', 'b', 'c'], { weeks: 2 }).calls).toBe(3)
    expect(met(['a'], { weeks: 4 }).calls).toBe(1)
    expect(met(['a'], { weeks: 5 }).calls).toBe(2)
    expect(met(['a'], { weeks: 3, gap: 14 })).toMatchObject({ calls: 2, hits: 1 })
  })

  test('may begin on each of some days, and all are counted together', () => {
    const rounds = roundsBefore({ ...round, from: DAY + 1 }, 3)
    expect(rounds.map(({ from }) => from - DAY)).toEqual([1, 0, -1])
    const sum = sumOf(rounds.map((each) => tallyOf(() => ['a'], lives, each)))
    expect(sum).toEqual({ calls: 3, hits: 3, spentMinor: 300 + 1300 + 1000 })
  })
})

describe('the orders', () => {
  const worth = (value: number, chance: number) => ({ value, chance }) as Worth
  const shop: Pick<PastShop, 'listOn' | 'worthsOn'> = {
    listOn: () => ['c', 'a'],
    worthsOn: () =>
      new Map([
        ['a', worth(1, 0.9)],
        ['b', worth(3, 0.5)],
        ['c', worth(2, 0.1)],
      ]),
  }
  const past = [bought('a', 0), bought('a', 3), bought('b', 8), bought('c', 5), bought('c', 20)]
  const orders = ordersOf(shop, past)
  const named = (wanted: string) => {
    const order = orders.find(({ name }) => name === wanted)
    return [order?.everybody(DAY + 10), order?.due(DAY + 10)]
  }

  test('are of everybody, and of those alone to whom a call is due', () => {
    expect(named('our list')).toEqual([
      ['b', 'c', 'a'],
      ['c', 'a'],
    ])
    expect(named('our chance alone')).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
    ])
    expect(named('most recent')).toEqual([
      ['b', 'c', 'a'],
      ['c', 'a'],
    ])
  })

  test('know of no purchase of that day or later', () => {
    const later = ordersOf(shop, [...past, bought('c', 10)]).find(({ name }) => name === 'most recent')
    expect(later?.everybody(DAY + 10)[0]).toBe('b')
    expect(later?.everybody(DAY + 11)[0]).toBe('c')
  })
})

test('in a real shop the list of a morning is the order of our value among those who are due', () => {
  const days = [0, 21, 44, 60, 90, 118]
  const past = Array.from({ length: 30 }, (_, i) =>
    days.slice(0, 1 + (i % 6)).map((day) => bought(`c${i}`, day + i, 1000 + 37 * i)),
  ).flat()
  const shop = shopWith(past, DAY + 160)
  const [ours] = ordersOf(shop, past)
  const [everybody, due] = [ours?.everybody(DAY + 130) ?? [], ours?.due(DAY + 130) ?? []]
  expect(everybody).toHaveLength(30)
  expect(due.length).toBeGreaterThan(10)
  expect(due.length).toBeLessThan(30)
  expect(due).toEqual(everybody.filter((customer) => due.includes(customer)))
  shop.close()
})
