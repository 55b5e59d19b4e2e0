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
  if (wanted) return wanted
  // To ask the system costs a module of Node: it is asked last.
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG || surroundings.locale
  return system.toLowerCase().startsWith('ru') ? 'ru' : 'en'
}
