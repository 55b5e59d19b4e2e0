// A delivery put off after its day had come: the list of promises tells the day that was promised first.
import { expect, test } from 'vitest'
import { fakeWorld, runJson, runLine } from '../fixture.ts'

test('is late for the first day, and that day is told', async () => {
  const world = fakeWorld({ now: '2026-10-14T09:00:00+03:00', columns: 140 })
  await runJson(
    ['sale', 'add', '--customer', 'Lena', '--new', '--item', 'Tonic @800', '--promised', '16.10'],
    world,
  )
  world.setClock('2026-10-17T12:00:00+03:00')
  await runJson(['log', 'Lena', '--outcome', 'talked', '--delivered', 'no', '--promised', '18.10'], world)
  expect((await runLine(['promise', 'list'], world)).out).toContain('open (first promised for 16 Oct 2026)')
  world.setClock('2026-10-18T19:00:00+03:00')
  await runJson(['sale', 'deliver', '1'], world)
  expect(await runJson(['promise', 'list', '--all'], world)).toMatchObject({
    promises: [{ state: 'late', due: '2026-10-18', firstDue: '2026-10-16', settled: '2026-10-18' }],
  })
  const { out } = await runLine(['promise', 'list', '--all'], world)
  expect(out).toContain('kept late 18 Oct 2026 (first promised for 16 Oct 2026)')
})
