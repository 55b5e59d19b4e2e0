// Links that open the right chat with the right text: each is taken apart again and compared.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePhone } from '../../src/domain/phone.ts'
import { type Addresses, linksOf } from '../../src/ui/link.ts'

/** The same text in every form. */
const alike = (text: string) => ({ chat: text, sms: text, email: text })

const NOBODY: Addresses = { phone: null, chat: null, email: null }

function linkTo(channel: string, addresses: Partial<Addresses>, text = 'x', subject = 's'): string | null {
  const links = linksOf({ ...NOBODY, ...addresses }, alike(text), subject)
  return links.find((link) => link.channel === channel)?.url ?? null
}

/** What a link says, read as a browser or a mail program reads it. */
function read(url: string): { to: string; text: string | null; subject: string | null } {
  const { protocol, host, pathname, searchParams } = new URL(url)
  const to = decodeURIComponent(protocol === 'https:' ? host + pathname : pathname)
  return {
    to,
    text: searchParams.get('text') ?? searchParams.get('body'),
    subject: searchParams.get('subject'),
  }
}

const TEXTS = [
  'Анна, спасибо за покупку: Крем «Утро» × 2! Пусть радует – ждём вас.',
  'C++ & Q&A: 100 % #1 = 1 + 1? a/b\\c "x" \'y\' (z)! * ~ ; , @ $ [ ] { } | ^ ` < >',
  'Ура! 🎉❤️👩‍👧🇷🇺 😀',
  'one\ntwo\n\nthree',
  '%D0%90 %20 + &text=evil&body=evil',
  'ё Ё й й',
]

describe('a text', () => {
  test.each(TEXTS)('%j comes through', (text) => {
    const everywhere = { phone: '+79123456789', chat: '@anna_p', email: 'anna@example.ru' }
    const links = linksOf(everywhere, alike(text), text)
    expect(links.map(({ channel }) => channel)).toEqual(['whatsapp', 'telegram', 'sms', 'email'])
    for (const { channel, url } of links) {
      const said = read(url)
      expect(said.text?.replaceAll('\r\n', '\n'), channel).toBe(text)
      expect(decodeURIComponent(/(?:text|body)=(.*)$/.exec(url)?.[1] ?? '').replaceAll('\r\n', '\n')).toBe(
        text,
      )
      if (channel === 'email') expect(said.subject).toBe(text)
    }
  })

  test('whatever it is, comes through as plain ASCII without a blank or a bracket at which a link would end', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((each) => each.replaceAll('\r', ''))
    fc.assert(
      fc.property(text, (said) => {
        for (const { url } of linksOf(
          { phone: '+491512345678', chat: null, email: 'a@b.de' },
          alike(said),
          's',
        )) {
          expect(url).toMatch(/^[A-Za-z0-9:/?&=%@.+_~-]+$/)
          expect(read(url).text?.replaceAll('\r\n', '\n')).toBe(said)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('half a character is no reason to fail', () => {
    expect(linkTo('sms', { phone: '+79123456789' }, 'a\ud83d')).toContain('body=a%EF%BF%BD')
  })

  test('the lines of a letter end as letters do', () => {
    expect(linkTo('email', { email: 'a@b.ru' }, 'one\ntwo')).toBe('mailto:a@b.ru?subject=s&body=one%0D%0Atwo')
    expect(linkTo('whatsapp', { phone: '+79123456789' }, 'one\ntwo')).toContain('text=one%0Atwo')
  })
})

describe('a phone', () => {
  test.each([
    ['8 (912) 345-67-89', '79123456789'],
    ['+375 29 123-45-67', '375291234567'],
    ['+49 1512 3456789', '4915123456789'],
  ])('%s opens its own chat', (typed, digits) => {
    const phone = parsePhone(typed, 'RU')
    expect(read(linkTo('whatsapp', { phone }) ?? '').to).toBe(`wa.me/${digits}`)
    expect(read(linkTo('telegram', { phone }) ?? '').to).toBe(`t.me/+${digits}`)
    expect(read(linkTo('sms', { phone }) ?? '').to).toBe(`+${digits}`)
    expect(linkTo('sms', { phone })).toMatch(/^sms:\+/)
    expect(linkTo('email', { phone })).toBeNull()
  })
})

describe('a handle', () => {
  test.each([
    ['@anna_p', 'anna_p'],
    ['anna_p', 'anna_p'],
    [' t.me/Anna_P ', 'Anna_P'],
    ['https://t.me/anna2', 'anna2'],
    ['http://telegram.me/anna2', 'anna2'],
  ])('%s opens a chat in Telegram', (chat, handle) => {
    expect(read(linkTo('telegram', { chat }) ?? '').to).toBe(`t.me/${handle}`)
    expect(linkTo('whatsapp', { chat })).toBeNull()
    expect(linkTo('sms', { chat })).toBeNull()
  })

  test('comes before the phone', () => {
    expect(read(linkTo('telegram', { chat: '@anna_p', phone: '+79123456789' }) ?? '').to).toBe('t.me/anna_p')
  })

  test.each([
    'vk.com/anna',
    'Анна в контакте',
    '@анна',
    'a b',
    '@a',
    'https://evil.example/t.me/anna',
    'anna?start=1',
    '+79120000000',
    't.me/+AbCdEf',
  ])('%s is none of Telegram', (chat) => {
    expect(linkTo('telegram', { chat })).toBeNull()
    expect(read(linkTo('telegram', { chat, phone: '+79123456789' }) ?? '').to).toBe('t.me/+79123456789')
  })

  test('of WhatsApp comes before the phone', () => {
    const url = linkTo('whatsapp', { chat: 'https://wa.me/375291234567', phone: '+79123456789' })
    expect(read(url ?? '').to).toBe('wa.me/375291234567')
    expect(linkTo('telegram', { chat: 'wa.me/375291234567' })).toBeNull()
  })
})

describe('an e-mail', () => {
  test.each([
    'anna@example.ru',
    'anna+shop@example.ru',
    "o'neil&co?x=1%@example.com",
    'анна@пример.рф',
  ])('%s is written to, and nobody else', (email) => {
    const url = linkTo('email', { email }, 'text', 'subject') ?? ''
    expect(read(url)).toEqual({ to: email, text: 'text', subject: 'subject' })
    expect([...new URL(url).searchParams.keys()]).toEqual(['subject', 'body'])
  })
})

test('each link opens with the text of its form', () => {
  const texts = { chat: 'one', sms: 'two', email: 'three' }
  const links = linksOf({ phone: '+79123456789', chat: null, email: 'a@b.ru' }, texts, 's')
  expect(links.map(({ text }) => text)).toEqual(['one', 'one', 'two', 'three'])
  expect(links.map(({ url }) => read(url).text)).toEqual(['one', 'one', 'two', 'three'])
})

test('nobody can be reached without an address', () => expect(linksOf(NOBODY, alike('x'), 's')).toEqual([]))
