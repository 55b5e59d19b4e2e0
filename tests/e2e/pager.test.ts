// A long list in a real terminal, with the real less; and the links of one that opens them.
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aftersales, CTRL_C, ENTER, home, once, open } from './pty.ts'

const hasLess = ['/usr/bin/less', '/bin/less', '/opt/homebrew/bin/less'].some((path) => existsSync(path))

const demo = once((env) => void aftersales(['demo', '--db', env.AFTERSALES_DB ?? ''], env))

/** Taller than a screen of 40 lines; the first sale and the last. */
const LIST = ['sale', 'list', '--all', '--lang']
const [FIRST, LAST] = ['#70 ', '#1  ']

test.skipIf(!hasLess)(
  'less turns the pages, Ctrl-C does not end it, and at the end it leaves by itself',
  async () => {
    const { env } = home()
    demo(env)
    const screen = open([...LIST, 'ru'], env)
    await screen.see(FIRST)
    await screen.see('-- Space, Enter, q --')
    // Ctrl-C throws away what was typed and not read yet, so the answer to each key is waited for.
    for (const key of [CTRL_C, CTRL_C, ' ', CTRL_C]) {
      await screen.type(key)
      await screen.see('-- Space, Enter, q --')
    }
    await screen.type(' ')
    await screen.see(LAST)
    expect((await screen.exit()).code).toBe(0)
  },
)

test.skipIf(!hasLess)('q leaves early, without a word', async () => {
  const { env } = home()
  demo(env)
  const screen = open([...LIST, 'en'], env)
  await screen.see('q - leave')
  await screen.type('q')
  const { code, all } = await screen.exit()
  expect(code).toBe(0)
  expect(all).not.toContain(LAST)
  expect(all).not.toMatch(/EPIPE|rror/)
})

test.each([
  ['a pager that reads nothing', { PAGER: 'true' }, false],
  ['a pager that is not there', { PAGER: 'nonesuch-pager' }, true],
  ['none', { AFTERSALES_PAGER: '', PAGER: 'true' }, true],
])('%s is no error', async (_, set, seen) => {
  const { env } = home()
  demo(env)
  const { code, all } = await open([...LIST, 'ru'], { ...env, ...set }).exit()
  expect(code).toBe(0)
  expect(all.includes(FIRST) && all.includes(LAST)).toBe(seen)
})

test('the end of a pager is not the end of the command', async () => {
  const { env } = home()
  const { code } = await open(['customer', 'show', '#99', '--lang', 'ru'], {
    ...env,
    PAGER: 'true',
    LINES: '5',
  }).exit()
  expect(code).toBe(3)
})

test('a terminal that opens links gets them, in a question too', async () => {
  const { env } = home()
  demo(env)
  const screen = open(['message', '#1', '--text', 'Привет!', '--lang', 'ru'], { ...env, VTE_VERSION: '7006' })
  await screen.see('Отправили?')
  await screen.type(`n${ENTER}`)
  const { raw, all } = await screen.exit()
  const url = 'https://wa.me/79000000001?text=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%21'
  expect(raw).toContain(`\x1b]8;id=aftersales;${url}\x1b\\`)
  expect(all).toContain(url)
})
