// Products bought together: the stored pairs are a brute-force count, on made-up shops.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, instantText } from '../../src/domain/day.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { sql as firstSchema } from '../../src/store/migrations/0001-morning-loop.ts'
import { APPLICATION_ID } from '../../src/store/open.ts'
import { pairsAt, pairsOf, takePairs } from '../../src/store/pair.ts'
import { insertProduct } from '../../src/store/product.ts'
import { insertSale } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')
const CUSTOMERS = 5
const PRODUCTS = 5

interface Line {
  product: number
  quantity: number
  /** How many days ago it came back; null for what was sold, or took money off without a return. */
  returned: number | null
}

interface MadeSale {
  customer: number
  daysAgo: number
  lines: Line[]
}

const line: fc.Arbitrary<Line> = fc.oneof(
  fc.record({
    product: fc.integer({ min: 1, max: PRODUCTS }),
    quantity: fc.constantFrom(1, 2, 0.1, 0.2),
    returned: fc.constant(null),
  }),
  fc.record({
    product: fc.integer({ min: 1, max: PRODUCTS }),
    quantity: fc.constantFrom(-1, -2, -0.1, -0.3),
    returned: fc.option(fc.integer({ min: -3, max: 20 }), { nil: null }),
  }),
)
const sales: fc.Arbitrary<MadeSale[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: CUSTOMERS }),
    daysAgo: fc.integer({ min: -2, max: 20 }),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 12 },
)

let store: Store
beforeEach(() => {
  store = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
})
afterEach(() => store.close())

function makeShop({ db }: Store, made: readonly MadeSale[]): void {
  const blank = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
  for (let i = 1; i <= CUSTOMERS; i++) {
    insertCustomer(db, { ...blank, name: `C${i}`, referredById: null }, `c${i}`, instantText(NOW))
  }
  for (let i = 1; i <= PRODUCTS; i++)
    insertProduct(db, { name: `P${i}`, priceMinor: null, lastsDays: null }, `p${i}`)
  for (const { customer, daysAgo, lines } of made) {
    const soldAt = instantText(NOW - daysAgo * DAY)
    insertSale(
      db,
      {
        ...{ customerId: customer, soldAt, enteredAt: soldAt, source: 'entered', discountMinor: 0 },
        ...{ promisedDay: null, deliveredDay: null, note: null },
      },
      lines.map(({ product, quantity, returned }) => ({
        ...{ productId: product, quantity, amountMinor: 100 },
        returnedAt: returned === null ? null : instantText(NOW - returned * DAY),
      })),
    )
  }
}

/** Pairs by the plainest count there is: for each two products, who kept both. */
function counted(made: readonly MadeSale[], daysAgo: number): Map<string, number> {
  const kept = (customer: number, product: number) =>
    made
      .filter((sale) => sale.customer === customer && sale.daysAgo >= daysAgo)
      .some((sale) => {
        const ofIt = sale.lines.filter((each) => each.product === product)
        const sold = ofIt.filter(({ quantity }) => quantity > 0)
        const back = ofIt.filter(({ returned }) => returned !== null && returned >= daysAgo)
        const left = [...sold, ...back].reduce((sum, { quantity }) => sum + quantity, 0)
        return Math.round(left * 1e6) > 0
      })
  const pairs = new Map<string, number>()
  for (let a = 1; a <= PRODUCTS; a++) {
    for (let b = 1; b <= PRODUCTS; b++) {
      let customers = 0
      for (let c = 1; c <= CUSTOMERS; c++) if (a !== b && kept(c, a) && kept(c, b)) customers += 1
      if (customers >= 2) pairs.set(`${a}-${b}`, customers)
    }
  }
  return pairs
}

const all = [...Array(PRODUCTS).keys()].map((i) => i + 1)

describe('the pairs of a shop', () => {
  test('are those that two customers at least kept, of the sales made by then', () => {
    fc.assert(
      fc.property(sales, fc.integer({ min: -1, max: 15 }), (made, daysAgo) => {
        const shop = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
        makeShop(shop, made)
        takePairs(shop.db, NOW - daysAgo * DAY)
        const stored = shop.db
          .prepare("SELECT product_id || '-' || other_id, customers FROM product_pair ORDER BY 1")
          .raw()
          .all()
        const wanted = counted(made, daysAgo)
        expect(stored).toEqual([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)))

        for (const own of [[1], [1, 2], [3, 4, 5]]) {
          const read = pairsOf(shop.db, own, 2)
          const past = pairsAt(shop.db, own, 2, NOW - daysAgo * DAY)
          const best = all
            .filter((b) => !own.includes(b))
            .map((b) => [b, Math.max(...own.map((a) => wanted.get(`${a}-${b}`) ?? 0))] as const)
            .filter(([, customers]) => customers > 0)
            .sort(([one, few], [other, many]) => many - few || one - other)
          for (const pairs of [read, past]) {
            expect(pairs.map(({ otherId, customers }) => [otherId, customers])).toEqual(best)
            for (const { productId, otherId, customers } of pairs)
              expect([own.includes(productId), wanted.get(`${productId}-${otherId}`)]).toEqual([
                true,
                customers,
              ])
          }
        }
        shop.close()
      }),
      { numRuns: 200 },
    )
  })

  const together = (customer: number): MadeSale => ({
    ...{ customer, daysAgo: 3 },
    lines: [
      { product: 1, quantity: 1, returned: null },
      { product: 2, quantity: 1, returned: null },
    ],
  })

  test('are renewed with the snapshot, and not before', () => {
    makeShop(store, [together(1), together(2)])
    store.write((changes) => changes.touch(1))
    expect(pairsOf(store.db, [1], 2)).toEqual([])
    store.write((changes) => changes.touchEverybody())
    expect(pairsOf(store.db, [1], 2)).toEqual([{ productId: 1, otherId: 2, customers: 2 }])
  })

  test('are counted when a file of the first version is opened, as of its snapshot', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
    const path = join(folder, 'shop.db')
    const db = new Database(path)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.exec(firstSchema)
    db.pragma('user_version = 1')
    db.exec(`
      INSERT INTO setting VALUES ('timeZone', '"Europe/Moscow"');
      INSERT INTO shop VALUES (1, '2026-11-10T06:00:00.000Z', '2026-11-20T06:00:00.000Z', 60, 0.01, 100000);
      INSERT INTO customer (name, name_key, created_at) VALUES ('A', 'a', '2026'), ('B', 'b', '2026'), ('C', 'c', '2026');
      INSERT INTO product (name, name_key) VALUES ('P1', 'p1'), ('P2', 'p2');
      INSERT INTO sale (customer_id, sold_at, entered_at, source) VALUES
        (1, '2026-11-01T09:00:00.000Z', '2026Z', 'entered'), (2, '2026-11-02T09:00:00.000Z', '2026Z', 'entered'),
        (3, '2026-11-15T09:00:00.000Z', '2026Z', 'entered');
      INSERT INTO sale_line (sale_id, product_id, quantity, amount_minor)
        SELECT s.id, p.id, 1, 100 FROM sale s CROSS JOIN product p;`)
    db.close()
    const opened = new Store(path, 'read', () => NOW, 'UTC')
    expect(pairsOf(opened.db, [2], 2)).toEqual([{ productId: 2, otherId: 1, customers: 2 }])
    opened.close()
    rmSync(folder, { recursive: true })
  })

  test('of fewer customers than asked for are left out', () => {
    makeShop(store, [together(1), together(2)])
    takePairs(store.db, NOW)
    expect(pairsOf(store.db, [1], 3)).toEqual([])
    expect(pairsAt(store.db, [1], 3, NOW)).toEqual([])
  })

  test('are found by their key, however many there are', () => {
    const asked: string[] = []
    const prepare = store.db.prepare.bind(store.db)
    store.db.prepare = ((sql: string) => {
      asked.push(sql)
      return prepare(sql)
    }) as typeof store.db.prepare
    pairsOf(store.db, [1], 2)
    expect(asked).toHaveLength(1)
    const steps = prepare(`EXPLAIN QUERY PLAN ${asked[0]}`).all({ ids: '[1]', together: 2, most: 9 }) as {
      detail: string
    }[]
    const plan = steps.map(({ detail }) => detail).join('\n')
    expect(plan).toContain('SEARCH p USING PRIMARY KEY (product_id=?)')
    expect(plan).not.toContain('SCAN p')
  })
})
