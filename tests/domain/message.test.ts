// Texts of messages: filled whatever is known, never too long, and how a customer is addressed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calledBy } from '../../src/domain/called.ts'
import {
  cut,
  fillText,
  LONGEST_TEXT,
  MESSAGE_KINDS,
  messageOf,
  offersSomething,
  PLACES,
  type Place,
  type PlaceValues,
  problemOf,
  roomFor,
  sendable,
  touchOfMessage,
} from '../../src/domain/message.ts'
import { cleanText } from '../../src/domain/name.ts'
import { sells, TOUCH_KINDS } from '../../src/domain/touch.ts'

const NOTHING = Object.fromEntries(PLACES.map((place) => [place, []])) as unknown as PlaceValues
const known = (values: Partial<PlaceValues>): PlaceValues => ({ ...NOTHING, ...values })

describe('a text', () => {
  test('is filled with the best wording that fits', () => {
    const items = [`${'a'.repeat(270)}, b`, 'a and 1 more']
    expect(fillText(['Hello {{ name }}! {{items}}'], known({ name: ['Anna'], items: ['Cream'] }))).toBe(
      'Hello Anna! Cream',
    )
    expect(fillText(['Hello {{name}}! {{items}}.'], known({ name: ['Anna'], items }))).toHaveLength(286)
    expect(fillText([`${'x'.repeat(20)}{{items}}`], known({ items }))).toHaveLength(293)
    expect(fillText([`${'x'.repeat(27)}{{items}}`], known({ items }))).toBe(`${'x'.repeat(27)}a and 1 more`)
  })

  test('gives way to the next where something in it is not known', () => {
    const texts = ['{{tip}} {{day}}', '{{tip}}', 'nothing']
    expect(fillText(texts, known({ tip: ['shake'], day: ['1 May'] }))).toBe('shake 1 May')
    expect(fillText(texts, known({ tip: ['shake'] }))).toBe('shake')
    expect(fillText(texts, known({ day: ['1 May'] }))).toBe('nothing')
    expect(fillText(['{{tip}}'], NOTHING)).toBeNull()
  })

  test.each([
    ['{{name}}, thank you', 'Thank you'],
    ['{{name}}, спасибо за {{items}}!', 'Спасибо за X!'],
    ['{{ name }}! Ваш заказ', 'Ваш заказ'],
    ['{{name}} – your order', 'Your order'],
    ['Hello {{name}}! Bye, {{name}}.', 'Hello! Bye.'],
    ['Здравствуйте, {{name}}!', 'Здравствуйте!'],
    ['Дорогая {{name}}, спасибо', 'Дорогая, спасибо'],
  ])('does without the name: %s', (text, shown) => {
    expect(fillText([text], known({ items: ['X'] }))).toBe(shown)
  })

  test('of a name alone is nothing without one', () => {
    expect(fillText(['{{name}}'], NOTHING)).toBeNull()
    expect(fillText(['{{name}}!', 'Hello!'], NOTHING)).toBe('Hello!')
  })

  test('is not filled twice: what somebody is called may look like a place', () => {
    expect(fillText(['{{name}}: {{items}}'], known({ name: ['{{items}}'], items: ['{{tip}}'] }))).toBe(
      '{{items}}: {{tip}}',
    )
  })
})

describe('what is wrong with a text', () => {
  test.each(['', '  ', '\n'])('nothing in it: %j', (text) =>
    expect(problemOf(text)).toEqual({ why: 'empty' }))

  test.each([
    ['{{имя}}, привет', '{{имя}}'],
    ['Hello {{Name}}', '{{Name}}'],
    ['Hello {{name', '{{name'],
    ['Hello name}}', 'name}}'],
    ['Hello {name}', '{name}'],
    ['Hello { имя }', '{ имя }'],
    ['Hello {{}}', '{{}}'],
    ['Hello {{first name}}', '{{first name}}'],
    ['Hello {{{name}}}', '{{{name}}}'],
    ['Hello {{name}}}', '{{name}}}'],
    ['{{toString}}', '{{toString}}'],
    ['{{constructor}}', '{{constructor}}'],
    ['{{__proto__}}', '{{__proto__}}'],
  ])('a place nobody knows: %s', (text, place) => expect(problemOf(text)).toEqual({ why: 'place', place }))

  test('braces that name nothing are a matter of taste', () => {
    expect(problemOf('Hello :} {1} {☺} {{name}}')).toBeNull()
  })

  test('too many characters with the longest names', () => {
    expect(problemOf('x'.repeat(LONGEST_TEXT))).toBeNull()
    expect(problemOf('x'.repeat(LONGEST_TEXT + 1))).toEqual({ why: 'long', length: LONGEST_TEXT + 1 })
    const room = LONGEST_TEXT - 2 * roomFor('name')
    expect(problemOf(`{{name}}${'x'.repeat(room)}{{name}}`)).toBeNull()
    expect(problemOf(`{{name}}${'x'.repeat(room + 1)}{{name}}`)).toMatchObject({ why: 'long' })
  })
})

describe('whatever is written and known', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom(...PLACES.map((place) => `{{${place}}}`)),
  )
  const template = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
  /** As it is stored. */
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
    .map((text) => cleanText(text) || '!')
  const values = fc.record(
    Object.fromEntries(
      PLACES.map((place) => [
        place,
        fc.oneof(
          fc.constant([]),
          fc.tuple(word, word).map(([best, other]) => [best, other, cut(other, roomFor(place))]),
        ),
      ]),
    ) as Record<Place, fc.Arbitrary<string[]>>,
  )

  test('a text without a mistake goes out short and whole, or not at all', () => {
    fc.assert(
      fc.property(template, values, (text, given) => {
        fc.pre(problemOf(text) === null)
        const filled = fillText([text], given)
        const needed = PLACES.filter((place) => text.includes(`{{${place}}}`))
        const lacking = needed.some((place) => place !== 'name' && given[place].length === 0)
        if (lacking) expect(filled).toBeNull()
        if (filled === null) return
        expect(filled.length).toBeLessThanOrEqual(LONGEST_TEXT)
        for (const place of needed) {
          if (given[place].length > 0) expect(given[place].some((value) => filled.includes(value))).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a cut keeps to its length and to whole characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 2, max: 60 }),
        (text, most) => {
          const short = cut(text, most)
          expect(short.length).toBeLessThanOrEqual(Math.max(most, 1))
          expect(short.isWellFormed()).toBe(true)
          if (text.length <= most) expect(short).toBe(text)
          else expect(text.startsWith(short.slice(0, -1))).toBe(true)
        },
      ),
    )
  })
})

test('a cut is made between words where there is one near', () => {
  expect(cut('Крем для лица «Утро» 50 мл', 18)).toBe('Крем для лица…')
  expect(cut('Supercalifragilistic', 10)).toBe('Supercali…')
  expect(cut('abcdefgh 😀', 10)).toBe('abcdefgh…')
})

describe('what she wrote to be sent', () => {
  test.each([
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['  a \t b\u00a0c  \n  d  ', 'a b c\nd'],
    ['a\n\n\n\nb', 'a\n\nb'],
    ['\u202eevil\u0007\u200b\ufeff', 'evil'],
    ['👩‍👧 ❤️ 😀', '👩‍👧 ❤️ 😀'],
    ['lone \ud83d', 'lone'],
  ])('%j becomes %j', (text, sent) => expect(sendable(text)).toBe(sent))
})

describe('kinds', () => {
  test('every touch but a promise has a text, and every text of a touch finds it again', () => {
    for (const touch of TOUCH_KINDS) {
      const kind = messageOf(touch)
      if (touch === 'promise') expect(kind).toBeNull()
      else expect(kind && touchOfMessage(kind)).toBe(touch)
    }
    const about = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, touchOfMessage(kind)]))
    expect(about).toMatchObject({ 'case-solved': 'case', review: null })
  })

  test('an offer is what sells, and her own words', () => {
    expect(MESSAGE_KINDS.filter(offersSomething)).toEqual(
      TOUCH_KINDS.filter(sells).map((touch) => messageOf(touch)),
    )
    expect(offersSomething('own')).toBe(true)
  })
})

describe('a customer is called', () => {
  test.each([
    ['Анна', 'Анна'],
    ['анна петрова', 'Анна'],
    ['Анна Петрова', 'Анна'],
    ['Марина Никитина', 'Марина'],
    ['Яков Левин', 'Яков'],
    ['Ольга (соседка)', 'Ольга'],
    ['Вера, третий подъезд', 'Вера'],
    ['Анна Ивановна', 'Анна Ивановна'],
    ['Петрова Анна Ивановна', 'Анна Ивановна'],
    ['Анна Ивановна Петрова', 'Анна Ивановна'],
    ['Кузьмин Пётр Ильич', 'Пётр Ильич'],
    ['Mary Jones', 'Mary'],
    ['Anna Petrova', 'Anna'],
    ['Ксюша 😀', 'Ксюша'],
    ['O’Neil', 'O’Neil'],
  ])('%s → %s', (name, called) => expect(calledBy(name)).toBe(called))

  test.each([
    'Петрова Анна',
    'Никитина Оля',
    'Марина Ким',
    'А. Петрова',
    'Petrova Anna',
  ])('%s whole, since nobody knows which word is which', (name) => expect(calledBy(name)).toBe(name))

  test.each([
    '+7 912 345-67-89',
    '89123456789',
    'C-17',
    '😀',
    '',
    'А'.repeat(60),
  ])('%j by nothing', (name) => {
    expect(calledBy(name)).toBeNull()
  })
})
