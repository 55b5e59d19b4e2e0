// Backups as names: what a file is called, what its name tells, and which ones give way to newer ones.
import { type Day, parseDay } from './day.ts'

/** Made day by day or by hand; kept aside by a restore; made before a newer program changed the schema. */
export type BackupKind = 'daily' | 'before-restore' | 'before-upgrade'

export interface BackupName {
  name: string
  kind: BackupKind
  /** The local day and the time, `HHMMSS`, that the name tells; null where it tells none. */
  day: Day | null
  time: string | null
  /** Tells apart what has one name but for it; 1 where nothing had to be told apart. */
  ordinal: number
  /** The schema a newer program found; null of the other kinds. */
  version: number | null
  encrypted: boolean
}

const REST =
  /^-(?:(?<day>\d{4}-\d\d-\d\d)(?:-(?<time>\d{6})(?:-(?<nth>\d+))?)?|before-restore-(?<keptDay>\d{4}-\d\d-\d\d)-(?<keptTime>\d{6})(?:-(?<keptNth>\d+))?|before-upgrade-v(?<version>\d+)(?:-(?<upgradeNth>\d+))?)\.db(?<age>\.age)?$/

/** What the backups of a database are called by: no two databases of one folder share it. */
export function backupStem(database: string): string {
  return database.endsWith('.db') ? database.slice(0, -'.db'.length) : `${database}.`
}

/** What a name tells, or null when it is no name of ours for this stem, to the letter. */
export function parseBackupName(name: string, stem: string): BackupName | null {
  if (!name.startsWith(stem)) return null
  const told = REST.exec(name.slice(stem.length))?.groups
  if (!told) return null
  const { day, time, nth, keptDay, keptTime, keptNth, version, upgradeNth, age } = told
  const dayTold = day ?? keptDay
  const named = dayTold === undefined ? null : parseDay(dayTold)
  if (dayTold !== undefined && named === null) return null
  return {
    name,
    kind: version !== undefined ? 'before-upgrade' : keptDay !== undefined ? 'before-restore' : 'daily',
    day: named,
    time: time ?? keptTime ?? null,
    ordinal: Number(nth ?? keptNth ?? upgradeNth ?? 1),
    version: version === undefined ? null : Number(version),
    encrypted: age !== undefined,
  }
}

/**
 * Names to be tried in order: that of the day where the day has none, else those of the second.
 * @param moment `2026-11-21T09:00:00+03:00`
 */
export function* dailyNames(stem: string, moment: string, earlier: readonly BackupName[]): Generator<string> {
  const day = parseDay(moment.slice(0, 10))
  const first = !earlier.some((backup) => backup.kind === 'daily' && backup.day === day)
  if (first) yield `${stem}-${moment.slice(0, 10)}.db`
  yield* numbered(`${stem}-${stampOf(moment)}`)
}

/**
 * Where a restore keeps the present database: behind all that was kept before, also where the clock was set back in
 * between, so that the newest name is always the last one kept.
 */
export function* keptAsideNames(
  stem: string,
  moment: string,
  earlier: readonly BackupName[],
): Generator<string> {
  const now = stampOf(moment)
  const last = newestFirst(earlier.filter(({ kind }) => kind === 'before-restore'))[0]
  const stamp = last?.name.slice(
    `${stem}-before-restore-`.length,
    `${stem}-before-restore-`.length + now.length,
  )
  const later = stamp === undefined || now > stamp
  yield* numbered(`${stem}-before-restore-${later ? now : stamp}`, later ? 1 : (last?.ordinal ?? 0) + 1)
}

export function upgradeNames(stem: string, version: number): Generator<string> {
  return numbered(`${stem}-before-upgrade-v${version}`)
}

function* numbered(start: string, from = 1): Generator<string> {
  for (let n = from; ; n++) yield n === 1 ? `${start}.db` : `${start}-${n}.db`
}

/** `2026-11-21T09:00:00+03:00` → `2026-11-21-090000`. */
function stampOf(moment: string): string {
  return `${moment.slice(0, 10)}-${moment.slice(11, 19).replaceAll(':', '')}`
}

/** By what the names tell; one that tells no time is the first of its day. */
export function newestFirst<Named extends BackupName>(backups: readonly Named[]): Named[] {
  const key = ({ day, time }: BackupName) => (day ?? 0) * 1_000_000 + Number(time ?? 0)
  return [...backups].sort((a, b) => key(b) - key(a) || b.ordinal - a.ordinal || (a.name < b.name ? 1 : -1))
}

const DAYS = 7
const WEEKS = 4
const MONTHS = 12

/**
 * Which backups give way: all but the newest of each of the last 7 days, 4 weeks and 12 months that have one. They are
 * counted by each other, not by the clock, so that a clock that is years off costs at most one of them. What was
 * encrypted, kept aside or made before an upgrade never gives way by itself.
 * @param made the one just made, which stays with all of its day: whoever makes several means each
 */
export function outlived(backups: readonly BackupName[], made: string): string[] {
  const daily = newestFirst(backups.filter(({ kind, encrypted }) => kind === 'daily' && !encrypted))
  const today = daily.find(({ name }) => name === made)?.day
  const kept = new Set(daily.filter(({ day }) => day === today).map(({ name }) => name))
  const keepNewestOf = (most: number, span: (day: Day) => string | number) => {
    const spans = new Set<string | number>()
    for (const { name, day } of daily) {
      const of = span(day as Day)
      if (spans.has(of)) continue
      if (spans.size === most) break
      spans.add(of)
      kept.add(name)
    }
  }
  keepNewestOf(DAYS, (day) => day)
  // 1970-01-01 was a Thursday, and a week begins on Monday.
  keepNewestOf(WEEKS, (day) => Math.floor((day + 3) / 7))
  keepNewestOf(MONTHS, (day) => new Date(day * 86_400_000).toISOString().slice(0, 7))
  return daily.map(({ name }) => name).filter((name) => !kept.has(name))
}
