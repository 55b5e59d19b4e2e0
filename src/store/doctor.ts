// Looks a shop over from every side, and mends what follows from what is sound.
import { statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { statementOf } from '../domain/bonus.ts'
import type { Cloud } from '../domain/cloud.ts'
import { DAY } from '../domain/day.ts'
import { writeSum } from './backup.ts'
import { bonusEntriesOf } from './bonus.ts'
import { orphansOf, removeOrphans } from './orphans.ts'
import { cloudAround, isOpenToOthers, keepToOwner, roomAt } from './place.ts'
import { isSearchInStep, rebuildSearch } from './search-index.ts'
import { backupsOf, type Shelved, shelfOf, shelved } from './shelf.ts'
import type { Store } from './store.ts'
import { expectedSchema, isAsSummed, schemaOf, sumFileOf, verifyShop } from './verify.ts'

export type State = 'ok' | 'warning' | 'problem'

/** What was looked at, and what was found there. */
export interface Finding {
  check: CheckName
  state: State
  /** Which of several things was found; the words for it are named after it. */
  found: string
  params: Record<string, string | number>
  /** Whether it follows from what is sound, and so can be mended. */
  fixable: boolean
}

export const CHECKS = [
  ...['integrity', 'references', 'schema', 'plan', 'search', 'ledger', 'clock'],
  ...['backup', 'checksums', 'leftovers', 'permissions', 'place', 'room'],
] as const
export type CheckName = (typeof CHECKS)[number]

type Check = (store: Store, own: boolean) => Omit<Finding, 'check'>

const ok = (params: Finding['params'] = {}): Omit<Finding, 'check'> => ({
  ...{ state: 'ok', found: 'ok', params, fixable: false },
})
const trouble = (
  state: State,
  found: string,
  params: Finding['params'] = {},
  fixable = false,
): Omit<Finding, 'check'> => ({ state, found, params, fixable })

/** After this many days of changes without a backup something keeps it from being made. */
const LATE_DAYS = 7

/** Less than this many bytes beyond two copies of the shop is little room. */
const LITTLE_ROOM = 50_000_000

const LOOK: Record<CheckName, Check> = {
  integrity({ db }) {
    const damage = db.pragma('integrity_check(20)') as { integrity_check: string }[]
    const flaws = damage.filter(({ integrity_check }) => integrity_check !== 'ok')
    return flaws.length === 0 ? ok() : trouble('problem', 'damaged', { count: flaws.length })
  },
  references({ db }) {
    const orphans = db.pragma('foreign_key_check') as unknown[]
    return orphans.length === 0 ? ok() : trouble('problem', 'broken', { count: orphans.length })
  },
  schema({ db }) {
    return schemaOf(db) === expectedSchema() ? ok() : trouble('problem', 'foreign')
  },
  plan(store) {
    const { length } = store.look(() => store.wronglyPlanned())
    return length === 0 ? ok() : trouble('problem', 'differs', { count: length }, true)
  },
  search(store) {
    return store.look(() => isSearchInStep(store.db)) ? ok() : trouble('problem', 'differs', {}, true)
  },
  ledger(store) {
    const wrong = store.look(() => wrongLedgers(store))
    return wrong.length === 0 ? ok() : trouble('problem', 'differs', { list: listOf(wrong) })
  },
  clock({ changedAt, now, zone }) {
    const day = zone.text(changedAt).slice(0, 10)
    return changedAt <= now ? ok() : trouble('warning', 'ahead', { day })
  },
  backup: lookAtBackup,
  checksums({ path, zone }) {
    const bare = withoutSum(shelved(shelfOf(path), zone))
    return bare.length === 0 ? ok() : trouble('warning', 'missing', { count: bare.length }, true)
  },
  leftovers({ path }) {
    const { length } = orphansOf(path)
    return length === 0 ? ok() : trouble('warning', 'found', { count: length }, true)
  },
  permissions({ path }, own) {
    const open = openFiles(path, own)
    if (open.length === 0) return ok()
    return trouble('warning', 'open', { list: listOf(open.map((file) => basename(file))) }, true)
  },
  place({ path }) {
    const cloud: Cloud | null = cloudAround(path)
    return cloud === null ? ok() : trouble('warning', 'cloud', { cloud })
  },
  room({ path }) {
    const room = roomAt(dirname(path))
    if (room === null) return ok()
    const least = 2 * statSync(path).size + LITTLE_ROOM
    const megabytes = Math.floor(room / 1_000_000)
    return room >= least ? ok({ megabytes }) : trouble('warning', 'little', { megabytes })
  },
}

/** What can be made anew from the rest. */
const MEND: Partial<Record<CheckName, (store: Store, own: boolean) => void>> = {
  plan: (store) => {
    const wrong = store.wronglyPlanned()
    store.write((changes) => {
      for (const id of wrong) changes.touch(id)
    })
  },
  search: (store) => store.write(() => rebuildSearch(store.db)),
  checksums: ({ path, zone }) => {
    for (const backup of withoutSum(shelved(shelfOf(path), zone))) writeSum(backup.path)
  },
  leftovers: ({ path }) => void removeOrphans(path),
  permissions: ({ path }, own) => openFiles(path, own).forEach(keepToOwner),
}

/** @param own whether the folder around the shop is the program's own */
export function lookAt(check: CheckName, store: Store, own: boolean): Finding {
  return { check, ...LOOK[check](store, own) }
}

export function mend(check: CheckName, store: Store, own: boolean): void {
  MEND[check]?.(store, own)
}

/** A few of many. */
function listOf(names: readonly (string | number)[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '')
}

/** Customers whose points do not add up, and sales for which more was given back than was paid. */
function wrongLedgers({ db, now, zone }: Store): string[] {
  const ids = db.prepare('SELECT DISTINCT customer_id FROM bonus_entry ORDER BY 1').pluck().all() as number[]
  const customers = ids.filter((id) => {
    const { lines, balance } = statementOf(bonusEntriesOf(db, id), now, zone)
    const sum = lines.reduce((total, line) => total + line.points, 0)
    return sum !== balance || lines.some((line) => line.balance < 0)
  })
  const sales = db
    .prepare('SELECT sale_id FROM payment GROUP BY sale_id HAVING sum(amount_minor) < 0 ORDER BY 1')
    .pluck()
    .all() as number[]
  return [...customers.map((id) => `#${id}`), ...sales.map((id) => `№ ${id}`)]
}

function lookAtBackup({ path, zone, changedAt }: Store): Omit<Finding, 'check'> {
  const daily = shelved(shelfOf(path), zone).filter(({ kind, encrypted }) => kind === 'daily' && !encrypted)
  const [latest] = daily
  if (!latest) return trouble('warning', 'none')
  const day = latest.made.slice(0, 10)
  if (!isSound(latest)) return trouble('warning', 'damaged', { name: latest.name })
  const since = zone.day(changedAt) - Math.floor(Date.parse(day) / DAY)
  return since > LATE_DAYS ? trouble('warning', 'late', { day }) : ok({ day })
}

function isSound({ path }: Shelved): boolean {
  if (isAsSummed(path) === false) return false
  try {
    verifyShop(path)
    return true
  } catch {
    return false
  }
}

/** Backups whose checksum a kill kept from being written; a damaged one gets none. */
function withoutSum(backups: readonly Shelved[]): Shelved[] {
  return backups.filter((backup) => isAsSummed(backup.path) === null && !backup.encrypted && isSound(backup))
}

/** What others could read or look into: the shop, its backups, and the folders that are the program's own. */
function openFiles(path: string, own: boolean): string[] {
  const shelf = shelfOf(path)
  const backups = backupsOf(shelf).flatMap(({ name }) => {
    const file = join(shelf.folder, name)
    return [file, sumFileOf(file)]
  })
  const folders = [shelf.folder, ...(own ? [dirname(path)] : [])]
  return [path, ...backups, ...folders].filter(isOpenToOthers)
}
