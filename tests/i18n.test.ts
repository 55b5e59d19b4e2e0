// Both languages say everything, with the same values in it, and no text is asked for that is not there.
import { readFileSync } from 'node:fs'
import { Visitor } from 'rolldown/utils'
import { beforeAll, describe, expect, test } from 'vitest'
import enScripts from '../data/scripts/en.json' with { type: 'json' }
import ruScripts from '../data/scripts/ru.json' with { type: 'json' }
import { AppError, type ErrorCode } from '../src/errors.ts'
import { WARNINGS, wordError } from '../src/ui/error.ts'
import { en } from '../src/ui/i18n/en/index.ts'
import { LANGS, type Lang, loadLanguage, type Translate } from '../src/ui/i18n/index.ts'
import { ru } from '../src/ui/i18n/ru/index.ts'
import { parse, readSources } from './source-rules.ts'

type Texts = ReadonlyMap<string, string>
/** Texts of one meaning: one, or a form for each number. */
type Forms = Map<string, Texts>

const PLURALS: Record<Lang, string[]> = { en: ['one', 'other'], ru: ['few', 'many', 'one', 'other'] }

/** Russian texts that are the same in every language, are data to type, or name keys where only ASCII is shown. */
const WITHOUT_RUSSIAN = /^[\s\p{P}\p{S}\d]*$|^aftersales |^-- Space, Enter, q --$/u

/** Reads `{ a: { b: 'text' }, c: ['x'] }` as a.b → text, c.0 → x. */
function flat(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}

function formsOf(texts: Texts): Forms {
  const forms: Forms = new Map()
  for (const [key, text] of texts) {
    const [, base = key, form = ''] = /^(.*)_(zero|one|two|few|many|other)$/.exec(key) ?? []
    forms.set(base, new Map([...(forms.get(base) ?? []), [form, text]]))
  }
  return forms
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{.*?\}\}/g) ?? [])].sort()
const bare = (text: string) => text.replace(/\{\{.*?\}\}/g, '')

/** What is wrong with the texts of two languages; a list of complaints. */
function complaints(texts: Record<Lang, Texts>): string[] {
  const forms = { en: formsOf(texts.en), ru: formsOf(texts.ru) }
  const found: string[] = []
  for (const key of new Set([...forms.en.keys(), ...forms.ru.keys()])) {
    const said = { en: forms.en.get(key), ru: forms.ru.get(key) }
    for (const lang of LANGS) {
      const names = [...(said[lang]?.keys() ?? [])].sort().join()
      if (!said[lang]) found.push(`${key} is missing in ${lang}`)
      else if (names !== '' && names !== PLURALS[lang].join()) {
        found.push(`${key} has the wrong plurals in ${lang}: ${names}`)
      }
    }
    const values = LANGS.flatMap((lang) =>
      // In English "one" is just one, so that a word can stand for the number; in Russian it is 21 as well.
      [...(said[lang] ?? [])].flatMap(([form, text]) =>
        lang === 'en' && form === 'one' ? [] : [placeholders(text).join()],
      ),
    )
    if (new Set(values).size > 1) found.push(`${key} has not the same values: ${values.join(' / ')}`)
  }
  for (const [key, text] of texts.ru) {
    const worded = bare(text)
    if (!/\p{Script=Cyrillic}/u.test(worded) && !WITHOUT_RUSSIAN.test(worded))
      found.push(`${key} is not Russian`)
  }
  for (const [key, text] of texts.en) {
    if (/\p{Script=Cyrillic}/u.test(text)) found.push(`${key} is Russian in English`)
  }
  for (const lang of LANGS) {
    for (const [key, text] of texts[lang]) if (text.trim() === '') found.push(`${key} is empty in ${lang}`)
  }
  return found
}

describe('English and Russian say the same', () => {
  test('in the program', () => expect(complaints({ en: flat(en), ru: flat(ru) })).toEqual([]))
  test('in the scripts of calls and messages', () => {
    const single = (texts: Texts) =>
      new Map([...texts].map(([key, text]) => [key, text.replace(/\{\{?/g, '{{')]))
    expect(complaints({ en: single(flat(enScripts)), ru: single(flat(ruScripts)) })).toEqual([])
  })

  test.each<[string, object, object, string]>([
    ['a missing text', { a: 'x' }, {}, 'a is missing in ru'],
    ['a text too many', {}, { a: 'я' }, 'a is missing in en'],
    [
      'a missing plural',
      { a_one: 'x', a_other: 'x' },
      { a_one: 'я', a_other: 'я' },
      'a has the wrong plurals in ru',
    ],
    ['another value', { a: '{{b}}' }, { a: 'я {{c}}' }, 'a has not the same values'],
    ['an English text in Russian', { a: 'Hello' }, { a: 'Hello' }, 'a is not Russian'],
    ['a Russian text in English', { a: 'Привет' }, { a: 'Привет' }, 'a is Russian in English'],
    ['an empty text', { a: ' ' }, { a: 'я' }, 'a is empty in en'],
  ])('%s would be found', (_, english, russian, complaint) => {
    const found = complaints({ en: flat(english), ru: flat(russian) })
    expect(
      found.some((said) => said.startsWith(complaint)),
      found.join('; '),
    ).toBe(true)
  })
})

describe('every error has its words', () => {
  const source = readFileSync(new URL('../src/errors.ts', import.meta.url), 'utf8')
  const listed = [...source.matchAll(/^ {2}(?:\| )?'(\w+\.\w+)',?$/gm)].map(([, code]) => code as ErrorCode)
  const codes: ErrorCode[] = [...listed, 'cancelled']
  const reasons = [...source.matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, why]) => why as string)
  const speakers: Partial<Record<Lang, { t: Translate; lang: Lang }>> = {}
  beforeAll(async () => {
    for (const lang of LANGS) speakers[lang] = { t: await loadLanguage(lang), lang }
  })

  test('the lists are read right', () => {
    expect(codes).toContain('usage.noTerminal')
    expect(codes).toContain('db.notOurs')
    expect(codes.length).toBeGreaterThan(130)
    expect(reasons).toContain('phone')
    expect(reasons.length).toBeGreaterThan(10)
  })

  const errors: [string, AppError][] = [
    ...codes.map((code): [string, AppError] => [code, new AppError(code, { name: 'x' })]),
    ['usage.unknownCommand alone', new AppError('usage.unknownCommand', { name: '', suggestion: '' })],
    ['usage.unknownOption with a guess', new AppError('usage.unknownOption', { name: 'x', suggestion: 'y' })],
    ...reasons.map((why): [string, AppError] => [
      `input.invalid ${why}`,
      new AppError('input.invalid', { why }),
    ]),
  ]
  test.each(
    errors.filter(([, error]) => error.code !== 'input.invalid' || error.params.why),
  )('%s', (_, error) => {
    for (const lang of LANGS) {
      const speaker = speakers[lang]
      if (!speaker) throw new Error(`no words in ${lang}`)
      const lines = wordError(error, speaker)
      expect(lines.length).toBe([...WARNINGS, 'cancelled'].includes(error.code) ? 1 : 2)
      for (const line of lines) expect(line).not.toMatch(/\berror\.|\b(usage|input|db|file)\.\w/)
    }
  })

  test('an error without words would be found', () => {
    const speaker = speakers.en
    expect(speaker && wordError(new AppError('db.unheardOf' as ErrorCode), speaker)[0]).toBe(
      'error.db.unheardOf',
    )
  })
})

describe('texts asked for are there', () => {
  const known = [...formsOf(flat(en)).keys()]
  const asked = [...readSources('src/**/*.ts')].flatMap(([path, source]) =>
    keysIn(path, source).map((key) => ({ path, key })),
  )

  test('and every one is found', () => {
    expect(asked.length).toBeGreaterThan(100)
    expect(
      asked
        .filter(({ key }) => !known.some((name) => key.test(name)))
        .map(({ path, key }) => `${path} ${key}`),
    ).toEqual([])
  })

  test('and no text is there for nobody', () => {
    const unasked = known.filter(
      (name) => !name.startsWith('error.') && !asked.some(({ key }) => key.test(name)),
    )
    expect(unasked).toEqual([])
  })
})

/** Keys that a source asks `t` for, as patterns: `due.kind.${kind}` may be any. */
function keysIn(path: string, source: string): RegExp[] {
  const found: RegExp[] = []
  const pattern = (parts: string[]) =>
    new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w.-]+')}$`)
  new Visitor({
    CallExpression({ callee, arguments: [key] }) {
      const isMethod = callee.type === 'MemberExpression'
      const name = isMethod ? callee.property : callee
      if (name.type !== 'Identifier' || !(name.name === 't' || (name.name === 'say' && !isMethod))) return
      const options = key?.type === 'ConditionalExpression' ? [key.consequent, key.alternate] : [key]
      for (const option of options) {
        if (option?.type === 'Literal' && typeof option.value === 'string')
          found.push(pattern([option.value]))
        if (option?.type === 'TemplateLiteral')
          found.push(pattern(option.quasis.map(({ value }) => value.raw)))
      }
    },
  }).visit(parse(path, source).program)
  return found
}
