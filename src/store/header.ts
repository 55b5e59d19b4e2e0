// The first hundred bytes of a database file, read without SQLite: whether it is ours, and of which version.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { AppError } from '../errors.ts'

/** "aSal" in ASCII: marks a SQLite file as ours. */
export const APPLICATION_ID = 0x6153616c

/** The version of a new database: how many steps there are. They are read when one is to be taken, which most never see. */
export const NEWEST_VERSION = 12

/**
 * Nothing may be touched before it is known to be ours.
 * @returns the version of its schema
 * @throws AppError db.isFolder, db.empty, db.notOurs, db.newer
 */
export function inspect(path: string): number {
  const kind = statSync(path)
  if (kind.isDirectory()) throw new AppError('db.isFolder', { path })
  // Opening a pipe or a device could wait for ever.
  if (!kind.isFile()) throw new AppError('db.notOurs', { path })
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  let length: number
  try {
    length = readSync(file, header, 0, 100, 0)
  } catch (error) {
    // Of a file that is open already the system does not say which one it is.
    throw Object.assign(error as Error, { path })
  } finally {
    closeSync(file)
  }
  if (length === 0) throw new AppError('db.empty', { path })
  const isSqlite = length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0'
  // Offsets of https://www.sqlite.org/fileformat.html: 60 user version, 68 application id.
  const ours = isSqlite && header.readInt32BE(68) === APPLICATION_ID
  const version = header.readInt32BE(60)
  if (!ours || version < 1) throw new AppError('db.notOurs', { path })
  if (version > NEWEST_VERSION) throw new AppError('db.newer', { path, version, known: NEWEST_VERSION })
  return version
}
