// Making two cards of one customer one: all that hangs on the other moves over, and nothing is lost or told twice.
import type { Database } from 'better-sqlite3'
import { mergedOrigins } from '../domain/origin.ts'
import { type CustomerFields, updateCustomer } from './customer.ts'
import { prepared } from './open.ts'
import { keepOrigins, originsOf } from './sale.ts'

/** What moves as it is, table by table; the plan does not: it is made anew. */
const MOVE = [
  'UPDATE sale SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE contact SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE service_case SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE promise SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE bonus_entry SET card_id = coalesce(card_id, :other), customer_id = :keep WHERE customer_id = :other',
  'UPDATE bonus_entry SET friend_id = :keep WHERE friend_id = :other',
  'UPDATE consent SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE snooze SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE skip SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE merged_customer SET customer_id = :keep WHERE customer_id = :other',
  'UPDATE customer SET referred_by_id = :keep WHERE referred_by_id = :other',
  `INSERT OR IGNORE INTO former_phone (customer_id, phone)
   SELECT :keep, phone FROM former_phone WHERE customer_id = :other`,
  `INSERT OR IGNORE INTO former_sale (customer_id, sale_id, until_at)
   SELECT :keep, sale_id, until_at FROM former_sale WHERE customer_id = :other`,
  `INSERT OR IGNORE INTO customer_avoid (customer_id, tag_key, tag)
   SELECT :keep, tag_key, tag FROM customer_avoid WHERE customer_id = :other`,
]

const LEAVE = [
  'DELETE FROM former_phone WHERE customer_id = :other',
  'DELETE FROM former_sale WHERE customer_id = :other',
  'DELETE FROM customer_avoid WHERE customer_id = :other',
  'DELETE FROM line_origin WHERE customer_id = :other',
  'DELETE FROM stretch WHERE customer_id = :other',
  'DELETE FROM customer WHERE id = :other',
]

export interface Merging {
  /** Ids of the card that stays and of the one that goes. */
  keep: number
  other: number
  /** All that is known of the customer afterwards. */
  fields: CustomerFields
  nameKey: string
  createdAt: string
  /** The phone and the external id that give way: they still tell who it is. */
  former: { phone: string | null; externalId: string | null }
  /** When it is done. */
  at: string
}

/** Moves everything of one card to another, inside a write; the card that goes is no more. */
export function mergeCards(db: Database, merging: Merging): void {
  const { keep, other, fields, nameKey, createdAt, former, at } = merging
  // An external id is there but once, and nobody has brought herself, not for a moment.
  prepared(
    db,
    'UPDATE customer SET external_id = NULL, referred_by_id = NULL WHERE id IN (:keep, :other)',
  ).run({ keep, other })
  for (const sql of MOVE) prepared(db, sql).run({ keep, other })
  keepOrigins(db, keep, mergedOrigins(originsOf(db, keep), originsOf(db, other)))
  for (const sql of LEAVE) prepared(db, sql).run({ other })
  updateCustomer(db, keep, fields, nameKey)
  prepared(db, 'UPDATE customer SET created_at = ? WHERE id = ?').run(createdAt, keep)
  prepared(
    db,
    `INSERT INTO merged_customer (id, customer_id, phone, external_id, into_id, at, last_entry_id)
     VALUES (:other, :keep, :phone, :externalId, :keep, :at, coalesce((SELECT max(id) FROM bonus_entry), 0))`,
  ).run({ other, keep, ...former, at })
}

/** How much hangs on a card. */
export interface History {
  sales: number
  contacts: number
  cases: number
  promises: number
  bonusEntries: number
  consents: number
  snoozes: number
  skips: number
  avoid: number
  /** Customers she brought. */
  brought: number
}

export function historyOf(db: Database, id: number): History {
  return prepared(
    db,
    `SELECT
       (SELECT count(*) FROM sale WHERE customer_id = :id) AS sales,
       (SELECT count(*) FROM contact WHERE customer_id = :id) AS contacts,
       (SELECT count(*) FROM service_case WHERE customer_id = :id) AS cases,
       (SELECT count(*) FROM promise WHERE customer_id = :id) AS promises,
       (SELECT count(*) FROM bonus_entry WHERE customer_id = :id) AS bonusEntries,
       (SELECT count(*) FROM consent WHERE customer_id = :id) AS consents,
       (SELECT count(*) FROM snooze WHERE customer_id = :id) AS snoozes,
       (SELECT count(*) FROM skip WHERE customer_id = :id) AS skips,
       (SELECT count(*) FROM customer_avoid WHERE customer_id = :id) AS avoid,
       (SELECT count(*) FROM customer WHERE referred_by_id = :id) AS brought`,
  ).get({ id }) as History
}
