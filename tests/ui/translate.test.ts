// Our way of finding and filling a text, held against i18next's and against Intl's rules for numbers.
import fc from 'fast-check'
import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { LANGS, type Lang } from '../../src/ui/i18n/index.ts'
import { pluralForm, type Texts, type Translate, translator } from '../../src/ui/i18n/translate.ts'

const TEXTS: Texts = {
  plain: 'Nothing in it',
  filled: '{{name}} bought {{what}} from {{name}}',
  deep: { deeper: { text: 'Far down: {{name}}' } },
  days_one: '{{count}} day',
  days_few: '{{count}} days, few',
  days_many: '{{count}} days, many',
  days_other: '{{count}} days, other',
  counted: 'The same for {{count}}',
  hint: 'Some {{name}}',
  hint_next: 'The next {{name}}',
  days_next_one: 'The next {{count}} day',
  days_next_many: 'The next {{count}} days, many',
  days_next_other: 'The next {{count}} days, other',
}

const ours = (lang: Lang): Translate => translator(TEXTS, lang, (text) => text)

async function theirs(lang: Lang): Promise<(key: string, values: object) => string> {
  const i18n = createInstance()
  await i18n.init({
    ...{ lng: lang, resources: { [lang]: { translation: TEXTS } } },
    interpolation: { escapeValue: false },
  })
  return i18n.t as never
}

const KEYS = [
  'plain',
  'hint',
  'filled',
  'deep.deeper.text',
  'days',
  'counted',
  'nowhere',
  'deep.nowhere.text',
]
/** What chooses between texts. */
const option = fc.oneof(
  fc.record({ count: fc.integer() }),
  fc.record({ context: fc.constantFrom('next', 'other') }),
  fc.record({ defaultValue: fc.constantFrom('Nobody knows', 'Nothing of {{name}}') }),
  fc.record({ count: fc.nat(), context: fc.constant('next') }),
  fc.constant({}),
)
const value = fc.oneof(fc.string(), fc.constantFrom('$t(plain)', '{{name}}', "$&$1$'", '<b>'), fc.integer())

describe.each(LANGS)('in %s', (lang) => {
  test('a text is found and filled as by i18next', async () => {
    const [t, reference] = [ours(lang), await theirs(lang)]
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), value, value, option, (key, name, what, chosen) => {
        const values = { ...chosen, name: printableOf(name), what: printableOf(what) }
        expect(t(key as never, values)).toBe(reference(key, values))
      }),
    )
  })

  test('a number takes the form that Intl knows', () => {
    const rules = new Intl.PluralRules(lang)
    for (let n = -1200; n <= 1200; n++) expect(pluralForm(n, lang)).toBe(rules.select(n))
    for (const n of [0.5, 1.5, 21.2, -1.5, 1e6, 1e6 + 1, 1e6 + 2]) {
      // For a million Intl has a form of its own in no language of ours.
      expect(pluralForm(n, lang)).toBe(rules.select(n))
    }
  })

  test('what is put in cannot drive the terminal', () => {
    expect(ours(lang)('filled' as never, { name: '\u001b[31mred\u0007', what: 'a\nb' })).not.toMatch(
      /[\u0000-\u001f]/,
    )
  })

  test('a text without its value says nothing there', () => {
    expect(ours(lang)('filled' as never, { name: 'Anna', what: null })).toBe('Anna bought  from Anna')
  })
})

/** Values that need no making safe, which i18next does not do by itself. */
function printableOf(some: string | number): string | number {
  return typeof some === 'string' ? some.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '') : some
}
