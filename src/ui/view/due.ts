// The morning list on a terminal.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { Stretch } from '../../domain/plan.ts'
import type { PromiseKind, Promiser } from '../../domain/promise.ts'
import type { TouchKind } from '../../domain/touch.ts'
import type { Reason } from '../reason.ts'
import { safe, wrap } from '../terminal.ts'
import { type Card, viewCard } from './card.ts'
import { askedText, type CaseDocument } from './case.ts'
import type { Person } from './person.ts'
import { promiseText } from './promise.ts'

export type { Person }

export interface DuePromise {
  kind: PromiseKind
  promiser: Promiser
  customer: Person
  saleId: number | null
  /** Null for the promised delivery of a sale. */
  promiseId: number | null
  what: string | null
  day: string
  /** What is still to be paid; null for other promises. */
  amountMinor: number | null
  items: string[]
  overdue: boolean
  /** Whether the customer is not to be called. */
  refused: boolean
}

/** A case that is to be seen to, why now, and whether its customer is not to be called. */
export type DueCase = CaseDocument & { overdue: boolean; reason: Reason; refused: boolean }

interface DueMessage {
  kind: TouchKind
  customer: Person
  saleId: number | null
  opens: string
  due: string
  closes: string | null
  /** Null while her own texts cannot be used. */
  text: string | null
}

export interface DueDocument {
  asOf: string
  minutes: number
  minutesPerCall: number
  total: number
  /** The hours for calls, `09:00-21:00`, where it is not in them; null where it is. */
  offHours: string | null
  calls: Card[]
  more: number
  /** Open promises that are due, deliveries among them, also of customers who are not to be called. */
  promises: DuePromise[]
  /** Open cases that are to be seen to, also of customers who are not to be called. */
  cases: DueCase[]
  messages: DueMessage[]
  noPhone: Card[]
  /** Where there is nothing to do: the day of the next call. */
  next: { day: string; customer: Person } | null
  /** Whether there is any customer yet: a new shop is greeted, a quiet day congratulated. */
  isNew: boolean
}

/** As much of a document as a terminal shows: a row beside the calls is no whole card, and `next` is null beside calls. */
export type ShownDue = Omit<DueDocument, 'noPhone'> & {
  noPhone: (Pick<Card, 'reason'> & { customer: Person })[]
}

/** How many there are of what a document may hold only the first of. */
export interface DueCounts {
  promises: number
  /** Promises that none of the calls is about. */
  uncalled: number
  cases: number
  /** Cases that no card of a call tells of. */
  uncalledCases: number
  messages: number
  noPhone: number
}

/** Messages and customers without a number shown before the rest is only counted. */
export const SHOWN = 3

/**
 * @param counts where the document holds only what is shown of each list
 */
export function viewDue(document: ShownDue, page: Page, all: boolean, counts?: DueCounts): string {
  const { words, style, terminal } = page
  const { t } = words
  const { calls, more, noPhone, messages, promises, cases } = document
  if (document.isNew) return newShop(page)
  const title = t('due.title', { day: words.day(words.today) })
  const sections: string[] = []
  if (calls.length > 0) {
    const time = t('due.minutes', { count: Math.round(calls.length * document.minutesPerCall) })
    sections.push(
      wrap(style.bold(`${title}: ${t('due.calls', { count: calls.length })}, ${time}`), terminal.columns),
    )
    if (document.offHours !== null)
      sections.push(wrap(t('due.offHours', { hours: document.offHours.replace('-', '–') }), terminal.columns))
    sections.push(...calls.map((card) => viewCard(card, page)))
  } else {
    sections.push(style.bold(`${title}: ${nothingText(cases.length + promises.length, page)}`))
  }
  if (more > 0) sections.push(wrap(t('due.more', { count: more, shown: moreText(more) }), terminal.columns))
  if (calls.length === 0 && document.next) {
    const day = parseDay(document.next.day) ?? words.today
    sections.push(
      wrap(t('due.next', { day: words.day(day), name: document.next.customer.name }), terminal.columns),
    )
  }

  const { silent, unheard, isHeard } = besideCalls(document)
  const casesHead = t(isHeard ? 'due.otherCases' : 'due.cases')
  const called = counts ? counts.promises > counts.uncalled : silent.length < promises.length
  const promisesHead = t(called ? 'due.otherPromises' : 'due.promises')
  sections.push(
    ...section(casesHead, unheard, counts?.uncalledCases, all, page, (shown) => caseText(shown, page)),
    ...section(promisesHead, silent, counts?.uncalled, all, page, (promise) =>
      [
        personOrRefused(promise, page),
        promiseText(promise, words),
        t('promise.by', { day: words.day(parseDay(promise.day) ?? words.today) }),
      ].join(' · '),
    ),
    ...section(t('due.messages'), messages, counts?.messages, all, page, ({ customer, text }) =>
      [person(customer, page), text === null ? t('message.broken') : t('common.quoted', { text })].join(
        '\n  ',
      ),
    ),
    ...section(t('due.noPhone'), noPhone, counts?.noPhone, all, page, (card) =>
      [`${safe(card.customer.name)}  #${card.customer.id}`, card.reason.text].join(' · '),
    ),
  )
  // Each command on a line of its own, never broken: it is there to be copied.
  const steps: string[] = []
  const first = calls[0]
  if (first) steps.push(t('due.logFirst', { id: first.customer.id }), t('due.callAll'))
  const thanked = messages[0]
  if (thanked) steps.push(t('due.send', { id: thanked.customer.id }))
  const [inHand] = unheard
  if (inHand) steps.push(t('case.lookUp', { id: inHand.id }))
  const owed = silent[0]
  if (owed) steps.push(settleStep(owed, page))
  const unknown = noPhone[0]
  if (unknown) steps.push(t('due.giveNumber', { id: unknown.customer.id }))
  if (steps.length > 0) sections.push(steps.map((step) => style.dim(step)).join('\n'))
  return sections.join('\n\n')
}

/** Congratulates only where nothing else is owed. */
function nothingText(owed: number, { words: { t } }: Page): string {
  return t(owed > 0 ? 'due.noCalls' : 'due.nothing')
}

/** Who it is and how to call them; of whoever is not to be called that, and no number. */
function personOrRefused({ customer, refused }: Pick<DueCase, 'customer' | 'refused'>, page: Page): string {
  if (!refused) return person(customer, page)
  return `${safe(customer.name)}  #${customer.id}  ${page.style.red(page.words.t('customer.refused'))}`
}

function caseText(shown: DueCase, page: Page): string {
  const { reason, asked, origin } = shown
  const { t } = page.words
  const who = personOrRefused(shown, page)
  const isQuoted = origin === 'asked' || origin === 'low-answer'
  const said =
    asked === null
      ? []
      : [isQuoted ? t('common.quoted', { text: asked }) : safe(askedText(shown, page.words))]
  return [`${who} · ${reason.text}`, ...said].join('\n  ')
}

/** The promises that no call is about and the cases that no card tells of, and whether any card tells of some. */
export function besideCalls({ calls, promises, cases }: Pick<DueDocument, 'calls' | 'promises' | 'cases'>) {
  const heard = new Set(
    calls.flatMap(({ kind, carries, customer }) =>
      tellsCases({ kind, carried: carries }) ? [customer.id] : [],
    ),
  )
  return {
    silent: promises.filter((promise) => !calls.some((card) => isAbout(card, promise))),
    unheard: cases.filter(({ customer }) => !heard.has(customer.id)),
    isHeard: heard.size > 0,
  }
}

/** Whether a call is about a case or asks after one along the way: its card tells of every case of its customer. */
export function tellsCases({ kind, carried }: Pick<Stretch, 'kind' | 'carried'>): boolean {
  return kind === 'case' || carried.includes('case')
}

/** Whether a call is about a promise: its own touch, or the delivery of its sale. */
export function isAbout(
  call: Pick<Card, 'kind' | 'saleId' | 'promiseId'>,
  { promiseId, saleId }: Pick<DuePromise, 'promiseId' | 'saleId'>,
): boolean {
  return promiseId === null
    ? call.kind === 'delivery' && call.saleId === saleId
    : call.promiseId === promiseId
}

/** The command that tells how a promise ended. */
function settleStep({ kind, promiser, promiseId, saleId }: DuePromise, { words: { t } }: Page): string {
  if (promiseId === null) return t('due.deliver', { id: saleId })
  const pays = kind === 'payment' && promiser === 'customer' && saleId !== null
  return pays ? t('due.pay', { id: saleId }) : t('due.keep', { id: promiseId })
}

/** A shop without customers; a file named by hand that is not there may be a slip, so it is named. */
function newShop({ words, terminal, missing }: Page): string {
  const { t } = words
  const lines = [...(missing === null ? [] : [t('due.noFile', { path: missing })]), t('due.newShop')]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}

/** The day in a few lines: how many calls, who comes first, what else waits, and one next step. */
export function viewMorning(document: ShownDue, page: Page, counts: DueCounts): string {
  const { words, style, terminal } = page
  const { t } = words
  if (document.isNew) return newShop(page)
  const { total, calls } = document
  const title = t('due.title', { day: words.day(words.today) })
  const nothing = nothingText(counts.cases + counts.promises, page)
  const lines = [style.bold(`${title}: ${total === 0 ? nothing : t('due.calls', { count: total })}`)]
  const count = (head: string, waiting: number) => {
    if (waiting > 0) lines.push(`  ${head}: ${moreText(waiting)}`)
  }
  const first = calls[0]
  if (first)
    lines.push(
      `  ${wrap(`${style.bold(safe(first.customer.name))}: ${first.reason.text}`, terminal.columns, '  ')}`,
    )
  count(t('due.cases'), counts.cases)
  count(t('due.promises'), counts.promises)
  count(t('due.messages'), counts.messages)
  count(t('due.noPhone'), counts.noPhone)
  if (!first && document.next) {
    const day = words.day(parseDay(document.next.day) ?? words.today)
    lines.push(`  ${t('due.next', { day, name: document.next.customer.name })}`)
  }
  lines.push(style.dim(wrap(t(first ? 'due.goCall' : 'due.goSell'), terminal.columns)))
  return lines.join('\n')
}

function section<Row>(
  head: string,
  rows: readonly Row[],
  count = rows.length,
  all: boolean,
  page: Page,
  show: (row: Row) => string,
): string[] {
  if (rows.length === 0) return []
  const { words, style, terminal } = page
  const shown = all ? rows : rows.slice(0, SHOWN)
  const rest = count - shown.length
  const lines = shown.map((row) => `  ${wrap(show(row), terminal.columns, '  ')}`)
  if (rest > 0) lines.push(`  ${words.t('common.more', { count: rest })}`)
  return [[style.bold(`${head}: ${moreText(count)}`), ...lines].join('\n')]
}

function person({ id, name, phone }: Person, { words }: Page): string {
  return [safe(name), `#${id}`, ...(phone ? [words.phone(phone)] : [])].join('  ')
}

/** Where counting stopped, the number says so. */
export function moreText(count: number): string {
  return count >= 1000 ? `${count}+` : String(count)
}
