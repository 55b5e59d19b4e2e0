// aftersales message: a short text ready to be sent, and the links that open a chat with it.
import type { Context } from '../context.ts'
import { instantText, MINUTE } from '../domain/day.ts'
import {
  type Form,
  fillText,
  MESSAGE_KINDS,
  offersSomething,
  type PlaceValues,
  unknownPlace,
} from '../domain/message.ts'
import { cleanText } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'
import type { Plan } from '../domain/plan.ts'
import { AppError } from '../errors.ts'
import { type Contact, contactById, contactsOf } from '../store/contact.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { type Link, type LinkChannel, type LinkTexts, linksOf } from '../ui/link.ts'
import { type MessageDocument, type Misfit, viewMessage } from '../ui/view/message.ts'
import { keepContact } from './contact.ts'
import { emptyDraft } from './draft.ts'
import { missing } from './input.ts'
import { namedOrChosen } from './log.ts'
import { aimOf, liveKind, misfitOf, refuseAvoided, refuseRefused, refuseUnwanted } from './message-aim.ts'
import { type MessageFlags, readFlags } from './message-flags.ts'
import { ownScripts, placeValues } from './message-text.ts'

/**
 * Shows a text and where it can be sent; it is logged as a contact only when she says that she sent it.
 * @throws AppError input.*, customer.*, message.*, template.*
 */
export async function message(
  context: Context,
  reference: string | undefined,
  flags: MessageFlags,
): Promise<void> {
  const wanted = readFlags(flags)
  const { t, terminal } = context
  const store = await context.read()
  const customer = await namedOrChosen(context, store, reference, t('message.ask.customer'), 'messages')
  const plan = store.planOf(customer.id, store.now) as Plan
  refuseRefused(store, customer, plan)
  const live = wanted.own === null && wanted.kind === null ? liveKind(store, customer.id, plan) : null
  const kind = wanted.own === null ? (live ?? wanted.kind ?? (await askKind(context))) : 'own'
  refuseUnwanted(store, customer, plan, kind)
  const scripts = await ownScripts(context)
  const aim = aimOf(store, customer.id, plan, kind)
  refuseAvoided(store, customer, kind, aim)
  const misfit = live === null ? misfitOf(store, plan, kind, aim) : null
  if (misfit !== null && terminal.interactive) await confirmMisfit(context, customer, misfit)
  const values = placeValues(store, customer, aim, scripts, context.words(store))
  const textFor = (form: Form) =>
    kind === 'own' ? ownText(wanted.own ?? '', customer, values) : (scripts.message(kind, values, form) ?? '')
  const texts = { chat: textFor('chat'), sms: textFor('sms'), email: textFor('email') }
  const ready = readyToSend(store, customer, texts, scripts.subject(kind), wanted.channel)
  const { id, externalId, name, phone } = customer
  const document: MessageDocument = {
    customer: { id, externalId, name, phone },
    ...{ kind, offer: offersSomething(kind), saleId: aim.sale?.id ?? null, caseId: aim.caseId },
    ...ready,
    misfit,
    copied: flags.copy ? await isCopied(context, ready.text) : null,
    contact: null,
  }
  if (flags.sent) document.contact = await keepSent(context, document, wanted.channel)
  const view = (shown: MessageDocument) => viewMessage(shown, context.page(store))
  if (flags.sent || !terminal.interactive) return context.show(document, view)
  context.say(view(document))
  const ask = await context.ask()
  if (!(await ask.confirm(t('message.ask.sent'), false))) return
  await keepSent(context, document, wanted.channel)
  context.say(t('message.logged'))
}

/** @throws AppError cancelled */
async function confirmMisfit(context: Context, { name }: Customer, misfit: Misfit): Promise<void> {
  const { t } = context
  const ask = await context.ask()
  const why = t(`message.misfit.${misfit}`, { name })
  if (!(await ask.confirm(t('message.ask.anyway', { why }), false))) throw new AppError('cancelled')
}

async function askKind(context: Context) {
  if (!context.terminal.interactive) missing('--kind')
  const { t } = context
  const ask = await context.ask()
  const choices = MESSAGE_KINDS.map((kind) => ({ name: t(`message.kind.${kind}`), value: kind }))
  return ask.select(t('message.ask.kind'), choices)
}

/** @throws AppError message.noValue where nothing is known to stand in one of its places */
function ownText(template: string, { id, name }: Customer, values: PlaceValues): string {
  const text = fillText([template], values)
  const place = unknownPlace(template, values) ?? 'name'
  if (text === null) throw new AppError('message.noValue', { id, name, place: `{{${place}}}` })
  return text
}

/** @throws AppError message.noAddress where the channel that was asked for leads nowhere */
function readyToSend(
  { settings: { shopName, region } }: Store,
  { id, name, phone, wrongPhone, chat, email }: Customer,
  texts: LinkTexts,
  about: string,
  channel: LinkChannel | null,
): { text: string; subject: string; links: Link[] } {
  const subject = shopName === '' ? about : `${about} – ${shopName}`
  // A number may be all that is known of a messenger.
  const number = (wrongPhone ? null : phone) ?? (chat === null ? null : parsePhone(chat, region))
  const all = linksOf({ phone: number, chat, email }, texts, subject)
  const links = all.filter((link) => channel === null || link.channel === channel)
  if (channel !== null && links.length === 0) throw new AppError('message.noAddress', { id, name, channel })
  // Shown is what the first link opens with: of somebody with an address alone, the letter.
  return { text: links[0]?.text ?? texts.chat, subject, links }
}

async function isCopied({ world }: Context, text: string): Promise<boolean> {
  const { copyText } = await import('../ui/clipboard.ts')
  return (await copyText(text, world)) !== null
}

const LOGGED_AS = { whatsapp: 'chat', telegram: 'chat', sms: 'phone', email: 'email' } as const

/** Logs that a message was sent; what answers a case is a reply to it. */
async function keepSent(
  context: Context,
  { customer, kind, caseId, text, links }: MessageDocument,
  channel: LinkChannel | null,
): Promise<MessageDocument['contact']> {
  context.close()
  const store = await context.change()
  const through = channel ?? links[0]?.channel
  const logged = (id: number) => {
    const { at, channel: by } = contactById(store.db, id) as Contact
    return { id, at: store.zone.text(Date.parse(at)), channel: by }
  }
  const note = kind === 'own' ? cleanText(text) : null
  const again = justSent(store, customer.id, kind, note)
  if (again !== null) return logged(again)
  const id = keepContact(
    store,
    customerById(store.db, customer.id) as Customer,
    {
      ...emptyDraft('message-sent', store.now),
      ...{ message: kind, caseId, channel: through === undefined ? 'chat' : LOGGED_AS[through] },
      // Of a ready text its kind tells enough; her own words are to be read again.
      note,
    },
    null,
  )
  return logged(id)
}

/** The same message logged within the minute: the command was run twice, and the message sent once. */
function justSent(
  { db, now }: Store,
  customerId: number,
  kind: MessageDocument['kind'],
  note: string | null,
): number | null {
  const [last] = contactsOf(db, customerId, instantText(now), 1)
  const isSame = last?.outcome === 'message-sent' && last.message === kind && last.note === note
  return last && isSame && now - Date.parse(last.at) < MINUTE ? last.id : null
}
