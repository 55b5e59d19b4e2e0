// What she types, checked: zod schemas whose complaints are errors of ours.
import { z } from 'zod'
import { parseBirthday, parseEmail } from '../domain/customer.ts'
import { currencyDigits, parseDecimal, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'
import { AppError, type Invalid, invalid } from '../errors.ts'
import type { ShopSettings } from '../store/setting.ts'

/** Checks the flags of a command. @throws AppError input.invalid, naming the flag that is wrong */
export function check<Shape extends z.ZodRawShape>(
  shape: Shape,
  flags: Record<string, unknown>,
): z.output<z.ZodObject<Shape>> {
  const result = z.object(shape).safeParse(flags)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const key = String(issue?.path[0] ?? '')
  const value = flags[key]
  const why = (issue && 'params' in issue ? issue.params?.why : undefined) as Invalid | undefined
  const options = issue && 'values' in issue ? { options: issue.values as string[] } : {}
  return invalid(why ?? ('values' in (issue ?? {}) ? 'choice' : 'text'), flagOf(key), value, options)
}

/** `referredBy` → `--referred-by`. */
export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** A value that a parser turns into what is meant, or null when it cannot be that. */
function parsed<T>(why: Invalid, parse: (text: string) => T | null) {
  return z.string().transform((text, context) => {
    const value = parse(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom', params: { why } })
    return z.NEVER
  })
}

/** Free text, cleaned of what a terminal could trip over; an empty one is null. */
export const text = (most: number) =>
  parsed<string | { empty: true }>('text', (typed) => {
    const clean = cleanText(typed)
    if (clean.length > most) return null
    return clean === '' ? { empty: true } : clean
  }).transform((clean) => (typeof clean === 'string' ? clean : null))

/** A name of something: some letter or digit must be in it. */
export const name = () =>
  parsed('text', (typed) => {
    const clean = cleanText(typed)
    return clean.length <= 200 && foldName(clean) !== '' ? clean : null
  })

export const phone = ({ region }: ShopSettings) => parsed('phone', (typed) => parsePhone(typed, region))

export const email = () => parsed('email', parseEmail)

/** An amount of money, not negative, in minor units. */
export const money = ({ currency }: ShopSettings) =>
  parsed('money', (typed) => parseMoney(typed, currencyDigits(currency), currency)).refine(
    (minor) => minor >= 0,
    { params: { why: 'negative' } },
  )

/** Day and month of birth as `MM-DD`. */
export const birthday = () => parsed('birthday', parseBirthday)

/** A value that an empty text clears. */
export const clearable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (typed) => (typeof typed === 'string' && cleanText(typed) === '' ? null : typed),
    schema.nullable(),
  )

/** A number in a range; `1,5` and `1.5` alike. @param why what to say it failed to be */
export const number = (least: number, most: number, whole = false, why: Invalid = 'number') =>
  parsed(why, (typed) => {
    const value = parseDecimal(typed, 'decimal')
    return value !== null && value >= least && value <= most && (!whole || Number.isInteger(value))
      ? value
      : null
  })

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values)

/** yes/no in either language. */
export const yesNo = () => parsed('choice', (typed) => readYesNo(typed))

export function readYesNo(typed: string): boolean | null {
  const word = typed.trim().toLowerCase()
  if (['yes', 'y', 'true', '1', 'да', 'д'].includes(word)) return true
  return ['no', 'n', 'false', '0', 'нет', 'н'].includes(word) ? false : null
}

/** `7`, `#7` → 7, or null. */
export function readId(typed: string): number | null {
  const match = /^#?(\d{1,15})$/.exec(typed.trim())
  const id = match ? Number(match[1]) : 0
  return id > 0 ? id : null
}

/** @throws AppError input.missing, naming the flag that would have said it */
export function missing(flag: string): never {
  throw new AppError('input.missing', { flag })
}
