// Which pager is taken, and what is too long for a screen.
import { describe, expect, test } from 'vitest'
import { loadLanguage } from '../../src/ui/i18n/index.ts'
import { isTaller, pagerOf } from '../../src/ui/pager.ts'

const pager = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') => {
  const found = pagerOf({ env, platform }, 'on')
  return found && [found.command, ...found.args]
}

test.each<[string, Record<string, string>, string[] | null]>([
  ['less where nothing is said', {}, ['less']],
  ['that of all programs', { PAGER: 'most' }, ['most']],
  ['that of this one first', { AFTERSALES_PAGER: 'less -S', PAGER: 'most' }, ['less', '-S']],
  [
    'with blanks in its name',
    { PAGER: `"/opt/my less/less" '-P a b' -R` },
    ['/opt/my less/less', '-P a b', '-R'],
  ],
  ['none', { AFTERSALES_PAGER: '', PAGER: 'less' }, null],
  ['none', { PAGER: 'cat' }, null],
  ['none for a dumb terminal', { TERM: 'dumb', PAGER: 'less' }, null],
])('%s', (_, env, expected) => expect(pager(env)).toEqual(expected))

test('on Windows only if asked for', () => {
  expect(pager({}, 'win32')).toBeNull()
  expect(pager({ PAGER: 'less' }, 'win32')).toEqual(['less'])
  expect(pager({}, 'darwin')).toEqual(['less'])
})

test('what she set up for less stays', () => {
  expect(pagerOf({ env: {}, platform: 'linux' }, 'on')?.env).toMatchObject({ LESS: '-EFRX -Pson' })
  const env = { LESS: '-i', LESSCHARSET: 'koi8-r', HOME: '/home/anna' }
  expect(pagerOf({ env, platform: 'linux' }, 'on')?.env).toMatchObject(env)
})

test.each([
  'en',
  'ru',
] as const)('less can show what it says in %s: ASCII without signs of its own', async (lang) => {
  expect((await loadLanguage(lang))('program.pagerPrompt')).toMatch(/^[A-Za-z, -]+$/)
})

describe('what is taller than the screen', () => {
  const screen = { columns: 10, rows: 5, color: true, unicode: true, interactive: true, links: false }
  const lines = (count: number, line = 'x') => `${line}\n`.repeat(count)

  test.each<[boolean, string]>([
    [false, lines(4)],
    [true, lines(5)],
    [true, lines(3, 'x'.repeat(11))],
    [false, lines(4, '\x1b[31mтекст текс\x1b[39m')],
    [false, ''],
  ])('%s: %j', (taller, text) => expect(isTaller(text, screen)).toBe(taller))
})
