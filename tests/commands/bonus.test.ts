// Bonus points: what earns them, what they buy, how they come back and go, and what is refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { recordSale } from '../../src/commands/sale-add.ts'
import { readSale } from '../../src/commands/sale-draft.ts'
import { Store } from '../../src/store/store.ts'
import type { BonusAccount, BonusChangeDocument, StatementDocument } from '../../src/ui/view/bonus.ts'
import type { ReferralsDocument } from '../../src/ui/view/referrals.ts'
import type { SaleAddedDocument, SaleDocument } from '../../src/ui/view/sale.ts'
import {
  createContext,
  type FakeWorld,
  fakeWorld,
  runError,
  runJson,
  runLine,
  type WorldOptions,
} from '../fixture.ts'

const ANNA = ['--customer', 'Anna Petrova', '--phone', '89123456789']
const OLGA = ['--customer', 'Olga Ivanova', '--phone', '89123456780']
const VERA = ['--customer', 'Vera Orlova', '--phone', '89123456781']

/** A shop whose programme is on: 5 % in points of one rouble. */
async function shop(options: WorldOptions = {}, ...settings: [string, string][]): Promise<FakeWorld> {
  const world = fakeWorld(options)
  for (const setting of [['bonus', 'percent'], ...settings])
    await runJson(['config', 'set', ...setting], world)
  return world
}

const sell = (world: FakeWorld, who: readonly string[], item: string, ...flags: string[]) =>
  runJson<SaleAddedDocument>(['sale', 'add', ...who, '--item', item, ...flags], world)
const edit = (world: FakeWorld, ...flags: string[]) =>
  runJson<{ sale: SaleDocument }>(['sale', 'edit', ...flags], world)
const statement = (world: FakeWorld, who = 'anna', ...flags: string[]) =>
  runJson<StatementDocument>(['bonus', 'show', who, ...flags], world)
const balance = async (world: FakeWorld, who = 'anna') => (await statement(world, who)).balance
const gift = (world: FakeWorld, points: number, who = 'anna') =>
  runJson<BonusChangeDocument>(['bonus', 'add', who, String(points), '--reason', 'a gift'], world)
const spend = (world: FakeWorld, ...words: string[]) =>
  runJson<BonusChangeDocument>(['bonus', 'spend', ...words], world)
const told = ({ lines }: Pick<StatementDocument, 'lines'>) =>
  lines.map(({ kind, points, balance: after }) => [kind, points, after])

describe('a purchase', () => {
  it('earns nothing while the programme is off, nor later when it is on', async () => {
    const world = fakeWorld()
    const { sale, bonus } = await sell(world, ANNA, 'Cream @1000')
    expect([sale.bonus, bonus]).toEqual([null, { sold: null, referral: null }])
    await runJson(['config', 'set', 'bonus', 'percent'], world)
    await edit(world, '1', '--item', 'Cream @2000')
    expect(await statement(world)).toMatchObject({ programme: 'percent', balance: 0, lines: [] })
  })

  it('earns a percentage of what is paid, in points of their own worth', async () => {
    const world = await shop()
    const { sale, bonus } = await sell(world, ANNA, 'Cream @1490', '--discount', '90,50')
    expect(sale).toMatchObject({ totalMinor: 139_950, bonus: { earned: 69, spent: 0 } })
    expect(bonus).toEqual({
      sold: { earned: 69, spent: 0, held: 0, balance: 69, expiring: null, withheld: 0 },
      referral: null,
    })
  })

  it('earns points for each full amount', async () => {
    const world = await shop({}, ['bonus', 'points'], ['bonus.pointsPer', '3'], ['bonus.perAmount', '250'])
    expect((await sell(world, ANNA, 'Cream @999,99')).sale.bonus).toEqual({ earned: 9, spent: 0 })
  })

  it('that is imported earns nothing', async () => {
    const world = await shop()
    const file = join(world.home, 'sales.csv')
    writeFileSync(file, 'customer,phone,date,product,amount\nAnna,89123456789,2026-11-01,Cream,1000\n')
    await runJson(['import', 'sales', file], world)
    await runJson(['sale', 'return', '1', '--yes'], world)
    expect((await statement(world)).lines).toEqual([])
  })

  it('entered late earns on its own day', async () => {
    const world = await shop({}, ['bonus.expiresDays', '10'])
    await sell(world, ANNA, 'Cream @1000', '--date', '2026-11-19')
    const { lines } = await statement(world)
    expect(lines).toMatchObject([{ day: '2026-11-19', points: 50, expires: '2026-11-29' }])
    expect(await statement(world, 'anna', '--as-of', '2026-11-18')).toMatchObject({ balance: 0, lines: [] })
  })

  it('whose price is named later earns then', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream')
    await edit(world, '1', '--item', 'Cream @300')
    expect(told(await statement(world))).toEqual([['purchase', 15, 15]])
  })
})

describe('points as a discount', () => {
  it('come off the price, and nothing is earned on them', async () => {
    const world = await shop()
    await gift(world, 120).catch(() => undefined)
    await sell(world, ANNA, 'Cream @1000')
    await gift(world, 100)
    const { sale, bonus } = await sell(world, ANNA, 'Soap @300', '--bonus', '120', '--discount', '20')
    expect(sale).toMatchObject({
      ...{ discountMinor: 14_000, totalMinor: 16_000, bonus: { earned: 8, spent: 120 } },
    })
    expect(bonus.sold).toMatchObject({ balance: 38 })
  })

  it('are all that fit with `all`, in either language', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @10000')
    const first = await sell(world, ANNA, 'Soap @99,90', '--bonus', 'all')
    expect(first.sale).toMatchObject({ totalMinor: 90, bonus: { spent: 99 } })
    const second = await sell(world, ANNA, 'Cream @10000', '--bonus', 'все')
    expect(second.sale).toMatchObject({ totalMinor: 959_900, bonus: { spent: 401, earned: 479 } })
  })

  it('that are not there leave the price, and it says so', async () => {
    const world = await shop()
    const { sale, warnings } = await sell(world, ANNA, 'Cream @100', '--bonus', 'all')
    expect(sale).toMatchObject({ totalMinor: 10_000, bonus: { earned: 5, spent: 0 } })
    expect(warnings).toMatchObject([{ code: 'bonus.none' }])
  })

  it('can still be spent when the programme is switched off', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1000')
    await runJson(['config', 'set', 'bonus', 'off'], world)
    const { sale } = await sell(world, ANNA, 'Soap @300', '--bonus', '30')
    expect(sale).toMatchObject({ totalMinor: 27_000, bonus: { earned: 0, spent: 30 } })
    expect((await spend(world, 'anna', 'all')).balance).toBe(0)
  })

  it('are worth what the setting says, then and for good', async () => {
    const world = await shop({}, ['bonus.pointValue', '0.5'])
    await sell(world, ANNA, 'Cream @1000')
    expect((await statement(world)).balance).toBe(100)
    const { sale } = await sell(world, ANNA, 'Soap @300', '--bonus', '41')
    expect(sale).toMatchObject({ discountMinor: 2050, bonus: { spent: 41 } })
    await runJson(['config', 'set', 'bonus.pointValue', '10'], world)
    await edit(world, '2', '--discount', '10')
    expect((await runJson<{ sale: SaleDocument }>(['sale', 'show', '2'], world)).sale.bonus?.spent).toBe(20)
  })

  it('leave the rest to be paid, and no more', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 300)
    const { sale } = await sell(world, ANNA, 'Soap @300', '--bonus', '100', '--paid')
    expect(sale).toMatchObject({ totalMinor: 20_000, paidMinor: 20_000, owedMinor: 0 })
    for (const paid of [['--paid'], ['--paid', '10']]) {
      const flags = ['--item', 'Soap @100', '--bonus', '100', ...paid]
      expect(await runError(['sale', 'add', ...ANNA, ...flags], world)).toMatchObject({
        exit: 3,
        code: 'payment.nothingOwed',
      })
    }
  })

  it('of a sale on an earlier day are what there was then, and not spent since', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @2000', '--date', '2026-11-15')
    await spend(world, 'anna', '70')
    const late = (points: string, date: string) =>
      runLine(['sale', 'add', ...ANNA, '--item', 'Soap @300', '--bonus', points, '--date', date], world)
    expect((await late('31', '2026-11-17')).code).toBe(3)
    expect((await late('1', '2026-11-14')).code).toBe(3)
    expect((await late('30', '2026-11-17')).code).toBe(0)
    expect(told(await statement(world))).toEqual([
      ['purchase', 100, 100],
      ['spend', -30, 70],
      ['purchase', 13, 83],
      ['spend', -70, 13],
    ])
  })

  it('are asked about by the wizard, where there are any', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 340)
    // Sample, one of it, at 300, and that is all; 40 points; handed over; payment left open; right.
    const answers = ['', '', '300', '', '40', '', '', '']
    const { code, out } = await runLine(['sale', 'add', '--customer', 'anna petrova'], world, answers)
    expect(code).toBe(0)
    expect(out).toContain('There are 340 points, at most 300 for this sale')
    expect(out).toMatch(/Record the sale: Anna Petrova, Sample × 1, ₽260/)
    expect(await balance(world)).toBe(313)
  })

  it('that are none are refused before the first question', async () => {
    const { code, out, err } = await runLine(['sale', 'add', '--bonus', 'ten'], await shop(), ['\x03'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('--bonus: “ten” is no number of points.')
  })

  it('that were spent in another window meanwhile are refused with the sale', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 50)
    const context = await createContext(world, {})
    const store = new Store(world.db, 'write', world.clock, world.zone)
    const draft = await readSale(context, store, { customer: '#1', item: ['Soap @300'], bonus: '50' })
    await spend(world, 'anna', '1')
    expect(() => recordSale(store, draft)).toThrow('bonus.notEnough')
    store.close()
    expect((await runJson<{ sales: object[] }>(['sale', 'list'], world)).sales).toHaveLength(1)
    expect(await balance(world)).toBe(49)
  })
})

/** A first sale that earns nothing, so that there is a customer. */
async function sellFirst(world: FakeWorld): Promise<FakeWorld> {
  await sell(world, ANNA, 'Sample @1')
  return world
}

describe('bonus spend', () => {
  it('takes points off for something else', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 100)
    expect(await spend(world, 'anna', '60', '--reason', 'a brush')).toMatchObject({
      ...{ balance: 40, sale: null },
      lines: [{ kind: 'spend', points: -60, reason: 'a brush', saleId: null }],
    })
  })

  it('is a discount on a sale that is there, and lowers what was earned on it', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1000')
    await gift(world, 200)
    const { sale, lines, balance: left } = await spend(world, 'anna', '200', '--sale', '#1')
    expect(sale).toMatchObject({
      discountMinor: 20_000,
      totalMinor: 80_000,
      bonus: { earned: 40, spent: 200 },
    })
    expect(lines.map(({ kind, points }) => [kind, points])).toEqual([
      ['spend', -200],
      ['reversal', -10],
    ])
    expect(left).toBe(40)
    // Spent twice on one sale, given back together.
    await spend(world, 'anna', '20', '--sale', '1')
    expect((await edit(world, '1', '--discount', '0')).sale.bonus).toEqual({ earned: 50, spent: 0 })
    expect(await balance(world)).toBe(250)
    expect((await edit(world, '1', '--discount', '220')).sale.bonus).toEqual({ earned: 39, spent: 220 })
  })

  it('of another worth than before counts at the mean of both', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 500)
    await sell(world, ANNA, 'Cream @1000', '--bonus', '100')
    await runJson(['config', 'set', 'bonus.pointValue', '3'], world)
    const { sale } = await spend(world, 'anna', '100', '--sale', '2')
    expect(sale).toMatchObject({ discountMinor: 40_000, bonus: { spent: 200 } })
    expect((await edit(world, '2', '--discount', '200')).sale.bonus?.spent).toBe(100)
  })

  it('is refused where there is nothing to spend, or nothing left to pay', async () => {
    const world = await shop()
    await sellFirst(world)
    expect(await runError(['bonus', 'spend', 'anna', 'all'], world)).toMatchObject({
      ...{ exit: 3, code: 'bonus.notEnough', params: { balance: 0 } },
    })
    await gift(world, 50)
    await sell(world, ANNA, 'Soap @30', '--bonus', 'all')
    expect(await runError(['bonus', 'spend', 'anna', 'all', '--sale', '2'], world)).toMatchObject({
      ...{ exit: 2, params: { why: 'bonus', most: 0 } },
    })
  })

  it('pays no more than is owed, and ends the promise to pay it', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 500)
    await sell(world, ANNA, 'Cream @1000', '--paid', '900', '--pay-by', '+3d')
    expect(await runError(['bonus', 'spend', 'anna', '101', '--sale', '2'], world)).toMatchObject({
      ...{ exit: 2, params: { why: 'bonus', most: 100 } },
    })
    const { sale } = await spend(world, 'anna', 'all', '--sale', '2')
    expect(sale).toMatchObject({ totalMinor: 90_000, owedMinor: 0, payBy: null })
  })

  it('is refused for the sale of somebody else, and where something came back', async () => {
    const world = await shop()
    await sell(world, OLGA, 'Cream @1000')
    await sell(world, ANNA, 'Cream x2 @1000')
    expect(await runError(['bonus', 'spend', 'anna', '10', '--sale', '1'], world)).toMatchObject({
      ...{ exit: 3, code: 'sale.notTheirs', params: { id: 1, name: 'Anna Petrova' } },
    })
    await runJson(['sale', 'return', '2', '--item', 'Cream'], world)
    expect(await runError(['bonus', 'spend', 'anna', '10', '--sale', '2'], world)).toMatchObject({
      ...{ exit: 3, code: 'sale.returned' },
    })
  })
})

describe('a return', () => {
  it('takes back what was earned on the part that came back', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream x3 @330')
    await runJson(['sale', 'return', '1', '--item', 'Cream x2'], world)
    await runJson(['sale', 'return', '1', '--yes'], world)
    expect(told(await statement(world))).toEqual([
      ['purchase', 49, 49],
      ['reversal', -33, 16],
      ['reversal', -16, 0],
    ])
  })

  it('gives back what was spent, in proportion to what came back', async () => {
    const world = await shop({}, ['bonus.expiresDays', '30'])
    await gift(await sellFirst(world), 100)
    await sell(world, ANNA, 'Cream x2 @500', '--bonus', '100')
    world.setClock('2026-11-25T09:00:00+03:00')
    await runJson(['sale', 'return', '2', '--item', 'Cream'], world)
    expect(await balance(world)).toBe(72)
    await runJson(['sale', 'return', '2', '--yes'], world)
    const { lines, balance: all } = await statement(world)
    expect(all).toBe(100)
    expect(lines.filter(({ kind }) => kind === 'refund')).toMatchObject([
      { points: 50, expires: '2026-12-21' },
      { points: 50, expires: '2026-12-21' },
    ])
  })

  it('gives points back for as long as they would have lasted, those over by then as new ones', async () => {
    const world = await shop({ now: '2026-11-01T09:00:00+03:00' }, ['bonus.expiresDays', '30'])
    await sell(world, ANNA, 'Cream @1000')
    world.setClock('2026-11-11T09:00:00+03:00')
    await gift(world, 40)
    await sell(world, ANNA, 'Soap @500', '--bonus', '80')
    world.setClock('2026-11-12T09:00:00+03:00')
    await runJson(['sale', 'return', '2', '--yes'], world)
    const refunds = async () =>
      (await statement(world)).lines.flatMap(({ kind, points, expires }) =>
        kind === 'refund' ? [[points, expires]] : [],
      )
    // Those used last come back first.
    expect(await refunds()).toEqual([
      [30, '2026-12-11'],
      [50, '2026-12-01'],
    ])
    world.setClock('2026-12-02T09:00:00+03:00')
    expect(await balance(world)).toBe(40)
    await sell(world, ANNA, 'Soap @500', '--bonus', '40')
    world.setClock('2026-12-20T09:00:00+03:00')
    await runJson(['sale', 'return', '3', '--yes'], world)
    expect((await refunds()).slice(2)).toEqual([[40, '2027-01-19']])
  })

  it('withholds nothing of points that came back and expired unspent', async () => {
    const world = await shop({ now: '2026-11-02T09:00:00+03:00' }, ['bonus.expiresDays', '30'])
    await sell(world, ANNA, 'Cream @5000')
    await sell(world, ANNA, 'Soap x4 @100', '--bonus', '200')
    world.setClock('2026-11-05T09:00:00+03:00')
    await runJson(['sale', 'return', '2', '--yes'], world)
    world.setClock('2026-12-10T09:00:00+03:00')
    expect(await statement(world)).toMatchObject({ balance: 0, withheld: 0 })
    await runJson(['sale', 'return', '1', '--yes'], world)
    expect(await statement(world)).toMatchObject({ balance: 0, withheld: 0 })
  })

  it('withholds from the next earnings what has been spent by then', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1000')
    await spend(world, 'anna', '30')
    await runJson(['sale', 'return', '1', '--yes'], world)
    expect(await statement(world)).toMatchObject({ balance: 0, withheld: 30 })
    const { lines } = await gift(world, 100)
    expect(lines.map(({ kind, points }) => [kind, points])).toEqual([
      ['gift', 100],
      ['withheld', -30],
    ])
    expect(await statement(world)).toMatchObject({ balance: 70, withheld: 0 })
  })

  it('takes nothing back of what has expired', async () => {
    const world = await shop({}, ['bonus.expiresDays', '10'])
    await sell(world, ANNA, 'Cream @1000')
    world.setClock('2026-12-02T09:00:00+03:00')
    await gift(world, 20)
    expect(told(await statement(world))).toEqual([
      ['purchase', 50, 50],
      ['expiry', -50, 0],
      ['gift', 20, 20],
    ])
    await runJson(['sale', 'return', '1', '--yes'], world)
    expect(await balance(world)).toBe(20)
  })

  it('entered late is a return of its day', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1000', '--date', '2026-11-15')
    await spend(world, 'anna', '40')
    await runJson(['sale', 'return', '1', '--date', '2026-11-18', '--yes'], world)
    const { lines, withheld } = await statement(world)
    expect([told({ lines }), withheld]).toEqual([
      [
        ['purchase', 50, 50],
        ['reversal', -50, 0],
        ['spend', 0, 0],
      ],
      40,
    ])
  })
})

describe('a correction of a sale', () => {
  it('adjusts what was earned by further entries, by the rule of its own day', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1000')
    await runJson(['config', 'set', 'bonus.percent', '50'], world)
    expect(await balance(world)).toBe(50)
    await edit(world, '1', '--note', 'blue')
    await edit(world, '1', '--item', 'Cream @3000')
    await edit(world, '1', '--discount', '1000')
    await runJson(['config', 'set', 'bonus', 'off'], world)
    await edit(world, '1', '--item', 'Cream @1000', '--discount', '0')
    expect(told(await statement(world))).toEqual([
      ['purchase', 50, 50],
      ['purchase', 100, 150],
      ['reversal', -50, 100],
      ['reversal', -50, 50],
    ])
  })

  it('gives points back as far as the discount no longer holds them', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 100)
    await sell(world, ANNA, 'Cream @1000', '--discount', '50', '--bonus', '100')
    expect((await edit(world, '2', '--discount', '120')).sale.bonus).toEqual({ earned: 44, spent: 100 })
    expect((await edit(world, '2', '--discount', '60,50')).sale.bonus).toEqual({ earned: 46, spent: 60 })
    expect(await balance(world)).toBe(86)
    expect((await edit(world, '2', '--discount', '150')).sale.bonus).toEqual({ earned: 42, spent: 100 })
    expect(await balance(world)).toBe(42)
  })

  it('moves the points with the sale; what the new customer lacks is withheld later', async () => {
    const world = await shop()
    await gift(await sellFirst(world), 100)
    await sell(world, OLGA, 'Sample @1')
    await gift(world, 30, 'olga')
    await sell(world, ANNA, 'Cream @1000', '--bonus', '100')
    expect([await balance(world), await balance(world, 'olga')]).toEqual([45, 30])
    expect((await edit(world, '3', '--customer', 'olga')).sale).toMatchObject({
      ...{ customer: 'Olga Ivanova', totalMinor: 90_000, bonus: { earned: 45, spent: 100 } },
    })
    expect(await balance(world)).toBe(100)
    expect(await statement(world, 'olga')).toMatchObject({ balance: 0, withheld: 25 })
    await gift(world, 500, 'olga')
    expect(await balance(world, 'olga')).toBe(475)
    await edit(world, '3', '--customer', 'anna')
    expect([await balance(world), await balance(world, 'olga')]).toEqual([45, 530])
  })

  it('of its day alone makes its points last by that day, as far as they are there', async () => {
    const world = await shop({ now: '2026-11-20T09:00:00+03:00' }, ['bonus.expiresDays', '30'])
    await sell(world, ANNA, 'Cream @1000')
    await spend(world, 'anna', '20')
    await edit(world, '1', '--date', '2026-11-15')
    expect(await statement(world)).toMatchObject({ balance: 30, expiring: { points: 30, day: '2026-12-15' } })
    const before = (await statement(world)).lines.length
    await edit(world, '1', '--date', '2026-11-15 18:00')
    expect((await statement(world)).lines).toHaveLength(before)
    // What is earned on it later lasts as long.
    await edit(world, '1', '--item', 'Cream @2000')
    expect(await statement(world)).toMatchObject({ balance: 80, expiring: { points: 80, day: '2026-12-15' } })
    await edit(world, '1', '--date', '2026-09-15')
    expect(await statement(world)).toMatchObject({ balance: 0, expiring: null, withheld: 0 })
    await runJson(['sale', 'return', '1', '--yes'], world)
    expect(await statement(world)).toMatchObject({ balance: 0, withheld: 20 })
  })

  it('lets what is earned anew after its last day live as long as new points', async () => {
    const world = await shop({}, ['bonus.expiresDays', '10'])
    await sell(world, ANNA, 'Cream @1000')
    await edit(world, '1', '--item', 'Cream @2000')
    world.setClock('2026-12-10T09:00:00+03:00')
    await edit(world, '1', '--item', 'Cream @3000')
    expect((await statement(world)).lines.map(({ kind, expires }) => [kind, expires])).toEqual([
      ['purchase', '2026-12-01'],
      ['purchase', '2026-12-01'],
      ['expiry', '2026-12-01'],
      ['expiry', '2026-12-01'],
      ['purchase', '2026-12-20'],
    ])
  })
})

describe('a friend', () => {
  it('brings points with the first purchase, once', async () => {
    const world = await shop({}, ['bonus.expiresDays', '30'])
    await sell(world, ANNA, 'Cream @100')
    const { bonus } = await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    expect(bonus.referral).toEqual({ id: 1, name: 'Anna Petrova', points: 100 })
    expect((await sell(world, OLGA, 'Cream @1000')).bonus.referral).toBeNull()
    expect((await statement(world)).lines.at(-1)).toMatchObject({
      ...{ kind: 'referral', points: 100, saleId: 2, friend: { id: 2, name: 'Olga Ivanova' } },
      ...{ reason: null, expires: '2026-12-21' },
    })
  })

  it('told of with a later purchase counts once, and none counts while the programme is off', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @100')
    await sell(world, OLGA, 'Cream @1000')
    for (const _ of [1, 2]) await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await runJson(['config', 'set', 'bonus', 'off'], world)
    await sell(world, VERA, 'Cream @1000', '--referred-by', 'anna')
    expect(await balance(world)).toBe(105)
  })

  it('told of later brings the reward then, and another referrer takes it over', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @100')
    await sell(world, OLGA, 'Cream @1000')
    await sell(world, VERA, 'Cream @100')
    const balances = async () => [await balance(world), await balance(world, 'vera')]
    await runJson(['customer', 'edit', 'olga', '--referred-by', 'anna'], world)
    expect(await balances()).toEqual([105, 5])
    await runJson(['customer', 'edit', 'olga', '--referred-by', 'anna'], world)
    expect(await balances()).toEqual([105, 5])
    await runJson(['customer', 'edit', 'olga', '--referred-by', 'vera'], world)
    expect(await balances()).toEqual([5, 105])
    await runJson(['customer', 'edit', 'olga', '--referred-by', ''], world)
    expect(await balances()).toEqual([5, 5])
    // Nobody's friend any more, and nobody's with a later purchase or a return either.
    await sell(world, OLGA, 'Cream @1000')
    await runJson(['sale', 'return', '2'], world)
    expect(await balances()).toEqual([5, 5])
    await runJson(['customer', 'edit', 'olga', '--referred-by', 'anna'], world)
    expect(await balances()).toEqual([105, 5])
  })

  it('who had two cards leaves both rewards, and takes each along from whom it was given to', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1')
    await sell(world, VERA, 'Cream @1')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await sell(
      world,
      ['--customer', 'Olya', '--phone', '89123456782'],
      'Cream @1000',
      '--referred-by',
      'vera',
    )
    const balances = async () => [await balance(world), await balance(world, 'vera')]
    await runJson(['customer', 'merge', 'olga', 'olya', '--yes'], world)
    await sell(world, OLGA, 'Soap @100')
    expect(await balances()).toEqual([100, 100])
    for (const sale of ['3', '4', '5']) await runJson(['sale', 'return', sale, '--yes'], world)
    expect(await balances()).toEqual([0, 0])
    expect((await statement(world, 'vera')).withheld).toBe(0)
    await sell(world, OLGA, 'Soap @100')
    expect(await balances()).toEqual([100, 0])
  })

  it('who gives the first purchase back takes the reward along, and brings it with the next', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @100')
    await sell(world, OLGA, 'Cream x2 @1000', '--referred-by', 'anna')
    await runJson(['config', 'set', 'bonus.referralPoints', '10'], world)
    await runJson(['sale', 'return', '2', '--item', 'Cream'], world)
    expect(await balance(world)).toBe(105)
    await runJson(['sale', 'return', '2', '--yes'], world)
    expect(await balance(world)).toBe(5)
    await runJson(['config', 'set', 'bonus', 'off'], world)
    await sell(world, OLGA, 'Cream @10')
    expect(await balance(world)).toBe(5)
    await runJson(['sale', 'return', '3', '--yes'], world)
    await runJson(['config', 'set', 'bonus', 'points'], world)
    await sell(world, OLGA, 'Cream @10')
    expect(await balance(world)).toBe(105)
    await sell(world, VERA, 'Cream @10', '--referred-by', 'anna')
    expect(await balance(world)).toBe(115)
  })

  it('keeps the reward where another purchase is kept, and follows a sale to its right customer', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @100')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await sell(world, OLGA, 'Cream @1000')
    await runJson(['sale', 'return', '2', '--yes'], world)
    expect(await balance(world)).toBe(105)
    await runJson(['customer', 'add', 'Vera Orlova'], world)
    await edit(world, '3', '--customer', 'vera')
    expect(await balance(world)).toBe(5)
    await edit(world, '3', '--customer', 'olga')
    expect(await balance(world)).toBe(105)
  })

  it('brings nothing for a sale that was theirs by mistake, where the programme was off for their own', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Sample @0')
    await runJson(['config', 'set', 'bonus', 'off'], world)
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await edit(world, '1', '--customer', 'olga')
    expect(await balance(world)).toBe(100)
    await edit(world, '1', '--customer', 'anna')
    expect(await balance(world)).toBe(0)
    await edit(world, '1', '--customer', 'olga')
    world.setClock('2026-12-01T09:00:00+03:00')
    await edit(world, '1', '--customer', 'anna', '--date', 'today')
    expect(await balance(world)).toBe(0)
  })

  it('brings points with the first purchase that is kept, and none with its correction', async () => {
    const world = fakeWorld()
    await sell(world, ANNA, 'Sample @0')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await runJson(['config', 'set', 'bonus', 'percent'], world)
    await sell(world, OLGA, 'Cream @1000')
    await edit(world, '3', '--item', 'Cream @900')
    expect(await balance(world)).toBe(0)
    await runJson(['sale', 'return', '2', '--yes'], world)
    expect(await balance(world)).toBe(100)
    await edit(world, '3', '--item', 'Cream @800')
    expect(await balance(world)).toBe(100)
  })

  it('brings nothing when the price of a purchase made before there was a reward is put right', async () => {
    const world = await shop({}, ['bonus.referralPoints', '0'])
    await sell(world, ANNA, 'Sample @0')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await runJson(['config', 'set', 'bonus.referralPoints', '30'], world)
    await edit(world, '2', '--item', 'Cream @900')
    await sell(world, OLGA, 'Soap @100')
    expect(await balance(world)).toBe(0)
  })

  it('keeps bringing the reward that is there when older purchases are imported', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Sample @0')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    const file = join(world.home, 'sales.csv')
    writeFileSync(file, 'customer,phone,date,product,amount\nOlga,89123456780,2026-11-01,Soap,100\n')
    await runJson(['import', 'sales', file], world)
    await sell(world, OLGA, 'Soap @100')
    await edit(world, '2', '--item', 'Cream @900')
    expect(await balance(world)).toBe(100)
    // The same word once more is no correction.
    await runJson(['customer', 'edit', 'olga', '--referred-by', 'anna'], world)
    expect(await balance(world)).toBe(100)
  })

  it('whose reward has expired takes nothing more along', async () => {
    const world = await shop({}, ['bonus.expiresDays', '5'])
    await sell(world, ANNA, 'Cream @100')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    world.setClock('2026-12-01T09:00:00+03:00')
    await gift(world, 40)
    await runJson(['sale', 'return', '2', '--yes'], world)
    expect(await balance(world)).toBe(40)
  })

  it('stands in the tree of the card, two levels deep, with who has bought', async () => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @100')
    await sell(world, OLGA, 'Cream @1000', '--referred-by', 'anna')
    await runJson(['customer', 'add', 'Vera Orlova', '--referred-by', 'olga'], world)
    await runJson(['customer', 'add', 'Zoya', '--referred-by', 'vera'], world)
    const referrals = async (who: string, ...flags: string[]) =>
      (await runJson<{ referrals: ReferralsDocument }>(['customer', 'show', who, ...flags], world)).referrals
    expect(await referrals('anna')).toEqual({
      by: null,
      brought: [
        {
          ...{ id: 2, name: 'Olga Ivanova', bought: true },
          brought: [{ id: 3, name: 'Vera Orlova', bought: false, brought: [] }],
        },
      ],
    })
    expect(await referrals('zoya')).toEqual({ by: { id: 3, name: 'Vera Orlova' }, brought: [] })
    expect((await referrals('anna', '--as-of', '2026-11-20')).brought).toMatchObject([{ bought: false }])
    world.setClock('2026-11-25T09:00:00+03:00')
    await runJson(['sale', 'return', '2', '--yes'], world)
    expect((await referrals('anna')).brought).toMatchObject([{ bought: false }])
    expect((await referrals('anna', '--as-of', '2026-11-24')).brought).toMatchObject([{ bought: true }])
    expect((await runLine(['customer', 'show', 'anna'], world)).out).toContain(
      'Brought\n  Olga Ivanova #2 – not bought yet\n    Vera Orlova #3 – not bought yet',
    )
  })
})

describe('a review', () => {
  it('is rewarded by hand or with the talk that told of it', async () => {
    const world = await shop({}, ['bonus.expiresDays', '30'])
    await sellFirst(world)
    await runJson(['bonus', 'add', 'anna', '--review', '--reason', 'on the web'], world)
    const log = ['log', 'anna', '--outcome', 'talked', '--review', '--at', '2026-11-21 08:00']
    expect(await runJson(log, world)).toMatchObject({ review: { points: 50, balance: 100 } })
    world.setClock('2026-11-21T09:30:00+03:00')
    const again = log.filter((flag) => flag !== '--review')
    expect(await runJson(again, world)).toMatchObject({ review: null })
    expect((await statement(world)).lines).toMatchObject([
      { kind: 'review', points: 50, reason: null, at: '2026-11-21T08:00:00+03:00', expires: '2026-12-21' },
      { kind: 'review', points: 50, reason: 'on the web', at: '2026-11-21T09:00:00+03:00' },
    ])
  })

  it('is rewarded once, however many questions the talk goes on with', async () => {
    const world = await shop()
    await sellFirst(world)
    world.setClock('2026-11-22T12:00:00+03:00')
    // Talked; tried it, satisfied with 5, a note, and nothing promised.
    const answers = ['', 'yes', '5', 'likes it', '']
    const { code, out } = await runLine(['log', 'anna', '--review'], world, answers)
    expect(code).toBe(0)
    expect(out).toContain('For the review: 50 points. Has 50 points.')
    expect(told(await statement(world))).toEqual([['review', 50, 50]])
  })

  it('may bring other points, or none', async () => {
    const world = await shop({}, ['bonus.reviewPoints', '0'])
    await sellFirst(world)
    await runJson(['bonus', 'add', 'anna', '70', '--review'], world)
    expect((await runLine(['bonus', 'add', 'anna', '--review'], world)).out).toBe(
      'Anna Petrova: nothing changed.\nHas 70 points.\n',
    )
    expect(told(await statement(world))).toEqual([['review', 70, 70]])
  })
})

describe('an account', () => {
  it('is left alone by a refusal to be called and by changed settings', async () => {
    const world = await shop({}, ['bonus.expiresDays', '10'])
    await sell(world, ANNA, 'Cream @1000')
    const before = await statement(world)
    await runJson(['log', 'anna', '--outcome', 'refused'], world)
    for (const setting of [
      ...[['bonus.percent', '50'] as const, ['bonus.expiresDays', '300'] as const],
      ['bonus', 'points'] as const,
    ])
      await runJson(['config', 'set', ...setting], world)
    expect(await statement(world)).toEqual({ ...before, programme: 'points' })
    expect((await spend(world, 'anna', '50')).balance).toBe(0)
  })

  it.each([
    ['30', true],
    ['31', false],
  ])('whose points expire in %s days is told of in the morning: %s', async (days, told) => {
    const world = await shop({ now: '2026-11-18T09:00:00+03:00' })
    await sell(world, ANNA, 'Cream @1')
    world.setClock('2026-11-21T09:00:00+03:00')
    await runJson(['config', 'set', 'bonus.expiresDays', days], world)
    await gift(world, 120)
    const { calls } = await runJson<{ calls: { hints: string[] }[] }>(['due'], world)
    expect(calls[0]?.hints).toContain(told ? 'Has 120 points, expire in 30 days.' : 'Has 120 points.')
  })

  it('is on the card of the customer, unless there never was a programme', async () => {
    const world = fakeWorld()
    await sell(world, ANNA, 'Cream @1000')
    const bonus = async () =>
      (await runJson<{ bonus: BonusAccount | null }>(['customer', 'show', 'anna'], world)).bonus
    expect(await bonus()).toBeNull()
    await runJson(['config', 'set', 'bonus', 'percent'], world)
    expect(await bonus()).toEqual({ balance: 0, expiring: null, withheld: 0 })
    await runJson(['config', 'set', 'bonus.expiresDays', '9'], world)
    await gift(world, 120)
    expect(await bonus()).toEqual({
      balance: 120,
      expiring: { points: 120, day: '2026-11-30' },
      withheld: 0,
    })
    await runJson(['config', 'set', 'bonus', 'off'], world)
    expect(await bonus()).toMatchObject({ balance: 120 })
    expect((await runLine(['customer', 'show', 'anna'], world)).out).toContain(
      'Bonus: 120 points, expire in 9 days',
    )
  })

  it.each([
    ['en', 'Has 340 points, 120 expire in 9 days.', 'Has 340 points.'],
    ['ru', 'На счету 340 баллов, из них 120 сгорят через 9 дней.', 'На счету 340 баллов.'],
  ] as const)('is a hint on the card of a call in %s, an expiry only when it is near', async (lang, near, far) => {
    const world = await shop({ lang }, ['bonus.expiresDays', '39'])
    await sell(world, ANNA, 'Sample @1')
    await gift(world, 120)
    await runJson(['config', 'set', 'bonus.expiresDays', '0'], world)
    await gift(world, 220)
    const hints = async () =>
      (await runJson<{ calls: { hints: string[] }[] }>(['due'], world)).calls[0]?.hints
    world.setClock('2026-11-22T09:00:00+03:00')
    expect(await hints()).toContain(far)
    world.setClock('2026-12-21T09:00:00+03:00')
    expect(await hints()).toContain(near)
  })

  it.each([
    [1, 'На счету 1 балл, сгорит завтра.'],
    [3, 'На счету 3 балла, сгорят завтра.'],
    [5, 'На счету 5 баллов, сгорят завтра.'],
    [21, 'На счету 21 балл, сгорит завтра.'],
    [1112, 'На счету 1 112 баллов, сгорят завтра.'],
  ])('says %d in Russian', async (points, text) => {
    const world = await shop({ lang: 'ru' }, ['bonus.expiresDays', '1'])
    await sell(world, ANNA, 'Sample @1')
    const { out } = await runLine(['bonus', 'add', 'anna', String(points), '--reason', 'so'], world)
    expect(out.replaceAll('\u00a0', ' ')).toContain(text)
  })

  it('shows a page of its latest lines, and all of them when asked', async () => {
    const world = await shop()
    await sellFirst(world)
    for (let i = 1; i <= 22; i++) await gift(world, i)
    const page = (await runLine(['bonus', 'show', 'anna'], world)).out
    expect(page).toContain('… and 2 earlier: add --all')
    expect(page.match(/a gift/g)).toHaveLength(20)
    const all = (await runLine(['bonus', 'show', 'anna', '--all'], world)).out
    expect(all.match(/a gift/g)).toHaveLength(22)
    expect(all).not.toContain('earlier')
  })

  it('shows no hidden character, and fits a narrow terminal', async () => {
    const world = await shop({ columns: 40 })
    await sellFirst(world)
    await runJson(
      ['bonus', 'add', 'anna', '5', '--reason', `red\u001b[31m\u202e ${'long '.repeat(20)}`],
      world,
    )
    const { out } = await runLine(['bonus', 'show', 'anna'], world)
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(40)
  })
})

describe('the schema refuses', () => {
  it.each([
    [
      'points for nobody',
      "INSERT INTO bonus_entry VALUES (9, 99, '2026Z', '2026Z', 'gift', 1, NULL, NULL, NULL, NULL, NULL)",
    ],
    ['no points', "UPDATE bonus_entry SET points = 0 WHERE kind = 'gift'"],
    ['a gift that takes', "UPDATE bonus_entry SET points = -1 WHERE kind = 'gift'"],
    ['a spend that gives', "UPDATE bonus_entry SET points = 1 WHERE kind = 'spend'"],
    ['a spend that expires', "UPDATE bonus_entry SET expires_day = '2026-12-01' WHERE kind = 'spend'"],
    ['points for whatever', "UPDATE bonus_entry SET kind = 'luck'"],
    ['a friend without a reward', "UPDATE bonus_entry SET friend_id = 1 WHERE kind = 'gift'"],
    ['a reward without a friend', "UPDATE bonus_entry SET kind = 'referral' WHERE kind = 'gift'"],
    ['a rule that earns on nothing', 'UPDATE bonus_terms SET earn_minor = 0'],
    ['half a rule', 'UPDATE bonus_terms SET earn_points = NULL'],
    ['points worth nothing', 'UPDATE bonus_terms SET point_minor = 0'],
    ['terms of no sale', 'UPDATE bonus_terms SET sale_id = 99'],
  ])('%s', async (_, sql) => {
    const world = await shop()
    await sell(world, ANNA, 'Cream @1000')
    await gift(world, 5)
    await spend(world, 'anna', '1')
    const store = new Store(world.db, 'write', world.clock, world.zone)
    expect(() => store.db.exec(sql)).toThrow(/constraint failed/)
    store.close()
  })
})

describe('what is refused', () => {
  const CREAM = ['sale', 'add', ...ANNA, '--item', 'Cream @100']
  const refused: [string[], number, string, Record<string, unknown>][] = [
    [['bonus', 'add', 'anna', 'ten'], 2, 'input.invalid', { why: 'pointsGiven', field: '<points>' }],
    [['bonus', 'add', 'anna', 'all'], 2, 'input.invalid', { why: 'pointsGiven' }],
    [['bonus', 'add', 'anna', '0'], 2, 'input.invalid', { why: 'pointsGiven', value: '0' }],
    [['bonus', 'add', 'anna', '1,5'], 2, 'input.invalid', { why: 'pointsGiven', value: '1,5' }],
    [['bonus', 'add', 'anna', '-5'], 2, 'input.invalid', { why: 'pointsGiven', value: '-5' }],
    [['bonus', 'add', 'anna', '9999999999'], 2, 'input.invalid', { why: 'pointsGiven' }],
    [['bonus', 'add', 'anna', '5', '--reason', 'x'.repeat(501)], 2, 'input.invalid', { why: 'text' }],
    [['bonus', 'add', 'anna'], 2, 'input.missing', { flag: '<points>' }],
    [['bonus', 'add', 'maria', '5'], 3, 'customer.notFound', {}],
    [['bonus', 'spend', 'anna', 'ten'], 2, 'input.invalid', { why: 'points', field: '<points>' }],
    [['bonus', 'spend', 'anna', '0'], 2, 'input.invalid', { why: 'points' }],
    [['bonus', 'spend', 'anna', '0.5'], 2, 'input.invalid', { why: 'points' }],
    [['bonus', 'spend', 'anna', '-1'], 2, 'input.invalid', { why: 'points' }],
    [['bonus', 'spend', 'anna', '341'], 3, 'bonus.notEnough', { balance: 340, id: 1 }],
    [['bonus', 'spend', 'anna', '101', '--sale', '1'], 2, 'input.invalid', { why: 'bonus', most: 100 }],
    [['bonus', 'spend', 'anna', '1', '--sale', '99'], 3, 'sale.notFound', {}],
    [['bonus', 'show', '#99'], 3, 'customer.notFound', {}],
    [[...CREAM, '--bonus', 'ten'], 2, 'input.invalid', { why: 'points', field: '--bonus', value: 'ten' }],
    [[...CREAM, '--bonus', '0'], 2, 'input.invalid', { why: 'points' }],
    [[...CREAM, '--bonus', '-3'], 2, 'input.invalid', { why: 'points', value: '-3' }],
    [[...CREAM, '--bonus', '2,5'], 2, 'input.invalid', { why: 'points' }],
    [[...CREAM, '--bonus', '341'], 3, 'bonus.notEnough', { balance: 340 }],
    [[...CREAM, '--bonus', '101'], 2, 'input.invalid', { why: 'bonus', most: 100 }],
    [[...CREAM, '--bonus', '100', '--discount', '1'], 2, 'input.invalid', { why: 'bonus', most: 99 }],
    [['sale', 'add', ...OLGA, '--item', 'Cream @100', '--bonus', '5'], 3, 'bonus.notEnough', { balance: 0 }],
    [['log', 'anna', '--outcome', 'no-answer', '--review'], 2, 'input.invalid', { field: '--outcome' }],
    [['config', 'set', 'bonus', 'maybe'], 2, 'input.invalid', { why: 'setting' }],
    [['config', 'set', 'bonus.percent', '0'], 2, 'input.invalid', { why: 'setting' }],
    [['config', 'set', 'bonus.percent', '101'], 2, 'input.invalid', { why: 'setting' }],
    [['config', 'set', 'bonus.pointValue', '0'], 2, 'input.invalid', { why: 'setting' }],
    [['config', 'set', 'bonus.reviewPoints', '1.5'], 2, 'input.invalid', { why: 'setting' }],
  ]

  async function rich(lang: 'en' | 'ru'): Promise<FakeWorld> {
    const world = await shop({ lang })
    await sell(world, ANNA, 'Cream @100')
    await gift(world, 335)
    return world
  }

  it.each(['en', 'ru'] as const)('changes nothing, and says in %s what and why', async (lang) => {
    const world = await rich(lang)
    const before = readFileSync(world.db)
    for (const [args, exit, code, params] of refused) {
      expect(await runError(args, world), args.join(' ')).toMatchObject({ exit, code, params })
      const { err } = await runLine(args, world)
      // A sentence and a hint, without a key or a placeholder left over.
      expect(err.split('\n').length, err).toBeGreaterThanOrEqual(3)
      expect(err).not.toMatch(/\{\{|\}\}|undefined|\berror\.|\bbonus\.(off|not|other)/)
      if (lang === 'ru') expect(err).toMatch(/\p{Script=Cyrillic}/u)
    }
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  it.each([
    ['bonus', 'add', 'anna', '10'],
    ['bonus', 'add', 'anna', '--review'],
    ['log', 'anna', '--outcome', 'talked', '--review'],
  ])('gives no points while the programme is off: %s %s %s', async (...args) => {
    const world = await rich('en')
    await runJson(['config', 'set', 'bonus', 'off'], world)
    const before = readFileSync(world.db)
    expect(await runError(args, world)).toMatchObject({ exit: 3, code: 'bonus.off' })
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })

  it('makes no file where there is none', async () => {
    const world = fakeWorld()
    for (const args of [
      ['bonus', 'show', 'anna'],
      ['bonus', 'add', 'anna', '5'],
      ['bonus', 'spend', 'anna', '5'],
    ])
      expect(await runError(args, world)).toMatchObject({ exit: 3, code: 'customer.notFound' })
    expect(() => readFileSync(world.db)).toThrow('ENOENT')
  })
})

test('who has points is listed, those that expire first at the top', async () => {
  const world = await shop({}, ['bonus.expiresDays', '30'])
  for (const who of [ANNA, OLGA, VERA]) await sell(world, who, 'Cream @100')
  await gift(world, 5, 'vera')
  world.setClock('2026-11-22T09:00:00+03:00')
  await gift(world, 5, 'olga')
  const { accounts } = await runJson<{ accounts: { customer: { name: string }; balance: number }[] }>(
    ['bonus', 'list'],
    world,
  )
  expect(accounts.every(({ balance }) => balance > 0)).toBe(true)
  expect(accounts.map(({ customer }) => customer.name)).toContain('Vera Orlova')
  const { out } = await runLine(['bonus', 'list'], world)
  expect(out).toContain('Vera Orlova')
})

test('whose points, and how many, a terminal asks', async () => {
  const world = await shop()
  await sell(world, ANNA, 'Cream @100')
  await gift(world, 40)
  expect((await runLine(['bonus', 'show'], world)).code).toBe(2)
  world.setClock('2026-11-23T09:00:00+03:00')
  // The first of the day's calls.
  expect((await runLine(['bonus', 'show'], world, [''])).out).toContain('Anna Petrova')
  const before = await balance(world)
  expect((await runLine(['bonus', 'spend'], world, ['', '30'])).code).toBe(0)
  expect(await balance(world)).toBe(before - 30)
})

test('points of a sale told after their last day are said to be gone', async () => {
  const world = await shop({}, ['bonus.expiresDays', '30'])
  const { out } = await runLine(
    ['sale', 'add', ...ANNA, '--item', 'Cream @1000', '--date', '2026-09-01'],
    world,
  )
  expect(out).toMatch(/Earned: \d+ points\. But their time is over already/)
})
