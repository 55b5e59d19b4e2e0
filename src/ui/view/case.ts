// Cases on a terminal: a list, one with all that was done, and what to do next about it.
import type { Page } from '../../context.ts'
import type { CaseChannel, CaseKind, CaseOrigin, CaseState, Resolution, StepKind } from '../../domain/case.ts'
import type { Factor } from '../../domain/contact.ts'
import { type Day, parseDay } from '../../domain/day.ts'
import { IN_DAYS } from '../reason.ts'
import { renderTable, type Table } from '../table.ts'
import { safe, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'
import type { Person } from './person.ts'
import { type PlannedTouch, viewPlanned } from './planned.ts'

export interface ShownStep {
  at: string
  kind: StepKind
  resolution: Resolution | null
  text: string | null
  /** The talk in which it was said. */
  contactId: number | null
}

export interface CaseDocument {
  id: number
  kind: CaseKind
  channel: CaseChannel
  factor: Factor | null
  origin: CaseOrigin
  saleId: number | null
  customer: Person
  asked: string | null
  openedAt: string
  state: CaseState
  /** Hours since it was opened; of a closed one, how long it was open. */
  ageHours: number
  /** When it is to be looked at; null once closed. */
  due: string | null
  firstReplyAt: string | null
  /** How it was solved; null while it is not, also when it was opened again. */
  resolution: Resolution | null
  closedAt: string | null
  /** What to do next, in words; null once closed. */
  nextStep: string | null
  /** Of a repair: what of her purchases is under warranty, and was on the day it was asked for. */
  warranty: { product: string; until: string; covered: boolean }[]
  steps: ShownStep[]
}

/** As many as she can take in at a glance, the latest bought first. */
const WARRANTIES = 3

/** `25 hours`, `4 days`. */
export function ageText(hours: number, { t }: Words): string {
  return hours < IN_DAYS
    ? t('case.hours', { count: Math.floor(hours) })
    : t('case.days', { count: Math.floor(hours / 24) })
}

export function viewCase({ case: shown }: { case: CaseDocument }, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const labelled = (head: string, text: string | null) =>
    text === null ? [] : [`${style.dim(`${head}:`)} ${safe(text)}`]
  const { customer, asked, saleId, factor, origin, ageHours } = shown
  const open = shown.closedAt === null
  const age =
    open && ageHours < 1
      ? t('case.justNow')
      : t(open ? 'case.age' : 'case.took', { age: ageText(ageHours, words) })
  const opened = [momentText(shown.openedAt, words), t(`case.channel.${shown.channel}`), age]
  const why = origin === 'asked' ? [] : [t(`case.origin.${origin}`)]
  const lines = [
    `${style.bold(titleOf(shown, words))} · ${personText(customer, page)}`,
    ...(asked === null ? [] : [safe(askedText(shown, words))]),
    ...labelled(t('case.opened'), [...opened, ...why].join(' · ')),
    ...labelled(t('case.sale'), saleId === null ? null : `#${saleId}`),
    ...labelled(t('case.factorHead'), factor && t(`case.factor.${factor}`)),
    ...dueLines(shown, page),
  ].map((line) => wrap(line, terminal.columns))
  const steps =
    shown.steps.length === 0
      ? []
      : ['', style.bold(t('case.steps')), renderTable(stepTable(shown, words), terminal)]
  return [...lines, ...steps, '', ...nextCommands(shown, page)].join('\n')
}

/** What to type next, as the case stands; a command is there to be copied: it is never broken. */
function nextCommands({ id, state }: CaseDocument, { words: { t }, style }: Page): string[] {
  const texts = {
    unanswered: [t('case.replied', { id }), t('case.solved', { id })],
    answered: [t('case.solved', { id })],
    resolved: [t('case.wordMissing', { id })],
    closed: [t('case.again', { id })],
  }[state]
  return texts.map((text) => style.dim(text))
}

/** A case that was opened or moved on, and what comes next for its customer. */
export function viewCaseChanged(
  document: { case: CaseDocument; touches: PlannedTouch[] },
  page: Page,
): string {
  const { words, style, terminal } = page
  const { t } = words
  const { case: shown } = document
  const head = `${style.green(titleOf(shown, words))} · ${personText(shown.customer, page)}`
  const planned = shown.state === 'closed' ? viewPlanned(document.touches, page) : []
  return [
    wrap(head, terminal.columns),
    ...dueLines(shown, page).map((line) => wrap(line, terminal.columns)),
    ...(shown.state === 'resolved' ? [style.dim(t('case.wordMissing', { id: shown.id }))] : []),
    ...(planned.length === 0 ? [] : [style.dim(t('sale.planned'))]),
    ...planned.map((line) => `  ${wrap(line, terminal.columns, '    ')}`),
  ].join('\n')
}

/** `In the customer’s words: “…”`; of what the seller or the program noted, what it is. */
export function askedText({ asked, origin }: Pick<CaseDocument, 'asked' | 'origin'>, { t }: Words): string {
  const text = asked ?? ''
  if (origin === 'promise') return `${t('case.unkept')}: ${text}`
  if (origin === 'return') return `${t('case.about')}: ${text}`
  return `${t('case.asked')}: ${t('common.quoted', { text })}`
}

/** What was last said of a case, to stand on the card of a call: `answered yesterday: “…”`; null before that. */
export function lastWordOf({ steps }: CaseDocument, words: Words): string | null {
  const last = steps.at(-1)
  if (!last) return null
  const { t, zone } = words
  const said = steps.findLast(({ text }) => text !== null)?.text
  const head = [stepText(last, words), words.ago(zone.day(Date.parse(last.at)))].join(', ')
  return said ? `${head}: ${t('common.quoted', { text: said })}` : head
}

/** Whether the time it was to be looked at is over: of an unanswered one the hour counts, of others the day. */
export function isCaseOverdue(
  { state, due }: Pick<CaseDocument, 'state' | 'due'>,
  { now, zone }: Words,
): boolean {
  if (due === null) return false
  const at = Date.parse(due)
  return state === 'unanswered' ? now > at : zone.day(now) > zone.day(at)
}

/** `Question #3: not answered`. */
export function titleOf(shown: CaseDocument, words: Words): string {
  const { kind, id, state } = shown
  const isNow = state === 'closed' || isOpenAgain(shown)
  return words.t(isNow ? 'case.now' : 'case.title', {
    kind: words.t(`case.kind.${kind}`),
    id,
    state: stateText(shown, words),
  })
}

export function stateText(shown: CaseDocument, { t }: Words): string {
  const { kind, state } = shown
  if (state === 'closed') return t(`case.closed.${kind}`)
  return isOpenAgain(shown) ? t(`case.reopened.${kind}`) : t(`case.state.${state}`)
}

/** Whether it lacks an answer because what was done did not help. */
function isOpenAgain({ state, steps }: CaseDocument): boolean {
  return state === 'unanswered' && steps.some(({ kind }) => kind !== 'reopen')
}

/** By when what is to be done. */
export function dueText({ state, due }: Pick<CaseDocument, 'state' | 'due'>, words: Words): string | null {
  if (state === 'closed' || due === null) return null
  const at = Date.parse(due)
  const when = state === 'unanswered' ? words.moment(at) : words.day(words.zone.day(at))
  const late = isCaseOverdue({ state, due }, words) ? ` (${words.t('case.late')})` : ''
  return `${words.t(`case.due.${state}`, { when })}${late}`
}

function dueLines(shown: CaseDocument, { words, style }: Page): string[] {
  const due = dueText(shown, words)
  if (due === null || shown.nextStep === null) return []
  const late = isCaseOverdue(shown, words)
  return [
    late ? style.yellow(due) : due,
    ...(shown.warranty.length === 0
      ? []
      : [`${style.dim(`${words.t('case.warranty')}:`)} ${safe(warrantyText(shown, words))}`]),
    `${style.dim(`${words.t('case.nextStep')}:`)} ${safe(shown.nextStep)}`,
  ]
}

/** `Iron – until 12.03.2027; Kettle – ended on 03.01.2026`. */
export function warrantyText({ warranty }: Pick<CaseDocument, 'warranty'>, words: Words): string {
  return warranty
    .slice(0, WARRANTIES)
    .map(({ product, until, covered }) => {
      const day = words.date(parseDay(until) as Day)
      return words.t(covered ? 'case.covered' : 'case.notCovered', { product, day })
    })
    .join('; ')
}

function stepTable({ steps }: CaseDocument, words: Words): Table {
  const { t } = words
  return {
    columns: [
      { head: t('case.column.at'), whole: true },
      { head: t('case.column.step') },
      { head: t('case.column.text') },
    ],
    title: 2,
    rows: steps.map((step) => [momentText(step.at, words), stepText(step, words), step.text ?? '']),
  }
}

function stepText({ kind, resolution }: ShownStep, { t }: Words): string {
  const what = t(`case.step.${kind}`)
  return resolution === null ? what : `${what} – ${t(`case.resolution.${resolution}`)}`
}

/** `21 Nov 2026, 10:00`. */
function momentText(at: string, words: Words): string {
  const instant = Date.parse(at)
  return `${words.date(words.zone.day(instant))}, ${words.time(instant)}`
}

function personText({ id, name, phone }: Person, { words }: Page): string {
  return [`${safe(name)} #${id}`, ...(phone === null ? [] : [words.phone(phone)])].join('  ')
}
