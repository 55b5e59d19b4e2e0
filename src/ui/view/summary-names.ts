// The people of the summary: whom to call back, whom to thank, whom to ask for a name.
import type { Page } from '../../context.ts'
import { clip, safe, wrap } from '../terminal.ts'
import type { Answered, Names, SummaryScreen } from './summary-document.ts'
import { flow, type Sheet } from './summary-sheet.ts'

export const LISTS = ['callBack', 'thank', 'askForName'] as const satisfies (keyof Names)[]

/** Names on the first screen before the rest is only counted. */
export const SHOWN = 5
/** Columns of a name beyond which it is cut. */
const NAME = 24

/** The first of a list, on as many lines as there are for it; none where the list is empty. */
export function nameLines(
  list: keyof Names,
  { names: { [list]: people }, unnamed }: Pick<SummaryScreen, 'names' | 'unnamed'>,
  sheet: Sheet,
): string[] {
  if (people.length === 0) return []
  const { words, terminal, room, look } = sheet
  const pieces = people.slice(0, SHOWN).map((person) => {
    const name = clip(safe(person.name), NAME, terminal)
    return `${name} #${person.id} (${answerText(person, sheet)})`
  })
  const laid = (shown: number) => {
    const rest = people.length + (unnamed?.[list] ?? 0) - shown
    return flow(
      [...pieces.slice(0, shown), ...(rest > 0 ? [words.t('summary.more', { count: rest })] : [])],
      room,
    )
  }
  let shown = pieces.length
  while (shown > 1 && laid(shown).length > look.names) shown -= 1
  return laid(shown)
}

/** Everybody with phone, answer and words, a list under each head that has anybody. */
export function nameLists(names: Names, page: Page): string[] {
  const { words, style, terminal } = page
  return LISTS.filter((list) => names[list].length > 0).map((list) => {
    const head = style.bold(wrap(words.t(`summary.list.${list}`), terminal.columns))
    return [head, ...names[list].map((person) => personLines(person, page))].join('\n')
  })
}

function personLines(person: Answered, page: Page): string {
  const { words, style, terminal } = page
  const { t } = words
  const { id, name, phone, at, reason } = person
  const answer = [...scores(person), ...brought(person, page)].join(', ')
  const pieces = [
    `${safe(name)} #${id}`,
    phone === null ? t('customer.noPhone') : style.cyan(words.phone(phone)),
    ...(answer === '' ? [] : [answer]),
    ...(at === null ? [] : [style.dim(words.date(words.zone.day(Date.parse(at))))]),
  ]
  const indent = '  '
  const lines = [
    ...flow(pieces, terminal.columns - indent.length, ' ·'),
    ...(reason === null ? [] : [t('common.quoted', { text: reason })]),
  ]
  return lines.map((text) => wrap(text, terminal.columns, indent)).join(`\n${indent}`)
}

/** What she answered; of who answered nothing, how many friends she brought. */
function answerText(person: Answered, page: Page): string {
  const given = scores(person)
  return (given.length > 0 ? given : brought(person, page)).join(', ')
}

function scores({ nps, csat }: Answered): string[] {
  return [...(nps === null ? [] : [`${nps}/10`]), ...(csat === null ? [] : [`${csat}/5`])]
}

function brought({ referred }: Answered, { words }: Page): string[] {
  return referred === 0 ? [] : [words.t('summary.brought', { count: referred })]
}
