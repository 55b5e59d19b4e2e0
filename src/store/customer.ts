// Customers: who bought or was referred.
import type { Database } from 'better-sqlite3'
import type { Reach } from '../domain/facts.ts'
import { prepared } from './open.ts'

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
  /** She asked not to be called; kept as the moment of her refusal. */
  refusedAt: string | null
}

export type CustomerFields = Pick<
  Customer,
  'externalId' | 'name' | 'phone' | 'email' | 'chat' | 'birthday' | 'note' | 'referredById'
>

const COLUMNS = `
  c.id, c.external_id AS externalId, c.name, c.phone, c.email, c.chat, c.birthday, c.note,
  c.referred_by_id AS referredById, c.created_at AS createdAt,
  EXISTS (SELECT 1 FROM contact w WHERE w.customer_id = c.id AND w.wrong_phone = c.phone) AS wrongPhone,
  (SELECT max(r.at) FROM contact r WHERE r.customer_id = c.id AND r.outcome = 'refused') AS refusedAt`

const SELECT = `SELECT ${COLUMNS} FROM customer c`

type Row = Omit<Customer, 'wrongPhone'> & { wrongPhone: number }

const customer = (row: unknown): Customer => ({ ...(row as Row), wrongPhone: (row as Row).wrongPhone === 1 })

export function customerById(db: Database, id: number): Customer | null {
  const row = prepared(db, `${SELECT} WHERE c.id = ?`).get(id)
  return row ? customer(row) : null
}

export function customersByPhone(db: Database, phone: string): Customer[] {
  return prepared(db, `${SELECT} WHERE c.phone = ? ORDER BY c.id`).all(phone).map(customer)
}

export function customerByExternalId(db: Database, externalId: string): Customer | null {
  const row = prepared(db, `${SELECT} WHERE c.external_id = ?`).get(externalId)
  return row ? customer(row) : null
}

/** Customers whose whole folded name is this. */
export function customersByName(db: Database, nameKey: string): Customer[] {
  return prepared(db, `${SELECT} WHERE c.name_key = ? ORDER BY c.id`).all(nameKey).map(customer)
}

/**
 * Customers whose folded name, phone or external id holds a piece of text, those whose name begins with it first.
 * @param digits the piece's digits, to look for in phones; empty for none
 */
export function findCustomers(db: Database, piece: string, digits: string, limit: number): Customer[] {
  return prepared(
    db,
    `${SELECT}
     WHERE instr(c.name_key, :piece) > 0 OR (:digits <> '' AND instr(c.phone, :digits) > 0)
       OR instr(lower(c.external_id), :piece) > 0
     ORDER BY instr(c.name_key, :piece) <> 1, c.name_key, c.id LIMIT :limit`,
  )
    .all({ piece, digits, limit })
    .map(customer)
}

export function listCustomers(db: Database, limit: number, offset = 0): Customer[] {
  return prepared(db, `${SELECT} ORDER BY c.name_key, c.id LIMIT ? OFFSET ?`).all(limit, offset).map(customer)
}

export function countCustomers(db: Database): number {
  return prepared(db, 'SELECT count(*) FROM customer').pluck().get() as number
}

export function insertCustomer(db: Database, fields: CustomerFields, nameKey: string, createdAt: string): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO customer (external_id, name, name_key, phone, email, chat, birthday, note, referred_by_id, created_at)
     VALUES (:externalId, :name, :nameKey, :phone, :email, :chat, :birthday, :note, :referredById, :createdAt)`,
  ).run({ ...fields, nameKey, createdAt })
  return Number(lastInsertRowid)
}

export function updateCustomer(db: Database, id: number, fields: CustomerFields, nameKey: string): void {
  prepared(
    db,
    `UPDATE customer SET external_id = :externalId, name = :name, name_key = :nameKey, phone = :phone, email = :email,
       chat = :chat, birthday = :birthday, note = :note, referred_by_id = :referredById
     WHERE id = :id`,
  ).run({ ...fields, nameKey, id })
}

/** How she can be reached: a number that rings first, then writing. */
export function reachOf(customer: Pick<Customer, 'phone' | 'wrongPhone' | 'email' | 'chat'>): Reach {
  if (customer.phone !== null && !customer.wrongPhone) return 'phone'
  if (customer.chat !== null) return 'chat'
  return customer.email !== null ? 'email' : null
}
