// Customers: who bought or was referred.
import type { Database } from 'better-sqlite3'
import { EVER } from '../domain/day.ts'
import type { Reach } from '../domain/facts.ts'
import { refusedSince } from './consent.ts'
import { prepared } from './open.ts'
import { takeRefusals } from './refusal.ts'

export interface Customer {
  id: number
  externalId: string | null
  name: string
  /** E.164. */
  phone: string | null
  email: string | null
  /** A messenger's handle or address. */
  chat: string | null
  /** `MM-DD`. */
  birthday: string | null
  note: string | null
  referredById: number | null
  createdAt: string
  /** The number she is stored with turned out to be somebody else's. */
  wrongPhone: boolean
  /** Since when she refuses to be called, as far as is known by now; null where she does not. */
  refusedAt: string | null
  /** When everything that told who she is was erased. */
  forgottenAt: string | null
  /** Set where she was found by a number that is hers no longer. */
  formerPhone?: true
}

export type CustomerFields = Pick<
  Customer,
  'externalId' | 'name' | 'phone' | 'email' | 'chat' | 'birthday' | 'note' | 'referredById'
>

const COLUMNS = `
  c.id, c.external_id AS externalId, c.name, c.phone, c.email, c.chat, c.birthday, c.note,
  c.referred_by_id AS referredById, c.created_at AS createdAt,
  EXISTS (SELECT 1 FROM contact w WHERE +w.customer_id = c.id AND w.wrong_phone = c.phone) AS wrongPhone,
  ${refusedSince('c.id', `'${EVER}'`)} AS refusedAt,
  (SELECT f.at FROM forgotten f WHERE f.customer_id = c.id) AS forgottenAt`

const SELECT = `SELECT ${COLUMNS} FROM customer c`

/** Whoever was forgotten stands in no list of people. */
const KNOWN = 'c.id NOT IN (SELECT customer_id FROM forgotten)'

type Row = Omit<Customer, 'wrongPhone'> & { wrongPhone: number }

const customer = (row: unknown): Customer => ({ ...(row as Row), wrongPhone: (row as Row).wrongPhone === 1 })

/** Whoever bears a number now: also the card that theirs was made one with. */
const OF_ID = 'c.id = coalesce((SELECT m.customer_id FROM merged_customer m WHERE m.id = :id), :id)'

/** The customer of this number, also where their card was made one with another. */
export function customerById(db: Database, id: number): Customer | null {
  const row = prepared(db, `${SELECT} WHERE ${OF_ID}`).get({ id })
  return row ? customer(row) : null
}

/**
 * As much of the customer of this number as lists name.
 * @throws Error for a number that is nobody's; one out of another table is somebody's
 */
export function personById(db: Database, id: number): Pick<Customer, 'id' | 'externalId' | 'name' | 'phone'> {
  const sql = `SELECT c.id, c.external_id AS externalId, c.name, c.phone FROM customer c WHERE ${OF_ID}`
  const row = prepared(db, sql).get({ id })
  if (!row) throw new Error(`nobody is customer ${id}`)
  return row as ReturnType<typeof personById>
}

/**
 * Everybody who has this phone, or had it on a card that was made one with theirs, in order of id; then those who had
 * it before, or gave it though it was not theirs.
 */
export function customersByPhone(db: Database, phone: string): Customer[] {
  // An import asks it for every customer; sorting these few in SQL costs more than finding them.
  return (
    prepared(
      db,
      `SELECT ${COLUMNS}, c.phone IS NOT :phone AND NOT EXISTS (
         SELECT 1 FROM merged_customer m WHERE m.phone = :phone AND m.customer_id = c.id) AS former
       FROM customer c
       WHERE c.phone = :phone
         OR c.id IN (SELECT m.customer_id FROM merged_customer m WHERE m.phone = :phone)
         OR c.id IN (SELECT f.customer_id FROM former_phone f WHERE f.phone = :phone)
         OR c.id IN (SELECT w.customer_id FROM contact w WHERE w.wrong_phone = :phone)`,
    ).all({ phone }) as (Row & { former: number })[]
  )
    .sort((a, b) => a.former - b.former || a.id - b.id)
    .map(({ former, ...row }) => ({ ...customer(row), ...(former === 1 ? { formerPhone: true } : {}) }))
}

/** Who has this external id; if nobody, who had it on a card that was made one with theirs. */
export function customerByExternalId(db: Database, externalId: string): Customer | null {
  const row =
    prepared(db, `${SELECT} WHERE c.external_id = ?`).get(externalId) ??
    prepared(
      db,
      `${SELECT} WHERE c.id IN (SELECT m.customer_id FROM merged_customer m WHERE m.external_id = ?)`,
    ).get(externalId)
  return row ? customer(row) : null
}

/** Customers whose whole folded name is this. */
export function customersByName(db: Database, nameKey: string): Customer[] {
  return prepared(db, `${SELECT} WHERE c.name_key = ? AND ${KNOWN} ORDER BY c.id`).all(nameKey).map(customer)
}

/** Those of these numbers, in the same order. */
export function customersByIds(db: Database, ids: readonly number[]): Customer[] {
  const rows = prepared(db, `${SELECT} WHERE c.id IN (SELECT value FROM json_each(?))`).all(
    JSON.stringify(ids),
  ) as Row[]
  const known = new Map(rows.map((row) => [row.id, customer(row)]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

/** Name and phone of those of these numbers. */
export function peopleByIds(
  db: Database,
  ids: readonly number[],
): Map<number, Pick<Customer, 'name' | 'phone'>> {
  const rows = prepared(
    db,
    'SELECT id, name, phone FROM customer WHERE id IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(ids)) as Pick<Customer, 'id' | 'name' | 'phone'>[]
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}

export function listCustomers(db: Database, limit: number, offset = 0): Customer[] {
  return prepared(db, `${SELECT} WHERE ${KNOWN} ORDER BY c.name_key, c.id LIMIT ? OFFSET ?`)
    .all(limit, offset)
    .map(customer)
}

export function countCustomers(db: Database): number {
  return prepared(
    db,
    `SELECT (SELECT count(*) FROM customer)
       - (SELECT count(*) FROM forgotten f CROSS JOIN customer c ON c.id = f.customer_id)`,
  )
    .pluck()
    .get() as number
}

/** Whether there is anybody at all; counting everybody costs more in a large shop. */
export function hasCustomers(db: Database): boolean {
  return prepared(db, 'SELECT EXISTS (SELECT 1 FROM customer)').pluck().get() === 1
}

/** The number of a card that is no more, forgotten or made one with another, is given to nobody else. */
const NEXT_ID = `
  (SELECT 1 + max(coalesce((SELECT max(id) FROM customer), 0), coalesce((SELECT max(id) FROM merged_customer), 0),
     coalesce((SELECT max(customer_id) FROM forgotten), 0)))`

/** The number that the next card will have. */
export function nextCustomerId(db: Database): number {
  return prepared(db, `SELECT ${NEXT_ID}`).pluck().get() as number
}

export function insertCustomer(
  db: Database,
  fields: CustomerFields,
  nameKey: string,
  createdAt: string,
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO customer (id, external_id, name, name_key, phone, email, chat, birthday, note, referred_by_id,
       created_at)
     VALUES (${NEXT_ID}, :externalId, :name, :nameKey, :phone, :email, :chat, :birthday, :note, :referredById,
       :createdAt)`,
  ).run({ ...fields, nameKey, createdAt })
  const id = Number(lastInsertRowid)
  takeRefusals(db, id)
  return id
}

/** Stores what is known of her now; a number that gives way is remembered, and a refused one stays refused. */
export function updateCustomer(db: Database, id: number, fields: CustomerFields, nameKey: string): void {
  keepFormerPhone(db, id, fields.phone)
  prepared(
    db,
    `UPDATE customer SET external_id = :externalId, name = :name, name_key = :nameKey, phone = :phone, email = :email,
       chat = :chat, birthday = :birthday, note = :note, referred_by_id = :referredById
     WHERE id = :id`,
  ).run({ ...fields, nameKey, id })
  takeRefusals(db, id)
}

/** Whatever number she has now is no former one; one found to be somebody else's never was hers. */
function keepFormerPhone(db: Database, id: number, phone: string | null): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO former_phone (customer_id, phone)
     SELECT c.id, c.phone FROM customer c
     WHERE c.id = :id AND c.phone <> coalesce(:phone, '')
       AND NOT EXISTS (SELECT 1 FROM contact w WHERE w.customer_id = c.id AND w.wrong_phone = c.phone)`,
  ).run({ id, phone })
  prepared(db, 'DELETE FROM former_phone WHERE customer_id = ? AND phone = ?').run(id, phone)
}

export function changePhone(db: Database, id: number, phone: string): void {
  keepFormerPhone(db, id, phone)
  prepared(db, 'UPDATE customer SET phone = ? WHERE id = ?').run(phone, id)
  takeRefusals(db, id)
}

/** How she can be reached: a number that rings first, then writing. */
export function reachOf(customer: Pick<Customer, 'phone' | 'wrongPhone' | 'email' | 'chat'>): Reach {
  if (customer.phone !== null && !customer.wrongPhone) return 'phone'
  if (customer.chat !== null) return 'chat'
  return customer.email !== null ? 'email' : null
}
