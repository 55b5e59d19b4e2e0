// The language chosen for a shop, and what else may stand where the shop is looked for.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { languageSetIn } from '../../src/store/language.ts'
import { createContext, fakeWorld, runLine } from '../fixture.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-language-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('is what was set, and nothing before', async () => {
  const world = fakeWorld()
  Object.assign(world, { env: { ...world.env, AFTERSALES_LANG: '' } })
  await runLine(['sale', 'add', '--customer', 'Anna', '--item', 'Cream @10'], world)
  expect(languageSetIn(world.db)).toBeNull()
  expect((await runLine(['due'], world)).out).toContain('Thank-yous')
  expect((await runLine(['config', 'set', 'language', 'ru'], world)).out).toContain('теперь ru')
  expect(languageSetIn(world.db)).toBe('ru')
  expect((await runLine(['due'], world)).out).toContain('Благодарности')
  expect((await runLine(['due', '--lang', 'en'], world)).out).toContain('Thank-yous')
  await runLine(['undo'], world)
  expect((await runLine(['due'], world)).out).toContain('Thank-yous')
})

it('is spoken by whatever is said of a shop, also where nothing came of it', async () => {
  const world = fakeWorld()
  Object.assign(world, { env: { ...world.env, AFTERSALES_LANG: '' } })
  await runLine(['sale', 'add', '--customer', 'Anna', '--item', 'Cream @10', '--lang', 'ru'], world)
  await runLine(['config', 'set', 'language', 'ru'], world)
  for (const line of [
    ...[
      'due',
      'due --limit x',
      'due --nonsense',
      'due --help',
      'sale add',
      'sale add --customer Anna --item Cream@9',
    ],
    ...['log', 'log Anna --outcome talked', 'log Nobody --outcome talked', 'summary', 'summary --period x'],
    ...['customer find Anna', 'customer find', 'sale', 'help log', 'nonsense', ''],
  ]) {
    const { code, out, err } = await runLine(line.split(' ').filter(Boolean), world)
    // A mistake of hers, but no bug.
    expect(code, line).not.toBe(1)
    expect(out + err, line).toMatch(/[а-я]{3}/)
    expect(out + err, line).not.toMatch(/\b(the|you|your|for|is)\b/)
  }
})

it('counts once the shop can be read, where somebody kept it from being read at first', async () => {
  const world = fakeWorld()
  Object.assign(world, { env: { ...world.env, AFTERSALES_LANG: '' } })
  await runLine(['sale', 'add', '--customer', 'Anna', '--item', 'Cream @10'], world)
  await runLine(['config', 'set', 'language', 'ru'], world)
  const writer = new Database(world.db).exec('BEGIN EXCLUSIVE')
  const contexts = [await createContext(world, {}), await createContext(world, { lang: 'en' })]
  writer.close()
  for (const [i, context] of contexts.entries()) {
    expect(context.lang).toBe('en')
    await context.read()
    expect(context.lang).toBe(i === 0 ? 'ru' : 'en')
    context.close()
  }
})

it.skipIf(process.platform === 'win32')(
  'does not wait for a pipe that stands in the place of a shop',
  async () => {
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    // What nobody writes to keeps waiting whoever opens it.
    const ask = `import('${new URL('../../src/store/language.ts', import.meta.url)}')
    .then(({ languageSetIn }) => process.stdout.write(String(languageSetIn(process.argv[1]))))`
    const { stdout, signal } = spawnSync(process.execPath, ['--eval', ask, pipe], { timeout: 20_000 })
    expect([signal, String(stdout)]).toEqual([null, 'null'])
  },
)

it('is none in a folder, an empty file or one that is no shop', () => {
  const path = (name: string) => join(folder, name)
  mkdirSync(path('folder'))
  writeFileSync(path('empty'), '')
  writeFileSync(
    path('text'),
    'not a database, but long enough to be taken for one by its length alone'.repeat(9),
  )
  for (const name of ['nowhere', 'folder', 'empty', 'text'])
    expect(languageSetIn(path(name)), name).toBeNull()
})
