// Reads the source as syntax trees, for the house rules of architecture.test.ts.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ParseResult, parseSync, Visitor } from 'rolldown/utils'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Path below the project's root, with `/`, → text. */
export type Sources = ReadonlyMap<string, string>

export interface Import {
  from: string
  /** A path below the root, or the name of a package. */
  to: string
  kind: 'value' | 'type' | 'lazy'
}

export function readSources(...patterns: string[]): Sources {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).map(slashed)
  return new Map(paths.sort().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}

const slashed = (path: string) => path.replaceAll('\\', '/')

/** @throws Error when the source does not parse: a rule must not pass because nothing could be read */
export function parse(path: string, source: string): ParseResult {
  const result = parseSync(path, source)
  if (result.errors.length > 0) throw new Error(`${path}: ${result.errors[0]?.message}`)
  return result
}

export function importsOf(path: string, source: string): Import[] {
  const { module, program } = parse(path, source)
  const found: Import[] = []
  const add = (target: string, kind: Import['kind']) => {
    const to = target.startsWith('.') ? slashed(relative(ROOT, join(ROOT, dirname(path), target))) : target
    found.push({ from: path, to, kind })
  }
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, isType(entries) ? 'type' : 'value')
  }
  for (const { entries } of module.staticExports) {
    const target = entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value
    if (target) add(target, isType(entries) ? 'type' : 'value')
  }
  new Visitor({
    ImportExpression: ({ source }) =>
      add(source.type === 'Literal' ? String(source.value) : '(computed)', 'lazy'),
    TSImportType: ({ source }) => add(source.value, 'type'),
  }).visit(program)
  return found
}

function isType(entries: readonly { isType: boolean }[]): boolean {
  return entries.length > 0 && entries.every((entry) => entry.isType)
}

/** Every circle of imports once, beginning at its alphabetically first file. */
export function circles(files: Sources): string[] {
  const edges = new Map(
    [...files].map(([path, source]) => [path, importsOf(path, source).map(({ to }) => to)]),
  )
  const found = new Set<string>()
  const done = new Set<string>()
  const walk = (path: string, trail: string[]) => {
    const seen = trail.indexOf(path)
    if (seen >= 0) {
      const ring = trail.slice(seen)
      const first = ring.indexOf([...ring].sort()[0] as string)
      const turned = [...ring.slice(first), ...ring.slice(0, first)]
      found.add([...turned, turned[0]].join(' → '))
    } else if (!done.has(path)) {
      for (const next of edges.get(path) ?? []) walk(next, [...trail, path])
      done.add(path)
    }
  }
  for (const path of edges.keys()) walk(path, [])
  return [...found]
}

/** All that is loaded before the first line of a file runs: files and packages. */
export function loadedWith(path: string, files: Sources): string[] {
  const loaded = new Set<string>()
  const load = (file: string) => {
    if (loaded.has(file)) return
    loaded.add(file)
    const source = files.get(file)
    if (source === undefined) return
    for (const { to, kind } of importsOf(file, source)) if (kind === 'value') load(to)
  }
  load(path)
  return [...loaded]
}

/** Places where a file reads the clock. */
export function clocksIn(path: string, source: string): string[] {
  const found: string[] = []
  const CLOCK = /(^|\.)(Date\.now|performance\.now|process\.hrtime|Temporal\.Now)$/
  const text = ({ start, end }: { start: number; end: number }) => source.slice(start, end)
  new Visitor({
    MemberExpression(node) {
      if (CLOCK.test(text(node))) found.push(text(node))
    },
    NewExpression(node) {
      if (text(node.callee) === 'Date' && node.arguments.length === 0) found.push(text(node))
    },
    CallExpression(node) {
      if (text(node.callee) === 'Date') found.push(text(node))
    },
  }).visit(parse(path, source).program)
  return found
}

/** Uses of the globals `process` and `console`; what merely names a property or type so is none. */
export function globalsIn(path: string, source: string): string[] {
  const found: string[] = []
  const names = new Set<number>()
  new Visitor({
    MemberExpression({ object, property, computed }) {
      const global = object.type === 'Identifier' && object.name === 'globalThis'
      if (!computed && !global) names.add(property.start)
    },
    Property({ key, computed, shorthand }) {
      if (!computed && !shorthand) names.add(key.start)
    },
    TSPropertySignature({ key }) {
      names.add(key.start)
    },
    Identifier({ name, start }) {
      if ((name === 'process' || name === 'console') && !names.has(start)) found.push(name)
    },
  }).visit(parse(path, source).program)
  return found
}

/**
 * What a file does with the streams of the outside world: the texts it writes into them, the streams it gives another
 * name, and every mention of one.
 */
export function streamsIn(path: string, source: string) {
  const found = { written: [] as string[], renamed: [] as string[], mentioned: [] as string[] }
  const text = ({ start, end }: { start: number; end: number }) => source.slice(start, end)
  const isStream = (node: { start: number; end: number }) => /(^|\.)std(out|err)$/.test(text(node))
  new Visitor({
    CallExpression({ callee, arguments: [argument] }) {
      if (callee.type === 'MemberExpression' && isStream(callee.object) && argument)
        found.written.push(text(argument))
    },
    VariableDeclarator(node) {
      if (node.id.type === 'Identifier' && node.init && isStream(node.init)) found.renamed.push(text(node))
    },
    Identifier(node) {
      if (/^std(out|err)$/.test(node.name)) found.mentioned.push(text(node))
    },
  }).visit(parse(path, source).program)
  return found
}

/** Texts and patterns with a Cyrillic letter in them, comments aside. */
export function cyrillicIn(path: string, source: string): string[] {
  const found: string[] = []
  const look = (text: string) => {
    if (/\p{Script=Cyrillic}/u.test(text)) found.push(text)
  }
  new Visitor({
    Literal: ({ raw }) => look(raw ?? ''),
    TemplateElement: ({ value }) => look(value.raw),
  }).visit(parse(path, source).program)
  return found
}
