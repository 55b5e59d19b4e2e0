// What differs between Linux, macOS and Windows, with the system as an input.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { rename } from '../src/rename.ts'
import { draggedFile } from '../src/ui/dragged.ts'
import { openFile } from '../src/ui/open-file.ts'
import type { World } from '../src/world.ts'
import { createContext, fakeWorld } from './fixture.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const contextOf = (world: Partial<World>) => createContext({ ...fakeWorld(), ...world }, {})

describe('the shop lies in the folder for data of', () => {
  const home = '/home/anna'

  test.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/home/anna/.local/share/aftersales/aftersales.db'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/aftersales/aftersales.db'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/anna/.local/share/aftersales/aftersales.db'],
    ['darwin', {}, '/home/anna/Library/Application Support/aftersales/aftersales.db'],
    ['win32', { LOCALAPPDATA: '/home/anna/Local' }, '/home/anna/Local/aftersales/aftersales.db'],
    ['win32', {}, '/home/anna/AppData/Local/aftersales/aftersales.db'],
  ])('%s %j', async (platform, env, path) => {
    expect((await contextOf({ platform, env, home })).dbPath).toBe(join(path))
  })
})

test.each([
  [{}, 'ru-RU', 'ru'],
  [{}, 'en-US', 'en'],
  [{}, 'de-DE', 'en'],
  [{ LANG: 'ru_RU.UTF-8' }, 'en-US', 'ru'],
  [{ LANG: 'C.UTF-8' }, 'ru-RU', 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'ru', LANG: 'en_GB.UTF-8' }, 'en-US', 'ru'],
  [{ AFTERSALES_LANG: 'en', LANG: 'ru_RU.UTF-8' }, 'ru-RU', 'en'],
])('in %j of a system in %s it speaks %s', async (env, locale, lang) => {
  expect((await contextOf({ env, locale })).lang).toBe(lang)
})

test('the system is not asked for its language where another is told', async () => {
  const world = Object.defineProperty(fakeWorld(), 'locale', {
    get: () => {
      throw new Error('asked')
    },
  })
  expect((await createContext(world, {})).lang).toBe('en')
})

test.each<[NodeJS.Platform, string, string]>([
  ['linux', `'/home/anna/мои продажи.xlsx'`, '/home/anna/мои продажи.xlsx'],
  ['linux', '/home/anna/a\\ \\(1\\).csv', '/home/anna/a (1).csv'],
  ['linux', 'file:///home/anna/%D0%B0%20b.csv', '/home/anna/а b.csv'],
  ['linux', 'file://localhost/home/anna/a.csv', '/home/anna/a.csv'],
  ['darwin', '/Users/anna/100%.csv', '/Users/anna/100%.csv'],
  ['darwin', 'file:///Users/anna/100%.csv', '/Users/anna/100%.csv'],
  ['win32', '"C:\\Users\\Анна\\мои продажи.xlsx"', 'C:\\Users\\Анна\\мои продажи.xlsx'],
  ['win32', 'C:\\Users\\Anna\\(old)\\[1].xlsx', 'C:\\Users\\Anna\\(old)\\[1].xlsx'],
  ['win32', 'file:///C:/Users/%D0%90/a.xlsx', 'C:/Users/А/a.xlsx'],
  ['win32', '\\\\server\\shop\\a.csv', '\\\\server\\shop\\a.csv'],
])('on %s what is dragged in as %s is %s', (platform, typed, path) => {
  expect(draggedFile(typed, platform)).toBe(path)
})

describe('a file takes its place', () => {
  const failing = (times: number, code: string) => {
    let left = times
    const move = () => {
      left -= 1
      if (left >= 0) throw Object.assign(new Error(code), { code })
    }
    return { move, tries: () => times - left }
  }

  test('whatever had its name', () => {
    const [from, to] = ['a', 'b'].map((name) => join(folder(), name)) as [string, string]
    writeFileSync(from, 'new')
    writeFileSync(to, 'old')
    rename(from, to)
    expect([existsSync(from), readFileSync(to, 'utf8')]).toEqual([false, 'new'])
  })

  test.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows once nobody holds it any more: %s', (code) => {
    const { move, tries } = failing(3, code)
    rename('a', 'b', true, move)
    expect(tries()).toBe(4)
  })

  test('and is given up where somebody keeps it', () => {
    const { move, tries } = failing(1000, 'EBUSY')
    expect(() => rename('a', 'b', true, move)).toThrow('EBUSY')
    expect(tries()).toBe(8)
  })

  test.each<[boolean, string]>([
    [false, 'EPERM'],
    [true, 'ENOENT'],
    [true, 'ENOSPC'],
  ])('at once or never elsewhere: Windows %s, %s', (isWindows, code) => {
    const { move, tries } = failing(1, code)
    expect(() => rename('a', 'b', isWindows, move)).toThrow(code)
    expect(tries()).toBe(1)
  })
})

describe.skipIf(process.platform === 'win32')('a page is opened', () => {
  /** A program that keeps what it was called with. */
  const system = (platform: string, name: string, code: number) => {
    const bin = folder()
    mkdirSync(bin, { recursive: true })
    writeFileSync(join(bin, name), `#!/bin/sh\nprintf '%s' "$*" > "${bin}/called"\nexit ${code}\n`)
    chmodSync(join(bin, name), 0o755)
    return { platform, env: { PATH: bin }, called: () => readFileSync(join(bin, 'called'), 'utf8') }
  }

  test.each([
    ['linux', 'xdg-open', 0, true],
    ['linux', 'xdg-open', 3, false],
    ['darwin', 'open', 0, true],
    ['darwin', 'open', 1, false],
    // Its end tells nothing.
    ['win32', 'explorer.exe', 1, true],
  ])('on %s by %s, which ends with %i', async (platform, name, code, opened) => {
    const { called, ...around } = system(platform, name, code)
    expect(await openFile('/tmp/отчёт, июль.html', around)).toBe(opened)
    const path = '/tmp/отчёт, июль.html'
    expect(called()).toBe(platform === 'win32' ? `"${path}"` : path)
  })

  test('by nothing where there is nothing', async () => {
    for (const platform of ['linux', 'darwin', 'win32'])
      expect(await openFile('/tmp/a', { platform, env: { PATH: folder() } })).toBe(false)
  })
})
