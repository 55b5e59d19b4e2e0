// The diary of what was changed, and the words for what was taken back or brought back.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { Outcome } from '../../domain/facts.ts'
import type { Barrier } from '../../store/command.ts'
import { safe, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'

/** What a command is about: a sale, a case, a setting, by its number or its key. */
export interface HistorySubject {
  id: number | string
  name: string | null
}

export type HistoryField =
  | 'name'
  | 'phone'
  | 'email'
  | 'chat'
  | 'birthday'
  | 'externalId'
  | 'referredBy'
  | 'note'
  | 'avoid'
  | 'lastsDays'
  | 'tips'
  | 'goesWith'
  | 'contains'
  | 'customer'
  | 'date'
  | 'discount'
  | 'promised'
  | 'delivered'
  | 'items'

/** What is worth a word of a command. */
export type Detail =
  | { code: 'money'; minor: number }
  | { code: 'price'; was: number | null; is: number | null }
  | { code: 'setting'; was: string | number | null; is: string | number | null }
  | { code: 'settings'; keys: string[] }
  | { code: 'outcome'; outcome: Outcome }
  | { code: 'score'; score: number; of: number }
  | { code: 'on' | 'until'; day: string }
  | { code: 'consent'; given: boolean }
  | { code: 'card'; id: number }
  | { code: 'points'; points: number }
  | { code: 'fields'; fields: HistoryField[] }
  | { code: 'added'; what: 'customer' | 'product' | 'sale'; number: number }

export interface HistoryEntry {
  /** By which it is taken back: `undo 41`. */
  number: number
  at: string
  /** As it is typed: `sale add`. */
  command: string
  undoneAt: string | null
  /** Why it can be neither taken back nor brought back any more. */
  barrier: Barrier | null
  subject: HistorySubject | null
  /** A few of whom it was about, none of an import; the name is null where nobody knows it any more. */
  customers: { id: number; name: string | null }[]
  customersTotal: number
  details: Detail[]
}

export interface HistoryDocument {
  /** The latest first. */
  history: HistoryEntry[]
  total: number
}

export interface UndoneDocument {
  undone: HistoryEntry
}

export interface RedoneDocument {
  redone: HistoryEntry
}

export function viewHistory({ history, total }: HistoryDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  if (total === 0) return wrap(t('history.none'), terminal.columns)
  const room = Math.max(...history.map(({ number }) => String(number).length))
  const lines: string[] = []
  let day = ''
  for (const entry of history) {
    const at = Date.parse(entry.at)
    const heading = words.day(words.zone.day(at))
    if (heading !== day) lines.push(...(day === '' ? [] : ['']), style.bold(heading))
    day = heading
    const head = `  ${words.time(at)}  ${String(entry.number).padStart(room)}  `
    const text = sentence(entryText(entry, words))
    const shown = entry.undoneAt === null ? text : `${style.dim(text)} ${undoneText(entry, words)}`
    lines.push(head + wrap(shown, terminal.columns, ' '.repeat(head.length)))
  }
  const rest = total - history.length
  return [
    ...lines,
    '',
    ...(rest > 0 ? [t('common.more', { count: rest })] : []),
    style.dim(t('history.how', { number: history[0]?.number })),
  ].join('\n')
}

export function viewUndone({ undone }: UndoneDocument, page: Page): string {
  const { t } = page.words
  const what = t('history.undone', { what: entryText(undone, page.words) })
  return [wrap(what, page.terminal.columns), page.style.dim(t('history.redo'))].join('\n')
}

export function viewRedone({ redone }: RedoneDocument, page: Page): string {
  const { t } = page.words
  const what = t('history.redone', { what: entryText(redone, page.words) })
  return [wrap(what, page.terminal.columns), page.style.dim(t('history.undo'))].join('\n')
}

/** `sale #31 – Anna Petrova: ₽1,490`: what a command did, in one line. */
export function entryText(entry: HistoryEntry, words: Words): string {
  const details = entry.details.map((detail) => detailText(detail, words)).join(', ')
  const told = [customersText(entry, words), details].filter((text) => text !== '').join(': ')
  return told === '' ? headText(entry, words) : `${headText(entry, words)} – ${told}`
}

function headText({ command, subject }: HistoryEntry, { t }: Words): string {
  // Names of commands are data: whoever wrote the file may have known others. A test goes through all of ours.
  const say = t as unknown as (key: string, params: object) => string
  const name = subject?.name ?? null
  const called =
    subject === null
      ? ''
      : ` ${name === null ? `#${subject.id}` : typeof subject.id === 'string' ? name : t('common.quoted', { text: name })}`
  return say(`history.command.${command.replaceAll(' ', '-')}`, {
    subject: called,
    defaultValue: t('history.unknown'),
    ready: true,
  })
}

function customersText({ customers, customersTotal }: HistoryEntry, words: Words): string {
  const { t } = words
  if (customers.length === 0) return ''
  const names = customers.map(({ id, name }) => (name === null ? `#${id}` : safe(words.person(name))))
  const rest = customersTotal - customers.length
  return [...names, ...(rest > 0 ? [t('history.others', { count: rest })] : [])].join(', ')
}

/** So many settings of one change are named. */
const FEW = 4

function detailText(detail: Detail, words: Words): string {
  const { t } = words
  const date = (day: string) => words.day(parseDay(day) ?? words.today)
  switch (detail.code) {
    case 'money':
      return words.money(detail.minor)
    case 'price':
      return arrow(detail, (minor) => words.money(minor as number))
    case 'settings':
      return [...detail.keys.slice(0, FEW).map(safe), ...(detail.keys.length > FEW ? ['…'] : [])].join(', ')
    case 'setting':
      return arrow(detail, (value) =>
        typeof value === 'number' ? words.number(value, 6) : safe(value) || '–',
      )
    case 'outcome':
      return t(`touch.outcome.${detail.outcome}`)
    case 'score':
      return t('history.score', { score: detail.score, of: detail.of })
    case 'on':
      return date(detail.day)
    case 'until':
      return t('history.until', { day: date(detail.day) })
    case 'consent':
      return t(`consent.word.${detail.given ? 'given' : 'withdrawn'}`)
    case 'card':
      return t('history.card', { id: detail.id })
    case 'points':
      return t('bonus.points', { count: detail.points, shown: words.number(detail.points) })
    case 'fields':
      return detail.fields.map((field) => t(`history.field.${field}`)).join(', ')
    case 'added':
      return t(`history.added.${detail.what}`, { count: detail.number, shown: words.number(detail.number) })
  }
}

/** `450 ₽ → 500 ₽`. */
function arrow<T>({ was, is }: { was: T | null; is: T | null }, text: (value: T) => string): string {
  return [...(was === null ? [] : [text(was)]), is === null ? '–' : text(is)].join(' → ')
}

function undoneText({ at, undoneAt }: HistoryEntry, words: Words): string {
  if (undoneAt === null) return ''
  const { t, zone } = words
  const when = Date.parse(undoneAt)
  return zone.day(when) === zone.day(Date.parse(at))
    ? t('history.undoneSameDay', { time: words.time(when) })
    : t('history.undoneAt', { when: words.moment(when) })
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
