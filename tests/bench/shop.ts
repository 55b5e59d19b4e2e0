// A made-up shop of any size, the same for the same seed, written through the store and planned by the real planner.
import { type Day, dayText, type Instant, instantText, MINUTE } from '../../src/domain/day.ts'
import { foldName } from '../../src/domain/name.ts'
import { lineOrigins, wallTime } from '../../src/domain/origin.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { insertPayment } from '../../src/store/payment.ts'
import { insertProduct, type ProductFields, replaceTips } from '../../src/store/product.ts'
import { insertSale, keepOrigins } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'
import { type Chance, chanceOf } from './chance.ts'
import { goods, person, popular } from './people.ts'
import { type Moment, purchases } from './purchases.ts'
import { type Made, serve } from './service.ts'

/** The moment at which every made-up shop is looked at: a Wednesday morning in the middle of a month. */
export const NOW: Instant = Date.parse('2026-11-18T09:00:00+03:00')

interface Product extends ProductFields {
  id: number
}

interface Buyer {
  id: number
  phone: string | null
  refuses: boolean
  /** What she bought last; nothing yet of a new one. */
  liked: Product[]
}

/** Share of the sales with goods that come later, and of those that are paid for on the spot and noted so. */
const DELIVERED = 0.15
const PAID = 0.1

/** Memory for pages while a shop is made, in KB: its indexes are filled in no order. */
const PAGES = 500_000

/** Makes a shop of so many sales in a file that does not exist yet. */
export function makeShop(path: string, sales: number, seed = 1): void {
  const store = new Store(path, 'write', () => NOW, 'Europe/Moscow')
  try {
    store.db.pragma(`cache_size = -${PAGES}`)
    store.command = 'import sales'
    store.write(
      (changes) => {
        fill(store, sales, chanceOf(seed))
        changes.touchEverybody()
      },
      { bulk: true },
    )
  } finally {
    store.close()
  }
}

function fill(store: Store, count: number, chance: Chance): void {
  const { db } = store
  const products = goods(chance, Math.round(12 + Math.sqrt(count) / 3)).map(({ tips, ...fields }) => {
    const id = insertProduct(db, fields, foldName(fields.name))
    replaceTips(db, id, tips)
    return { ...fields, id }
  })
  const buyers: Buyer[] = []
  for (const moment of purchases(chance, count, store.zone.day(NOW))) {
    const at = store.zone.at(moment.day, 9 * 60 + chance.below(11 * 60))
    const buyer = buyers[moment.buyer] ?? meet(store, chance, moment, buyers, at)
    buyers[moment.buyer] = buyer
    serve(store, chance, sell(store, chance, buyer, products, at))
  }
}

/** A new buyer; some were brought by another one. */
function meet({ db }: Store, chance: Chance, { buyer }: Moment, known: readonly Buyer[], at: Instant): Buyer {
  const fields = person(chance, buyer)
  const referredById = buyer > 0 && chance.is(0.08) ? (known[chance.below(buyer)]?.id ?? null) : null
  const id = insertCustomer(db, { ...fields, referredById }, foldName(fields.name), instantText(at))
  return { id, phone: fields.phone, refuses: false, liked: [] }
}

function sell(store: Store, chance: Chance, buyer: Buyer, products: readonly Product[], at: Instant): Made {
  const { db, zone } = store
  const first = buyer.liked.length === 0
  const chosen = new Set<Product>()
  do chosen.add(!first && chance.is(0.6) ? chance.pick(buyer.liked) : popular(chance, products))
  while (chance.is(0.35))
  buyer.liked = [...chosen]
  const lines = buyer.liked.map(({ id, priceMinor }) => {
    const quantity = chance.is(0.12) ? 2 : 1
    return { productId: id, quantity, amountMinor: quantity * (priceMinor ?? 0), returnedAt: null }
  })
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const day = zone.day(at)
  const promised: Day | null = chance.is(DELIVERED) ? day + 1 + chance.below(4) : null
  const came = promised === null ? null : promised + (chance.is(0.1) ? 1 + chance.below(3) : 0)
  const id = insertSale(
    db,
    {
      customerId: buyer.id,
      soldAt: instantText(at),
      enteredAt: instantText(at + chance.below(60) * MINUTE),
      source: 'entered',
      promisedDay: promised === null ? null : dayText(promised),
      deliveredDay: came !== null && came < zone.day(NOW) ? dayText(came) : null,
      discountMinor: chance.is(0.05) ? Math.round(total / 10) : 0,
      note: null,
    },
    lines,
  )
  const named = lines.map((line, i) => ({ ...line, product: (buyer.liked[i] as Product).name }))
  keepOrigins(db, buyer.id, lineOrigins(wallTime(at, zone), named))
  if (chance.is(PAID)) {
    // Whoever has paid only a part of it still owes the rest.
    const amountMinor = chance.is(0.02) ? Math.ceil(total / 2) : total
    const paidAt = instantText(at)
    if (amountMinor > 0) insertPayment(db, { saleId: id, at: paidAt, enteredAt: paidAt, amountMinor })
  }
  return { id, at, buyer, first, lines }
}
