// The lines of a file that were left out, with the reason of each: mended, the file can be imported itself.
import { existsSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { REJECTED } from './columns.ts'
import { csvPieces } from './csv-write.ts'
import { revive } from './inert.ts'
import { writeNewFile } from './new-file.ts'
import type { FileTable } from './table.ts'

export interface Rejected {
  line: number
  message: string
}

/** `sales.xlsx` → `sales.rejected.csv` beside it; `sales.rejected-2.csv` where that is there from before. */
export function rejectsPath(path: string): string {
  const stem = join(dirname(path), `${basename(path, extname(path))}.rejected`)
  let [found, count] = [`${stem}.csv`, 1]
  while (existsSync(found)) {
    count += 1
    found = `${stem}-${count}.csv`
  }
  return found
}

/** The cells of some lines of a file, by line. */
export async function cellsOf(
  table: FileTable,
  lines: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>()
  if (lines.size === 0) return found
  for await (const rows of table.rows()) {
    for (const { line, cells } of rows) if (lines.has(line)) found.set(line, cells)
  }
  return found
}

/**
 * Writes the lines as they stood, below the same head and with two columns more.
 * @returns how to take the file away again
 * @throws AppError file.exists, file.unwritable, db.noSpace
 */
export function writeRejects(
  path: string,
  { head, delimiter }: FileTable,
  rejected: readonly Rejected[],
  cells: ReadonlyMap<number, readonly string[]>,
  replace: boolean,
  database: string,
): () => void {
  const width = head.length
  // They are made inert once more on the way out, and were so already if a table of ours was mended.
  const rows = rejected.map(({ line, message }) => {
    const row = cells.get(line) ?? []
    return [
      ...Array.from({ length: width }, (_, i) => revive(row[i] ?? '')),
      String(line),
      message,
      ...row.slice(width).map(revive),
    ]
  })
  const style = { delimiter: delimiter === ';' ? ';' : ',', bom: true } as const
  writeNewFile(path, csvPieces([...head, ...REJECTED], rows, style), replace, database)
  return () => rmSync(path, { force: true })
}
