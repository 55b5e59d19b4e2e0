// Completion: what a shell is told may stand at the cursor, and that a shell takes it.
import { spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

async function shop(): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-11-20T12:00:00+03:00' })
  const people = ['Анна Петрова', 'Анна Иванова', 'Борис Орлов', 'Борис Орлов']
  for (const [i, name] of people.entries()) {
    const phone = `+7916123450${i}`
    await runJson(['sale', 'add', '--customer', name, '--new', '--phone', phone, '--item', 'Крем @1'], world)
  }
  await runJson(['product', 'add', "Масло 'О'"], world)
  world.setClock('2026-11-21T12:00:00+03:00')
  return world
}

/** What a shell is told; `|` is the cursor. */
async function told(world: FakeWorld, line: string): Promise<string[][]> {
  const words = line.replace('|', '').split(' ')
  const last = words.pop() ?? ''
  const { code, out, err } = await runLine(['complete', `--last=${last}`, '--', ...words], world)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out === ''
    ? []
    : out
        .trimEnd()
        .split('\n')
        .map((row) => row.split('\t'))
}

const values = async (world: FakeWorld, line: string) => (await told(world, line)).map(([value]) => value)

describe('what may stand at the cursor', () => {
  test.each([
    ['su|', ['summary']],
    ['customer f|', ['find', 'forget']],
    ['sale nonsense |', []],
    ['due --ki|', ['--kind']],
    ['due --kind re|', ['reorder']],
    ['due --kind = re|', ['reorder']],
    ['case add --kind re|', ['repair', 'return']],
    ['promise list --kind re|', ['reply']],
    ['log #1 --outcome no|', ['no-answer']],
    ['summary --period |', ['week', 'month', 'quarter', 'year', 'all']],
    ['--lang |', ['en', 'ru']],
    ['--lang ru su|', ['summary']],
    ['import sales |', [':files']],
    ['export sales --out |', [':files']],
    ['config set time|', ['timeZone', 'timeBox.minutes', 'timeBox.minutesPerCall', 'timeBox.callsNeeded']],
    ['completion z|', ['zsh']],
    ['snooze #1 |', []],
  ])('%s', async (line, expected) => expect(await values(fakeWorld(), line)).toEqual(expected))

  it('after log is who is to be called today, with the name', async () => {
    const world = await shop()
    expect((await told(world, 'log |')).slice(0, 2)).toEqual([
      ['#1', 'Анна Петрова'],
      ['#2', 'Анна Иванова'],
    ])
  })

  it('is whose name begins so, by number where a name is shared', async () => {
    const world = await shop()
    expect(await told(world, 'customer show анна|')).toEqual([
      ['Анна Иванова', '+79161234501'],
      ['Анна Петрова', '+79161234500'],
    ])
    expect(await told(world, 'log ор|')).toEqual([
      ['#3', 'Борис Орлов'],
      ['#4', 'Борис Орлов'],
    ])
    expect(await values(world, 'sale add --customer #2|')).toEqual(['#2'])
    expect(await values(world, 'sale add --customer никого|')).toEqual([])
  })

  it('is a product', async () => {
    expect(await values(await shop(), 'sale add --item ма|')).toEqual(["Масло 'О'"])
  })

  it('is no file of a shop that is only asked', async () => {
    const world = fakeWorld()
    expect(await values(world, 'log |')).toEqual([])
    expect(await values(world, 'product show |')).toEqual([])
  })
})

test('a shell that is none is refused with those there are', async () => {
  expect(await runError(['completion', 'tcsh'], fakeWorld())).toMatchObject({
    exit: 2,
    code: 'input.invalid',
  })
})

const hasBash = process.platform !== 'win32' && spawnSync('bash', ['--version']).status === 0

describe.skipIf(!hasBash)('bash', () => {
  /** Completes the last of the words as bash would, with a program that answers so. */
  async function completed(words: string[], answer: string): Promise<{ asked: string[]; replies: string[] }> {
    const world = fakeWorld()
    const { out: script } = await runLine(['completion', 'bash'], world)
    const program = join(world.home, 'aftersales')
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > "${world.home}/asked"\nprintf '${answer}'\n`)
    chmodSync(program, 0o700)
    const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
    const lines = [
      script,
      `COMP_WORDS=(aftersales ${quoted}); COMP_CWORD=${words.length}; _aftersales`,
      'printf "%s\\n" "${COMPREPLY[@]}"',
      `echo --; cat "${world.home}/asked"`,
    ]
    const { stdout } = spawnSync('bash', ['--noprofile', '--norc', '-c', lines.join('\n')], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${world.home}:${process.env.PATH}` },
    })
    const [replies = '', asked = ''] = stdout.split('--\ncomplete\n')
    return { asked: asked.trimEnd().split('\n'), replies: replies.trimEnd().split('\n') }
  }

  it('asks for what is typed without its quotes, and quotes what it is told', async () => {
    expect(await completed(['log', 'Anna\\ P'], 'Anna Petrova\\t+7\\n#12\\tAnna\\n')).toEqual({
      asked: ['--last=Anna P', '--', 'log'],
      replies: ['Anna\\ Petrova', '\\#12'],
    })
    expect(await completed(['log', '"Anna P'], 'Anna Petrova\\t+7\\n')).toEqual({
      asked: ['--last=Anna P', '--', 'log'],
      replies: ['Anna Petrova'],
    })
    expect(await completed(['due', '--kind', '='], 'reorder\\t\\n')).toMatchObject({
      asked: ['--last=', '--', 'due', '--kind'],
    })
  })
})
