// What summaries ask of each customer, stored with her plan and read for a period by an index range.
import type { Database } from 'better-sqlite3'
import type { FirstCall, FirstCallOutcome } from '../domain/calls.ts'
import type { Instant } from '../domain/day.ts'
import type { CameBack } from '../domain/retention.ts'
import type { Beginning, Deeds, Standing, Tally } from '../domain/tally.ts'
import { Batch } from './batch.ts'
import { prepared } from './open.ts'

/** What has not changed is not written: most changes leave most of it as it was. */
export function replaceTally(db: Database, tally: Tally): void {
  if (JSON.stringify(tallyIn(db, tally.customerId)) === JSON.stringify(tally)) return
  prepared(db, 'DELETE FROM first_call WHERE customer_id = ?').run(tally.customerId)
  prepared(db, 'DELETE FROM tally WHERE customer_id = ?').run(tally.customerId)
  const batch = new TallyBatch(db)
  batch.add(tally)
  batch.store()
}

/** What stores tallies and the first calls of each, once they are added to it. */
export class TallyBatch {
  readonly #tallies: Batch
  readonly #firstCalls: Batch

  constructor(db: Database) {
    this.#tallies = new Batch(
      db,
      `INSERT INTO tally (customer_id, first_at, anchor_at, entered_at, second_at, talk_at, unhappy_at, unhappy_until,
         refused_at, purchase_days, last_day, talks, nps, lapsed_day, usual_days)`,
      '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#firstCalls = new Batch(
      db,
      'INSERT INTO first_call (customer_id, sale_id, due_at, outcome)',
      '(?, ?, ?, ?)',
    )
  }

  add({ customerId, deeds, first, unhappy, refused, firstCalls }: Tally): void {
    const until = unhappy?.until === Number.POSITIVE_INFINITY ? null : (unhappy?.until ?? null)
    this.#tallies.add(
      customerId,
      ...(first ? [first.at, first.anchor, first.enteredAt, first.second, first.talk] : NO_BEGINNING),
      ...[unhappy?.from ?? null, until, refused],
      ...[deeds.purchaseDays, deeds.lastDay, deeds.talks, deeds.nps, deeds.lapsedDay, deeds.usualDays],
    )
    for (const { saleId, due, outcome } of firstCalls) this.#firstCalls.add(customerId, saleId, due, outcome)
  }

  /** Whether enough of them wait to be stored. */
  get isFull(): boolean {
    return this.#tallies.isFull || this.#firstCalls.isFull
  }

  store(): void {
    this.#tallies.store()
    this.#firstCalls.store()
  }
}

const NO_BEGINNING = [null, null, null, null, null]

/** What is stored of one customer; null where nothing is. */
export function tallyIn(db: Database, customerId: number): Tally | null {
  const row = prepared(
    db,
    `SELECT ${BEGINNING}, ${STANDING}, ${DEEDS} FROM tally t WHERE t.customer_id = ?`,
  ).get(customerId) as (Beginning & StandingRow & Deeds) | undefined
  if (!row) return null
  const { at, anchor, enteredAt, second, talk } = row
  const firstCalls = prepared(
    db,
    'SELECT sale_id AS saleId, due_at AS due, outcome FROM first_call WHERE customer_id = ? ORDER BY sale_id',
  ).all(customerId) as FirstCall[]
  return {
    customerId,
    deeds: deeds(row),
    first: at === null ? null : { at, anchor, enteredAt, second, talk },
    ...standing(row),
    firstCalls,
  }
}

const BEGINNING =
  't.first_at AS at, t.anchor_at AS anchor, t.entered_at AS enteredAt, t.second_at AS second, t.talk_at AS talk'
const STANDING = 't.unhappy_at AS unhappyAt, t.unhappy_until AS unhappyUntil, t.refused_at AS refused'

const DEEDS = `
  t.purchase_days AS purchaseDays, t.last_day AS lastDay, t.talks, t.nps, t.lapsed_day AS lapsedDay,
  t.usual_days AS usualDays`

const deeds = ({ purchaseDays, lastDay, talks, nps, lapsedDay, usualDays }: Deeds): Deeds => ({
  ...{ purchaseDays, lastDay, talks, nps, lapsedDay, usualDays },
})

interface StandingRow {
  unhappyAt: Instant | null
  unhappyUntil: Instant | null
  refused: Instant | null
}

function standing({ unhappyAt, unhappyUntil, refused }: StandingRow): Standing {
  const until = unhappyUntil ?? Number.POSITIVE_INFINITY
  return { unhappy: unhappyAt === null ? null : { from: unhappyAt, until }, refused }
}

/**
 * What these customers have done and how they stand, as stored. Who has a sale or a contact of a later moment is left out:
 * an import may bring such, and of them more is stored than has happened.
 */
export function deedsIn(
  db: Database,
  customerIds: readonly number[],
  now: string,
): Pick<Tally, 'customerId' | 'deeds' | 'unhappy'>[] {
  const rows = prepared(
    db,
    `SELECT t.customer_id AS customerId, ${STANDING}, ${DEEDS} FROM tally t
     WHERE t.customer_id IN (SELECT value FROM json_each(:ids))
       AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.customer_id = t.customer_id AND s.sold_at > :now)
       AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = t.customer_id AND k.at > :now)`,
  ).all({ ids: JSON.stringify(customerIds), now }) as ({ customerId: number } & StandingRow & Deeds)[]
  return rows.map((row) => ({ customerId: row.customerId, deeds: deeds(row), ...standing(row) }))
}

/** A customer by how she began. */
export interface Begun extends Beginning {
  customerId: number
}

/** Whoever bought first from one moment until before another, in order of that. */
export function begunBetween(db: Database, from: Instant, until: Instant): Begun[] {
  return prepared(
    db,
    `SELECT t.customer_id AS customerId, ${BEGINNING} FROM tally t
     WHERE t.first_at >= ? AND t.first_at < ? ORDER BY t.first_at, t.customer_id`,
  ).all(from, until) as Begun[]
}

/** The moment of the first purchase there was; null before one. */
export function firstBegun(db: Database): Instant | null {
  return prepared(db, 'SELECT min(first_at) FROM tally WHERE first_at IS NOT NULL')
    .pluck()
    .get() as Instant | null
}

/** Which of those who bought first in a stretch of time have the start of their clock at a moment. */
export function begunAnchoredAt(db: Database, from: Instant, until: Instant, anchor: Instant): number[] {
  return prepared(
    db,
    'SELECT customer_id FROM tally WHERE first_at >= ? AND first_at < ? AND anchor_at = ? ORDER BY customer_id',
  )
    .pluck()
    .all(from, until, anchor) as number[]
}

/** Who brought those who bought first in a stretch of time. */
export function referrersOfBegun(db: Database, from: Instant, until: Instant): number[] {
  return prepared(
    db,
    `SELECT DISTINCT c.referred_by_id FROM tally t CROSS JOIN customer c ON c.id = t.customer_id
     WHERE t.first_at >= ? AND t.first_at < ? AND c.referred_by_id IS NOT NULL`,
  )
    .pluck()
    .all(from, until) as number[]
}

/** Whose return is asked for: first purchases of a stretch of time, but for those whose clock starts at a moment. */
export interface Returning {
  from: Instant
  until: Instant
  but: Instant | null
  /** What comes from here on is too late. */
  limit: Instant
  /** How long after the start of the clock the first call is due, in milliseconds. */
  within: number
}

/** How they came back and were called, as domain/retention.ts has it of one by one. */
export function cameBackBetween(db: Database, asked: Returning): CameBack[] {
  const rows = prepared(
    db,
    `SELECT CASE
         WHEN talk_at IS NULL OR talk_at >= :limit OR talk_at >= second_at THEN 'notCalled'
         WHEN talk_at <= anchor_at + :within THEN 'within48h' ELSE 'later'
       END AS called, entered_at <= anchor_at + :within AS known, count(*) AS n,
       count(*) FILTER (WHERE second_at < :limit) AS bought
     FROM tally WHERE first_at >= :from AND first_at < :until AND anchor_at IS NOT :but
     GROUP BY called, known`,
  ).all(asked) as (Omit<CameBack, 'known'> & { known: number })[]
  return rows.map((row) => ({ ...row, known: row.known === 1 }))
}

// An index each: of those who refuse calls or are unhappy to this day, and of until when the others were unhappy.
const TO_THIS_DAY = 'coalesce(t.refused_at, iif(t.unhappy_until IS NULL, t.unhappy_at, NULL)) IS NOT NULL'
const LONGER = 'tally t INDEXED BY tally_unhappy_until WHERE t.unhappy_until > :now'

/** SQL for whether a customer refuses calls or is unhappy at :now; nearly nobody is so until a later moment alone. */
export const notContent = (customer: string) => `(
  EXISTS (
    SELECT 1 FROM tally t INDEXED BY tally_standing WHERE t.customer_id = ${customer} AND ${TO_THIS_DAY}
      AND (t.refused_at <= :now OR t.unhappy_at <= :now AND t.unhappy_until IS NULL))
  OR ${customer} IN (SELECT t.customer_id FROM ${LONGER} AND t.unhappy_at <= :now))`

/** How these customers stand who refuse calls or are unhappy at a moment, and perhaps others; the rest is content. */
export function standingsOf(
  db: Database,
  customerIds: readonly number[],
  now: Instant,
): Map<number, Standing> {
  const rows = prepared(
    db,
    `SELECT t.customer_id AS customerId, ${STANDING} FROM tally t INDEXED BY tally_standing
     WHERE t.customer_id IN (SELECT value FROM json_each(:ids)) AND ${TO_THIS_DAY}
     UNION SELECT t.customer_id, ${STANDING} FROM ${LONGER}`,
  ).all({ ids: JSON.stringify(customerIds), now }) as ({ customerId: number } & StandingRow)[]
  return new Map(rows.map((row) => [row.customerId, standing(row)]))
}

/** First calls whose deadline passed from one moment until before another, by how they came out. */
export function firstCallsBetween(
  db: Database,
  from: Instant,
  until: Instant,
): { outcome: FirstCallOutcome; n: number }[] {
  return prepared(
    db,
    'SELECT outcome, count(*) AS n FROM first_call WHERE due_at >= ? AND due_at < ? GROUP BY outcome',
  ).all(from, until) as { outcome: FirstCallOutcome; n: number }[]
}
