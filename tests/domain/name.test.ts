// Folding and cleaning of what people type: two spellings of one name meet, and nothing hidden is kept.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cleanText,
  foldName,
  hasLetter,
  printable,
  printableJson,
  printableLines,
} from '../../src/domain/name.ts'

describe('folding', () => {
  test.each([
    ['Алёна Королёва', 'АЛЕНА КОРОЛЕВА'],
    ['Андрей', 'АНДРЕЙ'],
    ['Анна-Мария  Петрова', 'анна мария петрова'],
    ['«Анна» (сестра)', 'анна сестра'],
    ['O’Brien', "o'brien"],
    ['José', 'jose'],
    ['José', 'Jose\u0301'],
    ['ﬁnal', 'Final'],
    ['Anna\u00a0Petrova', ' anna petrova '],
    ['Їжак', 'їжак'],
  ])('%j and %j are one', (one, other) => {
    expect(foldName(one)).toBe(foldName(other))
    expect(foldName(one)).not.toBe('')
  })

  test('keeps letters, digits and the plus of a phone, and tells different names apart', () => {
    expect(foldName('Вера №2')).toBe('вера no2')
    expect(foldName('+7 912')).toBe('+7 912')
    expect(foldName('Анна')).not.toBe(foldName('Инна'))
    expect(foldName('?!, — …')).toBe('')
  })

  test('everyday names are folded like all others', () => {
    const slowly = (name: string) =>
      name
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}+]+/gu, ' ')
        .trim()
    const signs = [...' AZaz09+_~АЯаяёЁйЙ«»–—-.', '\u0300', '\u034f', '\u036f', 'é', '№', '²', 'ґ', 'ß', 'µ']
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...signs) }), (name) => {
        expect(foldName(name)).toBe(slowly(name))
      }),
      { numRuns: 500 },
    )
  })

  test('once is enough, in single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const folded = foldName(name)
        expect(foldName(folded)).toBe(folded)
        expect(folded).toMatch(/^(\S+( \S+)*)?$/)
      }),
    )
  })
})

describe('cleaning', () => {
  test.each([
    ['  Анна   Петрова ', 'Анна Петрова'],
    ['Анна\nПетрова', 'Анна Петрова'],
    ['Анна\r\n\r\n\tПетрова', 'Анна Петрова'],
    ['Анна\u2028Петрова\u2029', 'Анна Петрова'],
    ['Анна\u0085Петрова', 'Анна Петрова'],
    ['Анна\u00a0\u2009Петрова\u3000', 'Анна Петрова'],
    ['\ufeffАн\u200bна', 'Анна'],
    ['Ан\u00adна', 'Анна'],
    ['\u202eавнА\u202c \u2067x\u2069 \u061cy', 'авнА x y'],
    ['\u001b[31mкрасный\u001b[0m', '[31mкрасный[0m'],
    ['a\u0000b\u0007c\u007fd\u009b', 'abcd'],
    ['\ud800x\udc00', 'x'],
    ['👍 да 👍', '👍 да 👍'],
    ['\u200b\u202e \u0000', ''],
    // Letters that nobody sees.
    ['\u3164\u115f\u1160\uffa0', ''],
    ['А\u034fн\u180bна\u{e0101}', 'Анна'],
    // Writing of more than one sign stays what it is.
    ['❤️ и\u0306 е\u0308 Вьетна\u0301м', '❤️ и\u0306 е\u0308 Вьетна\u0301м'],
    ['👩‍👧‍👦', '👩👧👦'],
    [`З${'\u0335'.repeat(200)}ло`, `З${'\u0335'.repeat(4)}ло`],
    [`З${'\u0335\u200b'.repeat(200)}ло`, `З${'\u0335'.repeat(4)}ло`],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean)
  })

  test('leaves nothing that a terminal trips over, and once is enough', () => {
    const hostile = fc.constantFrom(...'\u001b\u009b\u0007\r\n\t\u200b\u202e\u2066\ufeff\u061c\ud800 aя')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: hostile })), (text) => {
        const clean = cleanText(text)
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\s\s|^\s|\s$/u)
        expect(cleanText(clean)).toBe(clean)
      }),
    )
  })
})

const HIDDEN = '\u001b\u009b\u061c\u00ad\u180e\ufff9\ufffb\u{e0041}\u202e\u2066\u200b\ufeff'

describe('showing', () => {
  test('removes whatever cleaning removes, and keeps the blanks', () => {
    expect(printable(`${HIDDEN}А${HIDDEN}  б\t\u2028в${HIDDEN}\ud800`)).toBe('А  б в')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(cleanText(printable(text))).toBe(cleanText(text))
      }),
    )
  })

  test('of lines leaves colours where there are some, and never what else drives a terminal', () => {
    const text = '\x1b[31mA\x1b[0m\tб\n\x1b]0;x\x07\x1b[2J\r\u202e\u2028в\x9b31m'
    expect(printableLines(text, true)).toBe('\x1b[31mA\x1b[0m\tб\n]0;x[2Jв31m')
    expect(printableLines(text, false)).toBe('A\tб\n]0;x[2Jв31m')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(HIDDEN)), (text) => {
        expect(printableLines(text, false).replace(/[\n\t]/g, '')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
        )
      }),
    )
  })

  test('JSON keeps every character, those that do not print as an escape', () => {
    expect(printableJson(JSON.stringify('а\u202e\u{e0041}\u009b'))).toBe('"а\\u202e\\udb40\\udc41\\u009b"')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(HIDDEN)), (text) => {
        const json = printableJson(JSON.stringify({ text }, null, 2))
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(JSON.parse(json)).toEqual({ text })
      }),
    )
  })
})

test('a letter is one of any writing', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.constantFrom('8 (916) 123-45-67', '№ 5', 'Ёж', 'İ', '\u212a', 'Ⓐ', 'Ⅻ', '安娜', 'ª', '¹', '\u0301'),
  )
  fc.assert(
    fc.property(texts, (text) => {
      expect(hasLetter(text)).toBe(/\p{L}/u.test(text))
    }),
    { numRuns: 2000 },
  )
})
