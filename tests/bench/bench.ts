// npm run bench: every goal of speed.md as a ratio to its floor, in one table; peers beside them where they are installed.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isInstalled, type Measured, measure } from './measure.ts'
import { Shelf } from './shelf.ts'
import { importWorks, shopWorks, startWorks, taskwarrior } from './works.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    lines: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '9' },
    folder: { type: 'string', default: join(tmpdir(), 'aftersales-bench') },
  },
})
const sizes = values.sizes.split(',').map(Number)
const [lines, runs] = [Number(values.lines), Number(values.runs)]
if ([...sizes, lines, runs].some((n) => !Number.isInteger(n) || n < 1)) {
  process.stderr.write('sizes, lines and runs are whole numbers of at least 1\n')
  process.exit(2)
}

/** A goal, the highest that will do, and what a measurement says to it; nothing where none is asked of that size. */
type Goal = (size: number) => number | null
type Row = [title: string, goal: string, ...cells: string[]]

const always =
  (goal: number): Goal =>
  () =>
    goal
const ratio = (n: number) => n.toFixed(2)
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`

function verdict(value: number, goal: number | null): string {
  return goal === null ? '' : value <= goal ? ' ✓' : ' ✗'
}

/** `1.31 ✗ 92/70 ms cpu 1.28`: the ratio of the medians, whether it will do, the medians, the ratio of processor times. */
function timeCell(work: Measured, floor: Measured, goal: number | null): string {
  const times = `${work.wallMs.toFixed(0)}/${floor.wallMs.toFixed(0)} ms`
  const cpu = work.cpuMs && floor.cpuMs ? ` cpu ${ratio(work.cpuMs / floor.cpuMs)}` : ''
  const fewer = work.runs < runs ? ` (${work.runs} runs)` : ''
  const value = work.wallMs / floor.wallMs
  return `${ratio(value)}${verdict(value, goal)} ${times}${cpu}${fewer}`
}

function memoryCell(work: Measured, floor: Measured, goal: number): string {
  const [peak, least] = [work.peakBytes ?? Number.NaN, floor.peakBytes ?? Number.NaN]
  return `${ratio(peak / least)}${verdict(peak / least, goal)} ${megabytes(peak)}/${megabytes(least)}`
}

const shelf = new Shelf(values.folder)
const desk = mkdtempSync(join(tmpdir(), 'aftersales-bench-'))
const found = (all: Map<string, Measured>, name: string) => all.get(name) as Measured
const NOT_INSTALLED = 'not installed'

function startRows(): Row[] {
  const all = measure(startWorks(), runs, desk)
  return ['--help', '--version'].map((flag) => [
    flag,
    '1.3 × bare Node',
    timeCell(found(all, flag), found(all, 'bare Node'), 1.3),
  ])
}

const SHOP_ROWS: [work: string, goal: string, Goal][] = [
  ['due', '1.25, 1.4 at a million', (size) => (size < 1_000_000 ? 1.25 : 1.4)],
  ['sale add', '1.5', always(1.5)],
  ['log', '1.5', always(1.5)],
  ['summary', '2 at a million', (size) => (size < 1_000_000 ? null : 2)],
  ['customer find', '1.3', always(1.3)],
]

function shopRows(): Row[] {
  const columns = sizes.map((size) => {
    const folder = join(desk, String(size))
    mkdirSync(folder)
    const db = join(folder, 'shop.db')
    copyFileSync(shelf.shop(size), db)
    const peers = isInstalled('task') ? [taskwarrior(shelf.tasks(size))] : []
    const all = measure([...shopWorks(db), ...peers], runs, desk)
    rmSync(folder, { recursive: true })
    const floor = found(all, 'floor')
    return [
      ...SHOP_ROWS.map(([work, , goal]) => timeCell(found(all, work), floor, goal(size))),
      memoryCell(found(all, 'due'), floor, 1.25),
      peers.length > 0 ? timeCell(found(all, 'task'), floor, null) : NOT_INSTALLED,
    ]
  })
  const heads: [string, string][] = [
    ...SHOP_ROWS.map(([work, goal]): [string, string] => [work, `${goal} × floor`]),
    ['memory of due', '1.25 × floor'],
    ['Taskwarrior, as many tasks', 'a peer'],
  ]
  return heads.map((head, i) => [...head, ...columns.map((cells) => cells[i] as string)])
}

function importRows(): Row[] {
  const [plain, work] = importWorks(shelf.sheet(lines), desk)
  const installed = isInstalled('sqlite3')
  const all = measure(installed ? [plain, work] : [work], runs, desk)
  const imported = found(all, 'import sales')
  const peak = imported.peakBytes ?? Number.NaN
  const title = `import of ${lines} lines`
  return [
    [
      title,
      '25 × .import of sqlite3',
      installed
        ? timeCell(imported, found(all, '.import'), 25)
        : `${imported.wallMs.toFixed(0)} ms, sqlite3 ${NOT_INSTALLED}`,
    ],
    ['memory of it', '300 MB', `${megabytes(peak)}${verdict(peak, 300 * 2 ** 20)}`],
  ]
}

function table(rows: readonly Row[]): string {
  const widths = (rows[0] as Row).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

try {
  const head: Row = ['work', 'goal, at most', ...sizes.map((size) => `${size.toLocaleString('en')} sales`)]
  const rows = [head, ...shopRows(), ...startRows(), ...importRows()]
  const about = `medians of ${runs} runs in turns: ratio, verdict, ms of the work / ms of its floor, ratio of processor times`
  process.stdout.write(`${table(rows)}\n${about}\n`)
} finally {
  rmSync(desk, { recursive: true, force: true })
}
