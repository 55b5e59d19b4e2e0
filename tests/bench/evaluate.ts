// How good the order of the list is: whom it puts first, against who really bought, beside simple orders.
import { parseArgs } from 'node:util'
import { type Day, dayText, parseDay } from '../../src/domain/day.ts'
import { BASELINES, inOrder } from './baselines.ts'
import { generateShop, KINDS, type Kind, LAST_DAY } from './generated-shop.ts'
import { type Bought, daysUntil, readHistory, readTruth, type Truth, truthAfter } from './past.ts'
import { mondayFrom, shopWith } from './past-shop.ts'
import { ordersOf, roundsBefore, sumOf, type Tally, tallyOf } from './rolling.ts'

const USAGE = `npm run evaluate -- HISTORY.csv TRUTH.csv     who of the first of the list bought after the history
npm run evaluate -- HISTORY.csv --rolling     so many calls each Monday inside the history
npm run evaluate -- --generated regular       the same on a shop made up from a seed: regular, steady or irregular

Our list holds those to whom a routine call is due that day; every other order is one of everybody. Week by week each
order is shown both of everybody and of those who are due, and our chance alone beside chance times basket. At 480 calls a
share of 30 % is known to 2 points only, and differs as much from one weekday to the next: take --starts 7.

  --first 100             how many of the top of a list
  --windows 28,91,273     days within which they may buy
  --rolling               week by week
  --from 1997-04-07       the first Monday; the latest whose last calls can hit where it is left out
  --weeks 24 --calls 20   how long, and how many calls each Monday
  --starts 1              so many rounds, each begun a day earlier than the one before, taken together
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
    starts: { type: 'string', default: '1' },
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
  const values = new Map([...shop.worthsOn(last + 1)].map(([customer, { value }]) => [customer, value]))
  const lists: [string, string[]][] = [
    ['our list', shop.list()],
    ['by our value', inOrder(values)],
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

function evaluateRolling(past: readonly Bought[], last: Day): void {
  const [weeks, calls, gap, hit, starts] = [
    ...[flags.weeks, flags.calls, flags.gap, flags.hit, flags.starts].map(Number),
  ] as [number, number, number, number, number]
  // Of the last calls it must be over whether they hit.
  const lastCall = last + 1 - hit
  const from = flags.from === undefined ? mondayFrom(lastCall - 7 * weeks + 1) : parseDay(flags.from)
  if (from === null) throw new Error(flags.from)
  const shop = shopWith(past, last)
  const lives = daysUntil(past, Infinity)
  const rounds = roundsBefore({ from, weeks, calls, gap, hit }, starts)
  say(`${weeks} weeks from ${dayText(from)}, ${calls} calls each Monday, nobody twice in ${gap} days;`)
  if (starts > 1) say(`${starts} such rounds, each begun a day earlier, taken together;`)
  say(`bought within ${hit} days, and for how much a call:`)
  say(`${' '.repeat(20)}${'everybody'.padEnd(22)}those due`)
  for (const { name, everybody, due } of ordersOf(shop, past)) {
    const tallies = [everybody, due].map((on) => sumOf(rounds.map((round) => tallyOf(on, lives, round))))
    say(`  ${name.padEnd(16)}${tallies.map(metText).join('   ')}`)
  }
  shop.close()
}

/** The share of hits, and what was spent a call. */
function metText({ calls, hits, spentMinor }: Tally): string {
  const made = Math.max(1, calls)
  return percent(hits / made) + (spentMinor / made / 100).toFixed(2).padStart(10)
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
