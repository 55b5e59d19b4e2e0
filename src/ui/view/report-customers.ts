// The part of the report that names customers: who comes again and again, who may leave, and why.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import type { ReportPart, ReportTable } from '../../exchange/report-html.ts'
import { criteriaTexts } from './criteria.ts'
import type { LoyalCustomer } from './loyal.ts'

/** Rows of customers that a page has room for. */
const SHOWN = 25

export function customersPart(
  which: 'loyal' | 'atRisk',
  customers: readonly LoyalCustomer[],
  page: Page,
): ReportPart | null {
  if (customers.length === 0) return null
  const { words } = page
  const { t } = words
  const rows = customers
    .slice(0, SHOWN)
    .map((row) => [
      row.name,
      t(`customer.stage.${row.stage}`),
      words.number(row.purchases),
      words.money(row.spentMinor),
      row.lastPurchase === null ? t('common.none') : words.date(dayIn(row.lastPurchase)),
      reasonsOf(row, which).join('; '),
    ])
  const heads = (['name', 'stage', 'purchases', 'spent', 'last'] as const).map((head) =>
    t(`loyal.head.${head}`),
  )
  const more = customers.length - SHOWN
  const table: ReportTable = { head: [...heads, t('report.why')], rows }
  return {
    ...{ title: t(`report.part.${which}`, { count: customers.length }), charts: [], tables: [table] },
    notes: more > 0 ? [t('common.more', { count: more })] : [],
  }
}

/** What the step rests on; of who may leave, what is wrong. */
function reasonsOf({ criteria, stage }: LoyalCustomer, which: 'loyal' | 'atRisk'): string[] {
  return which === 'loyal'
    ? criteriaTexts(
        criteria.filter((criterion) => criterion.stage === stage),
        true,
      )
    : criteriaTexts(
        criteria.filter((criterion) => criterion.stage === null),
        false,
      )
}
