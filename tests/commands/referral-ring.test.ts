// Who brought whom never goes round in a circle, however it is written down.
import { expect, test } from 'vitest'
import { type FakeWorld, fakeWorld, runError, runJson } from '../fixture.ts'

/** Ira came through Vera, Xenia through Ira. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  await runJson(['customer', 'add', 'Vera'], world)
  await runJson(['customer', 'add', 'Ira', '--referred-by', 'Vera'], world)
  await runJson(['customer', 'add', 'Xenia', '--referred-by', 'Ira'], world)
  return world
}

const referrer = async (world: FakeWorld, reference: string) =>
  (await runJson<{ customer: { referredBy: object | null } }>(['customer', 'show', reference], world))
    .customer.referredBy

test.each([
  [['customer', 'edit', '#1', '--referred-by', '#2'], 'Vera → Ira → Vera'],
  [['customer', 'edit', '#1', '--referred-by', '#3'], 'Vera → Ira → Xenia → Vera'],
  [
    ['sale', 'add', '--customer', '#1', '--item', 'Soap @1', '--referred-by', 'Xenia'],
    'Vera → Ira → Xenia → Vera',
  ],
])('%j is refused', async (line, chain) => {
  const world = await shop()
  expect(await runError(line, world)).toMatchObject({
    exit: 2,
    code: 'input.invalid',
    params: { why: 'ring', field: '--referred-by', chain },
  })
  expect(await referrer(world, '#1')).toBeNull()
  expect(await runJson(['sale', 'list'], world)).toMatchObject({ sales: [] })
})

test('a line of recommendations may be as long as it likes', async () => {
  const world = await shop()
  await runJson(['customer', 'add', 'Zoe', '--referred-by', 'Xenia'], world)
  await runJson(['customer', 'edit', 'Xenia', '--referred-by', 'Vera'], world)
  expect(await referrer(world, 'Xenia')).toMatchObject({ id: 1 })
})
