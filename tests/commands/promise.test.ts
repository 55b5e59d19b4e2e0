// Promises: given, listed, due, ended, and what follows; the deliveries of sales among them.
import { describe, expect, it } from 'vitest'
import { promisesOfPeriod } from '../../src/commands/promise-document.ts'
import { promiseShare } from '../../src/domain/promise.ts'
import { Store } from '../../src/store/store.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import type { PromiseChangedDocument, PromiseDocument } from '../../src/ui/view/promise.ts'
import type { SaleChangedDocument } from '../../src/ui/view/sale.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

interface Case {
  id: number
  kind: string
  factor: string | null
  origin: string
  saleId: number | null
  asked: string | null
  openedAt: string
}

/** Saturday, 21 November 2026, 09:00; Anna has bought a cream on Thursday. */
async function shop(...flags: string[]): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-11-19T15:00:00+03:00' })
  await runJson(
    ['sale', 'add', '--customer', 'Anna', '--phone', '89123456789', '--item', 'Cream @100', ...flags],
    world,
  )
  world.setClock('2026-11-21T09:00:00+03:00')
  return world
}

const promise = (world: FakeWorld, ...args: string[]) =>
  runJson<PromiseChangedDocument>(['promise', ...args], world)
const listed = async (world: FakeWorld, ...flags: string[]) =>
  (await runJson<{ promises: PromiseDocument[] }>(['promise', 'list', ...flags], world)).promises
const cases = async (world: FakeWorld) =>
  (await runJson<{ cases: Case[] }>(['case', 'list', '--all'], world)).cases
const due = (world: FakeWorld) => runJson<DueDocument>(['due', '--all'], world)
const states = async (world: FakeWorld) => (await listed(world, '--all')).map(({ id, state }) => [id, state])

describe('promise add', () => {
  it('answers with every field, null where there is nothing', async () => {
    const world = await shop()
    const added = await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'fri')
    expect(added.caseId).toBeNull()
    expect(added.promise).toEqual({
      ...{ id: 1, kind: 'other', promiser: 'seller', what: 'a sample', items: [] },
      customer: { id: 1, externalId: null, name: 'Anna', phone: '+79123456789' },
      ...{ amountMinor: null, leftMinor: null, currency: 'RUB', saleId: null, caseId: null },
      ...{ madeAt: '2026-11-21T09:00:00+03:00', due: '2026-11-27', firstDue: null },
      ...{ state: 'open', overdue: false, settled: null, note: null },
    })
    expect(added.touches.find(({ kind }) => kind === 'promise')).toMatchObject({ wakes: '2026-11-27' })
  })

  it.each([
    [[], 'other', 'seller'],
    [['--amount', '500'], 'payment', 'customer'],
    [['--amount', '500', '--who', 'seller'], 'payment', 'seller'],
    [['--kind', 'reply'], 'reply', 'seller'],
    [['--kind', 'other', '--who', 'customer'], 'other', 'customer'],
  ])('takes %j for %s by the %s', async (flags, kind, promiser) => {
    const world = await shop()
    const added = await promise(world, 'add', 'anna', '--what', 'x', '--by', 'fri', ...flags)
    expect(added.promise).toMatchObject({ kind, promiser })
  })

  it('takes what is promised in a case for a reply', async () => {
    const world = await shop()
    await runJson(['case', 'add', 'anna', '--kind', 'question', '--asked', 'how much?'], world)
    const added = await promise(world, 'add', 'anna', '--what', 'an answer', '--by', 'fri', '--case', '1')
    expect(added.promise).toMatchObject({ kind: 'reply', caseId: 1 })
  })

  it('belongs to a sale and a case of the same customer only', async () => {
    const world = await shop()
    await runJson(['sale', 'add', '--customer', 'Maria', '--item', 'Soap @10'], world)
    await runJson(['case', 'add', 'maria', '--kind', 'question', '--asked', 'x'], world)
    const add = ['promise', 'add', 'anna', '--what', 'x', '--by', 'fri']
    expect(await runError([...add, '--sale', '2'], world)).toMatchObject({ exit: 3, code: 'sale.notTheirs' })
    expect(await runError([...add, '--case', '1'], world)).toMatchObject({ exit: 3, code: 'case.notFound' })
    expect(await listed(world, '--all')).toEqual([])
  })

  it('asks on a terminal for what is missing, until it makes sense', async () => {
    const world = await shop()
    const answers = ['', 'a sample', 'soon', 'yesterday', 'fri']
    const { code, out } = await runLine(['promise', 'add', 'anna'], world, answers)
    expect(code).toBe(0)
    expect(out).toContain('a sample – by Fri 27 Nov')
    expect(await listed(world)).toMatchObject([{ what: 'a sample', due: '2026-11-27' }])
  })
})

describe('a promise that is due', () => {
  it('is in tier 1 from its day on, and no talk or attempt ends it', async () => {
    const world = await shop()
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'sun')
    expect((await due(world)).promises).toEqual([])
    world.setClock('2026-11-22T09:00:00+03:00')
    expect((await due(world)).calls[0]).toMatchObject({
      ...{ kind: 'promise', tier: 1, promiseId: 1, overdue: false },
      reason: { code: 'promise.seller-today', text: 'Promised for today: a sample' },
    })
    await runJson(['log', 'anna', '--outcome', 'talked'], world)
    world.setClock('2026-11-23T09:00:00+03:00')
    const { calls, promises } = await due(world)
    expect(calls[0]).toMatchObject({
      kind: 'promise',
      overdue: true,
      reason: { code: 'promise.seller-late' },
    })
    expect(promises).toEqual([
      {
        ...{ kind: 'other', promiser: 'seller', promiseId: 1, saleId: null, what: 'a sample', items: [] },
        customer: { id: 1, externalId: null, name: 'Anna', phone: '+79123456789' },
        ...{ day: '2026-11-22', amountMinor: null, overdue: true, refused: false },
      },
    ])
    await promise(world, 'keep', '1')
    expect((await due(world)).promises).toEqual([])
    expect((await due(world)).calls.map(({ kind }) => kind)).not.toContain('promise')
  })

  it('is listed beside the calls unless one is about it', async () => {
    const world = await shop('--promised', '2026-11-21', '--promise', 'blue')
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'today')
    const { out } = await runLine(['due'], world)
    expect(out).toContain('Delivery was promised for today')
    expect(out).toMatch(/Other promises: 2\n.*blue · by Sat 21 Nov\n.*a sample · by Sat 21 Nov\n/)
    expect(out).toContain('aftersales promise keep "#1"')
    expect((await runLine([], world)).out).toContain('Promises: 3')
    expect((await due(world)).promises.map(({ kind }) => kind)).toEqual(['delivery', 'condition', 'other'])
  })

  it('stays among the promises after a refusal, and is no call', async () => {
    const world = await shop()
    await promise(world, 'add', 'anna', '--what', 'a receipt', '--by', 'today')
    await runJson(['log', 'anna', '--outcome', 'refused'], world)
    const { calls, noPhone, messages, promises } = await due(world)
    expect([...calls, ...noPhone, ...messages]).toEqual([])
    expect(promises).toMatchObject([{ what: 'a receipt', customer: { name: 'Anna' } }])
    expect((await runLine(['due'], world)).out).toContain('a receipt · by Sat 21 Nov')
  })

  it('is as it was at an earlier moment', async () => {
    const world = await shop('--promised', '2026-11-20')
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'today')
    world.setClock('2026-11-21T15:00:00+03:00')
    await promise(world, 'keep', '1')
    await runJson(['sale', 'deliver', '1', '--right', 'no'], world)
    world.setClock('2026-11-21T16:00:00+03:00')
    expect((await due(world)).promises).toEqual([])
    const before = ['--as-of', '2026-11-21T10:00:00+03:00']
    const then = await runJson<DueDocument>(['due', '--all', ...before], world)
    expect(then.promises.map(({ kind, day }) => [kind, day])).toEqual([
      ['delivery', '2026-11-20'],
      ['other', '2026-11-21'],
    ])
    expect((await listed(world, ...before)).map(({ state }) => state)).toEqual(['open', 'open'])
    const earlier = ['--as-of', '2026-11-21T08:00:00+03:00']
    expect((await listed(world, '--all', ...earlier)).map(({ kind }) => kind)).toEqual(['delivery'])
    expect(await runError(['promise', 'keep', '1', ...earlier], world)).toMatchObject({
      code: 'promise.notFound',
    })
  })
})

it('of who was forgotten nobody is reminded', async () => {
  const world = await shop('--promised', '2026-11-21')
  await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'today')
  await runJson(['customer', 'forget', '#1', '--yes'], world)
  expect((await due(world)).promises).toEqual([])
  expect(await listed(world)).toEqual([])
  expect(await listed(world, '--all')).toEqual([])
})

describe('promise keep and break', () => {
  const given = async (...flags: string[]) => {
    const world = await shop()
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'sun', ...flags)
    world.setClock('2026-11-24T09:00:00+03:00')
    return world
  }

  it.each([
    [['keep', '1', '--on', 'sun'], 'kept', '2026-11-22'],
    [['keep', '1', '--on', '2026-11-21'], 'kept', '2026-11-21'],
    [['keep', '#1'], 'late', '2026-11-24'],
    [['keep', '1', '--partly'], 'partly', '2026-11-24'],
    [['break', '1'], 'broken', '2026-11-24'],
  ])('%j: %s', async (args, state, settled) => {
    const world = await given()
    expect((await promise(world, ...args)).promise).toMatchObject({ state, settled, overdue: false })
    expect((await listed(world)).length).toBe(0)
  })

  it.each([
    ['broken', ['break', '1', '--reason', 'out of stock'], 'a sample – out of stock'],
    ['kept in part', ['keep', '1', '--partly'], 'a sample'],
  ])('%s by the seller opens a complaint, once', async (_, args, asked) => {
    const world = await given()
    const { caseId, promise: ended } = await promise(world, ...args)
    expect(ended.note).toBe(args.includes('--reason') ? 'out of stock' : null)
    expect(await cases(world)).toMatchObject([
      {
        ...{ id: caseId, kind: 'complaint', factor: 'fulfilment', origin: 'promise', saleId: null, asked },
        openedAt: '2026-11-24T09:00:00+03:00',
      },
    ])
    expect((await promise(world, 'break', '1')).caseId).toBeNull()
    expect(await cases(world)).toHaveLength(1)
    const { calls } = await due(world)
    expect(calls[0]).toMatchObject({ kind: 'case', tier: 1 })
  })

  it('opens the complaint on the day it was broken, not before the promise was given', async () => {
    const world = await given()
    await promise(world, 'break', '1', '--on', 'sun')
    expect((await cases(world))[0]?.openedAt).toBe('2026-11-22T12:00:00+03:00')
    await promise(world, 'add', 'anna', '--what', 'a call', '--by', 'today')
    expect(await runError(['promise', 'break', '2', '--on', 'yesterday'], world)).toMatchObject({
      ...{ exit: 2, params: { why: 'beforePromise' } },
    })
  })

  it('opens none for the customer’s own promise', async () => {
    const world = await given('--who', 'customer')
    expect((await promise(world, 'break', '1')).caseId).toBeNull()
    expect(await cases(world)).toEqual([])
  })

  it('holds the later word, and then opens the complaint', async () => {
    const world = await given()
    await promise(world, 'keep', '1', '--on', 'sun')
    expect(await cases(world)).toEqual([])
    expect(await promise(world, 'break', '1')).toMatchObject({
      ...{ promise: { state: 'broken' }, caseId: 1, was: { state: 'kept', settled: '2026-11-22' } },
    })
    const { out } = await runLine(['promise', 'keep', '1'], world)
    expect(out).toContain('It was: not kept 24 Nov 2026.')
    expect(await states(world)).toEqual([[1, 'late']])
  })

  it('asks on a terminal before it says otherwise', async () => {
    const world = await given()
    await promise(world, 'break', '1')
    const keep = ['promise', 'keep', '1']
    expect(await runLine(keep, world, ['\x1b[B'])).toMatchObject({ code: 130 })
    expect(await states(world)).toEqual([[1, 'broken']])
    expect((await runLine(keep, world, [''])).out).toContain('Change it?')
    expect((await runLine(keep, world, [])).code).toBe(0)
    expect(await states(world)).toEqual([[1, 'late']])
  })

  it('adds to the complaint that is open about the same sale, or in which it was promised', async () => {
    const world = await shop('--promise', 'a sample', '--promise-by', '+1d')
    const add = (...flags: string[]) =>
      runJson<{ case: Case }>(['case', 'add', 'anna', '--kind', 'complaint', ...flags], world)
    await add('--asked', 'too late')
    await add('--sale', '1', '--asked', 'broken')
    expect((await promise(world, 'break', '1')).caseId).toBe(2)
    const later = ['--case', '1', '--what', 'a call', '--by', 'today']
    await promise(world, 'add', 'anna', ...later)
    expect((await promise(world, 'keep', '2', '--partly')).caseId).toBe(1)
    await runJson(['case', 'resolve', '1', '--how', 'apologised', '--confirmed', 'yes'], world)
    await promise(world, 'add', 'anna', ...later.slice(2))
    expect((await promise(world, 'break', '3')).caseId).toBe(3)
    expect(await cases(world)).toHaveLength(3)
  })
})

describe('promise list', () => {
  it('tells open ones by day, deliveries among them; with --all those that are over', async () => {
    const world = await shop('--promised', '+4d', '--promise', 'blue')
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'sun')
    await promise(world, 'add', 'anna', '--what', 'a call', '--by', '+9d', '--kind', 'reply')
    const told = (promises: PromiseDocument[]) => promises.map(({ id, saleId, due }) => [id, saleId, due])
    expect(told(await listed(world))).toEqual([
      [2, null, '2026-11-22'],
      [null, 1, '2026-11-23'],
      [1, 1, '2026-11-23'],
      [3, null, '2026-11-30'],
    ])
    await promise(world, 'keep', '2')
    expect(told(await listed(world))).toHaveLength(3)
    expect(told(await listed(world, '--all'))).toHaveLength(4)
    expect(told(await listed(world, '--kind', 'delivery'))).toEqual([[null, 1, '2026-11-23']])
    expect(told(await listed(world, '--kind', 'reply'))).toEqual([[3, null, '2026-11-30']])
    await runJson(['customer', 'add', 'Maria'], world)
    expect(await listed(world, '--customer', 'maria', '--all')).toEqual([])
    expect(await listed(world, '--customer', 'anna', '--all')).toHaveLength(4)
  })

  it('leaves out deliveries nobody asks about any more, but with --all', async () => {
    const world = await shop('--promised', '2026-11-20')
    world.setClock('2026-11-23T09:00:00+03:00')
    expect(await listed(world)).toMatchObject([{ kind: 'delivery', overdue: true, items: ['Cream'] }])
    world.setClock('2026-11-24T09:00:00+03:00')
    expect(await listed(world)).toEqual([])
    expect((await due(world)).promises).toEqual([])
    expect(await listed(world, '--all')).toMatchObject([{ state: 'open', overdue: true }])
  })

  it('shows no bare signs of colour', async () => {
    const world = await shop('--promised', '2026-11-20')
    Object.assign(world.env, { NO_COLOR: undefined, FORCE_COLOR: '1' })
    const { out } = await runLine(['promise', 'list'], world)
    expect(out).toContain('\x1b[')
    expect(out.replace(/\x1b\[\d+m/g, '')).not.toContain('[')
  })

  it('shows a page on a terminal', async () => {
    const world = await shop()
    const store = new Store(world.db, 'write', () => world.clock(), world.zone)
    const insert = store.db.prepare(
      `INSERT INTO promise (customer_id, kind, promiser, text, made_at, entered_at, due_day)
       VALUES (1, 'other', 'seller', 'x', '2026-11-20T09:00:00.000Z', '2026-11-20T09:00:00.000Z', '2026-12-01')`,
    )
    for (let i = 0; i < 23; i++) insert.run()
    store.close()
    expect((await runLine(['promise', 'list'], world)).out).toContain('… and 3 more: add --all')
    expect(await listed(world)).toHaveLength(23)
  })
})

describe('what is promised with a sale', () => {
  const FLAGS = ['--promised', '2026-11-21', '--promise', 'blue', '--promise', 'a spare strap']

  it('is due on the promised day, or on its own', async () => {
    const world = await shop(...FLAGS)
    expect(await listed(world)).toMatchObject([
      { id: null, kind: 'delivery', due: '2026-11-21' },
      { id: 1, kind: 'condition', what: 'blue', due: '2026-11-21', saleId: 1 },
      { id: 2, kind: 'condition', what: 'a spare strap', due: '2026-11-21', saleId: 1 },
    ])
    const other = await shop(...FLAGS, '--promise-by', '2026-12-24')
    expect((await listed(other)).map(({ due }) => due)).toEqual(['2026-11-21', '2026-12-24', '2026-12-24'])
  })

  it('needs a day, which a terminal asks for', async () => {
    const sale = ['sale', 'add', '--customer', 'Anna', '--item', 'Cream @100', '--promise', 'blue']
    const world = fakeWorld()
    expect(await runError(sale, world)).toMatchObject({
      ...{ exit: 2, code: 'input.missing', params: { flag: '--promise-by' } },
    })
    expect((await runLine(sale, world, ['yesterday', '+3d'])).code).toBe(0)
    expect(await listed(world)).toMatchObject([{ what: 'blue', due: '2026-11-24' }])
  })

  it('comes with goods that are right and complete', async () => {
    const world = await shop(...FLAGS)
    world.setClock('2026-11-22T09:00:00+03:00')
    await promise(
      world,
      'add',
      'anna',
      '--what',
      'a gift',
      '--sale',
      '1',
      '--by',
      '+9d',
      '--kind',
      'accessory',
    )
    const delivered = await runJson<SaleChangedDocument>(
      ['sale', 'deliver', '1', '--date', 'yesterday', '--right', 'yes', '--complete', 'yes'],
      world,
    )
    expect(delivered.caseId).toBeNull()
    expect(await states(world)).toEqual([
      [null, 'kept'],
      [1, 'kept'],
      [2, 'kept'],
      [3, 'open'],
    ])
  })

  it.each([
    [['--right', 'no', '--complete', 'yes'], 'not what was ordered'],
    [['--right', 'yes', '--complete', 'no'], 'something is missing'],
    [['--right', 'no', '--complete', 'no'], 'not what was ordered, something is missing'],
    [['--complete', 'no', '--note', 'no strap'], 'no strap'],
  ])('stays open with goods that are not: %j', async (flags, asked) => {
    const world = await shop(...FLAGS)
    const { caseId } = await runJson<SaleChangedDocument>(['sale', 'deliver', '1', ...flags], world)
    expect(await cases(world)).toMatchObject([
      { id: caseId, kind: 'complaint', factor: 'fulfilment', origin: 'promise', saleId: 1, asked },
    ])
    expect(await states(world)).toEqual([
      [null, 'partly'],
      [1, 'open'],
      [2, 'open'],
    ])
    // Told once more, it is the same complaint.
    expect((await runJson<SaleChangedDocument>(['sale', 'deliver', '1'], world)).caseId).toBe(caseId)
    expect(await cases(world)).toHaveLength(1)
  })

  it('stays open where nobody said how the goods were', async () => {
    const world = await shop(...FLAGS)
    await runJson(['sale', 'deliver', '1'], world)
    expect(await states(world)).toEqual([
      [null, 'kept'],
      [1, 'open'],
      [2, 'open'],
    ])
  })

  it('put off on its day or later counts as late in the period of that day; put off before it, it does not', async () => {
    const world = fakeWorld({ now: '2026-11-20T10:00:00+03:00' })
    const sale = ['sale', 'add', '--customer', 'Anna', '--phone', '89123456789', '--item', 'Cream']
    await runJson([...sale, '--date', '2026-11-18', '--promised', '2026-11-20'], world)
    const putOff = ['log', 'anna', '--outcome', 'talked', '--delivered', 'no', '--promised', '2026-11-24']
    await runJson(putOff, world)
    const told = async (from: string, to: string) =>
      (await runJson<{ promises: object }>(['summary', '--from', from, '--to', to], world)).promises
    world.setClock('2026-11-25T10:00:00+03:00')
    expect(await told('2026-11-20', '2026-11-20')).toMatchObject({ due: 1, kept: 0, open: 1 })
    await runJson(['sale', 'deliver', '1', '--date', '2026-11-24'], world)
    expect(await told('2026-11-20', '2026-11-20')).toMatchObject({ due: 1, kept: 0, late: 1 })
    expect(await told('2026-11-21', '2026-11-25')).toMatchObject({ due: 0 })
    await runJson([...sale, '--promised', '2026-11-27'], world)
    await runJson([...putOff.slice(0, -1), '2026-11-28'], world)
    world.setClock('2026-11-29T10:00:00+03:00')
    await runJson(['sale', 'deliver', '2', '--date', '2026-11-28'], world)
    expect(await told('2026-11-26', '2026-11-29')).toMatchObject({ due: 1, kept: 1, late: 0 })
  })

  it('comes with a delivery confirmed in a talk, and moves with one put off', async () => {
    const world = await shop(...FLAGS)
    await runJson(['log', 'anna', '--outcome', 'talked', '--delivered', 'no', '--promised', '+3d'], world)
    expect((await listed(world)).map(({ due }) => due)).toEqual(['2026-11-24', '2026-11-24', '2026-11-24'])
    world.setClock('2026-11-24T09:00:00+03:00')
    await runJson(['log', 'anna', '--outcome', 'talked', '--delivered', 'yes'], world)
    expect(await states(world)).toEqual([
      [null, 'late'],
      [1, 'kept'],
      [2, 'kept'],
    ])
  })

  it('follows a corrected sale: to another day, to another customer', async () => {
    const world = await shop(...FLAGS)
    await runJson(['customer', 'add', 'Maria'], world)
    await runJson(['sale', 'edit', '1', '--promised', '2026-11-25', '--customer', 'maria'], world)
    expect(await listed(world, '--customer', 'anna', '--all')).toEqual([])
    expect((await listed(world, '--customer', 'maria')).map(({ due }) => due)).toEqual([
      ...['2026-11-25', '2026-11-25', '2026-11-25'],
    ])
    const store = new Store(world.db, 'read', () => world.clock(), world.zone)
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
  })

  it('falls away with a sale that comes back whole, not with a part of it', async () => {
    const world = await shop(...FLAGS, '--item', 'Soap @50')
    await runJson(['sale', 'return', '1', '--item', 'Soap'], world)
    expect((await states(world)).map(([, state]) => state)).toEqual(['open', 'open', 'open'])
    await runJson(['sale', 'return', '1'], world)
    expect((await states(world)).map(([, state]) => state)).toEqual(['void', 'void', 'void'])
    const { calls, promises } = await due(world)
    expect(promises).toEqual([])
    expect(calls.map(({ kind }) => kind)).toEqual(['case'])
    for (const how of ['keep', 'break']) {
      const error = await runError(['promise', how, '1'], world)
      expect(error).toMatchObject({ exit: 3, code: 'promise.void', params: { id: 1 } })
    }
    expect((await states(world)).map(([, state]) => state)).toEqual(['void', 'void', 'void'])
  })
})

describe('in a talk', () => {
  it('a promise is given, as a reply to what the talk was about', async () => {
    const world = await shop()
    const talk = ['log', 'anna', '--outcome', 'talked', '--promise', 'a price', '--promise-by', '+2d']
    expect((await runLine(talk, world)).out).toContain('Promise #1: a price – by Mon 23 Nov')
    expect(await listed(world)).toMatchObject([
      { kind: 'reply', promiser: 'seller', what: 'a price', due: '2026-11-23', caseId: null },
    ])
    await runJson(['case', 'add', 'anna', '--kind', 'question', '--asked', 'x'], world)
    await runJson([...talk, '--case', '1'], world)
    expect((await listed(world)).map(({ caseId }) => caseId)).toEqual([null, 1])
  })

  it('is given once, however many answers the same talk brings', async () => {
    const world = await shop()
    const flags = ['--promise', 'a price', '--promise-by', '+2d']
    const answers = ['', 'yes', '5', 'likes it']
    const { code } = await runLine(['log', 'anna', ...flags], world, answers)
    expect(code).toBe(0)
    expect(await listed(world)).toHaveLength(1)
  })

  it.each([
    ['yes', 'kept', 0],
    ['partly', 'partly', 1],
    ['no', 'broken', 1],
  ])('its end is told: %s', async (kept, state, complaints) => {
    const world = await shop()
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'today')
    const flags = ['--kept', kept, '--channel', 'chat', '--note', 'by post']
    const talk = ['log', 'anna', '--outcome', 'talked', ...flags]
    const told = await runJson<{ cases: Case[]; promises: PromiseDocument[] }>(talk, world)
    expect(told.promises).toMatchObject([{ id: 1, state, note: 'by post' }])
    expect(await listed(world, '--all')).toEqual(told.promises)
    const opened = await cases(world)
    expect(opened).toHaveLength(complaints)
    expect(told.cases.map(({ id }) => id)).toEqual(opened.map(({ id }) => id))
    for (const one of opened) {
      expect(one).toMatchObject({ channel: 'chat', factor: 'fulfilment', asked: 'a sample – by post' })
    }
  })

  it('its end is asked for by name, and one complaint comes of it', async () => {
    const world = await shop()
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'today')
    const { out } = await runLine(['log', 'anna'], world, ['', 'no', 'yes', '2', 'cross', ''])
    expect(out).toContain('Was it done as promised – a sample?')
    expect(await listed(world, '--all')).toMatchObject([{ state: 'broken' }])
    expect(await cases(world)).toHaveLength(1)
  })

  it('cannot end where nothing is due', async () => {
    const world = await shop()
    await promise(world, 'add', 'anna', '--what', 'a sample', '--by', 'sun')
    expect(await runError(['log', 'anna', '--outcome', 'talked', '--kept', 'yes'], world)).toMatchObject({
      ...{ exit: 3, code: 'promise.notDue' },
    })
  })
})

describe('the card of a customer', () => {
  it('tells open promises by day, then those that are over', async () => {
    const world = await shop('--promised', '2026-11-20')
    await runJson(['sale', 'deliver', '1', '--date', 'yesterday'], world)
    for (const by of ['sun', 'today', '+5d']) {
      await promise(world, 'add', 'anna', '--what', `by ${by}`, '--by', by)
    }
    await promise(world, 'keep', '2')
    const { promises } = await runJson<{ promises: PromiseDocument[] }>(['customer', 'show', 'anna'], world)
    expect(promises.map(({ id, state }) => [id, state])).toEqual([
      [1, 'open'],
      [3, 'open'],
      [2, 'kept'],
      [null, 'kept'],
    ])
    const { out } = await runLine(['customer', 'show', 'anna'], world)
    expect(out).toMatch(/Promises\n.*\n#1 +22 Nov 2026 +by sun +open\n/)
  })
})

describe('the share of kept promises', () => {
  it('counts the seller’s of a period with the deliveries, and leaves out what fell away', async () => {
    const world = await shop('--promised', '2026-11-20')
    await runJson(['sale', 'deliver', '1'], world)
    const sale = ['sale', 'add', '--customer', 'anna', '--item', 'Cream @100', '--date', '2026-11-19']
    await runJson([...sale, '--promised', '2026-11-20', '--pay-by', 'sun'], world)
    await runJson(['sale', 'return', '2'], world)
    for (const by of ['today', 'sun', '+9d']) {
      await promise(world, 'add', 'anna', '--what', 'x', '--by', by)
    }
    world.setClock('2026-11-23T09:00:00+03:00')
    await promise(world, 'keep', '2', '--on', '2026-11-21')
    const store = new Store(world.db, 'read', () => world.clock(), world.zone)
    const today = store.zone.day(store.now)
    expect(promiseShare(promisesOfPeriod(store, today - 7, today), today)).toEqual({
      ...{ share: 1 / 3, kept: 1, due: 3, late: 1, partly: 0, broken: 0, open: 1 },
    })
    store.close()
  })
})
