// The coming days on a terminal.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { TouchKind } from '../../domain/touch.ts'
import { safe, wrap } from '../terminal.ts'
import type { Person } from './person.ts'

export interface AgendaCall {
  kind: TouchKind
  customer: Person
  /** The moment the customer asked for; null for a call that comes in its turn. */
  at: string | null
}

export interface AgendaDocument {
  asOf: string
  /** How many days it looks ahead. */
  ahead: number
  minutesPerCall: number
  days: { day: string; start: string; calls: AgendaCall[] }[]
  /** The calendar file; null where none is written. */
  file: string | null
}

export function viewAgenda({ ahead, minutesPerCall, days, file }: AgendaDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const line = (text: string, indent = '') => wrap(text, terminal.columns, indent)
  if (file !== null) {
    return [line(t('agenda.written', { count: days.length, file })), style.dim(line(t('agenda.send')))].join(
      '\n',
    )
  }
  if (days.length === 0) return line(t('agenda.empty', { count: ahead }))
  const sections = days.map(({ day, start, calls }) => {
    const head = t('agenda.day', {
      day: words.day(parseDay(day) ?? words.today),
      time: words.time(Date.parse(start)),
      count: calls.length,
      minutes: Math.round(calls.length * minutesPerCall),
    })
    return [style.bold(line(head)), ...calls.map((call) => line(callText(call, page), '  '))].join('\n')
  })
  return [...sections, style.dim(t('agenda.export'))].join('\n\n')
}

function callText({ kind, customer, at }: AgendaCall, { words, style }: Page): string {
  const time = at === null ? '–' : style.yellow(words.time(Date.parse(at)))
  const phone = customer.phone === null ? [] : [style.cyan(words.phone(customer.phone))]
  const who = `${safe(customer.name)}  ${style.dim(`#${customer.id}`)}`
  return `${time} ${[who, ...phone, words.t(`touch.kind.${kind}`)].join('  ')}`
}
