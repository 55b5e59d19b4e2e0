// The made-up shops of the bench: the same for the same seed, sound like any other, and with all that a shop has.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factRows, factTables } from '../../src/store/fact-table.ts'
import { Store } from '../../src/store/store.ts'
import { chanceOf } from './chance.ts'
import { purchases } from './purchases.ts'
import { salesSheet } from './sheet.ts'
import { makeShop, NOW } from './shop.ts'

const SALES = 600

let folder: string
const shops: Store[] = []

/** All facts of a shop, table by table. */
function told({ db }: Store): Record<string, unknown[]> {
  return Object.fromEntries(factTables(db).map((table) => [table.name, [...factRows(db, table)]]))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-made-'))
  for (const [i, seed] of [1, 1, 2].entries()) {
    const path = join(folder, `${i}.db`)
    makeShop(path, SALES, seed)
    shops.push(new Store(path, 'read', () => NOW, 'Europe/Moscow'))
  }
}, 60_000)
afterAll(() => {
  for (const shop of shops) shop.close()
  rmSync(folder, { recursive: true })
})

describe('a made-up shop', () => {
  test('is the same for the same seed, and another one for another', () => {
    const [one, same, other] = shops.map(told)
    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
  })

  test('is planned as the planner plans it, and nothing in it is broken', () => {
    const [shop] = shops as [Store]
    expect(shop.wronglyPlanned()).toEqual([])
    expect(shop.db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(shop.db.pragma('foreign_key_check')).toEqual([])
  })

  test('has so many sales, none later than its day, and of everything something', () => {
    const [shop] = shops as [Store]
    const { db } = shop
    const rows = told(shop)
    expect(rows.sale).toHaveLength(SALES)
    const number = (sql: string) => db.prepare(sql).pluck().get() as number
    const now = new Date(NOW).toISOString()
    for (const [table, column] of [
      ['sale', 'sold_at'],
      ['contact', 'at'],
      ['case_step', 'at'],
      ['service_case', 'opened_at'],
    ]) {
      expect(number(`SELECT count(*) FROM ${table} WHERE ${column} > '${now}'`), table).toBe(0)
      expect(number(`SELECT count(*) FROM ${table}`), table).toBeGreaterThan(0)
    }
    expect(number('SELECT count(*) FROM sale_line WHERE returned_at IS NOT NULL')).toBeGreaterThan(0)
    expect(number('SELECT count(*) FROM customer WHERE referred_by_id IS NOT NULL')).toBeGreaterThan(0)
    // Some buy once, some many times, and most calls of the morning are waiting in the plan.
    const bought = db.prepare('SELECT count(*) FROM sale GROUP BY customer_id').pluck().all() as number[]
    expect(Math.min(...bought)).toBe(1)
    expect(Math.max(...bought)).toBeGreaterThan(10)
    expect(
      number(
        `SELECT count(*) FROM stretch WHERE lane = 'call' AND from_at <= '${now}' AND until_at > '${now}'`,
      ),
    ).toBeGreaterThan(10)
  })
})

test('more is bought in December than in January, and each buyer has days of her own', () => {
  const moments = purchases(chanceOf(1), 20_000, 20_775)
  expect(moments).toHaveLength(20_000)
  expect(new Set(moments.map(({ buyer, day }) => `${buyer} ${day}`)).size).toBe(20_000)
  const inMonth = (month: number) =>
    moments.filter(({ day }) => new Date(day * 86_400_000).getUTCMonth() === month).length
  expect(inMonth(11)).toBeGreaterThan(1.3 * inMonth(0))
})

test('a sheet has as many lines as asked for, each with all its columns, and repeats itself', () => {
  const sheet = salesSheet(500, 20_775)
  const lines = sheet.trimEnd().split('\n')
  expect(lines).toHaveLength(501)
  expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([7]))
  expect(salesSheet(500, 20_775)).toBe(sheet)
  expect(salesSheet(500, 20_775, 2)).not.toBe(sheet)
})
