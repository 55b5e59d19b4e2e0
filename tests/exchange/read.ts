// A table read for a test, out of a text or bytes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { saleColumns } from '../../src/exchange/columns.ts'
import type { SheetRow } from '../../src/exchange/csv.ts'
import { type Declared, type FileTable, openTable } from '../../src/exchange/table.ts'

/** A file that is removed when the test ends. */
export function file(content: string | Uint8Array, name = 'a.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-read-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

/** Opened as a file of sales is. */
export function opened(path: string, declared: Partial<Declared> = {}): Promise<FileTable> {
  const namedBy = (cells: readonly string[]) => Object.keys(saleColumns(cells).at).length
  return openTable(path, { encoding: null, delimiter: null, sheet: null, ...declared }, namedBy)
}

export async function rowsOf(table: FileTable): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const some of table.rows()) rows.push(...some)
  return rows
}

export async function read(content: string | Uint8Array, declared: Partial<Declared> = {}) {
  const table = await opened(file(content), declared)
  const rows = await rowsOf(table)
  return { ...table, rows, cells: rows.map((row) => row.cells) }
}
