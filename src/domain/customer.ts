// What a customer's name, e-mail address and birthday say, whoever typed them.
import { dayOf } from './day.ts'
import { cleanText, foldName } from './name.ts'

/** Whether two names may be one person's: the same words, or one name with more words than the other. */
export function namesAgree(one: string, other: string): boolean {
  const [fewer = [], more = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  return fewer.length > 0 && fewer.every((word) => more.includes(word))
}

/** The folded words of a name, or of a piece of one. */
export function wordsOf(name: string): string[] {
  return foldName(name)
    .split(' ')
    .filter((word) => word !== '')
}

/** The address as it is kept; null when the text is none. */
export function parseEmail(text: string): string | null {
  const clean = cleanText(text)
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(clean) ? clean : null
}

/** `12.05`, `12.05.1990`, `1990-05-12` → `05-12`; null when there is no such day. 29 February is one. */
export function parseBirthday(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim())
  const local = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?$/.exec(text.trim())
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [local?.[3], local?.[2], local?.[1]]
  if (month === undefined || day === undefined) return null
  // Of a year in two digits nobody knows the century, so it is not held against the day; 2000 was a leap year.
  const known = year !== undefined && year.length === 4 ? Number(year) : 2000
  if (known < 1900 || dayOf(known, Number(month), Number(day)) === null) return null
  return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
