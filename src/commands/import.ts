// aftersales import sales: a file of sales into the shop, all of it or nothing, and never twice.
import type { Context } from '../context.ts'
import { type Day, dayText } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { AppError } from '../errors.ts'
import { missingColumns, SALE_FIELDS, type SaleField, saleColumns } from '../exchange/columns.ts'
import type { LineProblem } from '../exchange/line.ts'
import { partiesOf } from '../exchange/parties.ts'
import { dated, readSales, type SaleProblem, type SalesFile } from '../exchange/sales.ts'
import type { Store } from '../store/store.ts'
import { type ImportDocument, type ImportLine, viewImport } from '../ui/view/import.ts'
import { type Kind, openImport } from './import-file.ts'
import type { ImportFlags } from './import-flags.ts'
import { type Note, openQuestions } from './import-people.ts'
import { changesAnything, type ImportPlan, planImport, writeImport } from './import-plan.ts'
import { type Answers, askWhoTheyAre } from './import-questions.ts'

/** @throws AppError import.badLines, import.noColumns, import.ambiguousDates, input.invalid, file.* */
export async function importSales(context: Context, path: string, flags: ImportFlags): Promise<void> {
  // Everything is read before the shop is opened for writing: a bad file makes no shop.
  const shop = await context.read()
  const { file, ignored } = await readFile(context, shop, path, flags)
  const problems = file.problems.map((problem) => problemLine(problem, context))
  const { dryRun = false, skipBad = false } = flags
  if (problems.length > 0 && !skipBad && !dryRun)
    throw new AppError('import.badLines', { path, lines: problems })
  const parties = partiesOf(file.rows)
  const answers: Answers = context.terminal.interactive
    ? await askWhoTheyAre(context, openQuestions(shop, parties))
    : new Map()

  const show = (store: Store, plan: ImportPlan) => {
    const document = documentOf(plan, file, problems, ignored, dryRun, context)
    context.show(document, (shown) => viewImport(shown, context.page(store)))
  }
  if (dryRun || parties.length === 0) return show(shop, planImport(shop, parties, answers, context.lang))
  context.close()
  const store = await context.write()
  const plan = store.write(
    (changes) => {
      const written = writeImport(store, parties, answers, context.lang)
      if (changesAnything(written)) changes.touchEverybody()
      return written
    },
    { bulk: true },
  )
  show(store, plan)
}

const SALES: Kind<SaleField, 'name' | 'date' | 'product'> = {
  name: 'sales',
  fields: SALE_FIELDS,
  columns: saleColumns,
  missing: missingColumns,
  word: ({ t }, field) => t(`import.column.${field}`),
}

/** The lines of the file, and the columns nobody needed. */
async function readFile(context: Context, { zone, now, settings }: Store, path: string, flags: ImportFlags) {
  const { table, columns } = await openImport(context, path, flags, SALES)
  const { region, currency } = settings
  const options = { region, currency, digits: currencyDigits(currency) }
  const undated = await readSales(table.rows(), columns, table.head.length, options)
  return { file: dated(undated, flags.dateFormat ?? null, zone, zone.day(now)), ignored: columns.ignored }
}

function problemLine({ line, code, params }: LineProblem<SaleProblem>, { t }: Context): ImportLine {
  return { line, code, message: t(`import.problem.${code}`, params) }
}

function noteLine({ line, code, params }: Note, { t }: Context): ImportLine {
  return { line, code, message: t(`import.note.${code}`, params) }
}

function documentOf(
  plan: ImportPlan,
  { rows, problems }: SalesFile,
  skipped: ImportLine[],
  ignoredColumns: string[],
  dryRun: boolean,
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
    dryRun,
    rows: rows.length + problems.length,
    ...{ imported, duplicates, skipped },
    created: { customers: created.customers, products: products.size, sales: created.sales },
    completed,
    ...{ negative, withoutAmount: rows.filter(({ priced }) => !priced).length },
    product: plan.unnamedProduct,
    from: date(first),
    to: date(last),
    ignoredColumns,
    notes: notes.map((note) => noteLine(note, context)),
  }
}
