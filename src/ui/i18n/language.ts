// Which language a run speaks.
import { LANGS, type Lang } from './index.ts'

/** What tells what the system speaks. */
interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  /** The platform's own locale, such as `ru-RU`. */
  locale: string
}

/** `ru`, `RU`, `ru_RU.UTF-8`. */
export function languageNamed(name: string): Lang | undefined {
  return LANGS.find((known) => new RegExp(`^${known}(?![a-z])`, 'i').test(name))
}

/** What the system says of itself, `ru_RU.UTF-8`. To ask beyond the environment costs a module of Node. */
function systemLocale(surroundings: Surroundings): string {
  const { env } = surroundings
  return env.LC_ALL || env.LC_MESSAGES || env.LANG || surroundings.locale
}

/** What is spoken where nothing was asked for or set. */
export function systemLanguage(surroundings: Surroundings): Lang {
  return systemLocale(surroundings).toLowerCase().startsWith('ru') ? 'ru' : 'en'
}

/** The country of the system's locale in two letters; null where it names none. */
export function systemRegion(surroundings: Surroundings): string | null {
  return /^[a-z]{2,3}[_-]([A-Z]{2})\b/.exec(systemLocale(surroundings))?.[1] ?? null
}

/**
 * The language asked for, by an option or in the environment; else the one that was set, else that of the system.
 * @param set tells what was set; it takes time, so that it is asked only where it counts
 */
export async function languageOf(
  asked: string | undefined,
  surroundings: Surroundings,
  set: () => Promise<string | null>,
): Promise<Lang> {
  const { env } = surroundings
  const chosen = asked ?? env.AFTERSALES_LANG
  if (chosen) {
    const lang = languageNamed(chosen)
    if (lang) return lang
  }
  const wanted = languageNamed((await set()) ?? '')
  return wanted ?? systemLanguage(surroundings)
}
