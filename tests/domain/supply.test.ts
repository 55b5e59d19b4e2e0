// What runs out first of what she bought, by reckoning and by her own word.
import { expect, test } from 'vitest'
import { policyWith } from '../../src/domain/policy.ts'
import type { Purchase } from '../../src/domain/sale.ts'
import { Supplies } from '../../src/domain/supply.ts'
import { MOSCOW, shopOf } from './story.ts'

const LASTS = new Map([
  [1, 5],
  [2, 20],
])

/** A purchase so far as supplies ask of it. */
function purchaseOf(day: number, ids: readonly number[]): Purchase {
  const kept = new Map(
    ids.map((id) => [id, { quantity: 1, lastsDays: LASTS.get(id) ?? null, hasTips: false }]),
  )
  return { day, anchorDay: day, kept } as Purchase
}

test.each([
  [[1, 2]],
  [[2, 1]],
])('of two that run out on one day her word of either counts, rung up as %j', (order) => {
  const supplies = new Supplies(policyWith(new Map()), shopOf(MOSCOW, 0))
  const [first, again] = [purchaseOf(100, order), purchaseOf(105, [2])]
  supplies.bought(first, null)
  supplies.told(125)
  supplies.bought(again, null)
  expect(supplies.firstOut(105)).toEqual({ day: 125, told: true })
})

test('her word of what lasts longer says nothing of what runs out first', () => {
  const supplies = new Supplies(policyWith(new Map()), shopOf(MOSCOW, 0))
  const [first, again] = [purchaseOf(100, [2]), purchaseOf(105, [1])]
  supplies.bought(first, null)
  supplies.told(125)
  supplies.bought(again, null)
  expect(supplies.firstOut(105)).toEqual({ day: 110, told: false })
})

test('nothing is known of what nobody knows the end of', () => {
  const supplies = new Supplies(policyWith(new Map()), shopOf(MOSCOW, 0))
  const bought = purchaseOf(100, [3])
  supplies.bought(bought, null)
  expect(supplies.firstOut(100)).toBeNull()
})
