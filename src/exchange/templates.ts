// Her own texts of messages and of the questions of calls: the file beside the database.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OwnTexts } from '../domain/question.ts'
import { AppError } from '../errors.ts'
import { writeNewFile } from './new-file.ts'
import type { Templates } from './template-parser.ts'
import { readTextFile } from './text-file.ts'

/** Far more than all texts of all languages take. */
const MOST_BYTES = 256 * 1024

/** `shop.db` → `shop.messages.json` in the same folder. */
export function templatesPath(database: string): string {
  return `${database.replace(/\.db$/i, '')}.messages.json`
}

/**
 * Reads her own texts; none where there is no file.
 * @throws AppError template.*, naming the line that is wrong
 */
export async function readTemplates(path: string, languages: readonly string[]): Promise<Templates> {
  const text = readText(path)
  if (text === null) return new Map()
  // Most mornings there is none, and nothing to be parsed.
  const { parseTemplates } = await import('./template-parser.ts')
  return parseTemplates(text, path, languages)
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
export function textOfTemplates(texts: Readonly<Record<string, OwnTexts>>): string {
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
export function writeTemplates(path: string, texts: Readonly<Record<string, OwnTexts>>): boolean {
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
