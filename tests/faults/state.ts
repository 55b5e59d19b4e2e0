// What a shop and its backups are like, to be compared: every row of every table, and whether all is sound.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { backupsOf, shelfOf } from '../../src/store/shelf.ts'
import { Store } from '../../src/store/store.ts'
import { flawsOf, isAsSummed, verifyShop } from '../../src/store/verify.ts'
import { NOW } from './program.ts'

/** Everything that is stored, as one text; of a file that is not there, a word. */
export function stateOf(path: string): string {
  if (!existsSync(path)) return 'no file'
  const db = new Database(path)
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[]
    const rows = tables.map((name) => [
      name,
      db.prepare(`SELECT * FROM ${name}`).raw().all().map(String).sort(),
    ])
    return JSON.stringify([db.pragma('user_version', { simple: true }), ...rows])
  } finally {
    db.close()
  }
}

/** What is wrong with a shop after a fault; nothing where it is whole and its plan follows from its facts. */
export function complaintsOf(path: string): string[] {
  const complaints: string[] = []
  if (existsSync(path)) {
    const db = new Database(path)
    complaints.push(...flawsOf(db))
    db.close()
    if (complaints.length > 0) return complaints
  }
  for (const { name, encrypted } of backupsOf(shelfOf(path))) {
    const file = join(shelfOf(path).folder, name)
    if (isAsSummed(file) === false) complaints.push(`${name} is not what its checksum says`)
    else if (!encrypted) attempt(() => verifyShop(file), complaints)
  }
  return complaints
}

/** Whether the plan follows from the facts, once the program has opened the shop and brought it up to date. */
export function planComplaints(path: string): string[] {
  const complaints: string[] = []
  attempt(() => {
    const store = new Store(path, 'read', () => Date.parse(NOW), 'Europe/Moscow')
    if (store.wronglyPlanned().length > 0) complaints.push('planned wrongly')
    store.close()
  }, complaints)
  return complaints
}

/** The states of the shops that were kept aside. */
export function keptAside(path: string): string[] {
  const shelf = shelfOf(path)
  const kept = backupsOf(shelf).filter(({ kind }) => kind === 'before-restore')
  return kept.map(({ name }) => stateOf(join(shelf.folder, name)))
}

/** Files that were left behind, by their names. */
export function leftovers(path: string): string[] {
  const folders = [dirname(path), shelfOf(path).folder].filter((folder) => existsSync(folder))
  return folders.flatMap((folder) => readdirSync(folder).filter((name) => name.includes('.new-')))
}

function attempt(work: () => unknown, complaints: string[]): void {
  try {
    work()
  } catch (error) {
    complaints.push(String(error))
  }
}
