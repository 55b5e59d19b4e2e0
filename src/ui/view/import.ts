// What came of an import.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import { wrap } from '../terminal.ts'

/** A line of the file and what is to be said of it. */
export interface ImportLine {
  line: number
  code: string
  message: string
}

export interface ImportDocument {
  /** Nothing was written. */
  dryRun: boolean
  /** Lines below the head that are not empty: imported, known already, or skipped. */
  rows: number
  imported: number
  duplicates: number
  skipped: ImportLine[]
  created: { customers: number; products: number; sales: number }
  /** Stored customers whose missing phone, name or external id the file told. */
  completed: number
  /** Lines with a negative quantity: they change money only. */
  negative: number
  /** Lines that tell neither price nor amount, and count as 0. */
  withoutAmount: number
  /** The product all lines are of, in a file that names none. */
  product: string | null
  /** First and last day of the sales in the file. */
  from: string | null
  to: string | null
  ignoredColumns: string[]
  notes: ImportLine[]
}

/** Notes told one by one; the rest is counted. Lines left out are all named: only so can they be mended. */
const NOTES = 10

export function viewImport(document: ImportDocument, page: Page): string {
  const { words, terminal } = page
  const { t } = words
  const { dryRun, imported, duplicates, skipped, created, completed, negative, withoutAmount } = document
  const date = (text: string | null) => words.date(parseDay(text ?? '') ?? words.today)
  const told = (head: string, lines: readonly ImportLine[], most = lines.length) => {
    if (lines.length === 0) return []
    const left = lines.length - most
    const shown = lines.slice(0, most).map(({ line, message }) => t('error.import.line', { line, message }))
    const all = left > 0 ? [...shown, t('import.moreLines', { count: left })] : shown
    return [wrap(head, terminal.columns), ...all.map((text) => `  ${wrap(text, terminal.columns, '    ')}`)]
  }
  const counted = [
    t('import.sales', { count: created.sales }),
    ...(created.customers > 0 ? [t('import.customers', { count: created.customers })] : []),
    ...(created.products > 0 ? [t('import.products', { count: created.products })] : []),
  ]
  const lines = [
    imported > 0
      ? `${dryRun ? t('import.wouldImport', { count: imported }) : t('import.imported', { count: imported })} ${words.list(counted)}.`
      : t('import.nothingNew'),
    ...(document.from === null
      ? []
      : [t('import.period', { from: date(document.from), to: date(document.to) })]),
    ...(duplicates > 0 ? [t('import.duplicates', { count: duplicates })] : []),
    ...(completed > 0 ? [t('import.completed', { count: completed })] : []),
    ...(negative > 0 ? [t('import.negative', { count: negative })] : []),
    ...(withoutAmount > 0 ? [t('import.withoutAmount', { count: withoutAmount })] : []),
    ...(document.product === null ? [] : [t('import.oneProduct', { product: document.product })]),
    ...(document.ignoredColumns.length > 0
      ? [
          t('import.ignored', {
            columns: words.list(document.ignoredColumns),
            count: document.ignoredColumns.length,
          }),
        ]
      : []),
  ].map((line) => wrap(line, terminal.columns))
  const next = dryRun ? t(skipped.length > 0 ? 'import.thenMend' : 'import.thenImport') : t('import.thenDue')
  return [
    ...lines,
    ...told(t('import.notes'), document.notes, NOTES),
    ...told(t('import.skipped', { count: skipped.length }), skipped),
    '',
    wrap(next, terminal.columns),
  ].join('\n')
}
