// Products: price, usage tips, how long one lasts, what goes with it.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'

export interface Product {
  id: number
  name: string
  priceMinor: number | null
  /** Days one unit lasts. */
  lastsDays: number | null
  /** Days from its arrival on which it is repaired for nothing. */
  warrantyDays: number | null
  tips: string[]
  goesWith: { id: number; name: string }[]
}

export type ProductFields = Pick<Product, 'name' | 'priceMinor' | 'lastsDays' | 'warrantyDays'>

type Row = ProductFields & Pick<Product, 'id'>

const SELECT = `
  SELECT id, name, price_minor AS priceMinor, lasts_days AS lastsDays, warranty_days AS warrantyDays FROM product`

function product(db: Database, row: unknown): Product {
  const { id } = row as Row
  return { ...(row as Row), tips: tipsOf(db, id), goesWith: goesWithOf(db, id) }
}

/** How it is used, in the seller's order. */
export function tipsOf(db: Database, id: number): string[] {
  return prepared(db, 'SELECT text FROM product_tip WHERE product_id = ? ORDER BY position')
    .pluck()
    .all(id) as string[]
}

/** What the seller says goes with it. */
export function goesWithOf(db: Database, id: number): Product['goesWith'] {
  return prepared(
    db,
    `SELECT p.id, p.name FROM product_goes_with g JOIN product p ON p.id = g.other_id
     WHERE g.product_id = ? ORDER BY p.name_key`,
  ).all(id) as Product['goesWith']
}

export function productById(db: Database, id: number): Product | null {
  const row = prepared(db, `${SELECT} WHERE id = ?`).get(id)
  return row ? product(db, row) : null
}

/** What those of these products are called that there are. */
export function productNames(db: Database, ids: readonly number[]): { id: number; name: string }[] {
  return prepared(db, 'SELECT id, name FROM product WHERE id IN (SELECT value FROM json_each(?))').all(
    JSON.stringify(ids),
  ) as { id: number; name: string }[]
}

/** The product of exactly this folded name. */
export function productByName(db: Database, nameKey: string): Product | null {
  const row = prepared(db, `${SELECT} WHERE name_key = ?`).get(nameKey)
  return row ? product(db, row) : null
}

export function findProducts(db: Database, piece: string, limit: number): Product[] {
  return prepared(
    db,
    `${SELECT} WHERE instr(name_key, :piece) > 0 ORDER BY instr(name_key, :piece) <> 1, name_key LIMIT :limit`,
  )
    .all({ piece, limit })
    .map((row) => product(db, row))
}

export function listProducts(db: Database, limit: number): Product[] {
  return prepared(db, `${SELECT} ORDER BY name_key LIMIT ?`)
    .all(limit)
    .map((row) => product(db, row))
}

export function countProducts(db: Database): number {
  return prepared(db, 'SELECT count(*) FROM product').pluck().get() as number
}

/** What is not said of a product is not known. */
export function insertProduct(
  db: Database,
  fields: Pick<Product, 'name'> & Partial<ProductFields>,
  nameKey: string,
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO product (name, name_key, price_minor, lasts_days, warranty_days)
     VALUES (:name, :nameKey, :priceMinor, :lastsDays, :warrantyDays)`,
  ).run({ priceMinor: null, lastsDays: null, warrantyDays: null, ...fields, nameKey })
  return Number(lastInsertRowid)
}

export function updateProduct(db: Database, id: number, fields: ProductFields, nameKey: string): void {
  prepared(
    db,
    `UPDATE product SET name = :name, name_key = :nameKey, price_minor = :priceMinor, lasts_days = :lastsDays,
       warranty_days = :warrantyDays
     WHERE id = :id`,
  ).run({ ...fields, nameKey, id })
}

export function replaceTips(db: Database, id: number, tips: readonly string[]): void {
  prepared(db, 'DELETE FROM product_tip WHERE product_id = ?').run(id)
  const insert = prepared(db, 'INSERT INTO product_tip (product_id, position, text) VALUES (?, ?, ?)')
  for (const [i, tip] of tips.entries()) insert.run(id, i + 1, tip)
}

export function replaceGoesWith(db: Database, id: number, others: readonly number[]): void {
  prepared(db, 'DELETE FROM product_goes_with WHERE product_id = ?').run(id)
  const insert = prepared(db, 'INSERT INTO product_goes_with (product_id, other_id) VALUES (?, ?)')
  for (const other of new Set(others)) insert.run(id, other)
}

/** Everybody who bought a product: a change of it changes their plans. */
export function buyersOf(db: Database, id: number): number[] {
  return prepared(
    db,
    'SELECT DISTINCT s.customer_id FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.product_id = ?',
  )
    .pluck()
    .all(id) as number[]
}
