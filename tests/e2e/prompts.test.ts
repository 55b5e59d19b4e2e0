// The prompts in a real pseudo-terminal: the sale wizard, log, call, and Ctrl-C at each question.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aftersales, CTRL_C, DOWN, ENTER, home, once, open } from './pty.ts'

function json<Document>(args: readonly string[], env: Record<string, string>): Document {
  return JSON.parse(aftersales([...args, '--json'], env)) as Document
}

/** Two days ago Anna, Boris and Vera bought for the first time; each waits for a first call. */
const shopWithThree = once((env) => {
  const names = ['Анна Петрова', 'Борис Ёлкин', 'Вера Смирнова']
  for (const [i, name] of names.entries()) {
    const sold = ['--date', `2026-11-19 1${i + 2}:00`, '--item', 'Крем @1490']
    aftersales(['sale', 'add', '--customer', name, '--phone', `8 900 000-00-0${i + 1}`, ...sold], env)
  }
})

interface Contact {
  outcome: string
  csat: number | null
  note: string | null
  used: boolean | null
}

function contactsOf(name: string, env: Record<string, string>): Contact[] {
  return json<{ contacts: Contact[] }>(['customer', 'show', name], env).contacts
}

/** The keys of a whole sale, and what is on the screen before each: a new customer, a new product, handed over. */
const WIZARD: [see: string, keys: string][] = [
  ['Кто купил?', 'Зоя Алёхина'],
  ['новый клиент: Зоя Алёхина', ENTER],
  ['Телефон', `8 900 000-00-09${ENTER}`],
  ['Что купили?', 'Крем для рук'],
  ['новый товар: Крем для рук', ENTER],
  ['Сколько штук?', `2${ENTER}`],
  ['Цена за штуку', `1 490,50${ENTER}`],
  ['Что ещё купили?', ENTER],
  ['Товар уже отдан?', ENTER],
  ['Оплачено?', ENTER],
  ['Записать продажу: Зоя Алёхина, Крем для рук × 2', ENTER],
]

describe('the sale wizard', () => {
  it('records a sale of a new customer and a new product', async () => {
    const { env } = home()
    const screen = open(['sale', 'add', '--lang', 'ru'], env)
    for (const [see, keys] of WIZARD) {
      await screen.see(see)
      await screen.type(keys)
    }
    const { code, all } = await screen.exit()
    expect(code).toBe(0)
    expect(all).toContain('Продажа #1:')
    expect(all).toContain('Зоя, спасибо за покупку')
    const { sales } = json<{ sales: { customer: string; totalMinor: number }[] }>(['sale', 'list'], env)
    expect(sales).toMatchObject([{ customer: 'Зоя Алёхина', totalMinor: 298_100 }])
  })

  it('finds a known customer while typing, with е for ё and by a piece of the phone', async () => {
    for (const piece of ['елк', '000-00-02']) {
      const { env } = home()
      shopWithThree(env)
      const screen = open(['sale', 'add', '--lang', 'ru'], env)
      await screen.see('Кто купил?')
      await screen.type(piece)
      await screen.see('Борис Ёлкин')
      await screen.type(ENTER)
      await screen.see('Что купили?')
      await screen.type('крем')
      await screen.see('крем')
      await screen.see('Крем')
      await screen.type(ENTER)
      await screen.see('Сколько штук?')
      await screen.type(ENTER)
      await screen.see('Цена за штуку')
      await screen.type(ENTER)
      await screen.see('Что ещё купили?')
      await screen.type(ENTER)
      await screen.see('Товар уже отдан?')
      await screen.type(DOWN + ENTER)
      await screen.see('На какой день обещана?')
      await screen.type(ENTER)
      await screen.see('Что ещё обещано')
      await screen.type(ENTER)
      await screen.see('Оплачено?')
      await screen.type(`да${ENTER}`)
      await screen.see('Записать продажу: Борис Ёлкин, Крем × 1, 1 490 ₽?')
      await screen.type(ENTER)
      expect((await screen.exit()).code).toBe(0)
      const { sales } = json<{ sales: { customer: string; promised: string; paidMinor: number }[] }>(
        ['sale', 'list'],
        env,
      )
      expect(sales[0]).toMatchObject({ customer: 'Борис Ёлкин', promised: '2026-11-22', paidMinor: 149_000 })
    }
  })

  it('stores nothing on Ctrl-C at any question', async () => {
    const { env, folder } = home()
    const stopped = async (stop: number) => {
      const screen = open(['sale', 'add', '--lang', 'ru'], env)
      for (const [see, keys] of WIZARD.slice(0, stop)) {
        await screen.see(see)
        await screen.type(keys)
      }
      await screen.see(WIZARD[stop]?.[0] ?? '')
      await screen.type(CTRL_C)
      const { code, all } = await screen.exit()
      expect(code, WIZARD[stop]?.[0]).toBe(130)
      expect(all).toContain('Отменено. Ничего не изменилось.')
      expect(all).not.toContain('at ')
    }
    // Several screens at a time: most of it is waiting for them to stand still.
    const stops = [...WIZARD.keys()]
    while (stops.length > 0) await Promise.all(stops.splice(0, 4).map(stopped))
    expect(existsSync(join(folder, 'shop.db'))).toBe(false)
  })
})

/** The questions of a first call after the outcome, and an answer to each. */
const FIRST_CALL: [see: string, keys: string][] = [
  ['чем закончилось?', ENTER],
  ['Уже попробовали?', `да${ENTER}`],
  ['Насколько довольны', `5${ENTER}`],
  ['Заметка', `любит лаванду${ENTER}`],
  ['Пообещали что-нибудь?', ENTER],
]

describe('log', () => {
  it('shows the card, asks the outcome first and then what the touch asks', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['log', 'анна', '--lang', 'ru'], env)
    await screen.see('Первый звонок после покупки')
    for (const [see, keys] of FIRST_CALL) {
      await screen.see(see)
      await screen.type(keys)
    }
    await screen.see('Записано.')
    expect((await screen.exit()).code).toBe(0)
    expect(contactsOf('анна', env)).toMatchObject([
      { outcome: 'talked', used: true, csat: 5, note: 'любит лаванду' },
    ])
  })

  it('goes on asking after a delivery is confirmed, and asks of nothing that has not come', async () => {
    for (const [answer, rest] of [
      ['да', []],
      ['нет', ['На какой день']],
    ] as const) {
      const { env } = home()
      const sold = ['--date', '2026-11-19', '--promised', '2026-11-21', '--item', 'Крем @1490']
      aftersales(['sale', 'add', '--customer', 'Анна', '--phone', '8 900 000-00-01', ...sold], env)
      const screen = open(['log', 'анна', '--lang', 'ru'], env)
      await screen.see('Доставка обещана на сегодня')
      await screen.see('чем закончилось?')
      await screen.type(ENTER)
      await screen.see('Всё ли')
      await screen.type(`${answer}${ENTER}`)
      for (const question of rest) {
        await screen.see(question)
        await screen.type(`+2d${ENTER}`)
      }
      await screen.see('Заметка')
      await screen.type(`цвет тот${ENTER}`)
      await screen.see('Пообещали что-нибудь?')
      await screen.type(ENTER)
      expect((await screen.exit()).code).toBe(0)
      expect(contactsOf('анна', env)).toMatchObject([{ outcome: 'talked', note: 'цвет тот' }])
      const { sales } = json<{ sales: { delivered: string | null; promised: string }[] }>(
        ['sale', 'list'],
        env,
      )
      expect(sales[0]).toMatchObject(
        answer === 'да' ? { delivered: '2026-11-21' } : { delivered: null, promised: '2026-11-23' },
      )
    }
  })

  it('takes Enter for no answer, and asks again what it cannot read', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['log', 'анна', '--lang', 'ru'], env)
    await screen.see('чем закончилось?')
    await screen.type(ENTER)
    await screen.see('Уже попробовали?')
    await screen.type(ENTER)
    await screen.see('Насколько довольны')
    await screen.type(`7${ENTER}`)
    await screen.see('Нужна цифра от 1 до 5')
    await screen.type(ENTER)
    await screen.see('Заметка')
    await screen.type(ENTER)
    expect((await screen.exit()).code).toBe(0)
    expect(contactsOf('анна', env)).toMatchObject([{ outcome: 'talked', used: null, csat: null, note: null }])
  })

  it('asks why a score was given of a score alone', async () => {
    for (const [score, next] of [
      ['', 'От 1 до 5'],
      ['9', 'Почему? Словами клиента'],
    ] as const) {
      const { env } = home()
      shopWithThree(env)
      env.AFTERSALES_NOW = '2026-12-05T10:00:00+03:00'
      const screen = open(['log', 'анна', '--lang', 'ru'], env)
      await screen.see('чем закончилось?')
      await screen.type(ENTER)
      await screen.see('Посоветует ли друзьям')
      await screen.type(score + ENTER)
      await screen.see(`? ${next}`)
      await screen.type(CTRL_C)
      expect((await screen.exit()).code).toBe(130)
    }
  })

  it('breaks a question between words on a narrow screen', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['log', 'анна', '--lang', 'ru'], env, 40)
    await screen.see('закончилось?')
    await screen.type(ENTER)
    await screen.see('Уже попробовали?')
    await screen.see('пропустить')
    await screen.type(`да${ENTER}`)
    await screen.see('Насколько довольны')
    await screen.see('пропустить')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    expect(contactsOf('анна', env)).toMatchObject([{ used: true }])
  })

  it('keeps the outcome and every answer given when Ctrl-C comes', async () => {
    for (let stop = 0; stop < FIRST_CALL.length; stop++) {
      const { env } = home()
      shopWithThree(env)
      const screen = open(['log', 'анна', '--lang', 'ru'], env)
      for (const [see, keys] of FIRST_CALL.slice(0, stop)) {
        await screen.see(see)
        await screen.type(keys)
      }
      await screen.see(FIRST_CALL[stop]?.[0] ?? '')
      await screen.type(CTRL_C)
      const { code, all } = await screen.exit()
      expect(code).toBe(130)
      const kept = contactsOf('анна', env)
      if (stop === 0) {
        expect(all).toContain('Ничего не изменилось')
        expect(kept).toEqual([])
      } else {
        expect(all).toContain('сохранено')
        expect(kept).toMatchObject([
          {
            outcome: 'talked',
            used: stop > 1 ? true : null,
            csat: stop > 2 ? 5 : null,
            note: stop > 3 ? 'любит лаванду' : null,
          },
        ])
      }
    }
  })
})

describe('call', () => {
  it('goes through three customers, one card after another', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['call', '--lang', 'ru'], env)
    await screen.see('Звонок 1 из 3')
    for (const [see, keys] of FIRST_CALL) {
      await screen.see(see)
      await screen.type(keys)
    }
    await screen.see('Звонок 2 из 3')
    await screen.see('чем закончилось?')
    await screen.type(DOWN + ENTER)
    await screen.see('Звонок 3 из 3')
    await screen.see('чем закончилось?')
    await screen.type(DOWN + DOWN + ENTER)
    await screen.see('Когда перезвонить?')
    await screen.type(`пн 15:00${ENTER}`)
    await screen.see('Заметка')
    await screen.type(ENTER)
    await screen.see('Записано 3 звонка')
    expect((await screen.exit()).code).toBe(0)
    const outcomes = ['анна', 'борис', 'вера'].map((name) => contactsOf(name, env)[0]?.outcome)
    expect(outcomes).toEqual(['talked', 'no-answer', 'call-later'])
  })

  it('keeps what was logged when Ctrl-C ends the session', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['call', '--lang', 'en'], env)
    await screen.see('Call 1 of 3')
    await screen.see('how did it go?')
    await screen.type(DOWN + ENTER)
    await screen.see('Call 2 of 3')
    await screen.see('how did it go?')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    expect(contactsOf('анна', env)).toHaveLength(1)
    expect(contactsOf('борис', env)).toHaveLength(0)
  })
})

describe('sale return', () => {
  it('asks before it takes back a whole sale, and takes no for an answer', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['sale', 'return', '1', '--lang', 'ru'], env)
    await screen.see('Вернули всё: Крем, 1 490 ₽?')
    await screen.type(DOWN + ENTER)
    expect((await screen.exit()).code).toBe(130)
    const again = open(['sale', 'return', '1', '--lang', 'ru'], env)
    await again.see('Вернули всё')
    await again.type(ENTER)
    expect((await again.exit()).code).toBe(0)
    const { sale } = json<{ sale: { totalMinor: number } }>(['sale', 'show', '1'], env)
    expect(sale.totalMinor).toBe(0)
  })
})

describe('a list of yes and no', () => {
  const asked = async (lang: string, see: string, keys: string) => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['sale', 'return', '1', '--lang', lang], env)
    await screen.see(see)
    await screen.type(keys)
    return (await screen.exit()).code
  }

  it.each([
    ...['n', 'N', 'н', 'Н', 'нет', 'no', 'yn'].map((typed) => ['ru', typed, 130] as const),
    ...['n', 'no', 'N'].map((typed) => ['en', typed, 130] as const),
    ...['y', 'д', 'да', 'nд'].map((typed) => ['ru', typed, 0] as const),
    ...['y', 'yes', 'ny'].map((typed) => ['en', typed, 0] as const),
  ])('%s: %s and Enter', async (lang, typed, code) => {
    const see = lang === 'ru' ? 'Вернули всё' : 'All of it comes back'
    expect(await asked(lang, see, typed + ENTER)).toBe(code)
  })

  it('takes the letter where no stands first', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['customer', 'forget', 'анна', '--lang', 'ru'], env)
    await screen.see('нет')
    await screen.type(`y${ENTER}`)
    expect((await screen.exit()).code).toBe(0)
    expect(json<{ customers: object[] }>(['customer', 'list'], env).customers).toHaveLength(2)
  })
})

describe('the morning', () => {
  it('goes on with a menu: one thing after another, the shop opened anew for each, until it is left', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['--lang', 'ru'], env)
    await screen.see('3 звонка')
    await screen.see('Что дальше?')
    for (let i = 0; i < 5; i++) await screen.type(DOWN)
    await screen.type(ENTER)
    await screen.see('Имя, телефон или номер?')
    await screen.type(`борис${ENTER}`)
    await screen.see('Борис Ёлкин')
    await screen.see('Что дальше?')
    for (let i = 0; i < 8; i++) await screen.type(DOWN)
    await screen.type(ENTER)
    await screen.see('Отменено: продажа #3')
    await screen.see('Что дальше?')
    await screen.type(CTRL_C)
    const { code } = await screen.exit()
    expect(code).toBe(130)
    expect(json<{ sales: object[] }>(['sale', 'list'], env).sales).toHaveLength(2)
  })

  it('comes back to the menu after a slip and after Ctrl-C in what was begun', async () => {
    const { env } = home()
    shopWithThree(env)
    const screen = open(['--lang', 'ru'], env)
    await screen.see('Что дальше?')
    // The last but one leads to what is seldom wanted, a spreadsheet among it.
    for (let i = 0; i < 9; i++) await screen.type(DOWN)
    await screen.type(ENTER)
    await screen.see('Записать вопрос или жалобу')
    for (let i = 0; i < 5; i++) await screen.type(DOWN)
    await screen.type(ENTER)
    await screen.see('Где лежит файл?')
    await screen.type(`nothing.csv${ENTER}`)
    await screen.see('Подсказка')
    await screen.see('Что дальше?')
    await screen.type(DOWN + DOWN + ENTER)
    await screen.see('Кто купил?')
    await screen.type(CTRL_C)
    await screen.see('Отменено. Ничего не изменилось.')
    await screen.see('Что дальше?')
    for (let i = 0; i < 10; i++) await screen.type(DOWN)
    await screen.type(ENTER)
    expect((await screen.exit()).code).toBe(0)
  })

  it('offers a sale first on a day without calls, and the thank-you that waits', async () => {
    const { env } = home()
    const sold = ['--phone', '8 900 000-00-01', '--item', 'Крем @1490']
    aftersales(['sale', 'add', '--customer', 'Анна', ...sold], env)
    const screen = open(['--lang', 'ru'], env)
    await screen.see('Что дальше?')
    await screen.see('Записать продажу')
    await screen.type(ENTER)
    await screen.see('Кто купил?')
    await screen.type(CTRL_C)
    await screen.see('Что дальше?')
    await screen.type(DOWN + ENTER)
    await screen.see('Кому напишем?')
    await screen.see('Анна')
    await screen.type(ENTER)
    await screen.see('спасибо за покупку')
    await screen.see('Отправили?')
    await screen.type(DOWN + ENTER)
    await screen.see('Что дальше?')
    // Nobody is on the list now, so whom a talk was with is one of the latest buyers.
    await screen.type(DOWN + DOWN + ENTER)
    await screen.see('С кем говорили?')
    await screen.see('Анна')
    await screen.type(CTRL_C)
    await screen.see('Что дальше?')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    expect(contactsOf('анна', env)).toMatchObject([{ outcome: 'message-sent' }])
  })
})

describe('the first run', () => {
  it('greets, asks, refuses what is no answer, and leads to the first sale', async () => {
    const { env } = home()
    const screen = open(['--lang', 'ru'], { ...env, LC_ALL: 'ru_RU.UTF-8' })
    await screen.see('На каком языке')
    await screen.type(ENTER)
    await screen.see('Здравствуйте!')
    await screen.see('Как называется')
    await screen.type(`Лавка${ENTER}`)
    await screen.see('В какой стране')
    await screen.type(`${DOWN}${ENTER}`)
    await screen.see('В какие часы')
    await screen.type(`25-9${ENTER}`)
    await screen.see('часы, например 9-21')
    await screen.type('\x15')
    await screen.type(`10-20${ENTER}`)
    await screen.see('С чего начнём?')
    await screen.type(ENTER)
    await screen.see('Кто купил?')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    const { settings } = json<{ settings: { key: string; value: string }[] }>(['config', 'list'], env)
    const values = Object.fromEntries(settings.map(({ key, value }) => [key, value]))
    expect(values).toMatchObject({
      shopName: 'Лавка',
      region: 'KZ',
      currency: 'KZT',
      callHours: '10:00-20:00',
    })
    expect(aftersales(['history'], env)).toContain('4  Setting callHours – 09:00-21:00 → 10:00-20:00')
  })

  it('leaves nothing behind where it is left', async () => {
    const { env, folder } = home()
    const screen = open(['--lang', 'ru'], env)
    await screen.see('На каком языке')
    await screen.type(ENTER)
    await screen.see('Как называется')
    await screen.type(`Лавка${ENTER}`)
    await screen.see('В какой стране')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    expect(existsSync(join(folder, 'shop.db'))).toBe(false)
  })

  it('goes on in the language that is chosen, and speaks it from then on', async () => {
    const { env } = home()
    const spoken = { ...env, AFTERSALES_LANG: '', LC_ALL: 'en_GB.UTF-8' }
    const screen = open([], spoken)
    await screen.see('Which language')
    await screen.type(`${DOWN}${ENTER}`)
    await screen.see('Здравствуйте!')
    await screen.see('Как называется')
    await screen.type(ENTER)
    await screen.see('В какой стране')
    await screen.type(ENTER)
    await screen.see('В какие часы')
    await screen.type(ENTER)
    await screen.see('С чего начнём?')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    expect(aftersales(['summary'], spoken)).toContain('Посоветуют')
    expect(aftersales(['summary', '--lang', 'en'], spoken)).not.toContain('Посоветуют')
    expect(aftersales(['config', 'set', 'language', 'en'], spoken)).toContain('language')
    expect(aftersales(['summary'], spoken)).not.toContain('Посоветуют')
  })

  it('speaks it from then on too where it was asked for by an option, and the system speaks another', async () => {
    const { env } = home()
    const spoken = { ...env, AFTERSALES_LANG: '', LC_ALL: 'en_GB.UTF-8' }
    const screen = open(['--lang', 'ru'], spoken)
    for (const asked of ['На каком языке', 'Как называется', 'В какой стране', 'В какие часы']) {
      await screen.see(asked)
      await screen.type(ENTER)
    }
    await screen.see('С чего начнём?')
    await screen.type(CTRL_C)
    expect((await screen.exit()).code).toBe(130)
    expect(aftersales(['summary'], spoken)).toContain('Посоветуют')
  })

  it('greets nobody whose file is not there, and offers nothing to do with it', async () => {
    const { env, folder } = home()
    const screen = open(['--db', join(folder, 'shpo.db'), '--lang', 'ru'], env)
    const { code, all } = await screen.exit()
    expect(code).toBe(0)
    expect(all).toContain('Файла')
    expect(all.replace(/\s+/g, ' ')).toContain('shpo.db пока нет')
    expect(all).not.toContain('Здравствуйте')
    expect(all).not.toContain('Что дальше?')
    expect(existsSync(join(folder, 'shpo.db'))).toBe(false)
  })
})
