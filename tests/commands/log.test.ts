// Logging by flags: what each outcome keeps, and which sale a delivery is about.
import { describe, expect, it } from 'vitest'
import type { ContactDocument } from '../../src/ui/view/contact.ts'
import type { SaleDocument } from '../../src/ui/view/sale.ts'
import { type FakeWorld, fakeWorld, runError, runJson } from '../fixture.ts'

const ANNA = ['--customer', 'Anna', '--phone', '89123456789']

function sell(world: FakeWorld, ...flags: string[]) {
  return runJson(['sale', 'add', ...ANNA, '--item', 'Cream @100', ...flags], world)
}

function log(world: FakeWorld, ...flags: string[]): Promise<ContactDocument> {
  return runJson<ContactDocument>(['log', 'anna', ...flags], world)
}

async function sale(world: FakeWorld, id: number): Promise<SaleDocument> {
  return (await runJson<{ sale: SaleDocument }>(['sale', 'show', String(id)], world)).sale
}

describe('a delivery', () => {
  it('is that of the sale asked about now, not of a later promise', async () => {
    const world = fakeWorld()
    await sell(world, '--promised', '+1d')
    await sell(world, '--promised', '+20d')
    world.setClock('2026-11-22T10:00:00+03:00')
    await log(world, '--outcome', 'talked', '--delivered', 'yes')
    expect((await sale(world, 1)).delivered).toBe('2026-11-22')
    expect((await sale(world, 2)).delivered).toBeNull()
  })

  it('that has not come gets a new day', async () => {
    const world = fakeWorld()
    await sell(world, '--promised', '+1d')
    world.setClock('2026-11-22T10:00:00+03:00')
    const { touches } = await log(world, '--outcome', 'talked', '--delivered', 'no', '--promised', '+3d')
    expect(await sale(world, 1)).toMatchObject({ promised: '2026-11-25', delivered: null })
    expect(touches.find((touch) => touch.kind === 'delivery')?.opens).toBe('2026-11-25')
  })

  it('is refused where none is awaited, before the sale, and without a talk', async () => {
    const world = fakeWorld()
    await sell(world)
    const told = (...flags: string[]) => runError(['log', 'anna', ...flags], world)
    expect(await told('--outcome', 'talked', '--delivered', 'yes')).toMatchObject({
      exit: 3,
      code: 'sale.notPromised',
    })
    await sell(world, '--promised', '+1d')
    expect(await told('--outcome', 'talked', '--delivered', '2020-01-01')).toMatchObject({
      exit: 2,
      params: { why: 'order' },
    })
    expect(await told('--outcome', 'no-answer', '--promised', '+5d')).toMatchObject({
      exit: 2,
      code: 'input.invalid',
    })
    expect((await runJson<{ contacts: object[] }>(['customer', 'show', 'anna'], world)).contacts).toEqual([])
  })
})

describe('an outcome', () => {
  it('no answer three times: tomorrow, then two days later, then a text to send instead', async () => {
    const world = fakeWorld({ now: '2026-11-19T10:00:00+03:00' })
    await sell(world)
    const days: [string, string | null][] = []
    for (const day of ['20', '21', '23']) {
      world.setClock(`2026-11-${day}T10:00:00+03:00`)
      const { standing, message } = await log(world, '--outcome', 'no-answer')
      days.push([standing.from?.slice(0, 10) ?? '', message])
    }
    expect(days.slice(0, 2)).toEqual([
      ['2026-11-21', null],
      ['2026-11-23', null],
    ])
    expect(days[2]?.[1]).toContain('Anna')
  })

  it('refused ends every call, also after she is imported or buys again', async () => {
    const world = fakeWorld({ now: '2026-11-19T10:00:00+03:00' })
    await sell(world)
    const { touches, standing } = await log(world, '--outcome', 'refused')
    expect([touches, standing.code]).toEqual([[], 'refused'])
    world.setClock('2026-11-21T10:00:00+03:00')
    await sell(world)
    const { calls, messages, noPhone } = await runJson<Record<string, object[]>>(['due', '--all'], world)
    expect([calls, messages, noPhone]).toEqual([[], [], []])
  })

  it('wrong number moves her to those who need one, until she has another', async () => {
    const world = fakeWorld({ now: '2026-11-19T10:00:00+03:00' })
    await sell(world)
    world.setClock('2026-11-20T10:00:00+03:00')
    await log(world, '--outcome', 'wrong-number')
    const lists = async () => {
      const { calls, noPhone } = await runJson<Record<string, object[]>>(['due', '--all'], world)
      return [calls?.length, noPhone?.length]
    }
    expect(await lists()).toEqual([0, 1])
    await runJson(['customer', 'edit', 'anna', '--phone', '89123456780'], world)
    expect(await lists()).toEqual([1, 0])
  })

  it('wrong by a slip is put right by saying the number again', async () => {
    const world = fakeWorld({ now: '2026-11-19T10:00:00+03:00' })
    await sell(world)
    world.setClock('2026-11-20T10:00:00+03:00')
    await log(world, '--outcome', 'wrong-number')
    await runJson(['customer', 'edit', 'anna', '--phone', '89123456789'], world)
    const { calls } = await runJson<Record<string, object[]>>(['due', '--all'], world)
    expect(calls).toHaveLength(1)
  })
})
