// Who came back, what the calls had to do with it, what was liked, and what the shop sells: from stored sales.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { type FakeWorld, fakeWorld, runJson } from '../fixture.ts'
import { Seller } from './seller.ts'

let seller: Seller
beforeEach(() => {
  seller = new Seller(fakeWorld())
})

const summary = (
  flags: string[] = ['--period', 'all'],
  world: FakeWorld = seller.world,
  now = '2026-11-21T09:00:00',
) => {
  world.setClock(`${now}+03:00`)
  return runJson<SummaryDocument>(['summary', ...flags], world)
}

describe('second purchases', () => {
  const counts = ({ secondPurchase }: SummaryDocument) => secondPurchase.map(({ bought, n }) => [bought, n])

  test('count days, not sales, and nothing of what came back', async () => {
    const start = '2026-07-01'
    // One that came back whole is no purchase, so hers begins with the next.
    await seller.sell(`${start} 10:00`, 'Anna', 'Cream @100')
    await seller.at('2026-07-02 10:00', 'sale', 'return', '#1')
    await seller.sell('2026-07-03 10:00', 'Anna', 'Cream @100')
    await seller.sell('2026-07-03 15:00', 'Anna', 'Soap @10')
    // Boris's second came back.
    await seller.sell(`${start} 10:00`, 'Boris', 'Cream @100')
    await seller.sell('2026-07-10 10:00', 'Boris', 'Cream @100')
    await seller.at('2026-07-12 10:00', 'sale', 'return', '#5')
    // Vera bought again after 20 and after 40 days.
    await seller.sell(`${start} 10:00`, 'Vera', 'Cream @100')
    await seller.sell('2026-07-21 10:00', 'Vera', 'Cream @100')
    await seller.sell('2026-08-10 10:00', 'Vera', 'Cream @100')
    const document = await summary()
    expect(counts(document)).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
    ])
    expect(document.cohorts).toMatchObject([{ month: '2026-07', customers: 3 }])
    expect(document.shop).toMatchObject({
      customers: 3,
      purchases: 5,
      repeatRate: 1 / 3,
      medianIntervalDays: 20,
    })
    // Before it came back, Boris had bought twice, and Vera once.
    const then = await summary(['--period', 'all'], seller.world, '2026-07-11T09:00:00')
    expect(then.shop).toMatchObject({ customers: 3, purchases: 4, repeatRate: 1 / 3 })
    expect(then.cohorts[0]?.customers).toBe(3)
  })

  test('belong to the period in which the days are over, wherever the first one lies', async () => {
    await seller.sell('2026-10-10 23:59', 'Anna', 'Cream @100')
    await seller.sell('2026-11-09 00:01', 'Anna', 'Cream @100')
    // Thirty days after the tenth is the ninth; its end is the start of the tenth.
    expect(counts(await summary(['--from', '09.11', '--to', '09.11']))[0]).toEqual([0, 0])
    expect(counts(await summary(['--from', '10.11', '--to', '10.11']))[0]).toEqual([1, 1])
    const week = await summary(['--from', '08.11', '--to', '14.11'])
    expect(counts(week)).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ])
    expect(week.cohorts).toEqual([])
    const october = await summary(['--from', '01.10', '--to', '31.10'])
    expect(counts(october)[0]).toEqual([0, 0])
    expect(october.cohorts).toMatchObject([
      { month: '2026-10', customers: 1, second: [{ bought: 1, n: 1 }, { n: 0 }, { n: 0 }] },
    ])
    expect(counts(await summary(['--as-of', '2026-11-09', '--period', 'all']))[0]).toEqual([0, 0])
  })
})

test('the call effect goes by talks after the goods came, and knows who was entered too late', async () => {
  const start = '2026-09-01'
  const sell = (name: string, ...flags: string[]) =>
    seller.sell(`${start} 10:00`, name, 'Cream @100', ...flags)
  await sell('Anna')
  await seller.talk('2026-09-03 10:00', 'Anna')
  await sell('Boris')
  await seller.talk('2026-09-03 10:01', 'Boris')
  await sell('Vera', '--promised', '2026-09-05')
  await seller.at('2026-09-05 18:00', 'sale', 'deliver', '#3')
  await seller.talk('2026-09-06 10:00', 'Vera', 'direction=in')
  await sell('Galina')
  await seller.log('2026-09-02 10:00', 'Galina', 'no-answer')
  await seller.sell('2026-09-20 10:00', 'Galina', 'Cream @100')
  await seller.talk('2026-09-21 10:00', 'Galina')
  await seller.sell('2026-09-04 10:00', 'Daria', 'Cream @100', '--date', `${start}T10:00:00+03:00`)
  await seller.talk('2026-09-04 11:00', 'Daria')
  const { callEffect } = await summary(['--from', '02.10', '--to', '02.10'])
  expect(callEffect.filter(({ n }) => n > 0)).toMatchObject([
    { days: 30, called: 'within48h', n: 2, bought: 0, share: 0 },
    { days: 30, called: 'later', n: 1, bought: 0 },
    { days: 30, called: 'notCalled', n: 1, bought: 1, share: 1 },
  ])
  expect(callEffect).toHaveLength(9)
})

describe('satisfaction by product', () => {
  const products = ({ byProduct }: SummaryDocument) =>
    byProduct.map(({ product, satisfied, n }) => [product, satisfied, n])

  test('is of what she then had of the day on which she bought last', async () => {
    for (const [i, score] of [5, 4, 3, 2, 5].entries()) {
      const name = `Customer ${i + 1}`
      await seller.sell('2026-11-10 10:00', name, 'Oil @5')
      await seller.sell('2026-11-12 10:00', name, 'Cream @100', '--item', 'Brush @10')
      await seller.sell('2026-11-12 18:00', name, 'Soap @10')
      await seller.talk('2026-11-14 10:00', name, `csat=${score}`)
      // What she bought later, or gave back later, was not asked about.
      await seller.sell('2026-11-15 10:00', name, 'Oil @5')
    }
    await seller.at('2026-11-13 10:00', 'sale', 'return', '#2', '--item', 'Brush')
    await seller.at('2026-11-16 10:00', 'sale', 'return', '#6')
    expect(products(await summary())).toEqual([
      ['Cream', 3, 5],
      ['Soap', 3, 5],
    ])
  })

  test('goes back to the purchase before where the latest came back by then', async () => {
    for (let i = 1; i <= 5; i++) {
      await seller.sell('2026-11-10 10:00', `Customer ${i}`, 'Cream @100')
      await seller.sell('2026-11-12 10:00', `Customer ${i}`, 'Soap @10')
      await seller.at('2026-11-13 10:00', 'sale', 'return', `#${2 * i}`)
      await seller.talk('2026-11-14 10:00', `Customer ${i}`, 'csat=5')
      // An answer of somebody who had bought nothing yet says nothing of a product.
      await seller.at('2026-11-14 09:00', 'customer', 'add', `Guest ${i}`)
      await seller.talk('2026-11-14 10:00', `Guest ${i}`, 'csat=1')
    }
    expect(products(await summary())).toEqual([['Cream', 5, 5]])
  })
})

test('the shop of a period knows who had bought before it', async () => {
  await seller.sell('2026-09-30 10:00', 'Anna', 'Cream @100')
  await seller.sell('2026-11-05 10:00', 'Anna', 'Cream @100')
  await seller.sell('2026-11-15 10:00', 'Anna', 'Cream @100', '--discount', '10')
  await seller.sell('2026-11-06 10:00', 'Boris', 'Cream @40')
  await seller.sell('2026-09-01 10:00', 'Vera', 'Cream @100')
  const { shop, sales } = await summary(['--period', 'month'])
  expect(shop).toEqual({
    ...{ customers: 2, purchases: 3, repeatRate: 0.5, currency: 'RUB' },
    // 36 and 10 days; 230.00 for three purchases; two fifths of Anna's 190.00.
    ...{ medianIntervalDays: 23, averageOrderMinor: 7667, topFifthShare: (0.4 * 190) / 230 },
  })
  expect(sales).toMatchObject({ count: 3, revenueMinor: 23_000 })
})

test('a lone negative line changes money only', async () => {
  const file = join(seller.world.home, 'book.csv')
  const lines = [
    'customer,date,product,quantity,amount',
    'Anna,2026-11-05,Cream,2,200',
    'Anna,2026-11-09,Cream,-1,-50',
    'Boris,2026-11-06,Cream,-1,-30',
  ]
  writeFileSync(file, lines.join('\n'))
  await seller.at('2026-11-10 10:00', 'import', 'sales', file)
  const { shop, sales, cohorts } = await summary(['--period', 'month'])
  // Boris bought nothing, so what he got back is no part of what the buyers spent; the till knows it.
  expect(shop).toMatchObject({ customers: 1, purchases: 1, repeatRate: 0, averageOrderMinor: 15_000 })
  expect(sales).toMatchObject({ count: 1, revenueMinor: 12_000 })
  expect(cohorts).toMatchObject([{ customers: 1 }])
})
