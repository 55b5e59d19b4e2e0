// What is taken for plain is what the slower ways would leave as it is, in one column each.
import width from 'fast-string-width'
import { expect, test } from 'vitest'
import { isPlain, printable, printableJson, printableLines } from '../../src/domain/name.ts'
import { textWidth } from '../../src/ui/width.ts'

const SIGNS = Array.from({ length: 0x10ffff + 1 }, (_, code) => String.fromCodePoint(code)).filter(isPlain)

test('every plain sign takes one column', () => {
  expect(SIGNS.length).toBeGreaterThan(600)
  expect(SIGNS.filter((sign) => width(sign) !== 1)).toEqual([])
  expect(SIGNS.filter((sign) => textWidth(sign) !== 1)).toEqual([])
})

test('nothing plain is hidden or an accent', () => {
  expect(
    SIGNS.filter((sign) =>
      /[\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(sign),
    ),
  ).toEqual([])
})

test.each(['Привет, Анна!', '«Крем» – 1 490 ₽ … ↑', 'Crème brûlée', ''])('%j is plain', (text) => {
  expect(isPlain(text)).toBe(true)
  expect([printable(text), printableLines(text, true), printableJson(text)]).toEqual([text, text, text])
})

test.each(['a\u200bb', 'e\u0301', '\x1b[1mx\x1b[0m', 'a\nb', '😀', 'ab\ufe0f', '漢'])('%j is not', (text) => {
  expect(isPlain(text)).toBe(false)
})
