// Bonus points: a ledger of entries, and the statement that follows from it; a balance is never stored.
import { type BonusEntry, type BonusLine, isEarnedBy, type Joining, type Source } from './bonus-entry.ts'
import { BonusReplay, type Lot, lastCard, lastDay, sumOf } from './bonus-replay.ts'
import type { Day, Instant, Zone } from './day.ts'

export interface Statement {
  lines: BonusLine[]
  /** The sum of the lines; never below zero. */
  balance: number
  /** The points that expire next, and the last day on which they can be spent. */
  expiring: { points: number; day: Day } | null
  /** What will be withheld from the next earnings. */
  withheld: number
}

/**
 * The statement as of a moment. Entries count by their own moments, those of one moment in order of entry. Spending
 * uses the points that expire first; so does a reversal, once the very points it takes back are used up.
 */
export function statementOf(
  entries: readonly BonusEntry[],
  now: Instant,
  zone: Zone,
  joinings: readonly Joining[] = [],
): Statement {
  const { lines, balance, pools } = new BonusReplay(zone, joinings).run(entries, now)
  return {
    lines,
    balance,
    expiring: nextToExpire(pools.flatMap(({ lots }) => lots)),
    withheld: pools.reduce((sum, { debt }) => sum + debt, 0),
  }
}

/** How many of the points earned by one source have expired by a moment. */
export function expiredOf(
  entries: readonly BonusEntry[],
  source: Source,
  at: Instant,
  zone: Zone,
  joinings: readonly Joining[] = [],
): number {
  const { expired } = new BonusReplay(zone, joinings).run(entries, at)
  return sumOf(expired.filter((lot) => isEarnedBy(lot.source, source)))
}

/** How many of the points earned by one source are still there at a moment. */
export function leftOf(
  entries: readonly BonusEntry[],
  source: Source,
  at: Instant,
  zone: Zone,
  joinings: readonly Joining[] = [],
): number {
  const { pools } = new BonusReplay(zone, joinings).run(entries, at)
  return sumOf(pools.flatMap(({ lots }) => lots).filter((lot) => isEarnedBy(lot.source, source)))
}

/**
 * How long points last that are given back: as long as they would have, had they not been spent on the sale. What would
 * be over by then, or was owed and not there, lasts as long as points of that day.
 * @param fresh the last day of points of that day
 */
export function refundsOf(
  entries: readonly BonusEntry[],
  { saleId, points, at }: { saleId: number; points: number; at: Instant },
  fresh: Day | null,
  zone: Zone,
  joinings: readonly Joining[] = [],
): { points: number; expires: Day | null }[] {
  const back = new BonusReplay(zone, joinings).run(entries, at).backFrom(saleId, points)
  const parts = new Map<Day | null, number>()
  const add = (expires: Day | null, part: number) => parts.set(expires, (parts.get(expires) ?? 0) + part)
  for (const { entry, left } of back) {
    const isOver = entry.expires !== null && entry.expires < zone.day(at)
    add(isOver ? fresh : entry.expires, left)
  }
  const rest = points - sumOf(back)
  if (rest > 0) add(fresh, rest)
  return Array.from(parts, ([expires, part]) => ({ points: part, expires }))
}

function nextToExpire(lots: readonly Lot[]): Statement['expiring'] {
  const left = lots.filter((lot) => lot.left > 0 && lot.entry.expires !== null)
  if (left.length === 0) return null
  const day = Math.min(...left.map(lastDay))
  const next = left.filter((lot) => lastDay(lot) === day)
  return { points: next.reduce((sum, lot) => sum + lot.left, 0), day }
}

/**
 * How many points can be spent at a moment: at most the balance then, and no more than leaves what was spent later
 * as it is.
 */
export function spendable(
  entries: readonly BonusEntry[],
  at: Instant,
  zone: Zone,
  joinings: readonly Joining[] = [],
): number {
  const end = Math.max(at, ...entries.map((entry) => entry.at))
  const spendsIn = (ledger: readonly BonusEntry[]) =>
    statementOf(ledger, end, zone, joinings).lines.filter(({ kind }) => kind === 'spend')
  const before = new Map(spendsIn(entries).map(({ entry, withheld }) => [entry.id, withheld]))
  const cardId = lastCard(entries[0]?.cardId ?? 0, joinings)
  const about = { at, saleId: null, friendId: null, expires: null, reason: null, cardId }
  const id = Math.max(0, ...entries.map((entry) => entry.id)) + 1
  let points = statementOf(entries, at, zone, joinings).balance
  while (points > 0) {
    const spend: BonusEntry = { ...about, id, kind: 'spend', points: -points }
    const short = spendsIn([...entries, spend])
      .map(({ entry, withheld }) => withheld - (before.get(entry.id) ?? 0))
      .find((missing) => missing > 0)
    if (short === undefined) return points
    // What the first of them is short of must be left at the least; then the next is looked at.
    points = Math.max(0, points - short)
  }
  return 0
}
