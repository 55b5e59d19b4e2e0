// Satisfaction by product.
import { expect, it } from 'vitest'
import { csatOf } from '../../src/domain/metrics.ts'
import { type ProductAnswer, ratingsOf } from '../../src/domain/product-rating.ts'

const answers = (productId: number, product: string, ...scores: number[]): ProductAnswer[] =>
  scores.map((csat) => ({ productId, product, csat }))

it('takes five answers, and puts the worst product first', () => {
  const rated = ratingsOf([
    ...answers(1, 'Cream', 5, 5, 4, 3, 5),
    ...answers(2, 'Soap', 1, 2, 5, 4, 1),
    ...answers(3, 'Oil', 1, 1, 1, 1),
  ])
  expect(rated).toEqual([
    { productId: 2, product: 'Soap', ...csatOf([1, 2, 5, 4, 1]) },
    { productId: 1, product: 'Cream', ...csatOf([5, 5, 4, 3, 5]) },
  ])
  expect(rated.map(({ share, n, satisfied }) => [share, n, satisfied])).toEqual([
    [0.4, 5, 2],
    [0.8, 5, 4],
  ])
})

it('of equal shares puts the one with more answers first, then the older product', () => {
  const rated = ratingsOf([
    ...answers(9, 'Late', 5, 5, 5, 5, 1),
    ...answers(4, 'Early', 5, 5, 5, 5, 1),
    ...answers(7, 'Often', 5, 5, 5, 5, 5, 5, 5, 5, 1, 1),
  ])
  expect(rated.map(({ productId }) => productId)).toEqual([7, 4, 9])
})

it('is empty of nothing', () => expect(ratingsOf([])).toEqual([]))
