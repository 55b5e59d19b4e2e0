// Whether the file under a name is still the one that was opened: a restore may have put another in its place.
import { type BigIntStats, statSync } from 'node:fs'
import { AppError } from '../errors.ts'

/** What tells a file from every other one there is at the time. */
export type Identity = Pick<BigIntStats, 'dev' | 'ino' | 'birthtimeNs'>

/** Null where there is no such file. */
export function identityOf(path: string): Identity | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
}

/** @throws AppError db.replaced, so that nothing is written where nobody will look for it */
export function mustBeSame(path: string, opened: Identity | null): void {
  const now = identityOf(path)
  // Not every file system keeps the moment of birth, and those that do not tell something else in its place.
  const same = now?.dev === opened?.dev && now?.ino === opened?.ino
  if (!same) throw new AppError('db.replaced', { path })
}
