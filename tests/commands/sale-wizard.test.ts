// The sale wizard: what flags say wrong is found before the first question, and answers have the limits of flags.
import { describe, expect, it } from 'vitest'
import type { SaleFlags } from '../../src/commands/sale-draft.ts'
import { askSale } from '../../src/commands/sale-wizard.ts'
import { parseDay } from '../../src/domain/day.ts'
import { Store } from '../../src/store/store.ts'
import type { Ask, Choice } from '../../src/ui/ask.ts'
import { createContext, fakeWorld, runLine } from '../fixture.ts'

describe('flags', () => {
  it.each([
    [['--customer', 'Anna', '--phone', 'garbage'], '--phone'],
    [['--date', 'garbage'], '--date'],
    [['--discount', 'garbage'], '--discount'],
    [['--referred-by', 'nobody'], 'nobody'],
    [['--item', 'x'.repeat(201)], '--item'],
    [['--item', 'Cream x1 490,50'], 'looks like a price'],
  ])('with a fault are refused before anything is asked: %j', async (flags, complaint) => {
    const { code, out, err } = await runLine(['sale', 'add', ...flags], fakeWorld(), ['\x03'])
    expect([2, 3]).toContain(code)
    expect(err).toContain(complaint)
    expect(out).toBe('')
  })
})

/** Answers each question with the first of these texts that it takes; of choices the last found, or the first. */
async function answered(texts: readonly string[], flags: SaleFlags = {}, handedOver = true) {
  const context = await createContext(fakeWorld(), {})
  const store = new Store(':memory:', 'write', context.world.clock, 'Europe/Moscow')
  const refused: string[] = []
  const typed = [...texts]
  context.ask = async () =>
    ({
      async search<T>(
        _: string,
        find: (text: string) => Promise<readonly Choice<T>[]> | readonly Choice<T>[],
      ) {
        for (;;) {
          const text = typed.shift() ?? ''
          const choice = (await find(text)).at(-1)
          if (choice) return choice.value
          refused.push(text)
        }
      },
      async input(_: string, { check }: { check?: (text: string) => string | null } = {}) {
        for (;;) {
          const text = typed.shift() ?? ''
          if (!check?.(text)) return text
          refused.push(text)
        }
      },
      select: async <T>(_: string, choices: readonly Choice<T>[]) =>
        (choices[handedOver ? 0 : 1] as Choice<T>).value,
      password: async () => '',
      confirm: async () => true,
    }) as Ask
  return { draft: await askSale(context, store, flags), refused }
}

it('asks again for a name, a quantity or a price that flags would refuse', async () => {
  const long = 'x'.repeat(201)
  const { draft, refused } = await answered([
    ...[long, 'Anna', '', long, 'Tea', '1000001', '0.0000001', '1000000', '99999999999', '50', ''],
  ])
  expect(refused).toEqual([long, long, '1000001', '0.0000001', '99999999999'])
  expect(draft).toMatchObject({
    identity: { customer: null, name: 'Anna' },
    lines: [{ product: 'Tea', quantity: 1_000_000, amountMinor: 5_000_000_000 }],
    promised: null,
  })
})

it('asks again for a quantity that reads like a price', async () => {
  const { draft, refused } = await answered([
    ...['Anna', '', 'Tea', '1 490,50', '1 490.00', '120.5', '2.5', '5', ''],
  ])
  expect(refused).toEqual(['1 490,50', '1 490.00', '120.5'])
  expect(draft.lines).toMatchObject([{ quantity: 2.5, amountMinor: 1250 }])
})

it('asks whether it is paid, and notes nothing where that is left open', async () => {
  const sale = ['Anna', '', 'Bag', '2', '1490', '']
  const paid = async (...typed: string[]) => {
    const { draft, refused } = await answered([...sale, ...typed])
    return [draft.promises.paid, refused]
  }
  expect(await paid('')).toEqual([null, []])
  expect(await paid('2981', '0', 'всё')).toEqual(['all', ['2981', '0']])
  expect(await paid('490,50')).toEqual([49_050, []])
})

it('asks once what else is promised where the goods are still to come', async () => {
  const sale = ['Anna', '', 'Bag', '1', '1490', '', '+2d']
  const told = { paid: '490', payBy: 'fri' }
  const { draft, refused } = await answered([...sale, '!!', 'blue'], told, false)
  expect(refused).toEqual(['!!'])
  const day = (text: string) => parseDay(text)
  expect(draft.promises).toEqual({
    ...{ texts: ['blue'], by: day('2026-11-23'), paid: 49_000, payBy: day('2026-11-27') },
  })
  const silent = await answered([...sale, ''], {}, false)
  expect(silent.draft.promises).toMatchObject({ texts: [], by: null, paid: null, payBy: null })
  const asked = await answered([...sale, '+9d'], { promise: ['blue'], promised: '+2d', promiseBy: '+3d' })
  expect(asked.draft.promises).toMatchObject({ texts: ['blue'], by: day('2026-11-24') })
})
