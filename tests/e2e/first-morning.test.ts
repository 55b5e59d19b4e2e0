// The first morning in a real pseudo-terminal: from nothing to the first sale, and on to the menu.
import { expect, it } from 'vitest'
import { aftersales, CTRL_C, ENTER, home, open } from './pty.ts'

it('goes from the greeting through the first sale to the menu', async () => {
  const { env } = home()
  const screen = open(['--lang', 'ru'], { ...env, LC_ALL: 'ru_RU.UTF-8' })
  const keys: [see: string, keys: string][] = [
    ['На каком языке', ENTER],
    ['Как называется', ENTER],
    ['В какой стране', ENTER],
    ['В какие часы', ENTER],
    ['С чего начнём?', ENTER],
    ['Кто купил?', 'Анна Петрова'],
    ['новый клиент: Анна Петрова', ENTER],
    ['Телефон', `8 912 345-67-89${ENTER}`],
    ['Что купили?', 'Крем'],
    ['новый товар: Крем', ENTER],
    ['Сколько штук?', ENTER],
    ['Цена за штуку', `1490${ENTER}`],
    ['Что ещё купили?', ENTER],
    ['Товар уже отдан?', ENTER],
    ['Оплачено?', `да${ENTER}`],
    ['Записать продажу: Анна Петрова', ENTER],
  ]
  for (const [see, typed] of keys) {
    await screen.see(see)
    await screen.type(typed)
  }
  await screen.see('Благодарность готова; отправить её:')
  await screen.see('message "#1"')
  await screen.see('Что дальше?')
  await screen.type(CTRL_C)
  expect((await screen.exit()).code).toBe(130)
  const { sales } = JSON.parse(aftersales(['sale', 'list', '--json'], env)) as { sales: object[] }
  expect(sales).toMatchObject([{ customer: 'Анна Петрова', totalMinor: 149_000, paidMinor: 149_000 }])
})
