// What the bench runs: our commands, the floors they are measured against, and the peers.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Work } from './measure.ts'
import { NOW } from './shop.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const PROGRAM = here('../../bin/aftersales.js')

/** Sold by every made-up shop, and to be found in the larger ones. */
const PRODUCT = 'Крем «Утро»'
const SOMEBODY = 'Гусева Регина'

function node(name: string, args: (run: number) => string[]): Work {
  return { name, program: process.execPath, args, env: {}, tellsUsage: true }
}

/** The program on the day for which the shops are made. */
function ours(name: string, db: string, args: (run: number) => string[]): Work {
  // The language as a user has it: from the system, unless the shop says otherwise.
  const env = { AFTERSALES_DB: db, AFTERSALES_NOW: new Date(NOW).toISOString(), LC_ALL: 'ru_RU.UTF-8' }
  return { ...node(name, (run) => [PROGRAM, ...args(run)]), env }
}

/** What depends on no shop. */
export function startWorks(): Work[] {
  const flags = ['--help', '--version'].map((flag) => node(flag, () => [PROGRAM, flag]))
  return [node('bare Node', () => ['--eval', '0']), ...flags]
}

/** @param db a shop of its own to be worked on: two of the commands change it */
export function shopWorks(db: string): Work[] {
  const customer = (run: number) => `#${run + 1}`
  return [
    node('floor', () => [here('floor.mjs'), db]),
    ours('due', db, () => ['due']),
    ours('sale add', db, (run) => ['sale', 'add', '--customer', customer(run), '--item', PRODUCT]),
    ours('log', db, (run) => ['log', customer(run), '--outcome', 'talked', '--csat', '5', '--minutes', '4']),
    ours('summary', db, () => ['summary', '--period', 'month']),
    ours('customer find', db, () => ['customer', 'find', SOMEBODY]),
  ]
}

/** @param folder with the tasks, as the shelf makes it */
export function taskwarrior(folder: string): Work {
  const env = { TASKDATA: folder, TASKRC: join(folder, 'taskrc') }
  return { name: 'task', program: 'task', args: () => ['next', 'limit:5'], env, tellsUsage: false }
}

/** The plain floor and our own. @param folder for the databases that come of it */
export function importWorks(sheet: string, folder: string): [Work, Work] {
  const [db, plain] = [join(folder, 'imported.db'), join(folder, 'plain.db')]
  const anew = (path: string) => () => rmSync(path, { force: true })
  return [
    {
      ...{ name: '.import', program: 'sqlite3', env: {}, tellsUsage: false, before: anew(plain) },
      args: () => [plain, `.import --csv "${sheet}" sale`],
    },
    { ...ours('import sales', db, () => ['import', 'sales', sheet, '--yes']), before: anew(db) },
  ]
}
