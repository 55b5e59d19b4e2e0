// A real shop with a given past: stored by the store, planned by the planner, asked as its due list asks.
import { type Day, type Instant, instantText, Zone } from '../../src/domain/day.ts'
import { worthNow } from '../../src/domain/fades.ts'
import { plan } from '../../src/domain/plan.ts'
import { inCallingOrder, type Worth } from '../../src/domain/rank.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { insertProduct } from '../../src/store/product.ts'
import { insertLine, insertSale } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'
import { stretchesAt } from '../../src/store/stretch.ts'
import type { Bought } from './past.ts'

const ZONE = new Zone('Europe/Moscow')

export interface PastShop {
  /** The calls of tier 5 on the evening of the last day, best first, as `due --all` reads them. */
  list(): string[]
  /** The same on the morning of an earlier day, planned from what was known then. */
  listOn(day: Day): string[]
  /** What a call to each would be worth on that morning: of everybody known by then, whether one is due or not. */
  worthsOn(day: Day): Map<string, Worth>
  /** Stretches that are stored in all. */
  stretches: number
  close(): void
}

/** Everything sold until the evening of a day, as an import brings it: a purchase day is one sale, at noon. */
export function shopWith(history: readonly Bought[], last: Day): PastShop {
  const evening: Instant = ZONE.at(last, 23 * 60 + 59)
  const store = new Store(':memory:', 'write', () => evening, ZONE.name)
  const { db } = store
  const [customers, products, sales] = [new Map<string, number>(), new Map<string, number>(), new Map()]
  store.write((changes) => {
    for (const { customer, day, product, quantity, amountMinor, lastsDays } of history) {
      if (day > last) continue
      const customerId = found(customers, customer, () => addCustomer(store, customer, customers.size))
      const productId = found(products, product, () =>
        insertProduct(db, { name: product, lastsDays }, product.toLowerCase()),
      )
      const saleId = found(sales, `${customerId} ${day}`, () => addSale(store, customerId, day))
      insertLine(db, saleId, { productId, quantity, amountMinor, returnedAt: null })
    }
    changes.touchEverybody()
  })
  const names = new Map([...customers].map(([name, id]) => [id, name]))
  const nameOf = ({ customerId }: { customerId: number }) => names.get(customerId) ?? ''
  return {
    list: () =>
      stretchesAt(db, 'call', evening, Number.MAX_SAFE_INTEGER)
        .filter(({ tier }) => tier === 5)
        .map(nameOf),
    listOn: (day) =>
      store
        .pastStretches(ZONE.at(day, 9 * 60))
        .live.filter(({ lane, tier }) => lane === 'call' && tier === 5)
        .sort(inCallingOrder)
        .map(nameOf),
    worthsOn(day) {
      const at = ZONE.at(day, 9 * 60)
      const shop = store.shopAt(at)
      const worths = new Map<string, Worth>()
      for (const facts of store.allFacts(at)) {
        const worth = worthNow(plan(facts, store.policy, shop), at, store.policy, shop)
        if (worth.paceDays !== null) worths.set(nameOf(facts), worth)
      }
      return worths
    },
    stretches: db.prepare('SELECT count(*) FROM stretch').pluck().get() as number,
    close: () => store.close(),
  }
}

function found<Key>(known: Map<Key, number>, key: Key, make: () => number): number {
  const id = known.get(key) ?? make()
  known.set(key, id)
  return id
}

function addCustomer({ db, now }: Store, name: string, before: number): number {
  const phone = `+7916${String(before).padStart(7, '0')}`
  const fields = { externalId: null, name, phone, email: null, chat: null, birthday: null, note: null }
  return insertCustomer(db, { ...fields, referredById: null }, name.toLowerCase(), instantText(now))
}

function addSale({ db, now }: Store, customerId: number, day: Day): number {
  return insertSale(
    db,
    {
      ...{ customerId, soldAt: instantText(ZONE.noon(day)), enteredAt: instantText(now), source: 'imported' },
      ...{ promisedDay: null, deliveredDay: null, discountMinor: 0, note: null },
    },
    [],
  )
}

/** The first Monday that is no earlier than a day. */
export function mondayFrom(day: Day): Day {
  // Day 4 of the calendar, 5 January 1970, was a Monday.
  return day + ((((4 - day) % 7) + 7) % 7)
}
