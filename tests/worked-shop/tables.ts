// Reads the tables of the worked shop: what was entered, and the documents that must come of it.
import { readFileSync } from 'node:fs'

/** A cell by the head of its column. */
export type Row = Record<string, string>

interface Table {
  head: string[]
  rows: string[][]
}

interface Section {
  heading: string
  text: string
}

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

/** The tables of shop.md by their heading. */
export function shopTables(): Record<string, Row[]> {
  return Object.fromEntries(
    sections(read('shop.md'), '## ').map(({ heading, text }) => {
      const { head, rows } = tableOf(text)
      return [heading, rows.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ''])))]
    }),
  )
}

/** The flags of `summary` and the document they must give, by figures.md: one for each heading that begins with flags. */
export function derivedSummaries(): { flags: string; document: Record<string, unknown> }[] {
  return sections(read('figures.md'), '## ')
    .filter(({ heading }) => heading.startsWith('--'))
    .map(({ heading, text }) => ({ flags: heading, document: documentOf(text) }))
}

/** The document that stands under a heading of figures.md. */
export function derivedDocument(heading: string): Record<string, unknown> {
  const section = sections(read('figures.md'), '## ').find((one) => one.heading === heading)
  if (!section) throw new Error(`nothing under ${heading}`)
  return documentOf(section.text)
}

/** Of all tables under a heading that is a path. */
function documentOf(text: string): Record<string, unknown> {
  const document: Record<string, unknown> = {}
  for (const part of sections(text, '### ')) {
    const path = /^`(.+)`$/.exec(part.heading)?.[1]
    if (path !== undefined) place(document, path === 'document' ? '' : path, tableOf(part.text))
  }
  return document
}

/** Puts a table where its path says: a list for `a[]`, one thing of every item of `a` for `a[].b`, else an object. */
function place(target: Record<string, unknown>, path: string, { head, rows }: Table): void {
  const nested = /^([^[]+)\[\]\.(.+)$/.exec(path)
  if (nested) {
    const [, parents = '', rest = ''] = nested
    const [key = '', ...columns] = head
    for (const parent of at(target, parents) as Record<string, unknown>[]) {
      const own = rows.filter(([cell = '']) => value(cell) === parent[key]).map((cells) => cells.slice(1))
      place(parent, rest, { head: columns, rows: own })
    }
  } else if (path.endsWith('[]')) {
    put(
      target,
      path.slice(0, -2),
      rows.map((cells) => objectOf(head, cells)),
    )
  } else {
    if (rows.length !== 1) throw new Error(`${path || 'document'} needs one row, not ${rows.length}`)
    for (const [name, cell] of Object.entries(objectOf(head, rows[0] ?? []))) {
      put(target, path ? `${path}.${name}` : name, cell)
    }
  }
}

function objectOf(head: string[], cells: string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [i, name] of head.entries()) put(result, name, value(cells[i] ?? ''))
  return result
}

/** What a cell stands for: null, true or false, a number (a fraction must come to what is written after it), or text. */
function value(cell: string): unknown {
  if (cell === '–') return null
  if (cell === 'true' || cell === 'false') return cell === 'true'
  const fraction = /^(\d+)\/(\d+) = (\d+\.\d{4})$/.exec(cell)
  if (fraction) {
    const result = Number(fraction[1]) / Number(fraction[2])
    if (rounded(result) !== Number(fraction[3])) throw new Error(`wrong arithmetic: ${cell}`)
    return rounded(result)
  }
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell
}

/** Every number in it to four decimals, as the tables have them. */
export function rounded<T>(whole: T): T {
  // Adding 0 turns −0 into 0.
  if (typeof whole === 'number') return (Math.round(whole * 1e4) / 1e4 + 0) as T
  if (Array.isArray(whole)) return whole.map(rounded) as T
  if (whole === null || typeof whole !== 'object') return whole
  return Object.fromEntries(Object.entries(whole).map(([key, part]) => [key, rounded(part)])) as T
}

function at(target: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], target)
}

function put(target: Record<string, unknown>, path: string, what: unknown): void {
  const keys = path.split('.')
  const last = keys.pop() as string
  let found = target
  for (const key of keys) {
    found[key] ??= {}
    found = found[key] as Record<string, unknown>
  }
  found[last] = what
}

function sections(text: string, mark: string): Section[] {
  return `\n${text}`
    .split(`\n${mark}`)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      return { heading: heading.trim(), text: lines.join('\n') }
    })
}

function tableOf(text: string): Table {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  )
  for (const cells of rows)
    if (cells.length !== head.length) throw new Error(`uneven row: ${cells.join(' | ')}`)
  return { head, rows }
}
