// Long words of a customer: cut in a list, whole with the case.
import { expect, test } from 'vitest'
import { fakeWorld, runJson, runLine } from '../fixture.ts'

const ASKED = `It stings ${'and stings '.repeat(40)}a lot`

test.each([60, 80, 120])('long words take two lines of a list at %i columns', async (columns) => {
  const world = fakeWorld({ columns })
  await runJson(['customer', 'add', 'Anna Petrova'], world)
  await runJson(['case', 'add', 'anna', '--kind', 'complaint', '--asked', ASKED], world)
  const { out } = await runLine(['case', 'list'], world)
  expect(out).toContain('It stings')
  expect(out).toMatch(/…|\.\.\./)
  expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(columns < 80 ? 6 : 4)
  expect(await runJson(['case', 'list'], world)).toMatchObject({ cases: [{ asked: ASKED }] })
  expect((await runLine(['case', 'show', '1'], world)).out).toContain('a lot')
})
