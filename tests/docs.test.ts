// The READMEs tell the truth: their examples are what the program prints, and no command is left out.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createContext } from '../src/context.ts'
import { createProgram } from '../src/program/program.ts'
import { fakeWorld, runLine } from './fixture.ts'
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

  it('names every command', async () => {
    const program = createProgram(await createContext(fakeWorld(), {}))
    const named = (name: string) =>
      text.includes(`\`aftersales ${name}\``) || (name.includes(' ') && text.includes(`\`${name}\``))
    const missing = commandsOf(program).filter((name) => name !== 'complete' && !named(name))
    expect(missing).toEqual([])
  })
})

it('makes a command that is called by its first word, and no other', async () => {
  const context = await createContext(fakeWorld(), {})
  const { commands } = createProgram(context)
  expect(commands.length).toBeGreaterThan(20)
  for (const whole of commands) {
    const alone = createProgram(context, ['--lang', 'due', whole.name(), 'sale'])
    const found = alone.commands.find((command) => command.name() === whole.name())
    expect(found?.commands.map((command) => command.name())).toEqual(whole.commands.map((c) => c.name()))
    // These two tell of all the others.
    const most = ['complete', 'help'].includes(whole.name()) ? commands.length : 5
    expect(alone.commands.length).toBeLessThanOrEqual(most)
  }
  for (const none of [[], ['--help'], ['help', 'sale'], ['sael'], ['--db', 'sale']])
    expect(createProgram(context, none).commands.length).toBe(commands.length)
})

it.each(['en', 'ru'] as const)('explains every command, argument and option in %s', async (lang) => {
  const program = createProgram(await createContext(fakeWorld({ lang }), {}))
  const bare: string[] = []
  const look = (command: Command, path: string) => {
    // What a shell asks is no command for her.
    if (command.name() === 'complete') return
    if (String(command.description()) === '') bare.push(path)
    for (const { name, description } of command.registeredArguments.map((a) => ({
      name: a.name(),
      description: a.description,
    }))) {
      if (description === '') bare.push(`${path} <${name}>`)
    }
    for (const { flags, description } of command.options)
      if (description === '') bare.push(`${path} ${flags}`)
    for (const sub of command.commands) look(sub, `${path} ${sub.name()}`)
  }
  look(program, 'aftersales')
  expect(bare).toEqual([])
})

it('argues every dependency in one line', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8')
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

/** `sale add`, `due` …: every command that does something. */
function commandsOf(command: Command, path: string[] = []): string[] {
  return command.commands.flatMap((sub) =>
    sub.commands.length > 0 ? commandsOf(sub, [...path, sub.name()]) : [[...path, sub.name()].join(' ')],
  )
}
