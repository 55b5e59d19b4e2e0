// config edit: what an editor or a file brings back is checked line by line, and stored whole or not at all.
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TEXT_NAMES } from '../../src/domain/message.ts'
import { QUESTION_NAMES } from '../../src/domain/question.ts'
import { Store } from '../../src/store/store.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const SELL = ['sale', 'add', '--customer', 'Anna', '--phone', '89161234567', '--item', 'Cream']

/** Takes a text as `--file`. */
function file(world: FakeWorld, content: string | Buffer, name = 'my.txt'): string {
  const path = join(world.home, name)
  writeFileSync(path, content)
  return path
}
const storedTexts = (world: FakeWorld) =>
  JSON.parse(readFileSync(join(world.home, 'shop.messages.json'), 'utf8'))
const shown = async (world: FakeWorld, key: string) =>
  (await runJson<{ setting: { value: unknown } }>(['config', 'get', key], world)).setting.value

describe('a file of settings', () => {
  test.each(['en', 'ru'] as const)('comes back from --out unchanged in %s', async (lang) => {
    const world = fakeWorld({ lang })
    const out = join(world.home, 'all.txt')
    await runJson(['config', 'edit', '--out', out], world)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(await runJson(['config', 'edit', '--file', out], world)).toEqual({ changed: [], flawed: false })
    expect(existsSync(world.db)).toBe(false)
    expect(await runError(['config', 'edit', '--out', out], world)).toMatchObject({ code: 'file.exists' })
  })

  test('is one change that plans anew and can be undone', async () => {
    const world = fakeWorld()
    await runJson(SELL, world)
    const text =
      'checkIn.opensAfterDays = 16\nCHECKIN.dueAfterDays=20\n# a word\n\nloyalty.atRiskIntervals = 1,75'
    const { changed } = await runJson<{ changed: unknown }>(
      ['config', 'edit', '--file', file(world, text)],
      world,
    )
    expect(changed).toEqual([
      { key: 'checkIn.opensAfterDays', value: 16, was: 8 },
      { key: 'checkIn.dueAfterDays', value: 20, was: 14 },
      { key: 'loyalty.atRiskIntervals', value: 1.75, was: 1.5 },
    ])
    const store = new Store(world.db, 'read', world.clock, world.zone)
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
    expect((await runLine(['history'], world)).out.replace(/\s+/g, ' ')).toContain(
      'Settings – checkIn.opensAfterDays, checkIn.dueAfterDays, loyalty.atRiskIntervals',
    )
    await runJson(['undo'], world)
    expect(await shown(world, 'checkIn.dueAfterDays')).toBe(14)
    expect(await shown(world, 'loyalty.atRiskIntervals')).toBe(1.5)
  })

  test('may be saved by any editor', async () => {
    const world = fakeWorld()
    for (const [days, bytes] of [
      [5, Buffer.from('\ufeffhush.days = 5\r\nshopName = Лавка = «Ольга»\r\n')],
      [6, Buffer.from('\ufeffhush.days = 6\r\n', 'utf16le')],
      [7, Buffer.from('hush.days = 7\rcap.days = 31')],
    ] as const) {
      await runJson(['config', 'edit', '--file', file(world, bytes)], world)
      expect(await shown(world, 'hush.days')).toBe(days)
    }
    expect(await shown(world, 'shopName')).toBe('Лавка = «Ольга»')
  })

  test.each<[string, string | Buffer, string, object]>([
    ['JSON', '{\n "hush.days": 5\n}', 'settings.noPair', { line: 1 }],
    [
      'an unknown name',
      'hush.days = 5\r\nhushdays = 6',
      'settings.unknown',
      { line: 2, suggestion: 'hush.days' },
    ],
    ['__proto__', '\n__proto__ = 6', 'settings.unknown', { line: 2 }],
    ['a word for a number', 'hush.days = ten', 'settings.value', { line: 1, value: 'ten' }],
    ['nothing for a number', 'hush.days =', 'settings.value', { line: 1 }],
    [
      'too much',
      '#\ncap.contacts = 5000',
      'settings.value',
      { line: 2, allowed: 'a whole number from 1 to 1000' },
    ],
    ['a half', 'hush.days = 1.5', 'settings.value', { line: 1 }],
    ['the same twice', 'hush.days = 5\nHush.Days = 6', 'settings.twice', { line: 2 }],
    ['no zone', 'timeZone = Mars/Base', 'settings.value', { line: 1 }],
    ['no hours', 'callHours = 21-9', 'settings.value', { line: 1 }],
    [
      'a due day before the first',
      'hush.days = 5\ncheckIn.opensAfterDays = 20\ncheckIn.dueAfterDays = 16',
      'settings.value',
      { line: 2, allowed: 'a whole number from 0 to 16' },
    ],
    [
      'Windows-1251',
      Buffer.from('hush.days = 5\nshopName = \xcc\xe0\xe3\n', 'latin1'),
      'edit.notUtf8',
      { line: 2 },
    ],
    ['a huge file', 'x'.repeat(300_000), 'edit.tooLarge', {}],
    ['a long line', `hush.days = ${'9'.repeat(100_000)}`, 'settings.value', { line: 1 }],
  ])('with %s is refused by line, and nothing is made', async (_, text, code, params) => {
    const world = fakeWorld()
    const error = await runError(['config', 'edit', '--file', file(world, text)], world)
    expect(error).toMatchObject({ code, params })
    expect(error.message.length).toBeLessThan(300)
    expect(existsSync(world.db)).toBe(false)
  })

  test('is refused where there is none, and without a terminal one is asked for', async () => {
    const world = fakeWorld()
    const error = (...flags: string[]) => runError(['config', 'edit', ...flags], world)
    expect(await error('--file', join(world.home, 'no.txt'))).toMatchObject({ code: 'file.notFound' })
    expect(await error('--file', world.home)).toMatchObject({ code: 'file.unreadable' })
    expect(await error()).toMatchObject({ exit: 2, code: 'input.missing', params: { flag: '--file' } })
    expect(await error('everything')).toMatchObject({ exit: 2, params: { why: 'choice' } })
    expect(await error('--file', 'a', '--out', 'b')).toMatchObject({ exit: 2, params: { why: 'apart' } })
  })

  test('does not change the currency of money that is there', async () => {
    const world = fakeWorld()
    await runJson([...SELL.slice(0, -1), 'Cream @100'], world)
    const path = file(world, 'hush.days = 5\ncurrency = EUR')
    expect(await runError(['config', 'edit', '--file', path], world)).toMatchObject({
      code: 'setting.currencyInUse',
    })
    expect(await shown(world, 'hush.days')).toBe(10)
  })
})

describe('texts', () => {
  test('replace those before, which stay beside them', async () => {
    const world = fakeWorld()
    const out = join(world.home, 'texts.json')
    await runJson(['config', 'edit', 'texts', '--out', out], world)
    expect(await runJson(['config', 'edit', 'texts', '--file', out], world)).toEqual({
      changed: [],
      flawed: false,
    })
    const first = file(world, '{"en":{"thanks":"First"}}\r\n', 'first.json')
    expect(await runJson(['config', 'edit', 'texts', '--file', first], world)).toMatchObject({
      texts: [{ lang: 'en', kind: 'thanks' }],
      before: null,
    })
    const second = file(world, '{"en":{"thanks":"Second"}}', 'second.json')
    const { before } = await runJson<{ before: string }>(['config', 'edit', 'texts', '--file', second], world)
    expect(storedTexts(world)).toEqual({ en: { thanks: 'Second' }, ru: {} })
    await runJson(['config', 'edit', 'texts', '--file', before], world)
    expect(storedTexts(world)).toEqual({ en: { thanks: 'First' }, ru: {} })
  })

  const shownTexts = async (world: FakeWorld) => {
    const out = join(world.home, 'out.json')
    await runJson(['config', 'edit', 'texts', '--out', out, '--force'], world)
    return JSON.parse(readFileSync(out, 'utf8')) as Record<'en' | 'ru', Record<string, string | string[]>>
  }
  const take = (world: FakeWorld, texts: object) =>
    runJson<{ texts: object[] }>(
      ['config', 'edit', 'texts', '--file', file(world, JSON.stringify(texts))],
      world,
    )

  test('are all shown, hers and those that ship; of them only hers are kept', async () => {
    const world = fakeWorld()
    const all = await shownTexts(world)
    expect(Object.keys(all)).toEqual(['en', 'ru'])
    expect(Object.keys(all.en).sort()).toEqual([...TEXT_NAMES, ...QUESTION_NAMES].sort())
    expect(all.en['ask.reorder']).toEqual(['How much is left?', 'The same again?'])
    all.en['ask.reorder'] = ['How much is left?', 'More?']
    all.ru['ask.win-back'] = []
    all.ru.thanks = 'Спасибо, {{name}}!'
    expect((await take(world, all)).texts).toEqual([
      { lang: 'en', kind: 'ask.reorder' },
      { lang: 'ru', kind: 'thanks' },
      { lang: 'ru', kind: 'thanks.sms' },
      { lang: 'ru', kind: 'thanks.email' },
      { lang: 'ru', kind: 'ask.win-back' },
    ])
    const forms = { 'thanks.sms': all.ru['thanks.sms'], 'thanks.email': all.ru['thanks.email'] }
    const kept = {
      en: { 'ask.reorder': ['How much is left?', 'More?'] },
      ru: { thanks: 'Спасибо, {{name}}!', ...forms, 'ask.win-back': [] },
    }
    expect(storedTexts(world)).toEqual(kept)
    expect(await shownTexts(world)).toEqual(all)
    expect(await take(world, all)).toEqual({ changed: [], flawed: false })
    // In another order it says the same.
    expect(await take(world, { ru: kept.ru, en: kept.en })).toEqual({ changed: [], flawed: false })
  })

  test('are sent as the editor shows them: the forms of a text that is hers stay, or give way to it', async () => {
    const world = fakeWorld()
    await runJson(SELL, world)
    const sms = async () =>
      (await runJson<{ text: string }>(['message', 'Anna', '--kind', 'thanks', '--channel', 'sms'], world))
        .text
    const shipped = await sms()
    const all = await shownTexts(world)
    all.en.thanks = 'Mine'
    await take(world, all)
    expect(await sms()).toBe(shipped)
    delete all.en['thanks.sms']
    await take(world, all)
    expect(await sms()).toBe('Mine')
    expect(await shownTexts(world)).toEqual(all)
    expect(await take(world, all)).toEqual({ changed: [], flawed: false })
  })

  test('are those that ship again once they are taken out, or put back', async () => {
    const world = fakeWorld()
    const shipped = await shownTexts(world)
    for (const back of [{}, shipped]) {
      await take(world, { en: { askReview: 'A word?' } })
      expect((await take(world, back)).texts).toEqual([])
      expect(storedTexts(world)).toEqual({ en: {}, ru: {} })
    }
    await take(world, { en: { askReview: 'A word?' } })
    const { out } = await runLine(
      ['config', 'edit', 'texts', '--file', join(world.home, 'shop.messages.before.json')],
      world,
    )
    expect(out).toContain('No text is your own')
  })

  test('of an older version are kept as they are until something is changed', async () => {
    const world = fakeWorld()
    await runJson(['message', '--templates'], world)
    const whole = readFileSync(join(world.home, 'shop.messages.json'))
    expect(await take(world, await shownTexts(world))).toEqual({ changed: [], flawed: false })
    expect(readFileSync(join(world.home, 'shop.messages.json'))).toEqual(whole)
  })

  test('that are not in order are shown as they are, to be mended', async () => {
    const world = fakeWorld()
    const broken = '{ "en": { "ask.reorder": "More?" } }\n'
    file(world, broken, 'shop.messages.json')
    const out = join(world.home, 'out.json')
    await runJson(['config', 'edit', 'texts', '--out', out], world)
    expect(readFileSync(out, 'utf8')).toBe(broken)
    await take(world, { en: { 'ask.reorder': ['More?'] } })
    expect(storedTexts(world)).toEqual({ en: { 'ask.reorder': ['More?'] }, ru: {} })
    expect(readFileSync(join(world.home, 'shop.messages.before.json'), 'utf8')).toBe(broken)
  })

  test.each([
    ['{"en":{"thanks":"Hi"}', 'template.broken', 1],
    ['{\n"en":{\n"thanks":"Hi {{nmae}}"}}', 'template.unknownPlace', 3],
    ['{\n"fr":{}}', 'template.unknownLanguage', 2],
    ['{\n"en":{\n"ask.reorder":[\n"How much?",\n"For {{name}}?"]}}', 'template.unknownPlace', 5],
    ['{\n"en":{\n"ask.reorder":"How much?"}}', 'template.noList', 3],
    ['{\n"en":{\n"askTip":"How do you use it?"}}', 'template.missingPlace', 3],
  ])('%j is refused, and the file stays as it was', async (text, code, line) => {
    const world = fakeWorld()
    const kept = file(world, '{"en":{}}', 'shop.messages.json')
    const path = file(world, text, 'mine.json')
    expect(await runError(['config', 'edit', 'texts', '--file', path], world)).toMatchObject({
      code,
      params: { line },
    })
    expect(readFileSync(kept, 'utf8')).toBe('{"en":{}}')
  })
})

describe('an editor', () => {
  /** One that does what a line of shell says with the file `$1`. */
  function withEditor(world: FakeWorld, script: string): void {
    const path = join(world.home, 'my editor')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o700)
    world.env.EDITOR = `'${path}' --wait`
  }
  const sed = (change: string) => `sed "${change}" "$2" > "$2.new" && mv "$2.new" "$2"`
  const drafts = () => readdirSync(tmpdir()).filter((name) => /^aftersales-\w{6}$/.test(name))

  test('that changes a line', async () => {
    const world = fakeWorld()
    const before = drafts()
    withEditor(world, sed('s/^hush.days = 10/hush.days = 7/'))
    const { code, out } = await runLine(['config', 'edit', 'cadence'], world, [])
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('hush.days  7 (before: 10)'),
    })
    expect(await shown(world, 'hush.days')).toBe(7)
    expect(drafts()).toEqual(before)
  })

  test('that changes nothing', async () => {
    const world = fakeWorld()
    withEditor(world, ':')
    const { code, out, err } = await runLine(['config', 'edit'], world, [])
    expect({ code, out }).toEqual({ code: 0, out: 'Nothing was changed.\n' })
    expect(err).toContain('--wait')
    expect(existsSync(world.db)).toBe(false)
  })

  test('is opened again with what was typed until it is right', async () => {
    const world = fakeWorld()
    withEditor(
      world,
      `if grep -q "= 7x" "$2"; then ${sed('s/7x/7/')}; else ${sed('s/^hush.days = 10/hush.days = 7x/')}; fi`,
    )
    const { code, out } = await runLine(['config', 'edit'], world, [''])
    expect(out).toMatch(/Line \d+: “7x” is no value for hush\.days\./)
    expect(code).toBe(0)
    expect(await shown(world, 'hush.days')).toBe(7)
  })

  test('is left, and everything is as it was', async () => {
    const world = fakeWorld()
    const before = drafts()
    withEditor(world, sed('s/^hush.days = 10/hush.days = 7x/'))
    const { code, err } = await runLine(['config', 'edit'], world, ['\x03'])
    expect(code).toBe(130)
    expect(err).toContain('Nothing was changed.')
    expect(existsSync(world.db)).toBe(false)
    expect(drafts()).toEqual(before)
  })

  test.each([
    ['exit 3', 'edit.editorFailed', 3],
    ['kill -INT $$', 'cancelled', 130],
  ])('that ends with %s changes nothing', async (script, _, exit) => {
    const world = fakeWorld()
    withEditor(world, `${sed('s/^hush.days = 10/hush.days = 7/')}; ${script}`)
    expect((await runLine(['config', 'edit'], world, [])).code).toBe(exit)
    expect(existsSync(world.db)).toBe(false)
  })

  test('that is not there, and none at all', async () => {
    const world = fakeWorld()
    world.env.VISUAL = '/no/such/editor'
    expect(await runLine(['config', 'edit'], world, [])).toMatchObject({
      code: 3,
      err: expect.stringContaining('“/no/such/editor” is not there'),
    })
    const bare = fakeWorld()
    bare.env.PATH = bare.home
    expect(await runLine(['config', 'edit'], bare, [])).toMatchObject({
      code: 3,
      err: expect.stringContaining('no text editor'),
    })
  })

  test('keeps beside the new texts those that were written meanwhile', async () => {
    const world = fakeWorld()
    const mine = file(world, '{"en":{"thanks":"First"}}', 'shop.messages.json')
    withEditor(world, `${sed('s/First/Second/')}; printf '{"en":{"thanks":"Meanwhile"}}' > '${mine}'`)
    expect((await runLine(['config', 'edit', 'texts'], world, [])).code).toBe(0)
    expect(readFileSync(mine, 'utf8')).toContain('Second')
    expect(readFileSync(mine.replace('.json', '.before.json'), 'utf8')).toContain('Meanwhile')
  })

  test('keeps what was right where the shop cannot take it', async () => {
    const world = fakeWorld()
    await runJson(SELL, world)
    // Somebody else puts another file into its place meanwhile.
    withEditor(world, `${sed('s/^hush.days = 10/hush.days = 7/')}; printf x > '${world.db}'`)
    const { code, err } = await runLine(['config', 'edit'], world, [])
    expect(code).toBe(3)
    const [, kept = ''] = /--file\s+"([^"]+)"/.exec(err) ?? []
    expect(readFileSync(kept, 'utf8')).toContain('hush.days = 7')
    rmSync(dirname(kept), { recursive: true })
  })
})
