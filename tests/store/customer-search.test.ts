// A search finds whom a look at every card finds, in the same order, whatever was done to the cards; its index is in step with them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { searchFor } from '../../src/commands/reference.ts'
import { wordsOf } from '../../src/domain/customer.ts'
import { foldName } from '../../src/domain/name.ts'
import { insertCustomer, updateCustomer } from '../../src/store/customer.ts'
import { customersByPiece, searchCustomers } from '../../src/store/customer-search.ts'
import { eraseCustomer } from '../../src/store/forget.ts'
import { mergeCards } from '../../src/store/merge.ts'
import { armSearch, isSearchInStep, rebuildSearch } from '../../src/store/search-index.ts'
import { Store } from '../../src/store/store.ts'
import { armJournal, disarmJournal } from '../../src/store/trigger.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')
const AT = '2026-11-21T06:00:00.000Z'

interface Card {
  name: string
  phone: string | null
  externalId: string | null
}

interface Known {
  id: number
  key: string
  phones: string[]
  ids: string[]
}

/** Everybody who may be found, card by card. */
function everybody({ db }: Store): Known[] {
  const rows = db
    .prepare(
      `SELECT id, name_key AS key,
         (SELECT json_group_array(p) FROM (SELECT c.phone AS p UNION SELECT phone FROM merged_customer WHERE customer_id = c.id
            UNION SELECT phone FROM former_phone WHERE customer_id = c.id) WHERE p IS NOT NULL) AS phones,
         (SELECT json_group_array(e) FROM (SELECT c.external_id AS e UNION
            SELECT external_id FROM merged_customer WHERE customer_id = c.id) WHERE e IS NOT NULL) AS ids
       FROM customer c WHERE id NOT IN (SELECT customer_id FROM forgotten)`,
    )
    .all() as { id: number; key: string; phones: string; ids: string }[]
  return rows.map(({ phones, ids, ...row }) => ({ ...row, phones: JSON.parse(phones), ids: JSON.parse(ids) }))
}

const bytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other))

/** Whom a look at every card finds by a text. */
function lookedFor(store: Store, text: string): number[] {
  const { words, digits, ids } = searchFor(text)
  const [first = ''] = words
  const later = ({ key }: Known) => Number(!key.startsWith(first))
  return everybody(store)
    .filter(
      (card) =>
        (words.length > 0 && words.every((word) => card.key.includes(word))) ||
        (digits !== '' && card.phones.some((phone) => phone.includes(digits))) ||
        ids.some((id) => card.ids.some((own) => own.includes(id))),
    )
    .sort((a, b) => later(a) - later(b) || bytes(a.key, b.key) || a.id - b.id)
    .map(({ id }) => id)
}

/** Whom it finds by pieces with which words of the name begin. */
function begun(store: Store, text: string): number[] {
  const words = wordsOf(text)
  return everybody(store)
    .filter(({ key }) => words.length > 0 && words.every((word) => ` ${key}`.includes(` ${word}`)))
    .sort((a, b) => bytes(a.key, b.key) || a.id - b.id)
    .map(({ id }) => id)
}

const shop = () => new Store(':memory:', 'write', () => NOW, 'Europe/Moscow')

function add(store: Store, card: Card): number {
  const rest = { email: null, chat: null, birthday: null, note: null, referredById: null }
  return store.write(() => insertCustomer(store.db, { ...card, ...rest }, foldName(card.name), AT))
}

/** A card of so high a number that the shop is taken for a large one. */
function enlarge(store: Store, id: number): void {
  store.write(() =>
    store.db
      .prepare("INSERT INTO customer (id, name, name_key, created_at) VALUES (?, 'Я', 'я', ?)")
      .run(id, AT),
  )
}

const syllable = fc.constantFrom(
  'ан',
  'на',
  'ма',
  'ри',
  'я',
  'гу',
  'сё',
  'ва',
  'O’',
  'li',
  '"',
  'ъ',
  '𝒜',
  '+7',
)
const word = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
const name = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))
  .filter((text) => foldName(text) !== '')
const phone = fc
  .array(fc.constantFrom('1', '2', '9'), { minLength: 4, maxLength: 6 })
  .map((d) => `+7${d.join('')}`)
const externalId = fc.oneof(word, phone, fc.constantFrom('C-1', 'К 17', 'ид-ё'))
const card: fc.Arbitrary<Card> = fc.record({
  name,
  phone: fc.option(phone),
  externalId: fc.option(externalId, { freq: 2 }),
})
const sought = fc.oneof(
  word,
  name,
  externalId,
  fc.array(fc.constantFrom('1', '2', '9', '8', '-'), { minLength: 1, maxLength: 6 }).map((d) => d.join('')),
  fc.constantFrom('', ' ', '!!!', 'АНН', 'ГУСЕВА', '*', 'NOT', '"', 'мар*'),
)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('add'), card, fc.nat(), fc.nat()) },
  fc.tuple(fc.constantFrom('edit', 'bulk', 'forget', 'merge', 'undo', 'redo'), card, fc.nat(), fc.nat()),
)

function take(store: Store, [what, card, one, two]: [string, Card, number, number]): void {
  const { db } = store
  const ids = everybody(store).map(({ id }) => id)
  const [id, other] = [ids[one % ids.length], ids[two % ids.length]]
  const rest = { email: null, chat: null, birthday: null, note: null, referredById: null }
  const fields = { ...card, ...rest }
  const taken = (own: number | undefined) =>
    db
      .prepare('SELECT 1 FROM customer WHERE external_id = ? AND id IS NOT ?')
      .get(card.externalId, own ?? null)
  if (what === 'undo' || what === 'redo') {
    try {
      store[what](null)
    } catch {
      // Nothing is left to be taken back, or something rests on it.
    }
    return
  }
  if (what === 'add' && !taken(undefined)) add(store, card)
  if (id === undefined || other === undefined) return
  // Many at once: one that is changed before all are there, one that goes again, and an older one that is changed.
  if (what === 'bulk' && !taken(id))
    store.write(
      () => {
        const bare = { ...fields, externalId: null }
        const [kept, gone] = ['Мана', 'Гуанна'].map((name) => insertCustomer(db, bare, foldName(name), AT))
        updateCustomer(db, kept as number, bare, foldName('Сёнали'))
        db.prepare('DELETE FROM customer WHERE id = ?').run(gone)
        updateCustomer(db, id, fields, foldName(card.name))
      },
      { bulk: true },
    )
  if (what === 'edit' && !taken(id)) store.write(() => updateCustomer(db, id, fields, foldName(card.name)))
  if (what === 'forget') store.write(() => eraseCustomer(db, id, AT))
  if (what === 'merge' && id !== other && !taken(id)) {
    const former = db.prepare('SELECT phone, external_id AS externalId FROM customer WHERE id = ?').get(other)
    const { phone, externalId } = former as Card
    store.write(() =>
      mergeCards(db, {
        ...{ keep: id, other, fields, nameKey: foldName(card.name), createdAt: AT, at: AT },
        former: { phone, externalId: externalId === card.externalId ? null : externalId },
      }),
    )
  }
}

describe('a search', () => {
  // A small shop is gone through; in a large one nobody is too many to be looked at; in between it depends.
  test.each([
    [null],
    [3000],
    [1_000_000],
  ])('finds whom a look at every card finds (last card: %j)', (last) => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(sought, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (steps, searches, crowd) => {
          const store = shop()
          try {
            if (crowd)
              for (let i = 0; i < 70; i++) add(store, { name: `Манна ${i}`, phone: null, externalId: null })
            if (last !== null) enlarge(store, last)
            for (const one of steps) take(store, one)
            expect(isSearchInStep(store.db)).toBe(true)
            expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
            for (const [text, limit] of searches) {
              const all = lookedFor(store, text)
              const { customers, total } = searchCustomers(store.db, searchFor(text), limit)
              expect([text, total, ...customers.map(({ id }) => id)]).toEqual([
                text,
                all.length,
                ...all.slice(0, limit),
              ])
              const pieces = customersByPiece(store.db, wordsOf(text), limit)
              expect([text, ...pieces.map(({ id }) => id)]).toEqual([
                text,
                ...begun(store, text).slice(0, limit),
              ])
            }
          } finally {
            store.close()
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  test('opens the index of pieces in a large shop alone, and goes by it to what is rare', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftersales-search-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const open = (mode: 'read' | 'write') =>
      new Store(join(folder, 'shop.db'), mode, () => NOW, 'Europe/Moscow')
    const write = (change: (store: Store) => void) => {
      const store = open('write')
      change(store)
      store.close()
    }
    /** How many are found, whether pieces were asked for, and whether everybody was gone through. */
    const readsOf = (text: string) => {
      // Opened anew, no statement is known yet.
      const store = open('read')
      const asked: string[] = []
      const prepare = store.db.prepare.bind(store.db)
      store.db.prepare = ((sql: string) => {
        asked.push(sql)
        return prepare(sql)
      }) as typeof prepare
      const { total } = searchCustomers(store.db, searchFor(text), 5)
      store.close()
      const reads = asked.join('\n')
      return [total, reads.includes('customer_piece'), reads.includes('sqlite_autoindex_customer_1')]
    }
    write((store) => {
      for (let i = 0; i < 70; i++) add(store, { name: `Анна Ман${i}`, phone: null, externalId: `C-1${i}` })
    })
    expect(readsOf('ман12')).toEqual([1, false, true])
    write((store) => enlarge(store, 3000))
    expect(readsOf('ман12')).toEqual([1, true, false])
    expect(readsOf('C-112')).toEqual([1, true, false])
    // More than are looked at one by one.
    expect(readsOf('нна')).toEqual([70, true, true])
    // At the beginning of a name they stand side by side.
    expect(readsOf('Анна')).toEqual([70, true, false])
    // No whole piece.
    expect(readsOf('ма')).toEqual([70, false, true])
  })
})

describe('the index of pieces', () => {
  const broken: [string, string][] = [
    [
      'a card it does not know',
      "INSERT INTO customer (name, name_key, created_at) VALUES ('Вера', 'вера', '2026')",
    ],
    ['a name it did not hear of', "UPDATE customer SET name_key = 'инна' WHERE id = 1"],
    ['a card that is no more', 'DELETE FROM customer WHERE id = 2'],
    ['a phone it did not hear of', "UPDATE customer SET phone = '+79990001122' WHERE id = 1"],
  ]
  test.each(broken)('is out of step by %s, and is put right', (_, sql) => {
    const store = shop()
    add(store, { name: 'Анна', phone: '+79123456789', externalId: null })
    add(store, { name: 'Борис', phone: null, externalId: 'К-17' })
    const { db } = store
    expect(isSearchInStep(db)).toBe(true)
    for (const event of ['insert', 'update', 'delete']) db.exec(`DROP TRIGGER piece_customer_${event}`)
    db.exec(sql)
    expect(isSearchInStep(db)).toBe(false)
    rebuildSearch(db)
    expect(isSearchInStep(db)).toBe(true)
  })

  test('hears of what a step of the schema does to the cards', () => {
    const store = shop()
    add(store, { name: 'Анна', phone: null, externalId: null })
    const { db } = store
    disarmJournal(db)
    db.exec("UPDATE customer SET name_key = 'инна'")
    armJournal(db)
    armSearch(db)
    expect(isSearchInStep(db)).toBe(true)
  })
})
