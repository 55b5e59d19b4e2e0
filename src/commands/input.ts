// What she types, checked: zod schemas whose complaints are errors of ours.
import * as z from 'zod/mini'
import { parseBirthday, parseEmail } from '../domain/customer.ts'
import { currencyDigits, parseDecimal, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'
import type { Settlement } from '../domain/promise.ts'
import { AppError, type Invalid, invalid } from '../errors.ts'
import type { ShopSettings } from '../store/setting.ts'
import { valueNamed } from './choice-words.ts'

/** Checks the flags of a command. @throws AppError input.invalid, naming the flag that is wrong */
export function check<Shape extends z.core.$ZodShape>(
  shape: Shape,
  flags: Record<string, unknown>,
): z.output<z.ZodMiniObject<Shape>> {
  const result = z.object(shape).safeParse(flags)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const key = String(issue?.path[0] ?? '')
  const given = flags[key]
  const value = Array.isArray(given) ? given[Number(issue?.path[1])] : given
  const told = (issue && 'params' in issue ? issue.params : undefined) as Complaint | undefined
  const options = told?.options ? { options: told.options } : {}
  return invalid(told?.why ?? 'text', flagOf(key), value, options)
}

/** `referredBy` → `--referred-by`; an argument such as `<money>` stays as it is. */
export function flagOf(key: string): string {
  if (key.startsWith('<')) return key
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** What a value failed to be, and what it could have been. */
interface Complaint {
  why: Invalid
  options?: string[]
}

/** A value that a parser turns into what is meant, or null when it cannot be that. */
function parsed<T>(why: Invalid, parse: (text: string) => T | null, options?: string[]) {
  return z.pipe(
    z.string(),
    z.transform((text: string, context): T => {
      const value = parse(text)
      if (value !== null) return value
      context.issues.push({ code: 'custom', input: text, params: { why, ...(options ? { options } : {}) } })
      return z.NEVER
    }),
  )
}

/** A value that need not be given. */
export const optional = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(schema)

/** Whatever is typed, to be read later. */
export const anyText = () => z.string()

/** An option that may be given several times. */
export const listOf = <Schema extends z.ZodMiniType>(schema: Schema) => z.array(schema)

/** Free text, cleaned of what a terminal could trip over; an empty one is null. */
export const text = (most: number) =>
  z.pipe(
    parsed<string | { empty: true }>('text', (typed) => {
      const clean = cleanText(typed)
      if (clean.length > most) return null
      return clean === '' ? { empty: true } : clean
    }),
    z.transform((clean: string | { empty: true }) => (typeof clean === 'string' ? clean : null)),
  )

/** Free text that says something. */
export const answer = (most: number) =>
  z.pipe(
    text(most).check(z.refine((said) => said !== null, { params: { why: 'answerEmpty' } })),
    z.transform((said: string | null) => said as string),
  )

/** A name of something: some letter or digit must be in it. */
export const name = () =>
  parsed('text', (typed) => {
    const clean = cleanText(typed)
    return clean.length <= 200 && foldName(clean) !== '' ? clean : null
  })

/** Words to match by, such as an allergy; some letter or digit must be in each, and empty ones are left out. */
export const tags = () =>
  z.pipe(
    z.array(
      clearable(
        parsed('tag', (typed) => {
          const clean = cleanText(typed)
          return clean.length <= 100 && isTag(foldName(clean)) ? clean : null
        }),
      ),
    ),
    z.transform((given: (string | null)[]) => given.filter((tag) => tag !== null)),
  )

const isTag = (folded: string) => folded !== '' && folded.length <= 100

export const phone = ({ region }: ShopSettings) => parsed('phone', (typed) => parsePhone(typed, region))

export const email = () => parsed('email', parseEmail)

/** An amount of money, not negative, in minor units. */
export const money = ({ currency }: ShopSettings) =>
  parsed('money', (typed) => parseMoney(typed, currencyDigits(currency), currency)).check(
    z.refine((minor) => minor >= 0, { params: { why: 'negative' } }),
  )

/** An amount of money that is more than nothing. */
export const amount = ({ currency }: ShopSettings) =>
  parsed('money', (typed) => {
    const minor = parseMoney(typed, currencyDigits(currency), currency)
    return minor !== null && minor > 0 ? minor : null
  })

/** Day and month of birth as `MM-DD`. */
export const birthday = () => parsed('birthday', parseBirthday)

/** A value that an empty text clears. */
export const clearable = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.transform((typed: unknown) => (typeof typed === 'string' && cleanText(typed) === '' ? null : typed)),
    z.nullable(schema),
  )

/** A number in a range; `1,5` and `1.5` alike. @param why what to say it failed to be */
export const number = (least: number, most: number, whole = false, why: Invalid = 'number') =>
  parsed(why, (typed) => {
    const value = parseDecimal(typed, 'decimal')
    return value !== null && value >= least && value <= most && (!whole || Number.isInteger(value))
      ? value
      : null
  })

/** One of a few values, by itself or by what it is called in either language. */
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  parsed('choice', (typed) => valueNamed<Values[number]>(values, typed), [...values])

/** yes/no in either language. */
export const yesNo = () => parsed('choice', (typed) => readYesNo(typed), ['yes', 'no'])

export function readYesNo(typed: string): boolean | null {
  const word = typed.trim().toLowerCase()
  if (['yes', 'y', 'true', '1', 'да', 'д'].includes(word)) return true
  return ['no', 'n', 'false', '0', 'нет', 'н'].includes(word) ? false : null
}

/** How a promise ended: yes, partly or no, in either language. */
export const settlement = () =>
  parsed(
    'choice',
    (typed): Settlement | null => {
      const yes = readYesNo(typed)
      if (yes !== null) return yes ? 'kept' : 'broken'
      return ['partly', 'частично'].includes(typed.trim().toLowerCase()) ? 'partly' : null
    },
    ['yes', 'partly', 'no'],
  )

/** `7`, `#7` → 7, or null. */
export function readId(typed: string): number | null {
  const match = /^#?(\d{1,15})$/.exec(typed.trim())
  const id = match ? Number(match[1]) : 0
  return id > 0 ? id : null
}

/** More points than anybody will ever have. */
const MOST_POINTS = 1_000_000

/** A whole number of bonus points above zero, or all there are, in either language; null for anything else. */
export function readPoints(typed: string): number | 'all' | null {
  if (['all', 'все', 'всё'].includes(typed.trim().toLowerCase())) return 'all'
  const points = parseDecimal(typed, 'groups')
  return points !== null && Number.isInteger(points) && points > 0 && points <= MOST_POINTS ? points : null
}

/** @throws AppError input.missing, naming the flag that would have said it */
export function missing(flag: string): never {
  throw new AppError('input.missing', { flag })
}
