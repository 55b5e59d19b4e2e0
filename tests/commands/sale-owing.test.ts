// What the list of debts tells beside them: money to be given back, and sales nobody noted a payment of.
import { expect, it } from 'vitest'
import type { SalesDocument } from '../../src/ui/view/sale.ts'
import { type FakeWorld, fakeWorld, runJson, runLine } from '../fixture.ts'

const sell = (world: FakeWorld, name: string, ...flags: string[]) =>
  runJson(['sale', 'add', '--customer', name, '--item', 'Tea @500', '--item', 'Cup @300', ...flags], world)

async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  await sell(world, 'Anna', '--new')
  await sell(world, 'Vera', '--new', '--paid')
  await sell(world, 'Anna', '--paid')
  await runJson(['sale', 'return', '2', '--item', 'Cup'], world)
  return world
}

it('names what is to be given back and what is not noted, and owes nobody a false word', async () => {
  const world = await shop()
  const document = await runJson<SalesDocument>(['sale', 'list', '--owing'], world)
  expect(document).toMatchObject({
    ...{ sales: [], owedMinor: 0, untracked: [1] },
    giveBack: [{ id: 2, customer: 'Vera', owedMinor: -30_000 }],
  })
  const { out } = await runLine(['sale', 'list', '--owing'], world)
  expect(out).toContain('Nothing is noted as owed.')
  expect(out).toContain('To give back: ₽300 (#2 Vera).')
  expect(out).toContain('No payment noted, sales: #1.')
  expect(await runJson(['sale', 'list', '--owing', '--customer', 'Vera'], world)).toMatchObject({
    ...{ giveBack: [{ id: 2 }], untracked: [] },
  })
  const all = await runLine(['sale', 'list'], world)
  expect(all.out).toContain('not noted')
  expect(await runJson(['sale', 'list'], world)).toMatchObject({ giveBack: null, untracked: null })
})

it('asks at a return of several goods which of them came back', async () => {
  const world = await shop()
  const some = await runLine(['sale', 'return', '1'], world, ['\x1b[B', '', '1'])
  expect(some.code).toBe(0)
  expect(await runJson(['sale', 'show', '1'], world)).toMatchObject({ sale: { totalMinor: 50_000 } })
  expect((await runLine(['sale', 'return', '1'], world, ['\x1b[B', '', ''])).code).toBe(130)
  expect(await runJson(['sale', 'show', '1'], world)).toMatchObject({ sale: { totalMinor: 50_000 } })
})

it('says that it was delivered already, and by how much it was late', async () => {
  const world = await shop()
  await sell(world, 'Anna', '--date', '2026-11-15', '--promised', '2026-11-17')
  const deliver = ['sale', 'deliver', '4']
  const late = await runLine([...deliver, '--date', '2026-11-19'], world)
  expect(late.out).toContain('2 days later than promised')
  const again = await runLine(deliver, world, ['\x1b[B'])
  expect(again).toMatchObject({
    code: 130,
    out: expect.stringContaining('Delivered on 19 Nov 2026 already.'),
  })
  const edited = await runLine(deliver, world, ['', '2026-11-17', '', ''])
  expect(edited.code).toBe(0)
  expect(edited.out).not.toContain('later than promised')
})
