// The texts that ship: each fits whatever is known, keeps its promises to the reader, and yields to her own words.
import { describe, expect, test } from 'vitest'
import en from '../../data/scripts/en.json' with { type: 'json' }
import ru from '../../data/scripts/ru.json' with { type: 'json' }
import { CASE_KINDS } from '../../src/domain/case.ts'
import {
  LONGEST_TEXT,
  MESSAGE_KINDS,
  PLACES,
  type Place,
  type PlaceValues,
  problemOf,
  roomFor,
} from '../../src/domain/message.ts'
import { LANGS } from '../../src/ui/i18n/index.ts'
import { loadScripts } from '../../src/ui/script.ts'

const TEXTS = { en: en.message, ru: ru.message }

const valuesOf = (value: (place: Place) => readonly string[]) =>
  Object.fromEntries(PLACES.map((place) => [place, value(place)])) as unknown as PlaceValues

const EMPTY = valuesOf(() => [])
const LONGEST = valuesOf((place) => ['Ы'.repeat(500), 'Ы'.repeat(roomFor(place))])
const FULL = valuesOf((place) => [`<${place}>`])
const NAME_ALONE = valuesOf((place) => (place === 'name' ? ['Анна'] : []))

describe.each(LANGS)('the messages in %s', (lang) => {
  test('are there for every kind, and each one could be hers', () => {
    expect(Object.keys(TEXTS[lang]).sort()).toEqual([...MESSAGE_KINDS].sort())
    for (const texts of Object.values(TEXTS[lang])) {
      for (const text of texts) expect(problemOf(text), text).toBeNull()
    }
  })

  test.each(MESSAGE_KINDS)('%s fits the emptiest and the longest there is', async (kind) => {
    const scripts = await loadScripts(lang)
    for (const values of [EMPTY, NAME_ALONE, FULL, LONGEST]) {
      const text = scripts.message(kind, values) ?? ''
      expect(text.length).toBeGreaterThan(20)
      expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT)
      expect(text).not.toMatch(/[{}]/)
      expect(text).not.toMatch(/\s{2}|\s[,.!?]|[,!?.:][,!?.:]|^[\s,.!–]/)
      expect(text).toMatch(/^\p{Lu}|^</u)
    }
    expect(scripts.message(kind, NAME_ALONE)).toContain('Анна')
  })

  test('say what they know', async () => {
    const scripts = await loadScripts(lang)
    const spoken = MESSAGE_KINDS.map((kind) => scripts.message(kind, FULL)).join(' ')
    for (const place of PLACES) expect(spoken).toContain(`<${place}>`)
  })

  test('a thank-you offers nothing, and no first words after a purchase sell', () => {
    const selling = { en: /order|discount|offer|buy/i, ru: /закаж|заказ |скидк|предлож|купит/i }[lang]
    for (const kind of ['thanks', 'tip'] as const) {
      for (const text of TEXTS[lang][kind]) expect(text).not.toMatch(selling)
    }
  })

  test('have a subject for a letter, and words for every case', async () => {
    const scripts = await loadScripts(lang)
    for (const kind of [...MESSAGE_KINDS, 'own'] as const) {
      expect(scripts.subject(kind).length).toBeGreaterThan(3)
      expect(scripts.subject(kind)).not.toMatch(/[{}\n]/)
    }
    for (const kind of CASE_KINDS) expect(scripts.aboutCase(kind).length).toBeLessThanOrEqual(roomFor('case'))
  })
})

describe('her own words', () => {
  test('come first where they can be filled, and ours where they cannot', async () => {
    const scripts = await loadScripts('en', { thanks: 'Dear {{name}}, {{tip}}!' })
    expect(
      scripts.message(
        'thanks',
        valuesOf((place) => (place === 'tip' ? ['shake it'] : ['X'])),
      ),
    ).toBe('Dear X, shake it!')
    expect(scripts.message('thanks', NAME_ALONE)).toBe(
      'Анна, thank you for your purchase! Enjoy it. If you have any questions, just write to me.',
    )
    expect(scripts.message('missed', EMPTY)).toMatch(/^Hello! I have been calling/)
  })

  test('that cannot be used leave nothing to go out', async () => {
    const scripts = await loadScripts('en', null)
    for (const kind of MESSAGE_KINDS) expect(scripts.message(kind, FULL)).toBeNull()
  })
})
