// What came of taking a whole shop out to a folder, and of taking one in.
import type { Page } from '../../context.ts'
import { wrap } from '../terminal.ts'

interface FilesDocument {
  folder: string
  files: { file: string; rows: number }[]
}

export type ExportAllDocument = FilesDocument

export interface ImportAllDocument extends FilesDocument {
  created: { customers: number; products: number; sales: number }
}

export function viewExportAll({ folder, files }: ExportAllDocument, { words, terminal }: Page): string {
  const { t } = words
  const rows = words.number(files.reduce((sum, file) => sum + file.rows, 0))
  return [
    t('export.all.written', { count: files.length, folder, rows }),
    t('export.all.private'),
    t('export.all.back'),
  ]
    .map((line) => wrap(line, terminal.columns))
    .join('\n')
}

export function viewImportAll({ created }: ImportAllDocument, { words, terminal }: Page): string {
  const { t } = words
  const counted = (['customers', 'products', 'sales'] as const).map((kind) =>
    t(`import.all.${kind}`, { count: created[kind] }),
  )
  return wrap(t('import.all.done', { counted: words.list(counted) }), terminal.columns)
}
