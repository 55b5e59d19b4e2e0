// Measures commands against one another: in turns, so that what else the machine does falls upon all of them alike.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from '../../src/domain/rhythm.ts'

/** A command to be run many times. */
export interface Work {
  name: string
  program: string
  /** @param run counted from 0: what a run changes, the next one does not do again */
  args(run: number): string[]
  env: Readonly<Record<string, string>>
  /** Makes the same ground for every run; not measured. */
  before?(): void
  /** A command of our own Node also tells its memory and processor time. */
  tellsUsage: boolean
}

export interface Measured {
  runs: number
  wallMs: number
  /** Null where the program cannot tell. */
  cpuMs: number | null
  peakBytes: number | null
}

interface Usage {
  cpuMs: number
  peakBytes: number
}

const HOOK = fileURLToPath(new URL('usage.cjs', import.meta.url))

/** Runs that only tell memory and processor time: telling costs time of its own. */
const TELLING = 3

/** A command that takes longer, in ms, is run only so often: the others need not wait for it. */
const SLOW = 5000
const SLOW_RUNS = 3

/**
 * Runs each work twice unmeasured, since the first run of some makes what the others find, such as the backup of the
 * day; then all of them in turns. Medians by the name of the work.
 */
export function measure(works: readonly Work[], runs: number, folder: string): Map<string, Measured> {
  const counts = new Map<Work, number>()
  const next = (work: Work) => {
    const run = counts.get(work) ?? 0
    counts.set(work, run + 1)
    return run
  }
  const once = (work: Work) => run(work, next(work), null)
  for (const work of works) once(work)
  const slow = new Set(works.filter((work) => once(work) > SLOW))
  const isOver = (work: Work, round: number) => slow.has(work) && round >= SLOW_RUNS
  const walls = new Map<Work, number[]>(works.map((work) => [work, []]))
  for (let round = 0; round < runs; round++) {
    for (const work of turned(works, round)) if (!isOver(work, round)) walls.get(work)?.push(once(work))
  }
  const usages = new Map<Work, Usage[]>(works.map((work) => [work, []]))
  const told = join(folder, 'usage.json')
  for (let round = 0; round < TELLING; round++) {
    for (const work of works.filter(({ tellsUsage }) => tellsUsage)) {
      rmSync(told, { force: true })
      run(work, next(work), told)
      usages.get(work)?.push(JSON.parse(readFileSync(told, 'utf8')))
    }
  }
  return new Map(
    works.map((work) => {
      const wall = walls.get(work) ?? []
      const usage = usages.get(work) ?? []
      return [
        work.name,
        {
          runs: wall.length,
          wallMs: median(wall) ?? Number.NaN,
          cpuMs: median(usage.map(({ cpuMs }) => cpuMs)),
          peakBytes: median(usage.map(({ peakBytes }) => peakBytes)),
        },
      ]
    }),
  )
}

/** Each round begins with another one. */
function turned<T>(some: readonly T[], by: number): T[] {
  const at = by % some.length
  return [...some.slice(at), ...some.slice(0, at)]
}

/** @returns milliseconds @throws Error where the command fails: a failure is fast */
function run({ name, program, args, env, before }: Work, number: number, told: string | null): number {
  before?.()
  const usage = { NODE_OPTIONS: `--require=${HOOK}`, AFTERSALES_BENCH_USAGE: told ?? '' }
  const start = performance.now()
  const { status, stderr, error } = spawnSync(program, args(number), {
    env: { ...process.env, NODE_OPTIONS: undefined, ...env, ...(told === null ? {} : usage) },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  const took = performance.now() - start
  if (error) throw error
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
  return took
}

/** Whether a program is installed. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
}
