// Sales as purchases: what was kept, when the clock started, and what is no purchase at all.
import { describe, expect, test } from 'vitest'
import {
  anchorOf,
  keptOf,
  netQuantities,
  purchaseDays,
  purchasesOf,
  saleTotal,
} from '../../src/domain/sale.ts'
import { type Item, MOSCOW, Story } from './story.ts'

const purchasesIn = (story: Story) => purchasesOf(story.facts.sales, MOSCOW)

describe('the clock of a sale', () => {
  const anchor = (promised?: number, delivered?: number) => {
    const story = new Story().sale('0 15:00', {
      ...(promised === undefined ? {} : { promised }),
      ...(delivered === undefined ? {} : { delivered }),
    })
    const [sale] = story.facts.sales
    return sale && anchorOf(sale, MOSCOW)
  }
  const at = (moment: string) => new Story().at(moment)

  test('starts at the delivered day, else the promised day, else the sale', () => {
    expect(anchor()).toBe(at('0 15:00'))
    expect(anchor(5)).toBe(at('5 12:00'))
    expect(anchor(5, 3)).toBe(at('3 12:00'))
    expect(anchor(undefined, 3)).toBe(at('3 12:00'))
  })

  test('never before the sale itself', () => {
    expect(anchor(0)).toBe(at('0 15:00'))
    expect(anchor(5, 0)).toBe(at('0 15:00'))
    expect(anchor(-1)).toBe(at('0 15:00'))
  })
})

describe('what she bought', () => {
  const twoLines = [
    { product: 1, quantity: 2, lasts: 20 },
    { product: 2, quantity: 1 },
  ] as const satisfies Item[]

  test('is the net of what was sold and what came back', () => {
    const [sale] = new Story().sale(0, { items: [...twoLines] }).facts.sales
    const lines = sale?.lines ?? []
    const back = { ...lines[0], productId: 1, quantity: -1, amountMinor: -1, returnedAt: 1 }
    const [first] = lines
    if (!first) throw new Error('no line')
    expect(keptOf([...lines, { ...first, ...back }]).get(1)?.quantity).toBe(1)
    expect([...keptOf([...lines, { ...first, ...back, quantity: -2 }]).keys()]).toEqual([2])
    expect([...keptOf([...lines, first]).values()].map(({ quantity }) => quantity)).toEqual([4, 1])
  })

  test('fully returned sales and lone negative lines are no purchases, and make nobody known', () => {
    const story = new Story()
      .sale(0, { returned: 3 })
      .sale(5, { items: [{ quantity: -1 }] })
      .sale(10)
    const [only, ...others] = purchasesIn(story)
    expect(others).toEqual([])
    expect(only).toMatchObject({ first: true, newProducts: [1], day: story.day(10) })
  })

  test('a negative line that no return explains changes money only', () => {
    const [first, ...others] = purchasesIn(
      new Story().sale(0, { items: [{ quantity: 2 }, { quantity: -1 }, { product: 2, quantity: -3 }] }),
    )
    expect(others).toEqual([])
    expect([...(first?.kept ?? [])].map(([product, { quantity }]) => [product, quantity])).toEqual([[1, 2]])
    expect(first?.spentMinor).toBe(-2 * 149_000)
  })

  test('knows the first, and the products new to her, by time and not by entry', () => {
    const story = new Story()
      .sale(20, { items: [{ product: 1 }, { product: 2 }] })
      .sale(10, { items: [{ product: 1 }] })
      .sale('20 16:00', { items: [{ product: 2 }, { product: 3 }] })
    expect(purchasesIn(story).map(({ first, newProducts }) => [first, newProducts])).toEqual([
      [true, [1]],
      [false, [2]],
      [false, [3]],
    ])
    expect(purchaseDays(purchasesIn(story))).toEqual([story.day(10), story.day(20)])
  })

  test('of two sales at one moment the one entered first came first', () => {
    const story = new Story().sale(0, { items: [{ product: 1 }] }).sale(0, { items: [{ product: 2 }] })
    for (const sales of [story.facts.sales, story.facts.sales.toReversed()]) {
      expect(purchasesOf(sales, MOSCOW).map(({ first, newProducts }) => [first, newProducts])).toEqual([
        [true, [1]],
        [false, [2]],
      ])
    }
  })

  test('purchase days ascend, whatever the order of the purchases', () => {
    const story = new Story().sale(5).sale(0).sale('5 18:00').sale(9)
    expect(purchaseDays(purchasesIn(story).toReversed())).toEqual([0, 5, 9].map((day) => story.day(day)))
  })

  test('is worth its lines less the discount; returns count negative', () => {
    const [sale] = new Story().sale(0, { items: [...twoLines] }).facts.sales
    if (!sale) throw new Error('no sale')
    expect(saleTotal(sale)).toBe(3 * 149_000)
    expect(saleTotal({ ...sale, discountMinor: 47_000 })).toBe(400_000)
    const [line] = sale.lines
    if (!line) throw new Error('no line')
    const back = { ...line, quantity: -1, amountMinor: -149_000, returnedAt: 1 }
    expect(saleTotal({ ...sale, lines: [...sale.lines, back] })).toBe(2 * 149_000)
  })
})

test('what is left of a fraction is the nearest millionth, not the one below', () => {
  const line = (quantity: number, returnedAt: number | null) => ({ productId: 1, quantity, returnedAt })
  // In binary 0.3 − 0.1 falls short of 0.2, and 0.8 − 0.7 − 0.1 misses nothing by a hair.
  expect(netQuantities([line(0.3, null), line(-0.1, 1)]).get(1)).toBe(0.2)
  expect(netQuantities([line(0.8, null), line(-0.7, 1), line(-0.1, 2)]).size).toBe(0)
})
