// What SQLite and the file system complain of, as errors of ours. Loads nothing, so that main can use it.
import { resolve, sep } from 'node:path'
import { AppError, type ErrorCode } from '../errors.ts'

const CODES: readonly [RegExp, ErrorCode][] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'db.locked'],
  [/^SQLITE_READONLY/, 'db.readOnly'],
  [/^SQLITE_FULL/, 'db.noSpace'],
  [/^(ENOSPC|EDQUOT)/, 'db.noSpace'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'db.damaged'],
  // The journal is gone, and with it the way back; but nobody knows whether the disk knows.
  [/^SQLITE_IOERR_DIR_FSYNC/, 'db.unsure'],
  [/^(SQLITE_IOERR|EIO$)/, 'db.diskError'],
  [/^SQLITE_(CANTOPEN|PERM)/, 'db.cannotOpen'],
  [/^(EACCES|EPERM|EROFS)/, 'db.cannotOpen'],
  [/^(ENOTDIR|ENOENT|EEXIST|ENAMETOOLONG|EISDIR|ELOOP)/, 'db.cannotOpen'],
]

const UNREACHABLE = /^(ENAMETOOLONG|ELOOP|EACCES|EPERM|EROFS|ENOTDIR|EISDIR)$/

/**
 * The error as it is, or as the AppError that SQLite's or the system's code stands for.
 * @param path the database: of any other file it is only told that it cannot be reached
 */
export function asAppError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const { code = '', path: about } = error as NodeJS.ErrnoException
  if (!code.startsWith('SQLITE_') && !isOf(about, path)) {
    // Whatever file is meant, it was she who named it: what is missing of our own is no such error.
    return about !== undefined && UNREACHABLE.test(code)
      ? new AppError('file.unreachable', { path: about, reason: code })
      : error
  }
  const known = CODES.find(([pattern]) => pattern.test(code))
  return known ? new AppError(known[1], { path }) : error
}

/** Whether a path is the database, a file beside it that begins with its name, or a folder above it. */
function isOf(about: string | undefined, path: string): boolean {
  if (about === undefined) return false
  const [file, database] = [resolve(about), resolve(path)]
  return file.startsWith(database) || database.startsWith(`${file}${sep}`)
}
