// What stands for the name of who was forgotten: in the language of today, with the number once.
import { expect, test } from 'vitest'
import { fakeWorld, runJson, runLine } from '../fixture.ts'

test('is said in the language it is read in, and its number once', async () => {
  const world = fakeWorld({ columns: 120 })
  const add = (name: string, ...flags: string[]) =>
    runJson(['sale', 'add', '--customer', name, '--new', '--item', 'Tea @5', ...flags], world)
  await add('Olga')
  await add('Anna', '--referred-by', 'Olga')
  await add('Vera', '--referred-by', 'Anna')
  await runJson(['customer', 'forget', 'Anna', '--yes'], world)
  const read = async (lang: string, ...line: string[]) =>
    (await runLine([...line, '--lang', lang], world)).out
  for (const [lang, word] of [
    ['ru', 'забытый клиент'],
    ['en', 'forgotten'],
  ] as const) {
    for (const line of [
      ['customer', 'show', '#2'],
      ['customer', 'show', 'Vera'],
      ['customer', 'show', 'Olga'],
      ['sale', 'show', '2'],
      ['sale', 'list'],
    ]) {
      const out = await read(lang, ...line)
      expect([lang, line, out.match(/#2 +#2/), out.includes(`${word} #2`)]).toEqual([lang, line, null, true])
      if (lang === 'ru') expect(out).not.toContain('forgotten')
    }
  }
})
