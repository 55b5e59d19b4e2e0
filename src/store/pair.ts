// Products that customers bought together: counted with the shop's snapshot, and read for what to offer.
import type { Database } from 'better-sqlite3'
import type { Pair } from '../domain/cross-sell.ts'
import { type Instant, instantText } from '../domain/day.ts'
import { pairsIn } from '../domain/pairs.ts'
import { Batch } from './batch.ts'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

/** A pair of one customer is chance, whatever the settings say, and most pairs of a shop are such. */
const FEWEST = 2

/** Who kept which product of which of the sales made until a moment. */
const KEPT = `
  SELECT s.customer_id, l.product_id
  FROM sale s JOIN sale_line l ON l.sale_id = s.id
  WHERE s.sold_at <= :at AND (l.returned_at IS NULL OR l.returned_at <= :at)
  GROUP BY s.customer_id, s.id, l.product_id
  HAVING ${KEPT_QUANTITY} > 0`

/** Counts all pairs anew, as of a moment; inside the transaction that takes the snapshot. */
export function takePairs(db: Database, at: Instant): void {
  prepared(db, 'DELETE FROM product_pair').run()
  const pairs = new Batch(db, 'INSERT INTO product_pair (product_id, other_id, customers)', '(?, ?, ?)')
  for (const { productId, otherId, customers } of pairsIn(baskets(db, at), FEWEST)) {
    pairs.add(productId, otherId, customers)
    if (pairs.isFull) pairs.store()
  }
  pairs.store()
}

/** What each customer kept of the sales made until a moment, every product once. */
function* baskets(db: Database, at: Instant): Generator<number[]> {
  const rows = prepared(db, `${KEPT} ORDER BY s.customer_id`)
    .raw()
    .iterate({ at: instantText(at) })
  let buyer: number | null = null
  let basket = new Set<number>()
  for (const [customerId, productId] of rows as Iterable<[number, number]>) {
    if (customerId !== buyer) {
      yield [...basket]
      basket = new Set()
      buyer = customerId
    }
    basket.add(productId)
  }
  yield [...basket]
}

/** Products looked through for an offer: some may be what is avoided, and she hears of a few at most. */
export const MOST_PAIRS = 50

/**
 * What at least so many customers bought with one of these products, none of which is named, each with the one that it
 * was bought with most; the most frequent first, so many of them. Reads the snapshot.
 */
export function pairsOf(
  db: Database,
  productIds: readonly number[],
  together: number,
  most = MOST_PAIRS,
): Pair[] {
  return prepared(
    db,
    `SELECT p.product_id AS productId, p.other_id AS otherId, max(p.customers) AS customers
     FROM json_each(:ids) AS own CROSS JOIN product_pair p ON p.product_id = own.value
     WHERE p.customers >= :together
     GROUP BY p.other_id HAVING p.other_id NOT IN (SELECT value FROM json_each(:ids))
     ORDER BY customers DESC, p.other_id LIMIT :most`,
  ).all({ ids: JSON.stringify(productIds), together, most }) as Pair[]
}

/** The same as of a moment in the past, for which no snapshot is kept. */
export function pairsAt(db: Database, productIds: readonly number[], together: number, at: Instant): Pair[] {
  return prepared(
    db,
    `WITH kept (customer_id, product_id) AS MATERIALIZED (SELECT DISTINCT * FROM (${KEPT}))
     SELECT productId, otherId, max(customers) AS customers FROM (
       SELECT a.product_id AS productId, b.product_id AS otherId, count(*) AS customers
       FROM kept a JOIN kept b ON b.customer_id = a.customer_id
       WHERE a.product_id IN (SELECT value FROM json_each(:ids))
         AND b.product_id NOT IN (SELECT value FROM json_each(:ids))
       GROUP BY a.product_id, b.product_id HAVING count(*) >= :together
     ) GROUP BY otherId ORDER BY customers DESC, otherId LIMIT :most`,
  ).all({
    at: instantText(at),
    ids: JSON.stringify(productIds),
    together: Math.max(together, FEWEST),
    most: MOST_PAIRS,
  }) as Pair[]
}
