// The day's list: the shape others rely on, the time box, and nobody missing.
import { describe, expect, it, vi } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

interface Listed {
  customers: { id: number }[]
}
interface Shown {
  standing: { code: string; lane: string | null; text: string }
}

/** A world with the demo shop in it. */
async function demoWorld(): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-11-21T09:00:00+03:00' })
  const { code } = await runLine(['demo', '--db', world.db], world)
  expect(code).toBe(0)
  return world
}

describe('due --json', () => {
  it('has the shape of the contract, with null for what is missing', async () => {
    const world = await demoWorld()
    const document = await runJson<DueDocument>(['due', '--limit', '5'], world)
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining([
        ...['asOf', 'minutes', 'minutesPerCall', 'total', 'calls', 'more'],
        ...['promises', 'cases', 'messages', 'noPhone'],
      ]),
    )
    expect(document.calls).toHaveLength(5)
    expect(document.more).toBe(document.total - 5)
    for (const [i, call] of document.calls.entries()) {
      expect(call.rank).toBe(i + 1)
      for (const key of [
        ...['rank', 'tier', 'kind', 'channel', 'customer', 'opens', 'due', 'closes', 'overdue', 'hoursLeft'],
        ...['reason', 'saleId', 'saleDate', 'items', 'ask', 'avoid', 'attempts', 'value', 'lastContact'],
      ]) {
        expect(call, key).toHaveProperty(key)
        expect(call[key as keyof typeof call], key).not.toBeUndefined()
      }
      expect(Object.keys(call.customer)).toEqual(
        expect.arrayContaining(['id', 'externalId', 'name', 'phone']),
      )
    }
    const first = document.calls.find((call) => call.kind === 'first-use')
    expect(first).toMatchObject({ tier: 2, reason: { code: 'first-use.ends-today' }, channel: 'phone' })
    expect(first?.due).toMatch(/T.*\+03:00$/)
    expect(first?.hoursLeft).toBe(
      Math.round(((Date.parse(first?.due ?? '') - Date.parse(document.asOf)) / 36e5) * 10) / 10,
    )
  })

  it('says the same twice', async () => {
    const world = await demoWorld()
    const once = await runLine(['due', '--all', '--json'], world)
    expect(await runLine(['due', '--all', '--json'], world)).toEqual(once)
  })

  it('is in calling order: tier, then due or value, one row a customer', async () => {
    const world = await demoWorld()
    const { calls } = await runJson<DueDocument>(['due', '--all'], world)
    expect(new Set(calls.map((call) => call.customer.id)).size).toBe(calls.length)
    for (const [i, call] of calls.entries()) {
      const next = calls[i + 1]
      if (!next) continue
      expect(call.tier).toBeLessThanOrEqual(next.tier)
      if (call.tier === next.tier && call.tier <= 2)
        expect(Date.parse(call.due)).toBeLessThanOrEqual(Date.parse(next.due))
      if (call.tier === next.tier && call.tier > 2) expect(call.value).toBeGreaterThanOrEqual(next.value)
    }
  })

  it('reads the past from the facts of that time', async () => {
    const world = await demoWorld()
    const before = await runJson<DueDocument>(['due', '--all', '--as-of', '2026-11-20T21:00:00+03:00'], world)
    // Entered or not: only what had been sold by then can be asked about.
    for (const call of before.calls)
      expect(call.saleDate === null || call.saleDate <= '2026-11-20').toBe(true)
    expect(before.calls.map((call) => call.customer.id)).not.toEqual(
      (await runJson<DueDocument>(['due', '--all'], world)).calls.map((call) => call.customer.id),
    )
  })
})

describe('nobody is missing', () => {
  const DAYS = ['2026-11-21', '2026-11-24', '2026-12-01', '2026-12-20', '2027-02-10', '2027-06-01']

  it.each(DAYS)('everybody on %s is in a list, or the card says why not', async (day) => {
    const world = await demoWorld()
    const { customers } = await runJson<Listed>(['customer', 'list', '--all'], world)
    const due = await runJson<DueDocument>(['due', '--all', '--as-of', day], world)
    const listed = new Set(
      [...due.calls, ...due.noPhone, ...due.promises, ...due.cases].map((row) => row.customer.id),
    )
    for (const { id } of customers) {
      const { standing } = await runJson<Shown>(['customer', 'show', `#${id}`, '--as-of', day], world)
      expect(standing.code === 'live', `#${id}: ${standing.text}`).toBe(listed.has(id))
      expect(standing.text).not.toBe('')
    }
  })
})

describe('the time box', () => {
  it('fits calls into the minutes, at four minutes a call until ten calls are known', async () => {
    const world = await demoWorld()
    for (const [minutes, calls] of [
      ['20', 5],
      ['8', 2],
      ['1', 1],
    ] as const) {
      const document = await runJson<DueDocument>(['due', '--minutes', minutes], world)
      expect(document).toMatchObject({ minutes: Number(minutes), minutesPerCall: 4 })
      expect(document.calls).toHaveLength(calls)
    }
  })

  it('takes her own median once ten calls were timed', async () => {
    const world = fakeWorld()
    for (let id = 1; id <= 10; id++) {
      const before = await runJson<DueDocument>(['due'], world)
      expect(before.minutesPerCall).toBe(4)
      await runJson(['sale', 'add', '--customer', `Anna ${id}`, '--new', '--item', 'Cream @10'], world)
      await runJson(['log', `#${id}`, '--outcome', 'talked', '--minutes', String(id)], world)
    }
    expect(await runJson<DueDocument>(['due'], world)).toMatchObject({ minutesPerCall: 5.5 })
  })

  it('shows one kind only when asked', async () => {
    const world = await demoWorld()
    const { calls } = await runJson<DueDocument>(['due', '--kind', 'reorder', '--all'], world)
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) expect(call.kind).toBe('reorder')
  })

  it('refuses a kind and a number that make no sense', async () => {
    const world = await demoWorld()
    expect(await runError(['due', '--kind', 'calls'], world)).toMatchObject({
      exit: 2,
      code: 'input.invalid',
    })
    expect(await runError(['due', '--minutes', '-3'], world)).toMatchObject({
      exit: 2,
      code: 'input.invalid',
    })
    expect(await runError(['due', '--limit', '1.5'], world)).toMatchObject({ exit: 2, code: 'input.invalid' })
  })
})

describe('an empty list', () => {
  it('greets a new shop and makes no file', async () => {
    const world = fakeWorld()
    const { code, out } = await runLine(['due'], world)
    expect(code).toBe(0)
    expect(out).toContain('There are no customers yet')
    expect(await runJson<DueDocument>(['due'], world)).toMatchObject({ total: 0, calls: [], isNew: true })
    const { existsSync } = await import('node:fs')
    expect(existsSync(world.db)).toBe(false)
  })

  it('congratulates on a quiet day and names the next call', async () => {
    const world = fakeWorld({ now: '2026-11-21T09:00:00+03:00' })
    await runJson(
      ['sale', 'add', '--customer', 'Anna', '--phone', '89123456789', '--item', 'Cream @10'],
      world,
    )
    const { out } = await runLine(['due'], world)
    expect(out).toContain('no calls. Well done!')
    expect(out).toContain('The next call is on Sun 22 Nov: Anna.')
  })
})

describe('what is only counted', () => {
  /** Eight who cannot be called: each bought yesterday, which asks for a thank-you; five await their goods. */
  async function waitingWorld(): Promise<FakeWorld> {
    const world = fakeWorld()
    for (let id = 1; id <= 8; id++) {
      const sale = ['sale', 'add', '--customer', `Anna ${id}`, '--new', '--item', 'Cream @10']
      await runJson([...sale, '--date', '2026-11-01', ...(id > 5 ? [] : ['--promised', '2026-11-20'])], world)
    }
    return world
  }

  /** How many cards a command line has made, and how many plans it has computed for them. */
  async function workOf(args: readonly string[], world: FakeWorld) {
    const [reachOf, planOf] = [vi.spyOn(Store.prototype, 'reachOf'), vi.spyOn(Store.prototype, 'planOf')]
    const { out } = await runLine(args, world)
    const [cards, plans] = [reachOf.mock.calls.length, planOf.mock.calls.length]
    for (const spy of [reachOf, planOf]) spy.mockRestore()
    return { out, cards, plans }
  }

  it('due makes no cards for what it shows in a line, and tells how many there are', async () => {
    const world = await waitingWorld()
    const { noPhone, promises } = await runJson<DueDocument>(['due'], world)
    expect([noPhone.length, promises.length]).toEqual([8, 5])
    const { out, cards, plans } = await workOf(['due'], world)
    expect([cards, plans]).toEqual([0, 0])
    expect(out).toMatch(/^Needs a number: 8\n {2}.*\n {2}.*\n {2}.*\n {2}.*5 more/m)
    expect(out).toMatch(/: 5\n {2}.*\n {2}.*\n {2}.*\n {2}.*2 more/)
    const all = await workOf(['due', '--all'], world)
    expect([all.cards, all.plans]).toEqual([8, 0])
    const why = await workOf(['due', '--why'], world)
    expect([why.cards, why.plans]).toEqual([0, 0])
    expect(all.out.match(/Anna \d/g)).toHaveLength(13)
  })

  it('aftersales alone makes a card of the first call only', async () => {
    const world = await waitingWorld()
    const { out, cards } = await workOf([], world)
    expect(cards).toBe(0)
    expect(out).toContain('Needs a number: 8')
    for (const id of [9, 10])
      await runJson(
        [
          'sale',
          'add',
          '--customer',
          `Vera ${id}`,
          '--new',
          '--phone',
          `+7916123450${id % 10}`,
          '--item',
          'Cream @10',
          '--promised',
          '2026-11-21',
        ],
        world,
      )
    const called = await workOf([], world)
    expect([called.cards, called.plans]).toEqual([1, 0])
    expect(called.out).toMatch(/2 calls/)
  })

  it('counts the same at a past moment', async () => {
    const world = await waitingWorld()
    const then = ['due', '--as-of', '2026-11-21T09:00:00+03:00']
    const stored = await runLine(then, world)
    world.setClock('2026-11-21T09:00:01+03:00')
    await runJson(['customer', 'add', 'Zoya'], world)
    expect(await runLine(then, world)).toEqual(stored)
  })
})

describe('the list that is read', () => {
  it('is the same twice, and the one that planning everybody anew gives, card for card', async () => {
    const world = await demoWorld()
    const store = new Store(world.db, 'write', () => world.clock(), world.zone)
    store.write((changes) => changes.touchEverybody())
    store.close()
    const list = ['due', '--all', '--why', '--as-of', '2026-11-21T09:00:00+03:00']
    const read = await runJson<DueDocument>(list, world)
    expect(read.calls.length).toBeGreaterThan(10)
    expect(await runJson<DueDocument>(list, world)).toEqual(read)
    world.setClock('2026-11-21T09:00:01+03:00')
    await runJson(['customer', 'add', 'Zoya'], world)
    // From now on that moment is past, and the list is reckoned from the facts of then.
    expect(await runJson<DueDocument>(list, world)).toEqual(read)
  })

  it('tells with --why what a value is made of, and how good its forecasts are', async () => {
    const world = await demoWorld()
    const { calls } = await runJson<DueDocument>(['due', '--all', '--why'], world)
    for (const { value, why, kind, saleId } of calls) {
      expect(why).toMatchObject({ horizonDays: 14, regularity: expect.any(Number) })
      if (saleId !== null) expect(why?.paceDays).toBeGreaterThan(0)
      expect(Math.round((why?.value ?? 0) * 10) / 10).toBe(value)
      if (kind !== 'reorder') expect(why?.forecast).toBe(null)
    }
    const forecasts = calls.flatMap(({ why }) => why?.forecast ?? [])
    expect(forecasts.length).toBeGreaterThan(0)
    expect(forecasts[0]?.runsOut).toMatch(/^2026-/)
    const { out } = await runLine(['due', '--all', '--why'], world)
    expect(out).toMatch(/Expected (to buy )?about \d+\s+days/)
    expect(out).toContain('is a forecast:')
  })
})

describe('one first call over several sales', () => {
  it('asks the tips of every sale it serves, and closes them together', async () => {
    const world = fakeWorld({ now: '2026-11-16T18:00:00+03:00' })
    for (const name of ['A', 'B'])
      await runJson(['product', 'add', name, '--price', '10', '--tip', `tip ${name}`], world)
    await runJson(['sale', 'add', '--customer', 'Anna', '--phone', '89123456789', '--item', 'A'], world)
    world.setClock('2026-11-18T17:00:00+03:00')
    await runJson(['sale', 'add', '--customer', 'Anna', '--phone', '89123456789', '--item', 'B'], world)
    world.setClock('2026-11-19T09:00:00+03:00')
    const { calls } = await runJson<DueDocument>(['due'], world)
    expect(calls).toHaveLength(1)
    expect(calls[0]?.items).toEqual(expect.arrayContaining(['A', 'B']))
    for (const tip of ['tip A', 'tip B']) expect(calls[0]?.ask.join()).toContain(tip)
  })

  it('counts the 48th hour as in time', async () => {
    const world = fakeWorld({ now: '2026-11-19T09:00:00+03:00' })
    await runJson(['sale', 'add', '--customer', 'Anna', '--phone', '89123456789', '--item', 'A @1'], world)
    const at = async (moment: string) =>
      (await runJson<DueDocument>(['due', '--as-of', moment], world)).calls[0]
    expect(await at('2026-11-21')).toMatchObject({ tier: 2, hoursLeft: 0, overdue: false })
    expect(await at('2026-11-21T09:01:00+03:00')).toMatchObject({ tier: 3, hoursLeft: null, overdue: true })
  })
})

describe('a language that is none of ours', () => {
  it.each(['fr', 'xx', 'russian'])('--lang %s is refused', async (lang) => {
    expect(await runError(['due', '--lang', lang], fakeWorld())).toMatchObject({
      exit: 2,
      code: 'input.invalid',
    })
  })
})

it('counts what was missed anew from a talk on, also where no day of rest follows it', async () => {
  const world = fakeWorld()
  const lived = (now: string, ...line: string[]) => {
    world.setClock(`2026-${now}:00:00+03:00`)
    return runJson<DueDocument>(line, world)
  }
  await lived('03-02T10', 'config', 'set', 'hush.days', '0')
  await lived('03-02T10', 'product', 'add', 'Jar', '--price', '100', '--lasts-days', '300')
  await lived('03-02T10', 'sale', 'add', '--customer', 'Anna', '--phone', '89160000001', '--item', 'Jar')
  await lived('03-02T11', 'promise', 'add', 'Anna', '--what', 'sample', '--by', '2026-03-03')
  // The first change of a month plans everybody from then on.
  await lived('04-09T10', 'customer', 'add', 'Olga', '--phone', '89160000002')
  const before = await lived('04-10T10', 'due')
  expect(before.calls).toMatchObject([{ missed: 2 }])
  await lived('04-11T10', 'log', 'Anna', '--outcome', 'talked', '--direction', 'in')
  const after = await lived('04-13T10', 'due')
  expect(after.calls).toMatchObject([{ missed: 0 }])
})
