// aftersales import products: a list of products into the shop, all of it or nothing, and never twice.
import type { Context } from '../context.ts'
import { currencyDigits } from '../domain/money.ts'
import { foldName } from '../domain/name.ts'
import { PRODUCT_FIELDS, type ProductField } from '../exchange/column-names.ts'
import { productColumns } from '../exchange/columns.ts'
import { type ProductRow, type ProductsFile, readProducts } from '../exchange/products.ts'
import {
  buyersOf,
  insertProduct,
  type Product,
  productByName,
  replaceGoesWith,
  replaceTips,
  updateProduct,
} from '../store/product.ts'
import { containedIn, replaceContained } from '../store/product-contains.ts'
import type { Changes, Store } from '../store/store.ts'
import { type ImportLine, type ProductsImportDocument, viewProductsImport } from '../ui/view/import.ts'
import type { ImportedFile } from '../ui/view/import-file.ts'
import { type Kind, openImport } from './import-file.ts'
import type { ImportFlags } from './import-flags.ts'
import { runImport } from './import-run.ts'

const PRODUCTS: Kind<ProductField, 'product'> = {
  name: 'products',
  fields: PRODUCT_FIELDS,
  columns: productColumns,
  missing: ({ at }) => (at.name === undefined ? ['product'] : []),
  word: ({ t }, field) => t(`import.column.${field}`),
}

/** @throws AppError import.badLines, import.noColumns, cancelled, input.invalid, file.* */
export async function importProducts(context: Context, path: string, flags: ImportFlags): Promise<void> {
  const shop = await context.read()
  const { table, columns, file, example } = await openImport(context, path, flags, PRODUCTS)
  const { currency } = shop.settings
  const options = { currency, digits: currencyDigits(currency) }
  const products = await readProducts(table.rows(), columns, table.head.length, options)
  const skipped = products.problems.map(({ line, code, params }) => ({
    ...{ line, code },
    message: context.t(`import.problem.${code}`, params),
  }))
  await runImport(context, path, flags, shop, {
    kind: 'products',
    table,
    example,
    skipped,
    readable: products.rows.length,
    ask: async () => new Map(),
    reckon(store, _, changes, accept) {
      accept(skipped)
      const plan = planProducts(store, products)
      if (changes) writeProducts(store, plan, changes)
      const document = documentOf(plan, products, skipped, columns.ignored, file, context, store)
      return { document, news: plan.some(({ news }) => news) }
    },
    view: (document, store, stage) => viewProductsImport(document, context.page(store), stage),
  })
}

/** What a known product may have otherwise than the file, and keeps. */
type Kept = 'price' | 'lastsDays' | 'warrantyDays' | 'tip' | 'goesWith' | 'contains'

interface Planned {
  row: ProductRow
  /** The stored product of that name; null for a new one. */
  known: Product | null
  /** What is to be stored of the line. */
  take: ReadonlySet<Kept>
  kept: Kept[]
  /** Products of the file it goes with, by their folded names, and names that no product has. */
  goesWith: string[]
  unknown: string[]
  news: boolean
}

/** A known product gets what it lacks, and keeps what it has. */
function planProducts({ db }: Store, { rows }: ProductsFile): Planned[] {
  const inFile = new Set(rows.map(({ key }) => key))
  return rows.map((row) => {
    const known = productByName(db, row.key)
    const keys = [...new Set(row.goesWith.map(foldName))].filter((key) => key !== row.key)
    const isKnown = (key: string) => inFile.has(key) || productByName(db, key) !== null
    const goesWith = keys.filter(isKnown)
    const told = {
      price: row.priceMinor === null ? [] : [row.priceMinor],
      lastsDays: row.lastsDays === null ? [] : [row.lastsDays],
      warrantyDays: row.warrantyDays === null ? [] : [row.warrantyDays],
      ...{ tip: row.tips, goesWith, contains: row.contains.map(foldName) },
    }
    const there = {
      price: known?.priceMinor == null ? [] : [known.priceMinor],
      lastsDays: known?.lastsDays == null ? [] : [known.lastsDays],
      warrantyDays: known?.warrantyDays == null ? [] : [known.warrantyDays],
      tip: known?.tips ?? [],
      goesWith: known?.goesWith.map(({ name }) => foldName(name)) ?? [],
      contains: known ? containedIn(db, known.id).map(foldName) : [],
    }
    const fields = (Object.keys(told) as Kept[]).filter((field) => told[field].length > 0)
    const take = new Set(fields.filter((field) => there[field].length === 0))
    const differs = (field: Kept) =>
      there[field].length > 0 &&
      (told[field] as unknown[]).some((one) => !(there[field] as unknown[]).includes(one))
    return {
      ...{ row, known, take, kept: fields.filter(differs), goesWith },
      unknown: row.goesWith.filter((name) => !isKnown(foldName(name))),
      news: known === null || take.size > 0,
    }
  })
}

function writeProducts({ db }: Store, plan: readonly Planned[], changes: Changes): void {
  const ids = plan.map(({ row, known, take }) => {
    const fields = {
      name: known?.name ?? row.name,
      priceMinor: known?.priceMinor ?? row.priceMinor,
      lastsDays: known?.lastsDays ?? row.lastsDays,
      warrantyDays: known?.warrantyDays ?? row.warrantyDays,
    }
    const id = known?.id ?? insertProduct(db, fields, row.key)
    const isChanged = take.has('price') || take.has('lastsDays') || take.has('warrantyDays')
    if (known && isChanged) updateProduct(db, id, fields, row.key)
    if (take.has('tip')) replaceTips(db, id, row.tips)
    if (take.has('contains')) replaceContained(db, id, row.contains)
    if (known && (take.has('tip') || take.has('lastsDays'))) {
      for (const customerId of buyersOf(db, id)) changes.touch(customerId)
    }
    return id
  })
  // Only now is everything there that something may go with.
  for (const [i, { take, goesWith }] of plan.entries()) {
    if (!take.has('goesWith')) continue
    const others = goesWith.map((key) => (productByName(db, key) as Product).id)
    replaceGoesWith(db, ids[i] as number, others)
  }
}

function documentOf(
  plan: readonly Planned[],
  { rows, problems, repeated }: ProductsFile,
  skipped: ImportLine[],
  ignoredColumns: string[],
  file: ImportedFile,
  context: Context,
  store: Store,
): ProductsImportDocument {
  const { t } = context
  const words = context.words(store)
  const created = plan.filter(({ known }) => known === null).length
  const news = plan.filter((planned) => planned.news).length
  const notes: ImportLine[] = []
  for (const { row, kept, unknown } of plan) {
    const { line, name } = row
    if (kept.length > 0) {
      const value = words.list(kept.map((field) => t(`import.file.fields.${field}`)))
      notes.push({ line, code: 'kept', message: t('import.note.kept', { known: name, value }) })
    }
    for (const value of unknown) {
      const message = t('import.note.goesWith.unknown', { name, value })
      notes.push({ line, code: 'goesWith.unknown', message })
    }
  }
  return {
    ...{ dryRun: false, file, rows: rows.length + problems.length + repeated, imported: news },
    ...{ duplicates: plan.length - news + repeated, skipped, rejects: null },
    created: { customers: 0, products: created, sales: 0 },
    ...{ completed: news - created, ignoredColumns, notes },
  }
}
