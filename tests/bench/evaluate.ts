// How good the order of the list is: whom it puts first, against who really bought, beside simple orders.
import { parseArgs } from 'node:util'
import { type Day, dayText, parseDay } from '../../src/domain/day.ts'
import { BASELINES, inOrder } from './baselines.ts'
import { generateShop, KINDS, type Kind, LAST_DAY } from './generated-shop.ts'
import { type Bought, daysUntil, readHistory, readTruth, type Truth, truthAfter } from './past.ts'
import { mondayFrom, shopWith } from './past-shop.ts'

const USAGE = `npm run evaluate -- HISTORY.csv TRUTH.csv     who of the first of the list bought after the history
npm run evaluate -- HISTORY.csv --rolling     so many calls each Monday inside the history
npm run evaluate -- --generated regular       the same on a shop made up from a seed: regular, steady or irregular

Our list holds those to whom a routine call is due that day; every other order is one of everybody.

  --first 100             how many of the top of a list
  --windows 28,91,273     days within which they may buy
  --rolling               week by week
  --from 1997-04-07       the first Monday; 24 weeks before the end where it is left out
  --weeks 24 --calls 20   how long, and how many calls each Monday
  --gap 28                days in which nobody is called twice
  --hit 14                days within which a call counts as a hit
  --customers 1000 --seed 1 --products   of a generated shop; products say how long they last
`

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: 'string', default: '100' },
    windows: { type: 'string', default: '28,91,273' },
    rolling: { type: 'boolean', default: false },
    from: { type: 'string' },
    weeks: { type: 'string', default: '24' },
    calls: { type: 'string', default: '20' },
    gap: { type: 'string', default: '28' },
    hit: { type: 'string', default: '14' },
    generated: { type: 'string' },
    customers: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    products: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (line = '') => process.stdout.write(`${line}\n`)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9)

/** The share of the first of a list who buy within so many days after it. */
function precision(list: readonly string[], first: number, days: number, truth: Truth): number {
  const top = list.slice(0, first)
  return top.filter((customer) => (truth.get(customer) ?? Infinity) <= days).length / Math.max(1, top.length)
}

function evaluateOnce(history: readonly Bought[], last: Day, truth: Truth): void {
  const first = Number(flags.first)
  const windows = flags.windows.split(',').map(Number)
  const shop = shopWith(history, last)
  const known = daysUntil(history, last)
  const lists: [string, string[]][] = [
    ['our list', shop.list()],
    ['by our value', inOrder(shop.valuesOn(last + 1))],
  ]
  for (const [name, score] of Object.entries(BASELINES)) lists.push([name, inOrder(score(known, last))])
  say(`${known.size} customers as of ${dayText(last)}, ${shop.stretches} stretches of plans`)
  say(`first ${first} of each list who buy within ${windows.join(', ')} days:`)
  for (const [name, list] of lists) {
    const shares = windows.map((days) => percent(precision(list, first, days, truth)))
    say(`  ${name.padEnd(16)}${shares.join('')}   of ${list.length}`)
  }
  shop.close()
}

/** Calls the first of a list each Monday, nobody twice within the gap. @returns the share of hits */
function roll(listOn: (monday: Day) => readonly string[], from: Day, past: readonly Bought[]): number {
  const [weeks, calls, gap, hit] = [flags.weeks, flags.calls, flags.gap, flags.hit].map(Number) as [
    ...[number, number, number, number],
  ]
  const days = new Map<string, Day[]>()
  for (const { customer, day } of past) days.set(customer, [...(days.get(customer) ?? []), day])
  const called = new Map<string, Day>()
  let [made, hits] = [0, 0]
  for (let monday = from; monday < from + 7 * weeks; monday += 7) {
    const rested = (customer: string) => monday - (called.get(customer) ?? -Infinity) >= gap
    for (const customer of listOn(monday).filter(rested).slice(0, calls)) {
      called.set(customer, monday)
      made += 1
      if (days.get(customer)?.some((day) => monday <= day && day < monday + hit)) hits += 1
    }
  }
  return hits / Math.max(1, made)
}

function evaluateRolling(past: readonly Bought[], last: Day): void {
  const weeks = Number(flags.weeks)
  const from = flags.from === undefined ? mondayFrom(last - 7 * weeks - 6) : parseDay(flags.from)
  if (from === null) throw new Error(flags.from)
  const shop = shopWith(past, last)
  say(
    `${weeks} weeks from ${dayText(from)}, ${flags.calls} calls each Monday, nobody twice in ${flags.gap} days; ` +
      `bought within ${flags.hit} days:`,
  )
  say(`  ${'our list'.padEnd(16)}${percent(roll(shop.listOn, from, past))}`)
  say(
    `  ${'by our value'.padEnd(16)}${percent(roll((monday) => inOrder(shop.valuesOn(monday)), from, past))}`,
  )
  for (const [name, score] of Object.entries(BASELINES)) {
    const share = roll((monday) => inOrder(score(daysUntil(past, monday - 1), monday)), from, past)
    say(`  ${name.padEnd(16)}${percent(share)}`)
  }
  shop.close()
}

function isKind(text: string): text is Kind {
  return text in KINDS
}

if (flags.generated !== undefined && isKind(flags.generated)) {
  const { generated: kind, products } = flags
  const made = { kind, products, customers: Number(flags.customers), seed: Number(flags.seed) }
  const past = generateShop(made)
  if (flags.rolling) evaluateRolling(past, LAST_DAY)
  else evaluateOnce(past, LAST_DAY, truthAfter(past, LAST_DAY))
} else if (positionals[0] !== undefined && (flags.rolling || positionals[1] !== undefined) && !flags.help) {
  const history = readHistory(positionals[0])
  const last = history.reduce((latest, { day }) => Math.max(latest, day), 0)
  if (flags.rolling) evaluateRolling(history, last)
  else evaluateOnce(history, last, readTruth(positionals[1] as string))
} else {
  say(USAGE)
  process.exitCode = flags.help ? 0 : 2
}
