// Links of a terminal: what is clicked is what is read, nothing moves, and no text makes a link of its own.
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPhone, parsePhone } from '../../src/domain/phone.ts'
import { fileUrl, type Written } from '../../src/ui/hyperlink.ts'
import { linksOf } from '../../src/ui/link.ts'
import { onScreen, wrap } from '../../src/ui/terminal.ts'
import { HOSTILE } from '../disturbed.ts'

const LINK = /\x1b\]8;id=aftersales;([!-~]+)\x1b\\(.*?)\x1b\]8;;\x1b\\/gsu

const screen = (text: string, written: Written | null = null) =>
  onScreen(text, { color: true, links: true }, written)

/** Each link as where it leads and what it is put around. */
const linksIn = (shown: string) => [...shown.matchAll(LINK)].map(([, url, seen]) => [url, seen])

describe('a phone', () => {
  test.each([
    ...['8 912 345-67-89', '+49 1512 3456789', '+1 213 373 4253', '+44 20 7946 0958', '+86 10 6552 9988'],
    ...['+81 3-1234-5678', '+55 11 96123-4567', '+54 9 11 2345 6789', '+82 2-312-3456', '+375 29 123-45-67'],
  ])('%s is called', (typed) => {
    const phone = parsePhone(typed, 'RU') ?? ''
    const seen = formatPhone(phone)
    for (const text of [
      seen,
      `#1  Анна  \x1b[36m${seen}\x1b[39m  новый`,
      `(${seen}), 12.05.2026`,
      `${seen}.`,
    ])
      expect(linksIn(screen(text)), text).toEqual([[`tel:${phone}`, seen]])
  })

  test.each([
    ...['+1 490', '+7', 'a+79123456789', '++79123456789', '2026-11-21T09:00:00+03:00', '+0 912 345 67 89'],
    ...['+12345678901234567', '912 345 67 89', '+7 912 345 67 89a'],
  ])('%s is none', (text) => expect(screen(text)).toBe(text))

  test('ends where the column ends', () => {
    expect(linksIn(screen('+7 912 345 67 89  3  5'))).toEqual([['tel:+79123456789', '+7 912 345 67 89']])
  })
})

test('every way to send a message is a link, whole', () => {
  const texts = { chat: 'Анна (№ 1), +79120000000!', sms: 'x', email: 'y' }
  const ways = linksOf({ phone: '+79123456789', chat: '@anna_p', email: "o'neil@пример.рф" }, texts, 's')
  expect(ways).toHaveLength(4)
  for (const { url } of ways) {
    expect(linksIn(screen(`WhatsApp: ${url}`))).toEqual([[url, url]])
    expect(linksIn(screen(`WhatsApp: \x1b[36m${url}\x1b[39m`))).toEqual([[url, url]])
  }
})

test.each([
  'https://evil.example/',
  'javascript:alert(1)',
  'https://wa.me.evil.example/',
  'file:///etc/passwd',
])('%s is no link of ours', (text) => expect(screen(text)).toBe(text))

describe('a file', () => {
  const written = (shown: string): Written => ({ shown, url: 'file://host/x' })

  test.each([
    'отчёт.html',
    'a b (1)+[2].csv',
    'C:\\Отчёты\\июль.xlsx',
    '+79123456789.json',
    '/tmp/mailto:x.db',
  ])('%s is opened, and nothing of it is called', (file) => {
    expect(linksIn(screen(`Записано: ${file}.`, written(file)))).toEqual([['file://host/x', file]])
  })

  test('is one link where it is broken to fit', () => {
    const file = `/home/anna/очень длинное имя/${'x'.repeat(40)}.html`
    for (const look of [(text: string) => text, (text: string) => `\x1b[32m${text}\x1b[39m`]) {
      const shown = screen(wrap(look(`Отчёт записан: ${file}`), 30, '  '), written(file))
      expect(linksIn(shown).length).toBeGreaterThan(1)
      const seen = linksIn(shown).map(([, text]) => stripVTControlCharacters(text ?? ''))
      expect(seen.join('').replaceAll(' ', '')).toBe(file.replaceAll(' ', ''))
      for (const piece of seen) expect(piece).not.toContain('\n')
    }
  })

  test('is none as a part of a word', () => expect(screen('a car', written('a')).endsWith(' car')).toBe(true))

  test.each([
    ['/home/anna/Отчёт за июль #1?.html', 'linux'],
    ['/tmp/a%20b\\c.html', 'linux'],
    ['/Users/anna/a\x1b\\b;c.html', 'darwin'],
    ['C:\\Users\\Анна\\my report.html', 'win32'],
    ['\\\\server\\share\\a.html', 'win32'],
  ] as const)('%j lies where Node says it lies', (path, platform) => {
    const url = fileUrl(path, '', platform)
    expect(new URL(url).href).toBe(pathToFileURL(path, { windows: platform === 'win32' }).href)
    expect(url).toMatch(/^[!-~]+$/)
  })

  test('names the computer, but not to Windows', () => {
    expect(fileUrl('/tmp/a', 'anna-pc.local', 'linux')).toBe('file://anna-pc.local/tmp/a')
    expect(fileUrl('/tmp/a', 'a\x1b/b', 'linux')).toBe('file:///tmp/a')
    expect(fileUrl('C:\\a', 'anna-pc', 'win32')).toBe('file:///C:/a')
  })
})

describe('a hostile text', () => {
  const PIECES = [
    ...[
      ...HOSTILE,
      '+7 912 345 67 89',
      'https://t.me/anna',
      'mailto:a@b',
      '\x1b]8;;',
      '\x1b\\',
      '\x07',
      '\n',
    ],
    ...['\x1b[31m', '\x9d8;;http://x\x9c', ';', ' ', 'id=aftersales', 'отчёт.html', '+1'],
  ]
  const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme' })), {
    maxLength: 12,
  })

  test('opens no link, closes none early, and moves nothing', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(null, 'отчёт.html', '+79123456789'), (pieces, file) => {
        const text = pieces.join('')
        const shown = screen(text, file === null ? null : { shown: file, url: 'file:///x' })
        // What is left without our links is what stands there where no links are.
        expect(shown.replace(LINK, '$2')).toBe(onScreen(text, { color: true }))
        expect(shown.replace(LINK, '$2').replace(/\x1b\[\d{1,3}m/g, '')).not.toMatch(
          /[\x00-\x08\x0b-\x1f\x7f-\x9f]/,
        )
        for (const [url = '', seen = ''] of linksIn(shown)) {
          expect(seen).not.toContain('\x1b]')
          if (url.startsWith('tel:')) expect(url.slice(5)).toBe(seen.replace(/\D/g, ''))
          else expect([seen, 'file:///x']).toContain(url)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('has no link where none are asked for', () => {
    expect(onScreen('+7 912 345 67 89', { color: true })).toBe('+7 912 345 67 89')
  })
})
