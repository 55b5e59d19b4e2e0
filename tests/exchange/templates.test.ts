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
import { AppError } from '../../src/errors.ts'
import { readPlaced } from '../../src/exchange/placed-json.ts'
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
function refusal(content: string | Uint8Array): { code: string; params: object } {
  writeFileSync(path, content)
  try {
    read()
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

  test('that is not there has no texts', () => {
    expect(read()).toEqual(new Map())
    expect(readTemplates(join(folder, 'no', 'where.json'), LANGS)).toEqual(new Map())
  })

  test('says the same with a byte order mark, Windows line ends and blanks inside a place', () => {
    const texts = { ru: { thanks: 'Спасибо, {{ name }}!\r\n🎉' }, en: {} }
    writeFileSync(path, `\ufeff${JSON.stringify(texts, null, 2).replaceAll('\n', '\r\n')}`)
    expect(read()).toEqual(
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
  ])('%s', (_, content, line) => {
    expect(refusal(content)).toEqual({ code: 'template.broken', params: { path, line } })
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
  ])('%s', (line, code, params) => {
    expect(refusal(inside(line))).toMatchObject({ code, params: { path, line: 3, ...params } })
  })

  test.each([
    ['{\n"de": { "thanks": "Danke" } }', 'template.unknownLanguage', 2],
    ['{ "ru": {},\n\n "ru": {} }', 'template.twice', 3],
    ['[]', 'template.noGroup', 1],
    ['"ru"', 'template.noGroup', 1],
    ['{\n "ru":\n "thanks" }', 'template.noGroup', 3],
    ['{ "ru": [] }', 'template.noGroup', 1],
  ])('%s', (content, code, line) => {
    expect(refusal(content)).toMatchObject({ code, params: { path, line } })
  })

  test('names every place and kind there is', () => {
    expect(refusal(inside('"x": "a"')).params).toMatchObject({ options: expect.arrayContaining(['run-out']) })
    expect(refusal(inside('"tip": "{{x}}"')).params).toMatchObject({
      options: expect.arrayContaining(['{{name}}', '{{tip}}']),
    })
  })
})

describe('is refused as a file', () => {
  test.each([
    ['Windows-1251', Uint8Array.from([0x7b, 0x22, 0xf0, 0xf3, 0x22, 0x3a, 0x7b, 0x7d, 0x7d])],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
  ])('in %s', (_, bytes) => expect(refusal(bytes)).toEqual({ code: 'template.notText', params: { path } }))

  test('of a size that no texts have', () => {
    const huge = `{ "ru": { "thanks": "${'a'.repeat(300_000)}" } }`
    expect(refusal(huge)).toEqual({ code: 'template.tooLarge', params: { path } })
  })

  test('that is a folder', () => {
    mkdirSync(path)
    expect(read).toThrow(expect.objectContaining({ code: 'template.unreadable' }))
  })

  test.skipIf(process.platform === 'win32')('that is a pipe, without waiting for it', () => {
    execFileSync('mkfifo', [path])
    expect(read).toThrow(expect.objectContaining({ code: 'template.unreadable' }))
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('that is closed to her', () => {
    writeFileSync(path, '{}')
    chmodSync(path, 0)
    expect(read).toThrow(expect.objectContaining({ code: 'template.unreadable' }))
  })
})

describe('a file to begin with', () => {
  const shipped = async () => ({
    en: (await loadScripts('en')).shipped(),
    ru: (await loadScripts('ru')).shipped(),
  })

  test('is for her alone, reads as it was written, and stays as it is from then on', async () => {
    const texts = await shipped()
    const nested = join(folder, 'new', 'folder', 'shop.messages.json')
    expect(writeTemplates(nested, texts)).toBe(true)
    if (process.platform !== 'win32') expect(statSync(nested).mode & 0o777).toBe(0o600)
    expect(Object.fromEntries(readTemplates(nested, LANGS))).toEqual(texts)
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
  /** What it reads, without the lines; arrays, numbers and words as null. */
  function plain(value: unknown): unknown {
    if (typeof value === 'string') return value
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    return Object.entries(value).map(([name, member]) => [name, plain(member)])
  }
  function bare(placed: ReturnType<typeof readPlaced>): unknown {
    if ('broken' in placed) return placed
    const { value } = placed
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
    const placed = readPlaced('\r\n{\r\n"a":\r"b",\n\n"c": {\n"d": "e" } }')
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
                { value: 'e', line: 7 },
              ],
            ],
          },
        ],
      ],
    })
  })
})
