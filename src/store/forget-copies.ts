// Forgetting a customer in the backups too: each one that can be read is written anew without her, and verified again.
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database, { type Database as Connection } from 'better-sqlite3'
import type { Day } from '../domain/day.ts'
import { rename } from '../rename.ts'
import { writeSum } from './backup.ts'
import { copyPrivate, draftOf, flush, removeDraft } from './file.ts'
import { eraseCustomer, rewriteFile } from './forget.ts'
import { type Forgotten, returningOf } from './forgotten.ts'
import { NEWEST_VERSION } from './header.ts'
import { durable, secure } from './open.ts'
import { replanIn } from './replan.ts'
import { backupsOf, type Shelf } from './shelf.ts'
import { isAsSummed, sumFileOf, verifyShop } from './verify.ts'

/** What told who a customer was, before it was erased. */
export interface Traits {
  nameKey: string
  phone: string | null
  externalId: string | null
}

/** What came of the backups, by their names. */
export interface Copies {
  rewritten: string[]
  /** Made before; nobody can erase anything of these without the passphrase. */
  encrypted: string[]
  /** Damaged or not to be written: she may still stand in them. */
  failed: string[]
}

/**
 * Erases from all backups of a shop whoever was forgotten in it.
 * @param day on which it was done: what was encrypted later knows nobody of them
 * @param traits of the one who was forgotten just now: in a copy kept aside she may have another number
 */
export function forgetInCopies(
  shelf: Shelf,
  forgotten: Forgotten,
  traits: Traits | null,
  { at, day }: { at: string; day: Day },
): Copies {
  const copies: Copies = { rewritten: [], encrypted: [], failed: [] }
  for (const { name, encrypted, day: made } of backupsOf(shelf)) {
    if (encrypted) {
      if (made === null || made <= day) copies.encrypted.push(name)
      continue
    }
    try {
      const erase = (db: Connection) => eraseAll(db, idsIn(db, forgotten, traits), at)
      if (rewrite(join(shelf.folder, name), erase)) copies.rewritten.push(name)
    } catch {
      copies.failed.push(name)
    }
  }
  for (const names of Object.values(copies)) names.sort()
  return copies
}

function idsIn(db: Connection, forgotten: Forgotten, traits: Traits | null): number[] {
  const ids = returningOf(db, forgotten).map(({ id }) => id)
  if (traits === null) return ids
  // A phone alone may be a family's, a name alone anybody's, and a number of hers another shop's.
  const same = db
    .prepare(
      `SELECT id FROM customer
       WHERE coalesce(phone = :phone, 0) + coalesce(external_id = :externalId, 0) + (name_key = :nameKey) >= 2`,
    )
    .pluck()
    .all({ ...traits })
  return [...new Set([...ids, ...(same as number[])])]
}

function eraseAll(db: Connection, ids: readonly number[], at: string): boolean {
  db.transaction(() => {
    for (const id of ids) eraseCustomer(db, id, at)
    // An older copy is planned anew once it is brought to this version.
    if (db.pragma('user_version', { simple: true }) === NEWEST_VERSION) replanIn(db, ids)
  }).immediate()
  return ids.length > 0
}

/**
 * Works on a copy of a backup, which then takes its place whole.
 * @param change tells whether it changed anything
 * @returns the same
 */
function rewrite(path: string, change: (db: Connection) => boolean): boolean {
  const draft = draftOf(path)
  try {
    if (isAsSummed(path) === false) throw new Error('not what its checksum says')
    verifyShop(path)
    copyPrivate(path, draft)
    const db = new Database(draft)
    try {
      secure(db)
      durable(db)
      if (!change(db)) return false
      rewriteFile(db)
    } finally {
      db.close()
    }
    verifyShop(draft)
    flush(draft, 'file')
    // Without a checksum a copy is sound as far as anybody knows; with one of what it was before, it is not.
    rmSync(sumFileOf(path), { force: true })
    rename(draft, path)
    writeSum(path)
    flush(dirname(path), 'folder')
    return true
  } finally {
    removeDraft(draft)
  }
}
