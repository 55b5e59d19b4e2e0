// Two windows: what another one did to a card between finding it and writing to it is not undone, and loses nothing.
import { beforeEach, describe, expect, it } from 'vitest'
import { instantText } from '../../src/domain/day.ts'
import { AppError } from '../../src/errors.ts'
import { runProgram } from '../../src/program/program.ts'
import { type Customer, customerById } from '../../src/store/customer.ts'
import { eraseCustomer } from '../../src/store/forget.ts'
import { mergeCards } from '../../src/store/merge.ts'
import { type Changes, Store } from '../../src/store/store.ts'
import { createContext, type FakeWorld, fakeWorld, runJson } from '../fixture.ts'
import { expectSound, withDatabase } from '../personal.ts'

const SECRET = 'тайна'

let world: FakeWorld
/** Ольга #1, Анна #2 with a sale, a promise, points and a call that is due, and Аня #3. */
beforeEach(async () => {
  world = fakeWorld({ now: '2026-11-10T09:00:00+03:00' })
  const lines = [
    ['config', 'set', 'bonus', 'percent'],
    ['sale', 'add', '--customer', 'Ольга', '--phone', '89160000001', '--item', 'Крем @1000'],
    ['sale', 'add', '--customer', 'Анна', '--phone', '89160000002', '--item', 'Крем @1000'],
    ['customer', 'add', 'Аня', '--phone', '89160000003'],
    ['case', 'add', '#2', '--kind', 'question'],
    ['promise', 'add', '#2', '--what', 'a sample', '--by', '2026-11-12'],
  ]
  for (const line of lines) await runJson(line, world)
  world.setClock('2026-11-12T09:00:00+03:00')
})

/** Every way of writing to Анна #2, or of naming her. */
const LINES: string[][] = [
  ['log', '#2', '--outcome', 'talked', '--csat', '2', '--note', SECRET],
  ['log', '#2', '--outcome', 'wrong-number'],
  ['message', '#2', '--kind', 'keep-in-touch', '--sent'],
  ['case', 'add', '#2', '--kind', 'repair', '--asked', SECRET],
  ['case', 'reply', '1', '--text', SECRET],
  ['promise', 'add', '#2', '--what', SECRET, '--by', '+1d'],
  ['promise', 'break', '1', '--reason', SECRET],
  ['customer', 'edit', '#2', '--name', SECRET, '--phone', '89160000009'],
  ['customer', 'edit', '#1', '--referred-by', '#2'],
  ['customer', 'add', 'Вера', '--referred-by', '#2'],
  ['customer', 'consent', '#2', '--purpose', 'marketing', '--give', '--source', SECRET],
  ['bonus', 'add', '#2', '10', '--reason', SECRET],
  ['bonus', 'spend', '#2', '10', '--reason', SECRET],
  ['snooze', '#2', '+3d'],
  ['skip', '#2', '--reason', SECRET],
  ['sale', 'add', '--customer', '#2', '--item', 'Крем @100', '--note', SECRET],
  ['sale', 'add', '--customer', '#1', '--item', 'Крем @100', '--referred-by', '#2'],
  ['sale', 'edit', '1', '--customer', '#2'],
  ['sale', 'edit', '2', '--note', SECRET],
  ['sale', 'deliver', '2', '--right', 'no', '--note', SECRET],
  ['customer', 'merge', '#2', '#1'],
  ['customer', 'merge', '#1', '#2'],
]

/** Runs a line; in the moment before it writes, another window does something. @returns the code of a refusal */
async function interrupted(
  line: readonly string[],
  other: (store: Store, changes: Changes) => void,
): Promise<string | null> {
  const open = () => new Store(world.db, 'write', world.clock, world.zone)
  const context = await createContext(world, { yes: true })
  const store = open()
  const write = store.write.bind(store)
  store.write = (change) => {
    store.write = write
    const second = open()
    second.write((changes) => other(second, changes))
    second.close()
    return write(change)
  }
  const opened = async () => store
  Object.assign(context, {
    read: opened,
    change: opened,
    write: opened,
    close: () => undefined,
    show: () => undefined,
  })
  try {
    await runProgram([...line, '--json', '--yes'], context)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  } finally {
    store.close()
  }
}

function forget({ db, now }: Store, changes: Changes): void {
  eraseCustomer(db, 2, instantText(now))
  changes.touch(2)
}

/** Makes Анна's card one with that of Аня. */
function merge({ db, now }: Store, changes: Changes): void {
  const { createdAt, ...fields } = customerById(db, 3) as Customer
  const former = { phone: '+79160000002', externalId: null }
  mergeCards(db, { keep: 3, other: 2, fields, nameKey: 'аня', createdAt, former, at: instantText(now) })
  changes.touch(3)
}

describe('a customer forgotten meanwhile', () => {
  it.each(LINES)('stays forgotten: %s %s %s %s', async (...line) => {
    expect(await interrupted(line, forget)).toBe('customer.forgotten')
    const { name, phone, text } = withDatabase(world, (db) => ({
      ...(db.prepare('SELECT name, phone FROM customer WHERE id = 2').get() as { name: string; phone: null }),
      text: db.serialize().includes(SECRET),
    }))
    expect([name, phone, text]).toEqual(['forgotten #2', null, false])
    expectSound(world)
  })
})

describe('a card made one with another meanwhile', () => {
  it.each(LINES)('is written to as the one it is now: %s %s %s %s', async (...line) => {
    expect(await interrupted(line, merge)).toBeNull()
    expectSound(world)
  })

  it('is not made one with it once more', async () => {
    expect(await interrupted(['customer', 'merge', '#3', '#2'], merge)).toBe('input.invalid')
  })

  it('has what was said in the call', async () => {
    await interrupted(['log', '#2', '--outcome', 'talked', '--csat', '2', '--note', SECRET], merge)
    const { contacts, cases } = await runJson<{ contacts: object[]; cases: object[] }>(
      ['customer', 'show', '#3'],
      world,
    )
    expect(contacts).toMatchObject([{ csat: 2, note: SECRET }])
    expect(cases).toMatchObject([{ id: 1 }])
  })
})
