// The past of a shop, as the evaluation of the ranking reads it: who bought what on which day, and who came back when.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type Day, parseDay } from '../../src/domain/day.ts'

/** One line of a sale. */
export interface Bought {
  /** Known by this text alone. */
  customer: string
  day: Day
  product: string
  quantity: number
  amountMinor: number
  /** Days one unit of the product lasts; null where nobody knows. */
  lastsDays: number | null
}

/** Customer → days from the end of the history until the next purchase, null where none came. */
export type Truth = ReadonlyMap<string, number | null>

/** @param path of a CSV with customer_id, date, quantity, amount and product; lasts_days may follow */
export function readHistory(path: string): Bought[] {
  return rowsOf(path).map((row) => {
    const day = parseDay(row.date ?? '')
    const [quantity, amount] = [Number(row.quantity), Number(row.amount)]
    if (!row.customer_id || day === null || !(quantity > 0) || Number.isNaN(amount))
      throw new Error(`${path}: ${JSON.stringify(row)}`)
    return {
      customer: row.customer_id,
      day,
      product: row.product || 'product',
      quantity,
      amountMinor: Math.round(amount * 100),
      lastsDays: row.lasts_days ? Number(row.lasts_days) : null,
    }
  })
}

/** @param path of a CSV with customer_id and wait_days, empty where the customer never came back */
export function readTruth(path: string): Truth {
  return new Map(
    rowsOf(path).map((row) => [row.customer_id ?? '', row.wait_days ? Number(row.wait_days) : null]),
  )
}

function rowsOf(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true })
}

/** A customer's purchase days, ascending, each once, and what each was worth. */
export interface Days {
  days: Day[]
  spentMinor: number[]
}

/** Everybody who bought until the end of a day, as that day knew them. */
export function daysUntil(history: readonly Bought[], last: Day): Map<string, Days> {
  const known = new Map<string, Days>()
  for (const { customer, day, amountMinor } of [...history].sort((a, b) => a.day - b.day)) {
    if (day > last) break
    const own = known.get(customer) ?? { days: [], spentMinor: [] }
    known.set(customer, own)
    if (own.days.at(-1) === day) own.spentMinor.push((own.spentMinor.pop() ?? 0) + amountMinor)
    else {
      own.days.push(day)
      own.spentMinor.push(amountMinor)
    }
  }
  return known
}

/** What came after a day of a past that goes on beyond it. */
export function truthAfter(past: readonly Bought[], last: Day): Truth {
  const truth = new Map<string, number | null>()
  for (const { customer, day } of [...past].sort((a, b) => a.day - b.day)) {
    if (day <= last) truth.set(customer, null)
    else if (truth.get(customer) === null) truth.set(customer, day - last)
  }
  return truth
}
