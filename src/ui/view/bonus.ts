// Bonus points on a terminal: the statement, what was changed, and an account in a few words.

import type { Page } from '../../context.ts'
import type { BonusLine } from '../../domain/bonus-entry.ts'
import type { BonusMode } from '../../domain/bonus-rule.ts'
import { type Day, parseDay } from '../../domain/day.ts'
import { apartText } from '../i18n/calendar.ts'
import { renderTable, type Table } from '../table.ts'
import { safe, withMinus, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'
import type { Person } from './person.ts'

/** What is on an account. */
export interface BonusAccount {
  balance: number
  /** What expires next, and the last day on which it can be spent. */
  expiring: { points: number; day: string } | null
  /** Taken back when it had been spent already: withheld from what is earned next. */
  withheld: number
}

export interface StatementLine extends Pick<BonusLine, 'kind' | 'points' | 'withheld' | 'balance'> {
  at: string
  day: string
  saleId: number | null
  /** Whose first purchase a referral is for. */
  friend: { id: number; name: string } | null
  reason: string | null
  expires: string | null
}

export interface StatementDocument extends BonusAccount {
  customer: Person
  programme: BonusMode
  /** What the balance is worth as a discount. */
  worthMinor: number
  currency: string
  /** In time order; their points add up to the balance. */
  lines: StatementLine[]
}

export interface BonusChangeDocument extends BonusAccount {
  customer: Person
  /** What was entered just now. */
  lines: StatementLine[]
  /** The sale on which points were spent. */
  sale: { id: number; totalMinor: number } | null
}

/** What a sale has earned and spent. */
export interface SaleBonus {
  earned: number
  spent: number
}

/**
 * What `sale add` did to points; nothing where neither customer nor referrer has any of it. Of what was earned, so much
 * was held back for what had been taken back earlier.
 */
export interface SoldBonus {
  sold: (SaleBonus & BonusAccount & { held: number }) | null
  /** Who was rewarded for having brought the customer. */
  referral: { id: number; name: string; points: number } | null
}

/** Points for a review that came with a contact, and her account with them. */
export interface ReviewBonus extends BonusAccount {
  points: number
}

/** Lines of one page, the latest. */
const SHOWN = 20
/** An expiry nearer than this is told in days. */
const NEAR_DAYS = 60

export function viewStatement(document: StatementDocument, page: Page, all: boolean): string {
  const { words, style, terminal } = page
  const { t } = words
  const { customer, lines, balance, programme, withheld } = document
  const shown = all ? lines : lines.slice(-SHOWN)
  const earlier = lines.length - shown.length
  const head = [
    `${style.bold(safe(words.person(customer.name, true)))}  #${customer.id}`,
    haveText(document, words),
    ...(balance === 0 ? [] : [t('bonus.worth', { money: words.money(document.worthMinor) })]),
    ...(withheld === 0 ? [] : [style.yellow(t('bonus.withheld', { points: pointsText(withheld, words) }))]),
    ...(programme === 'off' ? [t('bonus.off')] : []),
  ].map((line) => wrap(line, terminal.columns))
  // A command is never broken: it is there to be copied.
  if (programme === 'off') head.push(style.dim(t('bonus.switchOn')))
  if (lines.length === 0) return head.join('\n')
  const more = earlier > 0 ? [t('bonus.earlier', { count: earlier })] : []
  return [...head, '', ...more, renderTable(statementTable(shown, page), terminal)].join('\n')
}

function statementTable(lines: readonly StatementLine[], page: Page): Table {
  const { words } = page
  const { t } = words
  return {
    columns: [
      { head: t('bonus.column.day'), whole: true },
      { head: t('bonus.column.kind') },
      { head: t('bonus.column.points'), align: 'right', whole: true },
      { head: t('bonus.column.balance'), align: 'right', whole: true },
      { head: t('bonus.column.about') },
    ],
    title: 2,
    rows: lines.map((line) => [
      words.date(parseDay(line.day) ?? words.today),
      t(`bonus.kind.${line.kind}`),
      signed(line.points, page),
      words.number(line.balance),
      aboutText(line, words),
    ]),
  }
}

/** What a line is about: the sale, the friend, the reason, how long the points live. */
function aboutText(line: StatementLine, words: Words): string {
  const { t } = words
  const { saleId, friend, reason, expires, withheld, kind } = line
  const lives = kind !== 'expiry' && kind !== 'withheld' && expires !== null ? parseDay(expires) : null
  return [
    ...(friend ? [words.person(friend.name)] : []),
    ...(saleId === null ? [] : [t('bonus.sale', { id: saleId })]),
    ...(reason === null ? [] : [reason]),
    ...(lives === null ? [] : [t('bonus.until', { day: words.date(lives) })]),
    ...(withheld === 0 ? [] : [t('bonus.short', { points: pointsText(withheld, words) })]),
  ].join('; ')
}

export interface AccountsDocument {
  programme: BonusMode
  accounts: (BonusAccount & { customer: Person })[]
  total: number
}

/** Who has how many points, and what expires next. */
export function viewAccounts({ programme, accounts, total }: AccountsDocument, page: Page): string {
  const { words, terminal, style } = page
  const { t } = words
  const off =
    programme === 'off' ? [wrap(t('bonus.off'), terminal.columns), style.dim(t('bonus.switchOn'))] : []
  if (accounts.length === 0) return [t('bonus.nobody'), ...off].join('\n')
  const table = renderTable(
    {
      columns: [
        { head: t('case.column.id'), align: 'right' },
        { head: t('case.column.customer') },
        { head: t('bonus.column.points'), align: 'right', whole: true },
        { head: t('bonus.column.expires') },
      ],
      title: 1,
      rows: accounts.map(({ customer, balance, expiring }) => {
        const day = expiring && parseDay(expiring.day)
        const when = expiring && day !== null ? `${words.number(expiring.points)} – ${words.date(day)}` : ''
        return [`#${customer.id}`, customer.name, words.number(balance), when]
      }),
    },
    terminal,
  )
  const rest = total - accounts.length
  return [table, ...(rest > 0 ? [style.dim(t('common.more', { count: rest }))] : []), ...off].join('\n')
}

/** What was given or spent just now, and what is there. */
export function viewBonusChange(document: BonusChangeDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { customer, lines, sale } = document
  const entries = lines.map(({ kind, points }) => `${t(`bonus.kind.${kind}`)} ${signed(points, page)}`)
  const changed = entries.length === 0 ? t('bonus.unchanged') : entries.join(', ')
  return [
    `${style.bold(safe(customer.name))}: ${changed}.`,
    haveText(document, words),
    ...(sale ? [t('bonus.toPay', { id: sale.id, money: words.money(sale.totalMinor) })] : []),
  ]
    .map((line) => wrap(line, terminal.columns))
    .join('\n')
}

/** `Has 340 points, 120 expire in 9 days.` */
function haveText(account: BonusAccount, words: Words): string {
  return account.balance === 0
    ? words.t('bonus.none')
    : words.t('bonus.has', { account: accountText(account, words) })
}

/** `340 points, 120 expire in 9 days`. */
export function accountText({ balance, expiring }: BonusAccount, words: Words): string {
  const points = pointsText(balance, words)
  const day = expiring && parseDay(expiring.day)
  if (!expiring || day === null) return points
  const when = whenText(day, words)
  const { points: count } = expiring
  return count === balance
    ? words.t('bonus.account.all', { points, when, count })
    : words.t('bonus.account.some', { points, when, count, shown: words.number(count) })
}

/** A hint for the card of a call; an expiry far ahead is not worth a word there. */
export function bonusHint(account: BonusAccount, words: Words, hintDays: number): string[] {
  const { balance, expiring } = account
  if (balance === 0) return []
  const day = expiring && parseDay(expiring.day)
  const isNear = day !== null && day - words.today <= hintDays
  const shown = isNear ? account : { ...account, expiring: null }
  return [haveText(shown, words)]
}

/** `340 points`. */
export function pointsText(points: number, words: Words): string {
  return words.t('bonus.points', { count: points, shown: words.number(points) })
}

/** `+50`, `−50`. */
function signed(points: number, { words, terminal }: Page): string {
  if (points > 0) return `+${words.number(points)}`
  return withMinus(words.number(points), terminal)
}

/** `in 9 days`; the day itself where it is far ahead. */
function whenText(day: Day, words: Words): string {
  const apart = day - words.today
  if (apart > NEAR_DAYS) return words.day(day)
  return apartText(apart, words.lang)
}

/** What a new sale did to the points of its customer, and of whoever brought that customer. */
export function soldText({ sold, referral }: SoldBonus, words: Words): string[] {
  const { t } = words
  const news: string[] = []
  if (sold) {
    const parts = [
      ...(sold.spent > 0 ? [t('bonus.sold.spent', { points: pointsText(sold.spent, words) })] : []),
      ...(sold.earned > 0 ? [t('bonus.sold.earned', { points: pointsText(sold.earned, words) })] : []),
      ...(sold.held > 0 ? [t('bonus.sold.held', { points: pointsText(sold.held, words) })] : []),
    ]
    // Points of a sale told late may have expired before they were entered.
    const gone = sold.earned > sold.held && sold.spent === 0 ? t('bonus.sold.gone') : t('bonus.none')
    const account = sold.balance === 0 ? gone : t('bonus.has', { account: accountText(sold, words) })
    if (parts.length > 0) news.push(`${parts.join(' ')} ${account}`)
  }
  if (referral) {
    const { name, points } = referral
    news.push(t('bonus.sold.referral', { name, points: pointsText(points, words) }))
  }
  return news
}

/** `Bonus: earned 74 points, spent 50 points`, of a sale that is there already. */
export function saleBonusText({ earned, spent }: SaleBonus, words: Words): string {
  const { t } = words
  const parts = [
    ...(earned > 0 ? [t('bonus.ofSale.earned', { points: pointsText(earned, words) })] : []),
    ...(spent > 0 ? [t('bonus.ofSale.spent', { points: pointsText(spent, words) })] : []),
  ]
  return parts.length === 0 ? '' : `${t('bonus.card')}: ${parts.join(', ')}`
}

export function reviewText(review: ReviewBonus, words: Words): string {
  return `${words.t('bonus.forReview', { points: pointsText(review.points, words) })} ${haveText(review, words)}`
}
