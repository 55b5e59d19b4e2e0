// The card of one call: who, why, what was bought, what to ask, what never to do, what was said last.
import type { Page } from '../../context.ts'
import type { Offer } from '../../domain/cross-sell.ts'
import { parseDay } from '../../domain/day.ts'
import type { Outcome } from '../../domain/facts.ts'
import { cut } from '../../domain/message.ts'
import type { Worth } from '../../domain/rank.ts'
import type { TouchKind } from '../../domain/touch.ts'
import type { Reason } from '../reason.ts'
import { safe, textWidth, wrap } from '../terminal.ts'

/** What to offer, and the words for it. */
export type CardOffer = Offer & { text: string }

/** One row of `calls` and `noPhone`, in the shape of the contract. */
export interface Card {
  rank: number
  tier: number
  kind: TouchKind
  /** Null when there is no way to reach her. */
  channel: 'phone' | 'email' | 'chat' | null
  customer: {
    id: number
    externalId: string | null
    name: string
    phone: string | null
    address: string | null
  }
  opens: string
  /** A day, or for a first call and a callback an instant. */
  due: string
  closes: string | null
  overdue: boolean
  hoursLeft: number | null
  reason: Reason
  saleId: number | null
  /** The case it is about. */
  caseId: number | null
  promiseId: number | null
  saleDate: string | null
  items: string[]
  ask: string[]
  /** The most fitting first; empty for a call that sells nothing, or to somebody who is to be spared. */
  offer: CardOffer[]
  avoid: string[]
  hints: string[]
  attempts: number
  missed: number
  carries: TouchKind[]
  value: number
  why: Why | null
  lastContact: { at: string; outcome: Outcome; note: string | null } | null
}

/** Of a long note from the last talk so many characters: the customer's card has it whole. */
const SHOWN_NOTE = 160

/** How a place on the list came about. */
export interface Why extends Worth {
  /** For a reorder of a product: when it runs out by reckoning, and how good the shop's past reckonings were. */
  forecast: { runsOut: string; errorDays: number | null; forecasts: number } | null
}

/** A talk has room for so many; a document names all. */
const SHOWN_OFFERS = 3

/** One call: who, why, what was bought, what to ask, what never to do, what was said last. */
export function viewCard(card: Card, { words, style, terminal }: Page): string {
  const { t, zone } = words
  const { customer } = card
  const reach =
    card.channel === 'phone' && customer.phone
      ? style.cyan(words.phone(customer.phone))
      : card.channel
        ? `${t(`touch.channel.${card.channel}`)}: ${safe(customer.address ?? '')}`
        : t('due.unreachable')
  // A card by itself has rank 0 and no number.
  const number = card.rank > 0 ? `${card.rank}.` : ''
  const indent = card.rank > 0 ? ' '.repeat(Math.max(3, number.length + 1)) : ''
  const name = `${number.padEnd(indent.length)}${style.bold(safe(customer.name))}  ${style.dim(`#${customer.id}`)}`
  // A phone is dialled from one line: it is never broken in two.
  const fits = textWidth(`${name}  ${reach}`) <= terminal.columns
  const lines = fits ? [`${name}  ${reach}`] : [wrap(name, terminal.columns, indent), `${indent}${reach}`]
  const line = (text: string) => lines.push(`${indent}${wrap(text, terminal.columns, indent)}`)
  const list = (head: string, items: readonly string[]) => {
    if (items.length === 0) return
    line(style.dim(`${head}:`))
    for (const item of items) lines.push(`${indent}– ${wrap(safe(item), terminal.columns, `${indent}  `)}`)
  }
  line(card.tier <= 2 ? style.yellow(card.reason.text) : card.reason.text)
  const saleDay = card.saleDate === null ? null : parseDay(card.saleDate)
  if (saleDay !== null) {
    line(
      `${style.dim(`${t('due.bought')}:`)} ${safe(card.items.join(', ')) || t('due.cameBack')} · ${words.ago(saleDay)}`,
    )
  }
  list(t('due.ask'), card.ask)
  list(
    t('due.offer'),
    card.offer.slice(0, SHOWN_OFFERS).map(({ text }) => text),
  )
  if (card.avoid.length > 0)
    line(`${style.dim(`${t('due.avoid')}:`)} ${style.red(safe(card.avoid.join('; ')))}`)
  if (card.lastContact) {
    const at = Date.parse(card.lastContact.at)
    // What a case tells of the talk already is not told twice.
    const said = card.lastContact.note
    const isTold = said !== null && card.hints.some((hint) => hint.includes(said))
    const note = said === null || isTold ? '' : `: ${t('common.quoted', { text: cut(said, SHOWN_NOTE) })}`
    line(
      `${style.dim(`${t('due.last')}:`)} ${words.ago(zone.day(at))}, ${t(`touch.outcome.${card.lastContact.outcome}`)}${note}`,
    )
  }
  for (const hint of card.hints) line(hint)
  if (card.why) line(style.dim(whyText(card, words)))
  if (card.why?.forecast) line(style.dim(forecastText(card.why.forecast, words)))
  return lines.join('\n')
}

function whyText({ tier, value, why }: Card, words: Page['words']): string {
  if (!why) return ''
  const { t } = words
  const place = { tier, meaning: t(`due.tier.${tier as 1}`) }
  if (why.paceDays === null) return t('due.whyPlace', place)
  return t('due.whyTerms', {
    ...place,
    pace: t(`due.pace.${why.paceFrom}`, { count: Math.round(why.paceDays) }),
    regularity: t(`due.regularity.${regularityOf(why.regularity)}`),
    horizon: t('due.horizon', { count: why.horizonDays }),
    active: words.percent(why.active),
    chance: words.percent(why.chance),
    basket: words.money(why.basketMinor),
    value: words.number(value, 1),
  })
}

function forecastText({ errorDays, forecasts }: NonNullable<Why['forecast']>, { t }: Page['words']): string {
  if (errorDays === null) return t('due.forecastNew')
  return t('due.forecast', { count: Math.round(errorDays), forecasts })
}

/** At 1 buying is as if by chance; at 1.5 intervals spread by two thirds of their mean, at 3 by one. */
function regularityOf(regularity: number): 'any' | 'fairly' | 'regular' {
  return regularity < 1.5 ? 'any' : regularity < 3 ? 'fairly' : 'regular'
}
