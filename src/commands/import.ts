// aftersales import sales: a file of sales into the shop, all of it or nothing, and never twice.
import type { Context } from '../context.ts'
import { type Day, dayText } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { AppError } from '../errors.ts'
import { SALE_FIELDS, type SaleField } from '../exchange/column-names.ts'
import { missingColumns, saleColumns, unnamedFields } from '../exchange/columns.ts'
import { dateReader } from '../exchange/dates.ts'
import type { LineProblem } from '../exchange/line.ts'
import { partiesOf } from '../exchange/parties.ts'
import { dated, readSales, type SaleProblem, type SalesFile, type UndatedSales } from '../exchange/sales.ts'
import type { Store } from '../store/store.ts'
import { type ImportDocument, type ImportLine, viewImport } from '../ui/view/import.ts'
import type { ImportedFile } from '../ui/view/import-file.ts'
import { type Kind, openImport } from './import-file.ts'
import type { ImportFlags } from './import-flags.ts'
import { type Note, openQuestions } from './import-people.ts'
import { changesAnything, type ImportPlan, planImport } from './import-plan.ts'
import { askWhoTheyAre } from './import-questions.ts'
import { runImport } from './import-run.ts'
import { writeImport } from './import-write.ts'

const SALES: Kind<SaleField, 'name' | 'date' | 'product'> = {
  name: 'sales',
  fields: SALE_FIELDS,
  columns: saleColumns,
  missing: missingColumns,
  word: ({ t }, field) => t(`import.column.${field}`),
  asked: (columns) => unnamedFields(columns),
}

/** @throws AppError import.badLines, import.noColumns, import.ambiguousDates, cancelled, input.invalid, file.* */
export async function importSales(context: Context, path: string, flags: ImportFlags): Promise<void> {
  // Everything is read before the shop is opened for writing: a bad file makes no shop.
  const shop = await context.read()
  const { table, columns, file, example } = await openImport(context, path, flags, SALES)
  const { region, currency } = shop.settings
  const bar = context.progress(context.t('import.progress.reading'))
  // Where a page of letters has no sign for the currency, a spreadsheet saves a question mark.
  const losesSigns = table.encoding !== null && !table.encoding.startsWith('utf')
  const options = { region, currency, digits: currencyDigits(currency), losesSigns }
  const undated = await readSales(table.rows(bar.move), columns, table.head.length, options)
  bar.end()
  const sales = await settleDates(context, shop, undated, flags.dateFormat ?? null)
  const skipped = sales.problems.map((problem) => problemLine(problem, context))
  const parties = partiesOf(sales.rows)
  const about = { ...file, dateFormat: sales.dateFormat }
  await runImport(context, path, flags, shop, {
    kind: 'sales',
    table,
    example,
    skipped,
    readable: sales.rows.length,
    ask: async (store) => askWhoTheyAre(context, openQuestions(store, parties)),
    reckon(store, answers, changes, accept) {
      accept(skipped)
      const asked = [store, parties, answers ?? new Map(), context.lang] as const
      const writing = changes && context.progress(context.t('import.progress.writing'))
      const plan = writing ? writeImport(...asked, writing.move) : planImport(...asked)
      writing?.end()
      const news = changesAnything(plan)
      if (news) changes?.touchEverybody()
      return { document: documentOf(plan, sales, skipped, columns.ignored, about, context), news }
    },
    view: (document, store, stage) => viewImport(document, context.page(store), stage),
  })
}

/** A column of dates that can be read two ways is asked about on a terminal. */
async function settleDates(
  context: Context,
  { zone, now }: Store,
  undated: UndatedSales,
  format: string | null,
): Promise<SalesFile> {
  const today = zone.day(now)
  try {
    return dated(undated, format, zone, today)
  } catch (error) {
    const ambiguous = error instanceof AppError && error.code === 'import.ambiguousDates'
    if (!ambiguous || !context.terminal.interactive) throw error
    const { values, options } = error.params as { values: string[]; options: string[] }
    const ask = await context.ask()
    const words = context.words(await context.read())
    const choices = options.map((format) => {
      const moment = dateReader([], format, zone).read(values[0] ?? '')
      const day = moment === null || moment === 'outside' ? null : words.date(moment.day)
      return { name: day === null ? format : `${day} (${format})`, value: format }
    })
    const value = words.list(values)
    return dated(undated, await ask.select(context.t('import.ask.dates', { value }), choices), zone, today)
  }
}

function problemLine({ line, code, params }: LineProblem<SaleProblem>, { t }: Context): ImportLine {
  return { line, code, message: t(`import.problem.${code}`, params) }
}

function noteLine({ line, code, params }: Note, { t }: Context): ImportLine {
  return { line, code, message: t(`import.note.${code}`, params) }
}

function documentOf(
  plan: ImportPlan,
  { rows, problems, remarks }: SalesFile,
  skipped: ImportLine[],
  ignoredColumns: string[],
  file: ImportedFile,
  context: Context,
): ImportDocument {
  const { created, completed, products, imported, duplicates, negative, notes } = plan
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { moment } of rows) {
    first = Math.min(first, moment.day)
    last = Math.max(last, moment.day)
  }
  const date = (day: Day) => (rows.length === 0 ? null : dayText(day))
  return {
    dryRun: false,
    file,
    rows: rows.length + problems.length,
    ...{ imported, duplicates, skipped, rejects: null },
    created: { customers: created.customers, products: products.size, sales: created.sales },
    completed,
    ...{ negative, withoutAmount: rows.filter(({ priced }) => !priced).length },
    product: plan.unnamedProduct,
    from: date(first),
    to: date(last),
    ignoredColumns,
    notes: [
      ...remarks.map(({ line, code, params }) => ({
        line,
        code,
        message: context.t(`import.note.${code}`, params),
      })),
      ...notes.map((note) => noteLine(note, context)),
    ].sort((a, b) => a.line - b.line),
  }
}
