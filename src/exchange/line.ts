// What the readers of files share: how a line tells who it is about, and how it is said that one cannot be read.
import { foldName, hasEverydayLetter } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'
import { AppError } from '../errors.ts'

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

/** Lines that are named: a file with more bad ones is not what it was taken for. */
const MOST_PROBLEMS = 50_000

/** @throws AppError import.tooManyBad */
export function refuseHopeless({ problems }: { problems: readonly unknown[] }): void {
  if (problems.length > MOST_PROBLEMS) throw new AppError('import.tooManyBad', { most: MOST_PROBLEMS })
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

/** The first of the phones in a cell, as it is stored; null where one of them is none. */
function phoneOf(text: string, region: string): string | null {
  // A text longer than any phones is not even looked at.
  if (text.length > LONGEST_TEXT) return null
  const phone = parsePhone(text, region)
  if (phone !== null) return phone
  const all = severalPhones(text).map((one) => parsePhone(one, region))
  return all.length > 1 && all.every((one) => one !== null) ? (all[0] ?? null) : null
}

/** All but the first of the phones in a cell, as written. */
export function otherPhones(text: string, region: string): string[] {
  if (!BETWEEN_PHONES.test(text) || text.length > LONGEST_TEXT || parsePhone(text, region) !== null) return []
  return severalPhones(text).slice(1)
}

/** Phone books part them by three colons, people by a comma or a stroke. */
const BETWEEN_PHONES = /:::|[,;/]/

function severalPhones(text: string): string[] {
  const parts = text.split(BETWEEN_PHONES).map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

/** A name out of its parts; a whole name may stand beside them. */
export function wholeName(given: string, middle: string, family: string): string {
  if (middle === '' && family === '') return given
  const there = foldName(given).split(' ')
  const parts = [middle, family].filter((part) => part !== '' && !there.includes(foldName(part)))
  return [given, ...parts].filter((part) => part !== '').join(' ')
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
  const firstPhone = remembering((text) => phoneOf(text, region))
  // Of numbers, and of all the world's letters and marks, folding tells which are a name; it takes longer.
  const isName = (text: string) => hasEverydayLetter(text) || foldName(text) !== ''
  return ({ phone: typedPhone, externalId, name }) => {
    const phone = typedPhone === '' ? null : firstPhone(typedPhone)
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
