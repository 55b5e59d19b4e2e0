// aftersales backup: a verified copy of the shop, beside it or elsewhere, under a passphrase if she likes.
import type { Context } from '../context.ts'
import { AppError, invalid } from '../errors.ts'
import { refuseTaken } from '../exchange/new-file.ts'
import { backUpNow, copyOut, placeFor } from '../store/backup-out.ts'
import { draftOf, removeDraft, sumOf } from '../store/file.ts'
import { shelfOf } from '../store/shelf.ts'
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
  if (store.isBlank) throw new AppError('file.notFound', { path: store.path })
  const shelf = shelfOf(store.path)
  const target = flags.out === undefined ? null : placeFor(flags.out, shelf, store)
  if (target !== null) {
    for (const path of [target, sumFileOf(target)]) refuseTaken(path, flags.force === true, store.path)
  }
  const encrypt = flags.encrypt === true || flags.passphraseFile !== undefined
  const passphrase = encrypt ? await newPassphrase(context, flags.passphraseFile) : null
  const made =
    target === null && passphrase === null
      ? backUpNow(store, shelf)
      : await copyOut(
          store,
          shelf,
          target,
          passphrase === null
            ? null
            : (plain: string, secret: string) => encryptVerified(plain, secret, passphrase),
        )
  const document: BackupMade = {
    backup: {
      ...{ file: made.file, bytes: made.bytes, sha256: made.sum, encrypted: encrypt },
      ...heldIn(store.path, store.zone),
    },
    removed: made.removed,
  }
  context.show(document, (shown) => viewMade(shown, context.page(store), target !== null), made.file)
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
