// A made-up world to run whole command lines in: its own clock, zone, terminal, answers and database file.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { onTestFinished } from 'vitest'
import { Context, type Globals } from '../src/context.ts'
import { run } from '../src/main.ts'
import type { World } from '../src/world.ts'

export interface FakeWorld extends World {
  stdout: NodeJS.WriteStream
  env: Record<string, string | undefined>
  /** The database file that every command of this world uses. */
  db: string
  /** Sets the clock to an instant such as `2026-11-21T09:00:00+03:00`. */
  setClock(instant: string): void
}

export interface WorldOptions {
  now?: string
  zone?: string
  columns?: number
  lang?: 'en' | 'ru'
  color?: boolean
}

/** As long as in /tmp wherever temporary files lie: lines that name a file are broken alike. */
const FOLDER = 'aftersales-test-'.slice(0, Math.max(1, 20 - tmpdir().length))

const COLOR = /\x1b\[\d+m/g

/** The result of one command line. */
export interface Ran {
  code: number
  out: string
  err: string
}

/** A world for one test; its folder is removed when the test ends. */
export function fakeWorld(options: WorldOptions = {}): FakeWorld {
  const { now = '2026-11-21T09:00:00+03:00', zone = 'Europe/Moscow', columns = 80 } = options
  const folder = mkdtempSync(join(tmpdir(), FOLDER))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const db = join(folder, 'shop.db')
  let clock = Date.parse(now)
  return {
    env: {
      AFTERSALES_DB: db,
      AFTERSALES_LANG: options.lang ?? 'en',
      COLUMNS: String(columns),
      ...(options.color ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    },
    platform: 'linux',
    home: folder,
    host: 'shop-computer',
    launcher: 'aftersales',
    zone,
    locale: 'en-GB',
    clock: () => clock,
    stopwatch: () => clock,
    ignoreInterrupt: () => undefined,
    leaveInterrupt: (program) => program(),
    showThrough: () => false,
    ...streams(false),
    db,
    setClock(instant) {
      clock = Date.parse(instant)
    },
  }
}

/**
 * Runs one command line as main does. With answers somebody sits at the terminal: each is typed, with Enter, when
 * the next question waits; `\x03` is Ctrl-C.
 */
export async function runLine(
  args: readonly string[],
  world: FakeWorld,
  answers: readonly string[] | null = null,
): Promise<Ran> {
  const { stdin, stdout, stderr } = streams(answers !== null)
  const out = collected(stdout)
  const err = collected(stderr)
  const typing = answers ? typed(stdin, stdout, [...answers]) : null
  const code = await run(args, { ...world, stdin, stdout, stderr })
  clearInterval(typing ?? undefined)
  return { code, out: out(), err: err() }
}

/** Runs a command line with --json, which must succeed. */
export async function runJson<Document>(args: readonly string[], world: FakeWorld): Promise<Document> {
  const { code, out, err } = await runLine([...args, '--json'], world)
  if (code !== 0) throw new Error(`exit ${code}: ${err}`)
  return JSON.parse(out) as Document
}

/** The error document that a command line with --json must end with. */
export async function runError(args: readonly string[], world: FakeWorld) {
  const { code, out, err } = await runLine([...args, '--json'], world)
  if (code === 0) throw new Error(`it succeeded: ${out}`)
  const { error } = JSON.parse(err) as {
    error: { code: string; message: string; params: Record<string, unknown> }
  }
  return { exit: code, ...error }
}

function streams(isTTY: boolean): Pick<World, 'stdin' | 'stderr'> & { stdout: NodeJS.WriteStream } {
  const stream = () =>
    Object.assign(new PassThrough(), {
      isTTY,
      end: () => undefined,
      setRawMode: () => undefined,
      columns: 80,
      rows: 40,
    })
  return {
    stdin: stream() as unknown as World['stdin'],
    stdout: stream() as unknown as NodeJS.WriteStream,
    stderr: stream() as unknown as World['stderr'],
  }
}

function collected(stream: NodeJS.WriteStream): () => string {
  let text = ''
  ;(stream as unknown as PassThrough).on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}

/** Types the next answer whenever a question stands open on a screen that has stood still for a moment. */
function typed(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, answers: string[]) {
  let screen = ''
  let still = false
  ;(stdout as unknown as PassThrough).on('data', (chunk: Buffer) => {
    screen += chunk.toString().replaceAll(COLOR, '')
    still = false
  })
  return setInterval(() => {
    const mark = [...screen.matchAll(/(?:^|\n|\x1b\[[0-9?]*[A-Za-z])([?✔]) /g)].at(-1)?.[1]
    if (!still) still = true
    else if (mark === '?' && answers.length > 0) {
      const answer = answers.shift() as string
      still = false
      ;(stdin as unknown as PassThrough).write(answer === '\x03' ? answer : `${answer}\r`)
    }
  }, 25)
}

/** A context that knows its language. */
export async function createContext(world: World, globals: Globals): Promise<Context> {
  const context = new Context(world, globals)
  await context.findLanguage()
  return context
}
