// Rows stored several at a time are stored all of them, in their order.
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { Batch } from '../../src/store/batch.ts'

function shelf() {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE box (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, size REAL) STRICT')
  const batch = new Batch(db, 'INSERT INTO box (name, kind, size)', "(?, 'box', ?)")
  const stored = () => db.prepare('SELECT * FROM box ORDER BY id').raw().all()
  return { db, batch, stored }
}

// Alone, too few for a statement of many, one less and one more than such statements take, and many of them.
test.each([0, 1, 7, 31, 32, 33, 39, 40, 1000])('stores %i rows, and each once', (count) => {
  const { batch, stored } = shelf()
  const rows = Array.from({ length: count }, (_, i) => [
    i + 1,
    `name ${i}`,
    'box',
    i % 3 === 0 ? null : i / 4,
  ])
  for (const [, name, , size] of rows) batch.add(name as string, size as number | null)
  expect(stored()).toEqual([])
  batch.store()
  expect(stored()).toEqual(rows)
  batch.store()
  expect(stored()).toEqual(rows)
})

test('is full once hundreds of rows wait, and stored it is empty again', () => {
  const { batch } = shelf()
  let rows = 0
  for (; !batch.isFull; rows += 1) batch.add('name', 1)
  expect(rows).toBeGreaterThan(100)
  expect(rows).toBeLessThan(10_000)
  batch.store()
  expect(batch.isFull).toBe(false)
})

test('names what a table refuses', () => {
  const { batch, stored } = shelf()
  batch.add('name', 'large')
  expect(() => batch.store()).toThrow('cannot store TEXT value in REAL column')
  expect(stored()).toEqual([])
})
