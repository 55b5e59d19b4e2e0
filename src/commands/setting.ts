// aftersales config list|get|set: the shop's own settings and every number of the policy.
import type { Context } from '../context.ts'
import { isFlawed } from '../domain/cadence-flaws.ts'
import { currencyDigits } from '../domain/money.ts'
import { AppError } from '../errors.ts'
import { hasPrices, hasRevenue } from '../store/figures.ts'
import { getSettings, setSetting } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { languageOf } from '../ui/i18n/language.ts'
import { type SettingsDocument, viewChange, viewSetting, viewSettings } from '../ui/view/setting.ts'
import { settingNamed, settingsOf } from './setting-list.ts'
import { readValue } from './setting-value.ts'

export async function listSettings(context: Context): Promise<void> {
  const store = await context.read()
  const document: SettingsDocument = { settings: settingsOf(context, store) }
  context.show(document, (shown) => viewSettings(shown, context.page(store)))
}

/** @throws AppError setting.unknown */
export async function getSetting(context: Context, key: string): Promise<void> {
  const store = await context.read()
  const document = { setting: settingNamed(settingsOf(context, store), key) }
  context.show(document, (shown) => viewSetting(shown.setting, context.page(store)))
}

/** Changes a setting, and with it everybody's plan. @throws AppError setting.*, input.invalid */
export async function changeSetting(context: Context, key: string, typed: string): Promise<void> {
  // A wrong value is found before a new shop's file is made.
  const shop = await context.read()
  const { policy } = shop
  const before = settingNamed(settingsOf(context, shop), key)
  const value = readValue(context, shop, before, typed.trim())
  let store = shop
  // One that was spoilt by hand is shown as what counts in its place, and is still to be mended.
  const stored = getSettings(shop.db).get(before.key) ?? before.value
  const was = typeof stored === 'number' ? stored : String(stored)
  if (value !== stored) {
    context.close()
    store = await context.write()
    store.write((changes) => {
      refuseMixedMoney(store, before.key, value)
      setSetting(store.db, before.key, value)
      changes.touchEverybody()
    })
  }
  if (before.key === 'language')
    await context.speak(await languageOf(context.globals.lang, context.world, async () => String(value)))
  const rule = { ...store.policy.bonus, currency: store.settings.currency }
  // Points switched on mean something at once, by numbers she has not seen yet.
  const bonus = before.key === 'bonus' && (value === 'points' || value === 'percent') ? rule : null
  const flawed = isFlawed(store.policy, policy)
  const document = { setting: { ...before, value }, was, bonus, flawed }
  context.show(document, (shown) => viewChange(shown, context.page(store)))
}

/** Amounts are not converted, and another currency's minor unit may be another share of it. @throws AppError setting.currencyInUse */
export function refuseMixedMoney({ db, settings }: Store, key: string, value: string | number): void {
  if (key !== 'currency') return
  const { currency } = settings
  const otherUnit = currencyDigits(currency) !== currencyDigits(String(value))
  if (hasRevenue(db) || (otherUnit && hasPrices(db))) {
    throw new AppError('setting.currencyInUse', { currency, value: String(value) })
  }
}
