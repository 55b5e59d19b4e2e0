// aftersales restore: a copy takes the place of the shop, and the shop is kept aside; --back brings that one back.
import type { Context } from '../context.ts'
import type { AppError } from '../errors.ts'
import { backupError } from '../store/backup.ts'
import { removeDraft } from '../store/file.ts'
import { forgottenIn, forgottenInCopies } from '../store/forgotten.ts'
import { settle } from '../store/replan.ts'
import { prepareDraft, swap } from '../store/restore.ts'
import { backupsOf, type Shelf, shelfOf } from '../store/shelf.ts'
import { type RestoreDocument, type Restoring, viewRestore, viewRestored } from '../ui/view/restore.ts'
import { heldIn, heldOrNull } from './backup-list.ts'
import { confirm } from './confirm.ts'
import { type PresentShop, presentShop } from './present-shop.ts'
import { chooseCopy, copyToDraft } from './restore-copy.ts'

export interface RestoreFlags {
  back?: boolean
  passphraseFile?: string
}

/** @throws AppError backup.*, db.newer, db.notOurs, db.locked, db.readOnly, input.*, cancelled */
export async function restore(
  context: Context,
  what: string | undefined,
  flags: RestoreFlags,
): Promise<void> {
  const present = await presentShop(context)
  const shelf = shelfOf(context.dbPath)
  refuseOthers(present, shelf)
  const copy = await chooseCopy(context, present.store, shelf, what, flags.back === true)
  const draft = await copyToDraft(context, copy, flags.passphraseFile)
  try {
    await place(context, present, copy, draft)
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException
    throw syscall === undefined ? error : backupError(error, context.dbPath, shelf)
  } finally {
    removeDraft(draft)
  }
}

async function place(context: Context, { store, error }: PresentShop, copy: string, draft: string) {
  const shelf = shelfOf(context.dbPath)
  const { zone, now } = store
  const moment = zone.text(now)
  const restoring: Restoring = {
    copy: { file: copy, ...heldIn(draft, zone) },
    present: error || store.isBlank ? null : heldOrNull(store.path, zone),
    damaged: error !== null,
  }
  await confirm(context, viewRestore(restoring, context.page(store)), context.t('restore.ask'), true)
  const erased = prepareDraft(
    draft,
    copy,
    store.isBlank ? forgottenInCopies(shelf) : forgottenIn(store.db),
    settle,
  )
  context.close()
  const kept = swap(context.dbPath, draft, moment)
  const restored = await context.read()
  const document: RestoreDocument = {
    restored: { file: copy, ...heldIn(restored.path, zone) },
    keptAside: kept.path,
    damaged: kept.damaged,
    erased,
  }
  context.show(document, (shown) => viewRestored(shown, context.page(restored)))
}

/** A shop that is damaged gives way; what is none, or of a newer program, does not. */
function refuseOthers({ error }: PresentShop, shelf: Shelf): void {
  switch (error?.code) {
    case undefined:
    case 'db.damaged':
    case 'db.empty':
    case 'db.diskError':
      return
    case 'db.notOurs':
      // Where there are copies of a file, it was a shop once, whatever its first bytes say now.
      if (backupsOf(shelf).length > 0) return
  }
  throw error as AppError
}
