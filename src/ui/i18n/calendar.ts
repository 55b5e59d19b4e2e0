// Days, numbers and amounts as Intl would write them, without asking it: its formats take longer to load than a shop.
// A test holds every one of them against Intl.
import { type Day, dayOfWeek, dayText, monthDay } from '../../domain/day.ts'
import { type Lang, pluralForm } from './translate.ts'

type Plural = Partial<Record<Intl.LDMLPluralRule, string>>

interface Writing {
  /** From Monday on, as in `Sat, 21 Nov`. */
  weekdays: string[]
  months: string[]
  /** As after a day: `21 ноября`. */
  ofMonth: string[]
  /** As after a day, where English has little room. */
  shortMonths?: string[]
  /** A day in a sentence; its year only where it has to be told. */
  inSentence: (weekday: string, date: string, year: number | null) => string
  /** The days around today, from the first that has a name of its own. */
  near: { first: number; names: string[] }
  past: Plural
  future: Plural
  /** Between the last two of two, and of more. */
  and: [two: string, more: string]
  group: string
  decimal: string
  amount: (number: string, sign: string) => string
}

const NBSP = '\u00a0'

const EN_MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]

const WRITING: Record<Lang, Writing> = {
  en: {
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: EN_MONTHS,
    ofMonth: EN_MONTHS,
    shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
    inSentence: (weekday, date, year) =>
      year === null ? `${weekday} ${date}` : `${weekday}, ${date} ${year}`,
    near: { first: -1, names: ['yesterday', 'today', 'tomorrow'] },
    past: { one: '{} day ago', other: '{} days ago' },
    future: { one: 'in {} day', other: 'in {} days' },
    and: [' and ', ', and '],
    group: ',',
    decimal: '.',
    amount: (number, sign) => (number.startsWith('-') ? `-${sign}${number.slice(1)}` : `${sign}${number}`),
  },
  ru: {
    weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    months: [
      ...['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь'],
      ...['октябрь', 'ноябрь', 'декабрь'],
    ],
    ofMonth: [
      ...['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября'],
      ...['октября', 'ноября', 'декабря'],
    ],
    inSentence: (weekday, date, year) => `${weekday}, ${date}${year === null ? '' : ` ${year} г.`}`,
    near: { first: -2, names: ['позавчера', 'вчера', 'сегодня', 'завтра', 'послезавтра'] },
    past: { one: '{} день назад', few: '{} дня назад', many: '{} дней назад' },
    future: { one: 'через {} день', few: 'через {} дня', many: 'через {} дней' },
    and: [' и ', ' и '],
    group: NBSP,
    decimal: ',',
    amount: (number, sign) => `${number}${NBSP}${sign}`,
  },
}

/** Signs that both languages write; of other currencies Intl knows what each language writes. */
const SIGNS = new Map(Object.entries({ RUB: '₽', USD: '$', EUR: '€', GBP: '£', UAH: '₴', KZT: '₸' }))

/** `21 ноября`, `21 November`. */
export function dayOfMonth(day: Day, lang: Lang): string {
  return `${monthDay(day).day} ${WRITING[lang].ofMonth[monthDay(day).month - 1]}`
}

/** `сб, 21 ноября`, `Sat 21 Nov`. @param year whether it has to be told */
export function dayInSentence(day: Day, year: boolean, lang: Lang): string {
  const { weekdays, ofMonth, shortMonths = ofMonth, inSentence } = WRITING[lang]
  const date = monthDay(day)
  const weekday = weekdays[dayOfWeek(day)] as string
  return inSentence(weekday, `${date.day} ${shortMonths[date.month - 1]}`, year ? date.year : null)
}

/** `21.11.2026`, `21 Nov 2026`. */
export function shortDate(day: Day, lang: Lang): string {
  const { shortMonths } = WRITING[lang]
  if (!shortMonths) return dayText(day).split('-').reverse().join('.')
  const date = monthDay(day)
  return `${date.day} ${shortMonths[date.month - 1]} ${date.year}`
}

/** `сентябрь`, `September`. */
export function monthName(day: Day, lang: Lang): string {
  return WRITING[lang].months[monthDay(day).month - 1] as string
}

/** `yesterday`, `in 3 days`. @param days how far from today, negative for the past */
export function apartText(days: number, lang: Lang): string {
  const { near, past, future } = WRITING[lang]
  const name = near.names[days - near.first]
  if (name !== undefined) return name
  const count = Math.abs(days)
  const form = (days < 0 ? past : future)[pluralForm(count, lang)] ?? ''
  return form.replace('{}', plainNumber(count, 0, lang) ?? '')
}

/** `a, b and c`. */
export function listText(items: readonly string[], lang: Lang): string {
  const [two, more] = WRITING[lang].and
  const last = items.length < 3 ? two : more
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')}${last}${items.at(-1)}`
}

/** `1 490,5`; null where it would have to be rounded, or is no number that people write. */
export function plainNumber(value: number, digits: number, lang: Lang): string | null {
  const { group, decimal } = WRITING[lang]
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? []
  if (whole === '' || rest.length > digits || Object.is(value, -0)) return null
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${rest && decimal}${rest}`
}

/** `1 490 ₽`, `₽1,490.50`; null where Intl has to be asked. @param digits decimals of the currency */
export function plainAmount(value: number, digits: number, currency: string, lang: Lang): string | null {
  const sign = SIGNS.get(currency)
  const number = plainNumber(value, digits, lang)
  if (sign === undefined || number === null) return null
  const { decimal, amount } = WRITING[lang]
  const [whole = '', rest] = number.split(decimal)
  return amount(rest === undefined ? whole : `${whole}${decimal}${rest.padEnd(digits, '0')}`, sign)
}
