// What the readers of files share: how a line tells who it is about, and how it is said that one cannot be read.
import { foldName } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'

/** Why a line cannot be read; the first of its reasons. */
export interface LineProblem<Code extends string> {
  line: number
  code: Code
  params: { value: string }
}

/** Characters of a value that are told of it. */
const TOLD = 200

/** Characters of one cell: one that is longer belongs to no list of customers, goods or sales. */
export const LONGEST_CELL = 5000

export function problemOf<Code extends string>(
  line: number,
  { code, value }: Wrong<Code>,
): LineProblem<Code> {
  return { line, code, params: { value: value.slice(0, TOLD) } }
}

/** What may be wrong with any row of a table. */
export type ReadProblem = 'cells.tooMany' | 'cell.tooLong'

/**
 * @param width how many columns the table has
 * @param places those that are read
 */
export function rowProblem(
  cells: readonly string[],
  width: number,
  places: readonly number[],
): Wrong<ReadProblem> | null {
  if (cells.length > width && cells.slice(width).some((extra) => extra.trim() !== '')) {
    return wrong('cells.tooMany', String(width))
  }
  const long = places.find((place) => (cells[place] ?? '').length > LONGEST_CELL)
  return long === undefined ? null : wrong('cell.tooLong', String(long + 1))
}

/** What is wrong with a value. */
export type Wrong<Code extends string> = { code: Code; value: string }

export function wrong<Code extends string>(code: Code, value = ''): Wrong<Code> {
  return { code, value }
}

export function isWrong<Code extends string>(value: object | Wrong<Code>): value is Wrong<Code> {
  return 'code' in value
}

export type Who = Readonly<Record<'phone' | 'externalId' | 'name', string | null>>

export type WhoProblem = 'customer.missing' | 'customer.tooLong' | 'phone.invalid'

/** Of a name, an external id and one word of everything else. */
export const LONGEST_TEXT = 200

/** A name without a letter or digit is none. @param region ISO 3166 country of phones without a code */
export function whoReader(region: string): (typed: Record<keyof Who, string>) => Who | Wrong<WhoProblem> {
  const phoneOf = remembering((text) =>
    // A text longer than any phone is not even looked at.
    text.length > LONGEST_TEXT ? null : parsePhone(text, region),
  )
  const isName = remembering((text) => foldName(text) !== '')
  return ({ phone: typedPhone, externalId, name }) => {
    const phone = typedPhone === '' ? null : phoneOf(typedPhone)
    if (typedPhone !== '' && phone === null) return wrong('phone.invalid', typedPhone)
    if (externalId.length > LONGEST_TEXT || name.length > LONGEST_TEXT) return wrong('customer.tooLong')
    const named = isName(name) ? name : null
    if (phone === null && externalId === '' && named === null) return wrong('customer.missing')
    return { phone, externalId: externalId === '' ? null : externalId, name: named }
  }
}

/** Texts remembered at a time: what a file does not repeat must not fill the memory. */
const REMEMBERED = 50_000

/** The same text is read once; a file repeats its phones. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, value)
    return value
  }
}
