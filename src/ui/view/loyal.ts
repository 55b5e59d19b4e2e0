// Loyal customers as a table, or one after another with the reasons for each step.
import type { Page } from '../../context.ts'
import { dayIn, parseDay } from '../../domain/day.ts'
import type { Risk, Stage } from '../../domain/loyalty.ts'
import type { TouchKind } from '../../domain/touch.ts'
import { renderTable } from '../table.ts'
import { safe, wrap } from '../terminal.ts'
import { criteriaLines, type ShownCriterion, stageWord } from './criteria.ts'

export interface LoyalCustomer {
  id: number
  externalId: string | null
  name: string
  phone: string | null
  stage: Stage
  risk: Risk
  /** Days on which something was bought and kept. */
  purchases: number
  /** Days `YYYY-MM-DD`; null before a purchase. */
  firstPurchase: string | null
  lastPurchase: string | null
  spentMinor: number
  /** The latest 0–10 answer, and why in the customer's own words. */
  nps: number | null
  npsReason: string | null
  /** How many of those whom this customer referred have bought. */
  referred: number
  /** The call that is live, or the next to come, and its first day from today on. */
  nextTouch: { kind: TouchKind; from: string } | null
  doNotCall: boolean
  criteria: ShownCriterion[]
}

export interface LoyalDocument {
  customers: LoyalCustomer[]
  /** How many there are in all. */
  total: number
  currency: string
}

/** @param nobody what to say of an empty list */
export function viewLoyal(
  { customers, total }: LoyalDocument,
  why: boolean,
  nobody: string,
  page: Page,
): string {
  const { words, style, terminal } = page
  if (customers.length === 0) return wrap(nobody, terminal.columns)
  const list = why
    ? customers.map((customer) => reasonsOf(customer, page)).join('\n\n')
    : tableOf(customers, page)
  const rest = total - customers.length
  return rest === 0 ? list : `${list}\n\n${style.dim(words.t('common.more', { count: rest }))}`
}

function tableOf(customers: readonly LoyalCustomer[], { words, terminal }: Page): string {
  const { t } = words
  return renderTable(
    {
      columns: [
        { head: t('loyal.head.id'), align: 'right' },
        { head: t('loyal.head.name') },
        { head: t('loyal.head.stage') },
        { head: t('loyal.head.purchases'), align: 'right' },
        { head: t('loyal.head.spent'), align: 'right', whole: true },
        { head: t('loyal.head.nps'), align: 'right' },
        { head: t('loyal.head.last'), whole: true },
      ],
      title: 2,
      rows: customers.map((row) => [
        `#${row.id}`,
        row.name,
        stageText(row, words),
        String(row.purchases),
        words.money(row.spentMinor),
        row.nps === null ? '' : String(row.nps),
        row.lastPurchase === null ? t('common.none') : words.date(dayIn(row.lastPurchase)),
      ]),
    },
    terminal,
  )
}

/** Who it is and on which step, why, and what comes next. */
function reasonsOf(row: LoyalCustomer, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const line = (text: string) => `  ${wrap(text, terminal.columns, '  ')}`
  const { nextTouch: next } = row
  const title = `${style.bold(safe(row.name))}  #${row.id}  ${stageText(row, words)}`
  return [
    wrap(title, terminal.columns, '  '),
    ...criteriaLines(row.criteria, page),
    ...(row.npsReason === null ? [] : [line(t('common.quoted', { text: row.npsReason }))]),
    ...(next ? [line(`${style.dim(`${t('loyal.next')}:`)} ${touchText(next, words)}`)] : []),
  ].join('\n')
}

function touchText({ kind, from }: NonNullable<LoyalCustomer['nextTouch']>, words: Page['words']): string {
  const day = words.ago(parseDay(from) ?? words.today)
  return words.t('loyal.nextTouch', { kind: words.t(`touch.kind.${kind}`), day })
}

/** The step, and beside it whatever she should know before she counts on it. */
function stageText({ stage, risk, doNotCall }: LoyalCustomer, words: Page['words']): string {
  return [
    stageWord(stage, words),
    ...(risk === 'none' ? [] : [words.t(`customer.risk.${risk}`)]),
    ...(doNotCall ? [words.t('customer.refused')] : []),
  ].join(', ')
}
