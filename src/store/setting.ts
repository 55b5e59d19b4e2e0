// Settings: typed keys over a table of JSON values.
import type { Database } from 'better-sqlite3'
import { BONUS_MODES, type BonusMode } from '../domain/bonus-rule.ts'
import { type CallHours, parseDaysOff, parseHours } from '../domain/call-hours.ts'
import { type Offsets, Zone } from '../domain/day.ts'
import { type Policy, policyWith } from '../domain/policy.ts'
import { isSensible } from '../domain/policy-limits.ts'
import { prepared } from './open.ts'

export const LANGUAGES = ['auto', 'en', 'ru'] as const
export type LanguageSetting = (typeof LANGUAGES)[number]

/** Settings of the shop itself; beside them every `group.name` number of the policy is a setting. */
export interface ShopSettings {
  /** In which the program speaks; `auto` for that of the system. */
  language: LanguageSetting
  /** IANA time zone, taken from the system when the file is made. */
  timeZone: string
  /** ISO 3166 country in which local phone numbers are read. */
  region: string
  /** ISO 4217 code of all money in the file. */
  currency: string
  /** What the shop is called in messages; empty where it needs no name. */
  shopName: string
  /** Whether purchases earn bonus points, and by which rule. */
  bonus: BonusMode
  /** When calls are welcome, `09:00-21:00`. */
  callHours: string
  /** Days of the week without calls, `sat,sun`; empty for none. */
  daysOff: string
}

export const SHOP_DEFAULTS: Omit<ShopSettings, 'timeZone'> = {
  language: 'auto',
  region: 'RU',
  currency: 'RUB',
  shopName: '',
  bonus: 'off',
  callHours: '09:00-21:00',
  daysOff: '',
}

export function getSettings(db: Database): Map<string, unknown> {
  const rows = prepared(db, 'SELECT key, value FROM setting').all() as { key: string; value: string }[]
  return new Map(rows.map((row) => [row.key, JSON.parse(row.value)]))
}

export function setSetting(db: Database, key: string, value: string | number): void {
  prepared(
    db,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value))
}

export function shopSettings(settings: ReadonlyMap<string, unknown>): ShopSettings {
  const text = (key: string, fallback: string) => {
    const value = settings.get(key)
    return typeof value === 'string' ? value : fallback
  }
  return {
    language: LANGUAGES.find((lang) => lang === settings.get('language')) ?? SHOP_DEFAULTS.language,
    timeZone: text('timeZone', FALLBACK_ZONE),
    region: text('region', SHOP_DEFAULTS.region),
    currency: text('currency', SHOP_DEFAULTS.currency),
    shopName: text('shopName', SHOP_DEFAULTS.shopName),
    bonus: BONUS_MODES.find((mode) => mode === settings.get('bonus')) ?? SHOP_DEFAULTS.bonus,
    callHours: text('callHours', SHOP_DEFAULTS.callHours),
    daysOff: text('daysOff', SHOP_DEFAULTS.daysOff),
  }
}

/** A setting that somebody spoilt by hand counts as its default. */
export function callHoursOf({ callHours, daysOff }: ShopSettings): CallHours {
  const hours =
    parseHours(callHours) ?? (parseHours(SHOP_DEFAULTS.callHours) as { from: number; until: number })
  return { ...hours, daysOff: parseDaysOff(daysOff) ?? [] }
}

/** The shop's zone, or UTC where somebody spoilt its name by hand. */
export function zoneOf({ timeZone }: Pick<ShopSettings, 'timeZone'>, offsets?: Offsets): Zone {
  try {
    return new Zone(timeZone, offsets)
  } catch (error) {
    if (error instanceof RangeError) return new Zone(FALLBACK_ZONE, offsets)
    throw error
  }
}

/** What counts while a shop's own zone is none. */
export const FALLBACK_ZONE = 'UTC'

export function policyOf(settings: ReadonlyMap<string, unknown>): Policy {
  const numbers = new Map<string, number>()
  for (const [key, value] of settings) {
    // One that somebody spoilt by hand counts as its default: a rhythm of 0 days would plan for ever.
    if (typeof value === 'number' && isSensible(key, value)) numbers.set(key, value)
  }
  return policyWith(numbers)
}
