// Sales as the cadence sees them: what she kept, when its clock started, what it was worth.
import type { Day, Instant, Zone } from './day.ts'
import type { LineFact, SaleFact } from './facts.ts'

/** A sale of which she kept something. */
export interface Purchase {
  sale: SaleFact
  /** The moment and the local day of the sale itself. */
  at: Instant
  day: Day
  /** The start of the sale's clock: delivered day, else promised day, else the moment of the sale. */
  anchor: Instant
  anchorDay: Day
  /** What she kept, by product. */
  kept: Map<number, { quantity: number; lastsDays: number | null; hasTips: boolean }>
  spentMinor: number
  first: boolean
  /** Products she had not bought before. */
  newProducts: number[]
}

/**
 * Net quantity per product over sold and returned lines, to a millionth; products fully returned are left out. A
 * negative line that is no return, as an import may bring, changes money only.
 * @param lines of one sale; `returnedAt` is null for what was sold
 */
export function netQuantities(
  lines: readonly { productId: number; quantity: number; returnedAt: unknown }[],
): Map<number, number> {
  const net = new Map<number, number>()
  for (const { productId, quantity, returnedAt } of lines) {
    if (quantity > 0 || returnedAt !== null) net.set(productId, (net.get(productId) ?? 0) + quantity)
  }
  for (const [productId, quantity] of net) {
    const rounded = Math.round(quantity * 1e6) / 1e6
    if (rounded > 0) net.set(productId, rounded)
    else net.delete(productId)
  }
  return net
}

/** How much of a sale was kept, from 0 to 1: by the price of it, by pieces where nothing had a price. */
export function keptShare(
  lines: readonly { productId: number; quantity: number; amountMinor: number; returnedAt: unknown }[],
): number {
  const sold = lines.filter(({ quantity }) => quantity > 0)
  const priced = sold.some(({ amountMinor }) => amountMinor > 0)
  const worthOf = (productId: number | null) =>
    sold
      .filter((line) => productId === null || line.productId === productId)
      .reduce((sum, line) => sum + (priced ? line.amountMinor : line.quantity), 0)
  const piecesOf = (id: number) =>
    sold.reduce((sum, line) => (line.productId === id ? sum + line.quantity : sum), 0)
  const kept = [...netQuantities(lines)].reduce(
    (sum, [id, quantity]) => sum + (worthOf(id) * quantity) / piecesOf(id),
    0,
  )
  return kept === 0 ? 0 : kept / worthOf(null)
}

/** What was kept of a sale, with what is known of each product. */
export function keptOf(lines: readonly LineFact[]): Purchase['kept'] {
  const kept: Purchase['kept'] = new Map()
  for (const [productId, quantity] of netQuantities(lines)) {
    const line = lines.findLast((candidate) => candidate.productId === productId)
    const { lastsDays = null, hasTips = false } = line ?? {}
    kept.set(productId, { quantity, lastsDays, hasTips })
  }
  return kept
}

/** Sum of the lines less the sale's discount, in minor units; returns count negative. */
export function saleTotal(sale: {
  lines: readonly Pick<LineFact, 'amountMinor'>[]
  discountMinor: number
}): number {
  return sale.lines.reduce((sum, line) => sum + line.amountMinor, 0) - sale.discountMinor
}

/** The clock of a sale. A day without a time counts as noon, but never before the sale itself. */
export function anchorOf(sale: Pick<SaleFact, 'at' | 'promised' | 'delivered'>, zone: Zone): Instant {
  const day = sale.delivered ?? sale.promised
  return day === null ? sale.at : Math.max(sale.at, zone.noon(day))
}

/** Her purchases in time order. Fully returned sales and lone negative lines are none. */
export function purchasesOf(sales: readonly SaleFact[], zone: Zone): Purchase[] {
  const known = new Set<number>()
  const purchases: Purchase[] = []
  for (const sale of [...sales].sort((a, b) => a.at - b.at || a.id - b.id)) {
    const kept = keptOf(sale.lines)
    if (kept.size === 0) continue
    const anchor = anchorOf(sale, zone)
    const newProducts = [...kept.keys()].filter((id) => !known.has(id))
    for (const id of newProducts) known.add(id)
    purchases.push({
      sale,
      at: sale.at,
      day: zone.day(sale.at),
      anchor,
      anchorDay: zone.day(anchor),
      kept,
      spentMinor: saleTotal(sale),
      first: purchases.length === 0,
      newProducts,
    })
  }
  return purchases
}

/** Days on which she bought, ascending; several sales of one day are one purchase occasion. */
export function purchaseDays(purchases: readonly Pick<Purchase, 'day'>[]): Day[] {
  return [...new Set(purchases.map((purchase) => purchase.day))].sort((a, b) => a - b)
}
