// What the readers of files share: how a line tells who it is about, and how it is said that one cannot be read.
import { foldName } from '../domain/name.ts'

/** Why a line cannot be read; the first of its reasons. */
export interface LineProblem<Code extends string> {
  line: number
  code: Code
  params: { value: string }
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

/** A name without a letter or digit is none. */
export function readWho(
  { phone: typedPhone, externalId, name }: Record<keyof Who, string>,
  phoneOf: (text: string) => string | null,
): Who | Wrong<WhoProblem> {
  const phone = typedPhone === '' ? null : phoneOf(typedPhone)
  if (typedPhone !== '' && phone === null) return wrong('phone.invalid', typedPhone)
  if (externalId.length > LONGEST_TEXT || name.length > LONGEST_TEXT) return wrong('customer.tooLong')
  const named = foldName(name) === '' ? null : name
  if (phone === null && externalId === '' && named === null) return wrong('customer.missing')
  return { phone, externalId: externalId === '' ? null : externalId, name: named }
}

/** The same text is read once; a file repeats its phones. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (!known.has(text)) known.set(text, read(text))
    return known.get(text) as T
  }
}
