// customer consent: what was said is kept with its source; a refusal holds everywhere, until a consent lifts it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { takesOffers } from '../../src/commands/customer-document.ts'
import { instantText } from '../../src/domain/day.ts'
import { holds } from '../../src/domain/quiet.ts'
import { insertConsent, outlastConsent, refusedAt } from '../../src/store/consent.ts'
import { type Customer, customerById, insertCustomer } from '../../src/store/customer.ts'
import { Store } from '../../src/store/store.ts'
import type { ConsentDocument } from '../../src/ui/view/consent.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const PHONE = '89123456789'
const SALE = ['sale', 'add', '--customer', 'Анна Петрова', '--phone', PHONE, '--item', 'Крем @1000']
const REFUSE = ['log', 'анна', '--outcome', 'refused', '--note', 'больше не звоните']
const CONSENT = ['customer', 'consent', 'анна']
const GIVE = [...CONSENT, '--purpose', 'service', '--give', '--source', 'письмо']

interface Due {
  calls: { customer: { id: number } }[]
  messages: { customer: { id: number } }[]
  noPhone: { customer: { id: number } }[]
  promises: { customer: { id: number }; what: string | null }[]
}

/** Анна has bought on two days, was brought to the list by it, and refuses on the morning after. */
async function refusedShop(...flags: string[]): Promise<FakeWorld> {
  const world = fakeWorld()
  world.setClock('2026-11-10T10:00:00+03:00')
  await runJson([...SALE, ...flags], world)
  world.setClock('2026-11-19T10:00:00+03:00')
  await runJson(SALE, world)
  await runJson(
    ['sale', 'add', '--customer', 'Борис', '--phone', '89000000001', '--item', 'Мыло @300'],
    world,
  )
  world.setClock('2026-11-20T10:00:00+03:00')
  expect(await inLists(world)).toBe(true)
  await runJson(REFUSE, world)
  return world
}

/** Whether #1 is to be called or written to, as any list tells it. */
async function inLists(world: FakeWorld): Promise<boolean> {
  const { calls, messages, noPhone } = await runJson<Due>(['due', '--all'], world)
  const listed = [...calls, ...messages, ...noPhone].some(({ customer }) => customer.id === 1)
  const { out: morning } = await runLine([], world)
  const { out: due } = await runLine(['due', '--all'], world)
  const [inMorning, inDue] = [morning, due].map((text) => text.includes('Анна Петрова'))
  // The morning names the first call alone.
  expect([inDue, inMorning && !listed]).toEqual([listed, false])
  return listed
}

async function csv(world: FakeWorld): Promise<string> {
  return (await runLine(['export', 'loyal'], world)).out
}

describe('a refusal', () => {
  it('keeps a customer out of every list, call and mailing, on every later day', async () => {
    const world = await refusedShop()
    for (const day of ['2026-11-20', '2026-11-22', '2026-12-05', '2027-01-20', '2027-06-01']) {
      world.setClock(`${day}T12:00:00+03:00`)
      expect([day, await inLists(world)]).toEqual([day, false])
    }
    world.setClock('2026-11-22T12:00:00+03:00')
    const { out } = await runLine(['call'], world, ['\x03'])
    expect([out.includes('Борис'), out.includes('Анна')]).toEqual([true, false])
    expect(await csv(world)).toMatch(/Анна Петрова.*,yes\r?\n/)
  })

  const file = 'customer,phone,date,product,quantity,amount\nАня,8 (912) 345-67-89,2026-11-15,Крем,1,1000\n'
  const AGAIN: [string, (world: FakeWorld) => Promise<unknown>][] = [
    [
      'an import of sales with that phone',
      (world) => {
        const path = join(world.home, 'sales.csv')
        writeFileSync(path, file)
        return runJson(['import', 'sales', path], world)
      },
    ],
    ['customer add', (world) => runLine(['customer', 'add', 'Анна Петрова', '--phone', PHONE], world)],
    [
      'customer add, told on the terminal to be the one who is known',
      (world) => runLine(['customer', 'add', 'Нюра', '--phone', PHONE], world, ['']),
    ],
    ['sale add', (world) => runJson(SALE, world)],
    [
      'sale add by the phone alone',
      (world) => runJson(['sale', 'add', '--customer', PHONE, '--item', 'Мыло'], world),
    ],
    ['customer edit', (world) => runJson(['customer', 'edit', 'анна', '--phone', '89990000000'], world)],
  ]
  it.each(AGAIN)('survives %s', async (_, again) => {
    const world = await refusedShop()
    await again(world)
    const { customers } = await runJson<{ customers: { refused: boolean }[] }>(['customer', 'list'], world)
    expect(customers.map(({ refused }) => refused)).toEqual([true, false])
    expect(await inLists(world)).toBe(false)
    expect(await csv(world)).toMatch(/Анна Петрова.*,yes\r?\n/)
  })

  it('is told with a new sale, which brings no thank-you to send', async () => {
    const world = await refusedShop()
    expect(await runJson(SALE, world)).toMatchObject({
      customer: { refused: true },
      message: null,
      thanks: false,
    })
    const { out } = await runLine(SALE, world)
    expect(out).toContain('asked not to be called')
    expect(out).not.toContain('thank you')
  })

  it('leaves what is owed under the promises', async () => {
    const world = await refusedShop('--promise', 'образец', '--promise-by', '2026-11-21')
    world.setClock('2026-11-21T10:00:00+03:00')
    const { calls, promises } = await runJson<Due>(['due'], world)
    expect(promises).toMatchObject([{ customer: { id: 1 }, what: 'образец' }])
    expect(calls.map(({ customer }) => customer.id)).toEqual([2])
  })

  it('is lifted by a consent with a source, and by nothing less', async () => {
    const world = await refusedShop()
    const before = await runJson(CONSENT, world)
    const without = GIVE.slice(0, -2)
    expect(await runError(without, world)).toMatchObject({
      exit: 2,
      code: 'input.missing',
      params: { flag: '--source' },
    })
    expect(await runError([...without, '--source', '  '], world)).toMatchObject({ code: 'input.missing' })
    await runJson([...CONSENT, '--purpose', 'marketing', '--give', '--source', 'письмо'], world)
    expect(await inLists(world)).toBe(false)
    expect(before).toMatchObject({
      service: { state: 'withdrawn' },
      history: [{ source: 'больше не звоните' }],
    })

    world.setClock('2026-11-20T18:00:00+03:00')
    const { service, recorded } = await runJson<ConsentDocument>(GIVE, world)
    expect(recorded).toMatchObject({ purpose: 'service', given: true, source: 'письмо', lifted: true })
    expect(service).toEqual({ state: 'given', since: '2026-11-20T18:00:00+03:00', source: 'письмо' })
    expect(await inLists(world)).toBe(true)
    expect(await csv(world)).toMatch(/Анна Петрова.*,no\r?\n/)
    // As of the morning it still held.
    expect((await runLine(['--as-of', '2026-11-20T12:00:00+03:00', 'export', 'loyal'], world)).out).toMatch(
      /Анна.*,yes/,
    )
    const shown = await runJson<{ customer: { refusedAt: string | null } }>(
      ['customer', 'show', 'анна'],
      world,
    )
    expect(shown.customer.refusedAt).toBeNull()
  })

  it('is not lifted by a consent of an earlier day', async () => {
    const world = await refusedShop()
    const { out } = await runLine([...GIVE, '--at', '2026-11-15'], world)
    expect(out).toContain('Still not to be called: that was asked for later, on Fri 20 Nov.')
    expect(await inLists(world)).toBe(false)
  })

  it('holds again when it is told again, at the very moment of the consent too', async () => {
    const world = await refusedShop()
    await runJson(GIVE, world)
    expect(await inLists(world)).toBe(true)
    await runJson(REFUSE, world)
    expect(await inLists(world)).toBe(false)
    await runJson(GIVE, world)
    expect(await inLists(world)).toBe(true)
  })
})

it('says withdrawing service contacts is a refusal too', async () => {
  const world = await refusedShop()
  await runJson(GIVE, world)
  world.setClock('2026-11-20T11:00:00+03:00')
  const withdraw = [...CONSENT, '--purpose', 'service', '--withdraw', '--source', 'звонок']
  const { out } = await runLine(withdraw, world)
  expect(out).toContain('No more calls: taken out of every list.')
  expect(await inLists(world)).toBe(false)
  expect(await runJson(['customer', 'show', 'анна'], world)).toMatchObject({
    customer: { refusedAt: '2026-11-20T11:00:00+03:00' },
    standing: { code: 'refused' },
  })
})

it('rests offers alone when offers are withdrawn, and leaves the customer out of mailings', async () => {
  const world = fakeWorld()
  world.setClock('2026-10-01T10:00:00+03:00')
  await runJson([...SALE.slice(0, -1), 'Крем x1 @1000'], world)
  await runJson([...CONSENT, '--purpose', 'marketing', '--withdraw', '--source', 'письмо'], world)
  const store = new Store(world.db, 'read', world.clock, world.zone)
  const anna = customerById(store.db, 1) as Customer
  expect(takesOffers(anna, store)).toBe(false)
  store.now -= 1000
  expect(takesOffers(anna, store)).toBe(true)
  store.close()
  world.setClock('2026-10-02T10:00:00+03:00')
  const { calls } = await runJson<Due>(['due'], world)
  expect(calls).toMatchObject([{ customer: { id: 1 }, kind: 'first-use' }])
  const { touches } = await runJson<{ touches: { kind: string }[] }>(['customer', 'show', 'анна'], world)
  expect(touches.map(({ kind }) => kind)).toEqual(['thanks', 'first-use', 'check-in', 'keep-in-touch'])
})

describe('customer consent', () => {
  it('tells what is recorded, with its sources', async () => {
    const world = await refusedShop()
    world.setClock('2026-11-20T12:00:00+03:00')
    await runJson(
      [...CONSENT, '--purpose', 'marketing', '--give', '--source', 'анкета', '--at', '2026-11-01'],
      world,
    )
    const { out } = await runLine(CONSENT, world)
    expect(out).toBe(
      [
        'Анна Петрова  #1',
        '  Calls and messages about purchases: not wanted since Fri 20 Nov',
        '  Offers and news: agreed on Sun 1 Nov',
        '',
        'Date         What for                 Word              Where',
        '1 Nov 2026   Offers and news          agreed            анкета',
        '20 Nov 2026  Calls and messages       no longer wanted  in a talk, больше не',
        '             about purchases                            звоните',
        '',
      ].join('\n'),
    )
  })

  it('asks on a terminal for what was not said', async () => {
    const world = await refusedShop()
    const { code, out } = await runLine([...CONSENT, '--at', '2026-11-20 10:00'], world, ['', '', 'письмо'])
    expect(code).toBe(0)
    expect(out).toContain('Calls are allowed again.')
  })

  const WRONG: [string, string[], string, object][] = [
    ['no purpose', ['--give', '--source', 'x'], 'input.missing', { flag: '--purpose' }],
    [
      'no word',
      ['--purpose', 'service', '--source', 'x'],
      'input.missing',
      { flag: ['--give', '--withdraw'] },
    ],
    [
      'both words',
      ['--purpose', 'service', '--give', '--withdraw', '--source', 'x'],
      'input.invalid',
      { why: 'giveOrWithdraw' },
    ],
    [
      'a purpose there is not',
      ['--purpose', 'sms', '--give', '--source', 'x'],
      'input.invalid',
      { field: '--purpose', why: 'choice' },
    ],
    [
      'a source too long',
      ['--purpose', 'service', '--give', '--source', 'x'.repeat(501)],
      'input.invalid',
      { field: '--source' },
    ],
    [
      'a day to come',
      ['--purpose', 'service', '--give', '--source', 'x', '--at', 'tomorrow'],
      'input.invalid',
      { why: 'future' },
    ],
  ]
  it.each(WRONG)('refuses %s', async (_, flags, code, params) => {
    const world = await refusedShop()
    expect(await runError([...CONSENT, ...flags], world)).toMatchObject({ exit: 2, code, params })
    expect((await runJson<ConsentDocument>(CONSENT, world)).history).toHaveLength(1)
  })
})

/** One word on service contacts: in a talk, or as a consent; of a few moments, so that some fall together. */
const word = fc.record({
  minute: fc.nat(5),
  kind: fc.constantFrom<'talk' | 'given' | 'withdrawn'>('talk', 'given', 'withdrawn'),
})

test('the store and the plan are at one about who refuses, and since when', () => {
  const start = Date.parse('2026-11-21T06:00:00Z')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const store = new Store(':memory:', 'write', () => start + 3_600_000, 'Europe/Moscow')
      const { db } = store
      const blank = {
        externalId: null,
        phone: '+79123456789',
        email: null,
        chat: null,
        birthday: null,
        note: null,
      }
      store.write((changes) => {
        insertCustomer(db, { ...blank, name: 'Анна', referredById: null }, 'анна', instantText(start))
        for (const { minute, kind } of words) {
          const at = instantText(start + minute * 60_000)
          if (kind === 'talk') refuseInTalk(store, at)
          else {
            const said = {
              purpose: 'service' as const,
              given: kind === 'given',
              at,
              enteredAt: at,
              source: 'x',
            }
            insertConsent(db, { customerId: 1, ...said })
          }
        }
        changes.touch(1)
      })
      for (let minute = 0; minute < 7; minute++) {
        const at = start + minute * 60_000
        const quiets = store.planOf(1, at)?.quiets.filter(({ why }) => why === 'refused') ?? []
        const holding = quiets.filter((quiet) => holds(quiet, at)).map(({ from }) => from)
        const since = holding.length === 0 ? null : instantText(Math.min(...holding))
        expect(refusedAt(db, 1, instantText(at))).toBe(since)
      }
      expect(customerById(db, 1)?.refusedAt).toBe(refusedAt(db, 1, '9999'))
      expect(store.wronglyPlanned()).toEqual([])
      store.close()
    }),
    { numRuns: 200 },
  )
})

function refuseInTalk({ db }: Store, at: string): void {
  db.prepare(
    `INSERT INTO contact (customer_id, at, entered_at, outcome, channel, direction)
     VALUES (1, :at, :at, 'refused', 'phone', 'out')`,
  ).run({ at })
  outlastConsent(db, 1, at, at)
}
