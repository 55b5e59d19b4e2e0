// Everything held on one customer but the plan that follows from it: whole rows, so that no column is forgotten.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'

/** A row as it is stored, its columns named in camelCase. */
export type Row = Record<string, string | number | null>

export interface Held {
  customer: Row
  /** Cards that were made one with hers. */
  mergedCards: Row[]
  /** Numbers she had before. */
  formerPhones: Row[]
  /** Sales that were taken for hers. */
  formerSales: Row[]
  consents: Row[]
  avoid: Row[]
  sales: (Row & { lines: Row[]; payments: Row[]; bonusTerms: Row[] })[]
  contacts: Row[]
  cases: (Row & { steps: Row[] })[]
  promises: Row[]
  bonusEntries: Row[]
  snoozes: Row[]
  skips: Row[]
  /** How the lines of her sales were written, to know them again in a file. */
  importedLines: Row[]
  /** How many customers she brought. */
  brought: number
}

export function heldOf(db: Database, id: number): Held {
  const rows = (sql: string, key = id): Row[] => (prepared(db, sql).all(key) as Row[]).map(camelCased)
  return {
    customer: rows('SELECT * FROM customer WHERE id = ?')[0] as Row,
    mergedCards: rows('SELECT * FROM merged_customer WHERE customer_id = ? ORDER BY id'),
    formerPhones: rows('SELECT * FROM former_phone WHERE customer_id = ? ORDER BY phone'),
    formerSales: rows('SELECT * FROM former_sale WHERE customer_id = ? ORDER BY sale_id'),
    consents: rows('SELECT * FROM consent WHERE customer_id = ? ORDER BY at, id'),
    avoid: rows('SELECT * FROM customer_avoid WHERE customer_id = ? ORDER BY tag_key'),
    sales: rows('SELECT * FROM sale WHERE customer_id = ? ORDER BY sold_at, id').map((sale) => {
      const of = (sql: string) => rows(sql, Number(sale.id))
      return Object.assign(sale, {
        lines: of(
          `SELECT p.name AS product, l.* FROM sale_line l JOIN product p ON p.id = l.product_id
           WHERE l.sale_id = ? ORDER BY l.id`,
        ),
        payments: of('SELECT * FROM payment WHERE sale_id = ? ORDER BY at, id'),
        bonusTerms: of('SELECT * FROM bonus_terms WHERE sale_id = ?'),
      })
    }),
    contacts: rows('SELECT * FROM contact WHERE customer_id = ? ORDER BY at, id'),
    cases: rows('SELECT * FROM service_case WHERE customer_id = ? ORDER BY opened_at, id').map((opened) =>
      Object.assign(opened, {
        steps: rows('SELECT * FROM case_step WHERE case_id = ? ORDER BY at, id', Number(opened.id)),
      }),
    ),
    promises: rows('SELECT * FROM promise WHERE customer_id = ? ORDER BY made_at, id'),
    bonusEntries: rows('SELECT * FROM bonus_entry WHERE customer_id = ? ORDER BY at, id'),
    snoozes: rows('SELECT * FROM snooze WHERE customer_id = ? ORDER BY at, id'),
    skips: rows('SELECT * FROM skip WHERE customer_id = ? ORDER BY at, id'),
    importedLines: rows('SELECT * FROM line_origin WHERE customer_id = ? ORDER BY origin'),
    brought: prepared(db, 'SELECT count(*) FROM customer WHERE referred_by_id = ?').pluck().get(id) as number,
  }
}

function camelCased(row: Row): Row {
  const named = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [named(column), value]))
}
