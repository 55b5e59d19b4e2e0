// Who stands in the lists of a summary, read or for the past computed, is what looking at every customer tells.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spanOf } from '../../src/commands/summary-figures.ts'
import { namesOf } from '../../src/commands/summary-names.ts'
import { DAY, HOUR, instantText } from '../../src/domain/day.ts'
import { factsAt } from '../../src/domain/facts.ts'
import { isLow } from '../../src/domain/mood.ts'
import { Replay } from '../../src/domain/replay.ts'
import { tallyOf } from '../../src/domain/tally.ts'
import { insertCase, insertStep } from '../../src/store/case.ts'
import { saveContact } from '../../src/store/contact.ts'
import { insertCustomer } from '../../src/store/customer.ts'
import { allFacts } from '../../src/store/facts.ts'
import { insertProduct } from '../../src/store/product.ts'
import { referredBuyersOf } from '../../src/store/referral.ts'
import { insertSale } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'

const START = Date.parse('2026-03-01T09:00:00Z')
const LAST = START + 12 * DAY
const CUSTOMERS = [1, 2, 3, 4, 5, 6]
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const customer = fc.constantFrom(...CUSTOMERS)
/** Often the same moments. */
const moment = fc.nat(24).map((half) => START + half * 12 * HOUR)
const worlds = fc.record({
  contacts: fc.array(
    fc.record({
      customerId: customer,
      at: moment,
      outcome: fc.constantFrom('talked' as const, 'talked' as const, 'talked' as const, 'refused' as const),
      nps: maybe(fc.constantFrom(2, 8, 9, 10)),
      csat: maybe(fc.constantFrom(1, 4, 5, 5)),
    }),
    { maxLength: 14 },
  ),
  cases: fc.array(fc.record({ customerId: customer, at: moment, solved: maybe(fc.nat(6)) }), {
    maxLength: 3,
  }),
  sales: fc.array(fc.record({ customerId: customer, at: moment }), { maxLength: 6 }),
  /** Of each but the first, whether the first or the second one brought her. */
  referrers: fc.array(maybe(fc.constantFrom(1, 2)), { minLength: 6, maxLength: 6 }),
  from: fc.nat(12),
  length: fc.nat(12),
  now: maybe(moment),
  most: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
})
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never

function storeOf({ contacts, cases, sales, referrers, now }: World): Store {
  const store = new Store(':memory:', 'write', () => LAST, 'Europe/Moscow')
  const { db } = store
  const nothing = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
  for (const id of CUSTOMERS) {
    const by = referrers[id - 1] ?? null
    insertCustomer(
      db,
      { ...nothing, name: `C${id}`, referredById: by !== null && by < id ? by : null },
      'c',
      instantText(START),
    )
  }
  insertProduct(db, { name: 'Cream', priceMinor: null, lastsDays: null }, 'cream')
  for (const { customerId, at } of sales) {
    const text = instantText(at)
    const fields = {
      customerId,
      soldAt: text,
      enteredAt: text,
      source: 'entered',
      discountMinor: 0,
      note: null,
    } as const
    const line = { productId: 1, quantity: 1, amountMinor: 100, returnedAt: null }
    insertSale(db, { ...fields, promisedDay: null, deliveredDay: null }, [line])
  }
  for (const { at, ...told } of contacts) {
    const text = instantText(at)
    const rest = {
      reason: null,
      factor: null,
      factorScore: null,
      used: null,
      repeat: null,
      note: null,
      minutes: null,
    }
    const more = {
      nextAt: null,
      runsOutDay: null,
      wrongPhone: null,
      channel: 'phone',
      direction: 'out',
    } as const
    saveContact(db, null, { ...told, at: text, enteredAt: text, ...rest, ...more })
  }
  for (const { customerId, at, solved } of cases) {
    const text = instantText(at)
    const fields = {
      customerId,
      saleId: null,
      kind: 'question',
      channel: 'phone',
      factor: null,
      origin: 'asked',
    } as const
    const caseId = insertCase(db, {
      ...fields,
      contactId: null,
      asked: null,
      openedAt: text,
      enteredAt: text,
    })
    if (solved === null) continue
    const then = instantText(Math.min(LAST, at + solved * 12 * HOUR))
    const step = { caseId, at: then, enteredAt: then, kind: 'confirm', resolution: null } as const
    insertStep(db, { ...step, text: null, dueAt: null, contactId: null })
  }
  store.write((changes) => changes.touchEverybody())
  store.now = now ?? LAST
  return store
}

/** The lists by the rule itself, customer by customer: her list, since when, and her number. */
function listsOf(
  store: Store,
  { contacts, cases }: World,
  from: number,
  until: number,
  referrers: readonly number[],
) {
  const { db, now, policy, zone } = store
  const lists = { callBack: [], thank: [], askForName: [] } as Record<string, [since: number, id: number][]>
  for (const facts of allFacts(db)) {
    const { customerId: id } = facts
    const then = factsAt(facts, now, zone)
    const { unhappy, refused } = tallyOf(then, new Replay(then, policy, store.shopAt(now)), policy, zone)
    if (refused !== null && refused <= now) continue
    // The sort is stable: of one moment, the later entered is the later one.
    const hers = contacts.filter(({ customerId }) => customerId === id).sort((a, b) => a.at - b.at)
    const said = hers.filter(({ at }) => at >= from && at < until)
    const unsolved = cases.filter(
      (one) =>
        one.customerId === id &&
        one.at < from &&
        one.at <= now &&
        (one.solved === null || Math.min(LAST, one.at + one.solved * 12 * HOUR) > now),
    )
    const earlier = hers.filter(({ at }) => at < from && at <= now && unsolved.some((one) => at >= one.at))
    const low = [...earlier, ...said].findLast((one) => isLow(one, policy))
    const nps = said.findLast((one) => one.nps !== null)
    const csat = said.findLast((one) => one.csat !== null)
    if (unhappy && unhappy.from <= now && now < unhappy.until) {
      if (low && low.at >= unhappy.from) lists.callBack?.push([unhappy.from, id])
    } else if ((nps?.nps ?? 0) >= 9)
      lists[referredBuyersOf(db, id, instantText(now)) > 0 ? 'thank' : 'askForName']?.push([
        -(nps?.at ?? 0),
        id,
      ])
    else if (!nps && csat?.csat === 5) lists.thank?.push([-csat.at, id])
    else if (referrers.includes(id)) lists.thank?.push([0, id])
  }
  for (const list of Object.values(lists)) list.sort(([a, i], [b, j]) => a - b || i - j)
  return lists
}

test('the lists, their order and their lengths', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const store = storeOf(world)
      const today = store.zone.day(store.now)
      const from = Math.min(today, store.zone.day(START) + world.from)
      const period = { from, to: Math.min(today, from + world.length) }
      const span = spanOf(store, period)
      const referrers = [1, 3]
      const right = listsOf(store, world, span.from, span.until, referrers)
      const { names, unnamed } = namesOf(store, period, referrers, world.most)
      for (const list of ['callBack', 'thank', 'askForName'] as const) {
        const ids = (right[list] ?? []).map(([, id]) => id)
        expect([list, ...names[list].map(({ id }) => id)]).toEqual([list, ...ids.slice(0, world.most)])
        expect(unnamed[list]).toBe(ids.length - names[list].length)
      }
      store.close()
    }),
    { numRuns: 500 },
  )
})
