// A backup on demand: on the shelf or wherever she wants it, as it is or made unreadable for others.
import { rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { dailyNames } from '../domain/backup.ts'
import { AppError } from '../errors.ts'
import { rename } from '../rename.ts'
import { backUp, backupError, copyVerified, rotate, writeSum } from './backup.ts'
import { draftOf, flush, removeDraft } from './file.ts'
import { backupsOf, openShelf, type Shelf } from './shelf.ts'
import type { Store } from './store.ts'
import { readSum, sumFileOf } from './verify.ts'

export interface Made {
  file: string
  bytes: number
  /** SHA-256 in hex. */
  sum: string
  /** Names of older ones that gave way. */
  removed: string[]
}

type Shop = Pick<Store, 'db' | 'path' | 'zone' | 'now'>

const namesFor = (shelf: Shelf, { zone, now }: Shop) =>
  dailyNames(shelf.stem, zone.text(now), backupsOf(shelf))

/** The file that is meant; in a folder it is called as it would be on the shelf. */
export function placeFor(out: string, shelf: Shelf, shop: Shop): string {
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) return out
  const [name = ''] = namesFor({ ...shelf, folder: out }, shop)
  return join(out, name)
}

/** A backup on the shelf, as one is made every day. @throws AppError db.damaged, db.noSpace, file.unwritable */
export function backUpNow(shop: Shop, shelf: Shelf): Made {
  try {
    const name = backUp(shop.db, shelf, namesFor(shelf, shop)) as string
    const file = join(shelf.folder, name)
    const removed = rotate(shelf, name)
    return { file, bytes: statSync(file).size, sum: readSum(file), removed }
  } catch (error) {
    throw backupError(error, shop.path, shelf)
  }
}

/**
 * A backup in a place of its own, where nothing is that must stay, or encrypted on the shelf.
 * @param encrypt writes the plain file to the other name
 * @throws AppError file.unwritable, db.noSpace, db.damaged
 */
export async function copyOut(
  shop: Shop,
  shelf: Shelf,
  target: string | null,
  encrypt: ((plain: string, secret: string) => Promise<void>) | null,
): Promise<Made> {
  const [name = ''] = namesFor(shelf, shop)
  const file = target ?? join(shelf.folder, `${name}.age`)
  // Unencrypted it never leaves the shop's own disk: what is deleted on a memory stick can be read again.
  const plain = draftOf(encrypt ? join(shelf.folder, basename(shop.path)) : file)
  const secret = draftOf(file)
  try {
    openShelf(shelf)
    copyVerified(shop.db, plain)
    await encrypt?.(plain, secret)
    rmSync(sumFileOf(file), { force: true })
    rename(encrypt ? secret : plain, file)
    const sum = writeSum(file)
    flush(dirname(file), 'folder')
    return { file, bytes: statSync(file).size, sum, removed: [] }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (error instanceof AppError || syscall === undefined) throw error
    throw new AppError(code === 'ENOSPC' ? 'db.noSpace' : 'file.unwritable', { path: file })
  } finally {
    removeDraft(plain)
    removeDraft(secret)
  }
}
