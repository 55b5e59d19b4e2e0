// What a card offers: only in calls that sell, only to whom it may be offered, and never what is had or avoided.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offersOf } from '../../src/commands/offer.ts'
import { barOf } from '../../src/domain/cross-sell.ts'
import { DAY, instantText } from '../../src/domain/day.ts'
import { OUTCOMES } from '../../src/domain/facts.ts'
import { foldName } from '../../src/domain/name.ts'
import type { Plan, Stretch } from '../../src/domain/plan.ts'
import { insertCase, insertStep } from '../../src/store/case.ts'
import { insertConsent } from '../../src/store/consent.ts'
import { saveContact } from '../../src/store/contact.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { replaceAvoided } from '../../src/store/customer-avoid.ts'
import { insertProduct, replaceGoesWith } from '../../src/store/product.ts'
import { replaceContained } from '../../src/store/product-contains.ts'
import { insertSale } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'
import { loadScripts } from '../../src/ui/script.ts'
import type { Card } from '../../src/ui/view/card.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

async function run(world: FakeWorld, ...lines: string[][]): Promise<void> {
  for (const line of lines) {
    const { code, err } = await runLine(line, world)
    if (code !== 0) throw new Error(`${line.join(' ')}: ${err}`)
  }
}

/** Anna's cream is about to run out; five others bought a mask with theirs, and the shop has counted it. */
async function shop(lang: 'en' | 'ru' = 'en'): Promise<FakeWorld> {
  const world = fakeWorld({ lang })
  await run(
    world,
    ['product', 'add', 'Tonic', '--price', '300'],
    ['product', 'add', 'Cream', '--price', '900', '--lasts-days', '45', '--goes-with', 'Tonic'],
    ['product', 'add', 'Mask', '--price', '500'],
    [
      'sale',
      'add',
      '--customer',
      'Anna',
      '--phone',
      '89120000001',
      '--item',
      'Cream',
      '--date',
      '2026-10-10',
    ],
  )
  for (const i of [2, 3, 4, 5, 6]) {
    const customer = ['--customer', `Buyer ${i}`, '--phone', `8912000000${i}`]
    await run(world, [
      'sale',
      'add',
      ...customer,
      '--item',
      'Cream',
      '--item',
      'Mask',
      '--date',
      '2026-11-20',
    ])
  }
  await run(world, ['config', 'set', 'hush.days', '9'])
  return world
}

async function annas(world: FakeWorld): Promise<Card | undefined> {
  const { calls, noPhone } = await runJson<DueDocument>(['due', '--all'], world)
  return [...calls, ...noPhone].find(({ customer }) => customer.id === 1)
}

const offered = (card: Card | undefined) => card?.offer.map(({ name }) => name)

describe('the card of a call that sells', () => {
  test('offers what goes with hers, then what others took along', async () => {
    const card = await annas(await shop())
    expect(card?.kind).toBe('reorder')
    expect(card?.offer).toEqual([
      { productId: 1, name: 'Tonic', why: 'goes-with', customers: null, text: 'Goes well with it: Tonic' },
      {
        ...{ productId: 3, name: 'Mask', why: 'together', customers: 5 },
        text: 'Often taken along: Mask (customers who did: 5)',
      },
    ])
    expect(card?.ask).toEqual(['How much is left?', 'The same again?'])
  })

  test.each([
    ['en', 'Offer:\n   – Goes well with it: Tonic\n   – Often taken along: Mask (customers who did: 5)'],
    ['ru', 'Предложить:\n   – К этому подходит: Tonic\n   – Часто берут вместе: Mask (клиентов: 5)'],
  ] as const)('says so (%s)', async (lang, lines) => {
    const world = await shop(lang)
    const { out } = await runLine(['due', '--kind', 'reorder'], world)
    expect(out).toContain(lines)
  })

  test('only from so many customers on', async () => {
    const world = await shop()
    await run(world, ['config', 'set', 'crossSell.together', '6'])
    expect(offered(await annas(world))).toEqual(['Tonic'])
    expect(await runError(['config', 'set', 'crossSell.together', '1'], world)).toMatchObject({ exit: 2 })
  })

  test('nothing that she has, however long ago it was bought', async () => {
    const world = await shop()
    await run(world, ['sale', 'add', '--customer', '#1', '--item', 'Mask', '--date', '2025-01-10'])
    expect(offered(await annas(world))).toEqual(['Tonic'])
  })

  test('ten things at most, and of those none that she has', async () => {
    const world = await shop()
    const names = Array.from({ length: 12 }, (_, i) => `Lotion ${i + 1}`)
    await run(
      world,
      ...['Balm', ...names].map((name) => ['product', 'add', name]),
      ['product', 'edit', 'Cream', ...['Balm', ...names].flatMap((name) => ['--goes-with', name])],
      ['sale', 'add', '--customer', '#1', '--item', 'Balm', '--date', '2025-01-10'],
    )
    expect(offered(await annas(world))).toEqual(names.sort().slice(0, 10))
  })

  test('but what she gave back, she has not', async () => {
    const world = await shop()
    await run(world, ['sale', 'add', '--customer', '#1', '--item', 'Mask', '--date', '2025-01-10'])
    await run(world, ['sale', 'return', '#7', '--yes', '--date', '2025-01-20'])
    await run(world, ['case', 'resolve', '#1', '--how', 'refunded', '--confirmed', 'yes'])
    expect(offered(await annas(world))).toEqual(['Tonic', 'Mask'])
  })

  test('as of a past day, what was bought together by then', async () => {
    const world = await shop()
    const past = ['--as-of', '2026-11-19']
    const { calls } = await runJson<DueDocument>(['due', '--all', ...past], world)
    expect(calls.find(({ customer }) => customer.id === 1)?.offer.map(({ name }) => name)).toEqual(['Tonic'])
  })

  test('no first call offers anything', async () => {
    const world = await shop()
    await run(world, ['sale', 'add', '--customer', '#1', '--item', 'Lamp', '--date', '2026-11-20'])
    await run(world, ['product', 'edit', 'Lamp', '--tip', 'plug it in'])
    const card = await annas(world)
    expect(card).toMatchObject({ kind: 'first-use', offer: [] })
  })
})

describe('what is avoided', () => {
  test('is kept as typed, told on both cards, and never offered', async () => {
    const world = await shop()
    await run(world, ['product', 'edit', 'Mask', '--contains', 'Орехи', '--contains', 'мёд'])
    await run(world, ['customer', 'edit', '#1', '--avoid', 'орехи', '--avoid', 'Лаванда', '--avoid', 'ОРЕХИ'])
    const card = await annas(world)
    expect(offered(card)).toEqual(['Tonic'])
    expect(card?.hints).toContain('Never offer: Лаванда, орехи')
    const { customer } = await runJson<{ customer: object }>(['customer', 'show', '#1'], world)
    expect(customer).toMatchObject({ avoid: ['Лаванда', 'орехи'] })
    expect((await runLine(['customer', 'show', '#1'], world)).out).toContain('Never offer: Лаванда, орехи')
    const { product } = await runJson<{ product: object }>(['product', 'show', 'Mask'], world)
    expect(product).toMatchObject({ contains: ['мёд', 'Орехи'] })
    expect((await runLine(['product', 'show', 'Mask'], world)).out).toContain('Contains: мёд, Орехи')
  })

  test('is added to, and cleared by an empty text alone', async () => {
    const world = await shop()
    await run(world, ['customer', 'edit', '#1', '--avoid', 'nuts', '--avoid', 'mask'])
    expect(offered(await annas(world))).toEqual(['Tonic'])
    await run(world, ['customer', 'edit', '#1', '--avoid', 'honey'])
    expect((await annas(world))?.hints).toContain('Never offer: honey, mask, nuts')
    await run(world, ['customer', 'edit', '#1', '--avoid', '', '--avoid', 'nuts'])
    expect(offered(await annas(world))).toEqual(['Tonic', 'Mask'])
    const { out } = await runLine(['customer', 'edit', '#1', '--avoid', ''], world)
    expect(out).toContain('It was: nuts.')
    expect((await annas(world))?.hints).toEqual([])
    await run(world, ['product', 'edit', 'Mask', '--contains', 'nuts'])
    await run(world, ['product', 'edit', 'Mask', '--contains', ''])
    const { product } = await runJson<{ product: object }>(['product', 'show', 'Mask'], world)
    expect(product).toMatchObject({ contains: [] })
  })

  test('is said to be in no product, where it is in none', async () => {
    const world = await shop()
    await run(world, ['product', 'edit', 'Mask', '--contains', 'nuts'])
    const edit = async (tag: string) => {
      const line = ['customer', 'edit', '#1', '--avoid', tag, '--avoid', 'NUTS']
      return (await runJson<{ warnings: { code: string; text: string }[] }>(line, world)).warnings
    }
    const told = { code: 'customer.avoids', text: 'Not offered from now on: Mask.' }
    expect(await edit('mask')).toEqual([told])
    expect(await edit('nutts')).toMatchObject([
      told,
      { code: 'customer.avoidUnknown', text: expect.stringContaining('No product has “nutts”') },
    ])
  })

  test('comes with a new customer', async () => {
    const world = fakeWorld()
    await run(world, ['customer', 'add', 'Vera', '--avoid', 'honey'])
    const { customer } = await runJson<{ customer: object }>(['customer', 'show', '#1'], world)
    expect(customer).toMatchObject({ avoid: ['honey'] })
  })

  test.each([
    [['customer', 'edit', '#1', '--avoid', '!!!'], '--avoid', '!!!'],
    [['customer', 'add', 'Zoe', '--avoid', 'nuts', '--avoid', '«»'], '--avoid', '«»'],
    [['product', 'edit', 'Mask', '--contains', 'x'.repeat(101)], '--contains', 'x'.repeat(101)],
  ])('%j tells nothing to go by', async (line, field, value) => {
    const world = await shop()
    const before = await runJson<object>(['customer', 'list'], world)
    expect(await runError(line, world)).toMatchObject({
      ...{ exit: 2, code: 'input.invalid' },
      params: { why: 'tag', field, value },
    })
    expect(await runJson<object>(['customer', 'list'], world)).toEqual(before)
  })
})

describe('nothing is offered', () => {
  test.each([
    ['to who refused', ['log', '#1', '--outcome', 'refused']],
    ['to who is unhappy', ['log', '#1', '--outcome', 'message-sent', '--direction', 'in', '--csat', '1']],
    [
      'while a case is open',
      ['case', 'add', '#1', '--kind', 'question', '--channel', 'chat', '--asked', 'how?'],
    ],
  ])('%s', async (_, line) => {
    const world = await shop()
    expect(offered(await annas(world))).toHaveLength(2)
    await run(world, line)
    expect(offered(await annas(world)) ?? []).toEqual([])
  })

  const moment = fc.integer({ min: 0, max: 60 }).map((days) => NOW - days * DAY)
  const history = fc.record({
    contacts: fc.array(
      fc.record({
        at: moment,
        outcome: fc.constantFrom(...OUTCOMES, 'talked' as const, 'talked' as const, 'message-sent' as const),
        direction: fc.constantFrom('in' as const, 'out' as const, 'out' as const),
        nps: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null, freq: 2 }),
      }),
      { maxLength: 4 },
    ),
    consents: fc.array(
      fc.record({ at: moment, purpose: fc.constantFrom('service', 'marketing'), given: fc.boolean() }),
      { maxLength: 2 },
    ),
    cases: fc.array(fc.record({ at: moment, closed: fc.boolean() }), { maxLength: 1 }),
    bought: fc.array(fc.record({ product: fc.integer({ min: 1, max: 5 }), at: moment }), {
      ...{ minLength: 1, maxLength: 3 },
    }),
    avoids: fc.subarray(['cream', 'nuts', 'масло', 'honey'], { maxLength: 2 }),
    kind: fc.constantFrom<Stretch['kind']>('reorder', 'win-back', 'reorder', 'check-in', 'case'),
    carried: fc.subarray<Stretch['kind']>(['reorder', 'first-use', 'thanks'], { maxLength: 1 }),
  })

  test('to the unhappy, the refused, the capped, without consent to offers; nor what is had or avoided', async () => {
    const scripts = await loadScripts('en')
    const store = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
    fillShelves(store)
    let offers = 0
    fc.assert(
      fc.property(history, (told) => {
        const customerId = addAnna(store, told)
        const plan = store.planOf(customerId, NOW) as Plan
        const call = {
          kind: told.kind,
          carried: told.carried,
          customerId,
          productId: null,
          spared: barOf(plan, NOW) !== null,
        } as unknown as Stretch
        const found = offersOf(store, call, scripts)
        offers += found.length
        if (found.length === 0) return
        const kinds = [told.kind, ...told.carried]
        expect(kinds).not.toContain('first-use')
        expect(kinds.some((kind) => kind === 'reorder' || kind === 'win-back')).toBe(true)
        expect(isBarred(told)).toEqual([])
        for (const { productId, name } of found) {
          expect(told.bought.map(({ product }) => product)).not.toContain(productId)
          const inside = `${foldName(name)} ${CONTAINS.get(productId) ?? ''}`
          for (const tag of told.avoids) expect(inside).not.toContain(foldName(tag))
        }
      }),
      { numRuns: 1000 },
    )
    store.close()
    // A property of nothing offered would hold of anything.
    expect(offers).toBeGreaterThan(300)
  })

  const NOW = Date.parse('2026-11-21T06:00:00Z')
  const NAMES = ['Cream', 'Tonic', 'Масло', 'Scrub', 'Soap']
  const CONTAINS = new Map([[4, 'nuts honey']])

  type Told = typeof history extends fc.Arbitrary<infer T> ? T : never

  function fillShelves({ db }: Store): void {
    for (const name of NAMES) insertProduct(db, { name, priceMinor: null, lastsDays: null }, foldName(name))
    replaceContained(db, 4, ['Nuts', 'honey'])
    const ids = [1, 2, 3, 4, 5]
    for (const id of ids) {
      replaceGoesWith(
        db,
        id,
        ids.filter((other) => other !== id),
      )
    }
  }

  function addAnna(store: Store, { contacts, consents, cases, bought, avoids }: Told): number {
    return store.write((changes) => {
      const { db } = store
      const blank = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
      const fields = { ...blank, name: 'Anna', referredById: null }
      const customerId = insertCustomer(db, fields, 'anna', instantText(NOW))
      replaceAvoided(db, customerId, avoids)
      for (const { product, at } of bought) {
        const soldAt = instantText(at)
        insertSale(
          db,
          {
            ...{ customerId, soldAt, enteredAt: soldAt, source: 'entered', discountMinor: 0 },
            ...{ promisedDay: null, deliveredDay: null, note: null },
          },
          [{ productId: product, quantity: 1, amountMinor: 100, returnedAt: null }],
        )
      }
      for (const { at, ...contact } of contacts) {
        saveContact(db, null, {
          ...{ customerId, at: instantText(at), enteredAt: instantText(at), channel: 'phone' },
          ...{
            csat: null,
            reason: null,
            factor: null,
            factorScore: null,
            used: null,
            repeat: null,
            note: null,
          },
          ...{ minutes: null, nextAt: null, runsOutDay: null, wrongPhone: null },
          ...contact,
        })
      }
      for (const { at, ...consent } of consents) {
        const said = { customerId, at: instantText(at), enteredAt: instantText(at), source: 'a talk' }
        insertConsent(db, { ...said, ...consent } as Parameters<typeof insertConsent>[1])
      }
      for (const { at, closed } of cases) {
        const opened = { openedAt: instantText(at), enteredAt: instantText(at) }
        const caseId = insertCase(db, {
          ...{ customerId, saleId: null, kind: 'question', channel: 'chat', factor: null, origin: 'asked' },
          ...{ contactId: null, asked: null, ...opened },
        })
        const step = { caseId, at: instantText(at), enteredAt: instantText(at), kind: 'confirm' as const }
        if (closed) insertStep(db, { ...step, resolution: null, text: null, dueAt: null, contactId: null })
      }
      changes.touch(customerId)
      return customerId
    })
  }

  /** Reasons to spare her that hold beyond doubt, reckoned apart from the engine. */
  function isBarred({ contacts, consents, cases, bought }: Told): string[] {
    const lifted = (at: number, purpose: string) =>
      consents.some((said) => said.purpose === purpose && said.given && said.at >= at)
    const refused =
      contacts.some(({ outcome, at }) => outcome === 'refused' && !lifted(at, 'service')) ||
      consents.some(({ purpose, given, at }) => purpose === 'service' && !given && !lifted(at, 'service'))
    const noOffers = consents.some(({ purpose, given, at }) => {
      return purpose === 'marketing' && !given && !lifted(at, 'marketing')
    })
    const lastAnswer = Math.max(...contacts.filter(({ nps }) => nps !== null).map(({ at }) => at))
    const answers = contacts.filter(({ at, nps }) => nps !== null && at === lastAnswer)
    const solved = cases.some(({ at, closed }) => closed && at >= lastAnswer)
    const unhappy =
      cases.some(({ closed }) => !closed) ||
      (!solved && answers.length > 0 && answers.every(({ nps }) => (nps ?? 10) <= 6))
    // A talk while a case was open was owed, and a message soon after a sale may have been the thank-you.
    const thanked = (at: number) => bought.some((sale) => sale.at <= at && at < sale.at + 4 * DAY)
    const counted = contacts.filter(
      ({ at, outcome, direction }) =>
        direction === 'out' &&
        at > NOW - 29 * DAY &&
        (outcome === 'talked' || (outcome === 'message-sent' && !thanked(at))),
    )
    const capped = cases.length === 0 && counted.length >= 3
    return Object.entries({ refused, noOffers, unhappy, capped }).flatMap(([why, held]) =>
      held ? [why] : [],
    )
  }
})
