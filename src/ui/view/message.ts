// A message: its text and its links, each whole on its own line, since they are there to be copied.
import type { Context, Page } from '../../context.ts'
import { PLACES, type SentKind } from '../../domain/message.ts'
import type { Link, LinkChannel } from '../link.ts'
import { safe, wrap } from '../terminal.ts'
import type { Person } from './person.ts'

/** What a ready text would speak of, and is not there. */
export type Misfit = 'noCase' | 'noPurchase' | 'delivered' | 'notSilent'

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
  /** Why a text chosen by hand does not fit; null where it does. */
  misfit: Misfit | null
  /** Whether the text is on the clipboard; null where nobody asked for that. */
  copied: boolean | null
  /** What was logged, once it was sent. */
  contact: { id: number; at: string; channel: string } | null
}

export interface TemplatesDocument {
  file: string
  created: boolean
  texts: { lang: string; kind: string }[]
  /** Those that cannot be used while the shop has no name. */
  nameless: { lang: string; kind: string }[]
}

/** What is called the same in every language. */
const NAMES: Partial<Record<LinkChannel, string>> = { whatsapp: 'WhatsApp', telegram: 'Telegram', sms: 'SMS' }

export function viewMessage(document: MessageDocument, page: Page): string {
  const { customer, kind, text, links, misfit, copied, contact } = document
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
    ...(misfit === null || terminal.interactive
      ? []
      : [style.yellow(t(`message.misfit.${misfit}`, { name: customer.name }))]),
    ...(copied === null ? [] : [t(copied ? 'message.copied' : 'message.notCopied')]),
    ...(contact === null ? [] : [style.green(t('message.logged'))]),
  ]
  const flag = kind === 'own' ? '--text "…"' : `--kind ${kind}`
  const asked = contact === null && !terminal.interactive
  const [first, ...others] = links
  const noted = notes.map((note) => wrap(note, terminal.columns)).join('\n')
  if (terminal.interactive && first) {
    // A link takes half a screen: one is enough there, and the text stands last, above the question.
    const step = { id: customer.id, kind: flag, ways: others.map((one) => one.channel).join(', ') }
    return [
      wrap(head, terminal.columns, '  '),
      `${named(first.channel)}: ${style.cyan(first.url)}`,
      ...(others.length > 0 ? [style.dim(t('message.otherWays', step))] : []),
      lines(text),
      ...(noted === '' ? [] : [noted]),
    ].join('\n\n')
  }
  return [
    wrap(head, terminal.columns, '  '),
    lines(text),
    links.length > 0 ? links.map(link).join('\n') : wrap(t('message.noLinks'), terminal.columns),
    ...(noted === '' ? [] : [noted]),
    ...(asked ? [style.dim(t('message.sentStep', { id: customer.id, kind: flag }))] : []),
  ].join('\n\n')
}

export function viewTemplates(
  { file, created, texts, nameless }: TemplatesDocument,
  { t, terminal }: Pick<Context, 't' | 'terminal'>,
): string {
  const places = PLACES.map((place) => `{{${place}}}`).join(', ')
  const head = created
    ? t('message.templates.created')
    : texts.length === 0
      ? t('message.templates.none')
      : t('message.templates.checked', { count: texts.length })
  // The path is whole on a line of its own: it is there to be copied.
  const lines = [wrap(head, terminal.columns), safe(file)]
  if (created) lines.push(wrap(t('message.templates.how', { places }), terminal.columns))
  if (nameless.length > 0) {
    const kinds = [...new Set(nameless.map(({ kind }) => kind))].join(', ')
    lines.push(wrap(t('message.templates.nameless', { kinds, place: '{{shop}}' }), terminal.columns))
    lines.push(t('message.templates.nameShop'))
  }
  return lines.join('\n')
}

/** The same once they were edited. @param before the file in which those before are kept */
export function viewEditedTexts(
  document: TemplatesDocument & { before: string | null },
  context: Pick<Context, 't' | 'terminal'>,
): string {
  const lines = [context.t('message.templates.stored'), viewTemplates(document, context)]
  if (document.before !== null) {
    lines.push(wrap(context.t('message.templates.before'), context.terminal.columns))
    // Whole on a line of its own, to be copied.
    lines.push(context.t('message.templates.goBack', { path: safe(document.before) }))
  }
  return lines.join('\n')
}
