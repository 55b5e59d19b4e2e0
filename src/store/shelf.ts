// The folder of backups beside a database: what lies in it, and when each of them was made.
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type BackupName, backupStem, parseBackupName } from '../domain/backup.ts'
import { dayText, type Zone } from '../domain/day.ts'
import { realPath } from './file.ts'
import { isOpenToOthers, keepToOwner } from './place.ts'

/** Where the backups of a database lie, and what their names begin with. */
export interface Shelf {
  folder: string
  stem: string
}

/** By whatever link the database is opened, its backups lie beside the file itself. */
export function shelfOf(database: string): Shelf {
  const real = realPath(database)
  return { folder: join(dirname(real), 'backups'), stem: backupStem(basename(real)) }
}

/** The backups there are, in no order; no folder is no backups. */
export function backupsOf({ folder, stem }: Shelf): BackupName[] {
  return namesIn(folder).flatMap((name) => parseBackupName(name, stem) ?? [])
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Makes the folder, for its owner alone also where it was there before. */
export function openShelf({ folder }: Shelf): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (isOpenToOthers(folder)) keepToOwner(folder)
}

/** A backup as it lies there. */
export interface Shelved extends BackupName {
  path: string
  bytes: number
  /** When it was made, `2026-11-21 09:00:00`; the first of a day tells no time, and one before an upgrade not even a day. */
  made: string
}

/** Everything on the shelf, the newest first. */
export function shelved(shelf: Shelf, zone: Zone): Shelved[] {
  const all = backupsOf(shelf).map((backup) => {
    const path = join(shelf.folder, backup.name)
    const { size: bytes, mtimeMs } = statSync(path)
    const touched = zone.text(Math.floor(mtimeMs)).slice(0, 19).replace('T', ' ')
    return { ...backup, path, bytes, made: madeOf(backup, touched) }
  })
  return all.sort((a, b) => (a.made < b.made ? 1 : a.made > b.made ? -1 : b.ordinal - a.ordinal))
}

function madeOf({ day, time }: BackupName, touched: string): string {
  if (day === null) return touched
  return `${dayText(day)} ${(time ?? '000000').replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}`
}

/** The file that a name means, where it is or on the shelf; null where there is none. */
export function fileNamed(name: string, { folder }: Shelf): string | null {
  const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true
  return [name, join(folder, name)].find(isFile) ?? null
}
