// Hostile texts through every command: stored past the program, typed, and named as files. Nothing of them drives the
// screen, forges a line, or computes in a spreadsheet.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Option } from 'commander'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../src/program/program.ts'
import { commandsIn } from '../commands-in.ts'
import { disturb, endless, HOSTILE } from '../disturbed.ts'
import { createContext, type FakeWorld, fakeWorld, type Ran, runLine } from '../fixture.ts'
import { fullShop, withDatabase } from '../personal.ts'

/** Texts of several lines and nothing else: the line that a view forgets to make one is told by its beginning. */
function* severalLines(): Generator<string> {
  for (let i = 1; ; i++) yield `a${i}\nEVIL forged\r\nEVIL another\u2028EVIL third`
}

/** The full shop with hostile texts in every row, beginning with the nth of them. */
async function disturbedShop(first: number | 'lines'): Promise<FakeWorld> {
  const world = wide(await fullShop())
  const texts = first === 'lines' ? severalLines() : endless(HOSTILE, first)
  expect(withDatabase(world, (db) => db.transaction(disturb)(db, texts, null))).toBeGreaterThan(30)
  return world
}

/** Every command that does something, with its path. */
const commands = async () => commandsIn(createProgram(await createContext(fakeWorld(), {})))

/** Columns in which everything fits into its line. */
const WIDE = 4000

const wide = <World extends FakeWorld>(world: World): World => {
  world.env.COLUMNS = String(WIDE)
  return world
}

/** What is wrong with what reached the screen; nothing, if all is well. */
function complaints({ code, out, err }: Ran, { color = false, columns = WIDE } = {}): string[] {
  const text = `${out}${err}`
  const bare = color ? text.replace(/\x1b\[(?!35m)\d{1,2}m/g, '') : text
  const wrong = [
    ...(bare.match(/[^\n\P{C}]|[\u2028\u2029]|(?![\ufe0e\ufe0f])\p{DI}|\p{M}{5}/gu) ?? []),
    // Told only where no line is broken at its blanks.
    ...(columns === WIDE ? (bare.match(/^ *EVIL (forged|another|third).*/gm) ?? []) : []),
    ...(bare.match(/\[object|undefined|NaN|\bat \S+:\d+:\d+/g) ?? []),
  ]
  // 1 is a bug of ours.
  const shown = new Set(wrong.map((sign) => JSON.stringify(sign)))
  return [...(code === 1 ? [`exit 1: ${err}`] : []), ...shown].slice(0, 8)
}

/** Reads everything there is; `#2` is Анна, the customer who has lived through most. */
const READING = [
  'due --all --why',
  'due --all --as-of 2026-10-09',
  'loyal --stage new,trying,regular,loyal,advocate --why',
  'summary --period quarter --compare --all-details',
  'sale list --all',
  'sale list --owing',
  'sale show #1',
  'customer list --all',
  'customer show #2',
  'customer show #4',
  'customer find #2',
  'customer duplicates',
  'customer consent #2',
  'product list --all',
  'product show #1',
  'case list --all',
  'case show #1',
  'promise list --all',
  'bonus show #2',
  'message #2',
  'message #2 --kind thanks',
  'history --all',
  'config list',
  'doctor',
  'backup --list',
]

describe('what is stored', () => {
  const firsts = [0, 9, 'lines'] as const

  test.each(firsts)('in any order, from %s', async (first) => {
    const world = await disturbedShop(first)
    const known = new Set((await commands()).map(({ path }) => path.join(' ')))
    for (const [name, env] of Object.entries({
      plain: { NO_COLOR: '1' },
      narrow: { NO_COLOR: '1', COLUMNS: '40', AFTERSALES_LANG: 'ru' },
      colour: { NO_COLOR: undefined, FORCE_COLOR: '1' },
    })) {
      const shown = { ...world, env: { ...world.env, ...env } }
      for (const line of READING) {
        const words = line.split(' ')
        if (!known.has(words[0] ?? '') && !known.has(words.slice(0, 2).join(' '))) continue
        const ran = await runLine(words, shown)
        expect
          .soft(
            complaints(ran, { color: name === 'colour', columns: Number(shown.env.COLUMNS) }),
            `${name}: ${line}`,
          )
          .toEqual([])
        expect.soft([line, ran.code, ran.err]).toEqual([line, 0, ''])
      }
    }
  })

  test.each(firsts)('as JSON, from %s: every text whole, and none raw', async (first) => {
    const world = await disturbedShop(first)
    for (const line of READING) {
      const ran = await runLine([...line.split(' '), '--json'], world)
      expect.soft(complaints(ran), line).toEqual([])
      if (ran.code === 0) JSON.parse(ran.out)
    }
  })

  test.each(firsts)('as tables, from %s: no cell computes, whichever sign parts them', async (first) => {
    const world = await disturbedShop(first)
    const folder = join(world.home, 'out')
    mkdirSync(folder)
    for (const list of ['customers', 'products', 'sales', 'contacts', 'loyal']) {
      for (const excel of [[], ['--excel']]) {
        const out = join(folder, `${list}${excel.length}.csv`)
        const ran = await runLine(['export', list, '--out', out, ...excel], world)
        expect(complaints(ran)).toEqual([])
        const printed = await runLine(['export', list, ...excel], world)
        expect(printed.out).toBe(readFileSync(out, 'utf8'))
      }
    }
    await runLine(['export', 'all', '--out', join(folder, 'all')], world)
    const files = [folder, join(folder, 'all')].flatMap((at) =>
      readdirSync(at)
        .filter((name) => name.endsWith('.csv'))
        .map((name) => join(at, name)),
    )
    expect(files).toHaveLength(35)
    for (const file of files) expect.soft(computing(readFileSync(file, 'utf8')), file).toEqual([])
  })

  test('also where a table goes to the screen itself', async () => {
    const world = await disturbedShop(0)
    for (const list of ['customers', 'products', 'sales', 'contacts']) {
      const ran = await runLine(['export', list], world, [])
      expect.soft(complaints({ ...ran, out: ran.out.replaceAll('\t', '') }), list).toEqual([])
    }
  })
})

/** Cells of a table that a spreadsheet would compute, wherever it may think that one begins. */
function computing(text: string): string[] {
  const cells = text.replace('\ufeff', '').split(/[,;|\t\r\n]/)
  return cells.filter((cell) => {
    const bare = cell.replace(/^"+/, '')
    return /^[=+\-@＝＋－＠]/.test(bare) && !/^(\+\d[\d ()-]*|-\d+([.,]\d+)?)"?$/.test(bare)
  })
}

test('a computing cell would be found', () => {
  for (const text of ['a,=1', 'a,"=1"', 'x;+1+1', '"a\n=1"', '-2+3', '"""=1"""', '@x'])
    expect(computing(text)).not.toEqual([])
  expect(computing('a,\'=1,-5,"-1490,50",+7 912 345-67-89,\'@x')).toEqual([])
})

describe('what is typed', () => {
  /** Names a file inside the world's own home. */
  const isFile = (name: string) =>
    /^(out|export|print|templates|passphraseFile|rejects|file|folder|backup)$/.test(name)

  /** Plausible words for the arguments of a command, so that the one that is tried is what it trips over. */
  const ARGUMENTS: Record<string, string> = {
    ...{ customer: '#2', other: '#4', product: '#1', sale: '#1', case: '#1', promise: '#1', key: 'region' },
    ...{ value: 'RU', when: '+3d', points: '1', id: '1', name: 'Nina', text: 'words', tag: 'nuts' },
  }

  /** What a command cannot do without. */
  const COMPANIONS: Record<string, string[]> = {
    'sale add': ['--customer', 'Nina', '--new', '--item', 'Cream @100'],
    log: ['--outcome', 'talked'],
    'case add': ['--kind', 'question', '--asked', 'How?'],
    'case resolve': ['--how', 'advised'],
    'promise add': ['--what', 'sample', '--by', '+3d'],
    'customer consent': ['--purpose', 'marketing', '--give', '--source', 'chat'],
    'bonus add': ['--reason', 'gift'],
  }

  async function tried(
    path: string[],
    command: Command,
    option: Option | number,
    text: string,
    world: FakeWorld,
  ) {
    const value = (name: string) =>
      isFile(name) ? join(world.home, text.replaceAll('/', '_').replaceAll('\0', '')) : text
    const words = command.registeredArguments.map((argument, i) => {
      const name = argument.name()
      if (i === option) return value(name)
      return isFile(name) ? join(world.home, 'none') : (ARGUMENTS[name] ?? '#1')
    })
    const flags = typeof option === 'number' ? [] : [`${option.long}=${value(option.attributeName())}`]
    // Without a name of its own it would be written where the tests are run.
    if (path[0] === 'report') flags.unshift(`--out=${join(world.home, 'report.html')}`)
    // Else a text that begins with a hyphen is an option of its own.
    return runLine([...path, ...(COMPANIONS[path.join(' ')] ?? []), ...flags, '--yes', '--', ...words], world)
  }

  test.each([0, 1, 2, 3, 4, 5])('as any argument and any option of any command, part %i', {
    timeout: 180_000,
  }, async (part) => {
    const texts = endless(HOSTILE, part * 4)
    let count = 0
    for (const [i, { path, command }] of (await commands()).entries()) {
      if (i % 6 !== part || path[0] === 'demo' || path[0] === 'help') continue
      const options = command.options.filter((option) => option.required || option.optional)
      const places = [...command.registeredArguments.keys(), ...options]
      for (const place of places) {
        for (let times = 0; times < 3; times++) {
          const world = times === 1 ? await disturbedShop('lines') : wide(await fullShop())
          const text = texts.next().value as string
          const ran = await tried(path, command, place, text, world)
          const where = typeof place === 'number' ? `argument ${place}` : place.long
          expect.soft(complaints(ran), `${path.join(' ')} ${where} ${JSON.stringify(text)}`).toEqual([])
          count += 1
        }
      }
    }
    expect(count).toBeGreaterThan(20)
  })

  test('as the name of any file that is longer than a name can be, or lies in a file', async () => {
    const flags = ['--out', '--templates', '--passphrase-file', '--export', '--rejects']
    const tooLong = 'x'.repeat(300)
    let count = 0
    for (const { path, command } of await commands()) {
      const options = command.options.filter((option) => flags.includes(option.long ?? ''))
      const places = command.registeredArguments.flatMap((argument, i) =>
        isFile(argument.name()) ? [i] : [],
      )
      for (const place of [...places, ...options]) {
        for (const text of [tooLong, tooLong.slice(0, 250), 'shop.db/a.csv']) {
          const world = await fullShop()
          writeFileSync(join(world.home, 'a.csv'), 'name\nNina\n')
          const name = join(world.home, text)
          const words = command.registeredArguments.map((argument, i) =>
            i === place
              ? name
              : isFile(argument.name())
                ? join(world.home, 'a.csv')
                : (ARGUMENTS[argument.name()] ?? '#1'),
          )
          const given = typeof place === 'number' ? [] : [`${place.long}=${name}`]
          const ran = await runLine([...path, ...given, '--yes', '--', ...words], world)
          expect.soft(complaints(ran), `${path.join(' ')} ${JSON.stringify(given)}`).toEqual([])
          count += 1
        }
      }
    }
    expect(count).toBeGreaterThan(40)
  })

  test('as a command, an option, a file, a language and a moment', async () => {
    for (const text of HOSTILE.map((one) => one.replaceAll('\0', ''))) {
      const world = wide(fakeWorld())
      const lines = [
        [text],
        ['customer', text],
        [`--${text}`],
        ['due', `--${text}`],
        ['due', `--kind=${text}`],
        ['due', `--lang=${text}`],
        ['due', `--as-of=${text}`],
        ['due', `--db=${join(world.home, text.replaceAll('/', '_'))}`],
        // Making a whole shop takes its time.
        text.startsWith('a') && ['demo', `--db=${join(world.home, `${text.replaceAll('/', '_')}.db`)}`],
        ['help', text],
      ]
      for (const line of lines.filter((one) => one !== false)) {
        const ran = await runLine(line, world)
        expect.soft(complaints(ran), JSON.stringify(line)).toEqual([])
        const asJson = await runLine([...line, '--json'], world)
        expect.soft(complaints(asJson), JSON.stringify(line)).toEqual([])
      }
    }
  })

  test('in the cells and heads of imported files', { timeout: 120_000 }, async () => {
    const known = (await commands()).map(({ path }) => path.join(' '))
    const kinds = ['sales', 'customers', 'products'].filter((kind) => known.includes(`import ${kind}`))
    const cells = ['customer', 'phone', 'date', 'product', 'quantity', 'amount', 'note', 'tip', 'price']
    const good = ['Nina', '+79000000001', '2026-11-01', 'Cream', '1', '100', 'x', 'y', '5']
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""').replaceAll('\0', '')}"`
    const linesWith = (text: string) =>
      cells.map((_, place) => good.map((cell, k) => quoted(k === place ? text : cell)).join())
    const world = wide(fakeWorld())
    const runs = async (texts: readonly string[], ...flags: string[]) => {
      const file = join(world.home, 'a.csv')
      const head = [...cells, quoted(texts[0] ?? '')].join()
      writeFileSync(file, [head, ...texts.flatMap(linesWith), ''].join('\n'))
      for (const kind of kinds) {
        const ran = await runLine(['import', kind, file, ...flags], world)
        expect.soft(complaints(ran), `${kind} ${flags} ${JSON.stringify(texts[0])}`).toEqual([])
      }
    }
    for (const [i, text] of HOSTILE.entries()) {
      await runs([text])
      const rejects = join(world.home, `rejects${i}.csv`)
      await runs([text], '--skip-bad', '--rejects', rejects, '--force')
      expect.soft(computing(readFileSync(rejects, 'utf8')), JSON.stringify(text)).toEqual([])
    }
    await runs(HOSTILE, '--dry-run')
    await runs(HOSTILE, '--skip-bad')
    for (const line of READING) {
      expect.soft(complaints(await runLine(line.split(' '), world)), line).toEqual([])
    }
  })
})

test('what a view should ever forget is held back at the gate', async () => {
  const evil = HOSTILE.join('\n')
  for (const color of [false, true]) {
    const world = wide(fakeWorld({ color }))
    let out = ''
    world.stdout.on('data', (chunk) => {
      out += chunk
    })
    const context = await createContext(world, {})
    context.say(evil)
    context.show({ evil }, () => evil)
    await new Promise((done) => world.stdout.write('', done))
    // Whole lines are the view's own to make.
    const bare = { code: 0, out: out.replace(/^EVIL/gm, '').replaceAll('\t', ''), err: '' }
    // Of what drives a terminal a colour may be left, where there are colours.
    expect(complaints(bare, { color }).filter((wrong) => wrong !== '"\\u001b"' || !color)).toEqual([])
    expect(out).toContain('[2J')
  }
})

test('writing of more than one sign stays legible', async () => {
  const world = wide(fakeWorld())
  await runLine(['customer', 'add', 'Анна 👩‍👧 ❤️ Андреи\u0306 Ёлкина', '--phone', '8 900 000-00-01'], world)
  for (const line of ['customer list', 'customer show #1', 'customer find Ёлкина']) {
    const { out } = await runLine(line.split(' '), world)
    expect(out.normalize('NFC'), line).toContain('Анна 👩👧 ❤️ Андрей Ёлкина')
  }
})
