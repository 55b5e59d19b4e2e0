// What a return takes back: quantities still kept, and the money paid for them.
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
  const kept = [...left.values()].reduce((sum, { quantity }) => sum + quantity, 0)
  if (kept === 0) {
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
  if (last && lines.reduce((sum, line) => sum + line.quantity, 0) === kept) {
    const total = sale.lines.reduce((sum, line) => sum + line.amountMinor, 0) - sale.discountMinor
    last.amountMinor -= total + back.reduce((sum, line) => sum + line.amountMinor, 0)
  }
  return back
}

/** What is left of each product, and what one of it cost. */
function leftOf(sale: Sale): Map<number, { quantity: number; unitMinor: number }> {
  const left = new Map<number, { quantity: number; unitMinor: number }>()
  for (const { productId, quantity, amountMinor } of sale.lines) {
    const known = left.get(productId) ?? { quantity: 0, unitMinor: 0 }
    const unitMinor = quantity > 0 ? amountMinor / quantity : known.unitMinor
    left.set(productId, { quantity: known.quantity + quantity, unitMinor })
  }
  for (const [productId, { quantity }] of left) if (quantity <= 0) left.delete(productId)
  return left
}
