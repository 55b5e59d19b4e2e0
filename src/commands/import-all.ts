// aftersales import all: a whole shop out of the folder that `export all` wrote, into an empty one.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { BadRow } from '../exchange/exact-rows.ts'
import type { ExactValue } from '../exchange/exact-value.ts'
import { keepMemoryLean } from '../exchange/lean-memory.ts'
import { BadFile, openShopFolder, type ShopFile, shopRows } from '../exchange/shop-folder.ts'
import {
  clearSettings,
  countFacts,
  danglingInside,
  deferReferences,
  type FactTable,
  factTables,
  factWriter,
  missingReference,
  refusedBy,
} from '../store/fact-table.ts'
import { forgottenIds } from '../store/forget.ts'
import { NEWEST_VERSION } from '../store/header.ts'
import { getSettings, policyOf } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { type ImportAllDocument, viewImportAll } from '../ui/view/export-all.ts'
import { isSetting } from './setting-value.ts'

/** @throws AppError shop.notEmpty, import.noExport, import.newerExport, import.badRow, file.unreadable */
export async function importAll(context: Context, folder: string): Promise<void> {
  keepMemoryLean()
  // What can be told without the shop is told before its file is made.
  const shop = await context.read()
  refuseFilled(shop)
  const files = named(context, () => openShopFolder(folder, factTables(shop.db), NEWEST_VERSION))
  context.close()

  const store = await context.write()
  const bar = context.progress(context.t('import.progress.writing'))
  const counted = store.write(
    (changes) => {
      refuseFilled(store)
      changes.touchEverybody()
      return named(context, () => {
        try {
          return takeIn(store, files, bar.move)
        } finally {
          bar.end()
        }
      })
    },
    { bulk: true },
  )
  const document: ImportAllDocument = {
    folder,
    files: counted,
    created: {
      customers: countOf(store, 'customer'),
      products: countOf(store, 'product'),
      sales: countOf(store, 'sale'),
    },
  }
  context.show(document, (shown) => viewImportAll(shown, context.page(store)))
}

/** Of these nothing is lost when others come: settings, and who was forgotten, which taking back leaves. */
const NO_CONTENTS: ReadonlySet<string> = new Set(['setting', 'forgotten'])

/** @throws AppError shop.notEmpty where anything is stored that an import could mix with */
function refuseFilled({ db, path }: Store): void {
  const filled = factTables(db).some((table) => !NO_CONTENTS.has(table.name) && countFacts(db, table) > 0)
  if (filled) throw new AppError('shop.notEmpty', { path })
}

function countOf({ db }: Store, name: string): number {
  const table = factTables(db).find((one) => one.name === name)
  return table ? countFacts(db, table) : 0
}

/** Rows after which the bar moves. */
const STEP = 1000

/** Stores every row, inside a write. @throws BadFile for the first that cannot be */
function takeIn(
  { db, path: shop }: Store,
  files: readonly ShopFile<FactTable>[],
  move: (share: number) => void,
): ImportAllDocument['files'] {
  clearSettings(db)
  const all = files.reduce((sum, file) => sum + file.rows, 0)
  let done = 0
  const forgotten = forgottenIds(db)
  return files.map((file) => {
    const { table, path, columns } = file
    const write = factWriter(db, table, columns)
    const lines = new Map<unknown, number>()
    const inside = table.references.some((reference) => reference.table === table.name)
    // A row may name one that comes after it in the same table.
    if (inside) deferReferences(db, true)
    let rows = 0
    for (const { line, values } of shopRows(file)) {
      try {
        write(values)
      } catch (error) {
        throw new BadFile(path, refused(db, file, line, values, error))
      }
      if (table.name === 'setting') lines.set(values[columns.indexOf('key')], line)
      if (table.name === 'forgotten') forgotten.delete(Number(values[columns.indexOf('customer_id')]))
      rows += 1
      done += 1
      if (done % STEP === 0) move(done / all)
    }
    if (inside) {
      refuseDangling(db, file)
      deferReferences(db, false)
    }
    if (table.name === 'setting') refuseSettings(db, path, lines)
    // Whoever was forgotten here would be somebody else there.
    if (table.name === 'forgotten' && forgotten.size > 0) throw new AppError('shop.notEmpty', { path: shop })
    return { file: `${table.name}.csv`, rows }
  })
}

type Database = Store['db']

/** What the tables themselves refuse. */
function refused(
  db: Database,
  { table, columns }: ShopFile<FactTable>,
  line: number,
  values: readonly ExactValue[],
  error: unknown,
): BadRow {
  const { why, about } = refusedBy(error)
  if (why !== 'reference') return new BadRow(line, why === 'twice' ? 'row.already' : 'row.refused', about)
  const missing = missingReference(db, table, columns, values)
  return new BadRow(line, 'row.reference', String(missing?.to ?? ''), missing?.column ?? '')
}

function refuseDangling(db: Database, file: ShopFile<FactTable>): void {
  const [first] = danglingInside(db, file.table)
  if (!first) return
  const at = file.columns.indexOf(file.table.key[0] ?? '')
  for (const { line, values } of shopRows(file)) {
    if (values[at] === first.key) {
      throw new BadFile(file.path, new BadRow(line, 'row.reference', String(first.to), first.column))
    }
  }
}

/** A wrong setting would keep the shop from being opened at all. */
function refuseSettings(db: Database, path: string, lines: ReadonlyMap<unknown, number>): void {
  const settings = getSettings(db)
  const policy = policyOf(settings)
  for (const [key, value] of settings) {
    if (isSetting(key, value, policy)) continue
    throw new BadFile(path, new BadRow(lines.get(key) ?? 1, 'row.setting', JSON.stringify(value), key))
  }
}

/** Says which line of which file is wrong, and why. */
function named<T>({ t }: Context, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BadFile)) throw error
    const { path, row } = error
    const { line, code, value, column } = row
    const message = t(`import.exact.${code}`, { value, column })
    throw new AppError('import.badRow', { path, lines: [{ line, code, message }] })
  }
}
