// What a copy would bring back, beside what is there now; and what came of it.
import type { Page } from '../../context.ts'
import { wrap } from '../terminal.ts'
import { type Held, heldText } from './backup.ts'

export interface Restoring {
  copy: { file: string } & Held
  /** Null where there is no shop, or none that can be read. */
  present: Held | null
  damaged: boolean
}

export interface RestoreDocument {
  restored: { file: string } & Held
  /** Where the shop that was there lies now; null where there was none. */
  keptAside: string | null
  /** Whether that one is damaged. */
  damaged: boolean
  /** Numbers of customers who were forgotten since the copy was made, and so were erased from it. */
  erased: number[]
}

export function viewRestore({ copy, present, damaged }: Restoring, page: Page): string {
  const { words, terminal } = page
  const { t } = words
  const now = present ? heldText(present, words) : t(damaged ? 'restore.damaged' : 'restore.noShop')
  const lines = [
    t('restore.copy', { file: copy.file, holds: heldText(copy, words) }),
    t('restore.now', { holds: now }),
    ...(present || damaged ? [t('restore.keeps')] : []),
  ]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}

export function viewRestored(document: RestoreDocument, page: Page): string {
  const { words, terminal, style } = page
  const { t } = words
  const { restored, keptAside, damaged, erased } = document
  const lines = [
    style.green(t('restore.done', { holds: heldText(restored, words) })),
    ...(erased.length > 0 ? [t('restore.erased', { list: words.list(erased.map((id) => `#${id}`)) })] : []),
    ...(keptAside === null ? [] : [t(damaged ? 'restore.keptDamaged' : 'restore.kept', { path: keptAside })]),
  ]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}
