// In which encoding a file is written, found out over all of it, and its bytes as UTF-8.
import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { AppError, invalid } from '../errors.ts'
import { likelihood } from './letters.ts'
import type { Source } from './source.ts'

/** Named by `--encoding`; of the others that TextDecoder knows each may be named too. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-r', 'cp866', 'windows-1252']

/** Encodings of one byte a letter, each believed only where the text it makes of the bytes reads like one. */
const CYRILLIC = ['windows-1251', 'koi8-r', 'ibm866']
const LATIN = 'windows-1252'

/** Natural logarithm, per letter: what is less likely is no text in that encoding. */
const LEAST = -8

/** Bytes of pieces with letters beyond ASCII that the encodings are tried on. */
const SAMPLE = 128 * 1024

const MARKS: readonly [encoding: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The name by which TextDecoder knows an encoding. @throws AppError input.invalid */
export function encodingNamed(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return invalid('choice', '--encoding', label, { options: ENCODINGS })
  }
}

/** @throws AppError file.notText where it is a program or a picture, file.encoding where no encoding makes a text of it */
export function findEncoding(source: Source): string {
  const { head, path } = source
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => head[i] === byte))
  if (marked && marked[0] !== 'utf-8') return marked[0]
  const wide = wideEncoding(head)
  if (wide) return wide
  let left: Buffer = Buffer.alloc(0)
  let isUnicode = true
  const sample: Buffer[] = []
  let sampled = 0
  let at = 0
  for (const chunk of source.chunks()) {
    const nul = chunk.indexOf(0)
    if (nul >= 0) throw new AppError('file.notText', { path, line: lineAt(source, at + nul) })
    at += chunk.length
    const bytes = left.length > 0 ? Buffer.concat([left, chunk]) : chunk
    const whole = wholeLetters(bytes)
    isUnicode &&= isUtf8(bytes.subarray(0, whole))
    left = bytes.subarray(whole)
    // A file that is ASCII for long may tell its encoding late.
    if (sampled < SAMPLE && !isAscii(chunk)) {
      sample.push(chunk)
      sampled += chunk.length
    }
  }
  if (isUnicode && left.length === 0) return 'utf-8'
  const bytes = Buffer.concat(sample)
  const found = marked ? null : bestOf(bytes)
  if (found === null) throw new AppError('file.encoding', { path, options: ENCODINGS })
  return found
}

/**
 * The text as UTF-8 without a mark.
 * @param checked whether all bytes are known to be of that encoding
 * @throws AppError file.wrongEncoding where they are not
 */
export function* transcoded(source: Source, encoding: string, checked: boolean): Generator<Buffer> {
  if (checked && encoding === 'utf-8') return yield* withoutMark(source)
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Buffer) => {
    try {
      return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode())
    } catch {
      throw new AppError('file.wrongEncoding', { path: source.path, encoding, options: ENCODINGS })
    }
  }
  for (const chunk of source.chunks()) yield decode(chunk)
  yield decode()
}

function* withoutMark(source: Source): Generator<Buffer> {
  const [, mark] = MARKS[0] as (typeof MARKS)[number]
  let start = mark.every((byte, i) => source.head[i] === byte) ? mark.length : 0
  for (const chunk of source.chunks()) {
    yield chunk.subarray(start)
    start = 0
  }
}

/** Without a mark: read the right way round it is nearly all letters and signs of Europe, the wrong way none of it is. */
function wideEncoding(head: Buffer): string | null {
  const whole = head.subarray(0, head.length - (head.length % 2))
  const found = ['utf-16le', 'utf-16be'].find((encoding) => {
    const text = new TextDecoder(encoding).decode(whole)
    const share = (letters: RegExp) => (text.match(letters)?.length ?? 0) / text.length
    return share(/[\t\r\n\x20-\x7e]/g) > 0.1 && share(/[\t\r\n\x20-\x7e\u00a0-\u04ff\u2010-\u2116]/g) > 0.9
  })
  return found ?? null
}

/** Length without a letter of UTF-8 that is cut off at the end. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
    if (byte < 0x80) break
  }
  return bytes.length
}

function bestOf(bytes: Buffer): string | null {
  const scored = (encoding: string) => ({
    encoding,
    score: likelihood(new TextDecoder(encoding).decode(bytes), encoding === LATIN ? 'latin' : 'cyrillic'),
  })
  const all = [...CYRILLIC, LATIN].map(scored).sort((a, b) => b.score - a.score)
  const [best] = all
  if (!best || best.score < LEAST) return guessOf(bytes)
  return best.encoding === LATIN ? (guessOf(bytes) ?? LATIN) : best.encoding
}

/** What chardet takes it for: it knows many languages, but mistakes short Russian texts for other encodings. */
function guessOf(bytes: Buffer): string | null {
  for (const { name } of analyse(bytes)) {
    if (/utf|ascii|koi8|1251|8859-5|866/i.test(name)) continue
    try {
      const decoder = new TextDecoder(name, { fatal: true })
      decoder.decode(bytes)
      return decoder.encoding
    } catch {}
  }
  return null
}

/** The line that a byte stands in, counted from 1. */
function lineAt(source: Source, place: number): number {
  let line = 1
  let at = 0
  for (const chunk of source.chunks()) {
    for (const byte of chunk.subarray(0, Math.max(0, place - at))) if (byte === 10) line += 1
    at += chunk.length
    if (at > place) break
  }
  return line
}
