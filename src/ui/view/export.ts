// What came of an export.
import type { Page } from '../../context.ts'
import { wrap } from '../terminal.ts'
import type { LoyalCustomer } from './loyal.ts'

export type ExportedCustomer = Omit<LoyalCustomer, 'criteria'> & { currency: string }

export interface ExportDocument {
  customers: ExportedCustomer[]
  /** Customers who are left out because they asked not to be called. */
  leftOut: number
  /** Null where the table went to the screen. */
  file: string | null
}

export function viewExport(document: ExportDocument, page: Page): string {
  const { words, terminal } = page
  const { customers, file } = document
  const written = words.t('export.written', { count: customers.length, path: file ?? '' })
  return [wrap(written, terminal.columns), leftOutLine(document, page)]
    .filter((line) => line !== null)
    .join('\n')
}

/** Who is not in a table for a mailing; null where nobody was left out. */
export function leftOutLine({ leftOut }: ExportDocument, { words, terminal }: Page): string | null {
  return leftOut === 0 ? null : wrap(words.t('export.leftOut', { count: leftOut }), terminal.columns)
}

/** A list under its own name. */
export type ExportedList = { file: string | null } & { [list: string]: object[] | string | null }

export type ListName = 'customers' | 'products' | 'sales' | 'contacts'

/** @param count rows of the table */
export function viewExportedList(
  list: ListName,
  count: number,
  path: string,
  { words, terminal }: Page,
): string {
  return wrap(words.t(`export.list.${list}`, { count, path }), terminal.columns)
}
