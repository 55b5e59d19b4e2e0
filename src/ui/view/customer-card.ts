// The whole card of a customer: who it is, today, the step and why, satisfaction, purchases, talks, plans.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { Risk, Stage } from '../../domain/loyalty.ts'
import type { CardStanding } from '../standing.ts'
import { renderTable, type Table } from '../table.ts'
import { wrap } from '../terminal.ts'
import { accountText, type BonusAccount } from './bonus.ts'
import type { CaseDocument } from './case.ts'
import { caseTable } from './case-list.ts'
import { criteriaLines, type ShownCriterion, stageWord } from './criteria.ts'
import { type CustomerPerson, personLines } from './customer.ts'
import { contactTable, type ShownContact, saleTable, touchTable } from './customer-tables.ts'
import type { PlannedTouch } from './planned.ts'
import { type PromiseDocument, promiseTable } from './promise.ts'
import { type ReferralsDocument, viewReferrals } from './referrals.ts'
import type { SaleDocument } from './sale.ts'
import { type Satisfaction, satisfactionLines } from './satisfaction.ts'

export interface CustomerDocument {
  customer: CustomerPerson
  stage: Stage
  risk: Risk
  criteria: ShownCriterion[]
  /** Days on which something was bought and kept. */
  purchases: number
  lastPurchase: string | null
  spentMinor: number
  currency: string
  /** Oldest first. */
  satisfaction: Satisfaction[]
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
  const { words, terminal } = page
  const { t } = words
  const { sales, contacts, touches } = document
  const satisfaction = satisfactionLines(document.satisfaction, page)
  return [
    whoLines(document, page),
    [
      headed(t('customer.card.stage'), stageText(document, page), page),
      ...criteriaLines(document.criteria, page),
    ],
    ...(satisfaction.length > 0
      ? [[headed(t('customer.card.satisfaction'), '', page), ...satisfaction]]
      : []),
    [
      headed(t('customer.card.purchases'), purchasesText(document, page), page),
      ...listed(sales, (shown) => saleTable(shown, page), page),
    ],
    ...part(t('customer.card.contacts'), contacts, (shown) => contactTable(shown, page), page),
    ...part(
      t('customer.card.promises'),
      document.promises,
      (shown) => promiseTable(shown, page, false),
      page,
    ),
    ...part(t('customer.card.cases'), document.cases, (shown) => caseTable(shown, false, page), page),
    ...(touches.length > 0
      ? [[headed(t('customer.card.touches'), '', page), renderTable(touchTable(touches, page), terminal)]]
      : []),
    ...viewReferrals(document.referrals, page).map((text) => [text]),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** Who it is, how to reach them, what else is known, and whether to call today. */
function whoLines({ customer, standing, bonus }: CustomerDocument, page: Page): string[] {
  const { words, style, terminal } = page
  const { title, reach, known } = personLines(customer, page)
  const today = `${style.dim(`${words.t('customer.card.today')}:`)} ${standing.text}`
  const points = bonus ? [`${style.dim(`${words.t('bonus.card')}:`)} ${accountText(bonus, words)}`] : []
  return [
    wrap(title, terminal.columns, '  '),
    ...[...reach, ...known, ...points, today].map((text) => `  ${wrap(text, terminal.columns, '  ')}`),
  ]
}

/** A headed table, where there is anything to show. */
function part<Row>(
  head: string,
  rows: readonly Row[],
  tableOf: (shown: readonly Row[]) => Table,
  page: Page,
): string[][] {
  return rows.length === 0 ? [] : [[headed(head, '', page), ...listed(rows, tableOf, page)]]
}

/** `Stage: regular`; a head alone where a list follows. */
function headed(head: string, text: string, { style, terminal }: Page): string {
  return wrap(text === '' ? style.bold(head) : `${style.bold(head)}: ${text}`, terminal.columns, '  ')
}

function stageText({ stage, risk }: CustomerDocument, { words, style }: Page): string {
  const beside = risk === 'none' ? '' : `, ${style.yellow(words.t(`customer.risk.${risk}`))}`
  return `${stageWord(stage, words)}${beside}`
}

function purchasesText({ purchases, lastPurchase, spentMinor }: CustomerDocument, { words }: Page): string {
  const { t } = words
  if (lastPurchase === null) return t('customer.card.noPurchase')
  const day = words.ago(parseDay(lastPurchase) ?? words.today)
  return t('customer.card.purchaseDays', { count: purchases, money: words.money(spentMinor), day })
}

/** The latest of them as a table, and how many there are before those. */
function listed<Row>(
  rows: readonly Row[],
  tableOf: (shown: readonly Row[]) => Table,
  { words, terminal }: Page,
): string[] {
  if (rows.length === 0) return []
  const rest = rows.length - SHOWN
  const more = rest > 0 ? [words.t('customer.card.more', { count: rest })] : []
  return [renderTable(tableOf(rows.slice(0, SHOWN)), terminal), ...more]
}
