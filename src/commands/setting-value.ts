// What a setting may be: its type and range, and how a value of it is read as it is typed and checked as it is stored.
import type { Context } from '../context.ts'
import { BONUS_MODES } from '../domain/bonus-rule.ts'
import { hoursText, parseDaysOff, parseHours, WEEKDAYS } from '../domain/call-hours.ts'
import { Zone } from '../domain/day.ts'
import { roomFor } from '../domain/message.ts'
import { parseDecimal } from '../domain/money.ts'
import { cleanText, hasLetter } from '../domain/name.ts'
import { isRegion } from '../domain/phone.ts'
import { isPolicyKey, type Policy } from '../domain/policy.ts'
import { isWithin, limitsOf } from '../domain/policy-limits.ts'
import { invalid } from '../errors.ts'
import { LANGUAGES, type ShopSettings } from '../store/setting.ts'
import type { Setting } from '../ui/view/setting.ts'
import { valueNamed } from './choice-words.ts'

export const SHOP_TYPES = {
  timeZone: 'timeZone',
  region: 'country',
  currency: 'currency',
  shopName: 'text',
  callHours: 'hours',
  daysOff: 'weekdays',
  bonus: 'choice',
  language: 'choice',
} as const satisfies Record<keyof ShopSettings, Setting['type']>

type ShopKey = keyof typeof SHOP_TYPES

export function isShopKey(key: string): key is ShopKey {
  return Object.hasOwn(SHOP_TYPES, key)
}

/** What may be typed for a setting, with its range in numbers where it has one. @param policy with every other number */
export function rulesOf(
  { t }: Pick<Context, 't'>,
  key: string,
  policy: Policy,
): Pick<Setting, 'type' | 'least' | 'most' | 'options' | 'allowed'> {
  if (isShopKey(key)) {
    return {
      ...{ type: SHOP_TYPES[key], least: null, most: null },
      options: key === 'bonus' ? [...BONUS_MODES] : key === 'language' ? [...LANGUAGES] : null,
      allowed: t(`setting.allowed.${key}`, { most: roomFor('shop') }),
    }
  }
  const { least, most, whole } = limitsOf(key, policy)
  const allowed = whole
    ? t('setting.allowed.whole', { least, most })
    : t('setting.allowed.number', { least, most })
  return { type: whole ? 'whole' : 'number', least, most, options: null, allowed }
}

/** A value as it is kept. @throws AppError input.invalid, telling what it could be */
export function readValue(
  context: Context,
  { policy }: { policy: Policy },
  { key }: Pick<Setting, 'key'>,
  typed: string,
): string | number {
  const value = parseValue(key, typed)
  if (value !== null && isSetting(key, value, policy)) return value
  return invalid('setting', key, typed, { allowed: rulesOf(context, key, policy).allowed })
}

/** What was typed, in the form in which it is kept; null where it is no value of that type at all. */
export function parseValue(key: string, typed: string): string | number | null {
  if (!isShopKey(key)) return parseDecimal(typed, 'decimal')
  switch (key) {
    case 'timeZone':
      return zoneName(typed)
    case 'region':
    case 'currency':
      return typed.toUpperCase()
    case 'shopName':
      return cleanText(typed)
    case 'bonus':
    case 'language':
      return typed.toLowerCase()
    case 'callHours': {
      const hours = parseHours(typed)
      return hours && hoursText(hours)
    }
    case 'daysOff':
      return readDaysOff(typed)
  }
}

/** Whether a stored value is one that could have been set. @param policy with every setting beside it */
export function isSetting(key: string, value: unknown, policy: Policy): boolean {
  if (!isShopKey(key)) {
    return isPolicyKey(key) && typeof value === 'number' && isWithin(value, limitsOf(key, policy))
  }
  if (typeof value !== 'string') return false
  switch (key) {
    case 'timeZone':
      return zoneName(value) !== null
    case 'region':
      return isRegion(value)
    case 'currency':
      return Intl.supportedValuesOf('currency').includes(value)
    case 'shopName':
      return value === cleanText(value) && value.length <= roomFor('shop') && !/[{}]/.test(value)
    case 'language':
      return LANGUAGES.some((lang) => lang === value)
    case 'bonus':
      return BONUS_MODES.some((mode) => mode === value)
    case 'callHours': {
      const hours = parseHours(value)
      return hours !== null && hoursText(hours) === value
    }
    case 'daysOff':
      return parseDaysOff(value)?.join(',') === value
  }
}

/** Days of the week by what she calls them, as they are kept; none where one of them is no day. */
function readDaysOff(typed: string): string | null {
  if (typed === '' || valueNamed(['none'], typed) !== null) return ''
  const days = typed.split(/[\s,;]+/).map((word) => valueNamed(WEEKDAYS, word) ?? word)
  return parseDaysOff(days.join(','))?.join(',') ?? null
}

/** The name as the zone database writes it, or null when there is no such zone. */
function zoneName(typed: string): string | null {
  if (!hasLetter(typed)) return null
  try {
    const { name } = new Zone(typed)
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    // The database keeps old names for some zones; what she typed stands, but for its letter case.
    return timeZone.toLowerCase() === typed.toLowerCase() ? timeZone : typed
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
