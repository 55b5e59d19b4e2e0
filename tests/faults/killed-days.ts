// Days of a seller by chance, in real files: of each command line some system call is struck – the program is killed, the
// disk is full or fails – and the line is then typed once more. Needs strace:
//   node tests/faults/killed-days.ts [sequences] [seed]
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { HOUR } from '../../src/domain/day.ts'
import { Store } from '../../src/store/store.ts'
import { FILES, FIRST, type Step, step } from '../model/lines.ts'
import { complaintsAbout } from '../model/one-shop.ts'
import { type Allowed, judge } from './judge.ts'
import { type Ended, NOW, Program, SAFEGUARDS, WRITING } from './program.ts'
import { stateOf } from './state.ts'

const SEQUENCES = Number(process.argv[2] ?? 25)
const SEED = Number(process.argv[3] ?? Math.trunc(performance.timeOrigin))

const CALLS = [...WRITING, ...SAFEGUARDS].join()
const FAULTS = ['signal=SIGKILL', 'signal=SIGKILL', 'signal=SIGKILL', 'error=EIO', 'error=ENOSPC']

const SAFETY = [['backup'], ['restore', '1', '--yes'], ['restore', '--back', '--yes']]
const DAYS = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: step },
    { weight: 1, arbitrary: fc.constantFrom(...SAFETY).map((run): Step => ({ run })) },
  ),
  { minLength: 6, maxLength: 14 },
)

const program = new Program()
const ROOM = mkdtempSync(join(tmpdir(), 'aftersales-days-'))
const tally = { lines: 0, refused: 0, killed: 0, failed: 0, stored: 0 }
const wrong: string[] = []

/** A shop in a folder of its own, and the moment it has come to. */
class Shop {
  readonly folder: string
  readonly db: string
  readonly now: number

  constructor(folder: string, now: number) {
    this.folder = folder
    this.now = now
    this.db = join(folder, 'shop.db')
  }

  run(line: readonly string[], around: readonly string[] = []): Promise<Ended> {
    const words = line.map((word) => word.replace(/^@file:/, `${this.folder}/`))
    return program.run([...words, '--yes', '--json'], this.db, around, new Date(this.now).toISOString())
  }

  copy(name: string): Shop {
    const folder = join(ROOM, name)
    rmSync(folder, { recursive: true, force: true })
    cpSync(this.folder, folder, { recursive: true })
    return new Shop(folder, this.now)
  }

  opened(): Store {
    return new Store(this.db, 'write', () => this.now, 'Europe/Moscow')
  }
}

/** The system calls of a run that could be struck, in their order, and how it ended. */
async function traced(shop: Shop, line: string[], inject: string[] = []) {
  const log = join(ROOM, `${shop.folder.length}.log`)
  const ended = await shop.run(line, ['strace', '-qq', '-o', log, '-e', `trace=${CALLS}`, ...inject])
  const calls = readFileSync(log, 'utf8').split('\n')
  return { ended, calls: calls.flatMap((call) => /^([a-z_0-9]+)\(/.exec(call)?.[1] ?? []) }
}

/** @returns what the shop is like afterwards */
async function strike(shop: Shop, line: string[], chance: () => number): Promise<Shop> {
  const undisturbed = shop.copy('undisturbed')
  const { ended, calls } = await traced(undisturbed, line)
  tally.lines += 1
  if (ended.code !== 0) {
    tally.refused += 1
    return undisturbed
  }
  const between = shop.copy('between')
  between.opened().close()
  const allowed: Allowed = {
    before: stateOf(shop.db),
    between: stateOf(between.db),
    after: stateOf(undisturbed.db),
  }
  const nth = Math.trunc(chance() * calls.length)
  const call = calls[nth]
  if (call === undefined) return undisturbed
  const count = calls.slice(0, nth + 1).filter((other) => other === call).length
  const fault = FAULTS[Math.trunc(chance() * FAULTS.length)] as string
  const inject = `inject=${call}:${fault}:when=${count}${fault.includes('ENOSPC') ? '+' : ''}`
  const struck = shop.copy('struck')
  const { ended: hit } = await traced(struck, line, ['-e', inject])
  tally[fault.startsWith('signal') ? 'killed' : 'failed'] += 1
  const complaints = judge(allowed, struck.db, hit)
  const isStored = stateOf(struck.db) === allowed.after
  tally.stored += isStored ? 1 : 0
  if (!isStored) {
    const again = await struck.run(line)
    if (again.code !== 0) complaints.push(`not done when typed once more: ${again.err.trim()}`)
    else if (stateOf(struck.db) !== allowed.after) complaints.push('something else when typed once more')
  }
  if (complaints.length > 0) wrong.push(`${line.join(' ')}: ${inject}: ${complaints.join('; ')}`)
  return complaints.length > 0 ? undisturbed : struck
}

async function live(steps: Step[], chance: () => number, first: Shop): Promise<void> {
  let shop = first.copy('day')
  for (const one of steps) {
    if ('wait' in one) shop = new Shop(shop.folder, shop.now + one.wait * HOUR)
    if ('run' in one) shop = (await strike(shop, one.run, chance)).copy('day')
    const store = shop.opened()
    for (const complaint of complaintsAbout(store)) wrong.push(`${JSON.stringify(one)}: ${complaint}`)
    store.close()
  }
}

async function main(): Promise<void> {
  const first = new Shop(join(ROOM, 'first'), Date.parse(NOW))
  mkdirSync(first.folder)
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(first.folder, name), text)
  for (const line of FIRST) if ((await first.run(line)).code !== 0) throw new Error(line.join(' '))
  for (const [i, steps] of fc.sample(DAYS, { numRuns: SEQUENCES, seed: SEED }).entries()) {
    const chances = fc.sample(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true, noDefaultInfinity: true }),
      {
        numRuns: 2 * steps.length,
        seed: SEED + i,
      },
    )
    await live(steps, () => chances.pop() ?? 0, first)
  }
  for (const path of [ROOM, program.folder]) rmSync(path, { recursive: true, force: true })
  const { lines, refused, killed, failed, stored } = tally
  for (const complaint of wrong) process.stdout.write(`WRONG ${complaint}\n`)
  process.stdout.write(
    `${SEQUENCES} sequences (seed ${SEED}), ${lines} command lines, ${refused} refused, ${killed} killed, ${failed} failed by the disk, ${stored} of them stored; ${wrong.length} wrong\n`,
  )
  process.exitCode = wrong.length === 0 && killed > 0 ? 0 : 1
}

await main()
