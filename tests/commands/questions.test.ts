// Her own questions of calls: asked wherever a card is shown, in their language, and ours where she has none.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DueDocument } from '../../src/ui/view/due.ts'
import { type FakeWorld, fakeWorld, runJson, runLine } from '../fixture.ts'

/** One customer to be called for the first time, about a product with a tip. */
async function shop(lang: 'en' | 'ru' = 'en'): Promise<FakeWorld> {
  const world = fakeWorld({ lang })
  await runJson(['product', 'add', 'Cream', '--tip', 'shake it'], world)
  await runJson(['sale', 'add', '--customer', 'Anna', '--phone', '89161234567', '--item', 'Cream'], world)
  world.setClock('2026-11-22T10:00:00+03:00')
  return world
}
const write = (world: FakeWorld, texts: object | string) =>
  writeFileSync(
    join(world.home, 'shop.messages.json'),
    typeof texts === 'string' ? texts : JSON.stringify(texts),
  )
const asked = async (world: FakeWorld, ...flags: string[]) =>
  (await runJson<DueDocument>(['due', ...flags], world)).calls[0]?.ask

const MINE = {
  'ask.first-use': ['Has the parcel come?', 'Happy with it, 1 to 5?'],
  askTip: 'Did you {{tip}}?',
}
const OURS = 'Did everything arrive in one piece?'

describe('her own questions', () => {
  test('are asked in their language alone, and those that ship in the other', async () => {
    const world = await shop()
    write(world, { en: MINE })
    expect(await asked(world)).toEqual([
      'Has the parcel come?',
      'Happy with it, 1 to 5?',
      'Did you shake it?',
    ])
    expect((await asked(world, '--lang', 'ru'))?.[0]).toBe('Всё ли пришло целым?')
  })

  test('may be none', async () => {
    const world = await shop()
    write(world, { en: { 'ask.first-use': [] } })
    expect(await asked(world)).toEqual(['Check the use: shake it'])
  })

  test('that are not there are those that ship, beside messages of hers', async () => {
    const world = await shop()
    const before = await asked(world)
    write(world, { en: { thanks: 'Thanks!' }, ru: {} })
    expect(await asked(world)).toEqual(before)
  })

  test('are on the printed list, before a call, and before one that is logged', async () => {
    const world = await shop()
    write(world, { en: MINE })
    const sheet = join(world.home, 'sheet.html')
    await runJson(['due', '--print', sheet], world)
    expect(readFileSync(sheet, 'utf8')).toContain('Has the parcel come?')
    for (const line of [['call'], ['log', '#1']]) {
      const { out } = await runLine(line, world, ['\x03'])
      expect(out).toContain('Has the parcel come?')
      expect(out).not.toContain(OURS)
    }
  })

  test('are what a talk is asked after, where the answer is a mark', async () => {
    const world = fakeWorld()
    const sale = ['sale', 'add', '--customer', 'Anna', '--phone', '89161234567', '--item', 'Cream']
    await runJson([...sale, '--date', '2026-11-09'], world)
    write(world, { en: { 'askFactor.fulfilment': '1 to 5: was all as I said?' } })
    expect(await asked(world)).toContain('1 to 5: was all as I said?')
    const { out } = await runLine(['log', '#1'], world, ['', '', '', '', '', '', '', '\x03'])
    expect(out.replaceAll('\n', ' ')).toMatch(/\? 1 to 5: was all as I said\?/)
  })
})

describe.each(['en', 'ru'] as const)('a file with a mistake, in %s', (lang) => {
  const BROKEN = '{ "en": {}, "ru": { "ask.first-use": "?" } }'
  const said = { en: 'until it is mended the questions are', ru: 'пока она не исправлена, вопросы' }[lang]

  test.each([
    ['due', []],
    ['due', ['--print', 'SHEET']],
    ['log', ['#1']],
    ['call', []],
  ])('asks what ships and says so once: %s %j', async (command, flags) => {
    const world = await shop(lang)
    const before = await asked(world)
    write(world, BROKEN)
    expect(await asked(world)).toEqual(before)
    const args = [command, ...flags.map((flag) => flag.replace('SHEET', join(world.home, 'sheet.html')))]
    const { err } = await runLine(args, world, command === 'due' ? null : ['\x03'])
    expect(err.replace(/\s+/g, ' ').split(said)).toHaveLength(2)
    expect(err).toContain('aftersales config doctor')
    for (const line of [['due', '--json'], ['--json']]) {
      const { err: warning } = await runLine(line, world)
      expect(JSON.parse(warning)).toMatchObject({ warning: { code: 'template.notUsed' } })
    }
  })

  test('is said of nobody who wrote none', async () => {
    const world = await shop(lang)
    expect((await runLine(['due'], world)).err).toBe('')
  })
})
