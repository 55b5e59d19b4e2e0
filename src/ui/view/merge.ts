// Two cards made one: what becomes of both, before and after; and the pairs that may be one customer.
import type { Page } from '../../context.ts'
import type { DuplicateReason } from '../../domain/duplicates.ts'
import type { Conflict, MergeField } from '../../domain/merge.ts'
import type { History } from '../../store/merge.ts'
import { safe, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'
import type { Person } from './person.ts'

export interface MergeDocument {
  /** The card that stays. */
  customer: Person
  /** The card that goes. */
  other: Person
  /** False while it is only shown what would be. */
  merged: boolean
  /** Where the cards differ, and which of them is believed. */
  conflicts: Conflict[]
  /** What only the other card tells. */
  filled: MergeField[]
  /** What is added to the note; null for nothing. */
  also: string | null
  /** How much hangs on the card that goes. */
  moved: History
  /** Since when calls are refused on either card, and whether offers are. */
  refused: { calls: string | null; offers: boolean }
  /** The points of both; null where neither card has any. */
  bonus: { balance: number; withheld: number } | null
}

export interface DuplicatesDocument {
  duplicates: {
    /** The card to stay: the one with more sales, else the older. */
    customer: Person & { sales: number }
    other: Person & { sales: number }
    reasons: DuplicateReason[]
    /** False where only a number or an address is shared under two names, as in a family. */
    namesAgree: boolean
  }[]
  /** How many pairs there are in all. */
  total: number
}

/** @param hint whether to say how the other values can be taken */
export function viewMerge(document: MergeDocument, page: Page, hint = false): string {
  const { words, style, terminal } = page
  const { t } = words
  const { customer, other, conflicts, filled, also, refused, bonus } = document
  const titles = [customer, other].map(({ name, id }) => `${style.bold(safe(name))}  #${id}`)
  const head = document.merged
    ? [`${style.green(t('merge.done'))} ${titles[0]}`, t('merge.gone', { id: other.id })]
    : [t('merge.stays', { who: titles[0], ready: true }), t('merge.goes', { who: titles[1], ready: true })]
  const labelled = (label: string, text: string) => `${style.dim(`${label}:`)} ${safe(text)}`
  const moved = movedText(document.moved, words)
  const given = conflicts.filter(({ taken }) => taken === 'keep').map(({ field }) => flagName(field))
  const details = [
    ...(moved === '' ? [] : [labelled(t('merge.moved'), moved)]),
    ...conflicts.map((conflict) =>
      labelled(t(`merge.field.${conflict.field}`), conflictText(conflict, words)),
    ),
    ...(filled.length === 0
      ? []
      : [
          labelled(
            t('merge.filled'),
            words.list(filled.map((field) => t(`merge.field.${field}`).toLowerCase())),
          ),
        ]),
    ...(also === null ? [] : [labelled(t('merge.note'), also)]),
    ...(bonus === null ? [] : [labelled(t('merge.points'), pointsTogether(bonus, words))]),
    ...(refused.calls === null
      ? []
      : [style.red(t('merge.refused', { day: words.day(words.zone.day(Date.parse(refused.calls))) }))]),
    ...(refused.offers ? [style.red(t('merge.noOffers'))] : []),
    ...(hint && given.length > 0 ? [style.dim(t('merge.takeOther', { fields: given.join(',') }))] : []),
  ]
  return [
    ...head.map((line) => wrap(line, terminal.columns)),
    ...details.map((line) => `  ${wrap(line, terminal.columns, '  ')}`),
  ].join('\n')
}

/** `externalId` → `external-id`. */
function flagName(field: MergeField): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** A value of a field as people write it. */
export function fieldText(field: MergeField, value: string, words: Words): string {
  if (field === 'phone') return words.phone(value)
  return field === 'birthday' ? words.birthday(value) : value
}

function conflictText({ field, keep, other, taken }: Conflict, words: Words): string {
  const [value, gone] = (taken === 'keep' ? [keep, other] : [other, keep]).map((one) =>
    fieldText(field, one, words),
  )
  return words.t('merge.conflict', { value, gone })
}

/** `50, to be withheld from the next earned: 100`. */
function pointsTogether({ balance, withheld }: NonNullable<MergeDocument['bonus']>, words: Words): string {
  const points = words.number(balance)
  return withheld === 0 ? points : words.t('merge.withheld', { points, withheld: words.number(withheld) })
}

/** `sales – 2, talks – 3`. */
function movedText(moved: History, { t }: Words): string {
  return (Object.keys(moved) as (keyof History)[])
    .filter((what) => moved[what] > 0)
    .map((what) => t('merge.count', { what: t(`merge.what.${what}`), number: moved[what] }))
    .join(', ')
}

export function viewDuplicates({ duplicates, total }: DuplicatesDocument, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  if (total === 0) return wrap(t('duplicates.none'), terminal.columns)
  const card = ({ id, name, phone, sales }: Person & { sales: number }) => {
    const reach = phone === null ? t('customer.noPhone') : words.phone(phone)
    return `${style.bold(safe(name))}  #${id}  ${reach}  ${t('duplicates.sales', { count: sales })}`
  }
  const pairs = duplicates.map(({ customer, other, reasons, namesAgree }) => {
    const why = words.list(reasons.map((reason) => t(`duplicates.reason.${reason}`)))
    return [
      ...[card(customer), card(other)].map((line) => wrap(line, terminal.columns, '  ')),
      `  ${wrap(namesAgree ? why : t('duplicates.family', { why }), terminal.columns, '  ')}`,
      `  ${t('duplicates.merge', { id: customer.id, other: other.id })}`,
    ].join('\n')
  })
  const rest = total - duplicates.length
  return [...pairs, ...(rest === 0 ? [] : [style.dim(t('common.more', { count: rest }))])].join('\n\n')
}
