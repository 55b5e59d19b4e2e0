// An editor of the terminal in a real pseudo-terminal: it has the screen and the keys while it runs, and gives them back.
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aftersales, CTRL_C, DOWN, ENTER, home, open } from './pty.ts'

/** Asks for a number of days on the terminal and writes it where hush.days stands. */
const EDITOR = `#!/bin/sh
printf 'days: '
read days || exit 9
sed "s/^hush.days = .*/hush.days = $days/" "$1" > "$1.new" && mv "$1.new" "$1"
`

function editor(script = EDITOR): ReturnType<typeof home>['env'] {
  const { folder, env } = home()
  const path = join(folder, 'editor')
  writeFileSync(path, script)
  chmodSync(path, 0o700)
  return { ...env, EDITOR: path, AFTERSALES_LANG: 'ru' }
}

it('is asked again until the line is right', async () => {
  const env = editor()
  const screen = open(['config', 'edit', 'cadence'], env)
  await screen.see('days: ')
  await screen.type(`many${ENTER}`)
  await screen.see('«many» не подходит для hush.days')
  await screen.see('Продолжить правку?')
  await screen.type(ENTER)
  await screen.see('days: ')
  await screen.type(`7${ENTER}`)
  const { code, all } = await screen.exit()
  expect(code).toBe(0)
  expect(all).toContain('hush.days  7 (было 10)')
  expect(JSON.parse(aftersales(['config', 'get', 'hush.days', '--json'], env))).toMatchObject({
    setting: { value: 7 },
  })
})

it.each([
  ['is left at the question', DOWN + ENTER],
  ['is left with Ctrl-C', CTRL_C],
])('%s, and nothing is changed', async (_, keys) => {
  const env = editor()
  const screen = open(['config', 'edit'], env)
  await screen.see('days: ')
  await screen.type(`many${ENTER}`)
  await screen.see('Продолжить правку?')
  await screen.type(keys)
  const { code, all } = await screen.exit()
  expect(code).toBe(130)
  expect(all).toContain('Ничего не изменилось')
  expect(existsSync(env.AFTERSALES_DB ?? '')).toBe(false)
})

it('is stopped with Ctrl-C itself, and nothing is changed', async () => {
  const env = editor()
  const screen = open(['config', 'edit'], env)
  await screen.see('days: ')
  await screen.type(CTRL_C)
  const { code, all } = await screen.exit()
  expect(code).toBe(130)
  expect(all).toContain('Ничего не изменилось')
  expect(existsSync(env.AFTERSALES_DB ?? '')).toBe(false)
})

it('is waited for however often Ctrl-C is pressed in an editor that does not mind it', async () => {
  const env = editor(EDITOR.replace('printf', "trap '' INT\nprintf"))
  const screen = open(['config', 'edit', 'cadence'], env)
  await screen.see('days: ')
  for (let i = 0; i < 3; i++) await screen.type(CTRL_C)
  await screen.type(`7${ENTER}`)
  const { code, all } = await screen.exit()
  expect(code).toBe(0)
  expect(all).toContain('hush.days  7 (было 10)')
})
