// Promises on a terminal.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { PromiseKind, Promiser, PromiseState } from '../../domain/promise.ts'
import { renderTable, type Table } from '../table.ts'
import { safe, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'
import type { Person } from './person.ts'
import { type PlannedTouch, viewPlanned } from './planned.ts'

export interface PromiseDocument {
  /** Null for the promised delivery of a sale, which is told by `saleId`. */
  id: number | null
  kind: PromiseKind
  promiser: Promiser
  customer: Person
  what: string | null
  /** What is to be delivered; empty for other promises. */
  items: string[]
  /** What was promised to be paid, and what is left of it while it is open. */
  amountMinor: number | null
  leftMinor: number | null
  currency: string
  saleId: number | null
  caseId: number | null
  madeAt: string
  due: string
  /** Of a delivery put off once its day had come: the day that was promised first. */
  firstDue: string | null
  state: PromiseState
  overdue: boolean
  settled: string | null
  note: string | null
}

export interface PromiseChangedDocument {
  promise: PromiseDocument
  /** The complaint that a broken promise opened, or adds to. */
  caseId: number | null
  /** How it had ended before, where something else is said of it now. */
  was: Pick<PromiseDocument, 'state' | 'settled'> | null
  /** Whether it was only taken for a payment of the customer's: nobody said so. */
  assumed?: boolean
  touches: PlannedTouch[]
}

/** What was promised, as one line: `delivery: Cream × 2`, `payment, ₽500`. */
export function promiseText(
  promise: Pick<PromiseDocument, 'kind' | 'promiser' | 'what' | 'items' | 'amountMinor'>,
  words: Words,
): string {
  const { t } = words
  const { kind, promiser, what, items, amountMinor } = promise
  if (items.length > 0) return t('promise.delivery', { items: items.join(', ') })
  const amount = amountMinor === null ? [] : [words.money(amountMinor)]
  const text = [what ?? t(`promise.kind.${kind}`), ...amount].join(', ')
  return promiser === 'customer' ? t('promise.byCustomer', { what: text }) : safe(text)
}

export function viewPromises(document: { promises: PromiseDocument[]; total: number }, page: Page): string {
  const { words, terminal } = page
  const { t } = words
  if (document.promises.length === 0) return wrap(t('promise.none'), terminal.columns)
  const rest = document.total - document.promises.length
  const table = promiseTable(document.promises, page, true)
  return [renderTable(table, terminal), ...(rest > 0 ? [t('common.more', { count: rest })] : [])].join('\n')
}

/** @param named whether each row says whose it is */
export function promiseTable(promises: readonly PromiseDocument[], { words }: Page, named: boolean): Table {
  const { t } = words
  return {
    columns: [
      { head: t('promise.column.id'), align: 'right' },
      { head: t('promise.column.due'), whole: true },
      ...(named ? [{ head: t('promise.column.customer') }] : []),
      { head: t('promise.column.what') },
      { head: t('promise.column.state') },
    ],
    title: 2,
    rows: promises.map((promise) => [
      promise.id === null ? '' : `#${promise.id}`,
      words.date(parseDay(promise.due) ?? words.today),
      ...(named ? [words.person(promise.customer.name)] : []),
      whatText(promise, words),
      stateText(promise, words),
    ]),
  }
}

/** What was promised, with the number of the sale it belongs to. */
function whatText(promise: PromiseDocument, words: Words): string {
  const amountMinor = promise.leftMinor ?? promise.amountMinor
  const text = promiseText({ ...promise, amountMinor }, words)
  return promise.saleId === null ? text : words.t('promise.ofSale', { what: text, id: promise.saleId })
}

/** `kept 21 Nov 2026`. */
export function stateText(
  {
    state,
    overdue = false,
    settled,
    firstDue = null,
  }: Pick<PromiseDocument, 'state' | 'settled'> & Partial<Pick<PromiseDocument, 'overdue' | 'firstDue'>>,
  words: Words,
): string {
  const { t } = words
  const first = firstDue === null ? null : parseDay(firstDue)
  const day = settled === null ? words.today : (parseDay(settled) ?? words.today)
  const told =
    state === 'open'
      ? t(overdue ? 'promise.overdue' : 'promise.state.open')
      : t('promise.ended', { state: t(`promise.state.${state}`), day: words.date(day) })
  return first === null ? told : t('promise.putOff', { state: told, day: words.date(first) })
}

/** `Promise #1: blue – by Sat 21 Nov`, or how it ended. */
export function promisedText(promise: PromiseDocument, words: Words): string {
  const { t } = words
  const by = t('promise.by', { day: words.day(parseDay(promise.due) ?? words.today) })
  const state = promise.state === 'open' ? by : t(`promise.state.${promise.state}`)
  return `${t('promise.added', { id: promise.id })} ${promiseText(promise, words)} – ${state}`
}

export function viewPromiseAdded(document: PromiseChangedDocument, page: Page): string {
  const { promise, touches, assumed = false } = document
  const { words, style, terminal } = page
  const { t } = words
  const day = words.day(parseDay(promise.due) ?? words.today)
  const head = style.green(t('promise.added', { id: promise.id }))
  const line = `${head} ${style.bold(safe(promise.customer.name))}, ${promiseText(promise, words)} – ${t('promise.by', { day })}`
  const note = assumed ? [style.yellow(wrap(t('promise.assumed', { id: promise.id }), terminal.columns))] : []
  return [wrap(line, terminal.columns), ...note, ...plannedLines(touches, page)].join('\n')
}

export function viewPromiseEnded(document: PromiseChangedDocument, page: Page): string {
  const { words, style, terminal } = page
  const { promise, caseId, was, touches } = document
  const { t } = words
  const state = style.green(t('promise.now', { id: promise.id, state: t(`promise.state.${promise.state}`) }))
  const lines = [
    `${state} ${style.bold(safe(promise.customer.name))}, ${promiseText(promise, words)}`,
    ...(was === null ? [] : [style.yellow(t('promise.was', { state: stateText(was, words) }))]),
    ...(caseId === null ? [] : [style.yellow(t('promise.complaint'))]),
  ]
  // A command is there to be copied: it is never broken.
  const step = caseId === null ? [] : [style.dim(t('case.lookUp', { id: caseId }))]
  const shown = lines.map((line) => wrap(line, terminal.columns))
  return [...shown, ...step, ...plannedLines(touches, page)].join('\n')
}

function plannedLines(touches: readonly PlannedTouch[], page: Page): string[] {
  const planned = viewPlanned(touches, page)
  if (planned.length === 0) return []
  return [
    page.style.dim(page.words.t('sale.planned')),
    ...planned.map((line) => `  ${wrap(line, page.terminal.columns, '    ')}`),
  ]
}
