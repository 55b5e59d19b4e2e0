// Links that open a chat with a text ready to be sent.

import type { Form } from '../domain/message.ts'

export const LINK_CHANNELS = ['whatsapp', 'telegram', 'sms', 'email'] as const
export type LinkChannel = (typeof LINK_CHANNELS)[number]

export interface Link {
  channel: LinkChannel
  url: string
  /** What it opens with. */
  text: string
}

/** A text may read otherwise in a text message and in a letter. */
export type LinkTexts = Readonly<Record<Form, string>>

export function formOf(channel: LinkChannel): Form {
  return channel === 'sms' || channel === 'email' ? channel : 'chat'
}

/** How somebody can be written to. */
export interface Addresses {
  /** E.164; null also where the number turned out to be somebody else's. */
  phone: string | null
  /** A messenger's handle or address, as typed. */
  chat: string | null
  email: string | null
}

/** The links there are addresses for. @param subject of an e-mail */
export function linksOf({ phone, chat, email }: Addresses, texts: LinkTexts, subject: string): Link[] {
  const digits = whatsappOf(chat) ?? phone?.slice(1) ?? null
  const telegram = telegramOf(chat) ?? phone
  const [body, short, letter] = [encoded(texts.chat), encoded(texts.sms), lineEnds(encoded(texts.email))]
  const links: [LinkChannel, string | null][] = [
    ['whatsapp', digits && `https://wa.me/${digits}?text=${body}`],
    // https://core.telegram.org/api/links: a user name or `+` and a number, each with a draft.
    ['telegram', telegram && `https://t.me/${telegram}?text=${body}`],
    // RFC 5724.
    ['sms', phone && `sms:${phone}?body=${short}`],
    ['email', email && `mailto:${addressOf(email)}?subject=${encoded(subject)}&body=${letter}`],
  ]
  return links.flatMap(([channel, url]) =>
    url === null ? [] : [{ channel, url, text: texts[formOf(channel)] }],
  )
}

/** `@anna_p`, `anna_p`, `t.me/anna_p` → `anna_p`; null for an address of another messenger. */
function telegramOf(chat: string | null): string | null {
  const match = /^(?:(?:https?:\/\/)?(?:t|telegram)\.me\/|@)?([a-z]\w{3,31})$/i.exec(chat?.trim() ?? '')
  return match?.[1] ?? null
}

/** `wa.me/79123456789` → `79123456789`. */
function whatsappOf(chat: string | null): string | null {
  const match = /^(?:https?:\/\/)?wa\.me\/\+?([1-9]\d{6,14})$/i.exec(chat?.trim() ?? '')
  return match?.[1] ?? null
}

/** Percent-encoded with nothing left in it at which a terminal or a messenger would think the link has ended. */
function encoded(text: string): string {
  const rest = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, rest)
}

/** RFC 6068: the lines of a letter end in CR and LF. */
function lineEnds(body: string): string {
  return body.replaceAll('%0A', '%0D%0A')
}

/** The `@` that parts name and domain stays as it is. */
function addressOf(email: string): string {
  const at = email.lastIndexOf('@')
  return `${encoded(email.slice(0, at))}@${encoded(email.slice(at + 1))}`
}
