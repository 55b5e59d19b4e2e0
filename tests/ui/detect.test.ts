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

test('lines are those said, else those there are', () => {
  expect(seen({ env: { LINES: '50' }, stdout: { rows: 40 } }).rows).toBe(50)
  expect(seen({ stdout: { rows: 40 } }).rows).toBe(40)
  expect(seen({ stdout: {} }).rows).toBe(24)
})

const program = (TERM_PROGRAM: string, TERM_PROGRAM_VERSION = '') => ({
  env: { TERM: 'xterm-256color', TERM_PROGRAM, TERM_PROGRAM_VERSION },
})

test.each<[boolean, string, Partial<Surroundings>]>([
  [false, 'nothing said', {}],
  [false, 'some terminal', { env: { TERM: 'xterm-256color', LANG: 'ru_RU.UTF-8' } }],
  [false, 'the terminal of macOS', program('Apple_Terminal', '455')],
  [true, 'iTerm', program('iTerm.app', '3.4.19')],
  [false, 'an old iTerm', program('iTerm.app', '3.0.15')],
  [true, 'WezTerm', program('WezTerm', '20240203-110809-5046fc22')],
  [true, 'VS Code', program('vscode', '1.104.1')],
  [false, 'an old VS Code', program('vscode', '1.71.2')],
  [true, 'Ghostty', program('ghostty', '1.1.3')],
  [true, 'Zed', program('zed', '0.190.6')],
  [true, 'GNOME Terminal', { env: { VTE_VERSION: '6003' } }],
  [true, 'the first VTE with links that bears them', { env: { VTE_VERSION: '5001' } }],
  [false, 'the VTE that crashes on them', { env: { VTE_VERSION: '5000' } }],
  [false, 'an old VTE', { env: { VTE_VERSION: '4803' } }],
  [true, 'Konsole', { env: { KONSOLE_VERSION: '230805' } }],
  [false, 'an old Konsole', { env: { KONSOLE_VERSION: '200803' } }],
  [true, 'kitty', { env: { TERM: 'xterm-kitty' } }],
  [true, 'kitty under another name', { env: { TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' } }],
  [true, 'Alacritty', { env: { TERM: 'alacritty' } }],
  [true, 'foot', { env: { TERM: 'foot' } }],
  [true, 'Windows Terminal', { platform: 'win32', env: { WT_SESSION: 'b1a2' } }],
  [true, 'Windows Terminal, Linux in it', { env: { WT_SESSION: 'b1a2', TERM: 'xterm-256color' } }],
  [false, 'the old Windows console', { platform: 'win32' }],
  [false, 'an editor on Windows', { ...program('vscode', '1.104.1'), platform: 'win32' }],
  [false, 'an old tmux in GNOME Terminal', { env: { TMUX: '/tmp/t', TERM: 'screen', VTE_VERSION: '6003' } }],
  [false, 'tmux 3.3a', { env: { TMUX: '/tmp/t', ...program('tmux', '3.3a').env } }],
  [true, 'tmux 3.4', { env: { TMUX: '/tmp/t', ...program('tmux', '3.4').env } }],
  [true, 'tmux 3.10', { env: { TMUX: '/tmp/t', ...program('tmux', '3.10').env } }],
  [false, 'screen', { env: { STY: '1.pts', TERM: 'xterm-kitty' } }],
  [false, 'a machine that builds', { env: { CI: 'true', VTE_VERSION: '6003' } }],
  [false, 'a dumb terminal', { env: { TERM: 'dumb', VTE_VERSION: '6003' } }],
  [false, 'a pipe', { stdout: {}, env: { VTE_VERSION: '6003' } }],
  [false, 'a pipe, even if asked for', { stdout: {}, env: { FORCE_HYPERLINK: '1' } }],
  [true, 'asked for', { env: { FORCE_HYPERLINK: '1' } }],
  [false, 'not wanted', { env: { FORCE_HYPERLINK: '0', VTE_VERSION: '6003' } }],
  [true, 'without colours', { env: { NO_COLOR: '1', VTE_VERSION: '6003' } }],
])('links %s: %s', (links, _, around) => expect(seen(around).links).toBe(links))

test('no links in a document', () => {
  expect(seen({ env: { FORCE_HYPERLINK: '1' } }, { json: true }).links).toBe(false)
})
