// The whole card of a customer: who it is, today, the step and why, satisfaction, purchases, talks, plans.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { Risk, Stage } from '../../domain/loyalty.ts'
import type { CardStanding } from '../standing.ts'
import { renderTable, type Table } from '../table.ts'
import { wrap } from '../terminal.ts'
import { criteriaLines, type ShownCriterion, stageWord } from './criteria.ts'
import { type CustomerPerson, personLines } from './customer.ts'
import { contactTable, type ShownContact, saleTable, touchTable } from './customer-tables.ts'
import type { PlannedTouch } from './planned.ts'
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
  touches: PlannedTouch[]
  standing: CardStanding
}

/** Sales and talks on the card; the rest is only counted. */
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
    ...(contacts.length > 0
      ? [
          [
            headed(t('customer.card.contacts'), '', page),
            ...listed(contacts, (shown) => contactTable(shown, page), page),
          ],
        ]
      : []),
    ...(touches.length > 0
      ? [[headed(t('customer.card.touches'), '', page), renderTable(touchTable(touches, page), terminal)]]
      : []),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** Who it is, how to reach them, what else is known, and whether to call today. */
function whoLines({ customer, standing }: CustomerDocument, page: Page): string[] {
  const { words, style, terminal } = page
  const { title, reach, known } = personLines(customer, page)
  const today = `${style.dim(`${words.t('customer.card.today')}:`)} ${standing.text}`
  return [
    wrap(title, terminal.columns, '  '),
    ...[...reach, ...known, today].map((text) => `  ${wrap(text, terminal.columns, '  ')}`),
  ]
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
  return t('customer.card.purchaseDays', { days: purchases, money: words.money(spentMinor), day })
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
