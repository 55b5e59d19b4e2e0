// The share of first calls is read as it was stored with the plans, and before that reckoned from whose sales may ask for
// one: either way it is that of everybody.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { figuresOf, spanOf } from '../../src/commands/summary-figures.ts'
import { firstCallShare, firstCallsOf } from '../../src/domain/calls.ts'
import { Replay } from '../../src/domain/replay.ts'
import { Store } from '../../src/store/store.ts'
import { makeShop, NOW } from '../bench/shop.ts'

/** First calls of everybody there is whose deadline passed on these days. */
function everybodys(store: Store, from: number, to: number) {
  const { now, policy } = store
  const span = spanOf(store, { from, to })
  const passed = { from: span.from, until: Math.min(span.until, now) }
  return [...store.allFacts(now)]
    .flatMap((facts) => firstCallsOf(new Replay(facts, policy, store.shopAt(now)), facts, policy))
    .filter(({ due }) => due >= passed.from && due < passed.until)
    .map(({ outcome }) => ({ outcome, n: 1 }))
}

test('over any days, as known today and before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-first-'))
  const path = join(folder, 'shop.db')
  makeShop(path, 800, 3)
  const store = new Store(path, 'read', () => NOW, 'Europe/Moscow')
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })
  const today = store.zone.day(NOW)
  let due = 0
  for (const ago of [0, 200]) {
    store.now = store.zone.noon(today - ago)
    for (const [from, to] of [
      [today - 900, today],
      [today - 400, today - 370],
      [today - 230, today - 180],
      [today - 40, today - 20],
    ] as const) {
      const share = firstCallShare(everybodys(store, from, to))
      expect(figuresOf(store, { from, to }).firstCall48h).toEqual(share)
      due += share.due
    }
  }
  expect(due).toBeGreaterThan(300)
}, 60_000)
