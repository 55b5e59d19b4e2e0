// Cases in a list: a row each, with as much of what it is about as fits.
import type { Page } from '../../context.ts'
import { renderTable, type Table } from '../table.ts'
import { clip, wrap } from '../terminal.ts'
import { type CaseDocument, stateText } from './case.ts'

/** @param none what to say of an empty list */
export function viewCases(
  { cases, total }: { cases: CaseDocument[]; total: number },
  none: string,
  page: Page,
): string {
  const { words, terminal, style } = page
  const { t } = words
  if (cases.length === 0) return wrap(none, terminal.columns)
  const table = renderTable(caseTable(cases, true, page), terminal)
  const rest = total - cases.length
  return rest === 0 ? table : `${table}\n\n${style.dim(t('common.more', { count: rest }))}`
}

/** @param withCustomer false where all are of one customer */
export function caseTable(
  cases: readonly CaseDocument[],
  withCustomer: boolean,
  { words, terminal }: Page,
): Table {
  const { t, zone } = words
  // A line or two beside the other columns; whole it stands with the case itself.
  const room = Math.floor(terminal.columns / 2)
  const date = (at: string) => words.date(zone.day(Date.parse(at)))
  return {
    columns: [
      { head: t('case.column.id'), align: 'right' },
      withCustomer ? { head: t('case.column.customer') } : { head: t('case.column.opened'), whole: true },
      { head: t('case.column.step') },
      { head: t('case.column.due'), whole: true },
      { head: t('case.about') },
    ],
    title: 2,
    rows: cases.map((shown) => [
      `#${shown.id}`,
      withCustomer ? words.person(shown.customer.name) : date(shown.openedAt),
      `${t(`case.kind.${shown.kind}`)} – ${stateText(shown, words)}`,
      shown.due === null ? t('common.none') : date(shown.due),
      clip(shown.asked ?? '', room, terminal),
    ]),
  }
}
