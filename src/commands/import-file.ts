// What every import does with a file first: opens it as a table and finds out which column is what.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Columns, type Mapped, REJECTED, readMapping } from '../exchange/columns.ts'
import { withoutExample } from '../exchange/example.ts'
import { keepMemoryLean } from '../exchange/lean-memory.ts'
import { type FileTable, openTable } from '../exchange/table.ts'
import type { ImportedFile } from '../ui/view/import-file.ts'
import { askColumns, sampleOf } from './import-columns.ts'
import { declared, type ImportFlags } from './import-flags.ts'

/** What one kind of file is about: its fields, and what it cannot do without. */
export interface Kind<Field extends string, Missing extends string> {
  name: 'sales' | 'customers' | 'products'
  fields: Readonly<Record<Field, readonly string[]>>
  columns(head: readonly string[], mapped: readonly Mapped<Field>[]): Columns<Field>
  missing(columns: Columns<Field>): Missing[]
  /** The word for a column that is missing. */
  word(context: Context, field: Missing): string
  /** Fields that she is asked about at a terminal where no name tells them. */
  asked?(columns: Columns<Field>): Field[]
}

export interface OpenImport<Field extends string> {
  table: FileTable
  columns: Columns<Field>
  /** How the file is written and understood, for the document of the import. */
  file: ImportedFile
  /** The line that is the example of a template; null where there is none. */
  example: number | null
}

/** @throws AppError import.noColumns, input.invalid, file.* */
export async function openImport<Field extends string, Missing extends string>(
  context: Context,
  path: string,
  flags: ImportFlags,
  kind: Kind<Field, Missing>,
): Promise<OpenImport<Field>> {
  keepMemoryLean()
  const mapping = flags.map ?? []
  const mapped = mapping.map((text) => text.replace(/=[^=]*$/, '').trim())
  const namedBy = (cells: readonly string[]) =>
    Object.keys(kind.columns(cells, []).at).length +
    cells.filter((cell) => mapped.includes(cell.trim())).length
  const table = await openTable(path, declared(flags), namedBy)
  const told = readMapping(mapping, table.head, kind.fields)
  const columns = await settled(context, table, kind, told)
  const missing = kind.missing(columns)
  if (missing.length > 0) {
    const named = missing.map((field) => kind.word(context, field))
    const found = table.head.map((name) => name.trim()).filter((name) => name !== '')
    const params = { path, columns: named, fields: missing, found }
    const about = found.length === 0 ? 'empty' : kind.name
    throw new AppError('import.noColumns', about === 'sales' ? params : { ...params, context: about })
  }
  const { table: own, line } = await withoutExample(table)
  return { table: own, columns, file: await describe(own, columns.at, kind.name), example: line }
}

/** Which column is what: by what she has said, by the names, and by what she answers where those tell too little. */
async function settled<Field extends string, Missing extends string>(
  context: Context,
  table: FileTable,
  kind: Kind<Field, Missing>,
  told: readonly Mapped<Field>[],
): Promise<Columns<Field>> {
  const columns = kind.columns(table.head, told)
  const wanted = kind.asked?.(columns) ?? []
  const isAsked = context.terminal.interactive && !context.json && context.globals.yes !== true
  if (wanted.length === 0 || !isAsked) return columns
  const said = await askColumns(context, table, columns, wanted)
  return said.length === 0 ? columns : kind.columns(table.head, [...told, ...said])
}

async function describe(
  table: FileTable,
  at: Partial<Record<string, number>>,
  kind: Kind<never, never>['name'],
): Promise<ImportedFile> {
  const { format, encoding, delimiter, sheet, head, headLine } = table
  const sample = await sampleOf(table)
  // What is called a name is a product's in a list of products.
  const worded = (field: string) => (kind === 'products' && field === 'name' ? 'product' : field)
  const fields = new Map(Object.entries(at).map(([field, place]) => [place, worded(field)]))
  const columns = head.map((column, i) => ({
    column: column.trim(),
    field: fields.get(i) ?? null,
    sample: sample[i] ?? [],
  }))
  return {
    ...{ format, encoding, delimiter, sheet, dateFormat: null, headLine },
    columns: columns.filter(({ column }) => !REJECTED.includes(column)),
  }
}
