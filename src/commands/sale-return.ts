// What a return takes back: quantities still kept, and the money paid for them.
import { netQuantities, saleTotal } from '../domain/sale.ts'
import { AppError } from '../errors.ts'
import type { Sale, SaleLine } from '../store/sale.ts'
import type { WantedLine } from './sale-lines.ts'

type Returned = Pick<SaleLine, 'productId' | 'quantity' | 'amountMinor'>

/**
 * The negative lines of a return. The sale's discount is given back in proportion, so that a sale returned whole comes
 * to nothing exactly.
 * @param wanted null for everything that is left
 * @throws AppError sale.nothingToReturn
 */
export function returnedLines(sale: Sale, wanted: readonly WantedLine[] | null): Returned[] {
  const left = leftOf(sale)
  const lines =
    wanted === null
      ? [...left].map(([productId, { quantity }]) => ({ productId, quantity }))
      : wanted.map(({ productId, product, quantity }) => {
          const kept = left.get(productId ?? 0)?.quantity ?? 0
          if (productId === null || quantity > kept) {
            throw new AppError('sale.nothingToReturn', { id: sale.id, product, kept })
          }
          return { productId, quantity }
        })
  if (left.size === 0) {
    throw new AppError('sale.nothingToReturn', {
      id: sale.id,
      product: sale.lines[0]?.product ?? '',
      kept: 0,
    })
  }
  const sold = sale.lines.reduce((sum, line) => sum + Math.max(0, line.amountMinor), 0)
  const paidShare = sold === 0 ? 1 : (sold - sale.discountMinor) / sold
  const back = lines.map(({ productId, quantity }) => {
    const unit = left.get(productId)?.unitMinor ?? 0
    return { productId, quantity: -quantity, amountMinor: -Math.round(quantity * unit * paidShare) }
  })
  const last = back.at(-1)
  const isWhole =
    netQuantities([...sale.lines, ...back.map((line) => ({ ...line, returnedAt: true }))]).size === 0
  if (last && isWhole) {
    last.amountMinor -= saleTotal(sale) + back.reduce((sum, line) => sum + line.amountMinor, 0)
  }
  return back
}

/** What is left of each product, and what one of it cost. */
function leftOf(sale: Sale): Map<number, { quantity: number; unitMinor: number }> {
  const sold = new Map<number, { quantity: number; amountMinor: number }>()
  for (const { productId, quantity, amountMinor } of sale.lines) {
    if (quantity < 0) continue
    const known = sold.get(productId) ?? { quantity: 0, amountMinor: 0 }
    sold.set(productId, {
      quantity: known.quantity + quantity,
      amountMinor: known.amountMinor + amountMinor,
    })
  }
  const left = new Map<number, { quantity: number; unitMinor: number }>()
  for (const [productId, quantity] of netQuantities(sale.lines)) {
    const { quantity: pieces, amountMinor } = sold.get(productId) ?? { quantity, amountMinor: 0 }
    left.set(productId, { quantity, unitMinor: amountMinor / pieces })
  }
  return left
}
