// A number that was edited or cleared still tells who she is: a file read once more adds nothing, a refusal holds.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportDocument } from '../../src/ui/view/import.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { expectSound } from '../personal.ts'

const PHONE = '+79264318765'
const OTHER = '+79265554433'
const FILE = `customer;phone;date;product;quantity;amount
Ульяна Ёжикова;8 (926) 431-87-65;2026-11-10;Крем;1;1000
`

const importing = (world: FakeWorld, content = FILE) => {
  const path = join(world.home, 'sales.csv')
  writeFileSync(path, content)
  return runJson<ImportDocument>(['import', 'sales', path], world)
}

const REFUSE = ['log', '#1', '--outcome', 'refused']
const CLEAR = ['customer', 'edit', '#1', '--phone', '']
const CHANGE = ['customer', 'edit', '#1', '--phone', OTHER]

async function shop(...lines: string[][]): Promise<FakeWorld> {
  const world = fakeWorld()
  await importing(world)
  for (const line of lines) await runJson(line, world)
  return world
}

/** Who may be called, written to or mailed. */
async function reached(world: FakeWorld) {
  const due = await runJson<Record<'calls' | 'messages' | 'noPhone', { customer: { id: number } }[]>>(
    ['due', '--all'],
    world,
  )
  const { out } = await runLine(['export', 'loyal', '--for-mailing', '--stage', 'new,trying'], world)
  const listed = [...due.calls, ...due.messages, ...due.noPhone].map(({ customer }) => customer.id)
  return { listed, mailed: out.trim().split('\n').slice(1) }
}

describe('a number that is hers no longer', () => {
  const WAYS: [string, string[][]][] = [
    ['cleared', [CLEAR]],
    ['changed', [CHANGE]],
    ['cleared after a refusal', [REFUSE, CLEAR]],
    ['changed after a refusal', [REFUSE, CHANGE]],
    ['changed before a refusal', [CHANGE, REFUSE]],
    ['changed twice', [CHANGE, ['customer', 'edit', '#1', '--phone', '8 926 555 44 32'], REFUSE]],
    ['found to be wrong, and another given', [['log', '#1', '--outcome', 'wrong-number'], CHANGE]],
  ]
  it.each(WAYS)('%s: a file read once more adds nothing', async (_, lines) => {
    const world = await shop(...lines)
    expect(await importing(world)).toMatchObject({
      ...{ imported: 0, duplicates: 1, created: { customers: 0, sales: 0 } },
    })
    expect((await runJson<{ sales: unknown[] }>(['sale', 'list'], world)).sales).toHaveLength(1)
    if (lines.includes(REFUSE)) expect(await reached(world)).toEqual({ listed: [], mailed: [] })
    expectSound(world)
  })

  it('tells who it is in a sale, with the name alone or none, and who is looked for', async () => {
    const world = await shop(CHANGE)
    const sell = (...who: string[]) =>
      runJson<{ customer: { id: number; phone: string } }>(
        ['sale', 'add', ...who, '--item', 'Мыло @5'],
        world,
      )
    const phone = ['--phone', '89264318765']
    for (const who of [
      ['--customer', 'Ульяна Ёжикова', ...phone],
      ['--customer', 'Ульяна', ...phone],
      phone,
    ]) {
      expect((await sell(...who)).customer).toMatchObject({ id: 1, phone: OTHER })
    }
    for (const reference of [PHONE, OTHER]) {
      expect(await runJson(['customer', 'show', reference], world)).toMatchObject({ customer: { id: 1 } })
    }
    const { customers } = await runJson<{ customers: unknown[] }>(['customer', 'find', '431-87-65'], world)
    expect(customers).toHaveLength(1)
  })

  it('belongs to whoever has it now', async () => {
    const world = await shop(CHANGE)
    const { customer } = await runJson<{ customer: { id: number } }>(
      ['sale', 'add', '--customer', 'Олег', '--phone', PHONE, '--item', 'Мыло @5'],
      world,
    )
    expect(customer.id).toBe(2)
    expect(await runJson(['customer', 'show', PHONE], world)).toMatchObject({ customer: { id: 2 } })
    expect(
      (await runJson<{ warnings: unknown[] }>(['customer', 'edit', '#2', '--phone', PHONE], world)).warnings,
    ).toEqual([])
    expect(await importing(world)).toMatchObject({ imported: 0 })
    // Once it is hers again, it is no former one.
    await runJson(['customer', 'edit', '#1', '--phone', PHONE], world)
    expect(await runJson(['customer', 'show', '#1', '--export'], world)).toMatchObject({
      formerPhones: [OTHER],
    })
  })

  it('is taken again where she has none by now', async () => {
    const world = await shop(CLEAR)
    const who = ['--customer', 'Ульяна Ёжикова', '--phone', PHONE]
    expect(await runJson(['sale', 'add', ...who, '--item', 'Мыло @5'], world)).toMatchObject({
      customer: { id: 1, phone: PHONE },
    })
  })

  it('stands in the report of what is held, moves with a merge, and is erased with her', async () => {
    const world = await shop(CHANGE, ['customer', 'add', 'Ульяна', '--phone', '89260000001'])
    expect(await runJson(['customer', 'show', '#1', '--export'], world)).toMatchObject({
      formerPhones: [PHONE],
    })
    await runJson(['customer', 'merge', '#2', '#1', '--yes'], world)
    expect(await runJson(['customer', 'show', PHONE], world)).toMatchObject({ customer: { id: 2 } })
    expect(await importing(world)).toMatchObject({ imported: 0, created: { customers: 0 } })
    await runJson(['customer', 'forget', '#2', '--yes'], world)
    expect(await runError(['customer', 'show', PHONE], world)).toMatchObject({ code: 'customer.notFound' })
    expect(await runJson(['customer', 'show', '#1'], world)).toMatchObject({ customer: { id: 2 } })
  })
})

describe('a refused number or address', () => {
  const REFUSING = [['customer', 'edit', '#1', '--email', 'Only@example.org'], REFUSE]

  it.each([
    ['a number', ['--phone', '8.926.431.87.65']],
    ['an address', ['--email', 'ONLY@Example.org']],
  ])('is refused on a second card too: %s', async (_, how) => {
    const world = await shop(...REFUSING)
    const { warnings } = await runJson<{ warnings: { code: string; text: string }[] }>(
      ['customer', 'add', 'Зинаида Новая', ...how, '--new'],
      world,
    )
    expect(warnings.map(({ code }) => code)).toEqual(['customer.refusedWith'])
    expect(warnings[0]?.text).toContain('Ульяна Ёжикова (#1)')
    const sold = await runJson(['sale', 'add', '--customer', '#2', '--item', 'Мыло @5'], world)
    expect(sold).toMatchObject({
      customer: { refused: true },
      message: null,
      warnings: [{ code: 'customer.refusedWith' }],
    })
    world.setClock('2026-11-23T09:00:00+03:00')
    expect(await reached(world)).toEqual({ listed: [], mailed: [] })
    const duplicates = await runJson<{ duplicates: unknown[] }>(['customer', 'duplicates'], world)
    expect(duplicates.duplicates).toHaveLength(1)
    // What this customer says later holds for this card alone.
    const agreeing = ['--purpose', 'service', '--give', '--source', 'сама']
    await runJson(['customer', 'consent', '#2', ...agreeing], world)
    expect((await reached(world)).listed).toEqual([2])
    await runJson(['customer', 'edit', '#2', '--note', 'x'], world)
    expect((await reached(world)).listed).toEqual([2])
    expectSound(world)
  })

  it('refused later is refused on every card that has it', async () => {
    const world = await shop(
      ['customer', 'add', 'Зинаида Новая', '--phone', PHONE, '--new'],
      ['sale', 'add', '--customer', '#2', '--item', 'Мыло @5'],
      REFUSE,
    )
    world.setClock('2026-11-23T09:00:00+03:00')
    expect(await reached(world)).toEqual({ listed: [], mailed: [] })
    expectSound(world)
  })

  it('is refused when the second card comes from a file, or gets it by an edit', async () => {
    const world = await shop(...REFUSING)
    const path = join(world.home, 'people.csv')
    writeFileSync(path, 'name;email\nПочта Т;ONLY@Example.org\n')
    await runJson(['import', 'customers', path], world)
    expect(await runJson(['customer', 'show', '#2'], world)).toMatchObject({ standing: { code: 'refused' } })
    await runJson(['customer', 'add', 'Вера', '--phone', '89260000001'], world)
    expect(
      (
        await runJson<{ warnings: { code: string }[] }>(['customer', 'edit', '#3', '--phone', PHONE], world)
      ).warnings.map(({ code }) => code),
    ).toEqual(['customer.sharedPhone', 'customer.refusedWith'])
    expect(await runJson(['customer', 'show', '#3'], world)).toMatchObject({ standing: { code: 'refused' } })
    expectSound(world)
  })

  it('takes a refusal of offers with it, and none of somebody whose number is wrong', async () => {
    const world = await shop([
      'customer',
      'consent',
      '#1',
      '--purpose',
      'marketing',
      '--withdraw',
      '--source',
      'письмо',
    ])
    await runJson(['customer', 'add', 'Олег', '--phone', PHONE, '--new'], world)
    expect(await runJson(['customer', 'consent', '#2'], world)).toMatchObject({
      ...{ service: { state: 'unknown' }, marketing: { state: 'withdrawn', source: '#1' } },
    })
    const other = await shop(['log', '#1', '--outcome', 'wrong-number'], REFUSE)
    await runJson(['customer', 'add', 'Олег', '--phone', PHONE, '--new'], other)
    expect(await runJson(['customer', 'consent', '#2'], other)).toMatchObject({
      service: { state: 'unknown' },
    })
  })
})
