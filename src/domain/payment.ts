// Payments: how what was paid for a sale covers what was promised to be paid.
import type { Day } from './day.ts'
import type { Settlement } from './promise.ts'

export interface PaymentFact {
  id: number
  /** The newest promise at its entry: it covers those that were known by then, by whatever clock. */
  lastPromiseId: number
  /** Negative where money was given back. */
  amountMinor: number
}

/** A customer's promise to pay so much of a sale by a day. */
export interface PaymentPromiseFact {
  id: number
  due: Day
  amountMinor: number
  settlement: Settlement | null
}

/**
 * What is left to pay of each open promise of one sale, in minor units. A payment covers what was promised by then, the
 * earliest due first; what is owed no more, as after a return, is taken off the latest.
 * @param owedMinor what is still owed for the sale; negative where money is to be given back
 */
export function leftToPay(
  promises: readonly PaymentPromiseFact[],
  payments: readonly PaymentFact[],
  owedMinor: number,
): Map<number, number> {
  // What was given up covers nothing; what was kept has had its share of the payments.
  const counted = promises
    .filter(({ settlement }) => settlement === null || settlement === 'kept')
    .sort((a, b) => a.due - b.due || a.id - b.id)
  const left = new Map(counted.map(({ id, amountMinor }) => [id, amountMinor]))
  for (const payment of [...payments].sort((a, b) => a.id - b.id)) {
    let money = Math.max(0, payment.amountMinor)
    for (const { id } of counted.filter((promise) => promise.id <= payment.lastPromiseId)) {
      const covered = Math.min(money, left.get(id) ?? 0)
      left.set(id, (left.get(id) ?? 0) - covered)
      money -= covered
    }
  }
  let owed = Math.max(0, owedMinor)
  const open = new Map<number, number>()
  for (const { id, settlement } of counted) {
    if (settlement !== null) continue
    const amount = Math.min(owed, left.get(id) ?? 0)
    open.set(id, amount)
    owed -= amount
  }
  return open
}
