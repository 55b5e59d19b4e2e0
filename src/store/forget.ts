// Forgetting a customer: everything that tells who it is goes, the sums stay; and no byte of it is left in the file.
import type { Database } from 'better-sqlite3'
import { forgetImages } from './journal.ts'
import { prepared } from './open.ts'

/** Stands where a text must be and none is left. */
const NOTHING = '–'

/** Stands for the name, the same in every language: whoever shows it says it in the right one. */
const nameOf = (id: number) => `forgotten #${id}`

/**
 * What is erased, table by table; what is not named here is a number, a moment, or one of a few fixed words. The
 * sales, answers, points and promises stay as they were counted.
 */
const ERASE = [
  `UPDATE customer SET external_id = NULL, name = :name, name_key = '', phone = NULL, email = NULL, chat = NULL,
     birthday = NULL, note = NULL
   WHERE id = :id`,
  'UPDATE sale SET note = NULL WHERE customer_id = :id',
  'UPDATE contact SET reason = NULL, note = NULL, wrong_phone = NULL WHERE customer_id = :id',
  'UPDATE skip SET reason = NULL WHERE customer_id = :id',
  'UPDATE service_case SET asked = NULL WHERE customer_id = :id',
  'UPDATE case_step SET text = NULL WHERE case_id IN (SELECT c.id FROM service_case c WHERE c.customer_id = :id)',
  'UPDATE promise SET text = NULL, settled_note = NULL WHERE customer_id = :id',
  'UPDATE bonus_entry SET reason = NULL WHERE customer_id = :id',
  `UPDATE consent SET source = '${NOTHING}' WHERE customer_id = :id`,
  // The number of a card that was made one with hers stays hers.
  'UPDATE merged_customer SET phone = NULL, external_id = NULL WHERE customer_id = :id',
  // Said in her talks, or of a sale while it was taken for hers, though it is somebody else's now.
  `UPDATE case_step SET text = NULL
   WHERE contact_id IN (SELECT id FROM contact WHERE customer_id = :id) OR id IN (
     SELECT s.id FROM former_sale f JOIN service_case c ON c.sale_id = f.sale_id JOIN case_step s ON s.case_id = c.id
     WHERE f.customer_id = :id AND s.entered_at <= f.until_at)`,
  `UPDATE service_case SET asked = NULL WHERE id IN (
     SELECT c.id FROM former_sale f JOIN service_case c ON c.sale_id = f.sale_id
     WHERE f.customer_id = :id AND c.entered_at <= f.until_at)`,
  `UPDATE promise SET text = NULL, settled_note = NULL
   WHERE contact_id IN (SELECT id FROM contact WHERE customer_id = :id) OR id IN (
     SELECT p.id FROM former_sale f JOIN promise p ON p.sale_id = f.sale_id
     WHERE f.customer_id = :id AND p.entered_at <= f.until_at)`,
  `UPDATE sale SET note = NULL WHERE id IN (SELECT f.sale_id FROM former_sale f WHERE f.customer_id = :id)`,
  'DELETE FROM former_sale WHERE customer_id = :id',
  'DELETE FROM former_phone WHERE customer_id = :id',
  'DELETE FROM customer_avoid WHERE customer_id = :id',
  'DELETE FROM line_origin WHERE customer_id = :id',
  'DELETE FROM stretch WHERE customer_id = :id',
]

/**
 * Erases a customer inside a write, also from what was kept to take commands back, and remembers the numbers that were
 * hers, so that no restored copy brings her back; erasing once more changes nothing. A copy of an older version is
 * treated as far as it goes.
 */
export function eraseCustomer(db: Database, id: number, at: string): void {
  const tables = new Set(
    prepared(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[],
  )
  for (const sql of ERASE) {
    const needed = [...sql.matchAll(/\b(?:UPDATE|FROM|JOIN) (\w+)/g)].map(([, table = '']) => table)
    if (needed.every((table) => tables.has(table)))
      prepared(db, sql).run(sql.includes(':name') ? { id, name: nameOf(id) } : { id })
  }
  if (tables.has('forgotten')) remember(db, id, at)
  // Last of all: what was erased just now was written down too.
  if (tables.has('journal')) forgetImages(db, [...forgottenIds(db)])
}

/** Refuses for her whatever she could still be asked for, and keeps her numbers from everybody else. */
function remember(db: Database, id: number, at: string): void {
  const refuse = prepared(
    db,
    `INSERT INTO consent (customer_id, purpose, given, at, entered_at, source)
     SELECT :id, :purpose, 0, :at, :at, '${NOTHING}'
     WHERE NOT EXISTS (SELECT 1 FROM forgotten f WHERE f.customer_id = :id)`,
  )
  for (const purpose of ['service', 'marketing']) refuse.run({ id, purpose, at })
  prepared(
    db,
    `INSERT OR IGNORE INTO forgotten (customer_id, at)
     SELECT :id, :at UNION ALL SELECT m.id, :at FROM merged_customer m WHERE m.customer_id = :id`,
  ).run({ id, at })
}

/** Remembers, inside a write, that a sale was taken for a customer's until now. */
export function keepFormerSale(db: Database, saleId: number, customerId: number, until: string): void {
  prepared(
    db,
    `INSERT INTO former_sale (customer_id, sale_id, until_at) VALUES (:customerId, :saleId, :until)
     ON CONFLICT (customer_id, sale_id) DO UPDATE SET until_at = excluded.until_at`,
  ).run({ customerId, saleId, until })
}

/** A text that somebody wrote of the goods or of a customer who is known, and where it stands. */
export interface WrittenText {
  kind: 'product' | 'customer' | 'sale' | 'contact' | 'case' | 'promise' | 'bonus'
  id: number
  text: string
  /** Null for a product. */
  customerId: number | null
}

/** Every text that is not a customer's own, in the order of their kinds and ids; names of others are none. */
export function textsOfOthers(db: Database, customerId: number): WrittenText[] {
  return prepared(
    db,
    `SELECT * FROM (
       SELECT 'product' AS kind, 1 AS place, id, name AS text, NULL AS customerId FROM product
       UNION ALL SELECT 'product', 1, product_id, text, NULL FROM product_tip
       UNION ALL SELECT 'customer', 2, id, note, id FROM customer
       UNION ALL SELECT 'sale', 3, id, note, customer_id FROM sale
       UNION ALL SELECT 'contact', 4, id, concat_ws(' ', reason, note), customer_id FROM contact
       UNION ALL SELECT 'case', 5, id, asked, customer_id FROM service_case
       UNION ALL SELECT 'case', 5, c.id, s.text, c.customer_id FROM case_step s JOIN service_case c ON c.id = s.case_id
       UNION ALL SELECT 'promise', 6, id, concat_ws(' ', text, settled_note), customer_id FROM promise
       UNION ALL SELECT 'bonus', 7, id, reason, customer_id FROM bonus_entry
     ) WHERE text <> '' AND customerId IS NOT :customerId ORDER BY place, id`,
  ).all({ customerId }) as WrittenText[]
}

/** The numbers of everybody who was forgotten. */
export function forgottenIds(db: Database): Set<number> {
  return new Set(prepared(db, 'SELECT customer_id FROM forgotten').pluck().all() as number[])
}

/** Writes the whole file anew without what was erased, also of earlier changes; not inside a write. */
export function rewriteFile(db: Database): void {
  // Else the copy in between would lie in the system's folder for temporary files.
  db.pragma('temp_store = MEMORY')
  db.exec('VACUUM')
}
