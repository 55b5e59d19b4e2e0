// aftersales export all: the whole shop as a folder of tables, to be read anywhere and to be taken in again.
import type { Context } from '../context.ts'
import { dayText } from '../domain/day.ts'
import { writeNewFolder } from '../exchange/new-file.ts'
import { fileOf, shopFiles } from '../exchange/shop-folder.ts'
import { type FactTable, factRows, factTables } from '../store/fact-table.ts'
import { NEWEST_VERSION } from '../store/header.ts'
import type { Store } from '../store/store.ts'
import { LANGS, loadLanguage } from '../ui/i18n/index.ts'
import { wrap } from '../ui/terminal.ts'
import { type ExportAllDocument, viewExportAll } from '../ui/view/export-all.ts'
import { missing } from './input.ts'

/** @throws AppError input.missing without a folder, file.exists, file.unwritable, db.noSpace */
export async function exportAll(context: Context, flags: { out?: string; force?: boolean }): Promise<void> {
  const { out } = flags
  if (out === undefined || out === '') missing('--out')
  const store = await context.read()
  const { db } = store
  const tables = factTables(db)
  const readme = await readmeOf(store, tables)
  // One moment for all tables, whatever is written meanwhile.
  const counted = store.look(() => {
    const { files, counted } = shopFiles(tables, (table) => factRows(db, table), NEWEST_VERSION, readme)
    writeNewFolder(out, files, flags.force === true, store.path)
    return counted
  })
  const document: ExportAllDocument = {
    folder: out,
    files: [...counted].map(([file, rows]) => ({ file, rows })),
  }
  context.show(document, (shown) => viewExportAll(shown, context.page(store)), out)
}

/** In every language: whoever opens the folder years from now may read only one of them. */
async function readmeOf(store: Store, tables: readonly FactTable[]): Promise<string> {
  const texts = LANGS.map(async (lang) => {
    const t = await loadLanguage(lang)
    const text = t('export.readme.text', { day: dayText(store.zone.day(store.now)) })
    const about = tables.map((table) => {
      const columns = table.columns.map(({ name }) => name).join(', ')
      return `${fileOf(table)} – ${t(`export.table.${table.name as TableName}`)}\n    ${wrap(columns, 90, '    ')}`
    })
    return [
      ...text.split('\n').map((line) => wrap(line, 90, line.startsWith('- ') ? '  ' : '')),
      '',
      ...about,
      '',
    ].join('\n')
  })
  return (await Promise.all(texts)).join(`\n${'-'.repeat(90)}\n\n`)
}

type TableName = keyof typeof import('../ui/i18n/en/export.ts').exportWords.table
