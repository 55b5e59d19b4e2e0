// product add, list, show, edit: what is kept, what is refused, and whose plans a change touches.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { ShownProduct } from '../../src/ui/view/product.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

interface One {
  product: ShownProduct
}

const CREAM = ['product', 'add', 'Крем для лица', '--price', '1 490,50', '--lasts-days', '30']

async function shop(...lines: string[][]): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const line of lines) await runJson(line, world)
  return world
}

describe('product add', () => {
  test('keeps everything that is said', async () => {
    const world = await shop(['product', 'add', 'Тоник'], ['product', 'add', 'Мыло'])
    const line = [
      ...CREAM,
      '--tip',
      'на сухую кожу',
      '--tip',
      'утром',
      '--tip',
      'утром',
      '--goes-with',
      'тон',
    ]
    expect(await runJson([...line, '--goes-with', '#2', '--warranty-days', '365'], world)).toEqual({
      product: {
        id: 3,
        name: 'Крем для лица',
        priceMinor: 149_050,
        currency: 'RUB',
        lastsDays: 30,
        warrantyDays: 365,
        tips: ['на сухую кожу', 'утром'],
        goesWith: [
          { id: 2, name: 'Мыло' },
          { id: 1, name: 'Тоник' },
        ],
        contains: [],
      },
    })
  })

  test('keeps a name alone', async () => {
    expect(await runJson(['product', 'add', 'Мыло'], fakeWorld())).toEqual({
      product: {
        ...{
          id: 1,
          name: 'Мыло',
          priceMinor: null,
          currency: 'RUB',
          lastsDays: null,
          warrantyDays: null,
          tips: [],
          goesWith: [],
          contains: [],
        },
      },
    })
  })

  test.each([
    [['КРЕМ для  лица'], 3, 'product.exists'],
    [['Мыло', '--price', '-5'], 2, 'input.invalid'],
    [['Мыло', '--price', 'дорого'], 2, 'input.invalid'],
    [['Мыло', '--price', '1,999'], 0, ''],
    [['Мыло', '--price', '1.005'], 0, ''],
    [['Мыло', '--price', '1,2345'], 2, 'input.invalid'],
    [['Мыло', '--lasts-days', '0'], 2, 'input.invalid'],
    [['Мыло', '--lasts-days', 'месяц'], 2, 'input.invalid'],
    [['Мыло', '--tip', 'x'.repeat(501)], 2, 'input.invalid'],
    [['Мыло', '--goes-with', 'щётка'], 3, 'product.notFound'],
    [['Мыло', '--goes-with', 'кре'], 3, 'product.ambiguous'],
    [['?'], 2, 'input.invalid'],
    [[], 2, 'input.missing'],
  ])('%j: exit %i %s', async (args, exit, code) => {
    const world = await shop(CREAM, ['product', 'add', 'Крем для рук'])
    const before = readFileSync(world.db)
    const line = ['product', 'add', ...args]
    if (exit === 0) expect((await runJson<One>(line, world)).product.id).toBe(3)
    else {
      expect(await runError(line, world)).toMatchObject({ exit, code })
      expect(readFileSync(world.db).equals(before)).toBe(true)
    }
  })

  test('what is wrong makes no shop', async () => {
    const world = fakeWorld()
    await runError(['product', 'add', 'Мыло', '--price', '-5'], world)
    expect(existsSync(world.db)).toBe(false)
  })

  test('asks at a terminal for whatever was not said', async () => {
    const world = fakeWorld()
    const answers = ['Крем', '', '30', 'на сухую кожу', 'утром', '']
    const { code, out } = await runLine(['product', 'add'], world, answers)
    expect(code).toBe(0)
    expect(out).toContain('Added: Крем  #1\n')
    expect((await runJson<One>(['product', 'show', '#1'], world)).product).toMatchObject({
      ...{ name: 'Крем', priceMinor: null, lastsDays: 30, tips: ['на сухую кожу', 'утром'] },
    })
  })

  test('does not ask for what a flag has said, and asks again for what makes no sense', async () => {
    const world = fakeWorld()
    const line = ['product', 'add', '--price', '100', '--tip', 'утром']
    const { code, out } = await runLine(line, world, ['Крем', 'месяц', '\x7f\x7f\x7f\x7f\x7f30'])
    expect(code).toBe(0)
    expect(out).toContain('write a plain number')
    expect((await runJson<One>(['product', 'show', 'крем'], world)).product).toMatchObject({
      ...{ priceMinor: 10_000, lastsDays: 30, tips: ['утром'] },
    })
  })

  test('Ctrl-C stores nothing', async () => {
    const world = fakeWorld()
    expect((await runLine(['product', 'add'], world, ['Крем', '100', '\x03'])).code).toBe(130)
    expect(existsSync(world.db)).toBe(false)
  })
})

describe('product edit', () => {
  const full = () =>
    shop(['product', 'add', 'Тоник'], [...CREAM, '--tip', 'на сухую кожу', '--goes-with', 'тоник'])

  test('changes what is said and leaves the rest', async () => {
    const line = ['product', 'edit', 'крем', '--name', 'крем для Лица', '--price', '1590']
    expect((await runJson<One>(line, await full())).product).toMatchObject({
      ...{ id: 2, name: 'крем для Лица', priceMinor: 159_000, lastsDays: 30 },
      ...{ tips: ['на сухую кожу'], goesWith: [{ id: 1 }] },
    })
  })

  test('replaces the tips as a whole', async () => {
    const line = ['product', 'edit', 'крем', '--tip', 'утром', '--tip', 'вечером']
    expect((await runJson<One>(line, await full())).product.tips).toEqual(['утром', 'вечером'])
  })

  test('says what stood in a list that it wrote anew, and is silent where nothing was lost', async () => {
    const world = await full()
    await runJson(['product', 'edit', '#2', '--contains', 'мёд', '--contains', 'орехи'], world)
    const edit = ['product', 'edit', '#2']
    const more = await runLine([...edit, '--tip', 'на сухую кожу', '--tip', 'утром'], world)
    expect(more.out).not.toContain('Before')
    const lists = [...['--tip', 'утром', '--goes-with', ''], ...['--contains', 'мёд']]
    const { out } = await runLine([...edit, ...lists], world)
    expect(out).toContain('Before (Usage tips): на сухую кожу; утром')
    expect(out).toContain('Before (Goes with): Тоник')
    expect(out).toContain('Before (Contains): мёд; орехи')
    expect(await runJson([...edit, '--price', '1'], world)).toMatchObject({
      before: { tips: null, goesWith: null, contains: null },
    })
  })

  test('an empty text clears anything but the name', async () => {
    const world = await full()
    const line = ['product', 'edit', '#2', '--price', '', '--lasts-days', '', '--tip', '', '--goes-with', '']
    expect((await runJson<One>(line, world)).product).toMatchObject({
      ...{ priceMinor: null, lastsDays: null, tips: [], goesWith: [] },
    })
    expect(await runError(['product', 'edit', '#2', '--name', ''], world)).toMatchObject({ exit: 2 })
  })

  test('a new tip or another duration plans all its buyers anew', async () => {
    const world = await shop(
      ['sale', 'add', '--customer', 'Анна', '--phone', '89123456789', '--item', 'Мыло @1', '--date', '1.10'],
      ['sale', 'add', '--customer', '#1', '--item', 'Тоник @1', '--date', '19.11'],
    )
    const kinds = async () => {
      const { touches } = await runJson<{ touches: { kind: string; due: string }[] }>(
        ['customer', 'show', '#1'],
        world,
      )
      return new Map(touches.map(({ kind, due }) => [kind, due]))
    }
    const before = await kinds()
    expect(before.has('first-use')).toBe(false)
    await runJson(['product', 'edit', 'тоник', '--tip', 'на вату', '--lasts-days', '40'], world)
    const after = await kinds()
    expect(after.has('first-use')).toBe(true)
    expect(after.get('reorder')).toBe('2026-12-26')
    expect(after.get('reorder')).not.toBe(before.get('reorder'))
    const store = new Store(world.db, 'read', () => world.clock(), world.zone)
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
  })

  test.each([
    [['крем'], 2, 'input.missing'],
    [['щётка', '--price', '1'], 3, 'product.notFound'],
    [['крем', '--name', 'ТОНИК'], 3, 'product.exists'],
    [['крем', '--goes-with', 'крем'], 2, 'input.invalid'],
    [['крем', '--goes-with', 'щётка'], 3, 'product.notFound'],
    [['крем', '--price', '-1'], 2, 'input.invalid'],
  ])('%j: exit %i, %s, and the shop as it was', async (args, exit, code) => {
    const world = await full()
    const before = readFileSync(world.db)
    expect(await runError(['product', 'edit', ...args], world)).toMatchObject({ exit, code })
    expect(readFileSync(world.db).equals(before)).toBe(true)
  })
})

describe('product list and show', () => {
  const two = () =>
    shop(
      [...CREAM, '--tip', 'утром, тонким слоем, не втирая, и смывать через двадцать минут'],
      ['product', 'add', 'Универсальное чистящее средство «Лотос» концентрат', '--goes-with', 'крем'],
    )

  test('on screens, in both languages', async () => {
    const world = await two()
    const screen = async (...args: string[]) => (await runLine(args, world)).out.replaceAll('\u00a0', ' ')
    expect(
      await screen('product', 'list'),
    ).toBe(` #  Product                                                 Price    Lasts  Tips
#1  Крем для лица                                       ₽1,490.50  30 days     1
#2  Универсальное чистящее средство «Лотос» концентрат          –        –     –
`)
    Object.assign(world.env, { COLUMNS: '40', AFTERSALES_LANG: 'ru' })
    expect(await screen('product', 'list')).toBe(`#1  Крем для лица
  Цена: 1 490,50 ₽
  Хватает на: 30 дней
  Советы: 1

#2  Универсальное чистящее средство
    «Лотос» концентрат
  Цена: –
  Хватает на: –
  Советы: –
`)
    expect(await screen('product', 'show', 'крем')).toBe(`Крем для лица  #1
  Цена: 1 490,50 ₽
  Одной штуки хватает на: 30 дней
  Как применять:
    – утром, тонким слоем, не втирая, и
      смывать через двадцать минут
`)
    expect(await screen('product', 'show', 'лотос')).toContain('Предлагать вместе: Крем для лица')
  })

  test('shows a page and counts the rest; --all and a document are whole', async () => {
    const world = fakeWorld()
    for (let i = 10; i < 32; i++) await runJson(['product', 'add', `Мыло ${i}`], world)
    const page = await runLine(['product', 'list'], world)
    expect(page.out.match(/Мыло/g)).toHaveLength(20)
    expect(page.out).toContain('2 more: add --all')
    expect((await runLine(['product', 'list', '--all'], world)).out.match(/Мыло/g)).toHaveLength(22)
    const { products, total } = await runJson<{ products: unknown[]; total: number }>(
      ['product', 'list'],
      world,
    )
    expect([products.length, total]).toEqual([22, 22])
  })

  test('of no shop is empty, and makes none', async () => {
    const world = fakeWorld()
    expect(await runJson(['product', 'list'], world)).toEqual({ products: [], total: 0 })
    expect((await runLine(['product', 'list'], world)).out).toContain('product add')
    expect(await runError(['product', 'show', 'крем'], world)).toMatchObject({
      exit: 3,
      code: 'product.notFound',
    })
    expect(existsSync(world.db)).toBe(false)
  })
})
