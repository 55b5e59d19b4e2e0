// The line of example that a template to fill in begins with: left there, it is no customer, product or sale.
import type { FileTable } from './table.ts'

/** How a cell says that its line is an example, in every language. */
const MARKS = /^\s*(?:example|пример)\s*:/iu

/** A table below whose head no example stands, and the line in which one did. */
export async function withoutExample(table: FileTable): Promise<{ table: FileTable; line: number | null }> {
  for await (const rows of table.rows()) {
    const [first] = rows
    if (!first) continue
    if (!first.cells.some((cell) => MARKS.test(cell))) break
    const { line } = first
    return { table: { ...table, rows: (progress) => others(table.rows(progress), line) }, line }
  }
  return { table, line: null }
}

async function* others(rows: ReturnType<FileTable['rows']>, line: number): ReturnType<FileTable['rows']> {
  for await (const some of rows) yield some.filter((row) => row.line !== line)
}
