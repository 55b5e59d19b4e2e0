// Whom to thank and whom to ask for a name, by what they last answered in a period: counted where they are found.
import type { Database } from 'better-sqlite3'
import { type Instant, instantText } from '../domain/day.ts'
import { prepared } from './open.ts'
import { boughtUntil } from './referral.ts'
import { notContent } from './tally.ts'

export const PLEASED = ['thank', 'askForName'] as const

/** Somebody of one of the lists. */
export interface Pleased {
  list: (typeof PLEASED)[number]
  customerId: number
  /** The answer that brought her there; null for who is thanked for a friend alone. */
  answerId: number | null
  /** How many there are in her list. */
  total: number
}

/** Whose lists are asked for. */
export interface Pleasing {
  from: string
  /** Not included. */
  until: string
  now: Instant
  /** The 0–10 answer from which on she is a promoter; and the best on 1–5, for who gave none on 0–10. */
  promoter: number
  best: number
  /** Whose friends bought for the first time: thanked whatever they answered. */
  referrers: readonly number[]
  /** Who stands in neither list; null for whoever is stored to refuse calls or to be unhappy. */
  without: readonly number[] | null
  /** How many of each list are told. */
  most: number
}

const PLEASES = 'nps >= :promoter OR nps IS NULL AND csat = :best'

// Of each customer the latest answer on 0–10, else the latest on 1–5; moments are texts of one length.
const latest = (isOut: string) => `
  WITH latest AS (
    SELECT customer_id, id, nps, csat, at, max((nps IS NOT NULL) || at || (1000000000000000 + id)) FROM (
      SELECT k.customer_id, k.id, k.nps, k.csat, k.at FROM contact k
      WHERE k.at >= :from AND k.at < :until AND coalesce(k.nps, k.csat, k.factor_score) IS NOT NULL
        AND coalesce(k.nps, k.csat) IS NOT NULL
      UNION ALL SELECT value, 0, NULL, NULL, '' FROM json_each(:referrers)
    ) GROUP BY customer_id
  ),
  named AS MATERIALIZED (
    SELECT customer_id, iif(${PLEASES}, id, NULL) AS answer_id, iif(${PLEASES}, at, '') AS since,
      iif(nps >= :promoter AND NOT EXISTS (
        SELECT 1 FROM customer f WHERE f.referred_by_id = latest.customer_id AND ${boughtUntil('f.id', ':at')}
      ), 'askForName', 'thank') AS list
    FROM latest
    WHERE (${PLEASES} OR customer_id IN (SELECT value FROM json_each(:referrers))) AND NOT ${isOut}
  )`

const first = (list: string) => `
  SELECT * FROM (
    SELECT list, customer_id AS customerId, answer_id AS answerId,
      (SELECT count(*) FROM named n WHERE n.list = '${list}') AS total
    FROM named WHERE list = '${list}' ORDER BY since DESC, customer_id LIMIT :most)`

const BOTH = PLEASED.map(first).join(' UNION ALL ')
const STORED = `${latest(notContent('latest.customer_id'))} ${BOTH}`
const GIVEN = `${latest('customer_id IN (SELECT value FROM json_each(:without))')} ${BOTH}`

/** Each list from the latest answer on, whoever is thanked for a friend alone last. */
export function pleasedBetween(
  db: Database,
  { referrers, without, most, now, ...asked }: Pleasing,
): Pleased[] {
  return prepared(db, without === null ? STORED : GIVEN).all({
    ...asked,
    at: instantText(now),
    most: Number.isFinite(most) ? most : -1,
    referrers: JSON.stringify(referrers),
    ...(without === null ? { now } : { without: JSON.stringify(without) }),
  }) as Pleased[]
}
