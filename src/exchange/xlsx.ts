// A sheet of a workbook as a table of texts, as they would stand in a CSV file.
import { readFileSync } from 'node:fs'
import { readSheet } from 'read-excel-file/universal'
import { AppError, invalid } from '../errors.ts'
import type { SheetRow } from './csv.ts'
import { BadZip, unzip, type ZipEntry, ZipTooLarge, zipEntries, zipStored } from './zip.ts'

export interface WorkbookSheet {
  name: string
  rows: SheetRow[]
}

/** Bytes of a workbook, and of all its parts that are needed: a hundred thousand lines have some 40 MB of them. */
const LONGEST_FILE = 64 * 1024 * 1024
const LONGEST_PARTS = 96 * 1024 * 1024

/** Cells of the rectangle that holds everything; a workbook may say it has 17 billion. */
const MOST_CELLS = 5_000_000
const LAST_COLUMN = 16_384
/** As many rows as Excel has. */
const MOST_ROWS = 1_048_576

const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
/** Beside the sheet itself: what its texts are, and which numbers are dates. */
const SHARED = /\/(?:styles|sharedStrings)$/

/**
 * Reads one sheet.
 * @param asked its name or its number from 1; null for the first
 * @throws AppError file.tooLarge, file.badWorkbook, input.invalid for a sheet that is not there
 */
export async function readWorkbook(path: string, size: number, asked: string | null): Promise<WorkbookSheet> {
  if (size > LONGEST_FILE) throw new AppError('file.tooLarge', { path })
  try {
    const { name, number, archive } = unpack(readFileSync(path), asked)
    // Whatever the reader trips over is in the file: it reads XML that somebody else wrote.
    const data = await readSheet(archive, number, { trim: false }).catch(() => {
      throw new BadZip()
    })
    return { name, rows: data.map((cells, i) => ({ line: i + 1, cells: cells.map(textOf), problem: null })) }
  } catch (error) {
    if (error instanceof ZipTooLarge) throw new AppError('file.tooLarge', { path })
    throw error instanceof BadZip ? new AppError('file.badWorkbook', { path }) : error
  }
}

/** An archive of the parts that the sheet needs and nothing else, each looked at first. */
function unpack(bytes: Buffer, asked: string | null): { name: string; number: number; archive: ArrayBuffer } {
  const entries = new Map(zipEntries(bytes).map((entry) => [entry.name, entry]))
  let left = LONGEST_PARTS
  const part = (name: string): { name: string; data: Buffer } => {
    const entry: ZipEntry | undefined = entries.get(name)
    if (!entry) throw new BadZip()
    const data = unzip(bytes, entry, left)
    left -= data.length
    return { name, data }
  }
  const [workbook, relations] = [part(WORKBOOK), part(RELATIONS)]
  const sheet = sheetNamed(attributesOf(workbook.data, 'sheet'), asked)
  const related = attributesOf(relations.data, 'Relationship')
  const target = (relation: ReadonlyMap<string, string> | undefined) => {
    const place = relation?.get('Target') ?? ''
    return part(place.startsWith('/') ? place.slice(1) : `xl/${place}`)
  }
  const content = target(related.find((relation) => relation.get('Id') === sheet.id))
  const shared = related.filter((relation) => SHARED.test(relation.get('Type') ?? '')).map(target)
  const archive = zipStored([workbook, relations, ...shared, { ...content, data: bounded(content.data) }])
  return { ...sheet, archive: new Uint8Array(archive).buffer }
}

function sheetNamed(
  sheets: readonly Map<string, string>[],
  asked: string | null,
): { name: string; id: string; number: number } {
  const named = sheets.map((sheet, i) => ({
    number: i + 1,
    name: sheet.get('name') ?? '',
    id: [...sheet].find(([name]) => name.endsWith(':id'))?.[1] ?? '',
  }))
  const place = asked !== null && /^\d{1,4}$/.test(asked) ? Number(asked) - 1 : -1
  const found = asked === null ? named[0] : (named.find(({ name }) => name === asked) ?? named[place])
  if (found) return found
  if (asked === null) throw new BadZip()
  return invalid('choice', '--sheet', asked, { options: named.map(({ name }) => name) })
}

/** The attributes of all elements of a name. */
function attributesOf(xml: Buffer, element: string): Map<string, string>[] {
  const elements = xml.toString('utf8').matchAll(new RegExp(`<(?:\\w+:)?${element}(\\s[^<>]*)>`, 'g'))
  return [...elements].map(
    ([, text = '']) =>
      new Map(
        [...text.matchAll(ATTRIBUTE)].map(([, name = '', one, other]) => [name, plain(one ?? other ?? '')]),
      ),
  )
}
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
])

function plain(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex, number) =>
      letterOf(hex ? Number(`0x${hex}`) : Number(number)),
    )
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES.get(entity) ?? entity)
}

function letterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

const TAG = /<(?:\w+:)?(?:row|c)(?=[\s/>])(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>/g
const ROW = /^<(?:\w+:)?row/
const PLACE = /\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']/

/**
 * A sheet whose rows and cells stand where they say, inside a rectangle that fits into memory: the reader fills every gap
 * with empty cells. A formula that failed is a text like any other, for its line to be named.
 * @throws BadZip, ZipTooLarge
 */
function bounded(sheet: Buffer): Buffer {
  const xml = sheet.toString('utf8')
  let [rows, columns, tags, rowTags, failed] = [0, 0, 0, 0, false]
  for (const [tag] of xml.matchAll(TAG)) {
    tags += 1
    if (ROW.test(tag)) rowTags += 1
    if (rowTags > MOST_ROWS || tags > MOST_CELLS + MOST_ROWS) throw new ZipTooLarge()
    const [, letters = '', number = ''] = PLACE.exec(tag) ?? []
    if (number === '' && /\sr\s*=/.test(tag)) throw new BadZip()
    rows = Math.max(rows, Number(number))
    columns = Math.max(columns, columnOf(letters))
    failed ||= FAILED.test(tag)
  }
  // A tag in another form could hide a place.
  let all = 0
  for (const _ of xml.matchAll(/<(?:\w+:)?(?:row|c)(?=[\s/>])/g)) all += 1
  if (tags !== all || columns > LAST_COLUMN) throw new BadZip()
  if (rows * columns > MOST_CELLS) throw new ZipTooLarge()
  return failed ? Buffer.from(xml.replace(TAG, (tag) => tag.replace(FAILED, '$1"str"'))) : sheet
}

/** The type of a cell whose formula failed. */
const FAILED = /(\st\s*=\s*)(["'])e\2/

/** `A` → 1, `AA` → 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** A day, a moment, or a number as CSV has it; none of them can be read two ways. */
function textOf(value: unknown): string {
  if (value === null) return ''
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return ''
    // Excel counts days in fractions, which miss whole seconds by a little.
    const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
    return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
  }
  if (typeof value !== 'number') return String(value)
  const text = String(Number(value.toPrecision(15)))
  // What looks like thousands in a text is a fraction here.
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text
}
