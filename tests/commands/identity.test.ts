// Who is meant by a name and a phone: every row of the decision, with and without somebody at the terminal.
import { describe, expect, test } from 'vitest'
import { keepCustomer, type Said, whoIsIt } from '../../src/commands/identity.ts'
import type { Identity } from '../../src/commands/identity-choice.ts'
import { foldName } from '../../src/domain/name.ts'
import { AppError } from '../../src/errors.ts'
import { countCustomers, customerById, insertCustomer, updateCustomer } from '../../src/store/customer.ts'
import { Store } from '../../src/store/store.ts'
import type { Ask, Choice } from '../../src/ui/ask.ts'
import { createContext, fakeWorld } from '../fixture.ts'

const NOW = Date.parse('2026-11-21T09:00:00+03:00')
const ANNA = '+79123456789'
const OTHER = '+79990000000'

interface Known {
  name: string
  phone?: string
  externalId?: string
}

function shop(...known: Known[]): Store {
  const store = new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
  for (const { name, phone = null, externalId = null } of known) {
    const rest = { email: null, chat: null, birthday: null, note: null, referredById: null }
    insertCustomer(store.db, { name, phone, externalId, ...rest }, foldName(name), '2026-01-01T00:00:00.000Z')
  }
  return store
}

/** @param picks the number of the choice taken in each question; null where nobody sits at the terminal */
async function who(
  store: Store,
  said: Partial<Said>,
  ...picks: [number, ...number[]] | []
): Promise<Identity> {
  const context = await createContext(fakeWorld(), {})
  if (picks.length > 0) {
    Object.defineProperty(context, 'terminal', { value: { ...context.terminal, interactive: true } })
    let asked = 0
    context.ask = async () =>
      ({
        async select<T>(_: string, choices: readonly Choice<T>[]) {
          expect(asked).toBeLessThan(picks.length)
          return (choices[picks[asked++] as number] as Choice<T>).value
        },
      }) as Ask
  }
  return whoIsIt(context, store, { name: '', phone: null, new: false, ...said })
}

async function refusal(store: Store, said: Partial<Said>): Promise<AppError> {
  try {
    await who(store, said)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('references', () => {
  const known = () => shop({ name: 'Анна Петрова', phone: ANNA, externalId: 'C-17' }, { name: 'Борис' })

  test.each(['#1', 'C-17', '8 (912) 345-67-89', '+7 912 345 67 89', 'анна петрова'])('%s', async (name) => {
    expect(await who(known(), { name })).toMatchObject({ customer: { id: 1 }, notice: null })
  })

  test('an unknown #id is refused', async () => {
    expect(await refusal(known(), { name: '#9' })).toMatchObject({ code: 'customer.notFound' })
  })

  test('nothing said is a missing value', async () => {
    expect(await refusal(known(), {})).toMatchObject({ code: 'input.missing' })
  })

  test('a name needs a letter or a digit', async () => {
    expect(await refusal(known(), { name: '!!!' })).toMatchObject({ code: 'input.invalid' })
  })

  test('a number said with somebody who has none is kept', async () => {
    const store = known()
    const identity = await who(store, { name: '#2', phone: OTHER })
    expect(identity).toMatchObject({ customer: { id: 2 }, phone: OTHER, notice: null })
    store.write((changes) => keepCustomer(store, identity, {}, changes))
    expect(customerById(store.db, 2)?.phone).toBe(OTHER)
  })

  test('another number said with somebody who has one is not kept, and that is said', async () => {
    expect(await who(known(), { name: '#1', phone: OTHER })).toMatchObject({
      customer: { id: 1 },
      phone: ANNA,
      notice: { code: 'customer.otherPhone' },
    })
  })
})

describe('the phone decides', () => {
  test('whatever piece of the name comes with it', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    for (const name of ['', 'Анна', 'Петрова Анна', 'Анна Сергеевна Петрова']) {
      expect(await who(store, { name, phone: ANNA })).toMatchObject({ customer: { id: 1 }, notice: null })
    }
  })

  test('a family shares it: the name tells which', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA }, { name: 'Игорь Петров', phone: ANNA })
    expect((await who(store, { name: 'Игорь', phone: ANNA })).customer?.id).toBe(2)
    expect(await refusal(store, { phone: ANNA })).toMatchObject({ code: 'customer.ambiguous' })
    expect(await refusal(store, { name: 'Ольга', phone: ANNA })).toMatchObject({ code: 'customer.ambiguous' })
  })

  test('with another name it is still hers, and that is said', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    expect(await who(store, { name: 'Игорь', phone: ANNA })).toMatchObject({
      customer: { id: 1 },
      notice: { code: 'customer.otherName', params: { id: 1, name: 'Анна Петрова', said: 'Игорь' } },
    })
  })

  test('with another name a terminal asks: it is hers', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    expect(await who(store, { name: 'Игорь', phone: ANNA }, 0)).toMatchObject({
      customer: { id: 1 },
      notice: null,
    })
  })

  test('with another name a terminal asks: somebody else of the family', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    const identity = await who(store, { name: 'Игорь', phone: ANNA }, 1)
    expect(identity).toMatchObject({ customer: null, name: 'Игорь', phone: ANNA, notice: null })
    const { id, created } = store.write((changes) => keepCustomer(store, identity, { note: 'сын' }, changes))
    expect(created).toBe(true)
    expect(customerById(store.db, id)).toMatchObject({ name: 'Игорь', phone: ANNA, note: 'сын' })
  })

  test('a number that turned out wrong is no longer hers', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    store.db
      .prepare(
        `INSERT INTO contact (customer_id, at, entered_at, outcome, channel, direction, wrong_phone)
         VALUES (1, '2026-11-20T09:00:00.000Z', '2026-11-20T09:00:00.000Z', 'wrong-number', 'phone', 'out', ?)`,
      )
      .run(ANNA)
    expect(await who(store, { name: 'Борис', phone: ANNA })).toMatchObject({ customer: null, name: 'Борис' })
    expect(await who(store, { name: 'Анна', phone: ANNA })).toMatchObject({ customer: { id: 1 } })
    expect(await who(store, { name: '#1', phone: OTHER })).toMatchObject({
      customer: { id: 1 },
      phone: OTHER,
    })
  })

  test('an unknown one is somebody new, known by it where there is no name', async () => {
    expect(await who(shop(), { phone: ANNA })).toMatchObject({ customer: null, name: '+7 912 345 67 89' })
    expect(await who(shop(), { name: '89123456789' })).toMatchObject({ customer: null, phone: ANNA })
  })

  test('an unknown one with a known name is somebody new, and that is said', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    expect(await who(store, { name: 'Анна Петрова', phone: OTHER })).toMatchObject({
      customer: null,
      phone: OTHER,
      notice: { code: 'customer.sameName', params: { id: 1 } },
    })
  })

  test('an unknown one with a known name: at a terminal it may be her new number, and it is asked', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    const kept = await who(store, { name: 'Анна Петрова', phone: OTHER }, 0, 0)
    expect(kept).toMatchObject({ phone: ANNA, notice: { code: 'customer.otherPhone' } })
    const identity = await who(store, { name: 'Анна Петрова', phone: OTHER }, 0, 1)
    expect(identity).toMatchObject({
      ...{ customer: { id: 1 }, phone: OTHER },
      notice: { code: 'customer.newPhone', params: { was: '+7 912 345 67 89', said: '+7 999 000 00 00' } },
    })
    expect(store.write((changes) => keepCustomer(store, identity, {}, changes))).toEqual({
      id: 1,
      created: false,
    })
    expect(customerById(store.db, 1)).toMatchObject({ name: 'Анна Петрова', phone: OTHER })
  })
})

describe('without a phone the full name decides', () => {
  test('and two of that name are a question', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA }, { name: 'Анна Петрова', phone: OTHER })
    const error = await refusal(store, { name: 'Анна Петрова' })
    expect(error).toMatchObject({ code: 'customer.ambiguous', exitCode: 3 })
    expect((error.params.matches as { id: number }[]).map(({ id }) => id)).toEqual([1, 2])
    expect((await who(store, { name: 'Анна Петрова' }, 1)).customer?.id).toBe(2)
  })

  test.each(['Анна', 'петрова', 'Петрова Анна', 'анн'])('%s is a mere piece of a name', async (name) => {
    const store = shop({ name: 'Анна Петрова' })
    expect(await refusal(store, { name })).toMatchObject({ code: 'customer.pieceOfName', exitCode: 3 })
    expect((await who(store, { name }, 0)).customer?.id).toBe(1)
    expect(await who(store, { name }, 1)).toMatchObject({ customer: null, name })
  })

  test('a piece inside a word is no piece of a name', async () => {
    expect(await who(shop({ name: 'Жанна' }), { name: 'Анна' })).toMatchObject({
      customer: null,
      name: 'Анна',
    })
  })
})

describe('--new', () => {
  test('is somebody new, whatever is known', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    for (const said of [{ name: 'Игорь', phone: ANNA }, { name: 'Анна' }, { name: 'Анна Петрова' }]) {
      expect(await who(store, { ...said, new: true })).toMatchObject({ customer: null, notice: null })
    }
  })

  test('is refused for the same name with the same phone', async () => {
    const store = shop({ name: 'Анна Петрова', phone: ANNA })
    const error = await refusal(store, { name: 'АННА ПЕТРОВА', phone: ANNA, new: true })
    expect(error).toMatchObject({ code: 'customer.exists', exitCode: 3, params: { id: 1 } })
  })
})

describe('what another terminal stored meanwhile', () => {
  test('is kept beside a new number and a referrer', async () => {
    const store = shop({ name: 'Анна Петрова' }, { name: 'Борис' })
    const identity = await who(store, { name: '#1', phone: ANNA })
    const before = customerById(store.db, 1)
    if (!before) throw new Error('nobody is there')
    updateCustomer(store.db, 1, { ...before, name: 'Анна Ким', email: 'anna@example.ru' }, 'анна ким')
    store.write((changes) => keepCustomer(store, identity, { referredById: 2 }, changes))
    expect(customerById(store.db, 1)).toMatchObject({
      ...{ name: 'Анна Ким', email: 'anna@example.ru', phone: ANNA, referredById: 2 },
    })
  })

  test('is her number, whatever was said before', async () => {
    const store = shop({ name: 'Анна Петрова' })
    const identity = await who(store, { name: '#1', phone: ANNA })
    store.db.prepare('UPDATE customer SET phone = ?').run(OTHER)
    store.write((changes) => keepCustomer(store, identity, {}, changes))
    expect(customerById(store.db, 1)?.phone).toBe(OTHER)
  })

  test('is the very one who was new here', async () => {
    const store = shop()
    const identity = await who(store, { name: 'Анна Петрова', phone: ANNA })
    const keep = () => store.write((changes) => keepCustomer(store, identity, {}, changes))
    expect([keep(), keep()]).toEqual([
      { id: 1, created: true },
      { id: 1, created: false },
    ])
    expect(countCustomers(store.db)).toBe(1)
  })
})
