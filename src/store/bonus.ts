// Bonus points: the entries of the ledger, the rules a sale was made under, and who brought whom.
import type { Database } from 'better-sqlite3'
import type { BonusEntry, Joining } from '../domain/bonus-entry.ts'
import type { EarnRule } from '../domain/bonus-rule.ts'
import { type Day, dayText, EVER, type Instant, instantText, parseDay } from '../domain/day.ts'
import { prepared } from './open.ts'
import { KEPT_QUANTITY } from './sale.ts'

export interface StoredBonusEntry extends BonusEntry {
  customerId: number
}

/** The rules that a sale was made under. */
export interface BonusTerms {
  /** Null where the programme was off. */
  earn: EarnRule | null
  expires: Day | null
  /** Points to be spent on it, as far as its discount has room for them. */
  spendPoints: number
  /** What one of them is worth, in minor units. */
  pointMinor: number
}

const SELECT = `
  SELECT id, customer_id AS customerId, at, kind, points, sale_id AS saleId, friend_id AS friendId,
    expires_day AS expiresDay, reason, coalesce(card_id, customer_id) AS cardId
  FROM bonus_entry`

type Row = Omit<StoredBonusEntry, 'at' | 'expires'> & { at: string; expiresDay: string | null }

function entry(value: unknown): StoredBonusEntry {
  const { expiresDay, at, ...row } = value as Row
  return { ...row, at: Date.parse(at), expires: expiresDay === null ? null : parseDay(expiresDay) }
}

/** Her entries, in time order. */
export function bonusEntriesOf(db: Database, customerId: number): StoredBonusEntry[] {
  return prepared(db, `${SELECT} WHERE customer_id = ? ORDER BY at, id`).all(customerId).map(entry)
}

/** Everybody who ever had points and was not forgotten. */
export function bonusHolders(db: Database): number[] {
  return prepared(
    db,
    `SELECT DISTINCT customer_id FROM bonus_entry
     WHERE customer_id NOT IN (SELECT customer_id FROM forgotten) ORDER BY customer_id`,
  )
    .pluck()
    .all() as number[]
}

/** The cards that were made one with hers while each had points of its own. */
export function joiningsOf(db: Database, customerId: number): Joining[] {
  const rows = prepared(
    db,
    `SELECT id AS card, into_id AS "into", at, last_entry_id AS afterId FROM merged_customer
     WHERE customer_id = ? AND into_id IS NOT NULL`,
  ).all(customerId) as (Omit<Joining, 'at'> & { at: string })[]
  return rows.map((row) => ({ ...row, at: Date.parse(row.at) }))
}

/** What was earned and spent on a sale, by whomever, in order of entry. */
export function bonusEntriesOfSale(db: Database, saleId: number): StoredBonusEntry[] {
  return prepared(db, `${SELECT} WHERE sale_id = ? AND friend_id IS NULL ORDER BY id`).all(saleId).map(entry)
}

/** What was earned for having brought a friend, and taken back, in order of entry. */
export function bonusEntriesForFriend(db: Database, friendId: number): StoredBonusEntry[] {
  return prepared(db, `${SELECT} WHERE friend_id = ? ORDER BY id`).all(friendId).map(entry)
}

/** Points that were given for a review of a moment, entered at another; 0 where none were. */
export function reviewPoints(db: Database, customerId: number, at: Instant, enteredAt: Instant): number {
  return prepared(
    db,
    `SELECT coalesce(sum(points), 0) FROM bonus_entry
     WHERE customer_id = ? AND at = ? AND entered_at = ? AND kind = 'review'`,
  )
    .pluck()
    .get(customerId, instantText(at), instantText(enteredAt)) as number
}

export function insertBonusEntry(
  db: Database,
  { at, expires, ...fields }: Omit<StoredBonusEntry, 'id'>,
  enteredAt: Instant,
): void {
  prepared(
    db,
    `INSERT INTO bonus_entry (customer_id, at, entered_at, kind, points, sale_id, friend_id, expires_day, reason)
     VALUES (:customerId, :at, :enteredAt, :kind, :points, :saleId, :friendId, :expiresDay, :reason)`,
  ).run({
    ...fields,
    at: instantText(at),
    enteredAt: instantText(enteredAt),
    expiresDay: expires === null ? null : dayText(expires),
  })
}

/** Null for a sale that has nothing to do with the programme. */
export function bonusTermsOf(db: Database, saleId: number): BonusTerms | null {
  const row = prepared(
    db,
    `SELECT earn_points AS earnPoints, earn_minor AS earnMinor, expires_day AS expiresDay, spend_points AS spendPoints,
       point_minor AS pointMinor
     FROM bonus_terms WHERE sale_id = ?`,
  ).get(saleId) as
    | {
        earnPoints: number | null
        earnMinor: number | null
        expiresDay: string | null
        spendPoints: number
        pointMinor: number
      }
    | undefined
  if (!row) return null
  const { earnPoints, earnMinor, expiresDay, spendPoints, pointMinor } = row
  return {
    earn: earnPoints === null || earnMinor === null ? null : { points: earnPoints, minor: earnMinor },
    expires: expiresDay === null ? null : parseDay(expiresDay),
    spendPoints,
    pointMinor,
  }
}

export function saveBonusTerms(
  db: Database,
  saleId: number,
  { earn, expires, spendPoints, pointMinor }: BonusTerms,
): void {
  prepared(
    db,
    `INSERT INTO bonus_terms (sale_id, earn_points, earn_minor, expires_day, spend_points, point_minor)
     VALUES (:saleId, :earnPoints, :earnMinor, :expiresDay, :spendPoints, :pointMinor)
     ON CONFLICT (sale_id) DO UPDATE SET expires_day = excluded.expires_day, spend_points = excluded.spend_points,
       point_minor = excluded.point_minor`,
  ).run({
    saleId,
    earnPoints: earn?.points ?? null,
    earnMinor: earn?.minor ?? null,
    expiresDay: expires === null ? null : dayText(expires),
    spendPoints,
    pointMinor,
  })
}

/** How much of the sale `s` was kept as of the moment `:until`; nothing where it had no line by then. */
const KEPT = `
  (SELECT ${KEPT_QUANTITY}
   FROM sale_line l WHERE l.sale_id = s.id AND (l.returned_at IS NULL OR l.returned_at <= :until))`

/** The first sale of hers of which anything was kept. @returns its id */
export function firstKeptSale(db: Database, customerId: number): number | null {
  const id = prepared(
    db,
    `SELECT s.id FROM sale s WHERE s.customer_id = :customerId AND ${KEPT} > 0 ORDER BY s.sold_at, s.id LIMIT 1`,
  )
    .pluck()
    .get({ customerId, until: EVER })
  return (id as number | undefined) ?? null
}

export interface Friend {
  id: number
  name: string
  bought: boolean
}

/** Whom she brought, in order of id, and whether they had bought and kept anything by a moment. */
export function friendsOf(db: Database, customerId: number, until: Instant): Friend[] {
  const rows = prepared(
    db,
    `SELECT c.id, c.name, EXISTS (
       SELECT 1 FROM sale s WHERE s.customer_id = c.id AND s.sold_at <= :until AND ${KEPT} > 0
     ) AS bought
     FROM customer c WHERE c.referred_by_id = :customerId ORDER BY c.id`,
  ).all({ customerId, until: instantText(until) }) as (Omit<Friend, 'bought'> & { bought: number })[]
  return rows.map((row) => ({ ...row, bought: row.bought === 1 }))
}
