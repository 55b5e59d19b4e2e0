// The docs tell the truth: their examples are what the program prints, they name what there is, and no command is left
// out. UPDATE_TRANSCRIPTS=1 writes the examples and the reference anew, to be read line by line before they are kept.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram, nounsOf } from '../src/program/program.ts'
import { TOPICS } from '../src/program/topic.ts'
import { createContext, type FakeWorld, fakeWorld, runLine } from './fixture.ts'
import { replay } from './transcripts/transcript.ts'

const ROOT = join(import.meta.dirname, '..')
const READMES = [
  ['README.md', 'en'],
  ['docs/README.ru.md', 'ru'],
] as const

/** An example, and the moment it is run at. */
const BLOCK = /(<!-- replay (\S+) -->\n```console\n)(.*?)(```)/gs

describe.each(READMES)('%s', (path, lang) => {
  const text = readFileSync(join(ROOT, path), 'utf8')

  it('shows what the program really prints', async () => {
    const world = fakeWorld({ lang, now: '2026-11-21T09:00:00+03:00' })
    const { code } = await runLine(['demo', '--db', world.db], world)
    expect(code).toBe(0)
    let shown = ''
    let end = 0
    for (const [block, head = '', clock = '', transcript = '', tail = ''] of text.matchAll(BLOCK)) {
      const at = text.indexOf(block, end)
      world.setClock(clock)
      shown += text.slice(end, at) + head + (await replay(transcript, world)) + tail
      end = at + block.length
    }
    shown += text.slice(end)
    expect(shown.match(BLOCK)?.length).toBeGreaterThan(2)
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(join(ROOT, path), shown)
    else expect(shown).toBe(text)
  })
})

describe.each([
  ['docs/commands.md', 'en'],
  ['docs/commands.ru.md', 'ru'],
] as const)('%s', (path, lang) => {
  const text = readFileSync(join(ROOT, path), 'utf8')

  it('is the help of every command, under a head of its own', async () => {
    const world = fakeWorld({ lang })
    const [head] = text.split('\n## ', 1)
    const parts = [head]
    for (const line of await helpLines(world)) {
      const { code, out } = await runLine(line.split(' '), world)
      expect(code, line).toBe(0)
      const name = `aftersales ${line.replace(/ ?--help$/, '')}`.trim()
      parts.push(`\n## ${name}\n\n\`\`\`text\n${out.trimEnd()}\n\`\`\`\n`)
    }
    const page = parts.join('')
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(join(ROOT, path), page)
    else expect(text).toBe(page)
  })
})

it.each([
  'README.md',
  'docs/README.ru.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
])('%s names only what there is', async (path) => {
  const program = createProgram(await createContext(fakeWorld(), {}))
  const lines = linesIn(readFileSync(join(ROOT, path), 'utf8'))
  expect(lines).not.toEqual([])
  expect(lines.filter((line) => !isKnown(line, program))).toEqual([])
})

it('would find a command or an option that is not there', async () => {
  const program = createProgram(await createContext(fakeWorld(), {}))
  const text =
    'Type `aftersales sell`, `aftersales sale ad`, `aftersales due --alll` or\n\naftersales log anna --csat 5\n'
  expect(linesIn(text).filter((line) => !isKnown(line, program))).toEqual(['sell', 'sale ad', 'due --alll'])
})

it('makes a command that is called by its first word, and no other', async () => {
  const context = await createContext(fakeWorld(), {})
  const { commands } = createProgram(context)
  expect(commands.length).toBeGreaterThan(20)
  for (const whole of commands) {
    for (const before of [[], ['help']]) {
      const alone = createProgram(context, nounsOf(['--lang', 'due', ...before, whole.name(), 'sale']))
      const found = alone.commands.find((command) => command.name() === whole.name())
      expect(found?.commands.map((command) => command.name())).toEqual(whole.commands.map((c) => c.name()))
      // A shell is told of all the others.
      const most = whole.name() === 'complete' ? commands.length : 6
      if (whole.name() !== 'help') expect(alone.commands.length).toBeLessThanOrEqual(most)
    }
  }
})

it('lists the names alone of all commands where none is called', async () => {
  const context = await createContext(fakeWorld(), {})
  const listed = (program: Command) => program.helpInformation()
  const whole = listed(createProgram(context))
  for (const none of [[], ['--help'], ['help'], ['sael'], ['--db', 'sale']]) {
    const names = createProgram(context, nounsOf(none))
    expect(listed(names)).toBe(whole)
    expect(names.commands.flatMap(({ commands }) => commands)).toEqual([])
  }
})

it.each(['en', 'ru'] as const)('explains every command, argument and option in %s', async (lang) => {
  const program = createProgram(await createContext(fakeWorld({ lang }), {}))
  const bare: string[] = []
  const look = (command: Command, path: string) => {
    // What a shell asks is no command for her.
    if (command.name() === 'complete') return
    const told = (name: string, text: string) => {
      if (!isTold(String(text))) bare.push(`${path} ${name}`)
    }
    told('', command.description())
    for (const argument of command.registeredArguments) told(`<${argument.name()}>`, argument.description)
    for (const { flags, description } of command.options) told(flags, description)
    for (const sub of command.commands) look(sub, `${path} ${sub.name()}`)
  }
  look(program, 'aftersales')
  expect(bare).toEqual([])
})

it.each(['', 'log.help.nothing'])('would find the text “%s” missing', (text) =>
  expect(isTold(text)).toBe(false))

it('argues every dependency in one line', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| '))
  const argued = new Set(
    rows.flatMap(
      (row) =>
        row
          .split('|')[1]
          ?.split(',')
          .map((name) => name.trim()) ?? [],
    ),
  )
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) expect([...argued]).toContain(name)
})

/** A text that is missing shows as its key. */
function isTold(text: string): boolean {
  return text !== '' && !/^[a-z]\w*(\.\w+)+$/i.test(text)
}

/** What to type for the help of the program, of every noun and command, and for what they rest on. */
async function helpLines(world: FakeWorld): Promise<string[]> {
  const program = createProgram(await createContext(world, {}))
  const pathsOf = (command: Command, path: string): string[] =>
    command
      .createHelp()
      .visibleCommands(command)
      .flatMap((sub) => {
        // Every noun has one, which shows what follows here anyway.
        if (sub.name() === 'help' && path !== '') return []
        return [`${path}${sub.name()} --help`, ...pathsOf(sub, `${path}${sub.name()} `)]
      })
  return ['--help', ...pathsOf(program, ''), ...TOPICS.map((topic) => `help ${topic}`)]
}

/** What follows the program's name where a line or a `piece of code` begins with it. */
function linesIn(text: string): string[] {
  return [...text.matchAll(/(?:`|^)aftersales ([^`\n]+)/gm)].map(([, line = '']) => line)
}

/** Whether there are such commands and options; whatever else is said may be a value. */
function isKnown(line: string, program: Command): boolean {
  let command = program
  for (const word of line.match(/(?:[^\s"]|"[^"]*")+/g) ?? []) {
    const next = command.commands.find((sub) => sub.name() === word)
    if (word.startsWith('--')) {
      const isOption = ({ long }: { long?: string }) => long === word.split('=')[0]
      if (![...command.options, ...program.options, { long: '--help' }].some(isOption)) return false
    } else if (next) command = next
    else if (command.commands.length > 0) return false
  }
  return true
}
