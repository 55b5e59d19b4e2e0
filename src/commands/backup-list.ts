// aftersales backup --list, --verify: which copies there are, what they hold, and whether they are sound.
import type { Context } from '../context.ts'
import { dayText, type Zone } from '../domain/day.ts'
import { AppError } from '../errors.ts'
import { contentsOf } from '../store/contents.ts'
import { type Shelved, shelfOf, shelved } from '../store/shelf.ts'
import { isAsSummed, verifyShop } from '../store/verify.ts'
import { type BackupList, type BackupRow, type Held, viewBackups } from '../ui/view/backup.ts'
import { presentShop } from './present-shop.ts'

/** @throws AppError backup.someDamaged after the list, where something was looked for and found */
export async function listBackups(context: Context, verify: boolean): Promise<void> {
  const { store } = await presentShop(context)
  const shelf = shelfOf(context.dbPath)
  const backups = shelved(shelf, store.zone).map((backup, i) => rowOf(backup, i + 1, store.zone, verify))
  const document: BackupList = { folder: shelf.folder, backups }
  context.show(document, (shown) => viewBackups(shown, context.page(store)))
  const files = backups.filter(({ flaw }) => flaw !== null).map(({ name }) => name)
  if (files.length > 0) throw new AppError('backup.someDamaged', { files })
}

export function rowOf(backup: Shelved, number: number, zone: Zone, verify = false): BackupRow {
  const { name, kind, path, bytes, encrypted, made } = backup
  return {
    ...{ number, name, kind, bytes, encrypted },
    day: made.slice(0, 10),
    time: made.slice(11, 16),
    holds: encrypted ? null : heldOrNull(path, zone),
    ...(verify ? verdictOf(backup) : { sound: null, flaw: null }),
  }
}

/** What a copy holds. @throws SqliteError for one that cannot be read */
export function heldIn(path: string, zone: Zone): Held {
  const { customers, sales, lastSaleAt } = contentsOf(path)
  return { customers, sales, lastSale: lastSaleAt && dayText(zone.day(Date.parse(lastSaleAt))) }
}

export function heldOrNull(path: string, zone: Zone): Held | null {
  try {
    return heldIn(path, zone)
  } catch {
    return null
  }
}

/** Of an encrypted one only the checksum can tell anything. */
export function verdictOf({ path, encrypted }: Shelved): Pick<BackupRow, 'sound' | 'flaw'> {
  const summed = isAsSummed(path)
  if (summed === false) return { sound: false, flaw: 'checksum' }
  if (encrypted) return { sound: summed, flaw: null }
  try {
    verifyShop(path)
    return { sound: true, flaw: null }
  } catch (error) {
    const code = error instanceof AppError ? error.code : ''
    const flaw = code === 'db.notOurs' ? 'notOurs' : code === 'db.newer' ? 'newer' : 'damaged'
    return { sound: false, flaw }
  }
}
