// Quantities that read like money are known for what they are.
import { expect, test } from 'vitest'
import { isLikePrice } from '../../src/domain/item.ts'

test.each([
  ['1490,50', 1490.5, true],
  ['1 490,50', 1490.5, true],
  ['1 490.00', 1490, true],
  ['100.5', 100.5, true],
  ['99.5', 99.5, false],
  ['1490', 1490, false],
  ['1 490', 1490, false],
  ['0.25', 0.25, false],
])('%s', (typed, quantity, expected) => {
  expect(isLikePrice(typed, quantity)).toBe(expected)
})
