// Payments: what is paid with a sale and after it, what is promised, owed and given back.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/day.ts'
import { AppError } from '../../src/errors.ts'
import { runProgram } from '../../src/program/program.ts'
import { paymentsOf } from '../../src/store/payment.ts'
import { Store } from '../../src/store/store.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import type { PaymentDocument } from '../../src/ui/view/payment.ts'
import type { PromiseDocument } from '../../src/ui/view/promise.ts'
import type { SaleAddedDocument, SaleDocument, SalesDocument } from '../../src/ui/view/sale.ts'
import { createContext, type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

interface Shown {
  sale: SaleDocument
  promises: PromiseDocument[]
  payments: { id: number; at: string; amountMinor: number }[]
}

/** A sale of 1000 on Saturday, 21 November 2026, 09:00. */
async function sold(...flags: string[]): Promise<FakeWorld> {
  const world = fakeWorld()
  await sell(world, ...flags)
  return world
}

function sell(world: FakeWorld, ...flags: string[]): Promise<SaleAddedDocument> {
  const sale = ['sale', 'add', '--customer', 'Anna', '--item', 'Cream x2 @500']
  return runJson<SaleAddedDocument>([...sale, ...flags], world)
}

const shown = (world: FakeWorld, id = 1) => runJson<Shown>(['sale', 'show', String(id)], world)
const pay = (world: FakeWorld, ...args: string[]) =>
  runJson<PaymentDocument>(['sale', 'pay', '1', ...args], world)
const owing = (world: FakeWorld, ...flags: string[]) =>
  runJson<SalesDocument>(['sale', 'list', '--owing', ...flags], world)

describe('sale add', () => {
  it.each([
    [[], null, null, null],
    [['--paid'], 100_000, 0, null],
    [['--paid', '300'], 30_000, 70_000, null],
    [['--paid', '300', '--pay-by', 'fri'], 30_000, 70_000, '2026-11-27'],
    [['--pay-by', '+1d'], 0, 100_000, '2026-11-22'],
    [['--discount', '100', '--paid'], 90_000, 0, null],
  ])('%j', async (flags, paidMinor, owedMinor, payBy) => {
    const world = fakeWorld()
    const { sale, promises } = await sell(world, ...flags)
    expect(sale).toMatchObject({ paidMinor, owedMinor, payBy })
    expect(promises).toEqual(
      payBy === null
        ? []
        : [expect.objectContaining({ kind: 'payment', promiser: 'customer', amountMinor: owedMinor })],
    )
    expect((await shown(world)).sale).toEqual(sale)
  })

  it('dates the payment as the sale, and stores nothing that is too much', async () => {
    const world = await sold('--paid', '300', '--date', '2026-11-20')
    expect((await shown(world)).payments).toEqual([
      { id: 1, at: '2026-11-20T12:00:00+03:00', amountMinor: 30_000 },
    ])
    const sale = ['sale', 'add', '--customer', 'Maria', '--item', 'Cream @500']
    expect(await runError([...sale, '--paid', '501'], world)).toMatchObject({
      ...{ exit: 3, code: 'payment.tooMuch', params: { owedMinor: 50_000, currency: 'RUB' } },
    })
    expect((await runJson<SalesDocument>(['sale', 'list'], world)).total).toBe(1)
    const { customers } = await runJson<{ customers: unknown[] }>(['customer', 'list'], world)
    expect(customers).toHaveLength(1)
  })
})

describe('sale pay', () => {
  it('takes all that is left, or a part, and never too much', async () => {
    const world = await sold()
    expect(await pay(world, '300')).toMatchObject({
      sale: { paidMinor: 30_000, owedMinor: 70_000 },
      amountMinor: 30_000,
    })
    expect(await runError(['sale', 'pay', '1', '700.01'], world)).toMatchObject({
      ...{ exit: 3, code: 'payment.tooMuch', params: { owedMinor: 70_000 } },
    })
    expect((await pay(world)).sale).toMatchObject({ paidMinor: 100_000, owedMinor: 0 })
    expect(await runError(['sale', 'pay', '1'], world)).toMatchObject({
      ...{ exit: 3, code: 'payment.nothingOwed' },
    })
  })

  it('says in both languages what was paid and what is left', async () => {
    const world = await sold('--pay-by', 'fri')
    expect((await runLine(['sale', 'pay', '1', '300'], world)).out).toBe(
      'Payment of ₽300 recorded, sale #1: Anna\nPaid: ₽300, left to pay: ₽700, promised by Fri 27 Nov\n',
    )
    const { out } = await runLine(['sale', 'pay', '1', '--lang', 'ru'], world)
    expect(out.replaceAll('\u00a0', ' ')).toBe('Оплата 700 ₽ записана, продажа #1: Anna\nОплачено: 1 000 ₽\n')
  })

  it('on a day of the past is of that day', async () => {
    const world = await sold('--date', '2026-11-10', '--pay-by', '2026-11-15')
    await pay(world, '--date', '2026-11-15')
    const { payments, promises } = await shown(world)
    expect(payments).toMatchObject([{ at: '2026-11-15T12:00:00+03:00' }])
    expect(promises).toMatchObject([{ state: 'kept', settled: '2026-11-15' }])
  })

  it('gives money back, at most what was paid', async () => {
    const world = await sold('--paid')
    await runJson(['sale', 'return', '1', '--item', 'Cream x1'], world)
    expect((await shown(world)).sale).toMatchObject({ paidMinor: 100_000, owedMinor: -50_000 })
    expect((await runLine(['sale', 'show', '1'], world)).out).toContain('Paid: ₽1,000, to give back: ₽500')
    expect(await pay(world, '--back')).toMatchObject({
      sale: { paidMinor: 50_000, owedMinor: 0 },
      amountMinor: -50_000,
    })
    expect(await runError(['sale', 'pay', '1', '--back'], world)).toMatchObject({
      code: 'payment.nothingBack',
    })
    expect(await runError(['sale', 'pay', '1', '600', '--back'], world)).toMatchObject({
      ...{ exit: 3, code: 'payment.notPaid', params: { paidMinor: 50_000 } },
    })
    expect((await pay(world, '500', '--back')).sale).toMatchObject({ paidMinor: 0, owedMinor: 50_000 })
  })

  it('from two terminals at once is taken once', async () => {
    const world = await sold()
    const line = ['sale', 'pay', '1', '--json']
    const both = await Promise.all([runLine(line, world), runLine(line, world)])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 3])
    expect((await shown(world)).sale).toMatchObject({ paidMinor: 100_000, owedMinor: 0 })
  })
})

describe('a promised payment', () => {
  it('is due on its day by what is left of it, and ends when all is paid', async () => {
    const world = await sold('--paid', '300', '--pay-by', '+1d')
    await pay(world, '200')
    world.setClock('2026-11-22T09:00:00+03:00')
    const due = () => runJson<DueDocument>(['due', '--all'], world)
    const { noPhone, promises } = await due()
    expect(noPhone[0]).toMatchObject({
      ...{ kind: 'promise', tier: 1, reason: { code: 'promise.customer-today' } },
      ask: [
        'Remind kindly: does it work out today?',
        expect.anything(),
        expect.anything(),
        expect.anything(),
        expect.anything(),
      ],
    })
    expect(noPhone[0]?.reason.text).toBe('The customer promised for today: payment, ₽500')
    expect(promises).toMatchObject([
      { kind: 'payment', promiser: 'customer', saleId: 1, promiseId: 1, what: null, amountMinor: 50_000 },
    ])
    expect((await runLine(['due'], world)).out).toContain('Paid? aftersales sale pay "#1"')
    await pay(world)
    expect((await due()).promises).toEqual([])
    expect((await shown(world)).promises).toMatchObject([
      { state: 'kept', amountMinor: 70_000, leftMinor: null },
    ])
  })

  it('is paid by what comes after it, though the clock stands still', async () => {
    const world = await sold()
    const promised = [
      'promise',
      'add',
      'anna',
      '--kind',
      'payment',
      '--sale',
      '1',
      '--by',
      '+1d',
      '--amount',
      '400',
    ]
    await runJson(promised, world)
    await pay(world, '400')
    expect((await shown(world)).promises).toMatchObject([{ state: 'kept', leftMinor: null }])
    // What was paid before a promise was given is none of it.
    await runJson(promised, world)
    expect((await shown(world)).promises).toMatchObject([
      { state: 'kept' },
      { state: 'open', leftMinor: 40_000 },
    ])
  })

  it('that is kept is paid', async () => {
    const world = await sold('--paid', '300', '--pay-by', 'fri')
    await runJson(['promise', 'keep', '1'], world)
    expect((await shown(world)).sale).toMatchObject({ paidMinor: 100_000, owedMinor: 0 })
    await runJson(['promise', 'keep', '1'], world)
    expect((await shown(world)).payments).toHaveLength(2)
  })

  it('stays owed and listed when it was broken', async () => {
    const world = await sold('--pay-by', 'today')
    await runJson(['log', 'anna', '--outcome', 'talked', '--kept', 'no'], world)
    const { sales } = await runJson<SalesDocument>(['sale', 'list', '--owing'], world)
    expect(sales).toMatchObject([{ id: 1, owedMinor: 100_000 }])
  })

  it('that did not come is asked for once more, and promised for another day', async () => {
    const world = await sold('--paid', '300', '--pay-by', 'today')
    const { out } = await runLine(['log', 'anna'], world, ['', 'no', '+3d', ...Array(12).fill('')])
    expect(out).toContain('Has the promised payment come, ₽700?')
    expect((await shown(world)).promises).toMatchObject([
      { state: 'broken', due: '2026-11-21' },
      { state: 'open', due: '2026-11-24', leftMinor: 70_000 },
    ])
  })

  it('that is paid in full cannot be broken, unless the money was given back', async () => {
    const world = await sold('--paid', '300', '--pay-by', 'fri')
    await runJson(['promise', 'keep', '1'], world)
    for (const how of [['break'], ['keep', '--partly']]) {
      const error = await runError(['promise', ...how, '1'], world)
      expect(error).toMatchObject({ exit: 3, code: 'promise.paid', params: { id: 1, saleId: 1 } })
    }
    expect((await shown(world)).promises).toMatchObject([{ state: 'kept' }])
    await runJson(['sale', 'pay', '1', '700', '--back'], world)
    await runJson(['promise', 'break', '1'], world)
    expect((await shown(world)).sale).toMatchObject({ paidMinor: 30_000, owedMinor: 70_000 })
  })

  it('that was broken and is kept after all is paid', async () => {
    const world = await sold('--paid', '300', '--pay-by', 'fri')
    await runJson(['promise', 'break', '1'], world)
    await runJson(['promise', 'keep', '1'], world)
    expect((await shown(world)).sale).toMatchObject({ paidMinor: 100_000, owedMinor: 0 })
  })

  it('told as kept in a talk is paid as well; broken, it stays owed', async () => {
    for (const [kept, paidMinor] of [
      ['yes', 100_000],
      ['no', 0],
    ] as const) {
      const world = await sold('--pay-by', 'today')
      await runJson(['log', 'anna', '--outcome', 'talked', '--kept', kept], world)
      expect((await shown(world)).sale).toMatchObject({ paidMinor, owedMinor: 100_000 - paidMinor })
      const { cases } = await runJson<{ cases: unknown[] }>(['case', 'list', '--all'], world)
      expect(cases).toEqual([])
    }
  })

  it('may come in parts, each with its day', async () => {
    const world = await sold()
    const add = ['promise', 'add', 'anna', '--kind', 'payment', '--sale', '1']
    await runJson([...add, '--amount', '400', '--by', 'sun'], world)
    await runJson([...add, '--by', 'fri'], world)
    expect(await runError([...add, '--by', 'fri'], world)).toMatchObject({
      ...{ exit: 3, code: 'payment.promised', params: { restMinor: 0 } },
    })
    const left = async () => (await shown(world)).promises.map(({ state, leftMinor }) => [state, leftMinor])
    expect(await left()).toEqual([
      ['open', 40_000],
      ['open', 60_000],
    ])
    world.setClock('2026-11-21T10:00:00+03:00')
    await pay(world, '500')
    expect(await left()).toEqual([
      ['kept', null],
      ['open', 50_000],
    ])
    await pay(world)
    expect((await left()).map(([state]) => state)).toEqual(['kept', 'kept'])
  })

  it('shrinks with a return, and falls away with what is owed', async () => {
    const world = await sold('--paid', '300', '--pay-by', 'fri')
    await runJson(['sale', 'return', '1', '--item', 'Cream x1'], world)
    expect((await shown(world)).promises).toMatchObject([{ state: 'open', leftMinor: 20_000 }])
    await runJson(['sale', 'return', '1'], world)
    expect(await shown(world)).toMatchObject({
      sale: { paidMinor: 30_000, owedMinor: -30_000 },
      promises: [{ state: 'void', leftMinor: null }],
    })
    expect((await owing(world)).sales).toEqual([])
  })

  it('falls away with a correction that leaves nothing to pay', async () => {
    const world = await sold('--paid', '300', '--pay-by', 'fri')
    await runJson(['sale', 'edit', '1', '--discount', '700'], world)
    expect((await shown(world)).promises).toMatchObject([{ state: 'void' }])
    await runJson(['sale', 'edit', '1', '--discount', '600'], world)
    expect((await owing(world)).sales).toMatchObject([{ owedMinor: 10_000, payBy: null }])
  })
})

describe('who still owes', () => {
  it('is whoever promised or began to pay, the earliest promised first', async () => {
    const world = await sold('--paid', '300')
    await sell(world, '--pay-by', 'fri')
    await sell(world, '--pay-by', '+2d')
    await sell(world, '--paid')
    await sell(world)
    await runJson(['sale', 'add', '--customer', 'Maria', '--item', 'Soap @10', '--paid', '4'], world)
    const told = ({ sales }: SalesDocument) => sales.map(({ id, owedMinor }) => [id, owedMinor])
    const all = await owing(world)
    expect(told(all)).toEqual([
      [3, 100_000],
      [2, 100_000],
      [1, 70_000],
      [6, 600],
    ])
    expect(all).toMatchObject({ total: 4, owedMinor: 270_600 })
    expect(told(await owing(world, '--customer', 'maria'))).toEqual([[6, 600]])
    const { out } = await runLine(['sale', 'list', '--owing'], world)
    expect(out).toContain('₽700 left to pay')
    expect(out).toContain('Left to pay in all: ₽2,706')
    await runJson(['sale', 'pay', '6'], world)
    expect((await runLine(['sale', 'list', '--owing', '--customer', 'maria'], world)).out).toBe(
      'Nothing is noted as owed.\n',
    )
  })

  it('has no column where nobody keeps track', async () => {
    const world = await sold()
    expect((await runLine(['sale', 'list'], world)).out).not.toContain('Paid')
    await pay(world)
    expect((await runLine(['sale', 'list'], world)).out).toMatch(/₽1,000 {2}paid\n$/)
  })

  it('is told on the card, as it was at the moment asked about', async () => {
    const world = await sold('--paid', '300')
    world.setClock('2026-11-21T12:00:00+03:00')
    await pay(world, '200')
    world.setClock('2026-11-21T13:00:00+03:00')
    expect((await runLine(['customer', 'show', 'anna'], world)).out).toContain('₽500 left to pay')
    const then = ['customer', 'show', 'anna', '--as-of', '2026-11-21T10:00:00+03:00']
    const { sales } = await runJson<{ sales: SaleDocument[] }>(then, world)
    expect(sales).toMatchObject([{ paidMinor: 30_000, owedMinor: 70_000 }])
  })
})

const money = fc.constantFrom('1', '99.50', '250', '500', '1000')
const which = fc.nat(3)
const step = fc.oneof(
  fc.record({
    do: fc.constant('sell' as const),
    quantity: fc.constantFrom('1', '2', '0.5', '3'),
    discount: fc.constantFrom('0', '0', '30.5'),
    paid: fc.constantFrom(null, '', '100', '250'),
    payBy: fc.option(fc.nat(3)),
  }),
  fc.record({ do: fc.constant('pay' as const), which, amount: fc.option(money), back: fc.boolean() }),
  fc.record({ do: fc.constant('promise' as const), which, amount: fc.option(money), by: fc.nat(3) }),
  fc.record({ do: fc.constant('end' as const), which, how: fc.constantFrom('keep', 'break', 'partly') }),
  fc.record({ do: fc.constant('return' as const), which, part: fc.boolean() }),
  fc.record({ do: fc.constant('edit' as const), which, discount: fc.constantFrom('0', '100', '450') }),
  fc.record({ do: fc.constant('wait' as const), days: fc.nat(2) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function argsOf(step: Exclude<Step, { do: 'wait' }>): string[] {
  const id = 'which' in step ? String(step.which + 1) : ''
  switch (step.do) {
    case 'sell':
      return [
        ...['sale', 'add', '--customer', 'Anna', '--item', `Tea x${step.quantity} @500`],
        ...['--discount', step.discount],
        ...(step.paid === null ? [] : ['--paid', ...(step.paid === '' ? [] : [step.paid])]),
        ...(step.payBy === null ? [] : ['--pay-by', `+${step.payBy}d`]),
      ]
    case 'pay':
      return [
        'sale',
        'pay',
        id,
        ...(step.amount === null ? [] : [step.amount]),
        ...(step.back ? ['--back'] : []),
      ]
    case 'promise': {
      const amount = step.amount === null ? [] : ['--amount', step.amount]
      return ['promise', 'add', 'anna', '--kind', 'payment', '--sale', id, '--by', `+${step.by}d`, ...amount]
    }
    case 'end':
      return [
        'promise',
        step.how === 'break' ? 'break' : 'keep',
        id,
        ...(step.how === 'partly' ? ['--partly'] : []),
      ]
    case 'return':
      return ['sale', 'return', id, ...(step.part ? ['--item', 'Tea x0.5'] : [])]
    case 'edit':
      return ['sale', 'edit', id, '--discount', step.discount]
  }
}

it('paid and owed make the total, whatever is sold, paid, promised, corrected and taken back', async () => {
  const context = await createContext(fakeWorld(), {})
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      let now = Date.parse('2026-11-21T06:00:00Z')
      const store = new Store(':memory:', 'write', () => now, 'Europe/Moscow')
      const open = async () => store
      const documents: object[] = []
      const show = (document: object) => documents.push(document)
      Object.assign(context, { read: open, change: open, write: open, show, close: () => undefined })
      const run = async <Document>(args: string[]) => {
        await runProgram([...args, '--json'], context)
        return documents.at(-1) as Document
      }
      for (const one of steps) {
        if (one.do === 'wait') {
          now += one.days * DAY + 1000
          store.tick()
          continue
        }
        try {
          await run(argsOf(one))
        } catch (error) {
          if (!(error instanceof AppError)) throw error
        }
        const { sales } = await run<SalesDocument>(['sale', 'list'])
        for (const { id, totalMinor, paidMinor, owedMinor } of sales) {
          const { promises } = await run<Shown>(['sale', 'show', String(id)])
          const ledger = paymentsOf(store.db, id).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
          expect(paidMinor ?? 0).toBe(ledger)
          expect(ledger).toBeGreaterThanOrEqual(0)
          if (paidMinor !== null) expect(paidMinor + (owedMinor ?? Number.NaN)).toBe(totalMinor)
          const left = promises.flatMap(({ state, leftMinor }) => (state === 'open' ? [leftMinor ?? 0] : []))
          expect(left.every((minor) => minor > 0)).toBe(true)
          expect(left.reduce((sum, minor) => sum + minor, 0)).toBeLessThanOrEqual(Math.max(0, owedMinor ?? 0))
        }
        const { sales: debts, owedMinor } = await run<SalesDocument>(['sale', 'list', '--owing'])
        expect(debts.map(({ id }) => id).sort()).toEqual(
          sales.flatMap((sale) => ((sale.owedMinor ?? 0) > 0 ? [sale.id] : [])).sort(),
        )
        expect(owedMinor).toBe(debts.reduce((sum, sale) => sum + (sale.owedMinor ?? 0), 0))
        expect(store.wronglyPlanned()).toEqual([])
      }
      store.close()
    }),
    { numRuns: 40 },
  )
})
