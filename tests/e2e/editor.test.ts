// An editor of the terminal in a real pseudo-terminal: it has the screen and the keys while it runs, and gives them back.
import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aftersales, CTRL_C, DOWN, ENTER, home, open } from './pty.ts'

/** Asks for a number of days on the terminal and writes it where hush.days stands. */
const EDITOR = `#!/bin/sh
printf 'days: '
read days || exit 9
sed "s/^hush.days = .*/hush.days = $days/" "$1" > "$1.new" && mv "$1.new" "$1"
`

/** A home with editors of these names in its path and none that she has chosen. */
function usual(...names: string[]): ReturnType<typeof home>['env'] {
  const { folder, env } = home()
  for (const name of ['sh', 'sed', 'mv']) symlinkSync(`/bin/${name}`, join(folder, name))
  for (const name of names) {
    // Before the file may come the line to begin at.
    writeFileSync(join(folder, name), EDITOR.replace('\n', '\nshift $(($# - 1))\n'))
    chmodSync(join(folder, name), 0o700)
  }
  return { ...env, PATH: folder }
}

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

describe('vi', () => {
  it.each([
    ['en', ':wq and Enter saves and leaves, :q! and Enter leaves without saving', 'Press Enter to open it'],
    ['ru', ':wq и Enter – сохранить и выйти, :q! и Enter – выйти, ничего не сохраняя', 'чтобы открыть'],
  ])('that she has not chosen opens once she has read how to leave it, in %s', async (lang, told, asked) => {
    const screen = open(['config', 'edit', 'cadence'], { ...usual('vi'), AFTERSALES_LANG: lang })
    await screen.see(asked)
    await screen.type(ENTER)
    // Not told again with a mistake to be mended.
    await screen.see('days: ')
    await screen.type(`many${ENTER}`)
    await screen.see('many')
    await screen.see('?')
    await screen.type(ENTER)
    await screen.see('days: ')
    await screen.type(`7${ENTER}`)
    const { code, all } = await screen.exit()
    expect(code).toBe(0)
    expect(all.replace(/\s+/g, ' ').split(told)).toHaveLength(2)
  })

  it('is not opened after all with Ctrl-C', async () => {
    const screen = open(['config', 'edit'], { ...usual('vi'), AFTERSALES_LANG: 'ru' })
    await screen.see('чтобы открыть')
    await screen.type(CTRL_C)
    const { code, all } = await screen.exit()
    expect(code).toBe(130)
    expect(all).toContain('Ничего не изменилось')
  })

  it.each([
    ['she has chosen', { EDITOR: 'vi' }, ['vi']],
    ['is not what opens', {}, ['vi', 'nano']],
  ])('that %s needs no words', async (_, chosen, names) => {
    const screen = open(['config', 'edit'], { ...usual(...names), ...chosen, AFTERSALES_LANG: 'en' })
    await screen.see('days: ')
    await screen.type(`7${ENTER}`)
    const { code, all } = await screen.exit()
    expect(code).toBe(0)
    expect(all).not.toContain(':wq')
  })
})
