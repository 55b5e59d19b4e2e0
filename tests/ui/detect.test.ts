// What a terminal can do, told from the surroundings that people really have.
import { expect, test } from 'vitest'
import { detectTerminal, type Surroundings, type Wishes } from '../../src/ui/detect.ts'

const seen = (around: Partial<Surroundings>, wishes: Wishes = {}) =>
  detectTerminal(wishes, {
    env: {},
    platform: 'linux',
    stdin: { isTTY: true },
    stdout: { isTTY: true },
    ...around,
  })

test.each<[boolean, string, Partial<Surroundings>]>([
  [true, 'nothing said', {}],
  [true, 'a UTF-8 locale', { env: { LANG: 'ru_RU.UTF-8', TERM: 'xterm-256color' } }],
  [true, 'as macOS spells it', { env: { LC_CTYPE: 'UTF-8' }, platform: 'darwin' }],
  [true, 'as older systems spell it', { env: { LANG: 'C.utf8' } }],
  [true, 'an empty setting', { env: { LC_ALL: '', LANG: 'en_GB.UTF-8' } }],
  [false, 'the C locale', { env: { LANG: 'C' } }],
  [false, 'LC_ALL before LANG', { env: { LC_ALL: 'POSIX', LANG: 'ru_RU.UTF-8' } }],
  [false, 'LC_CTYPE before LANG', { env: { LC_CTYPE: 'ru_RU.KOI8-R', LANG: 'ru_RU.UTF-8' } }],
  [false, 'the Linux console', { env: { TERM: 'linux', LANG: 'ru_RU.UTF-8' } }],
  [false, 'a dumb terminal', { env: { TERM: 'dumb' } }],
  [false, 'the old Windows console', { platform: 'win32' }],
  [true, 'Windows Terminal', { platform: 'win32', env: { WT_SESSION: 'b1a2' } }],
  [true, 'the terminal of an editor', { platform: 'win32', env: { TERM_PROGRAM: 'vscode' } }],
  [true, 'ConEmu', { platform: 'win32', env: { ConEmuPID: '4711' } }],
])('Unicode %s: %s', (unicode, _, around) => expect(seen(around).unicode).toBe(unicode))

test.each<[boolean, string, Partial<Surroundings>, Wishes]>([
  [true, 'a terminal', {}, {}],
  [false, 'a pipe', { stdout: {} }, {}],
  [true, 'a pipe, but asked for', { stdout: {}, env: { FORCE_COLOR: '1' } }, {}],
  [false, 'NO_COLOR', { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, {}],
  [false, '--no-color', { env: { FORCE_COLOR: '1' } }, { color: false }],
  [false, '--json', { env: { FORCE_COLOR: '1' } }, { json: true }],
  [false, 'a dumb terminal', { env: { TERM: 'dumb' } }, {}],
])('colour %s: %s', (color, _, around, wishes) => expect(seen(around, wishes).color).toBe(color))

test('columns are those said, else those there are, and never hopelessly few', () => {
  expect(seen({ env: { COLUMNS: '100' }, stdout: { columns: 90 } }).columns).toBe(100)
  expect(seen({ stdout: { columns: 90 } }).columns).toBe(90)
  expect(seen({ stdout: {} }).columns).toBe(80)
  expect(seen({ env: { COLUMNS: '3' } }).columns).toBe(20)
})

test('questions need a terminal on both sides, and leave to ask', () => {
  expect(seen({}).interactive).toBe(true)
  expect(seen({ stdin: {} }).interactive).toBe(false)
  expect(seen({ stdout: {} }).interactive).toBe(false)
  expect(seen({}, { input: false }).interactive).toBe(false)
  expect(seen({}, { json: true }).interactive).toBe(false)
})
