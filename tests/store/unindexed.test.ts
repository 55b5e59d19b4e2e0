// A first import leaves indexes aside and makes them anew: they must be those of the schema, and in its order.
import { expect, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import { unindexed } from '../../src/store/unindexed.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')
const TABLES = ['customer', 'sale', 'sale_line']

function shop() {
  const { db } = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
  const indexes = db.prepare(
    `SELECT tbl_name, name, sql FROM sqlite_schema
     WHERE type = 'index' AND tbl_name IN (${TABLES.map((name) => `'${name}'`).join()}) ORDER BY tbl_name, rowid`,
  )
  return { db, indexes: () => indexes.all() as { tbl_name: string; name: string; sql: string | null }[] }
}

test('comes to the same indexes, which know what was filled in', () => {
  const { db, indexes } = shop()
  const before = indexes()
  const made = before.filter(({ sql }) => sql !== null)
  expect(new Set(made.map(({ tbl_name }) => tbl_name))).toEqual(new Set(TABLES))
  const result = unindexed(db, TABLES, () => {
    expect(indexes().filter(({ sql }) => sql !== null)).toEqual([])
    const add = db.prepare("INSERT INTO customer (name, name_key, created_at) VALUES (?, ?, '2026')")
    for (const name of ['Vera', 'Anna']) add.run(name, name)
    return 'filled'
  })
  expect(result).toBe('filled')
  expect(indexes()).toEqual(before)
  const names = db.prepare('SELECT name_key FROM customer INDEXED BY customer_name_key ORDER BY name_key')
  expect(names.pluck().all()).toEqual(['Anna', 'Vera'])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
})

test('inside a transaction that fails changes nothing', () => {
  const { db, indexes } = shop()
  const before = indexes()
  const fail = db.transaction(() =>
    unindexed(db, TABLES, () => {
      throw new Error('no space')
    }),
  )
  expect(() => fail.immediate()).toThrow('no space')
  expect(indexes()).toEqual(before)
})

test('leaves the indexes of other tables alone', () => {
  const { db } = shop()
  const others = () =>
    db.prepare("SELECT name, rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'contact'").all()
  const before = others()
  unindexed(db, TABLES, () => undefined)
  expect(others()).toEqual(before)
})
