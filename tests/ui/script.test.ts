// The texts that ship: each fits whatever is known, keeps its promises to the reader, and yields to her own words.
import { describe, expect, test } from 'vitest'
import en from '../../data/scripts/en.json' with { type: 'json' }
import ru from '../../data/scripts/ru.json' with { type: 'json' }
import { CASE_KINDS } from '../../src/domain/case.ts'
import {
  FORMS,
  type Form,
  LONGEST_TEXT,
  MESSAGE_KINDS,
  PLACES,
  type Place,
  type PlaceValues,
  problemOf,
  roomFor,
} from '../../src/domain/message.ts'
import { LANGS } from '../../src/ui/i18n/index.ts'
import { type CallFacts, loadScripts } from '../../src/ui/script.ts'

const FORM_TEXTS = {
  en: { chat: en.message, sms: en.sms, email: en.letter },
  ru: { chat: ru.message, sms: ru.sms, email: ru.letter },
}

const valuesOf = (value: (place: Place) => readonly string[]) =>
  Object.fromEntries(PLACES.map((place) => [place, value(place)])) as unknown as PlaceValues

const CALL: CallFacts = {
  ...{
    kind: 'callback',
    carried: [],
    tips: ['shake'],
    unhappy: false,
    factor: () => 'empathy',
    awaited: null,
  },
  promise: { promiser: 'seller', what: 'a $& call' },
}
const EMPTY = valuesOf(() => [])
const LONGEST = valuesOf((place) => ['Ы'.repeat(500), 'Ы'.repeat(roomFor(place))])
const FULL = valuesOf((place) => [`<${place}>`])
const NAME_ALONE = valuesOf((place) => (place === 'name' ? ['Анна'] : []))

describe.each(LANGS)('the messages in %s', (lang) => {
  test('are there for every kind, and each one could be hers', () => {
    for (const form of FORMS) {
      const ready = FORM_TEXTS[lang][form]
      expect(Object.keys(ready).sort()).toEqual([...MESSAGE_KINDS].sort())
      for (const text of Object.values(ready).flat()) expect(problemOf(text), text).toBeNull()
    }
  })

  test.each(MESSAGE_KINDS)('%s fits the emptiest and the longest there is', async (kind) => {
    const scripts = await loadScripts(lang)
    const cases = [EMPTY, NAME_ALONE, FULL, LONGEST].flatMap((values) =>
      FORMS.map((form) => scripts.message(kind, values, form) ?? ''),
    )
    for (const text of cases) {
      expect(text.length).toBeGreaterThan(20)
      expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT)
      expect(text).not.toMatch(/[{}]/)
      expect(text).not.toMatch(/ {2}|\n{3}|\s[,.!?]|[,!?.:][,!?.:]|^[\s,.!–]/)
      expect(text).toMatch(/^\p{Lu}|^</u)
    }
    for (const form of FORMS) expect(scripts.message(kind, NAME_ALONE, form)).toContain('Анна')
  })

  test('are short where length costs money, and greet in a letter', async () => {
    const scripts = await loadScripts(lang)
    for (const kind of MESSAGE_KINDS) {
      // Two text messages in Cyrillic.
      expect((scripts.message(kind, NAME_ALONE, 'sms') ?? '').length).toBeLessThanOrEqual(134)
      const letter = scripts.message(kind, NAME_ALONE, 'email') ?? ''
      expect(letter).toMatch({ en: /^Hello Анна,\n\n/, ru: /^Анна, здравствуйте!\n\n/ }[lang])
      for (const form of ['sms', 'email'] as const)
        expect(scripts.message(kind, FULL, form)).toMatch(/\s<shop>$/)
    }
  })

  test('say what they know', async () => {
    const scripts = await loadScripts(lang)
    const spoken = MESSAGE_KINDS.map((kind) => scripts.message(kind, FULL)).join(' ')
    for (const place of PLACES) expect(spoken).toContain(`<${place}>`)
  })

  test('a thank-you offers nothing, and no first words after a purchase sell', () => {
    const selling = { en: /order|discount|offer|buy/i, ru: /закаж|заказ |скидк|предлож|купит/i }[lang]
    for (const kind of ['thanks', 'tip'] as const) {
      for (const text of FORMS.flatMap((form) => FORM_TEXTS[lang][form][kind]))
        expect(text).not.toMatch(selling)
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
  test('for one form go before those for all, and those for all before ours', async () => {
    const scripts = await loadScripts('en', { thanks: 'All', 'thanks.sms': 'Short' })
    const said = (form: Form) => scripts.message('thanks', FULL, form)
    expect(FORMS.map(said)).toEqual(['All', 'Short', 'All'])
  })

  test('to begin with can be sent by a shop without a name', async () => {
    for (const text of Object.values((await loadScripts('ru')).shippedMessages()))
      expect(text).not.toContain('{{shop}}')
  })

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

  test('of a call stand in the place of ours, each by itself', async () => {
    const call = { ...CALL, kind: 'case', carried: ['promise', 'first-use', 'check-in'] } as const
    const ours = (await loadScripts('en')).ask(call)
    const own = {
      ...{ 'askCase.asking': ['What is it?'], 'askCase.trouble': [], askKept: 'Done: {{ what }}?' },
      ...{ 'ask.first-use': ['In use?'], askTip: '{{tip}}, do you?', askReview: 'A word?' },
      ...{ 'askFactor.empathy': 'Cared for?', askGoesWith: 'Try {{products}}' },
    }
    const scripts = await loadScripts('en', own)
    expect(scripts.ask({ ...call, awaited: { kind: 'question', reopened: false } })).toEqual([
      ...['What is it?', 'Done: a $& call?', 'In use?', 'shake, do you?'],
      ...['What has changed since?', 'What would you improve?', 'Would you recommend us, 0 to 10? Why?'],
      ...['Cared for?', 'A word?'],
    ])
    expect(scripts.ask({ ...call, carried: [], awaited: { kind: 'repair', reopened: false } })).toEqual([])
    expect(scripts.ask({ ...call, carried: [], awaited: { kind: 'repair', reopened: true } })[0]).toBe(
      'What is still wrong?',
    )
    expect(scripts.offer({ productId: 1, name: 'Soap', why: 'goes-with', customers: 0 })).toBe('Try Soap')
    expect((await loadScripts('en', null)).ask(call)).toEqual(ours)
  })

  test('that cannot be used leave nothing to go out', async () => {
    const scripts = await loadScripts('en', null)
    for (const kind of MESSAGE_KINDS) expect(scripts.message(kind, FULL)).toBeNull()
  })
})
