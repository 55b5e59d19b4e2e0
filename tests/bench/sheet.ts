// A made-up shop's sales as a spreadsheet of another program: one line each, in the order in which they were made.
import { type Day, dayText } from '../../src/domain/day.ts'
import { type Chance, chanceOf } from './chance.ts'
import { goods, person, popular } from './people.ts'
import { purchases } from './purchases.ts'

/** @param today the day before which all of them were made */
export function salesSheet(lines: number, today: Day, seed = 1): string {
  const chance = chanceOf(seed)
  const products = goods(chance, 200)
  const buyers: string[] = []
  const rows = ['customer_id,customer,phone,date,product,quantity,amount']
  for (const { buyer, day } of purchases(chance, lines, today)) {
    const who = buyers[buyer] ?? columnsOf(chance, buyer)
    buyers[buyer] = who
    const { name, priceMinor } = popular(chance, products)
    const quantity = chance.is(0.02) ? -1 : 1 + chance.below(2)
    const amount = ((priceMinor ?? 0) * quantity) / 100
    rows.push([who, dayText(day), name, quantity, amount.toFixed(2)].join(','))
  }
  return `${rows.join('\n')}\n`
}

function columnsOf(chance: Chance, number: number): string {
  const { name, phone } = person(chance, number)
  return [`C-${number + 1}`, name, phone ?? ''].join(',')
}
