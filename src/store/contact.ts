// Contacts: every talk, attempt and message; and beside them what she puts off or leaves out.
import type { Database } from 'better-sqlite3'
import type { Contacted } from '../domain/calls.ts'
import type { Factor, Repeat } from '../domain/contact.ts'
import type { Channel, Outcome } from '../domain/facts.ts'
import type { SentKind } from '../domain/message.ts'
import { prepared } from './open.ts'

export interface Contact {
  id: number
  customerId: number
  at: string
  outcome: Outcome
  channel: Channel
  direction: 'out' | 'in'
  /** Which message was sent; null where nobody knows, and for talks. */
  message: SentKind | null
  csat: number | null
  nps: number | null
  reason: string | null
  factor: Factor | null
  factorScore: number | null
  used: boolean | null
  repeat: Repeat | null
  note: string | null
  minutes: number | null
  nextAt: string | null
  runsOutDay: string | null
}

type Row = Omit<Contact, 'used'> & { used: number | null }

const SELECT = `
  SELECT id, customer_id AS customerId, at, outcome, channel, direction, message, csat, nps, reason, factor,
    factor_score AS factorScore, used, repeat, note, minutes, next_at AS nextAt, runs_out_day AS runsOutDay
  FROM contact`

const contact = (row: unknown): Contact => {
  const { used } = row as Row
  return { ...(row as Row), used: used === null ? null : used === 1 }
}

type ContactFields = Omit<Contact, 'id' | 'message'> &
  Partial<Pick<Contact, 'message'>> & { enteredAt: string; wrongPhone: string | null }

/**
 * Stores a contact, or the same contact with more answers when its id is given.
 * @param fields `message` is left out where nobody knows it
 * @returns its id
 */
export function saveContact(db: Database, id: number | null, fields: ContactFields): number {
  const row = prepared(
    db,
    `INSERT INTO contact (id, customer_id, at, entered_at, outcome, channel, direction, message, csat, nps, reason,
       factor, factor_score, used, repeat, note, minutes, next_at, runs_out_day, wrong_phone)
     VALUES (:id, :customerId, :at, :enteredAt, :outcome, :channel, :direction, :message, :csat, :nps, :reason, :factor,
       :factorScore, :used, :repeat, :note, :minutes, :nextAt, :runsOutDay, :wrongPhone)
     ON CONFLICT (id) DO UPDATE SET csat = excluded.csat, nps = excluded.nps, reason = excluded.reason,
       factor = excluded.factor, factor_score = excluded.factor_score, used = excluded.used,
       repeat = excluded.repeat, note = excluded.note, minutes = excluded.minutes, next_at = excluded.next_at,
       runs_out_day = excluded.runs_out_day
     RETURNING id`,
  ).get({ message: null, ...fields, id, used: fields.used === null ? null : Number(fields.used) }) as {
    id: number
  }
  return row.id
}

export function contactById(db: Database, id: number): Contact | null {
  const row = prepared(db, `${SELECT} WHERE id = ?`).get(id)
  return row ? contact(row) : null
}

/** Takes back that a number was wrong: it has been given anew. */
export function retractWrongPhone(db: Database, customerId: number, phone: string): void {
  prepared(db, 'UPDATE contact SET wrong_phone = NULL WHERE customer_id = ? AND wrong_phone = ?').run(
    customerId,
    phone,
  )
}

/** Her contacts up to a moment, the latest first. */
export function contactsOf(db: Database, customerId: number, until: string, limit: number): Contact[] {
  return prepared(db, `${SELECT} WHERE customer_id = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT ?`)
    .all(customerId, until, limit)
    .map(contact)
}

/** A contact as far as the next call is told of it. */
export type LastContact = Pick<Contact, 'at' | 'outcome' | 'note' | 'reason'>

/** Her latest contact up to a moment, of one outcome or of any; null where there was none. */
export function latestContact(
  db: Database,
  customerId: number,
  until: string,
  outcome: Outcome | null = null,
): LastContact | null {
  const of = outcome === null ? '' : 'AND outcome = :outcome'
  const row = prepared(
    db,
    `SELECT at, outcome, note, reason FROM contact
     WHERE customer_id = :customerId AND at <= :until ${of} ORDER BY at DESC, id DESC LIMIT 1`,
  ).get({ customerId, until, outcome })
  return (row as LastContact | undefined) ?? null
}

/** When she was last talked to; null before a talk. */
export function lastTalkAt(db: Database, customerId: number, until: string): string | null {
  const at = prepared(
    db,
    `SELECT at FROM contact WHERE customer_id = ? AND at <= ? AND outcome = 'talked' ORDER BY at DESC LIMIT 1`,
  )
    .pluck()
    .get(customerId, until)
  return (at as string | undefined) ?? null
}

/** The service factors she was asked, in time order. */
export function factorsAsked(db: Database, customerId: number): Factor[] {
  return prepared(
    db,
    'SELECT factor FROM contact WHERE customer_id = ? AND factor IS NOT NULL ORDER BY at, id',
  )
    .pluck()
    .all(customerId) as Factor[]
}

/** How many contacts there were in a period, by what came of them and who began. @param until not included */
export function countContacts(db: Database, from: string, until: string): Contacted {
  return prepared(
    db,
    // In one go: grouping thousands of rows takes twice as long.
    `SELECT count(*) FILTER (WHERE outcome = 'talked' AND direction = 'out') AS talksOut,
       count(*) FILTER (WHERE outcome = 'talked' AND direction = 'in') AS talksIn,
       count(*) FILTER (WHERE direction = 'out' AND outcome NOT IN ('talked', 'message-sent')) AS attempts,
       count(*) FILTER (WHERE outcome = 'message-sent') AS messages
     FROM contact WHERE at >= ? AND at < ?`,
  ).get(from, until) as Contacted
}

/** Minutes of the answered calls of a period, the shortest first. @param until not included */
export function minutesBetween(db: Database, from: string, until: string): number[] {
  // Thousands of calls take a few different times.
  const rows = prepared(
    db,
    `SELECT minutes, count(*) AS n FROM contact INDEXED BY contact_minutes
     WHERE outcome = 'talked' AND channel = 'phone' AND minutes IS NOT NULL AND at >= ? AND at < ?
     GROUP BY minutes ORDER BY minutes`,
  ).all(from, until) as { minutes: number; n: number }[]
  return rows.flatMap(({ minutes, n }) => Array<number>(n).fill(minutes))
}

/** Minutes of the latest answered calls, the latest first: what a call of hers takes. */
export function callMinutes(db: Database, limit: number): number[] {
  return prepared(
    db,
    `SELECT minutes FROM contact INDEXED BY contact_minutes
     WHERE outcome = 'talked' AND channel = 'phone' AND minutes IS NOT NULL ORDER BY at DESC LIMIT ?`,
  )
    .pluck()
    .all(limit) as number[]
}

export function insertSnooze(db: Database, customerId: number, at: string, until: string): number {
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO snooze (customer_id, at, until_at) VALUES (?, ?, ?)',
  ).run(customerId, at, until)
  return Number(lastInsertRowid)
}

export function insertSkip(db: Database, customerId: number, at: string, reason: string | null): number {
  const { lastInsertRowid } = prepared(db, 'INSERT INTO skip (customer_id, at, reason) VALUES (?, ?, ?)').run(
    customerId,
    at,
    reason,
  )
  return Number(lastInsertRowid)
}
