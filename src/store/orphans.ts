// What a kill in the middle left behind: files that were never complete, with customers in them all the same.
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DRAFT, realPath } from './file.ts'
import { shelfOf } from './shelf.ts'

/** Files that nobody finished, beside a database and on its shelf. Another run may be writing one just now. */
export function orphansOf(database: string): string[] {
  const real = realPath(database)
  const { folder, stem } = shelfOf(database)
  return [...draftsIn(dirname(real), basename(real)), ...draftsIn(folder, stem)]
}

function draftsIn(folder: string, start: string): string[] {
  return namesIn(folder)
    .filter((name) => name.startsWith(start) && DRAFT.test(name))
    .map((name) => join(folder, name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

export function removeOrphans(database: string): string[] {
  const orphans = orphansOf(database)
  for (const path of orphans) rmSync(path, { force: true })
  return orphans
}
