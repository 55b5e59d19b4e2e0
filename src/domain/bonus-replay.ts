// A ledger of bonus points gone through entry by entry: what is still there, what it was spent on, what expired.
import { type BonusEntry, type BonusLine, isEarnedBy, type Joining } from './bonus-entry.ts'
import type { Day, Instant, Zone } from './day.ts'

/** Points that are still there. */
export interface Lot {
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

export const lastDay = ({ entry }: Lot) => entry.expires ?? Number.MAX_SAFE_INTEGER

export const sumOf = (lots: readonly Lot[]) => lots.reduce((sum, { left }) => sum + left, 0)

/** Goes through a ledger entry by entry: what each brought, spent or took back, and what is left of it. */
export class BonusReplay {
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

/** What a card is part of, once all were made one. */
export function lastCard(card: number, joinings: readonly Joining[]): number {
  const joined = joinings.find((joining) => joining.card === card)
  return joined ? lastCard(joined.into, joinings) : card
}
