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
  /** The card it was entered on, where cards were made one since. */
  cardId?: number
}

/** A card that was made one with another: until then each had points of its own. */
export interface Joining {
  at: Instant
  /** The newest entry there was then, which tells what came before of one moment. */
  afterId: number
  card: number
  into: number
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

/** Points that are still there. */
interface Lot {
  /** The entry that put them there, and tells how long they last. */
  entry: BonusEntry
  /** The entry they were earned by: points given back are what they were before they were spent. */
  source: BonusEntry
  left: number
}

/** The points of one card, until it is made one with another. */
interface Pool {
  lots: Lot[]
  /** What is still to be withheld. */
  debt: number
}

const lastDay = ({ entry }: Lot) => entry.expires ?? Number.MAX_SAFE_INTEGER

const sumOf = (lots: readonly Lot[]) => lots.reduce((sum, { left }) => sum + left, 0)

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
  const { lines, balance, pools } = new Replay(zone, joinings).run(entries, now)
  return {
    lines,
    balance,
    expiring: nextToExpire(pools.flatMap(({ lots }) => lots)),
    withheld: pools.reduce((sum, { debt }) => sum + debt, 0),
  }
}

class Replay {
  readonly lines: BonusLine[] = []
  /** Points that expired, and what had earned them. */
  readonly expired: Lot[] = []
  balance = 0
  readonly #zone: Zone
  readonly #joinings: Joining[]
  readonly #pools = new Map<number, Pool>()
  readonly #joined: Joining[] = []
  /** What was spent on a sale, in the order of use. */
  readonly #spent = new Map<number, Lot[]>()

  constructor(zone: Zone, joinings: readonly Joining[]) {
    this.#zone = zone
    this.#joinings = [...joinings].sort((a, b) => a.at - b.at || a.afterId - b.afterId)
  }

  get pools(): Pool[] {
    return [...this.#pools.values()]
  }

  run(entries: readonly BonusEntry[], now: Instant): this {
    for (const entry of inOrder(entries)) {
      if (entry.at > now) break
      this.#joinBefore(entry.at, entry.id)
      this.#expireBefore(this.#zone.day(entry.at))
      if (entry.points < 0) this.#takeOff(entry)
      else this.#putOn(entry)
    }
    this.#expireBefore(this.#zone.day(now))
    return this
  }

  #takeOff(entry: BonusEntry): void {
    const { at, kind, points, saleId } = entry
    const pool = this.#poolOf(entry)
    const taken: Lot[] = []
    for (const lot of inOrderOfUse(pool.lots, entry)) {
      const part = Math.min(lot.left, -points - sumOf(taken))
      if (part > 0) taken.push({ ...lot, left: part })
      lot.left -= part
    }
    if (kind === 'spend' && saleId !== null) {
      this.#spent.set(saleId, [...(this.#spent.get(saleId) ?? []), ...taken])
    }
    const missing = -points - sumOf(taken)
    pool.debt += missing
    this.#put({ at, kind, points: 0 - sumOf(taken), withheld: missing, entry })
  }

  #putOn(entry: BonusEntry): void {
    const { at, kind, points } = entry
    const pool = this.#poolOf(entry)
    this.#put({ at, kind, points, withheld: 0, entry })
    const held = Math.min(points, pool.debt)
    pool.debt -= held
    if (held > 0) this.#put({ at, kind: 'withheld', points: -held, withheld: 0, entry })
    let owed = held
    for (const lot of kind === 'refund' ? this.#givenBack(entry) : [{ entry, source: entry, left: points }]) {
      const part = Math.min(owed, lot.left)
      owed -= part
      pool.lots.push({ ...lot, left: lot.left - part })
    }
  }

  /** Points that come back from a sale are earned by what had earned them; those that were owed, by coming back. */
  #givenBack(entry: BonusEntry): Lot[] {
    const back = this.backFrom(entry.saleId ?? 0, entry.points).map((lot) => ({ ...lot, entry }))
    const rest = entry.points - sumOf(back)
    return rest > 0 ? [...back, { entry, source: entry, left: rest }] : back
  }

  /** The points that were spent on a sale and now come back, those used last before the others. */
  backFrom(saleId: number, points: number): Lot[] {
    const back: Lot[] = []
    for (const lot of (this.#spent.get(saleId) ?? []).toReversed()) {
      const part = Math.min(lot.left, points - sumOf(back))
      lot.left -= part
      if (part > 0) back.push({ ...lot, left: part })
    }
    return back
  }

  #expireBefore(day: Day): void {
    const lots = this.pools.flatMap((pool) => pool.lots)
    const over = lots
      .filter((lot) => lot.left > 0 && lastDay(lot) < day)
      .sort((a, b) => lastDay(a) - lastDay(b))
    const lost = new Map<BonusEntry, number>()
    for (const lot of over) {
      lost.set(lot.entry, (lost.get(lot.entry) ?? 0) + lot.left)
      this.expired.push({ ...lot })
      lot.left = 0
    }
    for (const [entry, points] of lost) {
      const at = Math.max(entry.at, this.#zone.start((entry.expires as Day) + 1))
      this.#put({ at, kind: 'expiry', points: -points, withheld: 0, entry })
    }
  }

  /** Makes those cards one that were one when an entry was made. */
  #joinBefore(at: Instant, id: number): void {
    for (;;) {
      const [next] = this.#joinings
      if (!next || next.at > at || (next.at === at && next.afterId >= id)) return
      this.#joinings.shift()
      const [gone, stays] = [this.#pool(next.card), this.#pool(next.into)]
      stays.lots.push(...gone.lots)
      stays.debt += gone.debt
      this.#pools.delete(next.card)
      this.#joined.push(next)
    }
  }

  #poolOf({ cardId = 0 }: BonusEntry): Pool {
    return this.#pool(lastCard(cardId, this.#joined))
  }

  #pool(card: number): Pool {
    const pool = this.#pools.get(card) ?? { lots: [], debt: 0 }
    this.#pools.set(card, pool)
    return pool
  }

  #put(line: Omit<BonusLine, 'balance'>): void {
    this.balance += line.points
    this.lines.push({ ...line, balance: this.balance })
  }
}

function inOrder(entries: readonly BonusEntry[]): BonusEntry[] {
  return [...entries].sort((a, b) => a.at - b.at || a.id - b.id)
}

function inOrderOfUse(lots: readonly Lot[], entry: BonusEntry): Lot[] {
  const own = (lot: Lot) => Number(entry.kind === 'reversal' && isEarnedBy(lot.source, entry))
  return [...lots].sort((a, b) => own(b) - own(a) || lastDay(a) - lastDay(b))
}

/** What points were earned by: a friend who bought, or else a sale. */
export type Source = Pick<BonusEntry, 'saleId' | 'friendId'>

/** How many of the points earned by one source have expired by a moment. */
export function expiredOf(
  entries: readonly BonusEntry[],
  source: Source,
  at: Instant,
  zone: Zone,
  joinings: readonly Joining[] = [],
): number {
  const { expired } = new Replay(zone, joinings).run(entries, at)
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
  const { pools } = new Replay(zone, joinings).run(entries, at)
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
  const back = new Replay(zone, joinings).run(entries, at).backFrom(saleId, points)
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

/** What a card is part of, once all were made one. */
function lastCard(card: number, joinings: readonly Joining[]): number {
  const joined = joinings.find((joining) => joining.card === card)
  return joined ? lastCard(joined.into, joinings) : card
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
