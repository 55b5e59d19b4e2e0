// The worked shop, entered through the command line as its tables tell.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type FakeWorld, fakeWorld, runJson } from '../fixture.ts'
import { type Row, shopTables } from './tables.ts'

const AS_OF = '2026-11-21 09:00'

/** One command line and the moment when it was typed, `2026-11-21 09:00` or with seconds. */
interface Entry {
  at: string
  line: string[]
  /** What the answer must hold, where the tables tell. */
  gives?: object
}

const tables = shopTables()
const rows = (name: string) => tables[name] as Row[]

/** The number in front of a name: `12 Nina` → `#12`. */
const reference = (cell = '') => `#${Number.parseInt(cell, 10)}`
const flag = (name: string, cell = '') => (cell ? [name, cell] : [])

function products(): Entry[] {
  return rows('Products').map(({ product = '', price = '', tip }) => ({
    at: '2026-03-20 08:00',
    line: ['product', 'add', product, '--price', price, ...flag('--tip', tip)],
  }))
}

function customers(): Entry[] {
  return rows('Customers')
    .filter(({ entered }) => entered)
    .map(({ id, name = '', entered = '', ...row }) => ({
      at: entered,
      line: [
        ...['customer', 'add', name, ...flag('--phone', row.phone), ...flag('--chat', row.chat)],
        ...(row['referred by'] ? ['--referred-by', reference(row['referred by'])] : []),
      ],
      gives: { customer: { id: Number(id) } },
    }))
}

function sales(): Entry[] {
  const met = new Set(rows('Customers').flatMap(({ id, entered }) => (entered ? [`#${id}`] : [])))
  return rows('Sales').flatMap(({ sale = '', customer = '', moment = '', entered = '', ...row }) => {
    const who = reference(customer)
    const first = !met.has(who)
    met.add(who)
    if (entered.startsWith('import')) return []
    const person = rows('Customers').find(({ id }) => `#${id}` === who) as Row
    const add: Entry = {
      at: entered || moment,
      line: [
        ...['sale', 'add', '--customer', first ? (person.name as string) : who],
        ...(first ? ['--phone', person.phone as string] : []),
        ...(first && person['referred by'] ? ['--referred-by', reference(person['referred by'])] : []),
        ...(row.what ?? '').split(', ').flatMap((item) => ['--item', item]),
        ...flag('--date', entered && moment),
        ...flag('--discount', row.discount),
        ...flag('--promised', row.promised),
        ...promisedIn(`sale ${sale}`).flatMap(({ what = '' }) => ['--promise', what]),
      ],
      gives: {
        sale: { id: Number(sale), customerId: Number(who.slice(1)), totalMinor: Number(row.money) * 100 },
      },
    }
    return [add, ...delivery(sale, row), ...comingBack(sale, row)]
  })
}

function delivery(sale: string, { delivered = '' }: Row): Entry[] {
  const [day = '', ...how] = delivered.split(' ')
  if (!day) return []
  const told = how.flatMap((word) => (word === 'incomplete' ? ['--complete', 'no'] : [`--${word}`, 'yes']))
  return [{ at: `${day} 18:00`, line: ['sale', 'deliver', sale, '--date', day, ...told] }]
}

function comingBack(sale: string, { returned }: Row): Entry[] {
  const [, what = '', at = ''] = /^(.+) (\d{4}-\d\d-\d\d \d\d:\d\d)$/.exec(returned ?? '') ?? []
  return at ? [{ at, line: ['sale', 'return', sale, ...flag('--item', what === 'all' ? '' : what)] }] : []
}

/** The notebook: the sales that say so are one file, imported at once. */
function notebook(world: FakeWorld): Entry {
  const imported = rows('Sales').filter(({ entered = '' }) => entered.startsWith('import'))
  const lines = imported.map(({ customer = '', moment = '', what = '', money }) => {
    const person = rows('Customers').find(({ id }) => `#${id}` === reference(customer)) as Row
    const [product, quantity = '1'] = what.split(' x')
    return [person.name, person.phone, moment.slice(0, 10), product, quantity, money].join(',')
  })
  const file = join(world.home, 'notebook.csv')
  writeFileSync(file, ['customer,phone,date,product,quantity,amount', ...lines, ''].join('\n'))
  return {
    at: (imported[0] as Row).entered?.replace('import ', '') ?? '',
    line: ['import', 'sales', file],
    gives: { imported: imported.length, created: { customers: 2, products: 0, sales: imported.length } },
  }
}

function contacts(): Entry[] {
  return rows('Contacts').map(({ at = '', logged = '', customer, what = '', ...row }) => {
    const [outcome = '', ...how] = what.split(' ')
    const channel = how.find((word) => word !== 'in')
    return {
      at: logged || at,
      line: [
        ...['log', reference(customer), '--outcome', outcome, ...flag('--at', logged && at)],
        ...flag('--channel', channel),
        ...flag('--direction', how.includes('in') ? 'in' : ''),
        ...['csat', 'nps', 'factor', 'reason', 'note'].flatMap((name) => flag(`--${name}`, row[name])),
        ...flag('--minutes', row.min),
        ...(outcome === 'call-later' ? ['--next', '+1d'] : []),
        ...aboutCase(row.case),
        ...promisedIn(`talk ${at}`).flatMap(({ what = '', by = '' }) => [
          '--promise',
          what,
          '--promise-by',
          by,
        ]),
        ...rows('Promises').flatMap(({ ended }) => (ended === `talk ${at}` ? ['--kept', 'no'] : [])),
      ],
    }
  })
}

/** `13 solved`: that case, and the customer finds it solved; without a number the case that the talk comes upon. */
function aboutCase(cell = ''): string[] {
  const [, number = '', solved] = /^(\d*) ?(solved)?$/.exec(cell) ?? []
  return [...flag('--case', number && `#${number}`), ...(solved ? ['--solved', 'yes'] : [])]
}

function cases(): Entry[] {
  const opened = rows('Cases').map(({ case: id, customer, opened = '', ...row }) => ({
    at: opened,
    line: [
      ...['case', 'add', reference(customer)],
      ...['kind', 'channel', 'factor', 'sale', 'asked'].flatMap((name) => flag(`--${name}`, row[name])),
    ],
    gives: { case: { id: Number(id), customer: { id: Number.parseInt(customer ?? '', 10) } } },
  }))
  const steps = rows('Steps').map(({ at = '', case: id, what = '' }) => {
    const [step = '', ...words] = what.split(' ')
    const confirmed = words.includes('confirmed')
    const how = words.find((word) => word !== 'confirmed')
    return {
      at,
      line: ['case', step, `#${id}`, ...flag('--how', how), ...(confirmed ? ['--confirmed', 'yes'] : [])],
    }
  })
  return [...opened, ...steps]
}

/** What was promised with a sale or in a talk. */
const promisedIn = (where: string) => rows('Promises').filter(({ given }) => given === where)

function promises(): Entry[] {
  return rows('Promises').flatMap(({ promise = '', customer, given = '', ended = '', ...row }) => {
    const add: Entry = {
      at: given,
      line: [
        ...['promise', 'add', reference(customer)],
        ...['what', 'kind', 'who', 'amount', 'by', 'sale'].flatMap((name) => flag(`--${name}`, row[name])),
        ...flag('--case', row.case && `#${row.case}`),
      ],
      gives: { promise: { id: Number(promise) } },
    }
    const [, how, at = '', on] = /^(kept|partly|broken) (\S+ \S+)(?: on (\S+))?$/.exec(ended) ?? []
    const end: Entry = {
      at,
      line: [
        ...['promise', how === 'broken' ? 'break' : 'keep', `#${promise}`],
        ...(how === 'partly' ? ['--partly'] : []),
        ...flag('--on', on),
      ],
    }
    return [...(/^\d/.test(given) ? [add] : []), ...(how ? [end] : [])]
  })
}

const instant = (moment: string) => `${moment.replace(' ', 'T')}${moment.length === 16 ? ':00' : ''}+03:00`

export async function workedShop(): Promise<FakeWorld> {
  const world = fakeWorld()
  const entries = [
    ...[...products(), ...customers(), ...sales(), notebook(world)],
    ...[...contacts(), ...cases(), ...promises()],
  ]
  for (const { at, line, gives = {} } of entries.toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  )) {
    world.setClock(instant(at))
    expect(await runJson(line, world), line.join(' ')).toMatchObject(gives)
  }
  world.setClock(instant(AS_OF))
  return world
}
