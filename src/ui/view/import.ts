// What came of an import.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import { wrap } from '../terminal.ts'
import { type ImportedFile, viewFile } from './import-file.ts'

/** A line of the file and what is to be said of it. */
export interface ImportLine {
  line: number
  code: string
  message: string
}

/** When it is told: instead of doing it, before asking whether to do it, or after it. Not yet done, the file is shown too. */
export type Stage = 'dryRun' | 'question' | 'done'

/** What every import tells. */
export interface ImportBase {
  /** Nothing was written. */
  dryRun: boolean
  file: ImportedFile
  /** Lines below the head that are not empty: imported, known already, or skipped. */
  rows: number
  imported: number
  duplicates: number
  skipped: ImportLine[]
  /** Where the lines left out were written to; null where there are none. */
  rejects: string | null
  created: { customers: number; products: number; sales: number }
  ignoredColumns: string[]
  notes: ImportLine[]
}

export interface ImportDocument extends ImportBase {
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
}

/** Notes told one by one; the rest is counted. Lines left out are all named: only so can they be mended. */
const NOTES = 10

/** What is said of customers whom a file of customers told of. */
export interface CustomersImportDocument extends ImportBase {
  /** Stored customers of whom the file told something that was not known. */
  completed: number
  /** Customers whose wish not to be called is new. */
  doNotCall: number
}

export function viewImport(document: ImportDocument, page: Page, stage: Stage): string {
  const { words } = page
  const { t } = words
  const { imported, duplicates, created, completed, negative, withoutAmount, ignoredColumns } = document
  const date = (text: string | null) => words.date(parseDay(text ?? '') ?? words.today)
  const counted = [
    t('import.sales', { count: created.sales }),
    ...(created.customers > 0 ? [t('import.customers', { count: created.customers })] : []),
    ...(created.products > 0 ? [t('import.products', { count: created.products })] : []),
  ]
  const lines = [
    imported > 0
      ? `${stage === 'done' ? t('import.imported', { count: imported }) : t('import.wouldImport', { count: imported })} ${words.list(counted)}.`
      : t('import.nothingNew'),
    ...(document.from === null
      ? []
      : [t('import.period', { from: date(document.from), to: date(document.to) })]),
    ...(duplicates > 0 ? [t('import.duplicates', { count: duplicates })] : []),
    ...(completed > 0 ? [t('import.completed', { count: completed })] : []),
    ...(negative > 0 ? [t('import.negative', { count: negative })] : []),
    ...(withoutAmount > 0 ? [t('import.withoutAmount', { count: withoutAmount })] : []),
    ...(document.product === null ? [] : [t('import.oneProduct', { product: document.product })]),
    ...(ignoredColumns.length > 0
      ? [t('import.ignored', { columns: words.list(ignoredColumns), count: ignoredColumns.length })]
      : []),
  ]
  const skipped = t('import.skipped', { count: document.skipped.length })
  return linesOf(lines, skipped, t('import.thenDue'), document, page, stage)
}

export function viewCustomersImport(document: CustomersImportDocument, page: Page, stage: Stage): string {
  const { words } = page
  const { t } = words
  const { imported, duplicates, created, completed, doNotCall, ignoredColumns } = document
  const what = words.list([
    ...(created.customers > 0 ? [t('import.customers', { count: created.customers })] : []),
    ...(completed > 0 ? [t('import.people.completed', { count: completed })] : []),
  ])
  const lines = [
    ...(imported === 0 ? [t('import.nothingNew')] : []),
    ...(imported > 0
      ? [t(stage === 'done' ? 'import.people.imported' : 'import.people.wouldImport', { what })]
      : []),
    ...(doNotCall > 0 ? [t('import.people.doNotCall', { count: doNotCall })] : []),
    ...(duplicates > 0 ? [t('import.people.duplicates', { count: duplicates })] : []),
    ...(ignoredColumns.length > 0
      ? [t('import.people.ignored', { columns: words.list(ignoredColumns), count: ignoredColumns.length })]
      : []),
  ]
  const skipped = t('import.people.skipped', { count: document.skipped.length })
  return linesOf(lines, skipped, t('import.people.thenList'), document, page, stage)
}

/** What is said of products that a file told of. */
export interface ProductsImportDocument extends ImportBase {
  /** Known products of which the file told something that was not known. */
  completed: number
}

export function viewProductsImport(document: ProductsImportDocument, page: Page, stage: Stage): string {
  const { words } = page
  const { t } = words
  const { imported, duplicates, created, completed, ignoredColumns } = document
  const what = words.list([
    ...(created.products > 0 ? [t('import.products', { count: created.products })] : []),
    ...(completed > 0 ? [t('import.goods.completed', { count: completed })] : []),
  ])
  const lines = [
    ...(imported === 0 ? [t('import.nothingNew')] : []),
    ...(imported > 0
      ? [t(stage === 'done' ? 'import.people.imported' : 'import.people.wouldImport', { what })]
      : []),
    ...(duplicates > 0 ? [t('import.people.duplicates', { count: duplicates })] : []),
    ...(ignoredColumns.length > 0
      ? [t('import.people.ignored', { columns: words.list(ignoredColumns), count: ignoredColumns.length })]
      : []),
  ]
  const skipped = t('import.people.skipped', { count: document.skipped.length })
  return linesOf(lines, skipped, t('import.goods.thenList'), document, page, stage)
}

/** Lines that cannot be taken in, to be asked about: the first of them, and how many more. */
export function viewBadLines(
  kind: 'sales' | 'customers' | 'products',
  skipped: readonly ImportLine[],
  { words: { t }, terminal }: Page,
): string {
  const count = skipped.length
  const head = kind === 'sales' ? t('import.skipped', { count }) : t('import.people.skipped', { count })
  const shown = skipped.slice(0, NOTES).map(({ line, message }) => t('error.import.line', { line, message }))
  const left = count - shown.length
  const items = left > 0 ? [...shown, t('import.moreLines', { count: left })] : shown
  return [
    wrap(head, terminal.columns),
    ...items.map((text) => `  ${wrap(text, terminal.columns, '    ')}`),
  ].join('\n')
}

/** What came of it, the customers to look at, the lines left out, and what to do next. */
function linesOf(
  lines: readonly string[],
  skippedHead: string,
  done: string,
  { notes, skipped, file, rejects }: ImportBase,
  page: Page,
  stage: Stage,
): string {
  const { words, terminal } = page
  const { t } = words
  const told = (head: string, all: readonly ImportLine[], most = all.length) => {
    if (all.length === 0) return []
    const left = all.length - most
    const shown = all.slice(0, most).map(({ line, message }) => t('error.import.line', { line, message }))
    const items = left > 0 ? [...shown, t('import.moreLines', { count: left })] : shown
    return [wrap(head, terminal.columns), ...items.map((text) => `  ${wrap(text, terminal.columns, '    ')}`)]
  }
  const again = t(skipped.length > 0 ? 'import.thenMend' : 'import.thenImport')
  return [
    ...(stage === 'done' ? [] : [viewFile(file, page)]),
    ...lines.map((line) => wrap(line, terminal.columns)),
    ...told(t('import.notes'), notes, NOTES),
    ...told(skippedHead, skipped),
    ...(rejects === null ? [] : [wrap(t('import.rejects', { path: rejects }), terminal.columns)]),
    ...(stage === 'question' ? [] : ['', wrap(stage === 'done' ? done : again, terminal.columns)]),
  ].join('\n')
}
