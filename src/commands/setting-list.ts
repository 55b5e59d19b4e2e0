// Every setting with its value, its meaning and its range, and the one that somebody names.
import type { Context } from '../context.ts'
import { policyKeys } from '../domain/policy.ts'
import { numberOf } from '../domain/policy-limits.ts'
import { AppError } from '../errors.ts'
import { SHOP_DEFAULTS, type ShopSettings } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import type { Setting } from '../ui/view/setting.ts'
import { isShopKey, rulesOf, SHOP_TYPES } from './setting-value.ts'

/** All settings in the order in which they are shown. */
export function settingsOf(context: Context, { settings, policy }: Store): Setting[] {
  const defaults: ShopSettings = { timeZone: context.world.zone, ...SHOP_DEFAULTS }
  const shop = Object.keys(SHOP_TYPES).filter(isShopKey)
  const values = [
    ...shop.map((key) => ({ key, value: settings[key], default: defaults[key] })),
    ...[...policyKeys()].map(([key, number]) => ({ key, value: numberOf(key, policy), default: number })),
  ]
  return values.map((setting) => ({
    ...setting,
    ...rulesOf(context, setting.key, policy),
    about: aboutSetting(context, setting.key),
  }))
}

function aboutSetting({ t }: Context, key: string): string {
  return t(`setting.about.${(isShopKey(key) ? `shop.${key}` : key) as 'hush.days'}`)
}

/** The setting of a name in any letter case. @throws AppError setting.unknown */
export function settingNamed(settings: readonly Setting[], key: string): Setting {
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

/** The key that takes the fewest letters to change into. */
export function nearest(typed: string, keys: readonly string[]): string {
  // Nobody's slip is longer than the longest name is.
  const short = typed.toLowerCase().slice(0, 60)
  const distances = keys.map((key) => ({ key, distance: distanceOf(short, key.toLowerCase()) }))
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
