// The first run on an empty machine: a greeting, a few questions, and where to begin. Nothing is stored before the last.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { SHOP_DEFAULTS, type ShopSettings, setSetting } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { draggedFile } from '../ui/dragged.ts'
import { LANGS, type Lang } from '../ui/i18n/index.ts'
import { systemLanguage, systemRegion } from '../ui/i18n/language.ts'
import { wrap } from '../ui/terminal.ts'
import { readValue } from './setting-value.ts'

/** Countries that are proposed, and the money there: where most people speak one of our languages. */
const COUNTRIES = {
  RU: 'RUB',
  KZ: 'KZT',
  BY: 'BYN',
  UZ: 'UZS',
  KG: 'KGS',
  AM: 'AMD',
  GE: 'GEL',
  GB: 'GBP',
  US: 'USD',
}

const BEGINNINGS = ['sale', 'importSales', 'importCustomers', 'demo', 'later'] as const

/** @returns the command line to begin with; null for none. @throws AppError cancelled */
export async function firstRun(context: Context): Promise<string[] | null> {
  const language = await askLanguage(context)
  const { t, terminal } = context
  const store = await context.read()
  context.say(
    `${wrap(t('firstRun.hello'), terminal.columns)}\n\n${wrap(t('firstRun.few'), terminal.columns)}\n`,
  )
  await keep(context, { language, ...(await askSettings(context, store)) })
  const ask = await context.ask()
  const choices = BEGINNINGS.map((value) => ({ value, name: t(`firstRun.${value}`) }))
  const begin = await ask.select<(typeof BEGINNINGS)[number]>(t('firstRun.ask'), choices)
  switch (begin) {
    case 'sale':
      return ['sale', 'add']
    case 'importSales':
      return ['import', 'sales', '--', await askFile(context)]
    case 'importCustomers':
      return ['import', 'customers', '--', await askFile(context)]
    case 'demo':
      return ['demo']
    case 'later':
      return null
  }
}

type Answers = Record<'language' | 'shopName' | 'region' | 'currency' | 'callHours', string | number>

/** Asked before all the rest, which then goes on in it. @returns the setting: that of the system need not be kept */
async function askLanguage(context: Context): Promise<ShopSettings['language']> {
  const { t, lang } = context
  const ask = await context.ask()
  const own = (value: Lang) => new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value
  const others = LANGS.filter((one) => one !== lang)
  const choices = [lang, ...others].map((value) => ({ value, name: capitalized(own(value)) }))
  const chosen = await ask.select(t('firstRun.language'), choices)
  if (chosen !== lang) await context.speak(chosen)
  // An option asks for a language in this run only.
  return chosen === systemLanguage(context.world) ? SHOP_DEFAULTS.language : chosen
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

async function askSettings(context: Context, store: Store): Promise<Omit<Answers, 'language'>> {
  const { t, lang } = context
  const { settings } = store
  const ask = await context.ask()
  const said = async (key: keyof Answers, message: string, preset: string) => {
    const check = (typed: string) => complaint(() => readValue(context, store, { key }, typed))
    return readValue(context, store, { key }, await ask.input(message, { preset, check }))
  }
  const shopName = await said('shopName', t('firstRun.shopName'), settings.shopName)
  const names = new Intl.DisplayNames(lang, { type: 'region' })
  const here = systemRegion(context.world)
  const countries = Object.keys(COUNTRIES) as (keyof typeof COUNTRIES)[]
  const known = countries.sort((a, b) => Number(b === here) - Number(a === here))
  const chosen = await ask.select<keyof typeof COUNTRIES | null>(t('firstRun.region'), [
    ...known.map((value) => ({ value, name: names.of(value) ?? value })),
    { value: null, name: t('firstRun.otherRegion') },
  ])
  const region = chosen ?? (await said('region', t('firstRun.regionCode'), settings.region))
  const currency = chosen
    ? COUNTRIES[chosen]
    : await said('currency', t('firstRun.currency'), settings.currency)
  const callHours = await said('callHours', t('firstRun.hours'), settings.callHours)
  return { shopName, region, currency, callHours }
}

/** What an error would say of a value; null where there is none. */
function complaint(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof AppError) return String(error.params.allowed ?? error.code)
    throw error
  }
}

/** What was proposed and taken needs no file. */
async function keep(context: Context, answers: Answers): Promise<void> {
  const { settings } = await context.read()
  const changed = Object.entries(answers).filter(([key, value]) => settings[key as keyof Answers] !== value)
  if (changed.length === 0) return
  context.close()
  // In the history, and to be taken back, as if she had typed them one by one.
  context.command = 'config set'
  const store = await context.write()
  for (const [key, value] of changed) {
    store.write((changes) => {
      setSetting(store.db, key, value)
      changes.touchEverybody()
    })
  }
  context.say(context.t('firstRun.kept'))
}

async function askFile(context: Context): Promise<string> {
  const ask = await context.ask()
  const typed = await ask.input(context.t('firstRun.file'), {
    check: (text) => (text === '' ? context.t('firstRun.file') : null),
  })
  return draggedFile(typed, context.world.platform)
}
