// The day's list in words for paper.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { CallCard, CallSheet } from '../../exchange/call-sheet.ts'
import type { Card } from './card.ts'
import { besideCalls, type DueDocument } from './due.ts'
import { promiseText } from './promise.ts'

export function callSheetOf(document: DueDocument, page: Page): CallSheet {
  const { words } = page
  const { t } = words
  const { calls, messages, minutesPerCall } = document
  const minutes = t('due.minutes', { count: Math.round(calls.length * minutesPerCall) })
  const { silent, unheard } = besideCalls(document)
  const lists = [
    {
      title: t('due.cases'),
      lines: unheard.map(({ customer, reason }) => `${customer.name}: ${reason.text}`),
    },
    {
      title: t('due.promises'),
      lines: silent.map((promise) => `${promise.customer.name}: ${promiseText(promise, words)}`),
    },
    {
      title: t('due.messages'),
      lines: messages.map(({ customer, text }) =>
        text === null ? customer.name : `${customer.name}: ${text}`,
      ),
    },
  ]
  return {
    lang: words.lang,
    title: t('due.title', { day: words.day(words.today) }),
    subtitle:
      calls.length === 0 ? t('due.noCalls') : `${t('due.calls', { count: calls.length })}, ${minutes}`,
    calls: calls.map((card) => cardOf(card, page)),
    outcomes: (['talked', 'no-answer', 'call-later', 'wrong-number', 'refused'] as const).map((outcome) =>
      t(`touch.outcome.${outcome}`),
    ),
    lists: lists.filter(({ lines }) => lines.length > 0),
    footer: t('due.sheet.footer'),
  }
}

function cardOf(
  { rank, customer, channel, reason, saleDate, items, ask, avoid, hints, lastContact }: Card,
  { words }: Page,
): CallCard {
  const { t } = words
  const bought = saleDate === null ? null : parseDay(saleDate)
  const facts = [
    ...(bought === null
      ? []
      : [{ name: t('due.bought'), text: `${items.join(', ') || t('due.cameBack')}, ${words.day(bought)}` }]),
    ...(lastContact === null
      ? []
      : [
          {
            name: t('due.last'),
            text: [
              words.day(words.zone.day(Date.parse(lastContact.at))),
              t(`touch.outcome.${lastContact.outcome}`),
              ...(lastContact.note === null ? [] : [lastContact.note]),
            ].join(', '),
          },
        ]),
  ]
  const reach =
    channel === 'phone' && customer.phone
      ? words.phone(customer.phone)
      : (customer.address ?? t('due.unreachable'))
  return {
    ...{ number: rank, name: `${customer.name} #${customer.id}`, phone: reach, reason: reason.text },
    ...{ facts, ask, hints },
    avoid: avoid.length === 0 ? '' : `${t('due.avoid')}: ${avoid.join('; ')}`,
  }
}
