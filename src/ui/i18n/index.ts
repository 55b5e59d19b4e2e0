// Words in the chosen language: only that language is loaded.
import { createInstance, type TFunction } from 'i18next'
import { safe } from '../terminal.ts'
import type { en } from './en/index.ts'

export const LANGS = ['en', 'ru'] as const
export type Lang = (typeof LANGS)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

export type Translate = TFunction

/** The translator of a language. Every value put into a sentence is made safe for the terminal on the way. */
export async function loadLanguage(lang: Lang): Promise<Translate> {
  const translation = lang === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en
  const i18n = createInstance()
  await i18n.init({
    lng: lang,
    resources: { [lang]: { translation } },
    interpolation: { escapeValue: true, escape: safe },
  })
  return i18n.t
}
