// The whole card of a customer: what is known, today, plans, sales and talks.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { Risk, Stage } from '../../domain/loyalty.ts'
import { dueAtInstant } from '../../domain/touch.ts'
import type { Contact } from '../../store/contact.ts'
import type { CardStanding } from '../standing.ts'
import { renderTable, type Table } from '../table.ts'
import { wrap } from '../terminal.ts'
import { accountText, type BonusAccount } from './bonus.ts'
import { type CaseDocument, caseTable } from './case.ts'
import { type CustomerPerson, personLines } from './customer.ts'
import { owedText } from './payment.ts'
import type { PlannedTouch } from './planned.ts'
import { type PromiseDocument, promiseTable } from './promise.ts'
import { type ReferralsDocument, viewReferrals } from './referrals.ts'
import type { SaleDocument } from './sale.ts'

export type ShownContact = Omit<Contact, 'customerId'>

export interface CustomerDocument {
  customer: CustomerPerson
  stage: Stage
  risk: Risk
  /** Days on which something was bought and kept. */
  purchases: number
  lastPurchase: string | null
  spentMinor: number
  currency: string
  sales: SaleDocument[]
  contacts: ShownContact[]
  /** The latest first. */
  cases: CaseDocument[]
  /** Open ones by day, then those that are over, the latest first. */
  promises: PromiseDocument[]
  touches: PlannedTouch[]
  standing: CardStanding
  /** Null where there is no programme, and never was one for this customer. */
  bonus: BonusAccount | null
  referrals: ReferralsDocument
}

/** Cases, sales and talks on the card; the rest is only counted. */
const SHOWN = 10

export function viewCustomer(document: CustomerDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { title, reach, known } = personLines(document.customer, page)
  const line = (text: string) => `  ${wrap(text, terminal.columns, '  ')}`
  const labelled = (head: string, text: string) => line(`${style.dim(`${head}:`)} ${text}`)
  const risk = document.risk === 'none' ? '' : `, ${style.yellow(t(`customer.risk.${document.risk}`))}`
  const card = [
    wrap(title, terminal.columns, '  '),
    ...reach.map(line),
    labelled(t('customer.card.today'), document.standing.text),
    labelled(t('customer.card.stage'), `${t(`customer.stage.${document.stage}`)}${risk}`),
    labelled(t('customer.card.purchases'), purchasesText(document, page)),
    ...(document.bonus ? [labelled(t('bonus.card'), accountText(document.bonus, words))] : []),
    ...known.map(line),
  ].join('\n')
  return [
    card,
    ...section(t('customer.card.touches'), touchTable(document.touches, page), 0, page),
    ...section(
      t('customer.card.promises'),
      promiseTable(document.promises.slice(0, SHOWN), page, false),
      document.promises.length - SHOWN,
      page,
    ),
    ...section(
      t('customer.card.cases'),
      caseTable(document.cases.slice(0, SHOWN), false, words),
      document.cases.length - SHOWN,
      page,
    ),
    ...section(
      t('customer.card.sales'),
      saleTable(document.sales, page),
      document.sales.length - SHOWN,
      page,
    ),
    ...section(
      t('customer.card.contacts'),
      contactTable(document.contacts, page),
      document.contacts.length - SHOWN,
      page,
    ),
    ...viewReferrals(document.referrals, page),
  ].join('\n\n')
}

function purchasesText({ purchases, lastPurchase, spentMinor }: CustomerDocument, { words }: Page): string {
  const { t } = words
  if (lastPurchase === null) return t('customer.card.noPurchase')
  const day = words.ago(parseDay(lastPurchase) ?? words.today)
  return t('customer.card.purchaseDays', { days: purchases, money: words.money(spentMinor), day })
}

function section(head: string, table: Table, rest: number, { words, style, terminal }: Page): string[] {
  if (table.rows.length === 0) return []
  const more = rest > 0 ? [words.t('customer.card.more', { count: rest })] : []
  return [[style.bold(head), renderTable(table, terminal), ...more].join('\n')]
}

function touchTable(touches: readonly PlannedTouch[], { words }: Page): Table {
  const { t } = words
  return {
    columns: [
      { head: t('customer.touches.kind') },
      { head: t('customer.touches.opens'), whole: true },
      { head: t('customer.touches.due'), whole: true },
      { head: t('customer.touches.closes'), whole: true },
    ],
    rows: touches.map(({ kind, opens, due, closes }) => [
      t(`touch.kind.${kind}`),
      date(opens, words),
      dueAtInstant(kind) ? `${dateOf(due, words)}, ${words.time(Date.parse(due))}` : date(due, words),
      closes === null ? t('common.none') : date(closes, words),
    ]),
  }
}

function saleTable(sales: readonly SaleDocument[], { words }: Page): Table {
  const { t } = words
  return {
    columns: [
      { head: t('customer.sales.id'), align: 'right' },
      { head: t('customer.sales.day'), whole: true },
      { head: t('customer.sales.items') },
      { head: t('customer.sales.total'), align: 'right', whole: true },
    ],
    title: 2,
    rows: sales
      .slice(0, SHOWN)
      .map((sale) => [
        `#${sale.id}`,
        date(sale.date, words),
        saleItems(sale, words),
        words.money(sale.totalMinor),
      ]),
  }
}

/** What was sold, what came back, and a delivery that is still awaited. */
function saleItems(sale: SaleDocument, words: Page['words']): string {
  const { lines, promised, delivered, owedMinor } = sale
  const { t } = words
  const items = (part: SaleDocument['lines'], sign: 1 | -1) =>
    part
      .map(({ product, quantity }) =>
        quantity * sign === 1 ? product : `${product} × ${words.number(quantity * sign, 3)}`,
      )
      .join(', ')
  const returned = lines.filter((line) => line.quantity < 0)
  const awaited = delivered === null && promised !== null
  return [
    items(
      lines.filter((line) => line.quantity > 0),
      1,
    ),
    ...(returned.length > 0 ? [t('customer.card.returned', { items: items(returned, -1) })] : []),
    ...(owedMinor === null || owedMinor === 0 ? [] : [owedText(sale, words)]),
    ...(awaited ? [t('customer.card.promised', { day: date(promised, words) })] : []),
  ]
    .filter((part) => part !== '')
    .join('; ')
}

function contactTable(contacts: readonly ShownContact[], { words }: Page): Table {
  const { t } = words
  return {
    columns: [
      { head: t('customer.contacts.day'), whole: true },
      { head: t('customer.contacts.outcome') },
      { head: t('customer.contacts.scores') },
      { head: t('customer.contacts.note') },
    ],
    title: 2,
    rows: contacts
      .slice(0, SHOWN)
      .map(({ at, outcome, csat, nps, reason, note }) => [
        dateOf(at, words),
        t(`touch.outcome.${outcome}`),
        [...(csat === null ? [] : [`${csat}/5`]), ...(nps === null ? [] : [`${nps}/10`])].join(', '),
        [reason, note].filter((text) => text !== null).join('; '),
      ]),
  }
}

function date(day: string, words: Page['words']): string {
  return words.date(parseDay(day) ?? words.today)
}

function dateOf(instant: string, words: Page['words']): string {
  return words.date(words.zone.day(Date.parse(instant)))
}
