// Errors in words: what happened, what to do. The code and its parameters come from AppError.
import { printableJson } from '../domain/name.ts'
import { formatPhone } from '../domain/phone.ts'
import type { AppError, ErrorParams } from '../errors.ts'
import type { Lang, Translate } from './i18n/index.ts'
import { placeholder } from './i18n/placeholder.ts'
import { onScreen, safe, wrap } from './terminal.ts'
import { moneyText } from './words.ts'

interface Speaker {
  t: Translate
  lang: Lang
}

/** What is told beside a command that goes on: one sentence, which says what is to be done as well. */
export const WARNINGS: readonly string[] = ['backup.notMade', 'db.inCloud', 'template.notUsed']

/** The sentence, its details, and a hint. */
export function wordError(error: AppError, { t, lang }: Speaker): string[] {
  // Codes are data, so their keys cannot be checked by type; a test goes through all of them.
  const say = t as unknown as (key: string, params?: object) => string
  const { code } = error
  const params = phrased(say, named(t, listed(spoken(error.params, t), lang)))
  if (WARNINGS.includes(code)) return [say(`error.${code}`, params)]
  if (code === 'cancelled') return [say(error.params.kept ? 'error.cancelledKept' : 'error.cancelled')]
  if (code === 'input.invalid') {
    const why = String(params.why)
    return [say(`error.input.${why}`, params), hint(say, `error.input.${why}Hint`, params)]
  }
  if (code === 'input.missing') {
    const sure = params.back === true ? 'error.input.yesBackHint' : 'error.input.yesHint'
    const name = /^<(\w+)>$/.exec(String(error.params.flag))?.[1] ?? ''
    return [
      say('error.input.missing', params),
      params.flag === '--yes' ? hint(say, sure) : missingHint(say, name),
    ]
  }
  if (code.startsWith('usage.')) return usage(say, error, params)
  return [
    say(`error.${code}`, {
      ...params,
      count: Array.isArray(error.params.lines) ? error.params.lines.length : 0,
    }),
    ...details(say, error),
    hint(
      say,
      code === 'customer.notFound' && params.name ? 'error.customer.numberHint' : `error.${code}Hint`,
      { ...params, id: firstId(error) ?? params.id },
    ),
  ]
}

/** Params that stand for words: the error that another one came of, and whose folder a file lies in. */
function phrased(say: Say, params: Record<string, unknown>): Record<string, unknown> {
  const { because, cloud } = params
  const cause = typeof because === 'string' ? because.split('.').at(-1) : null
  const other = { ...params, defaultValue: say('error.because.other') }
  return {
    ...params,
    ...(cause === null ? {} : { because: say(`error.because.${cause}`, other) }),
    ...(typeof cloud === 'string' ? { cloud: say(`error.cloud.${cloud}`) } : {}),
  }
}

/** Yes and no among the choices, as one says them; the flags take either. */
function spoken(params: ErrorParams, t: Translate): ErrorParams {
  const { options } = params
  if (!Array.isArray(options)) return params
  const words = ['yes', 'no', 'partly', 'maybe'] as const
  const said = (option: unknown) => {
    const word = words.find((each) => each === option)
    return word ? t(`common.${word}`) : option
  }
  return { ...params, options: options.map(said) }
}

/** What to say of an error that is nobody's but ours. @param stored whether a change was stored before it */
export function wordBug(stack: string, stored: boolean, debug: boolean, { t }: Speaker): string[] {
  return [
    t(stored ? 'error.bugStored' : 'error.bug'),
    t('error.bugReport'),
    ...(debug ? [stack.split('\n').map(safe).join('\n')] : []),
  ]
}

/** The document of an error: one line, in which nothing typed drives the terminal. */
export function jsonError(code: string, message: string, params: ErrorParams = {}): string {
  return `${printableJson(JSON.stringify({ error: { code, message, params } }))}\n`
}

/** The same of what did not keep the command from being done. */
export function jsonWarning(code: string, message: string, params: ErrorParams): string {
  return `${printableJson(JSON.stringify({ warning: { code, message, params } }))}\n`
}

/** The lines as they are written; broken at words where a terminal's columns are known. */
export function errorLines(lines: readonly string[], columns: number | null): string {
  const shown = lines.filter((line) => line !== '').map((line) => onScreen(line, { color: false }))
  return `${shown.map((line) => (columns === null ? line : wrap(line, columns))).join('\n')}\n`
}

type Say = (key: string, params?: object) => string

function hint(say: Say, key: string, params: object = {}): string {
  return say('error.hint', { hint: say(key, params), ready: true })
}

/** What lists the things that a placeholder such as <sale> stands for. */
const LISTS: Readonly<Record<string, string>> = {
  ...{ customer: 'customer list', sale: 'sale list', product: 'product list', promise: 'promise list' },
  ...{ case: 'case list', key: 'config list', backup: 'backup --list' },
}

function usage(say: Say, { code, params: given }: AppError, params: Record<string, unknown>): string[] {
  const bare = code === 'usage.unknownCommand' && params.name === ''
  const word = (name: string) => `<${say(`program.word.${name}`, { defaultValue: name })}>`
  const name = code === 'usage.missingArgument' ? word(String(params.name)) : params.name
  const sentence = say(bare ? 'error.usage.noCommand' : `error.${code}`, { ...params, name })
  return [sentence, usageHint(say, code, given, params)]
}

function usageHint(say: Say, code: string, given: ErrorParams, params: Record<string, unknown>): string {
  if (params.suggestion) return hint(say, 'error.usage.didYouMean', params)
  if (code === 'usage.missingArgument') return missingHint(say, String(params.name))
  if (code === 'usage.extraArgument') return hint(say, 'error.usage.quoteText')
  if (code !== 'usage.unknownCommand') return hint(say, 'error.usage.seeHelp')
  const hasMore = Array.isArray(given.options) && given.options.length > 0
  return hint(say, hasMore ? 'error.usage.oneOf' : 'error.usage.allCommands', params)
}

/** Where there is a list of what is missing, it tells what can be written. */
function missingHint(say: Say, name: string): string {
  const list = LISTS[name]
  return list === undefined
    ? hint(say, 'error.usage.seeHelp')
    : hint(say, 'error.usage.listed', { command: `aftersales ${list}` })
}

/** The matches of an ambiguous name, the lines of a bad file. */
function details(say: Say, { params }: AppError): string[] {
  const matches = (params.matches ?? []) as { id: number; name: string; phone?: string | null }[]
  const lines = (params.lines ?? []) as { line: number; message: string }[]
  return [
    ...matches.map(
      ({ id, name, phone }) => `  #${id}  ${safe(name)}${phone ? `  ${formatPhone(phone)}` : ''}`,
    ),
    ...lines.slice(0, 10).map((line) => `  ${say('error.import.line', line)}`),
    ...(lines.length > 10 ? ['  …'] : []),
  ]
}

function firstId({ params }: AppError): number | undefined {
  return (params.matches as { id: number }[] | undefined)?.[0]?.id
}

/** `<when>` in the user's language. */
function named(t: Translate, params: Record<string, unknown>): Record<string, unknown> {
  const word = (value: unknown) =>
    typeof value === 'string'
      ? value.replace(/^<(\w+)>$/, (_, name: string) => `<${placeholder(t, name)}>`)
      : value
  return { ...params, flag: word(params.flag), field: word(params.field) }
}

/** `2026-12-02` → `2 December`, `2 декабря`. */
function dayAndMonth(day: string, lang: Lang): string {
  const locale = lang === 'ru' ? 'ru' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(day),
  )
}

/** Columns of a file that are told of it, in an error. */
const MOST_COLUMNS = 15
const LONGEST_COLUMN = 40

/** Lists, phones, days and amounts as people of the language write them; `owedMinor` is told as `owed`. */
function listed(params: AppError['params'], lang: Lang): Record<string, unknown> {
  const oneOf = new Intl.ListFormat(lang, { type: 'disjunction' })
  const all = new Intl.ListFormat(lang, { type: 'conjunction' })
  const { currency } = params
  const amounts = Object.entries(params).flatMap(([key, value]) =>
    key.endsWith('Minor') && typeof value === 'number' && typeof currency === 'string'
      ? [[key.slice(0, -'Minor'.length), moneyText(value, currency, lang)]]
      : [],
  )
  const enumerated = (key: string, values: string[]) => {
    if (key === 'columns') return all.format(values)
    if (key !== 'found') return oneOf.format(values)
    const quoted = values
      .slice(0, MOST_COLUMNS)
      .map((name) => (name.length > LONGEST_COLUMN ? `${name.slice(0, LONGEST_COLUMN)}…` : name))
      .map((name) => (lang === 'ru' ? `«${name}»` : `“${name}”`))
    return values.length > MOST_COLUMNS ? `${quoted.join(', ')} …` : all.format(quoted)
  }
  return Object.fromEntries([
    ...amounts,
    ...Object.entries(params).map(([key, value]) => [
      key,
      Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? enumerated(key, value)
        : key === 'phone' && typeof value === 'string'
          ? formatPhone(value)
          : key === 'until' && typeof value === 'string'
            ? dayAndMonth(value, lang)
            : value,
    ]),
  ])
}
