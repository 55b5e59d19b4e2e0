// Backups: what was made, what there is, and whether it is sound.
import type { Page } from '../../context.ts'
import type { BackupKind } from '../../domain/backup.ts'
import { dayIn } from '../../domain/day.ts'
import { renderTable } from '../table.ts'
import { wrap } from '../terminal.ts'
import type { Words } from '../words.ts'

/** What a copy of the shop holds. */
export interface Held {
  customers: number
  sales: number
  /** `2026-11-21`, local; null without a sale. */
  lastSale: string | null
}

export interface BackupRow {
  /** 1 is the newest. */
  number: number
  name: string
  kind: BackupKind
  /** `2026-11-21` and `09:00`, local. */
  day: string
  time: string
  bytes: number
  encrypted: boolean
  /** Null of an encrypted or an unreadable one. */
  holds: Held | null
  /** What looking through it told; null where nobody looked, or nothing can be told without the passphrase. */
  sound: boolean | null
  /** Why it is not sound. */
  flaw: 'checksum' | 'damaged' | 'notOurs' | 'newer' | null
}

export interface BackupList {
  folder: string
  backups: BackupRow[]
}

export interface BackupMade {
  backup: { file: string; bytes: number; sha256: string; encrypted: boolean } & Held
  /** Names of older ones that gave way. */
  removed: string[]
}

export function viewMade({ backup, removed }: BackupMade, page: Page, elsewhere: boolean): string {
  const { words, terminal, style } = page
  const { t } = words
  const lines = [
    style.green(t('backup.made', { path: backup.file })),
    `${t('backup.verified')} ${heldText(backup, words)}, ${bytesText(backup.bytes, words)}.`,
    ...(backup.encrypted ? [style.yellow(t('backup.keepPassphrase'))] : []),
    ...(removed.length > 0 ? [t('backup.gaveWay', { count: removed.length })] : []),
    ...(elsewhere ? [] : [style.dim(t('backup.elsewhere'))]),
  ]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}

export function viewBackups({ folder, backups }: BackupList, page: Page): string {
  const { words, terminal } = page
  const { t } = words
  if (backups.length === 0) return wrap(t('backup.none'), terminal.columns)
  const verified = backups.some(({ sound }) => sound !== null)
  const table = renderTable(
    {
      columns: [
        { head: t('backup.head.number'), align: 'right' },
        { head: t('backup.head.made'), whole: true },
        { head: t('backup.head.what') },
        { head: t('backup.head.customers'), align: 'right' },
        { head: t('backup.head.sales'), align: 'right' },
        { head: t('backup.head.lastSale'), whole: true },
        { head: t('backup.head.size'), align: 'right', whole: true },
        ...(verified ? [{ head: t('backup.head.sound') }] : []),
      ],
      rows: backups.map((row) => [
        String(row.number),
        madeText(row, words),
        whatText(row, words),
        row.holds ? words.number(row.holds.customers) : t('common.none'),
        row.holds ? words.number(row.holds.sales) : t('common.none'),
        row.holds ? dayText(row.holds.lastSale, words) : t('common.none'),
        bytesText(row.bytes, words),
        ...(verified ? [soundText(row, words)] : []),
      ]),
      title: 2,
    },
    terminal,
  )
  const where = wrap(t('backup.where', { folder }), terminal.columns)
  return `${table}\n${where}\n${wrap(t('backup.restoreHint'), terminal.columns)}`
}

/** `21.11.2026, 09:00`. */
export function madeText({ day, time }: Pick<BackupRow, 'day' | 'time'>, words: Words): string {
  return `${dayText(day, words)}${time === '00:00' ? '' : `, ${time}`}`
}

export function whatText({ kind, encrypted }: BackupRow, { t }: Words): string {
  const what = t(`backup.kind.${kind}`)
  return encrypted ? `${what}, ${t('backup.encrypted')}` : what
}

function soundText({ sound, flaw, encrypted }: BackupRow, { t }: Words): string {
  if (flaw !== null) return t(`backup.flaw.${flaw}`)
  if (sound === null) return t('backup.sound.unknown')
  return t(encrypted ? 'backup.sound.unchanged' : 'backup.sound.yes')
}

/** `25 customers, 70 sales, the last one 21.11.2026`. */
export function heldText({ customers, sales, lastSale }: Held, words: Words): string {
  const { t } = words
  const parts = [t('backup.customers', { count: customers }), t('backup.sales', { count: sales })]
  if (lastSale !== null) parts.push(t('backup.lastSale', { day: dayText(lastSale, words) }))
  return parts.join(', ')
}

function dayText(day: string | null, words: Words): string {
  return day === null ? words.t('common.none') : words.date(dayIn(day))
}

const MEGA = 1_000_000

export function bytesText(bytes: number, words: Words): string {
  const { t } = words
  if (bytes < MEGA) return t('backup.small')
  return t('backup.megabytes', { number: words.number(bytes / MEGA, bytes < 10 * MEGA ? 1 : 0) })
}
