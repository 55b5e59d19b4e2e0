// What summaries ask of each customer, stored with her plan and read for a period by an index range.
import type { Database } from 'better-sqlite3'
import type { FirstCall, FirstCallOutcome } from '../domain/calls.ts'
import type { Instant } from '../domain/day.ts'
import type { Beginning, Standing, Tally } from '../domain/tally.ts'
import { prepared } from './open.ts'

/** Of the schema, word by word. */
export const TALLY_INDEXES = {
  tally_first: `CREATE INDEX tally_first ON tally (first_at, anchor_at, entered_at, second_at, talk_at) WHERE first_at IS NOT NULL`,
  tally_standing: `CREATE INDEX tally_standing ON tally (customer_id, unhappy_at, unhappy_until, refused_at)
  WHERE coalesce(unhappy_at, refused_at) IS NOT NULL`,
  first_call_due: 'CREATE INDEX first_call_due ON first_call (due_at, outcome)',
}

/** What has not changed is not written: most changes leave most of it as it was. */
export function replaceTally(db: Database, tally: Tally): void {
  if (JSON.stringify(tallyIn(db, tally.customerId)) === JSON.stringify(tally)) return
  prepared(db, 'DELETE FROM first_call WHERE customer_id = ?').run(tally.customerId)
  prepared(db, 'DELETE FROM tally WHERE customer_id = ?').run(tally.customerId)
  insertTally(db, tally)
}

export function insertTally(db: Database, { customerId, first, unhappy, refused, firstCalls }: Tally): void {
  const until = unhappy?.until === Number.POSITIVE_INFINITY ? null : (unhappy?.until ?? null)
  prepared(
    db,
    `INSERT INTO tally (customer_id, first_at, anchor_at, entered_at, second_at, talk_at, unhappy_at, unhappy_until,
       refused_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    customerId,
    ...(first ? [first.at, first.anchor, first.enteredAt, first.second, first.talk] : NO_BEGINNING),
    ...[unhappy?.from ?? null, until, refused],
  )
  const insert = prepared(
    db,
    'INSERT INTO first_call (customer_id, sale_id, due_at, outcome) VALUES (?, ?, ?, ?)',
  )
  for (const { saleId, due, outcome } of firstCalls) insert.run(customerId, saleId, due, outcome)
}

const NO_BEGINNING = [null, null, null, null, null]

/** What is stored of one customer; null where nothing is. */
export function tallyIn(db: Database, customerId: number): Tally | null {
  const row = prepared(db, `SELECT ${BEGINNING}, ${STANDING} FROM tally t WHERE t.customer_id = ?`).get(
    customerId,
  ) as (Beginning & StandingRow) | undefined
  if (!row) return null
  const { at, anchor, enteredAt, second, talk } = row
  const firstCalls = prepared(
    db,
    'SELECT sale_id AS saleId, due_at AS due, outcome FROM first_call WHERE customer_id = ? ORDER BY sale_id',
  ).all(customerId) as FirstCall[]
  return {
    customerId,
    first: at === null ? null : { at, anchor, enteredAt, second, talk },
    ...standing(row),
    firstCalls,
  }
}

const BEGINNING =
  't.first_at AS at, t.anchor_at AS anchor, t.entered_at AS enteredAt, t.second_at AS second, t.talk_at AS talk'
const STANDING = 't.unhappy_at AS unhappyAt, t.unhappy_until AS unhappyUntil, t.refused_at AS refused'

interface StandingRow {
  unhappyAt: Instant | null
  unhappyUntil: Instant | null
  refused: Instant | null
}

function standing({ unhappyAt, unhappyUntil, refused }: StandingRow): Standing {
  const until = unhappyUntil ?? Number.POSITIVE_INFINITY
  return { unhappy: unhappyAt === null ? null : { from: unhappyAt, until }, refused }
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

/** How those of these customers stand who were ever unhappy or refuse calls; the others are content. */
export function standingsOf(db: Database, customerIds: readonly number[]): Map<number, Standing> {
  const rows = prepared(
    db,
    `SELECT t.customer_id AS customerId, ${STANDING} FROM tally t INDEXED BY tally_standing
     WHERE t.customer_id IN (SELECT value FROM json_each(?)) AND coalesce(t.unhappy_at, t.refused_at) IS NOT NULL`,
  ).all(JSON.stringify(customerIds)) as ({ customerId: number } & StandingRow)[]
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
