// Bonus points: a ledger of entries, and the statement that follows from it; a balance is never stored.
import type { Day, Instant, Zone } from './day.ts'

/**
 * What an entry is for: points earned on a purchase, for a friend who bought, for a review, or given by hand; spent;
 * taken back because a purchase was; and given back because what they were spent on was.
 */
export type BonusKind = 'purchase' | 'referral' | 'review' | 'gift' | 'spend' | 'reversal' | 'refund'

export interface BonusEntry {
  id: number
  at: Instant
  kind: BonusKind
  /** Negative where spent or taken back. */
  points: number
  saleId: number | null
  /** Whose first purchase a referral is for. */
  friendId: number | null
  /** The last day on which these points can be spent; null for ever. */
  expires: Day | null
  reason: string | null
}

/** A line of the statement; expiry and what is withheld from an earning have lines of their own, never stored. */
export interface BonusLine {
  at: Instant
  kind: BonusKind | 'expiry' | 'withheld'
  /** What really came or went. */
  points: number
  /** What should have gone and was no longer there: it is withheld from the next earnings. */
  withheld: number
  /** After this line. */
  balance: number
  /** The entry of the line; for an expiry the one whose points expire, for what is withheld the one withheld from. */
  entry: BonusEntry
}

export interface Statement {
  lines: BonusLine[]
  /** The sum of the lines; never below zero. */
  balance: number
  /** The points that expire next, and the last day on which they can be spent. */
  expiring: { points: number; day: Day } | null
  /** What will be withheld from the next earnings. */
  withheld: number
}

/** Points of one entry that are still there. */
interface Lot {
  entry: BonusEntry
  left: number
}

const lastDay = ({ entry }: Lot) => entry.expires ?? Number.MAX_SAFE_INTEGER

/**
 * The statement as of a moment. Entries count by their own moments, those of one moment in order of entry. Spending
 * uses the points that expire first; so does a reversal, once the very points it takes back are used up.
 */
export function statementOf(entries: readonly BonusEntry[], now: Instant, zone: Zone): Statement {
  const lines: BonusLine[] = []
  const lots: Lot[] = []
  let balance = 0
  let debt = 0
  const put = (line: Omit<BonusLine, 'balance'>) => {
    balance += line.points
    lines.push({ ...line, balance })
  }
  const expireBefore = (day: Day) => {
    const over = lots.filter((lot) => lot.left > 0 && lastDay(lot) < day)
    for (const { entry, left } of over.sort((a, b) => lastDay(a) - lastDay(b))) {
      const at = Math.max(entry.at, zone.start((entry.expires as Day) + 1))
      put({ at, kind: 'expiry', points: -left, withheld: 0, entry })
    }
    for (const lot of over) lot.left = 0
  }
  const take = (entry: BonusEntry, wanted: number) => {
    let taken = 0
    for (const lot of inOrderOfUse(lots, entry)) {
      const part = Math.min(lot.left, wanted - taken)
      lot.left -= part
      taken += part
    }
    return taken
  }
  for (const entry of inOrder(entries)) {
    const { at, kind, points } = entry
    if (at > now) break
    expireBefore(zone.day(at))
    if (points < 0) {
      const taken = take(entry, -points)
      const missing = -points - taken
      debt += missing
      put({ at, kind, points: 0 - taken, withheld: missing, entry })
    } else {
      put({ at, kind, points, withheld: 0, entry })
      const held = Math.min(points, debt)
      debt -= held
      if (held > 0) put({ at, kind: 'withheld', points: -held, withheld: 0, entry })
      lots.push({ entry, left: points - held })
    }
  }
  expireBefore(zone.day(now))
  return { lines, balance, expiring: nextToExpire(lots), withheld: debt }
}

function inOrder(entries: readonly BonusEntry[]): BonusEntry[] {
  return [...entries].sort((a, b) => a.at - b.at || a.id - b.id)
}

function inOrderOfUse(lots: readonly Lot[], entry: BonusEntry): Lot[] {
  const own = (lot: Lot) => Number(entry.kind === 'reversal' && isEarnedBy(lot.entry, entry))
  return [...lots].sort((a, b) => own(b) - own(a) || lastDay(a) - lastDay(b))
}

/** What points were earned by: a friend who bought, or else a sale. */
export type Source = Pick<BonusEntry, 'saleId' | 'friendId'>

/** How many of the points earned by one source have expired by a moment. */
export function expiredOf(entries: readonly BonusEntry[], source: Source, at: Instant, zone: Zone): number {
  return statementOf(entries, at, zone)
    .lines.filter(({ kind, entry }) => kind === 'expiry' && isEarnedBy(entry, source))
    .reduce((sum, { points }) => sum - points, 0)
}

function isEarnedBy(earned: BonusEntry, { saleId, friendId }: Source): boolean {
  if (friendId !== null) return earned.kind === 'referral' && earned.friendId === friendId
  return earned.kind === 'purchase' && earned.saleId === saleId
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
export function spendable(entries: readonly BonusEntry[], at: Instant, zone: Zone): number {
  const end = Math.max(at, ...entries.map((entry) => entry.at))
  const spendsIn = (ledger: readonly BonusEntry[]) =>
    statementOf(ledger, end, zone).lines.filter(({ kind }) => kind === 'spend')
  const before = new Map(spendsIn(entries).map(({ entry, withheld }) => [entry.id, withheld]))
  const about = { at, saleId: null, friendId: null, expires: null, reason: null }
  const id = Math.max(0, ...entries.map((entry) => entry.id)) + 1
  let points = statementOf(entries, at, zone).balance
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
