// What else may be offered, held against a reckoning of its own; and when nothing may.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barOf, conflicts, type Offerable, offersFor, offersIn } from '../../src/domain/cross-sell.ts'
import { foldName } from '../../src/domain/name.ts'
import type { Bar } from '../../src/domain/quiet.ts'
import { TOUCH_KINDS } from '../../src/domain/touch.ts'

const product = (id: number, name: string, more: Partial<Offerable> = {}): Offerable => ({
  ...{ id, name, contains: [], tips: [] },
  ...more,
})

const SHOP = [
  product(1, 'Cream'),
  product(2, 'Tonic'),
  product(3, 'Almond oil'),
  product(4, 'Scrub', { contains: ['Nuts'] }),
  product(5, 'Mask', { tips: ['mix with honey'] }),
  product(6, 'Soap'),
]
const products = new Map(SHOP.map((each) => [each.id, each]))
const nothing = { has: new Set<number>(), goesWith: [], pairs: [], avoids: [], products, together: 5 }
const pair = (productId: number, otherId: number, customers: number) => ({ productId, otherId, customers })

describe('what is offered', () => {
  test('first what goes with it, in order, then what most customers bought along', () => {
    const pairs = [pair(1, 5, 7), pair(1, 6, 9), pair(1, 4, 4), pair(1, 2, 30)]
    const offers = offersFor({ ...nothing, has: new Set([1]), goesWith: [3, 2], pairs })
    expect(offers).toEqual([
      { productId: 3, name: 'Almond oil', why: 'goes-with', customers: null },
      { productId: 2, name: 'Tonic', why: 'goes-with', customers: 30 },
      { productId: 6, name: 'Soap', why: 'together', customers: 9 },
      { productId: 5, name: 'Mask', why: 'together', customers: 7 },
    ])
  })

  test('of several pairs the largest counts, and a pair of somebody else counts nothing', () => {
    const pairs = [pair(1, 6, 5), pair(2, 6, 8), pair(3, 5, 99)]
    expect(offersFor({ ...nothing, has: new Set([1, 2]), pairs })).toEqual([
      { productId: 6, name: 'Soap', why: 'together', customers: 8 },
    ])
  })

  test.each([
    ['a piece of the name', 'ALMOND', 3],
    ['what it contains', 'nuts', 4],
    ['what a tip says', 'Honey', 5],
  ])('never what is avoided: %s', (_, tag, id) => {
    expect(
      offersFor({ ...nothing, goesWith: [id, 1], avoids: [tag] }).map((offer) => offer.productId),
    ).toEqual([1])
  })

  test.each([
    ['Ёлочный бальзам', 'елочный'],
    ['Мыло «Мёд и молоко»', 'мед'],
    ['Crème brûlée', 'creme'],
    ['Маска ореховая', 'Орехи'],
    ['Маска ореховая', 'аллергия на орехи'],
    ['Крем молочный', 'молоко'],
    ['Nut oil', 'nuts'],
    ['Шампуни для волос', 'шампунь'],
    ['Крем А', 'а'],
  ])('%s is avoided by “%s”', (name, tag) => expect(conflicts(product(1, name), [tag])).toBe(true))

  test.each([
    ['Маска', 'а'],
    ['Маска', 'масло'],
    ['Кресло', 'крем'],
    ['Парафин для рук', 'парабены'],
    ['Про запас', 'протеин'],
    ['Крем на ночь', 'аллергия на орехи'],
  ])('%s is not avoided by “%s”', (name, tag) => expect(conflicts(product(1, name), [tag])).toBe(false))

  test('a part of what it contains is another thing, and a tag of signs alone is none', () => {
    expect(conflicts(product(1, 'Scrub', { contains: ['coconut'] }), ['nut'])).toBe(false)
    expect(conflicts(product(1, 'Scrub'), ['!!!', ' '])).toBe(false)
  })
})

describe('whatever the shop', () => {
  const id = fc.integer({ min: 1, max: 8 })
  const word = fc.constantFrom('cream', 'nut', 'honey', 'oil', 'Масло', 'ёлка')
  const facts = fc.record({
    has: fc.uniqueArray(id).map((ids) => new Set(ids)),
    goesWith: fc.array(id),
    pairs: fc.array(fc.record({ productId: id, otherId: id, customers: fc.integer({ min: 2, max: 12 }) })),
    avoids: fc.array(fc.oneof(word, fc.constant('')), { maxLength: 2 }),
    products: fc
      .uniqueArray(
        fc.record({
          id,
          name: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
          contains: fc.array(word, { maxLength: 2 }),
          tips: fc.array(word, { maxLength: 2 }),
        }),
        { selector: (each) => each.id },
      )
      .map((all) => new Map(all.map((each) => [each.id, each]))),
    together: fc.integer({ min: 2, max: 10 }),
  })

  test('nothing she has, nothing twice, nothing avoided, nothing too few bought, and nothing left out', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { has, goesWith, pairs, avoids, together } = given
        const offers = offersFor(given)
        const most = (other: number) =>
          Math.max(
            0,
            ...pairs.filter((p) => has.has(p.productId) && p.otherId === other).map((p) => p.customers),
          )
        const fits = ({ name, contains, tips }: Offerable) =>
          avoids.every((tag) => {
            const key = foldName(tag)
            const found = [name, ...tips].some((text) => foldName(text).includes(key))
            return key === '' || !(found || contains.some((inside) => foldName(inside) === key))
          })
        const wanted = [...given.products.values()]
          .filter((each) => !has.has(each.id) && fits(each))
          .filter((each) => goesWith.includes(each.id) || most(each.id) >= together)
        expect(offers.map((offer) => offer.productId).sort()).toEqual(wanted.map((each) => each.id).sort())
        for (const { productId, why, customers } of offers) {
          expect(why).toBe(goesWith.includes(productId) ? 'goes-with' : 'together')
          expect(customers ?? 0).toBe(most(productId))
        }
        const ranks = offers.map(({ productId, why, customers }) =>
          why === 'goes-with' ? [0, goesWith.indexOf(productId)] : [1, -(customers ?? 0), productId],
        )
        expect(ranks).toEqual([...ranks].sort(byRank))
      }),
      { numRuns: 500 },
    )
  })
})

function byRank(a: number[], b: number[]): number {
  const i = a.findIndex((value, at) => value !== b[at])
  return i < 0 ? 0 : (a[i] as number) - (b[i] ?? 0)
}

describe('nothing is offered', () => {
  const forGood = Number.POSITIVE_INFINITY

  test.each(['refused', 'no-offers', 'unhappy', 'cap'] as Bar[])('while it holds: %s', (why) => {
    const quiets = [{ why, from: 10, until: 20 }]
    expect(barOf({ quiets }, 9)).toBeNull()
    expect(barOf({ quiets }, 10)).toEqual({ why, until: 20 })
    expect(barOf({ quiets }, 19)).toEqual({ why, until: 20 })
    expect(barOf({ quiets }, 20)).toBeNull()
  })

  test('for the weightiest reason, until the last of its kind is over', () => {
    const quiets = [
      { why: 'cap' as const, from: 0, until: 50 },
      { why: 'unhappy' as const, from: 0, until: forGood },
      { why: 'refused' as const, from: 5, until: 30 },
      { why: 'refused' as const, from: 5, until: 40 },
      { why: 'hush' as const, from: 0, until: 99 },
    ]
    expect(barOf({ quiets }, 10)).toEqual({ why: 'refused', until: 40 })
    expect(barOf({ quiets }, 45)).toEqual({ why: 'unhappy', until: forGood })
  })

  test('quiets of another kind forbid no offer', () => {
    for (const why of ['hush', 'snoozed', 'no-answer', 'answered', 'skipped', 'callback'] as const)
      expect(barOf({ quiets: [{ why, from: 0, until: 99 }] }, 10)).toBeNull()
  })

  test('in a call that sells nothing, or that is a first one', () => {
    const selling = TOUCH_KINDS.filter((kind) => offersIn([kind]))
    expect(selling).toEqual(['reorder', 'win-back'])
    expect(offersIn(['case', 'reorder'])).toBe(true)
    expect(offersIn(['first-use', 'reorder'])).toBe(false)
    expect(offersIn(['reorder', 'first-use'])).toBe(false)
  })
})
