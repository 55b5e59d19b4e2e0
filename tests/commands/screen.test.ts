// What a result becomes on a real screen: links where they are opened, pages where it is longer; never anywhere else.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { type FakeWorld, fakeWorld, runLine } from '../fixture.ts'

const LINKS = { FORCE_HYPERLINK: '1' }
const SOMEBODY: readonly string[] = []

let world: FakeWorld
/** What went through a pager, and through which. */
let paged: { command: string; text: string }[]

beforeEach(async () => {
  world = fakeWorld()
  await runLine(['demo', '--db', world.db], world)
  paged = []
  world.showThrough = ({ command }, text) => {
    paged.push({ command, text })
    return true
  }
})

function set(env: Record<string, string>): void {
  Object.assign(world.env, env)
}

const linksIn = (out: string) => [...out.matchAll(/\x1b\]8;[^;]*;([^\x1b]+)\x1b/g)].map(([, url = '']) => url)

describe('links', () => {
  test('call the customers of a list, and move none of its columns', async () => {
    const plain = await runLine(['customer', 'list', '--no-pager'], world, SOMEBODY)
    set(LINKS)
    const { out } = await runLine(['customer', 'list', '--no-pager'], world, SOMEBODY)
    expect(linksIn(out)).toContain('tel:+79000000001')
    expect(linksIn(out).length).toBeGreaterThan(10)
    expect(stripVTControlCharacters(out)).toBe(plain.out)
  })

  test('open the chats of a message', async () => {
    set(LINKS)
    const { out } = await runLine(['message', '#1', '--text', 'Hello!', '--sent'], world, SOMEBODY)
    expect(linksIn(out)[0]).toBe('https://wa.me/79000000001?text=Hello%21')
  })

  test.each([
    [['report', '--out', 'FILE.html']],
    [['due', '--print', 'FILE.html']],
    [['agenda', '--out', 'FILE.ics']],
    [['export', 'loyal', '--out', 'FILE.csv']],
    [['export', 'customers', '--out', 'FILE.xlsx']],
    [['export', 'all', '--out', 'FILE']],
    [['customer', 'show', '#1', '--export', 'FILE.json']],
    [['backup', '--out', 'FILE.db']],
    [['message', '--templates']],
  ])('%j tells where its file is', async (line) => {
    set(LINKS)
    const file = join(world.home, 'очень длинное имя (1) +79000000001')
    const args = line.map((word) => word.replace('FILE', file))
    const { code, out, err } = await runLine([...args, '--no-pager'], world, SOMEBODY)
    expect(code, err).toBe(0)
    const [url, ...others] = [...new Set(linksIn(out).filter((link) => !link.startsWith('tel:')))]
    expect(others).toEqual([])
    expect(url).toMatch(/^file:\/\/shop-computer\//)
    expect(existsSync(fileURLToPath((url ?? '').replace('shop-computer', '')))).toBe(true)
  })

  test.each<[string, string[], readonly string[] | null]>([
    ['a pipe', ['due'], null],
    ['a document', ['due', '--json'], SOMEBODY],
    ['a pager', ['due'], SOMEBODY],
  ])('are none in %s', async (_, args, answers) => {
    set(LINKS)
    const { out } = await runLine(args, world, answers)
    expect(out + paged.map(({ text }) => text).join()).not.toContain('\x1b]')
  })
})

describe('a pager', () => {
  const LOW = { LINES: '5' }

  test.each([
    ...[
      ['sale', 'list'],
      ['customer', 'list', '--all'],
      ['customer', 'find', 'a'],
      ['due', '--all'],
      ['due'],
    ],
    ...[['product', 'list'], ['case', 'list'], ['history'], ['export', 'sales'], ['help', 'cadence']],
    ...[['--help'], ['sale', 'add', '--help'], ['config', 'list'], ['summary', '--all-details'], ['loyal']],
  ])('shows %s %s %s', async (...line) => {
    set(LOW)
    if (line[0] === 'history') {
      for (const name of 'abcdefgh') await runLine(['customer', 'add', name], world)
    }
    const args = line.filter((word) => word !== undefined)
    const whole = await runLine([...args, '--no-pager'], world, SOMEBODY)
    expect(paged).toEqual([])
    expect(whole.out.split('\n').length).toBeGreaterThan(5)
    const { code, out, err } = await runLine(args, world, SOMEBODY)
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' })
    expect(paged).toEqual([{ command: 'less', text: whole.out }])
  })

  test('is not needed for what fits', async () => {
    set({ LINES: '200' })
    expect((await runLine(['customer', 'list', '--all'], world, SOMEBODY)).out).not.toBe('')
    expect(paged).toEqual([])
  })

  test('that is not there is no loss', async () => {
    set(LOW)
    world.showThrough = () => false
    const { code, out, err } = await runLine(['due'], world, SOMEBODY)
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe((await runLine(['due', '--no-pager'], world, SOMEBODY)).out)
  })

  test.each([
    ['--json', ['due', '--json'], SOMEBODY],
    ['--no-input', ['due', '--no-input'], SOMEBODY],
    ['--no-pager', ['--no-pager', 'due'], SOMEBODY],
    ['a pipe', ['due'], null],
    ['a pipe to a file', ['export', 'sales'], null],
  ])('is none with %s', async (_, args, answers) => {
    set(LOW)
    expect((await runLine(args, world, answers)).out).not.toBe('')
    expect(paged).toEqual([])
  })

  test('is none where a question follows', async () => {
    set({ LINES: '5' })
    const asked = await runLine(['message', '#1', '--text', 'Hello!'], world, ['\x03'])
    expect(asked.code).toBe(130)
    // The morning, the list that the menu offers, and the menu again.
    const menu = await runLine([], world, ['See', '\x03'])
    expect(menu.out).toContain('1. ')
    expect((await runLine(['call'], world, ['\x03'])).code).toBe(130)
    expect(paged).toEqual([])
  })
})
