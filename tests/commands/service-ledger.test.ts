// What the commands of the service ledger say and refuse, where a slip or a silence would cost the seller something.
import { describe, expect, it } from 'vitest'
import type { Criteria } from '../../src/domain/criteria.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import type { PromiseDocument } from '../../src/ui/view/promise.ts'
import { fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { Seller } from './seller.ts'

const ANNA = ['--customer', 'Анна', '--phone', '89160000001']

async function seller(...settings: [string, string][]): Promise<Seller> {
  const world = fakeWorld()
  for (const setting of settings) await runJson(['config', 'set', ...setting], world)
  return new Seller(world)
}

describe('a customer who is not to be called', () => {
  it('is marked so under the promises, and shown without a number', async () => {
    const shop = await seller()
    await shop.at(
      '2026-11-01 10:00',
      'sale',
      'add',
      ...ANNA,
      '--item',
      'Крем @10',
      '--promised',
      '2026-11-04',
    )
    await shop.log('2026-11-02 10:00', '#1', 'refused')
    const { promises } = await shop.at<DueDocument>('2026-11-05 10:00', 'due', '--all')
    expect(promises).toMatchObject([{ customer: { id: 1 }, refused: true }])
    const { out } = await runLine(['due', '--all'], shop.world)
    expect(out).toContain('Анна  #1  do not call · delivery: Крем')
    expect(out).not.toContain('916')
  })

  it('is not said to be called back, nor to have anything planned but what is owed', async () => {
    const shop = await seller()
    await shop.at(
      '2026-11-01 10:00',
      'sale',
      'add',
      ...ANNA,
      '--item',
      'Крем @10',
      '--promised',
      '2026-11-20',
    )
    await shop.log('2026-11-02 10:00', '#1', 'refused')
    expect(await shop.log('2026-11-05 10:00', '#1', 'call-later', 'next=+1d')).toMatchObject({
      standing: { code: 'refused' },
    })
    const { out } = await runLine(['sale', 'add', ...ANNA, '--item', 'Крем @10'], shop.world)
    expect(out).toContain('no call is planned')
    expect(out).toContain('Not to be called; what you still owe:\n  delivery')
    expect(out).not.toContain('What comes next')
  })
})

describe('a sale that came back whole', () => {
  it('lets its delivery fall away on the day it came back', async () => {
    const shop = await seller()
    await shop.at(
      '2026-11-01 10:00',
      'sale',
      'add',
      ...ANNA,
      '--item',
      'Крем @1000',
      '--promised',
      '2026-11-05',
    )
    await shop.at('2026-11-03 10:00', 'sale', 'return', '1', '--yes')
    for (const now of ['2026-11-06 10:00', '2026-11-20 10:00']) {
      const { promises } = await shop.at<{ promises: PromiseDocument[] }>(now, 'promise', 'list', '--all')
      expect(promises).toMatchObject([{ kind: 'delivery', state: 'void', settled: '2026-11-03' }])
    }
  })

  it('says so on the card, and that there is nothing to pay', async () => {
    const shop = await seller()
    await shop.at(
      '2026-11-01 10:00',
      'sale',
      'add',
      ...ANNA,
      '--item',
      'Крем @1000',
      '--pay-by',
      '2026-11-05',
    )
    await shop.at('2026-11-03 10:00', 'sale', 'return', '1', '--yes')
    shop.world.setClock('2026-11-04T10:00:00+03:00')
    expect((await runLine(['due', '--all'], shop.world)).out).toContain(
      'Bought: everything came back · 3 days ago',
    )
    const { out } = await runLine(['sale', 'list'], shop.world)
    expect(out).toContain('nothing to pay')
    expect(out).not.toMatch(/\bpaid\b/)
  })
})

describe('what is to be avoided', () => {
  const WORDS: [string, string[]][] = [
    ['орехи', ['Маска ореховая']],
    ['Ореховый', ['Маска ореховая']],
    ['аллергия на орехи', ['Маска ореховая']],
    ['шампуни', ['Шампунь']],
    ['а', []],
    ['молоко', ['Крем молочный']],
  ]
  it.each(WORDS)('%s keeps from being offered: %s', async (tag, products) => {
    const shop = await seller()
    for (const name of ['Маска ореховая', 'Шампунь', 'Крем молочный', 'Тоник']) {
      await shop.at('2026-11-01 10:00', 'product', 'add', name)
    }
    await shop.at('2026-11-01 10:00', 'customer', 'add', 'Анна', '--phone', '89160000001')
    const kept = await shop.at<{ warnings: { code: string; text: string }[] }>(
      '2026-11-01 10:00',
      'customer',
      'edit',
      '#1',
      '--avoid',
      tag,
    )
    expect(kept.warnings.map(({ code }) => code)).toEqual([
      products.length === 0 ? 'customer.avoidUnknown' : 'customer.avoids',
    ])
    for (const name of products) expect(kept.warnings[0]?.text).toContain(name)
  })

  it('is not asked to be bought again, in no call and no message', async () => {
    const shop = await seller()
    await shop.at('2026-09-01 10:00', 'product', 'add', 'Шампунь', '--lasts-days', '60')
    await shop.sell('2026-09-01 10:00', 'Анна', 'Шампунь @500', '--phone', '89160000001')
    await shop.talk('2026-09-15 10:00', '#1', 'nps=9')
    const first = await shop.at<DueDocument>('2026-10-27 10:00', 'due', '--all')
    expect(first.calls).toMatchObject([{ kind: 'reorder' }])
    expect(first.calls[0]?.ask).toContain('The same again?')
    await shop.at('2026-10-27 10:00', 'customer', 'edit', '#1', '--avoid', 'шампуни')
    const { calls } = await shop.at<DueDocument>('2026-10-27 10:00', 'due', '--all')
    expect(calls[0]?.ask).not.toContain('The same again?')
    expect(calls[0]?.hints).toContain('Bought before, and no longer to be offered: Шампунь')
    expect(await runError(['message', '#1', '--kind', 'run-out'], shop.world)).toMatchObject({
      ...{ exit: 3, code: 'message.avoided', params: { product: 'Шампунь' } },
    })
  })
})

describe('who brought a customer', () => {
  const FRIENDS = [
    ['customer', 'add', 'Ольга'],
    ['customer', 'add', 'Вера'],
    ['sale', 'add', '--customer', 'Анна', '--item', 'Крем @1000'],
  ]
  const SELL = ['sale', 'add', '--customer', 'Анна', '--item', 'Крем @1000', '--referred-by']

  it('is rewarded when it is told later than the first purchase; another one afterwards is not believed', async () => {
    const shop = await seller(['bonus', 'percent'])
    for (const line of FRIENDS) await shop.at('2026-11-01 10:00', ...line)
    const sell = (referrer: string) =>
      shop.at<{ warnings: { code: string; text: string }[] }>('2026-11-02 10:00', ...SELL, referrer)
    expect((await sell('#1')).warnings).toEqual([])
    expect((await sell('#2')).warnings).toMatchObject([
      { code: 'customer.otherReferrer', text: expect.stringContaining('Ольга (#1)') },
    ])
    for (const [id, balance] of [
      ['#1', 100],
      ['#2', 0],
    ] as const)
      expect(await shop.at('2026-11-02 10:00', 'bonus', 'show', id)).toMatchObject({ balance })
  })
})

describe('a promise with an amount', () => {
  const ADD = ['promise', 'add', '#1', '--what', 'подарок', '--amount', '500', '--by', '+3d']

  it('is said to be taken for the customer’s, unless somebody said whose it is', async () => {
    const shop = await seller()
    await shop.at('2026-11-01 10:00', 'customer', 'add', 'Анна')
    expect((await runLine(ADD, shop.world)).out).toContain('Taken for a payment by the customer')
    for (const said of [
      ['--who', 'customer'],
      ['--kind', 'payment'],
      ['--who', 'seller'],
    ]) {
      expect((await runLine([...ADD, ...said], shop.world)).out).not.toContain('Taken for')
    }
  })

  it('is for no day that nobody will remember', async () => {
    const shop = await seller()
    await shop.at('2026-11-01 10:00', 'customer', 'add', 'Анна')
    const far = ['promise', 'add', '#1', '--what', 'x', '--by', '2199-01-01']
    expect(await runError(far, shop.world)).toMatchObject({
      exit: 2,
      params: { why: 'farAhead', field: '--by' },
    })
    await shop.at('2026-11-01 10:00', 'config', 'set', 'bonus', 'points')
    expect(await runError(['bonus', 'add', '#1', '1000000000'], shop.world)).toMatchObject({
      params: { why: 'pointsGiven' },
    })
  })
})

describe('a case', () => {
  it('takes no answer from before it was opened again, and none about a sale still to come', async () => {
    const shop = await seller()
    await shop.at('2026-11-04 10:00', 'sale', 'add', ...ANNA, '--item', 'Крем @1000')
    await shop.at('2026-11-05 10:00', 'case', 'add', '#1', '--kind', 'return', '--sale', '1')
    await shop.at('2026-11-06 10:00', 'case', 'resolve', '1', '--how', 'refunded', '--confirmed', 'yes')
    await shop.at('2026-11-10 10:00', 'case', 'reopen', '1', '--reason', 'again')
    const reply = ['case', 'reply', '1', '--text', 'x', '--at']
    expect(await runError([...reply, '2026-11-07'], shop.world)).toMatchObject({
      params: { why: 'beforeReopening' },
    })
    await runJson([...reply, '2026-11-10 10:00'], shop.world)
    const early = ['case', 'add', '#1', '--kind', 'question', '--asked', 'x', '--at', '2026-11-01']
    expect(await runError([...early, '--sale', '1'], shop.world)).toMatchObject({
      exit: 2,
      params: { why: 'caseBeforeSale', id: 1 },
    })
    await runJson(early, shop.world)
  })

  it('opened again leaves no second chance that she has given', async () => {
    const shop = await seller()
    const forgave = async () =>
      (
        await shop.at<{ criteria: { code: string; met: boolean }[] }>(
          '2026-11-08 10:00',
          'customer',
          'show',
          '#1',
        )
      ).criteria.find(({ code }) => code === ('forgave' satisfies keyof Criteria))?.met
    await shop.at('2026-11-01 10:00', 'sale', 'add', ...ANNA, '--item', 'Крем @1000')
    await shop.at('2026-11-03 10:00', 'case', 'add', '#1', '--kind', 'complaint')
    await shop.at('2026-11-03 12:00', 'case', 'resolve', '1', '--how', 'replaced', '--confirmed', 'yes')
    await shop.at('2026-11-05 10:00', 'sale', 'add', ...ANNA, '--item', 'Крем @1000')
    expect(await forgave()).toBe(true)
    await shop.at('2026-11-05 12:00', 'case', 'reopen', '1', '--reason', 'again')
    expect(await forgave()).toBe(false)
  })
})

it('repeats little of a text that is far too long', async () => {
  const shop = await seller()
  await shop.at('2026-11-01 10:00', 'customer', 'add', 'Анна')
  for (const flag of ['--avoid', '--note']) {
    const { params, message } = await runError(
      ['customer', 'edit', '#1', flag, 'я'.repeat(100_000)],
      shop.world,
    )
    expect([String(params.value).length, message.length < 400]).toEqual([201, true])
  }
})
