// The stored plan: stretches written at every change, read by index ranges alone.
import type { Database } from 'better-sqlite3'
import { dayText, type Instant, instantText, parseDay } from '../domain/day.ts'
import type { Lane, Stretch } from '../domain/plan.ts'
import { rankOf } from '../domain/rank.ts'
import { type TouchKind, tierOf } from '../domain/touch.ts'
import { Batch } from './batch.ts'
import { prepared } from './open.ts'

/** Stands for "until a talk ends it": later than every real moment, and sorts so. */
const NEVER = '9999-12-31T23:59:59.999Z'

/** Windows begin and end with days of the shop: a few thousand moments make up the plans of everybody. */
const MOMENTS = 20_000
const texts = new Map<Instant, string>()

function text(at: Instant): string {
  if (at === Number.POSITIVE_INFINITY) return NEVER
  const known = texts.get(at)
  if (known !== undefined) return known
  if (texts.size >= MOMENTS) texts.clear()
  const written = instantText(at)
  texts.set(at, written)
  return written
}
const flag = (is: boolean) => (is ? 1 : 0)
const numbers = (ids: string) => (ids === '' ? [] : ids.split(' ').map(Number))
const instant = (at: string) => (at === NEVER ? Number.POSITIVE_INFINITY : Date.parse(at))

export function replaceStretches(db: Database, customerId: number, stretches: readonly Stretch[]): void {
  prepared(db, 'DELETE FROM stretch WHERE customer_id = ?').run(customerId)
  const batch = stretchBatch(db)
  addStretches(batch, stretches)
  batch.store()
}

/** What stores stretches, once they are added to it. */
export function stretchBatch(db: Database): Batch {
  return new Batch(
    db,
    `INSERT INTO stretch (customer_id, from_at, until_at, lane, tier, rank, kind, sale_id, product_id, opens_at,
       due_at, closes_at, value, attempts, missed, carried, case_id, promise_id,
       after_first, second, run_out_day, unhappy, spared, awaited_case_id, first_uses, reorders)`,
    '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
}

export function addStretches(batch: Batch, stretches: readonly Stretch[]): void {
  for (const s of stretches) {
    // biome-ignore format: in the order of the columns
    batch.add(
      s.customerId, text(s.from), text(s.until), s.lane, s.tier, rankOf(s), s.kind, s.saleId, s.productId,
      text(s.opens), text(s.due), text(s.closes), s.value, s.attempts, s.missed, s.carried.join(' '),
      s.caseId, s.promiseId, flag(s.afterFirst), flag(s.second), s.runOut === null ? null : dayText(s.runOut),
      flag(s.unhappy), flag(s.spared), s.awaitedId, s.firstUses.join(' '), s.reorders.join(' '),
    )
  }
}

const SELECT = `
  SELECT customer_id, from_at, until_at, lane, tier, kind, sale_id, product_id, opens_at, due_at, closes_at, value,
    attempts, missed, carried, case_id, promise_id, after_first, second, run_out_day, unhappy, spared, awaited_case_id,
    first_uses, reorders
  FROM stretch`

// Left to itself SQLite takes stretch_from, which begins as promisingly, and then sorts every live stretch.
const IN_ORDER = 'INDEXED BY stretch_order'

/** In the order of the columns: so many of them are read sooner without their names. */
type Row = [
  customerId: number,
  from: string,
  until: string,
  lane: Lane,
  tier: number,
  kind: TouchKind,
  saleId: number | null,
  productId: number | null,
  opens: string,
  due: string,
  closes: string,
  value: number,
  attempts: number,
  missed: number,
  carried: string,
  caseId: number | null,
  promiseId: number | null,
  afterFirst: number,
  second: number,
  runOut: string | null,
  unhappy: number,
  spared: number,
  awaitedId: number | null,
  firstUses: string,
  reorders: string,
]

function stretch(row: unknown): Stretch {
  // biome-ignore format: in the order of the columns
  const [
    customerId, from, until, lane, tier, kind, saleId, productId, opens, due, closes, value,
    attempts, missed, carried, caseId, promiseId, afterFirst, second, runOut, unhappy, spared, awaitedId,
    firstUses, reorders,
  ] = row as Row
  return {
    customerId,
    from: instant(from),
    until: instant(until),
    lane,
    tier,
    kind,
    saleId,
    productId,
    caseId,
    promiseId,
    opens: instant(opens),
    due: instant(due),
    closes: instant(closes),
    value,
    attempts,
    missed,
    carried: carried === '' ? [] : (carried.split(' ') as TouchKind[]),
    afterFirst: afterFirst === 1,
    second: second === 1,
    runOut: runOut === null ? null : parseDay(runOut),
    unhappy: unhappy === 1,
    spared: spared === 1,
    awaitedId,
    firstUses: numbers(firstUses),
    reorders: numbers(reorders),
  }
}

const ORDER = 'ORDER BY tier, rank, due_at, customer_id'

/** What is live in a lane at a moment, in calling order. */
export function stretchesAt(db: Database, lane: Lane, at: Instant, limit: number): Stretch[] {
  const now = instantText(at)
  return prepared(
    db,
    `${SELECT} ${IN_ORDER} WHERE lane = ? AND from_at <= ? AND until_at > ? ${ORDER} LIMIT ?`,
  )
    .raw()
    .all(lane, now, now, limit)
    .map(stretch)
}

/** The same, of one kind of touch. */
export function stretchesOfKindAt(
  db: Database,
  lane: Lane,
  kind: TouchKind,
  at: Instant,
  limit: number,
): Stretch[] {
  const now = instantText(at)
  // A kind has one tier or two: the others of a long list need not be looked through for it.
  const first = tierOf({ kind, due: Number.POSITIVE_INFINITY, afterFirst: true }, at)
  const last = tierOf({ kind, due: Number.NEGATIVE_INFINITY, afterFirst: false }, at)
  return prepared(
    db,
    `${SELECT} ${IN_ORDER} WHERE lane = ? AND tier BETWEEN ? AND ? AND kind = ? AND from_at <= ? AND until_at > ?
     ${ORDER} LIMIT ?`,
  )
    .raw()
    .all(lane, first, last, kind, now, now, limit)
    .map(stretch)
}

/** How many are live in a lane at a moment; counting stops at the limit, and begins with what began last: most of that is. */
export function countStretchesAt(db: Database, lane: Lane, at: Instant, limit: number): number {
  const now = instantText(at)
  return prepared(
    db,
    `SELECT count(*) FROM (
       SELECT 1 FROM stretch INDEXED BY stretch_from
       WHERE lane = ? AND from_at <= ? AND until_at > ? ORDER BY from_at DESC LIMIT ?
     )`,
  )
    .pluck()
    .get(lane, now, now, limit) as number
}

/** The first moment after this one at which a call comes up. */
export function nextStretchAfter(db: Database, lane: Lane, at: Instant): Stretch | null {
  const row = prepared(db, `${SELECT} WHERE lane = ? AND from_at > ? ORDER BY from_at, customer_id LIMIT 1`)
    .raw()
    .get(lane, instantText(at))
  return row ? stretch(row) : null
}

/** What is to be done about one customer at a moment, or next after it; a message is no call. */
export function nextCallOf(db: Database, customerId: number, at: Instant): Stretch | null {
  const row = prepared(
    db,
    `${SELECT} WHERE customer_id = ? AND until_at > ? AND lane <> 'message' ORDER BY from_at LIMIT 1`,
  )
    .raw()
    .get(customerId, instantText(at))
  return row ? stretch(row) : null
}

export function stretchesOf(db: Database, customerId: number): Stretch[] {
  return prepared(db, `${SELECT} WHERE customer_id = ? ORDER BY from_at`).raw().all(customerId).map(stretch)
}
