// A message: its text and its links, each whole on its own line, since they are there to be copied.
import type { Context, Page } from '../../context.ts'
import { PLACES, type SentKind } from '../../domain/message.ts'
import type { Link, LinkChannel } from '../link.ts'
import { safe, wrap } from '../terminal.ts'
import type { Person } from './person.ts'

export interface MessageDocument {
  customer: Person
  /** A ready text by what it is for, or her own words. */
  kind: SentKind
  /** Whether it offers something, and so counts as a contact. */
  offer: boolean
  saleId: number | null
  /** The case that it answers. */
  caseId: number | null
  text: string
  /** What an e-mail is about. */
  subject: string
  links: Link[]
  /** Whether the text is on the clipboard; null where nobody asked for that. */
  copied: boolean | null
  /** What was logged, once it was sent. */
  contact: { id: number; at: string; channel: string } | null
}

export interface TemplatesDocument {
  file: string
  created: boolean
  texts: { lang: string; kind: string }[]
}

/** What is called the same in every language. */
const NAMES: Partial<Record<LinkChannel, string>> = { whatsapp: 'WhatsApp', telegram: 'Telegram', sms: 'SMS' }

export function viewMessage(
  { customer, kind, text, links, copied, contact }: MessageDocument,
  page: Page,
): string {
  const { words, style, terminal } = page
  const { t } = words
  const head = `${style.bold(safe(customer.name))}  #${customer.id} · ${t(`message.kind.${kind}`)}`
  const named = (channel: LinkChannel) => NAMES[channel] ?? t('customer.card.email')
  const lines = (shown: string) => shown.split('\n').map(safe).join('\n')
  const link = (one: Link) => {
    const url = `${named(one.channel)}: ${style.cyan(one.url)}`
    return one.text === text ? url : `\n${lines(one.text)}\n\n${url}`
  }
  const notes = [
    ...(copied === null ? [] : [t(copied ? 'message.copied' : 'message.notCopied')]),
    ...(contact === null ? [] : [style.green(t('message.logged'))]),
  ]
  const flag = kind === 'own' ? '--text "…"' : `--kind ${kind}`
  const asked = contact === null && !terminal.interactive
  return [
    wrap(head, terminal.columns, '  '),
    lines(text),
    links.length > 0 ? links.map(link).join('\n') : wrap(t('message.noLinks'), terminal.columns),
    ...(notes.length > 0 ? [notes.map((note) => wrap(note, terminal.columns)).join('\n')] : []),
    ...(asked ? [style.dim(t('message.sentStep', { id: customer.id, kind: flag }))] : []),
  ].join('\n\n')
}

export function viewTemplates(
  { file, created, texts }: TemplatesDocument,
  { t, terminal }: Pick<Context, 't' | 'terminal'>,
): string {
  const places = PLACES.map((place) => `{{${place}}}`).join(', ')
  const head = created
    ? t('message.templates.created')
    : t('message.templates.checked', { count: texts.length })
  // The path is whole on a line of its own: it is there to be copied.
  const lines = [wrap(head, terminal.columns), safe(file)]
  if (created) lines.push(wrap(t('message.templates.how', { places }), terminal.columns))
  return lines.join('\n')
}
