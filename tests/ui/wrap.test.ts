// Lines are broken as the library breaks them, by whatever way.
import fc from 'fast-check'
import { wrapAnsi } from 'fast-wrap-ansi'
import { expect, test } from 'vitest'
import { wrap } from '../../src/ui/terminal.ts'

const word = fc.oneof(
  { weight: 12, arbitrary: fc.string({ unit: fc.constantFrom(...'aЯё№·–'), minLength: 1, maxLength: 12 }) },
  fc.constantFrom('1\u00a0500\u00a0₽', '#12', '', '\u00a0', '\u00a0x', 'x\u2007'),
  // Longer than some lines, wider than it is long, in colour.
  fc.constantFrom('незаметныйпереворот', '日本', 'e\u0301', '\x1b[31mred\x1b[39m', '\t'),
)
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '  ', '\n')), { maxLength: 30 })
  .map((words) => words.flat().join(''))

test('a text is broken as the library does it, and every line but the first indented', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 16, max: 60 }), (said, columns) => {
      expect(wrap(said, columns)).toBe(wrapAnsi(said, columns, { hard: true }))
      const indented = wrapAnsi(said, columns, { hard: true }).replaceAll('\n', '\n  ')
      expect(wrap(said, columns + 2, '  ')).toBe(indented)
    }),
    { numRuns: 2000 },
  )
})
