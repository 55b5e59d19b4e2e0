// Whatever the summary holds, its screen fits, and never claims more than the answers do.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGS, type Lang } from '../../src/ui/i18n/index.ts'
import { type Terminal, textWidth } from '../../src/ui/terminal.ts'
import type { SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { LISTS } from '../../src/ui/view/summary-names.ts'
import { anyDocument } from './summary-any.ts'
import { shown, whole } from './summary-shown.ts'

const WIDTHS = [40, 60, 80, 120] as const

const anyTerminal = fc.record({
  columns: fc.constantFrom(...WIDTHS),
  unicode: fc.boolean(),
  color: fc.boolean(),
})
const check = (
  property: (document: SummaryDocument, lang: Lang, terminal: Terminal) => void,
  most = 999_999,
) =>
  fc.assert(
    fc.property(anyDocument(most), fc.constantFrom(...LANGS), anyTerminal, (document, lang, terminal) =>
      property(document, lang, { ...terminal, interactive: false }),
    ),
  )

test('fits the columns, on one screen and whole', () =>
  check((document, lang, terminal) => {
    for (const text of [shown(document, lang, terminal), whole(document, lang, terminal)])
      for (const line of text.split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(terminal.columns)
  }))

test('fits a screen of 24 lines, the next command included', () =>
  check((document, lang, terminal) => {
    for (const columns of [80, 120]) {
      const text = shown(document, lang, { ...terminal, columns })
      expect(text.split('\n').length, text).toBeLessThanOrEqual(23)
    }
  }))

test('is drawn with plain signs where there are no others', () =>
  check((document, lang, terminal) => {
    const text = whole({ ...document, byProduct: [] }, lang, { ...terminal, unicode: false })
    const said = [
      ...LISTS.flatMap((list) => document.names[list].flatMap(({ name, reason }) => [name, reason])),
      document.grade.weakest?.reason,
    ].join('')
    for (const sign of text.match(/[─-▟░●−…]/g) ?? []) expect(said).toContain(sign)
  }))

test('has no escape codes without colour, and says the same with it', () =>
  check((document, lang, terminal) => {
    for (const view of [shown, whole]) {
      const plain = view(document, lang, { ...terminal, color: false })
      expect(plain).not.toMatch(/\x1b/)
      expect(view(document, lang, { ...terminal, color: true }).replace(/\x1b\[\d+m/g, '')).toBe(plain)
    }
  }))

test('has no percentage and no score of fewer than ten', () =>
  check((document, lang, terminal) => {
    const nameless = { ...document, byProduct: [], names: { callBack: [], thank: [], askForName: [] } }
    nameless.grade = { ...document.grade, weakest: null }
    for (const text of [shown(nameless, lang, terminal), whole(nameless, lang, terminal)])
      expect(text).not.toMatch(/%|NPS [+−-]?\d/)
  }, 3))
