// Values as people of a language write them: money, days, moments, lists.
import { DAY, type Day, type Instant, monthDay, parseDay, type Zone } from '../domain/day.ts'
import { currencyDigits } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import type { Lang, Translate } from './i18n/index.ts'

export interface WordsOptions {
  lang: Lang
  t: Translate
  zone: Zone
  currency: string
  now: Instant
}

export function moneyText(minor: number, currency: string, lang: Lang): string {
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(minor / 10 ** currencyDigits(currency))
}

/** As it is stored, whatever language was spoken when it was. */
const FORGOTTEN = /^forgotten #(\d+)$/

export class Words {
  readonly lang: Lang
  readonly t: Translate
  readonly zone: Zone
  readonly currency: string
  readonly now: Instant
  // A format costs more to make than a thousand days to write, in time and in memory.
  readonly #numbers = new Map<string, Intl.NumberFormat>()
  readonly #days = new Map<string, Intl.DateTimeFormat>()

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

  /** `1 490 ₽` / `₽1,490`; the minor part only where there is one. */
  money(minor: number): string {
    return this.#formatNumber(minor / 10 ** currencyDigits(this.currency), {
      style: 'currency',
      currency: this.currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: 'stripIfInteger',
    })
  }

  number(value: number, digits = 0): string {
    return this.#formatNumber(value, { maximumFractionDigits: digits })
  }

  percent(share: number): string {
    return this.#formatNumber(share, { style: 'percent', maximumFractionDigits: 0 })
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
    return this.#format(day, this.lang === 'ru' ? { dateStyle: 'short' } : { dateStyle: 'medium' }).replace(
      /(\d\d\.\d\d\.)(\d\d)$/,
      '$120$2',
    )
  }

  /** `сб, 21 ноября` / `Sat, 21 Nov`, the year only when it is another: for sentences. */
  day(day: Day): string {
    const otherYear = this.#year(day) !== this.#year(this.today)
    return this.#format(day, {
      weekday: 'short',
      day: 'numeric',
      month: this.lang === 'ru' ? 'long' : 'short',
      ...(otherYear ? { year: 'numeric' } : {}),
    })
  }

  /** `12 мая` / `12 May`, of a birthday `05-12`. */
  birthday(monthDay: string): string {
    // 2000 was a leap year, so that 29 February is shown as it is.
    return this.#format(parseDay(`2000-${monthDay}`) ?? 0, { day: 'numeric', month: 'long' })
  }

  /** `сентябрь 2026` / `September 2026`. */
  month(day: Day): string {
    return `${this.#format(day, { month: 'long' })} ${this.#year(day)}`
  }

  /** `нояб.` / `Nov`, in January with the year. */
  shortMonth(day: Day): string {
    const month = this.#format(day, { month: 'short' })
    return monthDay(day).month === 1 ? `${month} ${this.#year(day)}` : month
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
    if (Math.abs(apart) > 6) return this.day(day)
    return new Intl.RelativeTimeFormat(this.lang, { numeric: 'auto' }).format(apart, 'day')
  }

  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.lang, { type: 'conjunction' }).format(items)
  }

  #year(day: Day): number {
    return new Date(day * DAY).getUTCFullYear()
  }

  #format(day: Day, options: Intl.DateTimeFormatOptions): string {
    const locale = this.lang === 'ru' ? 'ru' : 'en-GB'
    const key = JSON.stringify(options)
    const format = this.#days.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    this.#days.set(key, format)
    return format.format(day * DAY)
  }

  #formatNumber(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options)
    const format = this.#numbers.get(key) ?? new Intl.NumberFormat(this.lang, options)
    this.#numbers.set(key, format)
    return format.format(value)
  }
}
