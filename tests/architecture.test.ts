// The house rules of the source: who imports whom, and what stays out of where.
import { describe, expect, test } from 'vitest'
import {
  circles,
  clocksIn,
  cyrillicIn,
  globalsIn,
  importsOf,
  loadedWith,
  readSources,
  type Sources,
  streamsIn,
} from './source-rules.ts'

/**
 * Who may import what: folders and files of src (without the .ts), data, packages and modules of Node.
 * `type:` is a type only; `lazy:` a type or a dynamic import only; `*` stands for any piece of the name.
 */
const MAY_IMPORT: Record<string, string> = {
  errors: '',
  domain: 'domain errors data/*.json @date-fns/tz date-fns/* libphonenumber-js/min',
  rename: 'node:fs node:path',
  store: 'store domain errors rename better-sqlite3 node:fs node:path node:crypto',
  exchange:
    'exchange domain errors rename ui/table age-encryption csv-parse* csv-stringify* chardet d3-scale d3-shape ical-generator read-excel-file/* write-excel-file/* node:buffer node:crypto node:fs node:os node:path node:stream* node:url node:v8 node:zlib',
  ui: 'ui domain errors type:commands type:context type:exchange type:store lazy:data/*.json chalk cli-table3 fast-* inquirer node:child_process node:path',
  commands: 'commands domain store exchange ui errors type:context zod/mini lazy:chrono-node/*',
  program: 'program errors ui/i18n/placeholder ui/terminal type:context lazy:commands package.json commander',
  context: 'domain errors telling ui world lazy:store lazy:commands node:fs node:path',
  telling: 'domain ui world node:path',
  output: 'node:fs',
  world: 'domain output ui/pager node:os node:path',
  main: 'context world errors package.json lazy:program lazy:store/sqlite-error lazy:ui/error',
}

/**
 * What may hold the streams, and what each text that goes into them has come through: nothing that was typed or
 * imported reaches a screen another way. `result` is for other programs, and for a screen made safe like the rest.
 */
const GATES: Record<string, RegExp> = {
  'src/telling.ts': /^(onScreen\(|barLine\(|`\$\{printableJson\(|this\.toScreen \? onScreen\()/,
  'src/main.ts':
    /^((context\.)?json\s+\? json(Error|Warning)\(.*: errorLines\(|(jsonError|errorLines)\(|`\$\{manifest\.version\}|''$)/s,
  // Where they are handed on to the questions, and where they come in: whatever these wrote would be past the gate.
  'src/context.ts': /^(?!)/,
  'src/world.ts': /^(?!)/,
}

/** Code that has to know Russian words to read them; every other Russian text is in ui/i18n or data. */
const LEXICONS = [
  'src/commands/choice-words.ts',
  'src/commands/input.ts',
  'src/commands/when.ts',
  'src/domain/called.ts',
  'src/domain/cloud.ts',
  'src/domain/item.ts',
  'src/domain/money.ts',
  'src/domain/name.ts',
  'src/exchange/column-names.ts',
  'src/exchange/columns.ts',
  'src/exchange/example.ts',
]

/** What costs tens of milliseconds to load, and so waits until a command needs it. */
const HEAVY = /^(better-sqlite3|inquirer|zod|chrono-node|csv-|src\/(store|exchange|commands)\/)/

const RULES: Record<string, (path: string, source: string) => string[]> = {
  'imports go the allowed way': badImports,
  'one clock': (path, source) => (path === 'src/world.ts' ? [] : clocksIn(path, source)),
  'one way to the process and the console': (path, source) =>
    path === 'src/world.ts' ? [] : globalsIn(path, source),
  'one gate before the screen': ungated,
  // Every cell that goes out is made inert there.
  'one way into a CSV file': (path, source) =>
    path === 'src/exchange/csv-write.ts'
      ? []
      : importsOf(path, source).flatMap(({ to }) => (to.startsWith('csv-stringify') ? [to] : [])),
  'Russian only where Russian belongs': (path, source) =>
    path.startsWith('src/ui/i18n/') || LEXICONS.includes(path) ? [] : cyrillicIn(path, source),
  // Lists of words are explained once, by the index of their folder.
  'every file says what it is for': (path, source) =>
    /^\/\/ \S.*[.:?]\n/.test(source) || /^src\/ui\/i18n\/(en|ru)\/(?!index)/.test(path) ? [] : ['no header'],
  'names say what is inside': (path) =>
    path.match(/^(?!src\/ui\/i18n\/).*[/-](utils?|helpers?|common|managers?|misc)[./-]/)?.slice(0, 1) ?? [],
}

describe('the source keeps its rules', () => {
  const files = readSources('src/**/*.ts')

  test('there is a source to look at', () => expect(files.size).toBeGreaterThan(40))
  test.each(Object.keys(RULES))('%s', (rule) => expect(offences(rule, files)).toEqual([]))
  test('no imports in a circle', () => expect(circles(files)).toEqual([]))
  test('the program starts with little', () => {
    const loaded = loadedWith('src/main.ts', files)
    expect(loaded).toContain('src/context.ts')
    expect(loaded.filter((path) => HEAVY.test(path))).toEqual([])
  })
  test('the morning list loads nothing that reads texts of her own', () => {
    const loaded = loadedWith('src/commands/due.ts', files)
    expect(loaded).toContain('src/exchange/templates.ts')
    expect(loaded.filter((path) => /(template-parser|placed-json|question)\.ts$/.test(path))).toEqual([])
  })
  test('tests and scripts have telling names too', () => {
    expect(offences('names say what is inside', readSources('tests/**/*.ts', 'bin/*'))).toEqual([])
  })
})

describe('each rule can fail', () => {
  test.each([
    ['src/domain/sale.ts', "import { open } from '../store/open.ts'"],
    ['src/domain/sale.ts', "import type { Sale } from '../store/sale.ts'"],
    ['src/domain/sale.ts', "export { open } from '../store/open.ts'"],
    ['src/domain/sale.ts', "export * from '../store/open.ts'"],
    ['src/domain/sale.ts', "type Open = import('../store/open.ts').Open"],
    ['src/domain/sale.ts', "import '../store/open.ts'"],
    ['src/domain/sale.ts', "import { readFileSync } from 'node:fs'"],
    ['src/domain/day.ts', "import { format } from 'date-fns'"],
    ['src/domain/sale.ts', 'await import(name)'],
    ['src/commands/sale.ts', "import Database from 'better-sqlite3'"],
    ['src/commands/sale.ts', "import type { Database } from 'better-sqlite3'"],
    ['src/commands/sale.ts', "import { Context } from '../context.ts'"],
    ['src/commands/sale.ts', "const { Context } = await import('../context.ts')"],
    ['src/program/sale.ts', "import { addSale } from '../commands/sale-add.ts'"],
    ['src/exchange/csv.ts', "import { safe } from '../ui/terminal.ts'"],
    ['src/ui/view/sale.ts', "import { saleById, type Sale } from '../../store/sale.ts'"],
    ['src/store/sale.ts', "import { pid } from 'node:process'"],
    ['src/new/folder.ts', "import { DAY } from '../domain/day.ts'"],
  ])('%s: %s', (path, source) => expect(badImports(path, source)).toHaveLength(1))

  test.each([
    ['src/commands/sale.ts', 'context.world.stdout.write(onScreen(text))'],
    ['src/commands/sale.ts', 'const { stderr } = context.world'],
    ['src/ui/view/sale.ts', 'world.stdout.end(1)'],
    ['src/telling.ts', 'this.world.stdout.write(text)'],
    ['src/world.ts', 'process.stdout.write(text)'],
    ['src/telling.ts', 'this.world.stdout.write(text + onScreen(text))'],
    ['src/main.ts', 'world.stderr.write(wordError(error).join())'],
    ['src/main.ts', 'world.stderr.write(json ? text : errorLines(text))'],
    ['src/main.ts', 'const out = world.stdout\nout.write(text)'],
  ])('one gate before the screen: %s: %s', (path, source) => expect(ungated(path, source)).not.toEqual([]))

  test.each([
    ['src/telling.ts', 'this.world.stdout.write(onScreen(`${text}\\n`, this.terminal))'],
    ['src/main.ts', 'world.stderr.write(json ? jsonError(a) : errorLines(b))'],
    ['src/main.ts', 'await flush(world.stdout)'],
  ])('but one gate before the screen: %s: %s', (path, source) => expect(ungated(path, source)).toEqual([]))

  test.each([
    ['src/commands/sale.ts', "import type { Context } from '../context.ts'"],
    ['src/program/sale.ts', "await import('../commands/sale-add.ts')"],
    ['src/ui/view/sale.ts', "import { type Sale } from '../../store/sale.ts'"],
  ])('but %s: %s', (path, source) => expect(badImports(path, source)).toEqual([]))

  test.each([
    ['one clock', 'Date.now()'],
    ['one clock', 'new Date()'],
    ['one clock', 'Date()'],
    ['one clock', 'globalThis.performance.now()'],
    ['one way to the process and the console', 'console.log(1)'],
    ['one way to the process and the console', 'const { env } = process'],
    ['one way to the process and the console', 'globalThis.process.env'],
    ['one way into a CSV file', "import { stringify } from 'csv-stringify/sync'"],
    ['Russian only where Russian belongs', "const yes = 'да'"],
    ['Russian only where Russian belongs', 'const left = `осталось ${1}`'],
    ['Russian only where Russian belongs', 'const right = `${1} ч`'],
    ['Russian only where Russian belongs', 'const io = /ё/u'],
    ['every file says what it is for', "import './a.ts'\n// Late."],
  ])('%s: %s', (rule, source) => {
    expect(offences(rule, new Map([['src/store/new.ts', source]]))).toHaveLength(1)
  })

  test.each([
    ['one clock', 'new Date(0)'],
    ['one way to the process and the console', 'const a = { process: 1 }; a.process'],
    ['Russian only where Russian belongs', '// вчера'],
  ])('but %s: %s', (rule, source) => {
    expect(offences(rule, new Map([['src/store/new.ts', source]]))).toEqual([])
  })

  test('names', () => {
    const paths = [
      'src/utils.ts',
      'src/store/helpers/sale.ts',
      'src/domain/common.ts',
      'tests/sale-manager.ts',
    ]
    const named = new Map(
      [...paths, 'src/ui/i18n/en/common.ts', 'src/domain/sale.ts'].map((path) => [path, '']),
    )
    expect(offences('names say what is inside', named)).toHaveLength(paths.length)
  })

  test('a circle, of types and lazy imports too', () => {
    const ring = new Map([
      ['src/domain/b.ts', "import type { C } from './c.ts'"],
      ['src/domain/c.ts', "await import('./a.ts')"],
      ['src/domain/a.ts', "import './b.ts'"],
    ])
    expect(circles(ring)).toEqual(['src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts'])
  })

  test('what a start loads', () => {
    const files = new Map([
      ['src/main.ts', "import './a.ts'; import type { B } from './b.ts'; await import('./c.ts')"],
      ['src/a.ts', "import 'inquirer'"],
      ['src/b.ts', "import 'zod/mini'"],
      ['src/c.ts', "import 'zod/mini'"],
    ])
    expect(loadedWith('src/main.ts', files)).toEqual(['src/main.ts', 'src/a.ts', 'inquirer'])
  })
})

function offences(rule: string, files: Sources): string[] {
  return [...files].flatMap(
    ([path, source]) => RULES[rule]?.(path, source).map((what) => `${path}: ${what}`) ?? rule,
  )
}

/** Texts that go into a stream past the gate, and streams in other hands. */
function ungated(path: string, source: string): string[] {
  const { written, renamed, mentioned } = streamsIn(path, source)
  const gate = GATES[path]
  // How wide the screen is, and whether there is one.
  if (!gate) return path === 'src/ui/detect.ts' ? written : mentioned
  return [...written.filter((text) => !gate.test(text)), ...renamed]
}

function badImports(path: string, source: string): string[] {
  const layer = /^src\/([^/.]+)/.exec(path)?.[1] ?? ''
  const allowed = (MAY_IMPORT[layer] ?? '')
    .split(' ')
    .map((rule) => /^(?:(type|lazy):)?(.*)$/.exec(rule) ?? [])
  return importsOf(path, source)
    .filter(({ to, kind }) => {
      const target = to.replace(/^src\//, '').replace(/\.ts$/, '')
      return !allowed.some(([, only, name = '']) => {
        const rightWay = !only || kind === only || (only === 'lazy' && kind === 'type')
        return rightWay && isNamed(target, name)
      })
    })
    .map(({ to, kind }) => `imports ${to} (${kind})`)
}

/** A folder of src stands for all in it; a file or a package for itself alone. */
function isNamed(target: string, name: string): boolean {
  const [start = '', end] = name.split('*')
  if (end !== undefined) return target.startsWith(start) && target.endsWith(end)
  return target === name || (name in MAY_IMPORT && target.startsWith(`${name}/`))
}
