// aftersales import customers: a list of customers into the shop, all of it or nothing, and never twice.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { CUSTOMER_FIELDS, type CustomerField, customerColumns } from '../exchange/columns.ts'
import { type CustomerProblem, type CustomersFile, readCustomers } from '../exchange/customers.ts'
import type { LineProblem } from '../exchange/line.ts'
import type { Store } from '../store/store.ts'
import { type CustomersImportDocument, type ImportLine, viewCustomersImport } from '../ui/view/import.ts'
import type { MatchProblem } from './import-customers-match.ts'
import {
  type CustomerNote,
  type CustomersPlan,
  changesAnything,
  planCustomers,
  writeCustomers,
} from './import-customers-plan.ts'
import { type Kind, openImport } from './import-file.ts'
import type { ImportFlags } from './import-flags.ts'
import { type Answers, askWhoTheyAre } from './import-questions.ts'

/** @throws AppError import.badLines, import.noColumns, input.invalid, file.* */
export async function importCustomers(context: Context, path: string, flags: ImportFlags): Promise<void> {
  // Everything is read before the shop is opened for writing: a bad file makes no shop.
  const shop = await context.read()
  const { file, ignored } = await readFile(context, shop, path, flags)
  const { dryRun = false, skipBad = false } = flags
  const reckon = (store: Store, answers: Answers | null) => {
    const plan = planCustomers(store, file.rows, answers)
    const skipped = problemLines(file, plan, context)
    if (skipped.length > 0 && !skipBad && !dryRun)
      throw new AppError('import.badLines', { path, lines: skipped, context: 'customers' })
    return { plan, skipped }
  }
  const answers = context.terminal.interactive
    ? await askWhoTheyAre(context, reckon(shop, new Map()).plan.questions)
    : null
  const show = (store: Store, { plan, skipped }: ReturnType<typeof reckon>) => {
    const document = documentOf(plan, file, skipped, ignored, dryRun, context, store)
    context.show(document, (shown) => viewCustomersImport(shown, context.page(store)))
  }
  const first = reckon(shop, answers)
  if (dryRun || !changesAnything(first.plan)) return show(shop, first)
  context.close()
  const store = await context.write()
  const fileName = path.split(/[\\/]/).at(-1)
  const done = store.write(
    (changes) => {
      const reckoned = reckon(store, answers)
      writeCustomers(store, reckoned.plan, context.t('import.people.refused', { file: fileName }), changes)
      return reckoned
    },
    { bulk: true },
  )
  show(store, done)
}

const CUSTOMERS: Kind<CustomerField, 'name'> = {
  name: 'customers',
  fields: CUSTOMER_FIELDS,
  columns: customerColumns,
  missing: ({ at: { name, phone, externalId } }) =>
    [name, phone, externalId].every((place) => place === undefined) ? ['name'] : [],
  word: ({ t }) => t('import.column.person'),
}

/** The lines of the file, and the columns that are not taken. */
async function readFile(context: Context, { settings }: Store, path: string, flags: ImportFlags) {
  const { table, columns } = await openImport(context, path, flags, CUSTOMERS)
  const file = await readCustomers(table.rows(), columns, table.head.length, settings.region)
  return { file, ignored: columns.ignored }
}

/** What is wrong with the file itself, and with it beside what is stored, in the order of the lines. */
function problemLines({ problems }: CustomersFile, plan: CustomersPlan, { t }: Context): ImportLine[] {
  const all: (LineProblem<CustomerProblem> | MatchProblem)[] = [...problems, ...plan.problems]
  return all
    .sort((a, b) => a.line - b.line)
    .map(({ line, code, params }) => ({ line, code, message: t(`import.problem.${code}`, params) }))
}

function noteLine(note: CustomerNote, context: Context, store: Store): ImportLine {
  const { line, code, params } = note
  const { t } = context
  const value =
    note.code === 'kept'
      ? context.words(store).list(note.fields.map((field) => t(`import.people.field.${field}`)))
      : params.value
  return { line, code, message: t(`import.note.${code}`, { ...params, value }) }
}

function documentOf(
  { customers, notes }: CustomersPlan,
  { rows, problems }: CustomersFile,
  skipped: ImportLine[],
  ignoredColumns: string[],
  dryRun: boolean,
  context: Context,
  store: Store,
): CustomersImportDocument {
  const news = customers.filter((customer) => customer.news)
  const created = news.filter(({ id }) => id === null).length
  return {
    dryRun,
    rows: rows.length + problems.length,
    imported: news.length,
    duplicates: customers.length - news.length,
    skipped,
    created: { customers: created, products: 0, sales: 0 },
    completed: news.length - created,
    doNotCall: news.filter(({ refuses }) => refuses).length,
    ignoredColumns,
    notes: notes.map((note) => noteLine(note, context, store)),
  }
}
