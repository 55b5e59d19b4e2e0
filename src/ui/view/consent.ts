// What a customer agreed to and took back, and what was recorded just now.
import type { Page } from '../../context.ts'
import type { Purpose } from '../../domain/consent.ts'
import { renderTable } from '../table.ts'
import { safe, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'
import type { Person } from './person.ts'

export interface ConsentStanding {
  /** Unknown where nothing was ever said. */
  state: 'given' | 'withdrawn' | 'unknown'
  since: string | null
  source: string | null
}

export interface ConsentWord {
  purpose: Purpose
  given: boolean
  at: string
  /** Where it was said; of a refusal in a talk its note, which may be missing. */
  source: string | null
  /** The talk in which it was refused; null for a word recorded by itself. */
  contactId: number | null
}

export interface ConsentDocument {
  customer: Person
  service: ConsentStanding
  marketing: ConsentStanding
  /** In time order. */
  history: ConsentWord[]
  /** What was recorded just now, and whether it lifted a refusal; null where it was only asked for. */
  recorded: (ConsentWord & { lifted: boolean }) | null
}

export function viewConsent(document: ConsentDocument, page: Page): string {
  const { words, style, terminal } = page
  const { customer, service, marketing, history, recorded } = document
  const head = `${style.bold(safe(words.person(customer.name, true)))}  #${customer.id}`
  const lines = [
    wrap(recorded ? `${style.green(words.t('consent.recorded'))} ${head}` : head, terminal.columns, '  '),
    ...[standingText('service', service, page), standingText('marketing', marketing, page)],
    ...(recorded ? afterText(recorded, service, page) : []),
  ].map((line, i) => (i === 0 ? line : `  ${wrap(line, terminal.columns, '  ')}`))
  if (recorded || history.length === 0) return lines.join('\n')
  return `${lines.join('\n')}\n\n${historyTable(history, page)}`
}

function standingText(purpose: Purpose, { state, since }: ConsentStanding, { words, style }: Page): string {
  const { t } = words
  const said =
    since === null ? t('consent.state.unknown') : t(`consent.state.${state}`, { day: dayOf(since, words) })
  return `${style.dim(`${t(`consent.purpose.${purpose}`)}:`)} ${state === 'withdrawn' ? style.red(said) : said}`
}

/** What follows from what was recorded. */
function afterText(
  { purpose, given, lifted }: NonNullable<ConsentDocument['recorded']>,
  service: ConsentStanding,
  { words, style }: Page,
): string[] {
  const { t } = words
  if (purpose === 'marketing') return given ? [] : [t('consent.noOffers')]
  if (!given) return [t('consent.noCalls')]
  if (lifted) return [t('consent.lifted')]
  return service.state === 'withdrawn' && service.since !== null
    ? [style.yellow(t('consent.stillRefused', { day: dayOf(service.since, words) }))]
    : []
}

function historyTable(history: readonly ConsentWord[], { words, terminal }: Page): string {
  const { t } = words
  return renderTable(
    {
      columns: [
        { head: t('consent.head.day'), whole: true },
        { head: t('consent.head.purpose') },
        { head: t('consent.head.word') },
        { head: t('consent.head.source') },
      ],
      title: 2,
      rows: history.map(({ at, purpose, given, source, contactId }) => [
        words.date(words.zone.day(Date.parse(at))),
        t(`consent.purpose.${purpose}`),
        given ? t('consent.word.given') : t('consent.word.withdrawn'),
        [...(contactId === null ? [] : [t('consent.inTalk')]), ...(source === null ? [] : [source])].join(
          ', ',
        ),
      ]),
    },
    terminal,
  )
}

function dayOf(at: string, words: Words): string {
  return words.day(words.zone.day(Date.parse(at)))
}
