// Forgetting a customer, before and after; and where the report of all that is held was written.
import type { Page } from '../../context.ts'
import { safe, wrap } from '../terminal.ts'
import type { Person } from './person.ts'

/** What forgetting leaves, and what nobody is reminded of afterwards. */
export interface Forgetting {
  customer: Person
  /** Sales that stay in the sums. */
  sales: number
  open: { cases: number; promises: number; owedMinor: number }
  currency: string
}

export interface ForgetDocument extends Forgetting {
  forgottenAt: string
  /** It had been done before; the file was only written anew. */
  already: boolean
  /** Names of the backups: those she was erased from, those nobody can open, and those that could not be treated. */
  copies: { rewritten: string[]; encrypted: string[]; failed: string[] }
  /** Where a product's or somebody else's words may still tell of them. */
  mentions: Mention[]
}

export interface Mention {
  kind: 'product' | 'customer' | 'sale' | 'contact' | 'case' | 'promise' | 'bonus'
  /** Of the product, the customer, the sale, and so on. */
  id: number
  /** Whose words they are about; null for a product. */
  customerId: number | null
  /** Of the product, or of that customer. */
  name: string
}

/** Mentions on a screen; a document has them all. */
const SHOWN = 10

export function viewForget(document: Forgetting, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { customer } = document
  return [
    `${style.bold(safe(customer.name))}  #${customer.id}`,
    t('forget.erases'),
    ...staysText(document, page),
    ...openText(document, page),
    style.yellow(t('forget.forGood')),
  ]
    .map((line) => wrap(line, terminal.columns))
    .join('\n')
}

export function viewForgotten(document: ForgetDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t, zone } = words
  const { customer, forgottenAt } = document
  const { id } = customer
  const day = words.day(zone.day(Date.parse(forgottenAt)))
  const lines = document.already
    ? [t('forget.already', { id, day }), ...copiesText(document, page)]
    : [
        style.green(t('forget.done', { id })),
        ...staysText(document, page),
        ...openText(document, page),
        ...copiesText(document, page),
        ...mentionsText(document.mentions, page),
        t('forget.elsewhere'),
      ]
  return lines.map((line) => wrap(line, terminal.columns)).join('\n')
}

/** A line each: nobody but the seller can tell whether these words are about whoever was forgotten. */
function mentionsText(mentions: readonly Mention[], { words: { t } }: Page): string[] {
  if (mentions.length === 0) return []
  const rest = mentions.length - SHOWN
  return [
    t('forget.mentioned'),
    ...mentions
      .slice(0, SHOWN)
      .map(({ kind, ...about }) => `– ${t(`forget.mention.${kind}`, { ...about, name: safe(about.name) })}`),
    ...(rest > 0 ? [t('common.more', { count: rest })] : []),
  ]
}

function staysText({ sales }: Forgetting, { words }: Page): string[] {
  return sales === 0 ? [] : [words.t('forget.stays', { count: sales })]
}

/** The backups she was erased from, and those that still hold her; those that failed are told as an error. */
function copiesText({ copies: { rewritten, encrypted } }: ForgetDocument, { words, style }: Page): string[] {
  const { t } = words
  return [
    ...(rewritten.length === 0 ? [] : [t('forget.copies', { count: rewritten.length })]),
    ...(encrypted.length === 0 ? [] : [style.yellow(t('forget.encrypted', { list: words.list(encrypted) }))]),
  ]
}

/** What is open, and drops out of the lists. */
function openText({ open }: Forgetting, { words }: Page): string[] {
  const { t } = words
  const { cases, promises, owedMinor } = open
  const parts = [
    ...(cases === 0 ? [] : [t('forget.open.cases', { number: cases })]),
    ...(promises === 0 ? [] : [t('forget.open.promises', { number: promises })]),
    ...(owedMinor === 0 ? [] : [t('forget.open.owed', { money: words.money(owedMinor) })]),
  ]
  return parts.length === 0 ? [] : [t('forget.stillOpen', { list: parts.join(', ') })]
}

export function viewExported({ customer, file }: { customer: Person; file: string }, page: Page): string {
  const { words, terminal } = page
  return wrap(words.t('forget.exported', { name: customer.name, path: file }), terminal.columns)
}
