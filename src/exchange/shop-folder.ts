// A whole shop as a folder: a CSV file for each table of facts, exact to the last digit, and what counts their rows.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { exactPieces } from './csv-write.ts'
import { BadRow, exactRows } from './exact-rows.ts'
import { type ExactValue, exactValue, kindOf } from './exact-value.ts'
import type { NewFiles } from './new-file.ts'

/** What the store tells of a table. */
export interface TableShape {
  name: string
  columns: readonly {
    name: string
    type: 'INTEGER' | 'REAL' | 'TEXT'
    /** Whether nothing stands for what a row leaves out. */
    required: boolean
    /** Whether nothing is no value of it. */
    filled: boolean
  }[]
}

const CONTENTS = 'contents.csv'
const CONTENTS_HEAD = ['file', 'rows', 'schema']

/** More than any program of ours will ever have. */
const MOST_FILES = 1000

export function fileOf({ name }: TableShape): string {
  return `${name}.csv`
}

/**
 * The files of a shop, none of them in memory as a whole. What counts the rows comes last: without it the folder is
 * unfinished.
 * @param schema version of the tables
 */
export function shopFiles<Table extends TableShape>(
  tables: readonly Table[],
  rowsOf: (table: Table) => Iterable<readonly ExactValue[]>,
  schema: number,
  readme: string,
): { files: NewFiles; counted: Map<string, number> } {
  const counted = new Map<string, number>()
  function* countedRows(table: Table): Generator<readonly ExactValue[]> {
    let count = 0
    for (const row of rowsOf(table)) {
      count += 1
      yield row
    }
    counted.set(fileOf(table), count)
  }
  const textOf = (table: Table) =>
    exactPieces(
      table.columns.map(({ name }) => name),
      countedRows(table),
    )
  // Counted only when the others are written.
  function* contents(): Generator<string> {
    yield* exactPieces(
      CONTENTS_HEAD,
      [...counted].map(([file, count]) => [file, count, schema]),
    )
  }
  const files = [
    { name: 'README.txt', text: readme },
    ...tables.map((table) => ({ name: fileOf(table), text: textOf(table) })),
    { name: CONTENTS, text: contents() },
  ]
  return { files, counted }
}

/** A file of such a folder whose columns are known. */
export interface ShopFile<Table extends TableShape> {
  table: Table
  path: string
  /** As many rows as it should have. */
  rows: number
  columns: string[]
}

/**
 * What is in a folder, known by its contents and the heads of its files.
 * @param newest version of the tables this program knows
 * @throws AppError import.noExport, import.newerExport; BadFile
 */
export function openShopFolder<Table extends TableShape>(
  folder: string,
  tables: readonly Table[],
  newest: number,
): ShopFile<Table>[] {
  const contents = join(folder, CONTENTS)
  if (!isFile(contents)) throw new AppError('import.noExport', { path: folder, file: CONTENTS })
  const { counts, schema } = inFile(contents, () => readContents(contents, tables, newest))
  if (schema > newest) throw new AppError('import.newerExport', { path: folder })
  return tables.flatMap((table) => {
    const path = join(folder, fileOf(table))
    const rows = counts.get(fileOf(table))
    // An older program had no such table.
    if (rows === undefined && schema < newest) return []
    if (rows === undefined || !isFile(path))
      throw new AppError('import.noExport', { path: folder, file: fileOf(table) })
    return [{ table, path, rows, columns: inFile(path, () => headOf(path, table, schema < newest)) }]
  })
}

/** The rows of a file, each its values in the order of the file's columns. @throws BadFile */
export function* shopRows<Table extends TableShape>({
  table,
  path,
  rows,
  columns,
}: ShopFile<Table>): Generator<{ line: number; values: ExactValue[] }> {
  const shapes = columns.map((name) => table.columns.find((column) => column.name === name))
  const kinds = shapes.map((shape, i) => kindOf(columns[i] ?? '', shape?.type ?? 'TEXT'))
  let [count, last] = [-1, 1]
  try {
    for (const { line, cells } of exactRows(path)) {
      last = line
      count += 1
      // The head.
      if (count === 0) continue
      if (cells.length !== columns.length) throw new BadRow(line, 'row.cells', String(columns.length))
      const values = cells.map((cell, i): ExactValue => {
        const value = exactValue(cell, kinds[i] ?? 'text')
        if (value === undefined) throw new BadRow(line, `row.${kinds[i] ?? 'text'}`, cell, columns[i])
        if (value === null && shapes[i]?.filled) throw new BadRow(line, 'row.empty', '', columns[i])
        return value
      })
      yield { line, values }
    }
    if (count !== rows) throw new BadRow(last, 'row.count', String(rows), String(count))
  } catch (error) {
    throw inPath(path, error)
  }
}

/** What is wrong with a row of a file. */
export class BadFile extends Error {
  readonly path: string
  readonly row: BadRow

  constructor(path: string, row: BadRow) {
    super(row.code)
    this.path = path
    this.row = row
  }
}

function inFile<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw inPath(path, error)
  }
}

function inPath(path: string, error: unknown): unknown {
  if (error instanceof BadRow) return new BadFile(path, error)
  const { syscall } = error as NodeJS.ErrnoException
  return syscall === undefined ? error : new AppError('file.unreadable', { path, context: 'folder' })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function readContents(path: string, tables: readonly TableShape[], newest: number) {
  const known = new Set(tables.map(fileOf))
  const counts = new Map<string, number>()
  let schema = 0
  for (const { line, cells } of exactRows(path)) {
    const [file = '', rows = '', version = ''] = cells
    const isHead = cells.join() === CONTENTS_HEAD.join()
    if (isHead !== (line === 1) || cells.length !== CONTENTS_HEAD.length)
      throw new BadRow(line, 'head.contents')
    if (isHead) continue
    for (const number of [rows, version]) {
      if (!/^\d{1,15}$/.test(number)) throw new BadRow(line, 'row.whole', number, file)
    }
    schema = Math.max(schema, Number(version))
    if (counts.size > MOST_FILES) throw new BadRow(line, 'head.contents')
    if (counts.has(file)) throw new BadRow(line, 'row.twice', file, 'file')
    counts.set(file, Number(rows))
  }
  // Which files a newer program has, nobody can know.
  if (schema > newest) return { counts, schema }
  const strange = [...counts.keys()].findIndex((file) => !known.has(file))
  if (strange >= 0) throw new BadRow(strange + 2, 'row.unknownFile', [...counts.keys()][strange])
  return { counts, schema }
}

/** @param older whether the file may be without columns that came later */
function headOf(path: string, { columns }: TableShape, older: boolean): string[] {
  let head: string[] = []
  for (const { cells } of exactRows(path)) {
    head = cells
    break
  }
  for (const [i, name] of head.entries()) {
    if (!columns.some((column) => column.name === name)) throw new BadRow(1, 'head.unknown', name)
    if (head.indexOf(name) !== i) throw new BadRow(1, 'head.twice', name)
  }
  for (const { name, required } of columns) {
    if (!head.includes(name) && (required || !older)) throw new BadRow(1, 'head.missing', name)
  }
  return head
}
