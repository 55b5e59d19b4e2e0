// Whatever a seller does, in whatever order: undo takes it back to the last byte, redo brings it back, and the books
// are right at every step.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILES, FIRST, NOUNS, type Step, step } from './lines.ts'
import { complaintsAbout, factsIn, OneShop } from './one-shop.ts'

/** Sequences in one run of the suite; MODEL_RUNS=1000 for a long one. */
const RUNS = Number(process.env.MODEL_RUNS ?? 100)

let shop: OneShop
/** How often each command was done, refused, and taken back. */
const tally = new Map<string, [done: number, refused: number]>()

beforeAll(async () => {
  shop = await OneShop.open('2026-11-21T09:00:00+03:00', FILES)
})
afterAll(() => shop.close())

async function take(one: Step): Promise<void> {
  if ('wait' in one) return shop.wait(one.wait)
  if ('reopen' in one) {
    const before = factsIn(shop.store)
    shop.reopen()
    expect(factsIn(shop.store)).toBe(before)
    return
  }
  const name = one.run.slice(0, NOUNS.has(one.run[0] ?? '') ? 2 : 1).join(' ')
  const before = factsIn(shop.store)
  const turn = () =>
    shop.store.db.prepare('SELECT coalesce(max(turn), 0) FROM command').pluck().get() as number
  const started = turn()
  const refused = await shop.run(...one.run)
  const count = tally.get(name) ?? [0, 0]
  count[refused === null ? 0 : 1] += 1
  tally.set(name, count)
  const after = factsIn(shop.store)
  if (refused !== null || turn() === started) {
    expect(after, `${one.run.join(' ')}: ${refused}`).toBe(before)
    return
  }
  expect(complaintsAbout(shop.store), one.run.join(' ')).toEqual([])
  if (name === 'customer forget') {
    expect(await shop.run('undo')).toBe('undo.forgotten')
    return
  }
  // One command, one number: what takes it back, and what brings it back.
  const id = shop.store.db.prepare('SELECT id FROM command ORDER BY turn DESC LIMIT 1').pluck().get()
  const [back, again] = name === 'undo' ? ['redo', 'undo'] : ['undo', 'redo']
  expect(await shop.run(back as string, String(id)), `${back} of ${one.run.join(' ')}`).toBe(null)
  expect(factsIn(shop.store), `${back} of ${one.run.join(' ')}`).toBe(before)
  expect(complaintsAbout(shop.store), `${back} of ${one.run.join(' ')}`).toEqual([])
  expect(await shop.run(again as string, String(id)), `${again} of ${one.run.join(' ')}`).toBe(null)
  expect(factsIn(shop.store), `${again} of ${one.run.join(' ')}`).toBe(after)
  expect(complaintsAbout(shop.store), `${again} of ${one.run.join(' ')}`).toEqual([])
}

/** Takes back all that can be, the last first; then brings it all back. */
async function thereAndBack(): Promise<void> {
  const end = factsIn(shop.store)
  let steps = 0
  while ((await shop.run('undo')) === null) steps += 1
  const standing = shop.store.db.prepare('SELECT count(*) FROM command WHERE undone_at IS NULL').pluck().get()
  const forgotten = shop.store.db.prepare('SELECT count(*) FROM forgotten').pluck().get()
  if (forgotten === 0) expect(standing).toBe(0)
  if (standing === 0) expect(factsIn(shop.store)).toBe(empty)
  expect(complaintsAbout(shop.store)).toEqual([])
  for (; steps > 0; steps -= 1) expect(await shop.run('redo')).toBe(null)
  expect(factsIn(shop.store)).toBe(end)
}

let empty: string

test(
  'undo is identity, redo too, and the books are right',
  async () => {
    empty = factsIn(shop.store)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        shop.begin()
        for (const line of FIRST) expect(await shop.run(...line)).toBe(null)
        for (const one of steps) await take(one)
        await thereAndBack()
      }),
      { numRuns: RUNS },
    )
    const never = [...tally].filter(([, [done]]) => done === 0).map(([name]) => name)
    // With few sequences some of them may all have been refused.
    if (RUNS >= 1000) expect(never).toEqual([])
  },
  RUNS * 10_000,
)
