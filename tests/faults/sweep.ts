// Kills a command at each of its system calls in turn, or lets each of them fail, until it ends by itself: afterwards the
// shop is as before or as after, whole, and what was acknowledged is stored. Needs strace:
//   node tests/faults/sweep.ts [kill|full|io|read] [part of a scenario's name]
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Store } from '../../src/store/store.ts'
import { type Allowed, judge } from './judge.ts'
import { NOW, Program, SAFEGUARDS, WRITING } from './program.ts'
import { SCENARIOS, type Scenario } from './scenarios.ts'
import { leftovers, stateOf } from './state.ts'

/** A fault, the system calls it strikes, and how strace is told to. */
interface Fault {
  calls: string[]
  inject: (nth: number) => string
}

const FAULTS: Record<string, Fault> = {
  kill: { calls: [...WRITING, ...SAFEGUARDS], inject: (nth) => `signal=SIGKILL:when=${nth}` },
  // A disk that is full stays full.
  full: { calls: WRITING, inject: (nth) => `error=ENOSPC:when=${nth}+` },
  io: { calls: [...WRITING, ...SAFEGUARDS], inject: (nth) => `error=EIO:when=${nth}` },
  read: { calls: ['pread64'], inject: (nth) => `error=EIO:when=${nth}` },
}

/** Two processors are enough to keep one run waiting for the disk while another reckons. */
const AT_ONCE = 2

interface Base extends Allowed {
  folder: string
}

const ROOM = mkdtempSync(join(tmpdir(), 'aftersales-sweep-'))
const program = new Program()
let count = 0

const say = (line: string) => process.stdout.write(`${line}\n`)

async function main([fault = '', part = '']: string[]): Promise<number> {
  const faults = Object.keys(FAULTS).filter((name) => name.startsWith(fault))
  const scenarios = Object.entries(SCENARIOS).filter(([name]) => name.includes(part))
  let [points, failures] = [0, 0]
  for (const [name, scenario] of scenarios) {
    const base = await baseOf(scenario)
    for (const kind of faults) {
      const swept = await sweep(scenario, base, kind)
      points += swept.points
      failures += swept.wrong.length
      const { stored, drafts } = swept
      say(`${name}, ${kind}: ${swept.points} points, ${stored} of them stored, ${drafts} left a draft`)
      for (const wrong of swept.wrong) say(`  WRONG ${wrong}`)
    }
  }
  say(`${points} points, ${failures} wrong`)
  rmSync(ROOM, { recursive: true, force: true })
  rmSync(program.folder, { recursive: true, force: true })
  return failures === 0 && points > 0 ? 0 : 1
}

async function baseOf(scenario: Scenario): Promise<Base> {
  const folder = join(ROOM, `base-${count++}`)
  const db = join(folder, 'shop.db')
  await scenario.prepare(program, db)
  const opened = copyOf(folder)
  new Store(join(opened, 'shop.db'), 'write', () => Date.parse(NOW), 'Europe/Moscow').close()
  const done = copyOf(folder)
  const ended = await program.run(scenario.args(join(done, 'shop.db')), join(done, 'shop.db'))
  if (ended.code !== 0) throw new Error(`without a fault: ${ended.err}`)
  return {
    folder,
    before: stateOf(db),
    between: stateOf(join(opened, 'shop.db')),
    after: stateOf(join(done, 'shop.db')),
  }
}

function copyOf(folder: string): string {
  const copy = join(ROOM, `copy-${count++}`)
  cpSync(folder, copy, { recursive: true })
  return copy
}

interface Swept {
  points: number
  stored: number
  drafts: number
  wrong: string[]
}

async function sweep(scenario: Scenario, base: Base, kind: string): Promise<Swept> {
  const { calls, inject } = FAULTS[kind] as Fault
  const swept: Swept = { points: 0, stored: 0, drafts: 0, wrong: [] }
  for (const call of calls) {
    let next = 1
    let ended = false
    const worker = async () => {
      while (!ended) {
        const nth = next++
        if (!(await strike(scenario, base, call, inject(nth), swept))) ended = true
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }
  return swept
}

/** One run with one fault. @returns whether the fault happened at all */
async function strike(
  scenario: Scenario,
  base: Base,
  call: string,
  inject: string,
  swept: Swept,
): Promise<boolean> {
  const folder = copyOf(base.folder)
  const db = join(folder, 'shop.db')
  const log = join(folder, 'strace.log')
  const threads = scenario.threads ? ['-f'] : []
  const strace = [
    'strace',
    ...threads,
    '-qq',
    '-o',
    log,
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:${inject}`,
  ]
  try {
    const ended = await program.run(scenario.args(db), db, strace)
    if (!/INJECTED|SIGKILL/.test(readFileSync(log, 'utf8'))) return false
    swept.points++
    const complaints = judge(base, db, ended)
    if (stateOf(db) === base.after) swept.stored++
    if (leftovers(db).length > 0) swept.drafts++
    if (complaints.length > 0) swept.wrong.push(`${call} ${inject}: ${complaints.join('; ')}`)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2))
