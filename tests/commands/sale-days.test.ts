// Days of a sale typed without a year: they are counted from the day of the sale, not from today.
import { describe, expect, it } from 'vitest'
import type { SaleDocument } from '../../src/ui/view/sale.ts'
import { fakeWorld, runError, runJson } from '../fixture.ts'

const ADD = ['sale', 'add', '--customer', 'Lena Kim', '--new', '--item', 'Tonic @800']
const at = (now: string) => fakeWorld({ now: `${now}T09:00:00+03:00` })

async function sold(now: string, ...flags: string[]): Promise<SaleDocument> {
  const { sale } = await runJson<{ sale: SaleDocument }>([...ADD, ...flags], at(now))
  return sale
}

describe('a day of a sale typed without a year', () => {
  it.each([
    ['26.10', '25.10', '2026-10-26'],
    ['26 октября', '25.10', '2026-10-26'],
    ['25.10', '25.10', '2026-10-25'],
    ['10.01', '28.12.2025', '2026-01-10'],
    ['26.10', '25.10.2025', '2025-10-26'],
    // What was promised in words is counted from today.
    ['tomorrow', '25.10', '2026-10-28'],
  ])('is the first %s from %s on', async (promised, date, day) => {
    expect((await sold('2026-10-27', '--promised', promised, '--date', date)).promised).toBe(day)
  })

  it('is a delivery that has happened, or before the sale', async () => {
    expect((await sold('2026-10-27', '--delivered', '26.10', '--date', '25.10.2025')).delivered).toBe(
      '2025-10-26',
    )
    expect(await runError([...ADD, '--delivered', '26.10'], at('2026-10-27'))).toMatchObject({
      params: { why: 'order', field: '--delivered' },
    })
  })

  it('is counted so in a correction, and for a payment and a promise with it', async () => {
    const world = at('2026-10-27')
    const flags = ['--date', '24.10', '--promise', 'gift', '--promise-by', '25.10', '--pay-by', '26.10']
    const { promises } = await runJson<{ promises: { due: string }[] }>([...ADD, ...flags], world)
    expect(promises.map((promise) => promise.due)).toEqual(['2026-10-25', '2026-10-26'])
    const edit = async (...changed: string[]) =>
      (await runJson<{ sale: SaleDocument }>(['sale', 'edit', '1', ...changed], world)).sale
    expect(await edit('--promised', '26.10')).toMatchObject({ promised: '2026-10-26' })
    const moved = await edit('--date', '1.10', '--promised', '2.10', '--delivered', '3.10')
    expect(moved).toMatchObject({ promised: '2026-10-02', delivered: '2026-10-03' })
  })
})
