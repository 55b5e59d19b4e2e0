// Her own texts: read strictly, refused by line, and a file to begin with that overwrites nothing.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import en from '../../data/scripts/en.json' with { type: 'json' }
import ru from '../../data/scripts/ru.json' with { type: 'json' }
import { QUESTION_NAMES } from '../../src/domain/question.ts'
import { AppError } from '../../src/errors.ts'
import { readPlaced } from '../../src/exchange/placed-json.ts'
import { parseTemplates } from '../../src/exchange/template-parser.ts'
import { readTemplates, templatesPath, writeTemplates } from '../../src/exchange/templates.ts'
import { LANGS } from '../../src/ui/i18n/index.ts'
import { loadScripts } from '../../src/ui/script.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
  path = join(folder, 'shop.messages.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = () => readTemplates(path, LANGS)

/** What is said of a file. */
async function refusal(content: string | Uint8Array): Promise<{ code: string; params: object }> {
  writeFileSync(path, content)
  try {
    await read()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, params: error.params }
    throw error
  }
  throw new Error('it was read')
}

describe('the file', () => {
  test.each([
    ['/a/shop.db', '/a/shop.messages.json'],
    ['/a/Shop.DB', '/a/Shop.messages.json'],
    ['/a/shop', '/a/shop.messages.json'],
    ['/a/shop.sqlite', '/a/shop.sqlite.messages.json'],
    ['shop.db', 'shop.messages.json'],
  ])('of %s is %s', (database, file) => expect(templatesPath(database)).toBe(join(file)))

  test('that is not there has no texts', async () => {
    expect(await read()).toEqual(new Map())
    expect(await readTemplates(join(folder, 'no', 'where.json'), LANGS)).toEqual(new Map())
  })

  test('says the same with a byte order mark, Windows line ends and blanks inside a place', async () => {
    const texts = { ru: { thanks: 'Спасибо, {{ name }}!\r\n🎉' }, en: {} }
    writeFileSync(path, `\ufeff${JSON.stringify(texts, null, 2).replaceAll('\n', '\r\n')}`)
    expect(await read()).toEqual(
      new Map([
        ['ru', { thanks: 'Спасибо, {{ name }}!\n🎉' }],
        ['en', {}],
      ]),
    )
  })
})

describe('is refused, with the line', () => {
  const inside = (line: string) => `{\n  "ru": {\n    ${line}\n  }\n}\n`

  test.each([
    ['a missing comma', inside('"thanks": "a"\n    "missed": "b"'), 4],
    ['a comma too many', inside('"thanks": "a",'), 4],
    ['no quotation mark at the end', inside('"thanks": "a'), 3],
    ['curly quotation marks', inside('“thanks”: “a”'), 3],
    ['single quotation marks', inside("'thanks': 'a'"), 3],
    ['a line break inside a text', inside('"thanks": "a\nb"'), 3],
    ['a wrong escape', inside('"thanks": "a\\x"'), 3],
    ['a missing brace', '{\n  "ru": {\n    "thanks": "a"\n', 3],
    ['something after the end', `${inside('"thanks": "a"')}x`, 6],
    ['nothing', '', 1],
    ['blanks', ' \n \n', 1],
    ['no JSON', 'Спасибо за покупку!', 1],
    ['braces without end', '['.repeat(50_000), 1],
    ['braces deeper than any text', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 1],
    ['a comment', `// mine\n${inside('"thanks": "a"')}`, 1],
  ])('%s', async (_, content, line) => {
    expect(await refusal(content)).toEqual({ code: 'template.broken', params: { path, line } })
  })

  test.each([
    ['"thank": "a"', 'template.unknownKind', { name: 'thank' }],
    ['"reorder": "a"', 'template.unknownKind', { name: 'reorder' }],
    ['"__proto__": "a"', 'template.unknownKind', { name: '__proto__' }],
    ['"thanks": "{{imya}}, спасибо"', 'template.unknownPlace', { kind: 'thanks', place: '{{imya}}' }],
    ['"thanks": "{{name}, спасибо"', 'template.unknownPlace', { kind: 'thanks', place: '{{name}' }],
    ['"thanks": 5', 'template.noText', { kind: 'thanks' }],
    ['"thanks": null', 'template.noText', { kind: 'thanks' }],
    ['"thanks": ["a", "b"]', 'template.noText', { kind: 'thanks' }],
    ['"thanks": { "a": "b" }', 'template.noText', { kind: 'thanks' }],
    ['"thanks": " \\n\\u202e "', 'template.empty', { kind: 'thanks' }],
    [`"thanks": "${'я'.repeat(300)}"`, 'template.tooLong', { kind: 'thanks', length: 300, most: 299 }],
    [`"thanks": "{{name}}${'я'.repeat(260)}"`, 'template.tooLong', { length: 300 }],
    ['"thanks": "a", "thanks": "b"', 'template.twice', { name: 'thanks' }],
    ['"ask": []', 'template.unknownKind', { name: 'ask', context: 'question' }],
    ['"ask.tip": []', 'template.unknownKind', { name: 'ask.tip' }],
    ['"ask.first-use.sms": []', 'template.unknownKind', { name: 'ask.first-use.sms' }],
    ['"ask.check-in": "a"', 'template.noList', { kind: 'ask.check-in' }],
    ['"ask.check-in": null', 'template.noList', { kind: 'ask.check-in' }],
    ['"ask.check-in": {}', 'template.noList', { kind: 'ask.check-in' }],
    ['"ask.check-in": { "items": [] }', 'template.noList', { kind: 'ask.check-in' }],
    ['"ask.check-in": ["a", 5]', 'template.noList', { kind: 'ask.check-in' }],
    ['"ask.check-in": [["a"]]', 'template.noList', { kind: 'ask.check-in' }],
    ['"ask.check-in": ["a", " \\u0007\\n"]', 'template.empty', { kind: 'ask.check-in' }],
    ['"ask.check-in": ["Hi {{name}}"]', 'template.unknownPlace', { place: '{{name}}', context: 'none' }],
    [`"ask.check-in": ["${'я'.repeat(300)}"]`, 'template.tooLong', { length: 300, most: 299 }],
    ['"ask.check-in": [], "ask.check-in": []', 'template.twice', { name: 'ask.check-in' }],
    ['"askReview": ["a"]', 'template.noText', { kind: 'askReview' }],
    ['"askReview": ""', 'template.empty', { kind: 'askReview' }],
    ['"askTip": "How is it?"', 'template.missingPlace', { kind: 'askTip', place: '{{tip}}' }],
    ['"askTip": "{{tips}}"', 'template.unknownPlace', { place: '{{tips}}', options: ['{{tip}}'] }],
    ['"askKept": "Done?"', 'template.missingPlace', { place: '{{what}}' }],
    ['"askTogether": "{{customers}} do"', 'template.missingPlace', { place: '{{products}}' }],
  ])('%s', async (line, code, params) => {
    expect(await refusal(inside(line))).toMatchObject({ code, params: { path, line: 3, ...params } })
  })

  test.each([
    ['{\n"de": { "thanks": "Danke" } }', 'template.unknownLanguage', 2],
    ['{ "ru": {},\n\n "ru": {} }', 'template.twice', 3],
    ['[]', 'template.noGroup', 1],
    ['"ru"', 'template.noGroup', 1],
    ['{\n "ru":\n "thanks" }', 'template.noGroup', 3],
    ['{ "ru": [] }', 'template.noGroup', 1],
  ])('%s', async (content, code, line) => {
    expect(await refusal(content)).toMatchObject({ code, params: { path, line } })
  })

  test('names every place and kind there is', async () => {
    const said = async (line: string) => (await refusal(inside(line))).params
    expect(await said('"x": "a"')).toMatchObject({ options: expect.arrayContaining(['run-out']) })
    expect(await said('"ask.x": []')).toMatchObject({
      options: expect.arrayContaining(['ask.first-use', 'askCase.again', 'askTip', 'askFactor.empathy']),
    })
    expect(await said('"tip": "{{x}}"')).toMatchObject({
      options: expect.arrayContaining(['{{name}}', '{{tip}}']),
    })
    expect(await said('"askTogether": "{{products}} {{tip}}"')).toMatchObject({
      options: ['{{products}}', '{{customers}}'],
    })
  })
})

describe('questions', () => {
  const parse = (texts: object | string) =>
    parseTemplates(typeof texts === 'string' ? texts : JSON.stringify(texts), path, LANGS)

  test('are lists, of none as well, and single ones with what they need', () => {
    const en = {
      ...{ 'ask.first-use': ['Did it come?', 'Any trouble?'], 'ask.reorder': [], 'askCase.again': ['And?'] },
      ...{
        askTip: 'Do you {{ tip }}?',
        askTogether: 'Often with {{products}}',
        'askFactor.empathy': '1 to 5?',
      },
    }
    expect(parse({ en })).toEqual(new Map([['en', en]]))
  })

  test('are one clean line each, whatever is hidden in them', () => {
    const texts = parse({ en: { 'ask.reorder': [' One\r\n\ttwo\u001b[31m\u202e ', 'Three'] } })
    expect(texts.get('en')).toEqual({ 'ask.reorder': ['One two[31m', 'Three'] })
  })

  test('are told of by their own line', () => {
    const lines = ['{ "en": {', '"ask.reorder": [', '"One?",', '"Two {{x}}?"', '] } }']
    expect(() => parse(lines.join('\n'))).toThrow(
      expect.objectContaining({
        code: 'template.unknownPlace',
        params: expect.objectContaining({ line: 4 }),
      }),
    )
  })

  test.each(LANGS)('as they ship in %s could be hers, every one', async (lang) => {
    const scripts = await loadScripts(lang)
    const shipped = Object.fromEntries(QUESTION_NAMES.map((name) => [name, scripts.shippedQuestion(name)]))
    expect(parse({ [lang]: shipped }).get(lang)).toEqual(shipped)
    const { ask, askCase, askFactor, ...all } = { en, ru }[lang]
    const single = Object.keys(all).filter((name) => name.startsWith('ask'))
    const parts = Object.entries({ ask, askCase, askFactor }).flatMap(([group, questions]) =>
      Object.keys(questions).map((name) => `${group}.${name}`),
    )
    expect([...QUESTION_NAMES].sort()).toEqual([...parts, ...single].sort())
  })
})

describe('is refused as a file', () => {
  test.each([
    ['Windows-1251', Uint8Array.from([0x7b, 0x22, 0xf0, 0xf3, 0x22, 0x3a, 0x7b, 0x7d, 0x7d])],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
  ])('in %s', async (_, bytes) => {
    expect(await refusal(bytes)).toEqual({ code: 'template.notText', params: { path } })
  })

  test('of a size that no texts have', async () => {
    const huge = `{ "ru": { "thanks": "${'a'.repeat(300_000)}" } }`
    expect(await refusal(huge)).toEqual({ code: 'template.tooLarge', params: { path } })
  })

  test('that is a folder', async () => {
    mkdirSync(path)
    await expect(read()).rejects.toThrow(expect.objectContaining({ code: 'template.unreadable' }))
  })

  test.skipIf(process.platform === 'win32')('that is a pipe, without waiting for it', async () => {
    execFileSync('mkfifo', [path])
    await expect(read()).rejects.toThrow(expect.objectContaining({ code: 'template.unreadable' }))
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('that is closed to her', async () => {
    writeFileSync(path, '{}')
    chmodSync(path, 0)
    await expect(read()).rejects.toThrow(expect.objectContaining({ code: 'template.unreadable' }))
  })
})

describe('a file to begin with', () => {
  const shipped = async () => ({
    en: (await loadScripts('en')).shippedMessages(),
    ru: (await loadScripts('ru')).shippedMessages(),
  })

  test('is for her alone, reads as it was written, and stays as it is from then on', async () => {
    const texts = await shipped()
    const nested = join(folder, 'new', 'folder', 'shop.messages.json')
    expect(writeTemplates(nested, texts)).toBe(true)
    if (process.platform !== 'win32') expect(statSync(nested).mode & 0o777).toBe(0o600)
    expect(Object.fromEntries(await readTemplates(nested, LANGS))).toEqual(texts)
    const written = readFileSync(nested)
    expect(written.toString()).toContain('\n    "thanks": "{{name}}, спасибо')
    expect(writeTemplates(nested, { ru: texts.en })).toBe(false)
    expect(readFileSync(nested)).toEqual(written)
  })

  test('where none can be is said, and nothing is left behind', async () => {
    writeFileSync(join(folder, 'file'), '')
    const texts = await shipped()
    const inFile = join(folder, 'file', 'shop.messages.json')
    expect(() => writeTemplates(inFile, texts)).toThrow(expect.objectContaining({ code: 'file.unwritable' }))
    expect(existsSync(inFile)).toBe(false)
  })
})

describe('the reader of JSON', () => {
  /** What it reads, without the lines; numbers and words as null. */
  function plain(value: unknown): unknown {
    if (typeof value === 'string') return value
    if (Array.isArray(value)) return { items: value.map(plain) }
    if (value === null || typeof value !== 'object') return null
    return Object.entries(value).map(([name, member]) => [name, plain(member)])
  }
  function bare(placed: ReturnType<typeof readPlaced>): unknown {
    if ('broken' in placed) return placed
    const { value } = placed
    if (value !== null && typeof value === 'object' && 'items' in value) {
      return { items: value.items.map(bare) }
    }
    return Array.isArray(value) ? value.map(([{ name }, member]) => [name, bare(member)]) : value
  }

  test('reads what JSON is, and says of all else that it is not', () => {
    const mark = fc.constantFrom(...'{}[]:,"\\ntr01-.eE \n', 'null', 'true', '"a"', '{"a":"b"}')
    const noise = fc.array(mark, { maxLength: 12 }).map((marks) => marks.join(''))
    fc.assert(
      fc.property(fc.oneof(noise, fc.json({ maxDepth: 4 }), fc.string()), (text) => {
        let parsed: { value: unknown } | null = null
        try {
          parsed = { value: JSON.parse(text) }
        } catch {}
        const placed = readPlaced(text)
        expect('broken' in placed).toBe(parsed === null)
      }),
      { numRuns: 5000 },
    )
  })

  test('reads the same as the parser of the language does', () => {
    const key = fc.string({ minLength: 1 }).filter((each) => !/^\d+$/.test(each) && each !== '__proto__')
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'grapheme' }),
        fc.double(),
        fc.dictionary(key, tie('tree')),
        fc.array(tie('tree')),
      ),
    }))
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 1, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(bare(readPlaced(text))).toEqual(plain(JSON.parse(text)))
      }),
      { numRuns: 1000 },
    )
  })

  test('counts the lines as an editor does', () => {
    const placed = readPlaced('\r\n{\r\n"a":\r"b",\n\n"c": {\n"d": [\n"e" ] } }')
    expect(placed).toEqual({
      line: 2,
      value: [
        [
          { name: 'a', line: 3 },
          { value: 'b', line: 4 },
        ],
        [
          { name: 'c', line: 6 },
          {
            line: 6,
            value: [
              [
                { name: 'd', line: 7 },
                { value: { items: [{ value: 'e', line: 8 }] }, line: 7 },
              ],
            ],
          },
        ],
      ],
    })
  })
})
