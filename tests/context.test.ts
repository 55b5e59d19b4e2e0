// What a run opens is closed at its end, by the run or by the process that ends with it.
import { expect, test } from 'vitest'
import { createContext, fakeWorld, runLine } from './fixture.ts'

test.each([
  ['only read, at the end of the process', 'read', true, true],
  ['changed', 'write', true, false],
  ['only read, where the process goes on', 'read', false, false],
] as const)('what closes a shop that was %s', async (_, mode, endsWithRun, staysOpen) => {
  const world = fakeWorld()
  await runLine(['customer', 'add', 'Anna'], world)
  const context = await createContext({ ...world, endsWithRun }, {})
  const { db } = await context[mode]()
  context.end()
  expect(db.open).toBe(staysOpen)
  context.close()
  expect(db.open).toBe(false)
})
