// What customers answered: read for a stretch of time, or counted by an index without a look at the contacts themselves.
import type { Database } from 'better-sqlite3'
import type { Factor } from '../domain/contact.ts'
import type { FactorCount } from '../domain/grade.ts'
import type { Contact } from './contact.ts'
import { prepared } from './open.ts'

/** What a customer answered of the shop or of her purchase, and when. */
export type Answer = Pick<Contact, 'id' | 'customerId' | 'at' | 'nps' | 'csat'>

const ANSWER = 'k.id, k.customer_id AS customerId, k.at, k.nps, k.csat'

/** SQL for what stands in the index of answers `contact_answer`. */
const ANY_ANSWER = 'coalesce(k.nps, k.csat, k.factor_score) IS NOT NULL'

/** All answers of a period, in time order. @param until not included */
export function answersBetween(db: Database, from: string, until: string): Answer[] {
  const rows = prepared(
    db,
    `SELECT ${ANSWER} FROM contact k
     WHERE k.at >= ? AND k.at < ? AND ${ANY_ANSWER} AND coalesce(k.nps, k.csat) IS NOT NULL ORDER BY k.at, k.id`,
  )
  // There may be thousands, and a row without the names of its columns takes half the time.
  const told = rows.raw().all(from, until) as [number, number, string, number | null, number | null][]
  return told.map(([id, customerId, at, nps, csat]) => ({ id, customerId, at, nps, csat }))
}

/** The answers of a period of at most so much, on either scale, in time order. @param until not included */
export function lowAnswersBetween(
  db: Database,
  { npsAtMost, csatAtMost }: { npsAtMost: number; csatAtMost: number },
  from: string,
  until: string,
): Answer[] {
  return prepared(
    db,
    `SELECT ${ANSWER} FROM contact k
     WHERE k.at >= ? AND k.at < ? AND ${ANY_ANSWER} AND (k.nps <= ? OR k.csat <= ?) ORDER BY k.at, k.id`,
  ).all(from, until, npsAtMost, csatAtMost) as Answer[]
}

/** The answers given in these contacts, with her reasons in her own words; a note is the seller's and no quotation. */
export function answersIn(
  db: Database,
  contactIds: readonly number[],
): Map<number, Answer & { reason: string | null }> {
  const rows = prepared(
    db,
    `SELECT ${ANSWER}, k.reason FROM contact k WHERE k.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(contactIds)) as (Answer & { reason: string | null })[]
  return new Map(rows.map((row) => [row.id, row]))
}

/** How often each answer on 0–10 was a customer's latest one of a period. @param until not included */
export function countNps(db: Database, from: string, until: string): { nps: number; n: number }[] {
  // Moments are texts of one length.
  return prepared(
    db,
    `SELECT nps, count(*) AS n FROM (
       SELECT k.nps, max(k.at || (1000000000000000 + k.id)) FROM contact k
       WHERE k.at >= ? AND k.at < ? AND ${ANY_ANSWER} AND k.nps IS NOT NULL GROUP BY k.customer_id
     ) GROUP BY nps ORDER BY nps`,
  ).all(from, until) as { nps: number; n: number }[]
}

/** How often each mark was given to a service factor in a period. @param until not included */
export function countFactors(db: Database, from: string, until: string): FactorCount[] {
  return prepared(
    db,
    `SELECT factor, factor_score AS score, count(*) AS n FROM contact k
     WHERE at >= ? AND at < ? AND ${ANY_ANSWER} AND factor IS NOT NULL AND factor_score IS NOT NULL
     GROUP BY factor, factor_score`,
  ).all(from, until) as FactorCount[]
}

/** Her words in the latest contact of a period in which a factor got such a mark at most; null where there are none. */
export function latestWordsOn(
  db: Database,
  { factor, atMost }: { factor: Factor; atMost: number },
  from: string,
  until: string,
): string | null {
  const words = prepared(
    db,
    `SELECT reason FROM contact k
     WHERE at >= ? AND at < ? AND ${ANY_ANSWER} AND factor = ? AND factor_score <= ? AND reason IS NOT NULL
     ORDER BY at DESC, id DESC LIMIT 1`,
  )
  return (words.pluck().get(from, until, factor, atMost) as string | undefined) ?? null
}

/** Answers from before a moment, given since the opening of a case that is still open at another, in time order. */
export function unsolvedAnswersBefore(db: Database, before: string, now: string): Answer[] {
  // As with open cases, what was closed by then for good is not looked at.
  return prepared(
    db,
    `SELECT ${ANSWER} FROM service_case c CROSS JOIN contact k ON k.customer_id = c.customer_id
     WHERE (c.closed_at IS NULL OR c.closed_at > :now) AND +c.opened_at < :before AND +c.opened_at <= :now
       AND NOT coalesce((
         SELECT s.kind = 'confirm' FROM case_step s WHERE s.case_id = c.id AND s.at <= :now AND s.kind <> 'reply'
         ORDER BY s.at DESC, s.id DESC LIMIT 1
       ), 0)
       AND k.at >= c.opened_at AND k.at < :before AND k.at <= :now AND coalesce(k.nps, k.csat) IS NOT NULL
     ORDER BY k.at, k.id`,
  ).all({ before, now }) as Answer[]
}

/** How many answered on 1–5 in a period, and how many of them with 4 or 5. @param until not included */
export function countCsat(db: Database, from: string, until: string): { n: number; satisfied: number } {
  return prepared(
    db,
    `SELECT count(*) AS n, count(*) FILTER (WHERE csat >= 4) AS satisfied FROM contact INDEXED BY contact_csat
     WHERE at >= ? AND at < ? AND csat IS NOT NULL`,
  ).get(from, until) as { n: number; satisfied: number }
}
