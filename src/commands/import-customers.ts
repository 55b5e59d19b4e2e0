// aftersales import customers: a list of customers into the shop, all of it or nothing, and never twice.
import type { Context } from '../context.ts'
import { CUSTOMER_FIELDS, type CustomerField } from '../exchange/column-names.ts'
import { customerColumns } from '../exchange/columns.ts'
import { type CustomerProblem, type CustomersFile, readCustomers } from '../exchange/customers.ts'
import type { LineProblem } from '../exchange/line.ts'
import type { Store } from '../store/store.ts'
import { type CustomersImportDocument, type ImportLine, viewCustomersImport } from '../ui/view/import.ts'
import type { ImportedFile } from '../ui/view/import-file.ts'
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
import { askWhoTheyAre } from './import-questions.ts'
import { runImport } from './import-run.ts'

const CUSTOMERS: Kind<CustomerField, 'name'> = {
  name: 'customers',
  fields: CUSTOMER_FIELDS,
  columns: customerColumns,
  missing: ({ at: { name, familyName, phone, externalId } }) =>
    [name, familyName, phone, externalId].every((place) => place === undefined) ? ['name'] : [],
  word: ({ t }) => t('import.column.person'),
}

/** @throws AppError import.badLines, import.noColumns, cancelled, input.invalid, file.* */
export async function importCustomers(context: Context, path: string, flags: ImportFlags): Promise<void> {
  // Everything is read before the shop is opened for writing: a bad file makes no shop.
  const shop = await context.read()
  const { table, columns, file, example } = await openImport(context, path, flags, CUSTOMERS)
  const bar = context.progress(context.t('import.progress.reading'))
  const people = await readCustomers(table.rows(bar.move), columns, table.head.length, shop.settings.region)
  bar.end()
  const fileName = path.split(/[\\/]/).at(-1)
  const why = context.t('import.people.refused', { file: fileName })
  await runImport(context, path, flags, shop, {
    kind: 'customers',
    table,
    example,
    skipped: [],
    readable: people.rows.length,
    ask: async (store, accept) => {
      const plan = planCustomers(store, people.rows, new Map())
      await accept(problemLines(people, plan, context))
      return askWhoTheyAre(context, plan.questions)
    },
    reckon(store, answers, changes, accept) {
      const plan = planCustomers(store, people.rows, answers)
      const skipped = problemLines(people, plan, context)
      accept(skipped)
      if (changes) writeCustomers(store, plan, why, changes)
      const document = documentOf(plan, people, skipped, columns.ignored, file, context, store)
      return { document, news: changesAnything(plan) }
    },
    view: (document, store, stage) => viewCustomersImport(document, context.page(store), stage),
  })
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
  { rows, problems, repeated }: CustomersFile,
  skipped: ImportLine[],
  ignoredColumns: string[],
  file: ImportedFile,
  context: Context,
  store: Store,
): CustomersImportDocument {
  const news = customers.filter((customer) => customer.news)
  const created = news.filter(({ id }) => id === null).length
  return {
    dryRun: false,
    file,
    rows: rows.length + problems.length + repeated,
    imported: news.length,
    duplicates: customers.length - news.length + repeated,
    skipped,
    rejects: null,
    created: { customers: created, products: 0, sales: 0 },
    completed: news.length - created,
    doNotCall: news.filter(({ refuses }) => refuses).length,
    ignoredColumns,
    notes: notes.map((note) => noteLine(note, context, store)),
  }
}
