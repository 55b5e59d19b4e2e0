// The journal: what a command changed is written down to the last bit, and nothing else is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../src/errors.ts'
import { insertCustomer, updateCustomer } from '../../src/store/customer.ts'
import { KEPT_COMMANDS } from '../../src/store/journal.ts'
import { insertProduct } from '../../src/store/product.ts'
import { insertLine, insertSale, keepOrigins } from '../../src/store/sale.ts'
import { armSearch, SEARCH_TRIGGERS } from '../../src/store/search-index.ts'
import { setSetting } from '../../src/store/setting.ts'
import { Store, type Writing } from '../../src/store/store.ts'
import {
  armJournal,
  disarmJournal,
  JOURNALLED,
  journalTriggers,
  NOT_JOURNALLED,
} from '../../src/store/trigger.ts'
import { complaintsAbout, factsIn } from '../model/one-shop.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')
const AT = '2026-11-21T06:00:00.000Z'

const shop = () => new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')
const count = (store: Store, table: string) =>
  store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number

function add(store: Store, name: string, writing?: Writing): number {
  return store.write((changes) => {
    const id = insertRow(store, name)
    changes.touch(id)
    return id
  }, writing)
}

function insertRow(store: Store, name: string): number {
  const none = { externalId: null, phone: null, email: null, chat: null, birthday: null, note: null }
  return insertCustomer(store.db, { ...none, name, referredById: null }, name, AT)
}

function sell(store: Store, customerId: number, productId: number, quantity = 1): number {
  const days = { promisedDay: null, deliveredDay: null, discountMinor: 0, note: null }
  return insertSale(store.db, { customerId, soldAt: AT, enteredAt: AT, source: 'entered', ...days }, [
    { productId, quantity, amountMinor: 100, returnedAt: null },
  ])
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return 'done'
}

describe('every table', () => {
  const tables = () =>
    shop()
      .db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
      .pluck()
      .all() as string[]

  test('is written down, or said not to be', () => {
    expect(tables().sort()).toEqual([...Object.keys(JOURNALLED), ...NOT_JOURNALLED].sort())
  })

  test('that refers to a customer leads to them', () => {
    const { db } = shop()
    for (const [table, { owners }] of Object.entries(JOURNALLED)) {
      const references = db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[]
      const led = owners('r').join()
      for (const { table: to, from } of references) {
        // Who brought somebody is not touched by what that one does.
        if (to === 'customer' && from !== 'referred_by_id') expect(led, table).toContain(`r.${from}`)
      }
      const belongs = references.some(({ table: to }) => ['customer', 'sale', 'service_case'].includes(to))
      expect(led !== '', table).toBe(belongs)
    }
  })

  test('that leads to nobody is known by its first column', () => {
    const { db } = shop()
    for (const [table, { owners }] of Object.entries(JOURNALLED)) {
      const [first] = db.pragma(`table_info(${table})`) as { pk: number }[]
      if (owners('r').length === 0) expect(first?.pk, table).toBe(1)
    }
  })

  test('has its triggers, made of the columns it has by now', () => {
    const { db } = shop()
    const stored = () =>
      new Map(
        db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").raw().all() as [
          string,
          string,
        ][],
      )
    const wrong = () => {
      const right = new Map([...journalTriggers(db), ...SEARCH_TRIGGERS])
      const names = new Set([...right.keys(), ...stored().keys()])
      return [...names].filter((name) => right.get(name) !== stored().get(name))
    }
    expect(stored().size).toBe(3 * Object.keys(JOURNALLED).length + SEARCH_TRIGGERS.size)
    expect(wrong()).toEqual([])
    db.exec('DROP TRIGGER journal_sale_update')
    db.exec('ALTER TABLE payment ADD COLUMN how TEXT')
    db.exec('CREATE TRIGGER stray AFTER INSERT ON sale BEGIN DELETE FROM payment; END')
    expect(wrong().sort()).toEqual([
      ...['journal_payment_delete', 'journal_payment_insert', 'journal_payment_update'],
      ...['journal_sale_update', 'stray'],
    ])
    db.exec('DROP TRIGGER piece_customer_update')
    disarmJournal(db)
    armJournal(db)
    armSearch(db)
    expect(wrong()).toEqual([])
  })
})

describe('a change', () => {
  test('that changes no fact leaves no command', () => {
    const store = shop()
    const id = add(store, 'Anna')
    expect(count(store, 'command')).toBe(1)
    store.write((changes) => changes.touch(id))
    store.write(() => updateCustomer(store.db, id, nameless('Anna'), 'Anna'))
    expect(count(store, 'command')).toBe(1)
    expect(count(store, 'change')).toBe(1)
  })

  test('that fails leaves nothing', () => {
    const store = shop()
    expect(() =>
      store.write(() => {
        insertRow(store, 'Anna')
        throw new Error('in the middle')
      }),
    ).toThrow('in the middle')
    expect([count(store, 'command'), count(store, 'change'), count(store, 'command_customer')]).toEqual([
      0, 0, 0,
    ])
    expect(complaintsAbout(store)).toEqual([])
  })

  test('that goes on with the last one is part of it, as long as it is the last one', () => {
    const store = shop()
    const anna = add(store, 'Anna')
    const rename = (name: string, writing?: Writing) =>
      store.write(() => updateCustomer(store.db, anna, nameless(name), name), writing)
    rename('Ann', { continues: true })
    expect(count(store, 'command')).toBe(1)
    store.undo(null)
    expect(count(store, 'customer')).toBe(0)
    store.redo(null)
    rename('Anne')
    store.undo(null)
    // What it would go on with was taken back meanwhile.
    rename('Anya', { continues: true })
    expect(count(store, 'command')).toBe(3)
    store.undo(null)
    expect(factsIn(store)).toContain('"Ann"')
  })

  test('that goes on with one after which another window did something is a command of its own', () => {
    const store = shop()
    const anna = add(store, 'Anna')
    // Another window is another store, which knows nothing of what this one began.
    store.db.exec("INSERT INTO command (at, name, turn) VALUES ('2026Z', 'skip', 2)")
    store.write(() => updateCustomer(store.db, anna, nameless('Ann'), 'Ann'), { continues: true })
    expect(store.db.prepare('SELECT command_id FROM change ORDER BY id').pluck().all()).toEqual([1, 3])
  })

  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.length > 0)
  const real = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== 0)
  const minor = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  test('comes back to the last bit, whatever is in it', () => {
    fc.assert(
      fc.property(text, real, minor, text, (name, quantity, amount, note) => {
        const store = shop()
        store.write(() => {
          const id = insertRow(store, 'Anna')
          insertProduct(store.db, { name: 'Soap', priceMinor: null, lastsDays: Math.abs(quantity) }, note)
          store.db.prepare('UPDATE customer SET name_key = ?, note = ? WHERE id = ?').run(name, note, id)
          sell(store, id, 1, quantity)
          store.db.prepare('UPDATE sale_line SET amount_minor = ?').run(amount)
          keepOrigins(store.db, id, [note])
        })
        const exact = () =>
          store.db.prepare('SELECT * FROM sale_line, customer, product').safeIntegers().all()
        const before = exact()
        store.undo(null)
        expect(exact()).toEqual([])
        store.redo(null)
        expect(exact()).toEqual(before)
        store.write(() =>
          store.db.exec('UPDATE sale_line SET quantity = 2, amount_minor = 3; DELETE FROM line_origin'),
        )
        store.undo(null)
        expect(exact()).toEqual(before)
        expect(count(store, 'line_origin')).toBe(1)
        store.close()
      }),
      { numRuns: 60 },
    )
  })
})

const nameless = (name: string) => ({
  ...{ externalId: null, phone: null, email: null, chat: null, birthday: null, note: null },
  ...{ name, referredById: null },
})

describe('a change of many rows', () => {
  function bring(store: Store, names: string[]): void {
    store.write(
      (changes) => {
        const product = insertProduct(
          store.db,
          { name: names.join(), priceMinor: null, lastsDays: null },
          names.join(),
        )
        for (const name of names) {
          const id = insertRow(store, name)
          keepOrigins(store.db, id, ['x'])
          sell(store, id, product)
        }
        changes.touchEverybody()
      },
      { bulk: true },
    )
  }

  test('keeps the range of its ids, and comes and goes as a whole', () => {
    const store = shop()
    add(store, 'Vera')
    const before = factsIn(store)
    bring(store, ['Anna', 'Boris', 'Inna'])
    const after = factsIn(store)
    const ranges = store.db.prepare('SELECT table_name, first_id, last_id FROM command_range').raw().all()
    expect(ranges).toEqual([
      ['customer', 2, 4],
      ['line_origin', 1, 3],
      ['sale', 1, 3],
      ['sale_line', 1, 3],
    ])
    const imaged = store.db
      .prepare('SELECT DISTINCT table_name FROM change WHERE command_id = 2')
      .pluck()
      .all()
    expect(imaged).toEqual(['product'])
    expect(
      store.db.prepare('SELECT customer_id FROM command_customer WHERE command_id = 2').pluck().all(),
    ).toEqual([2, 3, 4])
    for (let i = 0; i < 2; i += 1) {
      store.undo(null)
      expect(factsIn(store)).toBe(before)
      expect(complaintsAbout(store)).toEqual([])
      store.redo(null)
      expect(factsIn(store)).toBe(after)
      expect(complaintsAbout(store)).toEqual([])
    }
  })

  test('that changes its own new rows and earlier ones writes down the earlier ones alone', () => {
    const store = shop()
    const vera = add(store, 'Vera')
    const before = factsIn(store)
    store.write(
      () => {
        const id = insertRow(store, 'Anna')
        updateCustomer(store.db, vera, nameless('Vera II'), 'Vera II')
        store.db.prepare('UPDATE customer SET external_id = ? WHERE id = ?').run('X', id)
        store.db.prepare('DELETE FROM customer WHERE id = ?').run(insertRow(store, 'Nobody'))
      },
      { bulk: true },
    )
    const after = factsIn(store)
    expect(count(store, 'change')).toBe(2)
    store.undo(null)
    expect(factsIn(store)).toBe(before)
    store.redo(null)
    expect(factsIn(store)).toBe(after)
  })

  test('cannot go while something later rests on one of its customers', () => {
    const store = shop()
    bring(store, ['Anna', 'Boris'])
    store.write(() => sell(store, 2, 1))
    expect(codeOf(() => store.undo(1))).toBe('undo.changedSince')
    store.undo(2)
    store.undo(1)
    expect(count(store, 'customer')).toBe(0)
  })
})

describe('what cannot be taken back', () => {
  test('is what others rest on, and they are named', () => {
    const store = shop()
    store.write(() => insertProduct(store.db, { name: 'Soap', priceMinor: 1, lastsDays: null }, 'soap'))
    const anna = add(store, 'Anna')
    store.write((changes) => {
      sell(store, anna, 1)
      changes.touch(anna)
    })
    const facts = factsIn(store)
    try {
      store.undo(1)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'undo.changedSince', params: { number: 1, later: [3], first: 3 } })
    }
    expect(factsIn(store)).toBe(facts)
    expect(complaintsAbout(store)).toEqual([])
  })

  test('is what lies beyond the newest commands', () => {
    const store = shop()
    for (let i = 0; i <= KEPT_COMMANDS; i += 1) {
      store.write(() => setSetting(store.db, 'shopName', `shop ${i}`))
    }
    expect(count(store, 'change')).toBe(KEPT_COMMANDS)
    expect(codeOf(() => store.undo(1))).toBe('undo.tooOld')
    expect(codeOf(() => store.undo(2))).toBe('undo.changedSince')
    store.undo(null)
    expect(store.settings.shopName).toBe(`shop ${KEPT_COMMANDS - 1}`)
  })

  test('is what was done before the schema changed', () => {
    const store = shop()
    add(store, 'Anna')
    add(store, 'Vera')
    store.undo(null)
    disarmJournal(store.db)
    armJournal(store.db)
    expect(count(store, 'change')).toBe(0)
    expect(codeOf(() => store.undo(null))).toBe('undo.migrated')
    expect(codeOf(() => store.redo(null))).toBe('redo.migrated')
    add(store, 'Inna')
    expect(codeOf(() => store.undo(null))).toBe('done')
  })

  test('is what is no longer as it was left', () => {
    const store = shop()
    add(store, 'Anna')
    store.db.exec("UPDATE customer SET note = 'by hand'")
    expect(codeOf(() => store.undo(null))).toBe('undo.impossible')
    store.db.exec('UPDATE customer SET note = NULL')
    store.undo(null)
    store.db.exec("INSERT INTO customer (id, name, name_key, created_at) VALUES (1, 'Vera', 'vera', 'x')")
    expect(codeOf(() => store.redo(null))).toBe('redo.impossible')
    expect(factsIn(store)).toContain('Vera')
  })
})

test('what is brought back rests on what was there: that comes first', () => {
  const store = shop()
  const anna = add(store, 'Anna')
  const skip = () =>
    store.write((changes) => {
      store.db.prepare('INSERT INTO skip (customer_id, at) VALUES (?, ?)').run(anna, AT)
      changes.touch(anna)
    })
  skip()
  skip()
  store.undo(null)
  store.undo(null)
  expect(codeOf(() => store.redo(3))).toBe('redo.changedSince')
  store.redo(null)
  store.redo(3)
  expect(count(store, 'skip')).toBe(2)
  expect(codeOf(() => store.undo(2))).toBe('undo.changedSince')
})

describe('a doctored journal', () => {
  test.each([
    ['a table that is none of ours', "UPDATE change SET table_name = 'sqlite_schema'", 'db.damaged'],
    ['SQL for a table', "UPDATE change SET table_name = 'customer; DROP TABLE sale; --'", 'db.damaged'],
    ['a name of every object', "UPDATE change SET table_name = 'constructor'", 'db.damaged'],
    ['SQL for a value', `UPDATE change SET after = '[1,"x'' OR 1=1 --"]'`, 'undo.impossible'],
    ['no array', `UPDATE change SET after = '{"id":1}'`, 'undo.impossible'],
    ['a range of another table', "INSERT INTO command_range VALUES (1, 'stretch', 1, 9)", 'db.damaged'],
  ])('with %s changes nothing', (_, sql, code) => {
    const store = shop()
    add(store, 'Anna')
    store.db.exec(sql)
    const facts = factsIn(store)
    expect(codeOf(() => store.undo(null))).toBe(code)
    expect(factsIn(store)).toBe(facts)
    expect(count(store, 'sale')).toBe(0)
  })
})

test('what a product was changed to is planned for whoever bought it, also when it is taken back', () => {
  const store = shop()
  store.write((changes) => {
    const id = insertRow(store, 'Anna')
    const product = insertProduct(store.db, { name: 'Soap', priceMinor: 1, lastsDays: null }, 'soap')
    sell(store, id, product)
    insertLine(store.db, 1, { productId: product, quantity: 2, amountMinor: 1, returnedAt: null })
    changes.touch(id)
  })
  store.write((changes) => {
    store.db.exec("UPDATE product SET lasts_days = 40; INSERT INTO product_tip VALUES (1, 1, 'shake it')")
    changes.touch(1)
  })
  for (const turn of ['undo', 'redo', 'undo'] as const) {
    store[turn](null)
    expect(complaintsAbout(store)).toEqual([])
  }
})
