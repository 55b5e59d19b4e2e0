// What SQLite and the file system complain of, as errors of ours. Loads nothing, so that main can use it.
import { AppError, type ErrorCode } from '../errors.ts'

const CODES: readonly [RegExp, ErrorCode][] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'db.locked'],
  [/^SQLITE_READONLY/, 'db.readOnly'],
  [/^SQLITE_FULL/, 'db.noSpace'],
  [/^ENOSPC/, 'db.noSpace'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'db.damaged'],
  [/^SQLITE_(CANTOPEN|IOERR|PERM)/, 'db.cannotOpen'],
  [/^(EACCES|EPERM|EROFS)/, 'db.cannotOpen'],
  [/^(ENOTDIR|ENOENT|EEXIST|ENAMETOOLONG|EISDIR|ELOOP)/, 'db.cannotOpen'],
]

/** The error as it is, or as the AppError that SQLite's or the system's code stands for. */
export function asAppError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const { code } = error as NodeJS.ErrnoException
  const known = CODES.find(([pattern]) => code !== undefined && pattern.test(code))
  return known ? new AppError(known[1], { path }) : error
}
