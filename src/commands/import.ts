// aftersales import sales: a file of sales into the shop, all of it or nothing, and never twice.
import { z } from 'zod'
import type { Context } from '../context.ts'
import { type Day, dayText } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { foldName } from '../domain/name.ts'
import { AppError } from '../errors.ts'
import { missingColumns, saleColumns } from '../exchange/columns.ts'
import { readCsv } from '../exchange/csv.ts'
import { partiesOf } from '../exchange/parties.ts'
import { type LineProblem, readSales, type SalesFile } from '../exchange/sales.ts'
import type { Store } from '../store/store.ts'
import { type ImportDocument, type ImportLine, viewImport } from '../ui/view/import.ts'
import { type Answers, type Note, openQuestions, type Question } from './import-people.ts'
import { changesAnything, type ImportPlan, planImport, writeImport } from './import-plan.ts'
import { check } from './input.ts'
import { customerChoice } from './reference.ts'

export interface ImportFlags {
  dryRun?: boolean
  skipBad?: boolean
  delimiter?: string
  dateFormat?: string
}

/** @throws AppError import.badLines, import.noColumns, import.ambiguousDates, input.invalid, file.* */
export async function importSales(context: Context, path: string, flags: ImportFlags): Promise<void> {
  // Everything is read before the shop is opened for writing: a bad file makes no shop.
  const shop = await context.read()
  const { file, ignored } = readFile(context, shop, path, flags)
  const problems = file.problems.map((problem) => problemLine(problem, context))
  const { dryRun = false, skipBad = false } = flags
  if (problems.length > 0 && !skipBad && !dryRun)
    throw new AppError('import.badLines', { path, lines: problems })
  const parties = partiesOf(file.rows)
  const answers = context.terminal.interactive
    ? await askWhoTheyAre(context, openQuestions(shop, parties))
    : new Map<string, number | null>()

  const show = (store: Store, plan: ImportPlan) => {
    const document = documentOf(plan, file, problems, ignored, dryRun, context)
    context.show(document, (shown) => viewImport(shown, context.page(store)))
  }
  if (dryRun || parties.length === 0) return show(shop, planImport(shop, parties, answers, context.lang))
  context.close()
  const store = await context.write()
  const plan = store.write((changes) => {
    const reckoned = planImport(store, parties, answers, context.lang)
    writeImport(store, reckoned)
    if (changesAnything(reckoned)) changes.touchEverybody()
    return reckoned
  })
  show(store, plan)
}

/** The lines of the file, and the columns nobody needed. */
function readFile(context: Context, { zone, now, settings }: Store, path: string, flags: ImportFlags) {
  const sheet = readCsv(path, readDelimiter(flags))
  const columns = saleColumns(sheet.head)
  const missing = missingColumns(columns)
  if (missing.length > 0) {
    const named = missing.map((field) => context.t(`import.column.${field}`))
    throw new AppError('import.noColumns', { path, columns: named, fields: missing })
  }
  const file = readSales(sheet, columns, {
    zone,
    today: zone.day(now),
    region: settings.region,
    digits: currencyDigits(settings.currency),
    currency: settings.currency,
    dateFormat: flags.dateFormat ?? null,
  })
  return { file, ignored: columns.ignored }
}

/** One character, or the word for a tab that a shell can pass on. */
function readDelimiter({ delimiter }: ImportFlags): string | null {
  const typed = delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter
  const allowed = z.enum([',', ';', '\t', '|']).optional()
  return check({ delimiter: allowed }, { delimiter: typed }).delimiter ?? null
}

function problemLine({ line, code, params }: LineProblem, { t }: Context): ImportLine {
  return { line, code, message: t(`import.problem.${code}`, params) }
}

function noteLine({ line, code, params }: Note, { t }: Context): ImportLine {
  return { line, code, message: t(`import.note.${code}`, params) }
}

/** Whether a name without phone or id is the stored customer of that name: only she can tell. */
async function askWhoTheyAre(context: Context, questions: readonly Question[]): Promise<Answers> {
  const answers = new Map<string, number | null>()
  if (questions.length === 0) return answers
  const ask = await context.ask()
  const { t } = context
  let forAll: 'same' | 'new' | null = null
  for (const [i, { name, line, candidates }] of questions.entries()) {
    const [only, ...others] = candidates
    if (forAll === 'new') answers.set(foldName(name), null)
    else if (forAll === 'same' && only && others.length === 0) answers.set(foldName(name), only.id)
    else {
      const left = questions.length - i - 1
      const chosen = await ask.select<number | 'new' | 'allSame' | 'allNew'>(
        t('import.who', { name, line }),
        [
          ...candidates.map((candidate) => ({ name: customerChoice(candidate).name, value: candidate.id })),
          { name: t('import.somebodyNew'), value: 'new' },
          ...(left > 0 && others.length === 0
            ? [{ name: t('import.allSame'), value: 'allSame' as const }]
            : []),
          ...(left > 0 ? [{ name: t('import.allNew'), value: 'allNew' as const }] : []),
        ],
      )
      if (chosen === 'allSame') forAll = 'same'
      if (chosen === 'allNew') forAll = 'new'
      const same = chosen === 'allSame' ? only?.id : chosen
      answers.set(foldName(name), typeof same === 'number' ? same : null)
    }
  }
  return answers
}

function documentOf(
  plan: ImportPlan,
  { rows, problems, withoutAmount }: SalesFile,
  skipped: ImportLine[],
  ignoredColumns: string[],
  dryRun: boolean,
  context: Context,
): ImportDocument {
  const { customers, products, imported, duplicates, negative, notes } = plan
  const days = rows.map((row) => row.day).sort((a, b) => a - b)
  const date = (day: Day | undefined) => (day === undefined ? null : dayText(day))
  const sales = customers.flatMap((customer) => customer.sales)
  return {
    dryRun,
    rows: rows.length + problems.length,
    ...{ imported, duplicates, skipped },
    created: {
      customers: customers.filter((customer) => customer.id === null).length,
      products: products.size,
      sales: sales.filter((sale) => sale.saleId === null).length,
    },
    completed: customers.filter(({ id, fields }) => id !== null && fields !== null).length,
    ...{ negative, withoutAmount },
    product: plan.unnamedProduct,
    from: date(days[0]),
    to: date(days.at(-1)),
    ignoredColumns,
    notes: notes.map((note) => noteLine(note, context)),
  }
}
