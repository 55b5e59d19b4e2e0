// What is paid and owed for a sale, on a terminal.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import { safe, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'

/** What a sale tells of its payment; both null where nobody keeps track. */
export interface Paid {
  paidMinor: number | null
  /** Negative where money is to be given back. */
  owedMinor: number | null
  /** The earliest day still open for which a payment was promised. */
  payBy: string | null
}

export interface PaymentDocument {
  sale: Paid & { id: number; customer: string }
  /** Negative where money was given back. */
  amountMinor: number
}

/** `Paid: ₽500, left to pay: ₽990, promised by Fri 27 Nov`; nothing where payment is not kept track of. */
export function paidText({ paidMinor, owedMinor, payBy }: Paid, words: Words): string {
  const { t } = words
  if (paidMinor === null || owedMinor === null) return ''
  const paid = t('sale.paid', { paid: words.money(paidMinor) })
  if (owedMinor === 0) return paid
  if (owedMinor < 0) return `${paid}, ${t('sale.giveBack', { money: words.money(-owedMinor) })}`
  const day = payBy === null ? null : parseDay(payBy)
  const by = day === null ? [] : [t('sale.payBy', { day: words.day(day) })]
  return [paid, t('sale.owed', { money: words.money(owedMinor) }), ...by].join(', ')
}

/** The same for a cell of a table, in a word or two. */
export function owedText({ owedMinor, paidMinor }: Paid, words: Words): string {
  const { t } = words
  if (owedMinor === null) return t('sale.notNoted')
  if (owedMinor === 0) return t(paidMinor === 0 ? 'sale.nothingDue' : 'sale.paidUp')
  return t(owedMinor > 0 ? 'sale.owes' : 'sale.giveBack', { money: words.money(Math.abs(owedMinor)) })
}

export function viewPayment(
  { sale, amountMinor }: PaymentDocument,
  { words, style, terminal }: Page,
): string {
  const { t } = words
  const money = words.money(Math.abs(amountMinor))
  const head = style.green(t(amountMinor > 0 ? 'sale.payment' : 'sale.gaveBack', { id: sale.id, money }))
  const lines = [`${head} ${style.bold(safe(sale.customer))}`, paidText(sale, words)]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}

/** Sales that are named one by one; more are only counted. */
const NAMED = 10

/** Money that goes the other way, and sales nobody has said a word of payment about. */
export function besideOwed(
  {
    giveBack,
    untracked,
  }: { giveBack: PaymentDocument['sale'][] | null; untracked: readonly number[] | null },
  { words, terminal }: Page,
): string[] {
  const { t } = words
  const named = (all: readonly string[]) => {
    const rest = all.length - NAMED
    return [...all.slice(0, NAMED), ...(rest > 0 ? [`… (+${rest})`] : [])].join(', ')
  }
  const back = giveBack ?? []
  const money = words.money(back.reduce((sum, { owedMinor }) => sum - (owedMinor ?? 0), 0))
  const sales = named(back.map(({ id, customer }) => `#${id} ${safe(words.person(customer))}`))
  const unknown = named((untracked ?? []).map((id) => `#${id}`))
  return [
    ...(back.length === 0 ? [] : [t('sale.toGiveBack', { money, sales })]),
    ...(unknown === '' ? [] : [t('sale.untracked', { sales: unknown })]),
  ].map((line) => wrap(line, terminal.columns))
}
