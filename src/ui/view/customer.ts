// Customers in a list, and what to say when one was added or changed.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import type { Risk, Stage } from '../../domain/loyalty.ts'
import { renderTable } from '../table.ts'
import { safe, wrap } from '../terminal.ts'

export interface CustomerRow {
  id: number
  externalId: string | null
  name: string
  phone: string | null
  stage: Stage
  risk: Risk
  /** Days on which something was bought and kept. */
  purchases: number
  lastPurchase: string | null
  refused: boolean
  wrongPhone: boolean
}

export interface CustomersDocument {
  customers: CustomerRow[]
  /** How many there are in all. */
  total: number
}

export interface CustomerPerson {
  id: number
  externalId: string | null
  name: string
  phone: string | null
  email: string | null
  chat: string | null
  /** `MM-DD`. */
  birthday: string | null
  note: string | null
  /** What must never be offered. */
  avoid: string[]
  referredBy: { id: number; name: string } | null
  createdAt: string
  wrongPhone: boolean
  refusedAt: string | null
  /** When everything that told who this is was erased. */
  forgottenAt: string | null
}

export interface KeptDocument {
  customer: CustomerPerson & { created: boolean }
  warnings: { code: string; text: string }[]
}

/** @param nobody what to say of an empty list */
export function viewCustomers({ customers, total }: CustomersDocument, nobody: string, page: Page): string {
  const { words, terminal, style } = page
  const { t } = words
  if (customers.length === 0) return wrap(nobody, terminal.columns)
  const table = renderTable(
    {
      columns: [
        { head: t('customer.head.id'), align: 'right' },
        { head: t('customer.head.name') },
        { head: t('customer.head.phone'), whole: true },
        { head: t('customer.head.stage') },
        { head: t('customer.head.purchases'), align: 'right' },
        { head: t('customer.head.last'), whole: true },
      ],
      title: 2,
      rows: customers.map((row) => [
        `#${row.id}`,
        row.name,
        row.phone === null ? t('customer.noPhone') : words.phone(row.phone),
        stageText(row, page),
        String(row.purchases),
        row.lastPurchase === null ? t('common.none') : words.date(dayIn(row.lastPurchase)),
      ]),
    },
    terminal,
  )
  const rest = total - customers.length
  return rest === 0 ? table : `${table}\n\n${style.dim(t('common.more', { count: rest }))}`
}

/** The stage, and beside it whatever she should know before dialling. */
function stageText(
  { stage, risk, refused, wrongPhone }: Pick<CustomerRow, 'stage' | 'risk' | 'refused' | 'wrongPhone'>,
  { words }: Page,
): string {
  const { t } = words
  return [
    t(`customer.stage.${stage}`),
    ...(risk === 'none' ? [] : [t(`customer.risk.${risk}`)]),
    ...(refused ? [t('customer.refused')] : []),
    ...(wrongPhone ? [t('customer.wrongNumber')] : []),
  ].join(', ')
}

export function viewKept(
  { customer, warnings }: KeptDocument,
  what: 'added' | 'saved' | 'known',
  page: Page,
): string {
  const { words, style, terminal } = page
  const head = words.t(`customer.${what}`)
  const { title, reach, known } = personLines(customer, page)
  return [
    wrap(`${what === 'known' ? head : style.green(head)} ${title}`, terminal.columns, '  '),
    ...[...reach, ...known].map((line) => `  ${wrap(line, terminal.columns, '  ')}`),
    ...warnings.map((warning) => style.yellow(wrap(warning.text, terminal.columns))),
  ].join('\n')
}

/** Who it is, how to reach them or why not to, and a line for each other thing known. */
export function personLines(
  customer: CustomerPerson,
  { words, style }: Page,
): { title: string; reach: string[]; known: string[] } {
  const { t } = words
  const { phone, referredBy } = customer
  const number = phone === null ? t('customer.noPhone') : style.cyan(words.phone(phone))
  const wrong = customer.wrongPhone ? ` – ${style.red(t('customer.wrongNumber'))}` : ''
  const line = (head: string, value: string | null) =>
    value ? [`${style.dim(`${head}:`)} ${safe(value)}`] : []
  const refused = customer.refusedAt === null ? null : words.zone.day(Date.parse(customer.refusedAt))
  const forgotten = customer.forgottenAt === null ? null : words.zone.day(Date.parse(customer.forgottenAt))
  if (forgotten !== null) {
    return {
      title: style.bold(safe(words.person(customer.name))),
      reach: [style.red(t('forget.forgotten', { day: words.day(forgotten) }))],
      known: [],
    }
  }
  return {
    title: `${style.bold(safe(customer.name))}  #${customer.id}`,
    reach: [
      `${number}${wrong}`,
      ...(refused === null ? [] : [style.red(t('customer.card.refusedSince', { day: words.day(refused) }))]),
    ],
    known: [
      ...line(t('customer.card.email'), customer.email),
      ...line(t('customer.card.chat'), customer.chat),
      ...line(t('customer.card.birthday'), customer.birthday && words.birthday(customer.birthday)),
      ...line(t('customer.card.externalId'), customer.externalId),
      ...line(
        t('customer.card.referredBy'),
        referredBy && `${words.person(referredBy.name, true)} #${referredBy.id}`,
      ),
      ...line(t('customer.card.note'), customer.note),
      ...line(t('customer.card.avoid'), customer.avoid.join(', ')),
    ],
  }
}
