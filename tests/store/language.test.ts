// The language chosen for a shop, and what else may stand where the shop is looked for.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { languageSetIn } from '../../src/store/language.ts'
import { fakeWorld, runLine } from '../fixture.ts'

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
