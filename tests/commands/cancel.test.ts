// Ctrl-C at every question of every command: 130, plain words, and nothing stored but what `log` and `call` promise.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProgram } from '../../src/program/program.ts'
import { commandsIn } from '../commands-in.ts'
import { factsIn } from '../facts.ts'
import { createContext, fakeWorld, runLine } from '../fixture.ts'
import { fullShop } from '../personal.ts'

const CTRL_C = '\x03'

/** These keep the outcome and each answer as soon as it is given; tests/e2e/prompts.test.ts shows that. */
const KEEPS = new Set(['log', 'call'])

/** These ask nothing: what they write lands where the tests are run, or in an editor that waits for somebody. */
const SILENT = new Set(['demo', 'help', 'report', 'import template', 'config edit'])

/** Words for the arguments without which a command asks nothing. */
const ARGUMENTS: Record<string, string[]> = {
  'customer merge': ['#2', '#4'],
  'customer forget': ['#2'],
  'customer consent': ['#2'],
  'customer show': ['а'],
  'customer edit': ['а', '--note', 'x'],
  'sale return': ['#1'],
  'sale deliver': ['#1'],
  'case add': ['#2'],
  'case resolve': ['#1'],
  'case reply': ['#1'],
  'promise add': ['#2'],
  'promise keep': ['#1'],
  message: ['#2'],
  snooze: ['а', '+3d'],
  skip: ['а'],
  'bonus add': ['#2'],
  'bonus spend': ['#2'],
}

test('every question can be left', { timeout: 240_000 }, async () => {
  const program = createProgram(await createContext(fakeWorld(), {}))
  const asked: string[] = []
  for (const { path } of commandsIn(program)) {
    const name = path.join(' ')
    if (KEEPS.has(name) || SILENT.has(name)) continue
    // Enter at the first questions, then Ctrl-C, until the command asks no more.
    for (let enters = 0; enters < 4; enters++) {
      const world = await fullShop()
      const before = factsIn(world.db)
      const answers = [...Array.from({ length: enters }, () => ''), CTRL_C]
      const line = [...path, ...(ARGUMENTS[name] ?? [])]
      const { code, out, err } = await runLine(line, world, answers)
      const where = `${name} after ${enters}`
      expect.soft(code, `${where}: ${err}`).not.toBe(1)
      expect.soft(`${out}${err}`, where).not.toMatch(/\bat \S+:\d+:\d+|Error:|ExitPrompt/)
      if (code !== 130) break
      asked.push(where)
      expect.soft(err, where).toBe('Cancelled. Nothing was changed.\n')
      expect.soft(factsIn(world.db), where).toEqual(before)
      expect
        .soft(
          readdirSync(world.home).filter((file) => /part|new-/.test(file)),
          where,
        )
        .toEqual([])
    }
  }
  // As many questions as there are at least; each of these commands asks one.
  expect(asked.length).toBeGreaterThan(20)
  for (const name of [
    'sale add',
    'customer merge',
    'customer forget',
    'sale return',
    'customer show',
    'skip',
  ]) {
    expect(asked).toContain(`${name} after 0`)
  }
})

test('before the first sale no shop is made', async () => {
  const world = fakeWorld()
  for (const line of [
    ['sale', 'add'],
    ['customer', 'add'],
    ['product', 'add'],
  ]) {
    const { code } = await runLine(line, world, [CTRL_C])
    expect([line, code]).toEqual([line, 130])
  }
  expect(existsSync(world.db)).toBe(false)
  expect(existsSync(join(world.home, 'backups'))).toBe(false)
})

test('says what was kept where calls were logged before', async () => {
  const world = fakeWorld()
  for (const [name, phone] of [
    ['Anna', '+79123456701'],
    ['Inna', '+79123456702'],
  ] as const) {
    const sold = ['--customer', name, '--phone', phone, '--item', 'Cream @10', '--date', '2026-11-19']
    await runLine(['sale', 'add', ...sold], world)
  }
  const none = await runLine(['call'], world, [CTRL_C])
  expect([none.code, none.err.trim()]).toEqual([130, 'Cancelled. Nothing was changed.'])
  const one = await runLine(['call'], world, ['2', CTRL_C])
  expect([one.code, one.err.trim()]).toEqual([130, 'Stopped. What you had answered is kept.'])
})
