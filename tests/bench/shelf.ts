// The shops and files that the bench runs on: kept in a folder from one bench to the next while what makes them is the same.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DAY } from '../../src/domain/day.ts'
import { salesSheet } from './sheet.ts'
import { makeShop, NOW } from './shop.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Everything that a made shop follows from. */
const MAKERS = [
  'src/domain/*.ts',
  'src/store/**/*.ts',
  'data/cadence.json',
  'tests/bench/{chance,people,purchases,service,sheet,shop}.ts',
]

export class Shelf {
  readonly folder: string
  readonly #mark: string

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.folder = folder
    const hash = createHash('sha256')
    for (const path of globSync(MAKERS, { cwd: ROOT }).sort()) hash.update(readFileSync(join(ROOT, path)))
    this.#mark = hash.digest('hex').slice(0, 8)
  }

  /** A shop of so many sales; made where there is none. @returns its path */
  shop(sales: number): string {
    return this.#kept(`shop-${sales}-${this.#mark}.db`, (path) => makeShop(path, sales))
  }

  /** A spreadsheet of so many sales as it comes from another program. */
  sheet(lines: number): string {
    return this.#kept(`sales-${lines}-${this.#mark}.csv`, (path) =>
      writeFileSync(path, salesSheet(lines, Math.floor(NOW / DAY))),
    )
  }

  /** The same number of tasks for Taskwarrior: one pending task a line, in its own format. */
  tasks(count: number): string {
    const folder = join(this.folder, `tasks-${count}`)
    mkdirSync(folder, { recursive: true })
    // Without a file of settings it asks whether to make one.
    writeFileSync(join(folder, 'taskrc'), '')
    writeFileSync(join(folder, 'pending.data'), Array.from({ length: count }, (_, i) => task(i)).join(''))
    return folder
  }

  /** What is only half made is not kept. */
  #kept(name: string, make: (path: string) => void): string {
    const path = join(this.folder, name)
    if (existsSync(path)) return path
    process.stderr.write(`making ${name}\n`)
    make(`${path}.new`)
    renameSync(`${path}.new`, path)
    return path
  }
}

function task(number: number): string {
  const at = NOW / 1000
  const uuid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const told = {
    description: `Call customer ${number}`,
    due: at + 60 * number,
    entry: at,
    modified: at,
    status: 'pending',
    uuid,
  }
  return `[${Object.entries(told)
    .map(([key, value]) => `${key}:"${value}"`)
    .join(' ')}]\n`
}
