// aftersales report: a month or a quarter as a page to read, to print and to keep.
import type { Context } from '../context.ts'
import { dayIn } from '../domain/day.ts'
import type { Store } from '../store/store.ts'
import { wrap } from '../ui/terminal.ts'
import { shownCriteria } from '../ui/view/criteria.ts'
import type { LoyalCustomer } from '../ui/view/loyal.ts'
import { type ReportDocument, reportOf } from '../ui/view/report.ts'
import { type LoyalFilter, loyalCustomers } from './loyal-list.ts'
import { firstDay, type PeriodFlags, readPeriod } from './period.ts'
import { summarize } from './summary.ts'
import { gradeIn } from './summary-figures.ts'

export interface ReportFlags extends PeriodFlags {
  out?: string
  force?: boolean
  open?: boolean
}

/** @throws AppError input.invalid, file.exists, file.unwritable, db.noSpace */
export async function report(context: Context, flags: ReportFlags): Promise<void> {
  const store = await context.read()
  const first = firstDay(store)
  const named = flags.period ?? (flags.from === undefined && flags.to === undefined ? 'month' : undefined)
  const period = await readPeriod(
    store,
    { ...flags, ...(named === undefined ? {} : { period: named }) },
    first,
  )
  const summary = store.look(() => summarize(store, { period, first, compare: false }))
  const document: ReportDocument = {
    summary,
    grades: summary.trend.map(({ from, to }) => ({
      from,
      to,
      grade: gradeIn(store, { from: dayIn(from), to: dayIn(to) }),
    })),
    loyal: customersOf(context, store, { stages: ['loyal', 'advocate'] }),
    atRisk: customersOf(context, store, { risks: ['at-risk'] }),
    shopName: store.settings.shopName,
    file: flags.out ?? `aftersales-${summary.from}-${summary.to}.html`,
  }
  const [{ reportHtml }, { writeNewFile }] = await Promise.all([
    import('../exchange/report-html.ts'),
    import('../exchange/new-file.ts'),
  ])
  const page = { ...context.page(store), terminal: PAPER }
  writeNewFile(document.file, reportHtml(reportOf(document, page)), flags.force === true, store.path)
  const opened = flags.open === true ? await openPage(context, document.file) : null
  const view = ({ file }: ReportDocument) =>
    [
      context.t('report.written', { file }),
      ...(opened === false ? [context.t('report.notOpened')] : []),
      context.t('report.private'),
    ]
      .map((line) => wrap(line, context.terminal.columns))
      .join('\n')
  context.show({ ...document, opened }, view, document.file)
}

/** A page has room and every sign. */
const PAPER = { columns: 200, color: false, unicode: true, interactive: false }

function customersOf(context: Context, store: Store, filter: LoyalFilter): LoyalCustomer[] {
  const words = context.words(store)
  return loyalCustomers(store, filter).map((row) => ({
    ...row,
    criteria: shownCriteria(row.criteria, words),
  }))
}

async function openPage({ world }: Context, file: string): Promise<boolean> {
  const { openFile } = await import('../ui/open-file.ts')
  return openFile(file, world)
}
