// The store's promises: all or nothing, the stored plan is the plan, and the past stays what it was.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CASE_KINDS, STEP_KINDS } from '../../src/domain/case.ts'
import { DAY, dayText, HOUR, type Instant, instantText } from '../../src/domain/day.ts'
import { CHANNELS, OUTCOMES } from '../../src/domain/facts.ts'
import { caseById, insertCase, insertStep } from '../../src/store/case.ts'
import { insertSkip, insertSnooze, saveContact } from '../../src/store/contact.ts'
import { customerById, insertCustomer, updateCustomer } from '../../src/store/customer.ts'
import { buyersOf, insertProduct, replaceTips, updateProduct } from '../../src/store/product.ts'
import { insertLine, insertSale, saleById, salesOf, updateSale } from '../../src/store/sale.ts'
import { setSetting } from '../../src/store/setting.ts'
import { type Changes, Store } from '../../src/store/store.ts'
import { stretchesAt, stretchesOf } from '../../src/store/stretch.ts'

const START = Date.parse('2026-11-21T06:00:00Z')

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
  path = join(folder, 'shop.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function openAt(now: Instant, file = path): Store {
  return new Store(file, 'write', () => now, 'Europe/Moscow')
}

function addCustomer(store: Store, name: string, phone: string | null = null): number {
  const fields = { externalId: null, name, phone, email: null, chat: null, birthday: null, note: null }
  return insertCustomer(
    store.db,
    { ...fields, referredById: null },
    name.toLowerCase(),
    instantText(store.now),
  )
}

function addProduct(store: Store, name: string, lastsDays: number | null): number {
  return insertProduct(store.db, { name, priceMinor: 99_000, lastsDays }, name.toLowerCase())
}

type Line = { productId: number; quantity: number; amountMinor: number }

function addSale(
  store: Store,
  customerId: number,
  at: Instant,
  lines: Line[],
  promised: number | null = null,
): number {
  return insertSale(
    store.db,
    {
      customerId,
      soldAt: instantText(at),
      enteredAt: instantText(store.now),
      source: 'entered',
      promisedDay: promised === null ? null : dayText(promised),
      deliveredDay: null,
      discountMinor: 0,
      note: null,
    },
    lines.map((line) => ({ ...line, returnedAt: null })),
  )
}

const NO_ANSWERS = {
  csat: null,
  nps: null,
  reason: null,
  factor: null,
  factorScore: null,
  used: null,
  repeat: null,
  note: null,
  minutes: null,
  nextAt: null,
  runsOutDay: null,
  wrongPhone: null,
}

describe('a write', () => {
  test('that throws stores nothing, not even a byte', () => {
    const store = openAt(START)
    store.write((changes) => changes.touch(addCustomer(store, 'Anna')))
    const before = readFileSync(path)
    const { changedAt, settings } = store
    expect(() =>
      store.write((changes) => {
        const customerId = addCustomer(store, 'Vera')
        addSale(store, customerId, START, [
          { productId: addProduct(store, 'Soap', 30), quantity: 1, amountMinor: 1 },
        ])
        setSetting(store.db, 'currency', 'EUR')
        changes.touchEverybody()
        throw new Error('in the middle')
      }),
    ).toThrow('in the middle')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect([store.changedAt, store.settings]).toEqual([changedAt, settings])
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
  })

  test('that breaks a rule of the schema stores nothing', () => {
    const store = openAt(START)
    const before = readFileSync(path)
    expect(() =>
      store.write((changes) => {
        changes.touch(addCustomer(store, 'Anna'))
        changes.touch(addCustomer(store, ''))
      }),
    ).toThrow('CHECK')
    expect(readFileSync(path).equals(before)).toBe(true)
    store.close()
  })

  test('plans those it touched, at once and for the next run', () => {
    const store = openAt(START)
    const anna = store.write((changes) => {
      const id = addCustomer(store, 'Anna', '+79000000001')
      addSale(store, id, START - HOUR, [
        { productId: addProduct(store, 'Soap', 60), quantity: 1, amountMinor: 1 },
      ])
      changes.touch(id)
      return id
    })
    expect(stretchesOf(store.db, anna).map(({ kind }) => kind)).toContain('first-use')
    store.close()
    const later = openAt(START + DAY)
    expect(stretchesAt(later.db, 'call', later.now, 10).map(({ kind }) => kind)).toEqual(['first-use'])
    later.close()
  })

  test('leaves plans to be told from, until anybody changes anything', () => {
    const [store, other] = [openAt(START), openAt(START)]
    const line = { productId: 1, quantity: 1, amountMinor: 1 }
    const anna = store.write((changes) => {
      const id = addCustomer(store, 'Anna', '+79000000001')
      addProduct(store, 'Soap', 60)
      addSale(store, id, START - 2 * HOUR, [line])
      changes.touch(id)
      return id
    })
    const anew = () => {
      const fresh = openAt(START)
      const plan = fresh.planOf(anna, START)
      fresh.close()
      return plan
    }
    const told = store.planOf(anna, START)
    expect(told).toEqual(anew())
    expect(store.planOf(anna, START)).toBe(told)
    const sell = (shop: Store) => (changes: Changes) => {
      addSale(shop, anna, START - HOUR, [line])
      changes.touch(anna)
    }
    other.write(sell(other))
    expect(store.planOf(anna, START)?.purchases).toHaveLength(2)
    expect(store.planOf(anna, START)).toEqual(anew())
    const within = store.write((changes) => {
      sell(store)(changes)
      return store.planOf(anna, START)
    })
    expect(within?.purchases).toHaveLength(3)
    expect(store.planOf(anna, START)).toEqual(anew())
    expect(store.planOf(anna, START - DAY)?.purchases).toEqual([])
    for (const shop of [store, other]) shop.close()
  })

  test('is not told by the plan it made where somebody else wrote right after it', () => {
    const store = openAt(START)
    const anna = store.write(() => addCustomer(store, 'Anna'))
    const line = { productId: store.write(() => addProduct(store, 'Soap', 60)), quantity: 1, amountMinor: 1 }
    const other = openAt(START)
    const sell = (shop: Store) => (changes: Changes) => {
      addSale(shop, anna, START - HOUR, [line])
      changes.touch(anna)
    }
    const pragma = store.db.pragma.bind(store.db)
    let isFirst = true
    store.db.pragma = (...asked) => {
      if (isFirst && !store.db.inTransaction && asked[0] === 'data_version') {
        isFirst = false
        other.write(sell(other))
      }
      return pragma(...asked)
    }
    store.write(sell(store))
    expect(store.planOf(anna, START)?.purchases).toHaveLength(2)
    for (const shop of [store, other]) shop.close()
  })

  test('that forgets to say whom it touched is found', () => {
    const store = openAt(START)
    const anna = store.write((changes) => {
      const id = addCustomer(store, 'Anna')
      changes.touch(id)
      return id
    })
    store.write(() => {
      addSale(store, anna, START, [{ productId: addProduct(store, 'Soap', 60), quantity: 1, amountMinor: 1 }])
    })
    expect(store.wronglyPlanned()).toEqual([anna])
    store.close()
  })
})

test('the first write of a month renews the snapshot and everybody’s plan', () => {
  const store = openAt(START)
  const ids = store.write((changes) => {
    const soap = addProduct(store, 'Soap', null)
    const line = { productId: soap, quantity: 1, amountMinor: 50_000 }
    const both = ['Anna', 'Vera'].map((name) => addCustomer(store, name))
    for (const id of both) addSale(store, id, START - 40 * DAY, [line])
    for (const id of both) changes.touch(id)
    return both
  })
  const old = store.shop
  expect(old.medianIntervalDays).toBe(60)
  store.close()

  const sameMonth = openAt(START + 9 * DAY)
  const [anna = 0, vera = 0] = ids
  const line = { productId: 1, quantity: 1, amountMinor: 70_000 }
  sameMonth.write((changes) => {
    addSale(sameMonth, anna, START + 8 * DAY, [line])
    changes.touch(anna)
  })
  expect(sameMonth.shop).toEqual(old)
  const before = stretchesOf(sameMonth.db, vera)
  sameMonth.close()

  const nextMonth = openAt(START + 12 * DAY)
  nextMonth.write((changes) => changes.touch(anna))
  expect(nextMonth.shop.since).toBe(START + 12 * DAY)
  expect(nextMonth.shop.medianIntervalDays).toBe(48)
  expect(nextMonth.shop.basketMinor).toBe(50_000)
  expect(stretchesOf(nextMonth.db, vera)).not.toEqual(before)
  expect(nextMonth.wronglyPlanned()).toEqual([])
  nextMonth.close()
})

test('a setting changes the plan of everybody', () => {
  const store = openAt(START)
  store.write((changes) => {
    const id = addCustomer(store, 'Anna')
    addSale(store, id, START, [{ productId: addProduct(store, 'Soap', 60), quantity: 1, amountMinor: 1 }])
    changes.touch(id)
  })
  const dueOf = () => stretchesOf(store.db, 1).find(({ kind }) => kind === 'first-use')?.due
  expect(dueOf()).toBe(START + 48 * HOUR)
  store.write((changes) => {
    setSetting(store.db, 'firstUse.dueAfterHours', 24)
    changes.touchEverybody()
  })
  expect(store.policy.firstUse.dueAfterHours).toBe(24)
  expect(dueOf()).toBe(START + 24 * HOUR)
  expect(store.wronglyPlanned()).toEqual([])
  store.close()
})

/** One thing that happens in a shop; numbers are taken modulo what is there. */
type Step =
  | { do: 'wait'; hours: number }
  | { do: 'customer'; phone: boolean }
  | { do: 'product'; lastsDays: number | null; tip: boolean }
  | { do: 'sale'; who: number; what: number; quantity: number; ago: number; promised: number | null }
  | { do: 'return'; sale: number }
  | { do: 'deliver'; sale: number }
  | {
      do: 'contact'
      who: number
      outcome: number
      channel: number
      nps: number | null
      csat: number | null
      next: boolean
    }
  | { do: 'case'; who: number; kind: number; sale: boolean }
  | { do: 'step'; case: number; kind: number; due: number | null }
  | { do: 'snooze'; who: number; days: number }
  | { do: 'skip'; who: number }
  | { do: 'lasts'; what: number; days: number | null }
  | { do: 'unphone'; who: number }
  | { do: 'setting'; days: number }

const small = fc.nat({ max: 5 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const now: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ do: fc.constant('customer' as const), phone: fc.boolean() }),
  fc.record({
    do: fc.constant('product' as const),
    lastsDays: maybe(fc.integer({ min: 1, max: 300 })),
    tip: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('sale' as const),
    who: small,
    what: small,
    quantity: fc.integer({ min: 1, max: 4 }),
    ago: fc.constant(0),
    promised: maybe(fc.nat({ max: 9 })),
  }),
  fc.record({
    do: fc.constant('contact' as const),
    who: small,
    outcome: fc.nat({ max: OUTCOMES.length - 1 }),
    channel: fc.nat({ max: CHANNELS.length - 1 }),
    nps: maybe(fc.nat({ max: 10 })),
    csat: maybe(fc.integer({ min: 1, max: 5 })),
    next: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('case' as const),
    who: small,
    kind: fc.nat({ max: CASE_KINDS.length - 1 }),
    sale: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('step' as const),
    case: small,
    kind: fc.nat({ max: STEP_KINDS.length - 1 }),
    due: maybe(fc.integer({ min: 1, max: 10 })),
  }),
  fc.record({ do: fc.constant('snooze' as const), who: small, days: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('skip' as const), who: small }),
)
const backdated: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('sale' as const),
    who: small,
    what: small,
    quantity: fc.integer({ min: 1, max: 4 }),
    ago: fc.nat({ max: 400 }),
    promised: fc.constant(null),
  }),
  fc.record({ do: fc.constant('return' as const), sale: small }),
  fc.record({ do: fc.constant('deliver' as const), sale: small }),
  fc.record({
    do: fc.constant('lasts' as const),
    what: small,
    days: maybe(fc.integer({ min: 1, max: 300 })),
  }),
  fc.record({ do: fc.constant('unphone' as const), who: small }),
  fc.record({ do: fc.constant('setting' as const), days: fc.integer({ min: 1, max: 60 }) }),
)

/** Carries out one step in one write, touching whom the command for it would touch. */
function carryOut(store: Store, step: Step): void {
  const ids = (table: string) =>
    store.db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as number[]
  const pick = (table: string, n: number) => ids(table)[n % Math.max(1, ids(table).length)]
  store.write((changes) => change(store, changes, step, pick))
}

function change(
  store: Store,
  changes: Changes,
  step: Step,
  pick: (table: string, n: number) => number | undefined,
): void {
  const { db, now } = store
  const who = 'who' in step ? pick('customer', step.who) : undefined
  const what = 'what' in step ? pick('product', step.what) : undefined
  const sale =
    step.do === 'return' || step.do === 'deliver' ? saleById(db, pick('sale', step.sale) ?? 0) : null
  const serial = () =>
    db.prepare('SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM product)').pluck().get()
  if (step.do === 'customer')
    changes.touch(addCustomer(store, `c${serial()}`, step.phone ? '+79000000001' : null))
  if (step.do === 'product') {
    const id = addProduct(store, `p${serial()}`, step.lastsDays)
    if (step.tip) replaceTips(db, id, ['shake it'])
  }
  if (step.do === 'setting') {
    setSetting(db, 'hush.days', step.days)
    changes.touchEverybody()
  }
  if (step.do === 'lasts' && what) {
    const fields = { name: `p${what}`, priceMinor: null, lastsDays: step.days, warrantyDays: null }
    updateProduct(db, what, fields, `new${what}`)
    for (const buyer of buyersOf(db, what)) changes.touch(buyer)
  }
  if (sale) {
    changes.touch(sale.customerId)
    if (step.do === 'deliver')
      updateSale(db, sale.id, { ...sale, deliveredDay: dayText(store.zone.day(now)) })
    const line = sale.lines[0]
    if (step.do === 'return' && line && sale.lines.length === 1) {
      const { productId, quantity, amountMinor } = line
      const back = { productId, quantity: -quantity, amountMinor: -amountMinor }
      insertLine(db, sale.id, { ...back, returnedAt: instantText(now) })
    }
  }
  const opened = step.do === 'step' ? caseById(db, pick('service_case', step.case) ?? 0) : null
  if (step.do === 'step' && opened) {
    const kind = STEP_KINDS[step.kind] ?? 'reply'
    changes.touch(opened.customerId)
    insertStep(db, {
      ...{
        caseId: opened.id,
        kind,
        text: null,
        contactId: null,
        at: instantText(now),
        enteredAt: instantText(now),
      },
      resolution: kind === 'resolve' ? 'advised' : null,
      dueAt: step.due === null ? null : instantText(now + step.due * DAY),
    })
  }
  if (!who) return
  changes.touch(who)
  if (step.do === 'sale' && what) {
    const line = { productId: what, quantity: step.quantity, amountMinor: 10_000 * step.quantity }
    const promised = step.promised === null ? null : store.zone.day(now) + step.promised
    addSale(store, who, now - step.ago * DAY, [line], promised)
  }
  if (step.do === 'contact') {
    const phone = customerById(db, who)?.phone ?? null
    const drawn = OUTCOMES[step.outcome] ?? 'talked'
    // Who has no number has no wrong one.
    const outcome = drawn === 'wrong-number' && phone === null ? 'no-answer' : drawn
    const talked = outcome === 'talked'
    saveContact(db, null, {
      ...NO_ANSWERS,
      customerId: who,
      at: instantText(now),
      enteredAt: instantText(now),
      outcome,
      channel: CHANNELS[step.channel] ?? 'phone',
      direction: 'out',
      nps: talked ? step.nps : null,
      csat: talked ? step.csat : null,
      nextAt: step.next ? instantText(now + 3 * DAY) : null,
      wrongPhone: outcome === 'wrong-number' ? phone : null,
    })
  }
  if (step.do === 'case') {
    insertCase(db, {
      ...{ customerId: who, kind: CASE_KINDS[step.kind] ?? 'question', channel: 'chat', factor: null },
      ...{
        origin: 'asked',
        contactId: null,
        asked: null,
        openedAt: instantText(now),
        enteredAt: instantText(now),
      },
      saleId: step.sale ? (salesOf(db, who, 1)[0]?.id ?? null) : null,
    })
  }
  if (step.do === 'snooze') insertSnooze(db, who, instantText(now), instantText(now + step.days * DAY))
  if (step.do === 'skip') insertSkip(db, who, instantText(now), null)
  if (step.do === 'unphone') {
    const customer = customerById(db, who)
    if (customer) updateCustomer(db, who, { ...customer, phone: null }, customer.name)
  }
}

/** Begins with a few customers and products, so that steps find somebody. */
const PEOPLE: Step[] = [
  { do: 'customer', phone: true },
  { do: 'customer', phone: false },
  { do: 'product', lastsDays: 40, tip: true },
  { do: 'product', lastsDays: null, tip: false },
]

/** Lives through the steps, reopening the shop whenever time passes. */
function live(steps: readonly Step[], after: (store: Store) => void): void {
  rmSync(path, { force: true })
  let store = openAt(START)
  try {
    for (const step of [...PEOPLE, ...steps]) {
      if (step.do === 'wait') {
        const later = store.now + step.hours * HOUR
        store.close()
        store = openAt(later)
      } else carryOut(store, step)
      after(store)
    }
  } finally {
    store.close()
  }
}

test('after whatever happens, the stored plan is the plan computed anew', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(now, backdated), { minLength: 1, maxLength: 25 }), (steps) => {
      live(steps, (store) => expect(store.wronglyPlanned()).toEqual([]))
    }),
    { numRuns: 60 },
  )
})

test('a past moment is answered as it was answered then', () => {
  fc.assert(
    fc.property(fc.array(now, { minLength: 4, maxLength: 25 }), (steps) => {
      const then: { at: Instant; live: unknown[] }[] = []
      const listed = (stretches: ReturnType<typeof stretchesOf>) =>
        stretches
          .map(({ customerId, kind, lane, tier, saleId, caseId, due, closes, attempts, carried }) => {
            return { customerId, kind, lane, tier, saleId, caseId, due, closes, attempts, carried }
          })
          .sort((a, b) => a.customerId - b.customerId)
      live(steps, (store) => {
        const lanes = ['call', 'message', 'noPhone', 'promise'] as const
        const stored = lanes.flatMap((lane) => stretchesAt(store.db, lane, store.now, 100))
        // What happens later at the same moment belongs to it too, so the last answer of a moment is kept.
        if (then.at(-1)?.at === store.now) then.pop()
        then.push({ at: store.now, live: listed(stored) })
        for (const { at, live } of then) expect(listed(store.pastStretches(at).live)).toEqual(live)
      })
    }),
    { numRuns: 45 },
  )
})

test('a moment before the latest change is the past, also in a file opened with an earlier clock', () => {
  const store = openAt(START)
  store.write((changes) => changes.touch(addCustomer(store, 'Anna')))
  store.close()
  const earlier = openAt(START - 3 * DAY)
  expect(earlier.isPast(earlier.now)).toBe(true)
  expect(earlier.isPast(START)).toBe(false)
  earlier.write((changes) => changes.touch(addCustomer(earlier, 'Vera')))
  expect(earlier.changedAt).toBe(START)
  expect(earlier.wronglyPlanned()).toEqual([])
  earlier.close()
})

test('a past moment is reckoned anew after each change, also one that moves the clock of the shop', () => {
  const store = openAt(START)
  store.write((changes) => changes.touch(addCustomer(store, 'Anna')))
  store.close()
  const earlier = openAt(START - 3 * DAY)
  expect(earlier.shopAt(earlier.now).zone.name).toBe('Europe/Moscow')
  earlier.write((changes) => {
    setSetting(earlier.db, 'timeZone', 'Asia/Yekaterinburg')
    changes.touchEverybody()
  })
  expect(earlier.isPast(earlier.now)).toBe(true)
  expect(earlier.shopAt(earlier.now).zone.name).toBe('Asia/Yekaterinburg')
  earlier.close()
})

test('a look changes nothing where it fails, and may be taken inside another', () => {
  const store = openAt(START)
  const languages = () =>
    store.db.prepare("SELECT count(*) FROM setting WHERE key = 'language'").pluck().get()
  expect(() =>
    store.look(() => {
      setSetting(store.db, 'language', 'ru')
      throw new Error('broken off')
    }),
  ).toThrow('broken off')
  expect([languages(), store.db.inTransaction]).toEqual([0, false])
  expect(store.look(() => store.look(languages))).toBe(0)
  store.close()
})
