// Values as people of a language write them: money, days, moments, lists.
import { DAY, type Day, dayIn, type Instant, monthDay, type Zone } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import {
  apartText,
  dayInSentence,
  dayOfMonth,
  listText,
  monthName,
  plainAmount,
  plainNumber,
  shortDate,
} from './i18n/calendar.ts'
import type { Lang, Translate } from './i18n/index.ts'
import { rounded } from './rounding.ts'

export interface WordsOptions {
  lang: Lang
  t: Translate
  zone: Zone
  currency: string
  now: Instant
}

/** `1 490 ₽` / `₽1,490`; the minor part only where there is one. */
export function moneyText(minor: number, currency: string, lang: Lang): string {
  const digits = currencyDigits(currency)
  const value = minor / 10 ** digits
  return (
    plainAmount(value, digits, currency, lang) ??
    numberText(value, lang, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: 'stripIfInteger',
    })
  )
}

// A format costs more to make than a thousand numbers to write, in time and in memory.
const formats = new Map<string, Intl.NumberFormat>()

function numberText(value: number, lang: Lang, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify([lang, options])
  const format = formats.get(key) ?? new Intl.NumberFormat(lang, options)
  formats.set(key, format)
  return format.format(value)
}

/** As it is stored, whatever language was spoken when it was. */
const FORGOTTEN = /^forgotten #(\d+)$/

/** With the space before it that does not break. */
const PERCENT: Record<Lang, string> = { en: '%', ru: '\u00a0%' }

export class Words {
  readonly lang: Lang
  readonly t: Translate
  readonly zone: Zone
  readonly currency: string
  readonly now: Instant

  constructor({ lang, t, zone, currency, now }: WordsOptions) {
    this.lang = lang
    this.t = t
    this.zone = zone
    this.currency = currency
    this.now = now
  }

  get today(): Day {
    return this.zone.day(this.now)
  }

  money(minor: number): string {
    return moneyText(minor, this.currency, this.lang)
  }

  number(value: number, digits = 0): string {
    return (
      plainNumber(rounded(value, digits), digits, this.lang) ??
      numberText(value, this.lang, { maximumFractionDigits: digits })
    )
  }

  percent(share: number): string {
    const plain = plainNumber(rounded(share, 0, 2), 0, this.lang)
    return plain === null
      ? numberText(share, this.lang, { style: 'percent', maximumFractionDigits: 0 })
      : `${plain}${PERCENT[this.lang]}`
  }

  /**
   * Somebody's name; of who was forgotten what stands for it in this language.
   * @param numbered whether the number is told beside it
   */
  person(name: string, numbered = false): string {
    const id = FORGOTTEN.exec(name)?.[1]
    if (id === undefined) return name
    const somebody = this.t('forget.somebody')
    return numbered ? somebody : `${somebody} #${id}`
  }

  phone(phone: string): string {
    return formatPhone(phone)
  }

  /** `21.11.2026` / `21 Nov 2026`: for tables. */
  date(day: Day): string {
    return shortDate(day, this.lang)
  }

  /** `сб, 21 ноября` / `Sat 21 Nov`, the year only when it is another: for sentences. */
  day(day: Day): string {
    return dayInSentence(day, yearOf(day) !== yearOf(this.today), this.lang)
  }

  /** `12 мая` / `12 May`, of a birthday `05-12`. */
  birthday(date: string): string {
    // 2000 was a leap year, so that 29 February is shown as it is.
    return dayOfMonth(dayIn(`2000-${date}`), this.lang)
  }

  /** `сентябрь 2026` / `September 2026`. */
  month(day: Day): string {
    return `${monthName(day, this.lang)} ${yearOf(day)}`
  }

  /** `нояб.` / `Nov`, in January with the year. */
  shortMonth(day: Day): string {
    const format = new Intl.DateTimeFormat(this.lang, { month: 'short', timeZone: 'UTC' })
    const month = format.format(day * DAY)
    return monthDay(day).month === 1 ? `${month} ${yearOf(day)}` : month
  }

  /** `19:05`, in the shop's zone. */
  time(at: Instant): string {
    const minutes = this.zone.minutes(at)
    const pad = (n: number) => String(n).padStart(2, '0')
    return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
  }

  /** Day and time: `сб, 21 ноября, 19:05`. */
  moment(at: Instant): string {
    return `${this.day(this.zone.day(at))}, ${this.time(at)}`
  }

  /** `today`, `yesterday`, `3 days ago`, else the day itself. */
  ago(day: Day): string {
    const apart = day - this.today
    return Math.abs(apart) > 6 ? this.day(day) : apartText(apart, this.lang)
  }

  list(items: readonly string[]): string {
    return listText(items, this.lang)
  }
}

function yearOf(day: Day): number {
  return monthDay(day).year
}
