// The clipboard: real processes of made-up tools, found by the path as the system finds them.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyText } from '../../src/ui/clipboard.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A tool that keeps what it is given and how it was called, or does something else. */
function tool(
  name: string,
  script = `cat > "${folder}/taken"; echo "$0 $* $LC_ALL" > "${folder}/called"`,
): void {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`)
  chmodSync(join(bin, name), 0o755)
}

const taken = (encoding: BufferEncoding = 'utf8') => readFileSync(join(folder, 'taken'), encoding)
const called = () => readFileSync(join(folder, 'called'), 'utf8').trim().replace(`${folder}/bin/`, '')
const system = (platform: string, env: Record<string, string> = {}) => ({
  platform,
  env: { PATH: join(folder, 'bin'), ...env },
})

const TEXT = 'Анна, спасибо! 🎉\n– я на связи'

describe.skipIf(process.platform === 'win32')('a text is given', () => {
  test.each([
    ['linux', {}, 'xclip', 'xclip -selection clipboard'],
    ['linux', {}, 'xsel', 'xsel --clipboard --input'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'wl-copy', 'wl-copy'],
    ['linux', {}, 'termux-clipboard-set', 'termux-clipboard-set'],
    ['darwin', {}, 'pbcopy', 'pbcopy  en_US.UTF-8'],
  ])('on %s %j to %s', async (platform, env, name, line) => {
    tool(name)
    expect(await copyText(TEXT, system(platform, env))).toBe(name)
    expect(taken()).toBe(TEXT)
    expect(called()).toBe(line)
  })

  test.each([
    ['win32', {}],
    ['linux', { WSL_DISTRO_NAME: 'Ubuntu' }],
  ])('on %s %j to the clip of Windows, as it reads it', async (platform, env) => {
    tool('clip.exe')
    expect(await copyText(TEXT, system(platform, env))).toBe('clip.exe')
    expect(taken('utf16le')).toBe(TEXT)
  })

  test('to the next one where the first fails', async () => {
    tool('xclip', 'exit 1')
    tool('xsel')
    expect(await copyText(TEXT, system('linux'))).toBe('xsel')
    expect(taken()).toBe(TEXT)
  })

  test('to nobody where none is there, or none works', async () => {
    expect(await copyText(TEXT, system('linux'))).toBeNull()
    expect(await copyText(TEXT, system('darwin'))).toBeNull()
    expect(await copyText(TEXT, system('win32'))).toBeNull()
    tool('xclip', 'exec 0<&-; exit 1')
    expect(await copyText('x'.repeat(1_000_000), system('linux'))).toBeNull()
  })

  test('without waiting for one that hangs, nor for one that lives on to serve it', async () => {
    tool('xclip', 'exec sleep 30')
    tool('xsel', `cat > "${folder}/taken"; sleep 30 & exit 0`)
    const began = performance.now()
    expect(await copyText(TEXT, system('linux'))).toBe('xsel')
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(taken()).toBe(TEXT)
  })
})
