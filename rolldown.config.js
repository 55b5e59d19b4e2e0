// How the program is packed: what a command does not need costs it no time.
import { createHash } from 'node:crypto'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { defineConfig } from 'rolldown'
import { parseSync } from 'rolldown/utils'

/** Libraries and files of ours that are read when something of theirs is first used, and what is used of them. */
const WHEN_USED = {
  'libphonenumber-js/min': ['isSupportedCountry', 'parsePhoneNumberFromString'],
  '@date-fns/tz': ['tzOffset'],
  chalk: ['Chalk'],
  // Ours, around zod, cli-table3 and fast-string-width; and every schema there was.
  'src/commands/input.ts': null,
  'src/store/migrate.ts': null,
  'src/ui/table.ts': null,
  'src/ui/uneven-width.ts': null,
  ...Object.fromEntries(
    globSync('src/ui/i18n/{en,ru}/!(index|case|common|due|message|program|promise|touch).ts', {
      cwd: import.meta.dirname,
    }).map((path) => [path.replaceAll('\\', '/'), null]),
  ),
}

const root = import.meta.dirname
const WIDTH = join(root, 'src/ui/width.ts').replaceAll('\\', '/')
const UNEVEN = join(root, 'src/ui/uneven-width.ts').replaceAll('\\', '/')

/** What stands in the place of what a library would load at its start, and never or hardly use here. */
const SPARED = {
  // Chalk is told how colourful the terminal is; to find it out by itself it would load node:tty and node:os.
  '#supports-color': 'export default {}',
  // Most texts are as wide as they are long, and these build tables of all the world's signs to find it out.
  'string-width': `module.exports = require('${WIDTH}').textWidth`,
  'fast-string-width': `export { textWidth as default } from '${WIDTH}'`,
}

/** @throws Error where a library no longer reads as it did when this was written */
function changed(code, was, is) {
  if (!code.includes(was)) throw new Error(`a library has no more: ${was}`)
  return code.replace(was, () => is)
}

/**
 * The library compiles a function for each statement, to make its rows with; here most statements make a handful of them,
 * and each is made sooner without.
 */
function withPlainRows(code) {
  const rowFactory = (compiledFactory) =>
    function rowFactory(...keys) {
      let made = 0
      let compiled = null
      return (...values) => {
        if (compiled) return compiled(...values)
        made += 1
        if (made > 50) compiled = compiledFactory(...keys)
        const row = {}
        for (let i = 0; i < keys.length; i++) row[keys[i]] = values[i]
        return row
      }
    }
  const renamed = changed(code, 'function rowFactory(', 'function compiledFactory(')
  return `${renamed}\nconst rowFactory = (${rowFactory})(compiledFactory)`
}

/** All cells of a table have one frame, reckoned once; and what is in them is not cut short for the library's own log. */
function withOneFrame(code) {
  const framedBy = (frames) => (own, table, reckon) => {
    const known = own ? undefined : frames.get(table)
    if (known) return known
    const chars = {}
    reckon(chars)
    if (!own) frames.set(table, chars)
    return chars
  }
  const each = `let chars = (this.chars = {});
    CHAR_NAMES.forEach(function (name) {
      setOption(optionsChars, tableChars, name, chars);
    });`
  const once = `this.chars = framed(this.options.chars, tableChars, (chars) =>
      CHAR_NAMES.forEach((name) => setOption(optionsChars, tableChars, name, chars)));`
  const cut = 'let content = utils.truncate(this.content, 10, this.truncate);'
  const made = changed(changed(code, each, once), cut, "let content = '';")
  return `${made}\nconst framed = (${framedBy})(new WeakMap())`
}

/** A file of this program's, as one is asked for that is read when it is used. */
const OWN = /^\.\/src-[\w-]+\.cjs$/

const fileOf = (name) => name.replace(/\.ts$/, '').replace(/\W+/g, '-').replace(/^-/, '')

/** What a file uses of a module of Node by name: each name costs its time. None where it takes the module as a whole. */
function usedOf(name, file) {
  const { staticImports } = parseSync(file, readFileSync(file, 'utf8')).module
  const entries = staticImports
    .filter(({ moduleRequest }) => moduleRequest.value === name)
    .flatMap(({ entries }) => entries.filter(({ isType }) => !isType))
  return entries.every(({ importName }) => importName.kind === 'Name')
    ? entries.map(({ importName }) => importName.name)
    : []
}

/** Names that a module of Node, a library or a file exports. */
async function namesOf(name) {
  if (isBuiltin(name)) return Object.keys(await import(name))
  const source = readFileSync(join(root, name), 'utf8')
  return parseSync(name, source).module.staticExports.flatMap(({ entries }) =>
    entries.filter(({ isType }) => !isType).map(({ exportName }) => exportName.name),
  )
}

/**
 * One file is read sooner than sixty: what every command begins with, the help included, and what opens a shop. That makes
 * it longer than 128 kB, as daily and ru below are: V8 copies a shorter text about when it clears its room for new objects.
 */
const START = /src\/(main|program\/program|store\/(language|open))\.ts$|^\0later:node:child_process$/

/** What `due` needs beside it, and with it most of what every daily command does. */
const DAILY = /src\/(store\/store|commands\/(when|due|choice-words))\.ts$/

/** And what the other commands of a selling day need. */
const SELLING = /src\/commands\/(sale-add|log|customer)\.ts$/

/** A summary alone, all of it: what others use of it would be three files more. */
const SUMMARY = /src\/commands\/summary\.ts$/

/** The words of a language, with the questions and messages that ship. */
const wordsOf = (lang) => new RegExp(`src/ui/i18n/${lang}/index\\.ts$|data/scripts/${lang}\\.json$`)

/** What Node has loaded itself by the time it reads a program. */
const STARTED = /^(node:)?(events|fs|module|path|process|url)$/

const DEFAULT_OF_NODE = /^import (\w+) from '(node:(?!child_process)\w+)'/gm

/** As a default import a module of Node is wrapped first, name by name; and all the world's letters are in no option. */
function lean(commander) {
  return commander
    .replace(DEFAULT_OF_NODE, "const $1 = require('$2')")
    .replace('/\\p{ID_Continue}\\.\\.\\.[>\\]]$/u', '/\\w\\.\\.\\.[>\\]]$/')
}

/** The words of a language, of which those of most nouns are read when the first of them is asked for. */
function whenAsked(index, folder) {
  const files = new Map()
  const rest = index.replace(/^import \{ ([\w, ]+) \} from '\.\/([\w-]+\.ts)'\n/gm, (line, names, file) => {
    const path = `${folder}/${file}`
    if (!(path in WHEN_USED)) return line
    for (const name of names.split(', ')) files.set(name, `./${fileOf(path)}.cjs`)
    return ''
  })
  return rest.replace(/^ {2}(?:(\w+): )?(\w+),$/gm, (entry, name, words) =>
    files.has(words) ? `  get ${name ?? words}() { return require('${files.get(words)}').${words} },` : entry,
  )
}

const LATER = '\0later:'
const ENTRY = '\0entry:'
const INSTEAD = '\0instead:'

/** Lets everything outside a chunk be loaded when it is first used, and not when the chunk is read. */
const later = {
  name: 'later',
  resolveId(name, importer, { kind }) {
    // What is required as a whole may be a class that others are made of.
    if (kind === 'require-call' && (isBuiltin(name) || OWN.test(name))) return { id: name, external: true }
    // An entry of a library is no more than what is used of it.
    if (importer === undefined) return WHEN_USED[name] ? ENTRY + name : null
    if (importer.startsWith(ENTRY)) return null
    if (importer.startsWith(LATER)) return { id: name, external: true }
    if (name === './binding' && importer.includes('better-sqlite3')) return join(root, 'bin/sqlite.js')
    if (name in SPARED && importer.replaceAll('\\', '/') !== UNEVEN) return INSTEAD + name
    const path = name.startsWith('.')
      ? join(dirname(importer), name)
          .slice(root.length + 1)
          .replaceAll('\\', '/')
      : name
    if (path in WHEN_USED) return LATER + path
    return isBuiltin(path) && !STARTED.test(path) ? [LATER + path, ...usedOf(name, importer)].join(' ') : null
  },
  transform(code, id) {
    // The program that the library begins with is not ours.
    if (/node_modules[\\/]commander[\\/]index\.js$/.test(id))
      return changed(code, 'export const program = new Command();', '')
    if (/node_modules[\\/]commander/.test(id)) return lean(code)
    if (/better-sqlite3[\\/]lib[\\/]database\.js$/.test(id)) return withPlainRows(code)
    if (/cli-table3[\\/]src[\\/]cell\.js$/.test(id)) return withOneFrame(code)
    const [, lang] = /i18n[\\/](en|ru)[\\/]index\.ts$/.exec(id) ?? []
    return lang ? whenAsked(code, `src/ui/i18n/${lang}`) : null
  },
  async load(id) {
    if (id.startsWith(INSTEAD)) return SPARED[id.slice(INSTEAD.length)]
    if (id.startsWith(ENTRY)) {
      const name = id.slice(ENTRY.length)
      return `export { ${WHEN_USED[name].join()} } from '${name}'`
    }
    if (!id.startsWith(LATER)) return null
    const [name, ...used] = id.slice(LATER.length).split(' ')
    const place = name in WHEN_USED ? `./${fileOf(name)}.cjs` : name
    const names = WHEN_USED[name] ?? (used.length > 0 ? used : await namesOf(name))
    return `for (const name of ${JSON.stringify(names)})
      Object.defineProperty(exports, name, { enumerable: true, get: () => require('${place}')[name] })`
  },
}

const GETTER =
  /^Object\.defineProperty\(exports, "([^"]+)", \{\s+enumerable: true,\s+get: function \(\) \{\s+return ([\w$]+);\s+\}\s+\}\);$/gm

/** What a file gives to others never changes, and is handed over as it is: a getter for each of hundreds takes its time. */
const plain = {
  name: 'plain',
  renderChunk(code) {
    const { body } = parseSync('chunk.js', code).program
    const fixed = new Set(
      body.flatMap(({ type, kind, id, declarations = [] }) => {
        if (type === 'FunctionDeclaration' || type === 'ClassDeclaration') return [id.name]
        return kind === 'const' ? declarations.map((declaration) => declaration.id.name) : []
      }),
    )
    return code.replace(GETTER, (getter, name, local) =>
      fixed.has(local) ? `exports.${name} = ${local};` : getter,
    )
  },
}

const RUNTIME = 'rolldown-runtime.cjs'

/** What every file needs of the bundler, in the file that every command begins with: one file fewer is read. */
const begun = {
  name: 'begun',
  generateBundle(_, bundle) {
    const asked = `require("./${RUNTIME}")`
    const { code } = bundle[RUNTIME]
    delete bundle[RUNTIME]
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const first = `((exports.runtime={}),((exports)=>{${code}})(exports.runtime),exports.runtime)`
      chunk.code = chunk.code.replaceAll(asked, () =>
        chunk.fileName === 'main.cjs' ? first : 'require("./main.cjs").runtime',
      )
      if (chunk.code.includes(RUNTIME)) throw new Error(`asked for otherwise than by ${asked}`)
    }
  },
}

/** Each file as the function that a module is, with the name of just this build: what is kept of it is of no use to another. */
const named = {
  name: 'named',
  generateBundle(_, bundle) {
    const hash = createHash('sha256')
    const chunks = Object.keys(bundle)
      .sort()
      .flatMap((name) => (bundle[name].type === 'chunk' ? [bundle[name]] : []))
    for (const { code } of chunks) hash.update(code)
    const build = hash.digest('hex').slice(0, 16)
    for (const chunk of chunks)
      chunk.code = `(function (exports, require, module, __filename, __dirname) {${chunk.code}\n})//${build}`
  },
}

/** What is packed goes on under the licences it came with. */
const licences = {
  name: 'licences',
  generateBundle(_, bundle) {
    const ids = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)
    const folders = ids.flatMap((id) => /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [])
    const notices = [...new Set(folders)].sort().map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const [file] = readdirSync(folder).filter((name) => /^licen[cs]e/i.test(name))
      const text = file ? readFileSync(join(folder, file), 'utf8').trim() : ''
      return `${name} ${version}: ${license}\n\n${text}`.trim()
    })
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${notices.join('\n\n---\n\n')}\n` })
  },
}

export default defineConfig({
  input: {
    main: 'src/main.ts',
    ...Object.fromEntries(Object.keys(WHEN_USED).map((name) => [fileOf(name), name])),
  },
  platform: 'node',
  preserveEntrySignatures: 'allow-extension',
  logLevel: 'silent',
  plugins: [later, plain, begun, named, licences],
  // What is wrapped in parentheses V8 compiles at once, whether it is called or not.
  optimization: { pifeForModuleWrappers: false },
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    charset: 'ascii',
    minify: true,
    codeSplitting: {
      groups: [
        { name: 'main', test: START, priority: 3 },
        { name: 'daily', test: DAILY, priority: 2 },
        { name: 'selling', test: SELLING, priority: 1 },
        { name: 'summary', test: SUMMARY, priority: 0 },
        ...['en', 'ru'].map((lang) => ({ name: lang, test: wordsOf(lang), priority: 1 })),
      ],
    },
  },
})
