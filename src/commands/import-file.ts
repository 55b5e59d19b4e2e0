// What every import does with a file first: opens it as a table and finds out which column is what.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Columns, type Mapped, readMapping } from '../exchange/columns.ts'
import { keepMemoryLean } from '../exchange/lean-memory.ts'
import { type FileTable, openTable } from '../exchange/table.ts'
import { declared, type ImportFlags } from './import-flags.ts'

/** What one kind of file is about: its fields, and what it cannot do without. */
export interface Kind<Field extends string, Missing extends string> {
  name: 'sales' | 'customers' | 'products'
  fields: Readonly<Record<Field, readonly string[]>>
  columns(head: readonly string[], mapped: readonly Mapped<Field>[]): Columns<Field>
  missing(columns: Columns<Field>): Missing[]
  /** The word for a column that is missing. */
  word(context: Context, field: Missing): string
}

/** @throws AppError import.noColumns, input.invalid, file.* */
export async function openImport<Field extends string, Missing extends string>(
  context: Context,
  path: string,
  flags: ImportFlags,
  kind: Kind<Field, Missing>,
): Promise<{ table: FileTable; columns: Columns<Field> }> {
  keepMemoryLean()
  const mapping = flags.map ?? []
  const fit = (cells: readonly string[]) => Object.keys(kind.columns(cells, []).at).length
  const table = await openTable(path, declared(flags), fit)
  const columns = kind.columns(table.head, readMapping(mapping, table.head, kind.fields))
  const missing = kind.missing(columns)
  if (missing.length > 0) {
    const named = missing.map((field) => kind.word(context, field))
    const params = { path, columns: named, fields: missing, found: table.head.filter((name) => name !== '') }
    throw new AppError('import.noColumns', kind.name === 'sales' ? params : { ...params, context: kind.name })
  }
  return { table, columns }
}
