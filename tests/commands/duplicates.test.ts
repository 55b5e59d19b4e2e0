// customer duplicates: which cards look alike, why, in which order, and the command that makes them one.
import { describe, expect, it, test } from 'vitest'
import { likelyDuplicates } from '../../src/domain/duplicates.ts'
import type { DuplicatesDocument } from '../../src/ui/view/merge.ts'
import { type FakeWorld, fakeWorld, runJson, runLine } from '../fixture.ts'

async function shop(...customers: string[][]): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const customer of customers) await runJson(['customer', 'add', ...customer, '--new'], world)
  return world
}

const PHONE = ['--phone', '89160000001']

/** Pairs as `1-2 phone name`. */
async function pairs(world: FakeWorld): Promise<string[]> {
  const { duplicates } = await runJson<DuplicatesDocument>(['customer', 'duplicates'], world)
  return duplicates.map(({ customer, other, reasons }) => `${customer.id}-${other.id} ${reasons.join(' ')}`)
}

describe('customer duplicates', () => {
  const SAME: [string, string[], string[], string[]][] = [
    ['one phone and a piece of the name', ['Анна Петрова', ...PHONE], ['Анна', ...PHONE], ['1-2 phone']],
    ['one phone under two names', ['Анна Петрова', ...PHONE], ['Игорь', ...PHONE], ['1-2 phone']],
    ['one name in another order', ['Анна Смирнова'], ['Смирнова Анна'], ['1-2 name']],
    ['one name, however it is written', ['Алёна Королёва'], ['  АЛЕНА   королева'], ['1-2 name']],
    [
      'one e-mail and agreeing names',
      ['Анна', '--email', 'a@x.ru'],
      ['Анна П', '--email', 'A@X.ru'],
      ['1-2 email'],
    ],
    ['one chat and agreeing names', ['Анна', '--chat', '@anya'], ['Анна П', '--chat', 'anya'], ['1-2 chat']],
    [
      'one e-mail under two names',
      ['Анна', '--email', 'a@x.ru'],
      ['Игорь', '--email', 'a@x.ru'],
      ['1-2 email'],
    ],
    ['nothing', ['Анна', '--phone', '89160000002'], ['Игорь', ...PHONE], []],
  ]
  it.each(SAME)('of cards with %s', async (_, one, other, found) => {
    expect(await pairs(await shop(one, other))).toEqual(found)
  })

  it('puts what agrees best first, and a shared number under two names last', async () => {
    const world = await shop(
      ...[['Игорь', ...PHONE], ['Анна Петрова', ...PHONE], ['Вера'], ['Вера'], ['Анна', ...PHONE]],
    )
    expect(await pairs(world)).toEqual(['2-5 phone', '3-4 name', '1-2 phone', '1-5 phone'])
  })

  it('keeps the card with more sales, and names the command', async () => {
    const world = await shop(['Анна', ...PHONE], ['Анна Петрова', ...PHONE])
    await runJson(['sale', 'add', '--customer', '#2', '--item', 'Крем @100'], world)
    const { out } = await runLine(['customer', 'duplicates'], world)
    expect(out).toBe(
      [
        'Анна Петрова  #2  +7 916 000 00 01  1 sale',
        'Анна  #1  +7 916 000 00 01  0 sales',
        '  the same phone',
        '  aftersales customer merge "#2" "#1"',
        '',
      ].join('\n'),
    )
    await runJson(['customer', 'merge', '#2', '#1', '--yes'], world)
    expect((await runLine(['customer', 'duplicates'], world)).out).toBe(
      'No two cards look like one customer.\n',
    )
  })

  it('leaves out a wrong number and whoever was forgotten', async () => {
    const world = await shop(['Анна', ...PHONE], ['Игорь', ...PHONE], ['Анна'])
    await runJson(['log', '#2', '--outcome', 'wrong-number'], world)
    expect(await pairs(world)).toEqual(['1-3 name'])
    await runJson(['customer', 'forget', '#3', '--yes'], world)
    expect(await pairs(world)).toEqual([])
  })

  it('shows a page, and all on demand', async () => {
    const world = await shop(...Array.from({ length: 6 }, () => ['Анна']))
    const { out } = await runLine(['customer', 'duplicates'], world)
    expect(out.match(/merge/g)).toHaveLength(10)
    expect(out).toContain('and 5 more: add --all')
    expect((await runLine(['customer', 'duplicates', '--all'], world)).out.match(/merge/g)).toHaveLength(15)
  })
})

test('what very many cards share is no sign', () => {
  const cards = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      return { id: i + 1, name: `К${i}`, phone: '+79160000001', email: null, chat: null, sales: 0 }
    })
  expect(likelyDuplicates(cards(20))).toHaveLength(190)
  expect(likelyDuplicates(cards(21))).toEqual([])
})
