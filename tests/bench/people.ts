// Names, numbers and goods for a made-up shop.
import type { CustomerFields } from '../../src/store/customer.ts'
import type { ProductFields } from '../../src/store/product.ts'
import type { Chance } from './chance.ts'

const NAMES =
  'Анна Мария Ольга Елена Наталья Ирина Татьяна Светлана Екатерина Юлия Дарья Ксения Алина Вера Любовь Нина ' +
  'Галина Людмила Полина София Алёна Жанна Инна Лариса Марина Оксана Регина Тамара Ульяна Эльвира'
const SURNAMES =
  'Иванова Смирнова Кузнецова Попова Васильева Петрова Соколова Михайлова Новикова Фёдорова Морозова Волкова ' +
  'Алексеева Лебедева Семёнова Егорова Павлова Козлова Степанова Николаева Орлова Андреева Макарова Никитина ' +
  'Захарова Зайцева Соловьёва Борисова Яковлева Григорьева Романова Воробьёва Сергеева Кузьмина Фролова ' +
  'Александрова Дмитриева Королёва Гусева Киселёва Ильина Максимова Полякова Сорокина Виноградова Ковалёва ' +
  'Белова Медведева Антонова Тарасова Жукова Баранова Филиппова Комарова Давыдова Беляева Герасимова Богданова'
const PATRONYMICS =
  'Александровна Сергеевна Владимировна Николаевна Ивановна Петровна Андреевна Юрьевна Олеговна'

const [names, surnames, patronymics] = [NAMES, SURNAMES, PATRONYMICS].map((text) => text.split(' ')) as [
  string[],
  string[],
  string[],
]

/** @param number counted from 0: no two of a shop have one phone */
export function person(chance: Chance, number: number): CustomerFields {
  const name = [
    chance.pick(surnames),
    chance.pick(names),
    ...(chance.is(0.3) ? [chance.pick(patronymics)] : []),
  ]
  const two = (n: number) => String(n).padStart(2, '0')
  const birthday = chance.is(0.4) ? `${two(1 + chance.below(12))}-${two(1 + chance.below(28))}` : null
  return {
    externalId: chance.is(0.2) ? `C-${number + 1}` : null,
    name: name.join(' '),
    // Numbers of one shop lie anywhere in the area code; a step that has no factor in common with it meets none twice.
    phone: chance.is(0.05) ? null : `+7916${String((number * 7_654_321) % 10_000_000).padStart(7, '0')}`,
    email: chance.is(0.3) ? `c${number + 1}@example.com` : null,
    chat: chance.is(0.4) ? `@c${number + 1}` : null,
    birthday,
    note: chance.is(0.05) ? 'Звонить после шести' : null,
    referredById: null,
  }
}

const KINDS =
  'Крем Сыворотка Шампунь Бальзам Пенка Тоник Маска Скраб Гель Масло Лосьон Порошок Помада Тушь Чай Витамины'
const LINES =
  'Утро Лён Шиповник Ромашка Море Облепиха Мёд Алоэ Хвоя Роза Лаванда Зелень Овёс Берёза Малина Ива'

/** The goods of a shop, the best sold first. */
export function goods(chance: Chance, count: number): (ProductFields & { tips: string[] })[] {
  const [kinds, lines] = [KINDS.split(' '), LINES.split(' ')]
  return Array.from({ length: count }, (_, i) => {
    const [kind, line] = [kinds[i % kinds.length], lines[Math.floor(i / kinds.length) % lines.length]]
    const size = Math.floor(i / (kinds.length * lines.length))
    return {
      name: `${kind} «${line}»${size === 0 ? '' : ` ${size + 1}`}`,
      priceMinor: 10_000 * Math.ceil(chance.skewed(9, 0.6)) - 1000,
      lastsDays: chance.is(0.7) ? 20 + chance.below(80) : null,
      warrantyDays: null,
      tips: chance.is(0.5) ? ['Наносить на чуть влажную кожу', 'Хватает горошины'] : [],
    }
  })
}

/** A product of a shop: the first are bought often, the last hardly ever. */
export function popular<T>(chance: Chance, some: readonly T[]): T {
  return some[Math.floor(some.length * chance.draw() ** 2)] as T
}
