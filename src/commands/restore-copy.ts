// Which copy is meant, and its way to a draft beside the shop: verified, and decrypted where it is encrypted.
import type { Context } from '../context.ts'
import { newestFirst } from '../domain/backup.ts'
import { dayText } from '../domain/day.ts'
import { AppError } from '../errors.ts'
import { isEncrypted } from '../exchange/age-mark.ts'
import { realPath, removeDraft } from '../store/file.ts'
import { draftFor, takeCopy, verifyDraft } from '../store/restore.ts'
import { fileNamed, type Shelf, type Shelved, shelved } from '../store/shelf.ts'
import type { Store } from '../store/store.ts'
import { isAsSummed } from '../store/verify.ts'
import { heldText, madeText, whatText } from '../ui/view/backup.ts'
import { rowOf } from './backup-list.ts'
import { knownPassphrase } from './passphrase.ts'
import { readDay } from './when.ts'

/**
 * The file that a name, a number, or a day of the list means; the one kept aside last with `back`.
 * @throws AppError backup.notFound, backup.none, backup.nothingKept, backup.itself, usage.missingArgument, cancelled
 */
export async function chooseCopy(
  context: Context,
  store: Store,
  shelf: Shelf,
  what: string | undefined,
  back: boolean,
): Promise<string> {
  const list = shelved(shelf, store.zone)
  if (back) {
    const kept = newestFirst(list.filter(({ kind }) => kind === 'before-restore'))[0]
    if (!kept) throw new AppError('backup.nothingKept')
    return kept.path
  }
  if (what === undefined) return ask(context, store, list)
  const path = await named(store, shelf, list, what)
  if (realPath(path) === realPath(context.dbPath)) throw new AppError('backup.itself', { path })
  return path
}

async function ask(context: Context, store: Store, list: readonly Shelved[]): Promise<string> {
  if (!context.terminal.interactive) throw new AppError('usage.missingArgument', { name: 'backup' })
  if (list.length === 0) throw new AppError('backup.none')
  const words = context.words(store)
  const asker = await context.ask()
  return asker.select(
    context.t('backup.ask.which'),
    list.map((backup, i) => {
      const row = rowOf(backup, i + 1, store.zone)
      const holds = row.holds ? ` – ${heldText(row.holds, words)}` : ''
      return { name: `${madeText(row, words)}, ${whatText(row, words)}${holds}`, value: backup.path }
    }),
  )
}

async function named(store: Store, shelf: Shelf, list: readonly Shelved[], what: string): Promise<string> {
  const found = fileNamed(what, shelf)
  if (found !== null) return found
  const number = /^#?(\d{1,4})$/.exec(what.trim())?.[1]
  if (number !== undefined) return pathOf(list[Number(number) - 1], what)
  // What looks like a file is told of as one, not as a day that nobody understands.
  if (/[\\/]|\.(db|age)$/i.test(what)) throw new AppError('file.notFound', { path: what })
  const day = await dayOf(what, store)
  return pathOf(
    list.find((backup) => backup.made.startsWith(day)),
    what,
  )
}

function pathOf(backup: Shelved | undefined, reference: string): string {
  if (backup) return backup.path
  throw new AppError('backup.notFound', { reference })
}

async function dayOf(what: string, { now, zone }: Store): Promise<string> {
  try {
    return dayText(await readDay('--', what, now, zone, 'past'))
  } catch (error) {
    if (error instanceof AppError) throw new AppError('backup.notFound', { reference: what })
    throw error
  }
}

/**
 * Copies what was chosen beside the shop, and looks through the copy.
 * @returns the draft, which is whole and of no newer version
 * @throws AppError backup.damaged, backup.unreadable, backup.wrongPassphrase, db.newer, db.notOurs, db.noSpace
 */
export async function copyToDraft(
  context: Context,
  path: string,
  passphraseFile: string | undefined,
): Promise<string> {
  const draft = draftFor(context.dbPath)
  try {
    if (!isEncrypted(path)) takeCopy(path, draft)
    else {
      if (isAsSummed(path) === false) throw new AppError('backup.damaged', { path })
      const { decryptFile } = await import('../exchange/age.ts')
      await decryptFile(path, draft, await knownPassphrase(context, passphraseFile))
      verifyDraft(draft, path)
    }
    return draft
  } catch (error) {
    removeDraft(draft)
    const { syscall, code } = error as NodeJS.ErrnoException
    if (error instanceof AppError || syscall === undefined) throw error
    throw new AppError(code === 'ENOSPC' ? 'db.noSpace' : 'backup.unreadable', { path })
  }
}
