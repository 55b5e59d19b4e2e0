// Who must not come back with a copy: told by number, by when the card was made, and by whether it is the same shop.
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { forgottenIn, returningOf } from '../../src/store/forgotten.ts'
import { migrate } from '../../src/store/migrate.ts'
import { sql as firstSchema } from '../../src/store/migrations/0001-morning-loop.ts'

/** Cards by number, each with the day it was made. */
type Cards = Record<number, string>

function fill(db: Database.Database, cards: Cards): Database.Database {
  for (const [id, made] of Object.entries(cards)) {
    db.prepare("INSERT INTO customer (id, name, name_key, created_at) VALUES (?, 'A', 'a', ?)").run(id, made)
  }
  return db
}

function shop(cards: Cards, forgotten: number[]): Database.Database {
  const db = new Database(':memory:')
  migrate(db)
  fill(db, cards)
  for (const id of forgotten) db.prepare("INSERT INTO forgotten VALUES (?, '2026Z')").run(id)
  return db
}

describe('who is erased from a copy', () => {
  test.each<[string, Cards, number[], Cards, number[], number[]]>([
    ['whoever was forgotten since', { 1: '01', 2: '02' }, [2], { 1: '01', 2: '02' }, [], [2]],
    ['nobody who is erased there already', { 1: '01', 2: '02' }, [2], { 1: '01', 2: '02' }, [2], []],
    ['nobody who is not there', { 1: '01', 2: '02' }, [2], { 1: '01' }, [], []],
    [
      'a card that was made one with hers',
      { 1: '01', 2: '02' },
      [2, 3],
      { 1: '01', 2: '02', 3: '03' },
      [],
      [2, 3],
    ],
    ['hers also where an older card made it older', { 1: '01', 2: '02' }, [2], { 1: '01', 2: '05' }, [], [2]],
    [
      'nobody who had the number before it was given anew',
      { 1: '01', 2: '09' },
      [2],
      { 1: '01', 2: '02' },
      [],
      [],
    ],
    ['nobody of another shop', { 1: '01', 2: '02' }, [2, 3], { 1: '07', 2: '08', 3: '09' }, [], []],
  ])('%s', (_, now, forgotten, then, known, returning) => {
    const found = returningOf(shop(then, known), forgottenIn(shop(now, forgotten)))
    expect(found.map(({ id }) => id)).toEqual(returning)
  })

  test('also of the first version, which knows of nobody', () => {
    const old = new Database(':memory:')
    old.exec(firstSchema)
    fill(old, { 1: '01', 2: '02' })
    const found = returningOf(old, forgottenIn(shop({ 1: '01', 2: '02' }, [2])))
    expect(found.map(({ id }) => id)).toEqual([2])
  })
})
