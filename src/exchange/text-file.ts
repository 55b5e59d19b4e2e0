// A text that somebody wrote by hand: read whole whatever editor saved it, and a draft of it to be edited.
import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '../errors.ts'

/** Far more than all settings or all texts take. */
const MOST_BYTES = 256 * 1024

/**
 * UTF-8, with or without its mark, or UTF-16 as PowerShell and old editors save it.
 * @throws AppError file.notFound, file.unreadable, edit.tooLarge, and edit.notUtf8 with the line where it begins
 */
export function readTextFile(path: string): string {
  const bytes = readBytes(path)
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  if (isWide) return new TextDecoder('utf-16le').decode(bytes)
  if (!isUtf8(bytes)) throw new AppError('edit.notUtf8', { path, line: lineOfFirstBad(bytes) })
  return new TextDecoder('utf-8').decode(bytes)
}

function readBytes(path: string): Buffer {
  let file: number | null = null
  try {
    // A pipe that nobody writes into must not make her wait.
    file = openSync(path, 'r')
    const kind = fstatSync(file)
    if (!kind.isFile()) throw new AppError('file.unreadable', { path })
    if (kind.size > MOST_BYTES) throw new AppError('edit.tooLarge', { path })
    return readFileSync(file)
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new AppError(code === 'ENOENT' || code === 'ENOTDIR' ? 'file.notFound' : 'file.unreadable', {
      path,
    })
  } finally {
    if (file !== null) closeSync(file)
  }
}

/** No line end is part of another letter in UTF-8, so lines can be looked at one by one. */
function lineOfFirstBad(bytes: Buffer): number {
  let [line, from] = [1, 0]
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    if (!isUtf8(bytes.subarray(from, end))) return line
    ;[line, from] = [line + 1, end + 1]
  }
  return line
}

/** A file for its owner alone, in a folder of its own. @returns its path */
export function makeDraft(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-'))
  const path = join(folder, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

/** Takes a draft away, and whatever its editor has left beside it. */
export function removeDraft(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true })
}

/** As the editors of a system expect it: the plainest one of Windows knows UTF-8 by its mark only. */
export function forEditors(text: string, platform: string): string {
  return platform === 'win32' ? `\ufeff${text.replaceAll('\n', '\r\n')}` : text
}
