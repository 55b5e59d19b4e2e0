// The snapshot of shop-wide figures that every plan leans on.
import type { Database } from 'better-sqlite3'
import { type Day, type Instant, instantText, parseDay, type Zone } from '../domain/day.ts'
import type { Shop } from '../domain/facts.ts'
import { forecastError, type ProductBought } from '../domain/forecast.ts'
import type { Policy } from '../domain/policy.ts'
import { median } from '../domain/rhythm.ts'
import { ShopRhythm } from '../domain/shop-rhythm.ts'
import { prepared } from './open.ts'
import { takePairs } from './pair.ts'
import { KEPT_QUANTITY } from './sale.ts'

export interface ShopRow extends Omit<Shop, 'zone' | 'since'> {
  sinceAt: string
  /** The latest moment at which anything was changed. */
  changedAt: string
}

export function getShop(db: Database): ShopRow {
  return prepared(
    db,
    `SELECT since_at AS sinceAt, changed_at AS changedAt, median_interval_days AS medianIntervalDays,
       mean_interval_days AS meanIntervalDays, regularity, leaving, settling, basket_minor AS basketMinor,
       forecast_error_days AS forecastErrorDays, forecasts FROM shop`,
  ).get() as ShopRow
}

export function shopOf(row: ShopRow, zone: Zone): Shop {
  const { sinceAt, changedAt: _, ...figures } = row
  return { zone, since: Date.parse(sinceAt), ...figures }
}

export function markChanged(db: Database, at: Instant): void {
  prepared(db, 'UPDATE shop SET changed_at = ?').run(instantText(at))
}

/** Takes a new snapshot of the shop as of a moment; whoever calls it replans everybody. */
export function takeSnapshot(db: Database, at: Instant, policy: Policy, zone: Zone): void {
  const { zone: _, since, ...figures } = reckonShop(db, at, policy, zone)
  prepared(
    db,
    `INSERT INTO shop (id, since_at, changed_at, median_interval_days, mean_interval_days, regularity, leaving,
       settling, basket_minor, forecast_error_days, forecasts)
     VALUES (1, :at, :at, :medianIntervalDays, :meanIntervalDays, :regularity, :leaving, :settling, :basketMinor,
       :forecastErrorDays, :forecasts)
     ON CONFLICT (id) DO UPDATE SET since_at = excluded.since_at,
       changed_at = max(changed_at, excluded.changed_at), median_interval_days = excluded.median_interval_days,
       mean_interval_days = excluded.mean_interval_days, regularity = excluded.regularity,
       leaving = excluded.leaving, settling = excluded.settling, basket_minor = excluded.basket_minor,
       forecast_error_days = excluded.forecast_error_days, forecasts = excluded.forecasts`,
  ).run({ at: instantText(since), ...figures })
  takePairs(db, at)
}

/** The shop's figures as of a moment, from the sales made until then. */
export function reckonShop(db: Database, at: Instant, policy: Policy, zone: Zone): Shop {
  const rhythm = new ShopRhythm(zone.day(at))
  const baskets: number[] = []
  for (const { days, spent } of purchaseDaysUntil(db, at, zone)) {
    rhythm.add(days)
    baskets.push(...spent)
  }
  const { days: forecastErrorDays, count: forecasts } = forecastError(productsBought(db, at, zone), policy)
  return {
    zone,
    since: at,
    ...rhythm.figures(policy),
    basketMinor: Math.max(0, median(baskets) ?? 0),
    forecastErrorDays,
    forecasts,
  }
}

/** Customers whose forecasts are looked back on: the middle of so many tells as much as everybody's. */
const LOOKED_BACK = 2000

/** What every so-manieth customer bought of each product until a moment, and kept. */
function productsBought(db: Database, at: Instant, zone: Zone): ProductBought[] {
  const newest = db.prepare('SELECT coalesce(max(id), 0) FROM customer').pluck().get() as number
  const rows = db
    .prepare(
      `SELECT s.customer_id AS customerId, l.product_id AS productId, s.sold_at AS soldAt,
         coalesce(s.delivered_day, s.promised_day) AS arrival, ${KEPT_QUANTITY} AS quantity, p.lasts_days AS lastsDays
       FROM customer c CROSS JOIN sale s ON s.customer_id = c.id
         CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
       WHERE c.id % :step = 0 AND s.sold_at <= :at AND (l.returned_at IS NULL OR l.returned_at <= :at)
       GROUP BY s.id, l.product_id HAVING ${KEPT_QUANTITY} > 0 ORDER BY s.id, l.product_id`,
    )
    .all({ step: Math.max(1, Math.floor(newest / LOOKED_BACK)), at: instantText(at) }) as ProductRow[]
  return rows.map(({ soldAt, arrival, ...row }) => {
    const day = zone.day(Date.parse(soldAt))
    return { ...row, day, anchorDay: Math.max(day, arrival === null ? day : (parseDay(arrival) ?? day)) }
  })
}

type ProductRow = Omit<ProductBought, 'day' | 'anchorDay'> & { soldAt: string; arrival: string | null }

/** What one customer bought in a stretch of time. */
export interface BuyerDays {
  customerId: number
  /** Her purchase days, ascending, at least one; and what each was worth. */
  days: Day[]
  spent: number[]
  /** What came of sales of which she kept nothing: of lone negative lines, as an import may bring. */
  otherMinor: number
}

const SALES = `
  SELECT s.customer_id AS customerId, s.sold_at AS soldAt, sum(l.amount_minor) - s.discount_minor AS worth,
    ${KEPT_QUANTITY} > 0 AS kept`
const KNOWN = 'l.returned_at IS NULL OR l.returned_at <= :now'

/** Everybody who bought from one moment until before another, as known at a third. */
export function purchaseDaysBetween(
  db: Database,
  from: string,
  until: string,
  now: Instant,
  zone: Zone,
): Generator<BuyerDays> {
  const rows = db.prepare(
    `${SALES} FROM sale s JOIN sale_line l ON l.sale_id = s.id
     WHERE s.sold_at >= :from AND s.sold_at < :until AND (${KNOWN})
     GROUP BY s.sold_at, s.id ORDER BY s.customer_id, s.sold_at, s.id`,
  )
  return byBuyer(rows.iterate({ from, until, now: instantText(now) }) as IterableIterator<SaleRow>, zone)
}

/** The same of everybody who ever bought until a moment: sales in the order in which they lie take half the time. */
function purchaseDaysUntil(db: Database, at: Instant, zone: Zone): Generator<BuyerDays> {
  const rows = db.prepare(
    `${SALES} FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
     WHERE +s.sold_at <= :now AND (${KNOWN})
     GROUP BY s.id ORDER BY s.customer_id, s.sold_at, s.id`,
  )
  return byBuyer(rows.iterate({ now: instantText(at) }) as IterableIterator<SaleRow>, zone)
}

function* byBuyer(rows: Iterable<SaleRow>, zone: Zone): Generator<BuyerDays> {
  let buyer = noSales(0)
  for (const { customerId, soldAt, worth, kept } of rows) {
    if (customerId !== buyer.customerId) {
      if (buyer.days.length > 0) yield buyer
      buyer = noSales(customerId)
    }
    const day = zone.day(Date.parse(soldAt))
    if (kept !== 1) buyer.otherMinor += worth
    else if (buyer.days.at(-1) === day) buyer.spent.push((buyer.spent.pop() ?? 0) + worth)
    else {
      buyer.days.push(day)
      buyer.spent.push(worth)
    }
  }
  if (buyer.days.length > 0) yield buyer
}

const noSales = (customerId: number): BuyerDays => ({ customerId, days: [], spent: [], otherMinor: 0 })

interface SaleRow {
  customerId: number
  soldAt: string
  worth: number
  /** 1 or 0; null of lone negative lines. */
  kept: number | null
}
