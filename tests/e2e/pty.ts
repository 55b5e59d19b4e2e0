// A real pseudo-terminal with the built program in it: types keys, reads the screen.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { onTestFinished } from 'vitest'

const BIN = join(import.meta.dirname, '../../bin/aftersales.js')

export const ENTER = '\r'
export const DOWN = '\x1b[B'
export const CTRL_C = '\x03'

/** An empty home with a shop in it, removed when the test ends. */
export function home(): { folder: string; env: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-pty-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { PATH = '' } = process.env
  return {
    folder,
    env: {
      ...{ PATH, HOME: folder, TERM: 'xterm-256color', TZ: 'Europe/Moscow', NO_COLOR: '1' },
      AFTERSALES_DB: join(folder, 'shop.db'),
      AFTERSALES_NOW: '2026-11-21T09:00:00+03:00',
    },
  }
}

/** Runs a command line without a terminal. @throws where it fails */
export function aftersales(args: readonly string[], env: Record<string, string>): string {
  return execFileSync(process.execPath, [BIN, ...args], { env, encoding: 'utf8' })
}

/** What makes a shop, made to do so once only: after that the file is copied. */
export function once(make: (env: Record<string, string>) => void): (env: Record<string, string>) => void {
  let made: Buffer | null = null
  return (env) => {
    const path = env.AFTERSALES_DB ?? ''
    if (made) writeFileSync(path, made, { mode: 0o600 })
    else {
      make(env)
      made = readFileSync(path)
    }
  }
}

const STILL_MS = 80
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

export interface Screen {
  /** Waits until a text has appeared after the last one seen. @throws after half a minute, with the screen */
  see(text: string): Promise<void>
  /** Types once the screen has stood still for a moment, as a person does. */
  type(keys: string): Promise<void>
  /** Waits for the end. @returns all that was shown, as it is read, and raw with every code in it */
  exit(): Promise<{ code: number; all: string; raw: string }>
}

export function open(args: readonly string[], env: Record<string, string>, columns = 80): Screen {
  const terminal = spawn(process.execPath, [BIN, ...args], { cols: columns, rows: 40, env })
  let all = ''
  let fresh = ''
  let drawn = performance.now()
  const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)))
  terminal.onData((data) => {
    all += data
    fresh += data
    drawn = performance.now()
  })
  // Money and long numbers hold no-break blanks; a test reads them as blanks.
  const plain = (text: string) => stripVTControlCharacters(text).replace(/[\u00a0\u202f]/g, ' ')
  return {
    async see(text) {
      const deadline = performance.now() + 30_000
      while (!plain(fresh).includes(text)) {
        if (performance.now() > deadline) throw new Error(`not seen: ${text}\n${plain(all)}`)
        await pause()
      }
      fresh = plain(fresh).slice(plain(fresh).indexOf(text) + text.length)
    },
    async type(keys) {
      while (performance.now() - drawn < STILL_MS) await pause()
      terminal.write(keys)
    },
    async exit() {
      const code = await ended
      return { code, all: plain(all), raw: all }
    },
  }
}
