// What is stored of the worth of sales is what their lines tell, whatever happens to them.
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { salesIn } from '../../src/commands/summary-figures.ts'
import { DAY } from '../../src/domain/day.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { lookAt, mend } from '../../src/store/doctor.ts'
import { insertProduct } from '../../src/store/product.ts'
import { insertLine, insertSale, updateSale } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'
import { wronglyWorth } from '../../src/store/worth.ts'

const NOW = Date.parse('2026-11-21T09:00:00.123Z')
const SOLD = { promisedDay: null, deliveredDay: null, discountMinor: 30, note: null }

let store: Store
beforeEach(() => {
  store = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
  onTestFinished(() => store.close())
  const nothing = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
  store.write(({ touch }) => {
    insertProduct(store.db, { name: 'Cream', priceMinor: null, lastsDays: null }, 'cream')
    for (const id of [1, 2]) {
      insertCustomer(store.db, { ...nothing, name: 'A', referredById: null }, 'a', '2026-09-01T00:00:00.000Z')
      touch(id)
    }
    sell(1, '2026-11-20T09:00:00.123Z')
  })
})

function sell(customerId: number, soldAt: string): void {
  const line = { productId: 1, quantity: 2, amountMinor: 1000, returnedAt: null }
  insertSale(store.db, { ...SOLD, customerId, soldAt, enteredAt: soldAt, source: 'entered' }, [line])
}

const stored = () => store.db.prepare('SELECT * FROM worth').all()
const total = () => salesIn(store, { from: NOW - 2 * DAY, until: NOW + 1 })

test('of a sale, less its discount, at its very moment', () => {
  const sold_at = Date.parse('2026-11-20T09:00:00.123Z')
  expect(stored()).toEqual([{ sale_id: 1, sold_at, kept: 1, minor: 970 }])
  expect(total()).toEqual({ count: 1, revenueMinor: 970 })
  const from = sold_at
  expect(salesIn(store, { from, until: from + 1 })).toEqual({ count: 1, revenueMinor: 970 })
  expect(salesIn(store, { from: from + 1, until: NOW })).toEqual({ count: 0, revenueMinor: 0 })
  expect(salesIn(store, { from: 0, until: from })).toEqual({ count: 0, revenueMinor: 0 })
})

test('of a sale that comes back, moves to somebody else and is gone', () => {
  const { db } = store
  const back = { productId: 1, quantity: -2, amountMinor: -970, returnedAt: '2026-11-20T12:00:00.000Z' }
  store.write(({ touch }) => {
    insertLine(db, 1, back)
    touch(1)
  })
  expect(stored()).toMatchObject([{ kept: 0, minor: 0 }])
  store.write(({ touch }) => {
    updateSale(db, 1, { ...SOLD, customerId: 2, soldAt: '2026-11-21T08:00:00.000Z' })
    touch(1)
    touch(2)
  })
  expect(stored()).toMatchObject([{ sold_at: Date.parse('2026-11-21T08:00:00.000Z') }])
  store.write(({ touch }) => {
    db.exec('DELETE FROM sale_line; DELETE FROM sale')
    touch(2)
  })
  expect(stored()).toEqual([])
})

test('is looked over and mended by the doctor, the same for one customer as for everybody', () => {
  const { db } = store
  const right = stored()
  for (const wrong of [
    'UPDATE worth SET minor = minor + 1',
    'UPDATE worth SET kept = 0',
    'UPDATE worth SET sold_at = sold_at + 1',
    'DELETE FROM worth',
  ]) {
    db.exec(wrong)
    expect(wronglyWorth(db)).toEqual([1])
    expect(lookAt('plan', store, true)).toMatchObject({
      found: 'differs',
      params: { count: 1 },
      fixable: true,
    })
    mend('plan', store, true)
    expect(wronglyWorth(db)).toEqual([])
    expect(stored()).toEqual(right)
  }
  db.exec('DELETE FROM worth')
  store.write((changes) => changes.touchEverybody())
  expect(stored()).toEqual(right)
})
