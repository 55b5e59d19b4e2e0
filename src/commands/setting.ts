// aftersales config list|get|set: the shop's own settings and every number of the policy.
import type { Context } from '../context.ts'
import { BONUS_MODES } from '../domain/bonus-rule.ts'
import { hoursText, parseDaysOff, parseHours, WEEKDAYS } from '../domain/call-hours.ts'
import { Zone } from '../domain/day.ts'
import { roomFor } from '../domain/message.ts'
import { currencyDigits, parseDecimal } from '../domain/money.ts'
import { cleanText } from '../domain/name.ts'
import { isRegion } from '../domain/phone.ts'
import { type Policy, policyKeys } from '../domain/policy.ts'
import { limitsOf, numberOf } from '../domain/policy-limits.ts'
import { AppError, invalid } from '../errors.ts'
import { hasPrices, hasRevenue } from '../store/figures.ts'
import { SHOP_DEFAULTS, type ShopSettings, setSetting } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import {
  type Setting,
  type SettingsDocument,
  viewChange,
  viewSetting,
  viewSettings,
} from '../ui/view/setting.ts'
import { valueNamed } from './choice-words.ts'

type ShopKey = keyof ShopSettings

const SHOP_KEYS: readonly ShopKey[] = [
  ...(['timeZone', 'region', 'currency', 'shopName', 'callHours', 'daysOff', 'bonus'] as const),
]

export async function listSettings(context: Context): Promise<void> {
  const store = await context.read()
  const document: SettingsDocument = { settings: settingsOf(context, store) }
  context.show(document, (shown) => viewSettings(shown, context.page(store)))
}

/** @throws AppError setting.unknown */
export async function getSetting(context: Context, key: string): Promise<void> {
  const store = await context.read()
  const document = { setting: findSetting(context, store, key) }
  context.show(document, (shown) => viewSetting(shown.setting, context.page(store)))
}

/** Changes a setting, and with it everybody's plan. @throws AppError setting.*, input.invalid */
export async function changeSetting(context: Context, key: string, typed: string): Promise<void> {
  // A wrong value is found before a new shop's file is made.
  const shop = await context.read()
  const before = findSetting(context, shop, key)
  const value = readValue(context, shop, before, typed.trim())
  let store = shop
  if (value !== before.value) {
    context.close()
    store = await context.write()
    store.write((changes) => {
      refuseMixedMoney(store, before.key, value)
      setSetting(store.db, before.key, value)
      changes.touchEverybody()
    })
  }
  const rule = { ...store.policy.bonus, currency: store.settings.currency }
  // Points switched on mean something at once, by numbers she has not seen yet.
  const bonus = before.key === 'bonus' && (value === 'points' || value === 'percent') ? rule : null
  const document = { setting: { ...before, value }, was: before.value, bonus }
  context.show(document, (shown) => viewChange(shown, context.page(store)))
}

function settingsOf({ world }: Context, { settings, policy }: Store): Setting[] {
  const defaults: ShopSettings = { timeZone: world.zone, ...SHOP_DEFAULTS }
  return [
    ...SHOP_KEYS.map((key) => ({ key, value: settings[key], default: defaults[key] })),
    ...[...policyKeys()].map(([key, number]) => ({ key, value: numberOf(key, policy), default: number })),
  ]
}

function findSetting(context: Context, store: Store, key: string): Setting {
  const settings = settingsOf(context, store)
  const wanted = key.trim().toLowerCase()
  const found = settings.find((setting) => setting.key.toLowerCase() === wanted)
  if (found) return found
  throw new AppError('setting.unknown', {
    key,
    suggestion: nearest(
      wanted,
      settings.map((setting) => setting.key),
    ),
  })
}

/** A value as it is kept. @throws AppError input.invalid, telling what it could be */
export function readValue(
  context: Context,
  store: Store,
  { key }: Pick<Setting, 'key'>,
  typed: string,
): string | number {
  const { t } = context
  const refuse = (allowed: string) => invalid('setting', key, typed, { allowed })
  switch (key) {
    case 'timeZone':
      return zoneName(typed) ?? refuse(t('setting.allowed.timeZone'))
    case 'region':
      return isRegion(typed.toUpperCase()) ? typed.toUpperCase() : refuse(t('setting.allowed.region'))
    case 'currency':
      return currencyName(typed) ?? refuse(t('setting.allowed.currency'))
    case 'shopName': {
      const name = cleanText(typed)
      return isShopName(name) ? name : refuse(t('setting.allowed.shopName', { most: roomFor('shop') }))
    }
    case 'bonus':
      return BONUS_MODES.find((mode) => mode === typed.toLowerCase()) ?? refuse(t('setting.allowed.bonus'))
    case 'callHours': {
      const hours = parseHours(typed)
      return hours ? hoursText(hours) : refuse(t('setting.allowed.callHours'))
    }
    case 'daysOff':
      return readDaysOff(typed) ?? refuse(t('setting.allowed.daysOff'))
  }
  const { least, most, whole } = limitsOf(key, store.policy)
  const number = parseDecimal(typed, 'decimal')
  return number !== null && isWithin(number, limitsOf(key, store.policy))
    ? number
    : refuse(
        whole ? t('setting.allowed.whole', { least, most }) : t('setting.allowed.number', { least, most }),
      )
}

function isWithin(number: number, { least, most, whole }: ReturnType<typeof limitsOf>): boolean {
  return number >= least && number <= most && (!whole || Number.isInteger(number))
}

/** Whether a stored value is one that could have been set. @param policy with every setting beside it */
export function isSetting(key: string, value: unknown, policy: Policy): boolean {
  switch (key) {
    case 'timeZone':
      return typeof value === 'string' && zoneName(value) !== null
    case 'region':
      return typeof value === 'string' && isRegion(value)
    case 'currency':
      return typeof value === 'string' && currencyName(value) === value
    case 'shopName':
      return typeof value === 'string' && isShopName(value)
    case 'bonus':
      return BONUS_MODES.some((mode) => mode === value)
    case 'callHours': {
      const hours = typeof value === 'string' ? parseHours(value) : null
      return hours !== null && hoursText(hours) === value
    }
    case 'daysOff':
      return typeof value === 'string' && parseDaysOff(value)?.join(',') === value
  }
  return policyKeys().has(key) && typeof value === 'number' && isWithin(value, limitsOf(key, policy))
}

/** Days of the week by what she calls them, as they are kept; none where one of them is no day. */
function readDaysOff(typed: string): string | null {
  if (typed === '' || valueNamed(['none'], typed) !== null) return ''
  const days = typed.split(/[\s,;]+/).map((word) => valueNamed(WEEKDAYS, word) ?? word)
  return parseDaysOff(days.join(','))?.join(',') ?? null
}

function isShopName(name: string): boolean {
  return name === cleanText(name) && name.length <= roomFor('shop') && !/[{}]/.test(name)
}

/** The name as the zone database writes it, or null when there is no such zone. */
function zoneName(typed: string): string | null {
  if (!/\p{L}/u.test(typed)) return null
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

function currencyName(typed: string): string | null {
  const code = typed.toUpperCase()
  return Intl.supportedValuesOf('currency').includes(code) ? code : null
}

/** Amounts are not converted, and another currency's minor unit may be another share of it. */
function refuseMixedMoney({ db, settings }: Store, key: string, value: string | number): void {
  if (key !== 'currency') return
  const { currency } = settings
  const otherUnit = currencyDigits(currency) !== currencyDigits(String(value))
  if (hasRevenue(db) || (otherUnit && hasPrices(db))) {
    throw new AppError('setting.currencyInUse', { currency, value: String(value) })
  }
}

/** The key that takes the fewest letters to change into. */
function nearest(typed: string, keys: readonly string[]): string {
  const distances = keys.map((key) => ({ key, distance: distanceOf(typed, key.toLowerCase()) }))
  return distances.reduce((best, one) => (one.distance < best.distance ? one : best)).key
}

/** Letters to add, leave out or replace. Source: Levenshtein, 1966. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, with_] of [...other].entries()) {
      const replaced = (row[j] ?? 0) + (letter === with_ ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
