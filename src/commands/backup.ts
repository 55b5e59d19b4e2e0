// aftersales backup: a verified copy of the shop, beside it or elsewhere, under a passphrase if she likes.
import { renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Context } from '../context.ts'
import { dailyNames } from '../domain/backup.ts'
import { AppError, invalid } from '../errors.ts'
import { refuseTaken } from '../exchange/new-file.ts'
import { backUp, copyVerified, rotate, writeSum } from '../store/backup.ts'
import { draftOf, flush, removeDraft, sumOf } from '../store/file.ts'
import { backupsOf, openShelf, type Shelf, shelfOf } from '../store/shelf.ts'
import type { Store } from '../store/store.ts'
import { sumFileOf } from '../store/verify.ts'
import { type BackupMade, viewMade } from '../ui/view/backup.ts'
import { heldIn } from './backup-list.ts'
import { newPassphrase } from './passphrase.ts'

export interface BackupFlags {
  out?: string
  force?: boolean
  encrypt?: boolean
  passphraseFile?: string
  list?: boolean
  verify?: boolean
}

/** @throws AppError input.*, file.*, db.damaged, db.noSpace, cancelled */
export async function backup(context: Context, flags: BackupFlags): Promise<void> {
  if (flags.list || flags.verify) {
    const other = ['out', 'encrypt', 'passphraseFile'].find((flag) => flag in flags)
    if (other) invalid('apart', flags.list ? '--list' : '--verify', '', { other: `--${other}` })
    const { listBackups } = await import('./backup-list.ts')
    return listBackups(context, flags.verify === true)
  }
  const store = await context.read()
  if (store.db.memory) throw new AppError('file.notFound', { path: store.path })
  const shelf = shelfOf(store.path)
  const target = targetOf(flags.out, shelf, store)
  if (target !== null) {
    for (const path of [target, sumFileOf(target)]) refuseTaken(path, flags.force === true, store.path)
  }
  const encrypt = flags.encrypt === true || flags.passphraseFile !== undefined
  const passphrase = encrypt ? await newPassphrase(context, flags.passphraseFile) : null
  const { file, removed } = await make(store, shelf, target, passphrase)
  const document: BackupMade = {
    backup: {
      ...{ file, bytes: statSync(file).size, sha256: sumOf(file), encrypted: encrypt },
      ...heldIn(store.path, store.zone),
    },
    removed,
  }
  context.show(document, (shown) => viewMade(shown, context.page(store), target !== null))
}

/** Where she wants it; in a folder it is called as on the shelf. Null for the shelf itself. */
function targetOf(out: string | undefined, shelf: Shelf, store: Store): string | null {
  if (out === undefined) return null
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) return out
  const [name = ''] = dailyNames(shelf.stem, store.zone.text(store.now), backupsOf({ ...shelf, folder: out }))
  return join(out, name)
}

async function make(
  store: Store,
  shelf: Shelf,
  target: string | null,
  passphrase: string | null,
): Promise<{ file: string; removed: string[] }> {
  const { db, zone, now } = store
  const names = () => dailyNames(shelf.stem, zone.text(now), backupsOf(shelf))
  if (target === null && passphrase === null) {
    const name = backUp(db, shelf, names()) as string
    return { file: join(shelf.folder, name), removed: rotate(shelf, name) }
  }
  openShelf(shelf)
  const [name = ''] = names()
  const file = target ?? join(shelf.folder, `${name}.age`)
  // Unencrypted it never leaves the shop's own disk: what is deleted on a memory stick can be read again.
  const plain = draftOf(passphrase === null ? file : join(shelf.folder, basename(store.path)))
  const secret = draftOf(file)
  try {
    copyVerified(db, plain)
    if (passphrase !== null) await encryptVerified(plain, secret, passphrase)
    rmSync(sumFileOf(file), { force: true })
    renameSync(passphrase === null ? plain : secret, file)
  } catch (error) {
    throw fileError(error, file)
  } finally {
    removeDraft(plain)
    removeDraft(secret)
  }
  writeSum(file)
  flush(join(file, '..'), 'folder')
  return { file, removed: [] }
}

/** What cannot be read back is no backup, and only here is the passphrase known. */
async function encryptVerified(plain: string, secret: string, passphrase: string): Promise<void> {
  const { encryptFile, decryptFile } = await import('../exchange/age.ts')
  await encryptFile(plain, secret, passphrase)
  const back = draftOf(plain)
  try {
    await decryptFile(secret, back, passphrase)
    if (sumOf(back) !== sumOf(plain)) throw new AppError('backup.damaged', { path: secret })
  } finally {
    removeDraft(back)
  }
}

function fileError(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof AppError || syscall === undefined) return error
  return new AppError(code === 'ENOSPC' ? 'db.noSpace' : 'file.unwritable', { path })
}
