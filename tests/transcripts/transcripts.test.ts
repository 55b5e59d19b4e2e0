// Every transcript in this folder, in the language and width that its name says. UPDATE_TRANSCRIPTS=1 rewrites them,
// to be read line by line before they are kept.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fakeWorld } from '../fixture.ts'
import { replay } from './transcript.ts'

const folder = import.meta.dirname
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

it.each(files)('%s', async (name) => {
  // week.ru.txt, due.40.en.txt
  const [, columns = '80', lang = 'en'] = /(?:\.(\d+))?\.(en|ru)\.txt$/.exec(name) ?? []
  const path = join(folder, name)
  const text = readFileSync(path, 'utf8')
  const world = fakeWorld({ columns: Number(columns), lang: lang === 'ru' ? 'ru' : 'en' })
  const now = await replay(text, world)
  if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(path, now)
  else expect(now).toBe(text)
})

it('finds transcripts in both languages', () => {
  for (const lang of ['en', 'ru'])
    expect(files.filter((name) => name.endsWith(`.${lang}.txt`))).not.toEqual([])
})
