// Dates as files write them: one order of day and month for a whole column, and never a guess.
import { DAY, type Day, dayOf, instantText, MINUTE, parseDay, type Zone } from '../domain/day.ts'
import { wallTime } from '../domain/origin.ts'
import { AppError, invalid } from '../errors.ts'

export interface FileMoment {
  day: Day
  /** The instant as it is stored. */
  soldAt: string
  /** The same by the wall clock, for the key of a line. */
  wall: string
}

/** Reads the date of a value without its time; null where there is no such day. */
type ReadDay = (text: string) => Day | null

/** No date with its time is longer. */
const LONGEST = 40

/** Days that are kept: a year before or after is a slip of the hand. */
const FIRST = 0
const LAST = dayOf(2199, 12, 31) as Day

/** Formats to choose from where a column can be read two ways. */
const EXAMPLES = ['dd.MM.yyyy', 'dd/MM/yyyy', 'MM/dd/yyyy', 'yyyy-MM-dd']

/**
 * How to read a column of dates, each with or without a time. A day without a time is noon.
 * @param texts all of the column: the order of day and month is decided over the whole of it
 * @param format such as `dd.MM.yyyy`; null to find it out
 * @returns a reader that gives null for what is no date, and the format of the first that is one
 * @throws AppError import.ambiguousDates, input.invalid for a format that is none
 */
export function dateReader(
  texts: Iterable<string>,
  format: string | null,
  zone: Zone,
): { read: (text: string) => FileMoment | 'outside' | null; format: string | null } {
  const all = [...new Set(texts)]
  const monthFirst = format === null && isMonthFirst(all)
  const readDay = format === null ? inOrder(monthFirst) : inFormat(format)
  const known = new Map<string, FileMoment | 'outside' | null>()
  return {
    format:
      format ??
      formatOf(
        all.find((text) => momentOf(text, readDay, zone) !== null),
        monthFirst,
      ),
    read(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      const moment = momentOf(text, readDay, zone)
      known.set(text, moment)
      return moment
    },
  }
}

/** How a date is written, in the letters of `--date-format`. */
function formatOf(text: string | undefined, monthFirst: boolean): string | null {
  const date = VALUE.exec(text ?? '')?.[1] ?? ''
  const [, , dash] = YEAR_FIRST.exec(date) ?? []
  if (dash !== undefined) return `yyyy${dash}MM${dash}dd`
  const [, , mark, , year] = YEAR_LAST.exec(date) ?? []
  if (mark === undefined || year === undefined) return null
  const order = monthFirst && mark !== '.' ? ['MM', 'dd'] : ['dd', 'MM']
  return [...order, 'y'.repeat(year.length)].join(mark)
}

const VALUE = /^(.+?),?(?:[T ]+(\d{1,2}:\d\d.*))?$/i
const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]m)?\s*(z|[+-]\d\d:?\d\d)?$/i

function momentOf(text: string, readDay: ReadDay, zone: Zone): FileMoment | 'outside' | null {
  if (text.length > LONGEST) return null
  const [, date = '', time] = VALUE.exec(text) ?? []
  const day = readDay(date)
  if (day === null) return null
  if (day < FIRST || day > LAST) return 'outside'
  const seconds = time === undefined ? 12 * 3600 : secondsOf(time)
  if (seconds === null) return null
  const offset = offsetOf(time)
  const at =
    offset === null
      ? zone.at(day, Math.floor(seconds / 60)) + (seconds % 60) * 1000
      : day * DAY + seconds * 1000 - offset * MINUTE
  return { day: offset === null ? day : zone.day(at), soldAt: instantText(at), wall: wallTime(at, zone) }
}

/** Seconds from midnight, or null when the clock shows no such time. */
function secondsOf(time: string): number | null {
  const [, hour, minute = '', second = '0', half] = TIME.exec(time) ?? []
  if (hour === undefined) return null
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  const isClock = hours < 24 && Number(minute) < 60 && Number(second) < 60 && !(half && Number(hour) > 12)
  return isClock ? hours * 3600 + Number(minute) * 60 + Number(second) : null
}

/** Minutes east of UTC; null where the file leaves it to the shop's zone. */
function offsetOf(time: string | undefined): number | null {
  const zone = time === undefined ? undefined : TIME.exec(time)?.[5]
  if (zone === undefined) return null
  if (zone.toLowerCase() === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const YEAR_FIRST = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/
const YEAR_LAST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/

function inOrder(monthFirst: boolean): ReadDay {
  return (text) => {
    const iso = YEAR_FIRST.exec(text)
    if (iso) return dayOf(Number(iso[1]), Number(iso[3]), Number(iso[4]))
    const [, first, mark, second, year = ''] = YEAR_LAST.exec(text) ?? []
    // Between points the day comes first wherever dates are written so.
    const turned = monthFirst && mark !== '.'
    return dayOf(fullYear(year), Number(turned ? first : second), Number(turned ? second : first))
  }
}

/** A value that is a day in one order only decides for all; with none such, or with one for each order, nobody knows. */
function isMonthFirst(texts: Iterable<string>): boolean {
  const [dayFirst, monthFirst] = [inOrder(false), inOrder(true)]
  let unsure: string | null = null
  let onlyDayFirst: string | null = null
  let onlyMonthFirst: string | null = null
  for (const text of texts) {
    if (text.length > LONGEST) continue
    const date = VALUE.exec(text)?.[1] ?? ''
    const [one, other] = [dayFirst(date), monthFirst(date)]
    if (one === other) continue
    if (one !== null && other !== null) unsure ??= date
    else if (one !== null) onlyDayFirst ??= date
    else onlyMonthFirst ??= date
  }
  const mixed = onlyDayFirst !== null && onlyMonthFirst !== null
  const open = unsure !== null && onlyDayFirst === null && onlyMonthFirst === null
  if (mixed || open) {
    const values = mixed ? [onlyDayFirst, onlyMonthFirst] : [unsure]
    const like = (pattern: string) => pattern.replaceAll('/', values[0]?.includes('/') ? '/' : '-')
    throw new AppError('import.ambiguousDates', { values, options: ['dd/MM/yyyy', 'MM/dd/yyyy'].map(like) })
  }
  return onlyMonthFirst !== null
}

/** A format in the letters y, M and d; a time may follow whether it says so or not. */
function inFormat(format: string): ReadDay {
  const date = format.trim().replace(/[T ,]*h.*$/i, '')
  const order: string[] = []
  const pattern = date.replace(/([ymd])\1*|./gi, (part) => {
    if (!/[ymd]/i.test(part)) return part.replace(/[^\w ]/, '\\$&')
    order.push((part[0] as string).toLowerCase())
    return part[0]?.toLowerCase() === 'y' ? `(\\d{${part.length}})` : '(\\d{1,2})'
  })
  const isWhole =
    [...order].sort().join('') === 'dmy' &&
    /^[ymd./ -]+$/i.test(date) &&
    /^([^y]*)(yyyy|yy)([^y]*)$/i.test(date)
  if (!isWhole) invalid('choice', '--date-format', format, { options: EXAMPLES })
  const matcher = new RegExp(`^${pattern}$`)
  return (text) => {
    const match = matcher.exec(text)
    // A workbook's own dates stand beside what somebody typed, and nobody can mistake them.
    if (!match) return parseDay(text)
    const part = (letter: string) => match[order.indexOf(letter) + 1] ?? ''
    return dayOf(fullYear(part('y')), Number(part('m')), Number(part('d')))
  }
}

/** Two digits mean 1970 to 2069, as POSIX reads them but for one year. */
function fullYear(year: string): number {
  if (year.length !== 2) return Number(year)
  return Number(year) + (Number(year) < 70 ? 2000 : 1900)
}
