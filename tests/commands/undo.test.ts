// undo, redo and history by command lines: every command that changes something, on a real file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it, test } from 'vitest'
import { createProgram } from '../../src/program/program.ts'
import { Store } from '../../src/store/store.ts'
import { en } from '../../src/ui/i18n/en/index.ts'
import type { HistoryDocument, HistoryEntry } from '../../src/ui/view/history.ts'
import { createContext, type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { complaintsAbout, factsIn } from '../model/one-shop.ts'
import { withDatabase } from '../personal.ts'

/** Every command that changes facts, once, on the shop below; '@' stands for the folder of the world. */
const WRITES: [name: string, ...flags: string[]][] = [
  ['log', 'anna', '--outcome', 'talked', '--nps', '2', '--promise', 'a sample', '--promise-by', '+2d'],
  ['message', 'boris', '--text', 'Hello', '--sent'],
  ['snooze', 'anna', '+3d'],
  ['skip', 'boris'],
  [
    'sale add',
    '--customer',
    'Vera',
    '--item',
    'Oil @5',
    '--paid',
    '2',
    '--pay-by',
    '+5d',
    '--referred-by',
    '#1',
  ],
  ['sale edit', '#1', '--item', 'Soap x3 @10', '--customer', 'boris', '--note', 'x'],
  ['sale deliver', '#2', '--complete', 'no'],
  ['sale pay', '#2', '100'],
  ['sale return', '#1'],
  ['customer add', 'Inna', '--birthday', '12.05', '--avoid', 'nuts'],
  ['customer edit', 'anna', '--phone', '+79031112233', '--avoid', 'milk', '--referred-by', 'boris'],
  ['customer consent', 'anna', '--purpose', 'marketing', '--withdraw', '--source', 'talk'],
  ['customer merge', 'anna', 'boris', '--yes'],
  ['product add', 'Comb', '--price', '5', '--tip', 'dry', '--goes-with', 'Cream', '--contains', 'wood'],
  ['product edit', 'Cream', '--price', '7.5', '--lasts-days', '33.3', '--tip', 'shake', '--name', 'Crème'],
  ['promise add', 'anna', '--what', 'a call', '--by', '+2d'],
  ['promise keep', '1'],
  ['promise break', '1', '--reason', 'lost'],
  ['bonus add', 'anna', '100'],
  ['bonus spend', 'anna', '5', '--sale', '1'],
  ['case add', 'anna', '--kind', 'question', '--asked', 'why'],
  ['case reply', '1', '--text', 'so'],
  ['case resolve', '1', '--how', 'advised', '--confirmed', 'no'],
  ['case reopen', '2'],
  ['import sales', '@/sales.csv'],
  ['import customers', '@/customers.csv'],
  ['import products', '@/products.csv'],
  ['config set', 'keepInTouch.everyDays', '40'],
  ['config edit', '--file', '@/settings.txt'],
]

/** What only looks, or changes no fact. */
const READS =
  `due summary loyal bonus-show bonus-list case-list case-show customer-list customer-show customer-find customer-duplicates
  product-list product-show promise-list sale-list sale-show config-list config-get config-doctor import-template export-loyal export-customers
  export-products export-sales export-contacts export-all backup restore doctor undo redo history completion complete help report agenda`.split(
    /\s+/,
  )

/** Tested where they are at home: a talk by questions, an empty shop, one of its own, and what nothing takes back. */
const ELSEWHERE = ['call', 'import-all', 'demo', 'customer-forget']

describe('every command of the program', () => {
  const commandsOf = (command: Command, path: string[] = []): string[] =>
    command.commands.flatMap((sub) => {
      const at = [...path, sub.name()]
      return sub.commands.length > 0 ? commandsOf(sub, at) : [at.join('-')]
    })

  it('either looks or has its words in the history, and is taken back below', async () => {
    const program = createProgram(await createContext(fakeWorld(), {}))
    const worded = Object.keys(en.history.command)
    expect(commandsOf(program).filter((name) => !READS.includes(name) && !worded.includes(name))).toEqual([])
    expect(worded.filter((name) => READS.includes(name) || !commandsOf(program).includes(name))).toEqual([])
    const taken = WRITES.map(([name]) => name.replaceAll(' ', '-'))
    expect([...taken, ...ELSEWHERE].sort()).toEqual(worded.sort())
  })
})

/** The file of that shop, once it is made. */
let built: Buffer | null = null

/** A shop with something of everything, and files to import. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  const files = {
    'sales.csv':
      'customer,date,product,quantity,amount\nAnna,2026-10-01,Cream,1,99\nGalina,2026-10-02,Oil,0.3,5\n',
    'customers.csv': 'name,phone,email\nAnna,+79123456701,a@example.com\nGalina,,\n',
    'settings.txt': 'hush.days = 7\nbonus = off\nbonus.percent = 3\n',
    'products.csv': 'name,price,tip\nCream,1500,shake it\nOil,5,\n',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(world.home, name), text)
  if (built) writeFileSync(world.db, built, { mode: 0o600 })
  else {
    const run = (...line: string[]) => runJson(line, world)
    const sell = (...flags: string[]) => run('sale', 'add', ...flags)
    world.setClock('2026-11-10T10:00:00+03:00')
    await run('config', 'set', 'bonus', 'percent')
    await sell('--customer', 'Anna', '--phone', '+79123456701', '--item', 'Cream x2 @1490')
    await sell(
      '--customer',
      'Boris',
      '--phone',
      '+79123456702',
      '--item',
      'Soap @300',
      '--promised',
      '2026-11-11',
    )
    await run('promise', 'add', 'anna', '--what', 'a sample', '--by', '+1d')
    await run('case', 'add', 'anna', '--kind', 'complaint')
    await run('case', 'add', 'boris', '--kind', 'repair')
    await run('case', 'resolve', '2', '--how', 'repaired', '--confirmed', 'yes')
    built = readFileSync(world.db)
  }
  world.setClock('2026-11-21T09:00:00+03:00')
  return world
}

/** What is stored, and that it is sound. */
function factsOf(world: FakeWorld): string {
  const store = new Store(world.db, 'read', world.clock, world.zone)
  expect(complaintsAbout(store)).toEqual([])
  const facts = factsIn(store)
  store.close()
  return facts
}

const historyOf = async (world: FakeWorld, ...flags: string[]) =>
  (await runJson<HistoryDocument>(['history', ...flags], world)).history

describe('what it changed', () => {
  it.each(WRITES)('%s: comes back, and goes again', async (name, ...flags) => {
    const world = await shop()
    const line = [...name.split(' '), ...flags].map((word) => word.replace('@/', `${world.home}/`))
    const before = factsOf(world)
    await runJson(line, world)
    const after = factsOf(world)
    expect(after).not.toBe(before)
    const { undone } = await runJson<{ undone: HistoryEntry }>(['undo'], world)
    expect(undone).toMatchObject({ number: 8, command: name, undoneAt: '2026-11-21T09:00:00+03:00' })
    expect(factsOf(world)).toBe(before)
    expect(await runJson(['redo', '8'], world)).toMatchObject({ redone: { number: 8, undoneAt: null } })
    expect(factsOf(world)).toBe(after)
    // It is told the same whether it stands or not.
    const [stands] = await historyOf(world, '--limit', '1')
    const { undoneAt: _, ...told } = stands as HistoryEntry
    // Two cards that are one again are told as one.
    if (name === 'customer merge') Object.assign(told, { customers: undone.customers, customersTotal: 2 })
    await runJson(['undo'], world)
    expect(undone).toMatchObject(told)
    expect((await historyOf(world))[0]).toMatchObject(told)
    expect(factsOf(world)).toBe(before)
  })

  it('is all taken back, one after another, down to an empty shop', async () => {
    const world = await shop()
    const end = factsOf(world)
    for (let left = 7; left > 0; left -= 1) await runJson(['undo'], world)
    expect(await runError(['undo'], world)).toMatchObject({ exit: 3, code: 'undo.nothing' })
    expect(factsOf(world)).not.toMatch(/Anna|Cream|percent/)
    for (let left = 7; left > 0; left -= 1) await runJson(['redo'], world)
    expect(await runError(['redo'], world)).toMatchObject({ exit: 3, code: 'redo.nothing' })
    expect(factsOf(world)).toBe(end)
  })

  it('of a shop that is not there is nothing, and none is made', async () => {
    const world = fakeWorld()
    expect(await runError(['undo'], world)).toMatchObject({ exit: 3, code: 'undo.nothing' })
    expect(await runJson(['history'], world)).toEqual({ history: [], total: 0 })
    expect(existsSync(world.db)).toBe(false)
  })

  it('in a demo shop and in a whole shop that was brought in, too', async () => {
    const world = fakeWorld()
    await runJson(['demo', '--db', world.db], world)
    const facts = factsOf(world)
    await runJson(['export', 'all', '--out', join(world.home, 'all')], world)
    await runJson(['undo'], world)
    expect(factsOf(world)).not.toContain('+7900')
    await runJson(['import', 'all', join(world.home, 'all')], world)
    expect(factsOf(world)).toBe(facts)
    expect((await historyOf(world)).map(({ command }) => command)).toEqual(['import all', 'demo'])
    await runJson(['undo'], world)
    await runJson(['redo'], world)
    expect(factsOf(world)).toBe(facts)
  })
})

describe('a talk by questions', () => {
  /** A shop in which Vera is to be asked how she likes what she bought two days ago. */
  async function first(): Promise<FakeWorld> {
    const world = fakeWorld({ now: '2026-11-19T10:00:00+03:00' })
    await runJson(['sale', 'add', '--customer', 'Vera', '--phone', '+79123456701', '--item', 'Cream'], world)
    world.setClock('2026-11-21T09:00:00+03:00')
    return world
  }

  it('is one command, however many answers were kept one by one', async () => {
    const world = await first()
    const before = factsOf(world)
    const { code } = await runLine(['log', 'vera'], world, [
      '',
      'yes',
      '2',
      'too thick',
      'a note',
      '',
      '',
      '',
      '',
    ])
    expect(code).toBe(0)
    const after = factsOf(world)
    expect(after).toMatch(/talked.*too thick/)
    // A low answer opens a case, in the same command.
    expect(after).toContain('low-answer')
    expect((await historyOf(world)).map(({ number }) => number)).toEqual([2, 1])
    await runJson(['undo'], world)
    expect(factsOf(world)).toBe(before)
    await runJson(['redo'], world)
    expect(factsOf(world)).toBe(after)
  })

  it('is one command too when it was broken off', async () => {
    const world = await first()
    const before = factsOf(world)
    const { code } = await runLine(['log', 'vera'], world, ['', 'yes', '2', '\x03'])
    expect(code).toBe(130)
    expect(factsOf(world)).toContain('low-answer')
    await runJson(['undo'], world)
    expect(factsOf(world)).toBe(before)
  })

  it('is a command each in a calling session', async () => {
    const world = await first()
    await runJson(
      [
        'sale',
        'add',
        '--customer',
        'Inna',
        '--phone',
        '+79123456702',
        '--item',
        'Cream',
        '--date',
        '2026-11-19',
      ],
      world,
    )
    const before = factsOf(world)
    const { code } = await runLine(['call'], world, [
      '',
      'yes',
      '5',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ])
    expect(code).toBe(0)
    expect((await historyOf(world)).slice(0, 2).map(({ command }) => command)).toEqual(['call', 'call'])
    await runJson(['undo'], world)
    await runJson(['undo'], world)
    expect(factsOf(world)).toBe(before)
  })
})

describe('who was forgotten', () => {
  it('takes with them what was recorded of a sale that became theirs only later', async () => {
    const world = await shop()
    await runJson(['sale', 'edit', '#2', '--note', 'a gift for Zoe'], world)
    await runJson(['sale', 'deliver', '#2', '--complete', 'no', '--note', 'Zoe has no lid'], world)
    await runJson(['case', 'reply', '#3', '--text', 'ring Zoe first'], world)
    await runJson(['sale', 'edit', '#2', '--customer', 'anna'], world)
    await runJson(['product', 'edit', 'Cream', '--price', '5'], world)
    expect(readFileSync(world.db).includes('Zoe')).toBe(true)
    await runJson(['customer', 'forget', 'anna', '--yes'], world)
    const told = JSON.stringify(withDatabase(world, (db) => db.prepare('SELECT * FROM change').all()))
    for (const word of ['gift', 'lid', 'first', 'Anna', '9123456701']) expect(told).not.toContain(word)
    // Of whoever else is there all can still be taken back.
    expect(await runError(['undo'], world)).toMatchObject({ code: 'undo.forgotten', params: { next: 12 } })
    expect(await runJson(['undo', '12'], world)).toMatchObject({ undone: { command: 'product edit' } })
    factsOf(world)
  })

  it('stays so: neither they nor anything of theirs is brought back', async () => {
    const world = await shop()
    await runJson(['log', 'anna', '--outcome', 'talked', '--note', 'a secret'], world)
    await runJson(['undo'], world)
    await runJson(['customer', 'forget', 'anna', '--yes'], world)
    const facts = factsOf(world)
    for (const line of [['redo'], ['redo', '8'], ['undo'], ['undo', '2'], ['undo', '9']]) {
      expect(await runError(line, world)).toMatchObject({ exit: 3, code: `${line[0]}.forgotten` })
    }
    expect(factsOf(world)).toBe(facts)
    expect(readFileSync(world.db).includes('secret')).toBe(false)
  })
})

describe('the history', () => {
  it('tells of one customer what was about them, on whatever card', async () => {
    const world = await shop()
    await runJson(['customer', 'merge', 'boris', 'anna', '--yes'], world)
    const about = (await historyOf(world, '--customer', 'boris')).map(({ number }) => number)
    expect(about).toEqual([8, 7, 6, 5, 4, 3, 2])
    expect((await historyOf(world))[0]?.customers).toEqual([{ id: 2, name: 'Boris' }])
    expect((await historyOf(world))[6]?.customers).toEqual([{ id: 2, name: 'Boris' }])
    expect((await historyOf(world))[7]?.customers).toEqual([])
  })

  it('calls by its own name what was taken back, though its number is another’s by now', async () => {
    const world = await shop()
    await runJson(['customer', 'add', 'Inna'], world)
    await runJson(['undo'], world)
    await runJson(['customer', 'add', 'Vera'], world)
    const names = (await historyOf(world)).slice(0, 2).map(({ customers }) => customers)
    expect(names).toEqual([[{ id: 3, name: 'Vera' }], [{ id: 3, name: 'Inna' }]])
    expect(await runError(['redo'], world)).toMatchObject({
      code: 'redo.changedSince',
      params: { later: [9] },
    })
  })

  it('has words for a command that it does not know', async () => {
    const world = await shop()
    withDatabase(world, (db) => db.exec("UPDATE command SET name = 'sing aloud' WHERE id = 7"))
    const { out } = await runLine(['history', '--limit', '1'], world)
    expect(out).toContain('A change – Boris')
  })

  it('holds nobody’s name in the list of commands itself', async () => {
    const world = await shop()
    const told = JSON.stringify(withDatabase(world, (db) => db.prepare('SELECT * FROM command').all()))
    expect(told).not.toMatch(/anna|boris|cream/i)
  })
})

test('two windows: what another one took back is not gone on with', async () => {
  const world = await shop()
  const store = new Store(world.db, 'write', world.clock, world.zone)
  const rename = (name: string, continues: boolean) =>
    store.write(() => void store.db.prepare('UPDATE product SET name = ? WHERE id = 1').run(name), {
      continues,
    })
  rename('A', false)
  await runJson(['undo'], world)
  rename('B', true)
  store.close()
  expect(
    (await historyOf(world)).slice(0, 2).map(({ number, undoneAt }) => [number, undoneAt !== null]),
  ).toEqual([
    [9, false],
    [8, true],
  ])
})
