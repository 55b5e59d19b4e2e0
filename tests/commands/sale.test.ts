// Sales: what is recorded, what it starts, deliveries, corrections and returns.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SaleAddedDocument, SaleDocument } from '../../src/ui/view/sale.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

interface Changed {
  sale: SaleDocument
  touches: { kind: string; opens: string; due: string; closes: string | null }[]
}

const ANNA = ['--customer', 'Anna Petrova', '--phone', '8 (912) 345-67-89']

function add(world: FakeWorld, ...flags: string[]): Promise<SaleAddedDocument> {
  return runJson<SaleAddedDocument>(['sale', 'add', ...flags], world)
}

describe('sale add', () => {
  it('keeps several lines, prices, a discount and the days', async () => {
    const world = fakeWorld()
    await runJson(['product', 'add', 'Soap', '--price', '300'], world)
    const { sale, customer, products } = await add(
      world,
      ...ANNA,
      ...[
        '--item',
        'Cream x2 @1 490,50',
        '--item',
        'soap x 3',
        '--discount',
        '81',
        '--promised',
        '+5d',
        '--note',
        'blue',
      ],
    )
    expect(sale).toMatchObject({
      promised: '2026-11-26',
      delivered: null,
      discountMinor: 8100,
      totalMinor: 298_100 + 90_000 - 8100,
      note: 'blue',
    })
    expect(sale.lines.map(({ product, quantity, amountMinor }) => [product, quantity, amountMinor])).toEqual([
      ['Cream', 2, 298_100],
      ['Soap', 3, 90_000],
    ])
    expect(customer).toMatchObject({ id: 1, name: 'Anna Petrova', phone: '+79123456789', created: true })
    expect(products).toMatchObject([{ name: 'Cream' }])
  })

  it.each([
    ['Cream', 'Cream', 1],
    ['Cream x2', 'Cream', 2],
    ['Cream х2', 'Cream', 2],
    ['Cream × 1,5', 'Cream', 1.5],
    ['Cream x2 @ 1 490,50', 'Cream', 2],
    ['Cream@10', 'Cream', 1],
    ['Max2', 'Max2', 1],
    ['Vitamix2 x2', 'Vitamix2', 2],
  ])('reads the item %j', async (item, product, quantity) => {
    const world = fakeWorld()
    const { sale } = await add(world, ...ANNA, '--item', item)
    expect(sale.lines).toMatchObject([{ product, quantity }])
  })

  it('reads a close x as a quantity only where the product is known without it', async () => {
    const world = fakeWorld()
    await runJson(['product', 'add', 'Cream', '--price', '10'], world)
    expect((await add(world, ...ANNA, '--item', 'Creamx2')).sale.lines).toMatchObject([
      { product: 'Cream', quantity: 2 },
    ])
  })

  it('plans from the anchor: delivered, else promised, else the sale itself', async () => {
    for (const [flags, due] of [
      [[], '2026-11-23T09:00:00+03:00'],
      [['--date', '2026-11-20'], '2026-11-22T12:00:00+03:00'],
      [['--promised', '2026-11-26'], '2026-11-28T12:00:00+03:00'],
      [['--date', '2026-11-18', '--delivered', '2026-11-20'], '2026-11-22T12:00:00+03:00'],
    ] as const) {
      const { touches } = await add(fakeWorld(), ...ANNA, '--item', 'Cream', ...flags)
      expect(touches.find((touch) => touch.kind === 'first-use')?.due, flags.join(' ')).toBe(due)
    }
  })

  it('lets the phone decide who it is, and says so when the name is another', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream')
    const again = await add(world, '--customer', 'Maria', '--phone', '+7 912 345 67 89', '--item', 'Cream')
    expect(again.customer).toMatchObject({ id: 1, created: false })
    expect(again.warnings).toMatchObject([{ code: 'customer.otherName' }, { code: 'product.noPrice' }])
    const other = await add(
      world,
      '--customer',
      'Maria',
      '--phone',
      '+7 912 345 67 89',
      '--new',
      '--item',
      'Cream',
    )
    expect(other.customer).toMatchObject({ id: 2, name: 'Maria', created: true })
  })

  it('records a referral, once and never of herself', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream')
    await add(world, '--customer', 'Maria', '--item', 'Cream', '--referred-by', 'anna')
    const referrer = async (name: string) =>
      (await runJson<{ customer: { referredBy: { id: number } | null } }>(['customer', 'show', name], world))
        .customer.referredBy
    expect(await referrer('maria')).toEqual({ id: 1, name: 'Anna Petrova' })
    await add(world, '--customer', 'Zoya', '--item', 'Cream')
    await add(world, '--customer', '#2', '--item', 'Cream', '--referred-by', 'zoya')
    expect(await referrer('maria')).toEqual({ id: 1, name: 'Anna Petrova' })
    const herself = ['sale', 'add', '--customer', '#1', '--item', 'Cream', '--referred-by', '#1']
    expect(await runError(herself, world)).toMatchObject({ exit: 2, params: { why: 'self' } })
    expect(await referrer('anna')).toBeNull()
    await add(world, '--customer', '#1', '--item', 'Cream', '--referred-by', 'zoya')
    expect(await referrer('anna')).toEqual({ id: 3, name: 'Zoya' })
  })

  it('takes a sale of today as made by now, even given as a day before noon', async () => {
    const { sale } = await add(fakeWorld(), ...ANNA, '--item', 'Cream', '--date', 'today')
    expect(sale.at).toBe('2026-11-21T09:00:00+03:00')
  })
})

describe('what is planned', () => {
  it('names no touch that can never come up', async () => {
    const world = fakeWorld({ now: '2026-11-16T18:00:00+03:00' })
    await runJson(['product', 'add', 'Mask', '--price', '10', '--tip', 'thinly'], world)
    await add(world, ...ANNA, '--item', 'Cream @10')
    world.setClock('2026-11-17T18:00:00+03:00')
    await runJson(['log', 'anna', '--outcome', 'talked'], world)
    world.setClock('2026-11-18T18:00:00+03:00')
    // One first-use talk per ten days: the window of this one closes before they are over.
    const { touches } = await add(world, ...ANNA, '--item', 'Mask')
    expect(touches.map((touch) => touch.kind)).not.toContain('first-use')
    expect(touches.find((touch) => touch.kind === 'check-in')?.wakes).toBe('2026-11-27')
  })

  it('tells of a first call past its 48 hours that it is for now, and waits for a delivery only where there is one', async () => {
    const world = fakeWorld({ now: '2026-11-10T10:00:00+03:00' })
    await add(world, ...ANNA, '--item', 'Cream @10')
    world.setClock('2026-11-13T10:00:00+03:00')
    const shown = ['customer', 'show', 'anna']
    const firstCall = async () =>
      (await runJson<Changed>(shown, world)).touches.find(({ kind }) => kind === 'first-use')
    expect(await firstCall()).toMatchObject({ wakes: '2026-11-11', awaitsDelivery: false })
    expect((await runLine(['sale', 'edit', '1', '--note', 'blue'], world)).out).toContain('first call: now')
    const { out } = await runLine(['sale', 'edit', '1', '--promised', '2026-11-14'], world)
    expect(out).toContain('first call: within 48 hours of the delivery')
    expect(await firstCall()).toMatchObject({ awaitsDelivery: true })
    world.setClock('2026-11-18T10:00:00+03:00')
    expect(await firstCall()).toMatchObject({ awaitsDelivery: false })
    expect((await runLine(['sale', 'deliver', '1', '--date', '2026-11-13'], world)).out).toContain(
      'first call: now',
    )
  })

  it('offers no thank-you to send to somebody who asked to be left alone', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream @10')
    await runJson(['log', 'anna', '--outcome', 'refused'], world)
    expect(await add(world, ...ANNA, '--item', 'Cream')).toMatchObject({ thanks: false, touches: [] })
  })
})

describe('sale deliver and edit', () => {
  it('starts the clock on the day it came', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream', '--promised', '+5d')
    world.setClock('2026-11-27T10:00:00+03:00')
    const { sale, touches } = await runJson<Changed>(['sale', 'deliver', '1'], world)
    expect(sale.delivered).toBe('2026-11-27')
    expect(touches.find((touch) => touch.kind === 'first-use')?.due).toBe('2026-11-29T12:00:00+03:00')
  })

  it('corrects lines, day and discount, and keeps what it was not told', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream @100', '--note', 'blue', '--discount', '10')
    const { sale } = await runJson<Changed>(
      ['sale', 'edit', '1', '--item', 'Cream x2 @100', '--date', 'yesterday'],
      world,
    )
    expect(sale).toMatchObject({ date: '2026-11-20', note: 'blue', totalMinor: 19_000 })
    const cleared = await runJson<Changed>(['sale', 'edit', '1', '--discount', '0', '--note', ''], world)
    expect(cleared.sale).toMatchObject({ note: null, totalMinor: 20_000 })
  })

  it('refuses days that come before the sale', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream @100', '--promised', '+1d')
    expect(await runError(['sale', 'edit', '1', '--promised', '2026-11-01'], world)).toMatchObject({
      exit: 2,
    })
    expect(await runError(['sale', 'deliver', '1', '--date', '2026-11-01'], world)).toMatchObject({ exit: 2 })
  })
})

describe('sale deliver on a terminal', () => {
  const DOWN = '\x1b[B'
  const sold = async () => {
    const world = fakeWorld({ now: '2026-11-19T09:00:00+03:00' })
    await add(world, ...ANNA, '--item', 'Cream @10', '--promised', '2026-11-20', '--promise', 'blue')
    world.setClock('2026-11-21T09:00:00+03:00')
    return world
  }
  const stored = async (world: FakeWorld) => (await runJson<Changed>(['sale', 'show', '1'], world)).sale

  it('asks for the day, whether it was right and whether all of it came', async () => {
    const world = await sold()
    const { code, out } = await runLine(['sale', 'deliver', '1'], world, ['', '', ''])
    expect(code).toBe(0)
    for (const question of ['Which day did it come?', 'Was it the right thing', 'Was everything there?']) {
      expect(out).toContain(question)
    }
    expect(out).not.toContain('What was wrong?')
    expect(await stored(world)).toMatchObject({
      ...{ delivered: '2026-11-21', deliveredRight: true, deliveredComplete: true },
    })
    expect((await runLine(['promise', 'list', '--all'], world)).out).toMatch(/blue .* kept late/)
  })

  it('asks what was wrong, and opens a complaint about it', async () => {
    const world = await sold()
    const answers = ['tomorrow', '2026-11-18', 'yesterday', DOWN, `${DOWN}${DOWN}`, 'it is green']
    const { code, out } = await runLine(['sale', 'deliver', '1'], world, answers)
    expect(code).toBe(0)
    expect(out).toContain('A complaint is open')
    expect(await stored(world)).toMatchObject({
      ...{ delivered: '2026-11-20', deliveredRight: false, deliveredComplete: null },
    })
    const { out: cases } = await runLine(['case', 'list'], world)
    expect(cases).toContain('it is green')
  })

  it('asks only what no flag has said', async () => {
    const world = await sold()
    const flags = ['--date', 'yesterday', '--right', 'yes', '--complete', 'no', '--note', 'no lid']
    const { code, out } = await runLine(['sale', 'deliver', '1', ...flags], world, [])
    expect(code).toBe(0)
    expect(out).not.toContain('?')
    expect(out).toContain('something is missing')
  })

  it.each([0, 1, 2])('stores nothing on Ctrl-C at question %i', async (stop) => {
    const world = await sold()
    const { code } = await runLine(['sale', 'deliver', '1'], world, [...Array(stop).fill(''), '\x03'])
    expect(code).toBe(130)
    expect(await stored(world)).toMatchObject({ delivered: null, deliveredRight: null })
  })

  it('keeps what was known of it when only the day is corrected', async () => {
    const world = await sold()
    await runJson(['sale', 'deliver', '1', '--right', 'yes', '--complete', 'yes'], world)
    await runJson(['sale', 'deliver', '1', '--date', 'yesterday'], world)
    expect(await stored(world)).toMatchObject({
      ...{ delivered: '2026-11-20', deliveredRight: true, deliveredComplete: true },
    })
    await runJson(['sale', 'edit', '1', '--delivered', ''], world)
    expect(await stored(world)).toMatchObject({
      ...{ delivered: null, deliveredRight: null, deliveredComplete: null },
    })
  })
})

describe('sale return', () => {
  it('gives the discount back in proportion, and comes to nothing when all is back', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream x3 @100', '--item', 'Soap @50', '--discount', '35')
    const part = await runJson<Changed>(['sale', 'return', '1', '--item', 'Cream x1'], world)
    expect(part.sale.totalMinor).toBe(31_500 - 9000)
    const whole = await runJson<Changed>(['sale', 'return', '1'], world)
    expect(whole.sale.totalMinor).toBe(0)
    expect(whole.touches.map(({ kind }) => kind)).toEqual(['case'])
    expect(await runError(['sale', 'return', '1'], world)).toMatchObject({
      exit: 3,
      code: 'sale.nothingToReturn',
    })
  })

  it('takes back no more than was kept', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream x2 @100')
    expect(await runError(['sale', 'return', '1', '--item', 'Cream x3'], world)).toMatchObject({
      exit: 3,
      code: 'sale.nothingToReturn',
      params: { kept: 2 },
    })
  })
})

describe('two terminals at once', () => {
  const sold = async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream x2 @100', '--date', '2026-11-10', '--promised', '2026-11-19')
    return world
  }

  it('take a sale back only once', async () => {
    const world = await sold()
    const line = ['sale', 'return', '1', '--date', 'yesterday', '--json']
    const both = await Promise.all([runLine(line, world), runLine(line, world)])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 3])
    expect((await runJson<Changed>(['sale', 'show', '1'], world)).sale.totalMinor).toBe(0)
  })

  it('lose nothing that was said of the same delivery', async () => {
    const world = await sold()
    const both = await Promise.all([
      runLine(['sale', 'deliver', '1', '--right', 'no', '--date', 'today'], world),
      runLine(['sale', 'deliver', '1', '--complete', 'yes', '--date', 'today'], world),
    ])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const { sale } = await runJson<Changed>(['sale', 'show', '1'], world)
    expect(sale).toMatchObject({ deliveredRight: false, deliveredComplete: true })
  })

  it('lose neither a correction nor a delivery', async () => {
    const world = await sold()
    const both = await Promise.all([
      runLine(['sale', 'deliver', '1', '--date', 'yesterday'], world),
      runLine(['sale', 'edit', '1', '--note', 'blue', '--date', 'last monday'], world),
      runLine(['sale', 'edit', '1', '--promised', 'tomorrow'], world),
    ])
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0])
    const { sale } = await runJson<Changed>(['sale', 'show', '1'], world)
    expect(sale).toMatchObject({ note: 'blue', date: '2026-11-16', delivered: '2026-11-20' })
    expect(sale.promised).toBe('2026-11-22')
  })
})

describe('what came back', () => {
  it('leaves no dust of a fraction', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Tea x0.8 @100')
    await runJson(['sale', 'return', '1', '--item', 'Tea x0.7'], world)
    const { sale, touches } = await runJson<Changed>(['sale', 'return', '1', '--item', 'Tea x0.1'], world)
    expect(sale.totalMinor).toBe(0)
    expect(touches.map(({ kind }) => kind)).toEqual(['case'])
    expect(await runError(['sale', 'return', '1'], world)).toMatchObject({ code: 'sale.nothingToReturn' })
    expect((await runLine(['sale', 'list'], world)).out).toContain('all returned')
    const { customers } = await runJson<{ customers: { purchases: number }[] }>(['customer', 'list'], world)
    expect(customers).toMatchObject([{ purchases: 0 }])
    const { sales } = await runJson<{ sales: { count: number } }>(['summary'], world)
    expect(sales.count).toBe(0)
  })

  it('is no lone negative line of an import, in a list and in a return', async () => {
    const world = fakeWorld()
    const path = join(world.home, 'sales.csv')
    writeFileSync(
      path,
      'customer,date,product,qty,sum\nAnna,2026-11-01,Tea,2,200\nAnna,2026-11-01,Tea,-1,-50\n',
    )
    await runJson(['import', 'sales', path], world)
    expect((await runLine(['sale', 'list'], world)).out).toContain('Tea × 2')
    const { sale } = await runJson<Changed>(['sale', 'return', '1'], world)
    expect(sale.lines.at(-1)).toMatchObject({ quantity: -2 })
    expect(sale.totalMinor).toBe(0)
  })

  it('fixes the items and the discount, and nothing else', async () => {
    const world = fakeWorld()
    await add(world, ...ANNA, '--item', 'Cream x2 @100', '--discount', '10')
    await runJson(['sale', 'return', '1', '--item', 'Cream'], world)
    for (const flags of [
      ['--item', 'Cream @10'],
      ['--discount', '0'],
    ]) {
      expect(await runError(['sale', 'edit', '1', ...flags], world)).toMatchObject({
        ...{ exit: 3, code: 'sale.returned', params: { id: 1 } },
      })
    }
    expect((await runJson<Changed>(['sale', 'edit', '1', '--note', 'blue'], world)).sale).toMatchObject({
      ...{ note: 'blue', totalMinor: 9500 },
    })
  })
})

describe('amounts beyond what is counted exactly', () => {
  it.each([
    [['--item', 'Gold x1000000 @99999999999']],
    [['--item', 'Gold x1 @80000000000000', '--item', 'Silver x1 @80000000000000']],
  ])('are refused: %j', async (flags) => {
    const world = fakeWorld()
    expect(await runError(['sale', 'add', ...ANNA, ...flags], world)).toMatchObject({
      ...{ exit: 2, code: 'input.invalid', params: { why: 'money' } },
    })
  })
})
