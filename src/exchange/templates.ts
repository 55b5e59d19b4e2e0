// Her own texts of messages: a file beside the database, read strictly, since whatever it says goes out to customers.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  LONGEST_TEXT,
  MESSAGE_KINDS,
  PLACES,
  problemOf,
  sendable,
  TEXT_NAMES,
  type TextName,
} from '../domain/message.ts'
import { AppError, type ErrorCode, type ErrorParams } from '../errors.ts'
import { writeNewFile } from './new-file.ts'
import { type Placed, readPlaced } from './placed-json.ts'
import { readTextFile } from './text-file.ts'

/** By language, then by what they are for. */
export type Templates = Map<string, Partial<Record<TextName, string>>>

/** Far more than all texts of all languages take. */
const MOST_BYTES = 256 * 1024

/** `shop.db` → `shop.messages.json` in the same folder. */
export function templatesPath(database: string): string {
  return join(dirname(database), `${basename(database).replace(/\.db$/i, '')}.messages.json`)
}

/**
 * Reads her own texts; none where there is no file.
 * @throws AppError template.*, naming the line that is wrong
 */
export function readTemplates(path: string, languages: readonly string[]): Templates {
  const text = readText(path)
  return text === null ? new Map() : parseTemplates(text, path, languages)
}

/** @param path where the text is from. @throws AppError template.*, naming the line that is wrong */
export function parseTemplates(text: string, path: string, languages: readonly string[]): Templates {
  const templates: Templates = new Map()
  const refuse: Refuse = (code, line, params = {}) => {
    throw new AppError(code, { path, line, ...params })
  }
  const file = readPlaced(text)
  if ('broken' in file) return refuse('template.broken', file.broken)
  for (const [language, kinds] of membersOf(file, refuse)) {
    if (!languages.includes(language.name)) {
      refuse('template.unknownLanguage', language.line, { name: language.name, options: [...languages] })
    }
    if (templates.has(language.name)) refuse('template.twice', language.line, { name: language.name })
    const texts: Partial<Record<TextName, string>> = {}
    for (const [kind, value] of membersOf(kinds, refuse)) {
      const known = TEXT_NAMES.find((each) => each === kind.name)
      if (!known)
        return refuse('template.unknownKind', kind.line, { name: kind.name, options: [...MESSAGE_KINDS] })
      if (texts[known] !== undefined) refuse('template.twice', kind.line, { name: kind.name })
      texts[known] = checked(kind.name, value, refuse)
    }
    templates.set(language.name, texts)
  }
  return templates
}

type Refuse = (code: ErrorCode, line: number, params?: ErrorParams) => never

type Member = [{ name: string; line: number }, Placed]

function membersOf({ value, line }: Placed, refuse: Refuse): Member[] {
  return Array.isArray(value) ? value : refuse('template.noGroup', line)
}

/** A text that may go out. */
function checked(kind: string, { value, line }: Placed, refuse: Refuse): string {
  if (typeof value !== 'string') return refuse('template.noText', line, { kind })
  const text = sendable(value)
  const problem = problemOf(text)
  if (problem?.why === 'empty') return refuse('template.empty', line, { kind })
  if (problem?.why === 'place') {
    return refuse('template.unknownPlace', line, {
      kind,
      place: problem.place,
      options: PLACES.map((place) => `{{${place}}}`),
    })
  }
  if (problem) return refuse('template.tooLong', line, { kind, length: problem.length, most: LONGEST_TEXT })
  return text
}

/** The file as it stands, in order or not; null where there is none. @throws AppError edit.*, file.unreadable */
export function templatesText(path: string): string | null {
  try {
    return readTextFile(path)
  } catch (error) {
    if (error instanceof AppError && error.code === 'file.notFound') return null
    throw error
  }
}

/**
 * Puts a text into the place of the file; what was there stays beside it.
 * @returns the file in which it stays; null where there was none
 * @throws AppError file.unwritable, db.noSpace
 */
export function replaceTemplates(
  path: string,
  text: string,
  before: string | null,
  database: string,
): string | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  } catch {
    throw new AppError('file.unwritable', { path })
  }
  const kept = before === null ? null : path.replace(/\.json$/, '.before.json')
  if (kept !== null) writeNewFile(kept, before ?? '', true, database)
  writeNewFile(path, text, true, database)
  return kept
}

/** Texts as their file has them. */
export function textOfTemplates(texts: Readonly<Record<string, Record<TextName, string>>>): string {
  return `${JSON.stringify(texts, null, 2)}\n`
}

/** @returns null where there is no file. @throws AppError template.unreadable, template.tooLarge, template.notText */
function readText(path: string): string | null {
  try {
    const kind = statSync(path, { throwIfNoEntry: false })
    if (!kind) return null
    // Opening a pipe could wait for ever.
    if (!kind.isFile()) throw new AppError('template.unreadable', { path })
    if (kind.size > MOST_BYTES) throw new AppError('template.tooLarge', { path })
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(error instanceof TypeError ? 'template.notText' : 'template.unreadable', { path })
  }
}

/**
 * Writes a file to begin with, for its owner alone; one that is there stays as it is.
 * @returns whether it was written
 * @throws AppError file.unwritable
 */
export function writeTemplates(
  path: string,
  texts: Readonly<Record<string, Record<TextName, string>>>,
): boolean {
  const unwritable = () => new AppError('file.unwritable', { path })
  let file: number
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  } catch {
    throw unwritable()
  }
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw unwritable()
  }
  try {
    writeFileSync(file, textOfTemplates(texts), { flush: true })
    return true
  } catch {
    // Half a file would be a broken one.
    rmSync(path, { force: true })
    throw unwritable()
  } finally {
    closeSync(file)
  }
}
