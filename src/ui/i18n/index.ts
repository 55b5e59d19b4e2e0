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

/** The commands that texts suggest, where they follow the program's name. */
const SUGGESTED =
  /\baftersales (?=(?:due|agenda|call|log|message|snooze|skip|sale|customer|product|bonus|case|promise|summary|report|loyal|import|export|config|demo|backup|restore|doctor|undo|redo|history)\b)/g

/**
 * The translator of a language. Every value put into a sentence is made safe for the terminal on the way, and every
 * command that a text suggests is written as this user has to type it.
 * @param program how she starts the program, with the options that find the same shop again
 */
export async function loadLanguage(
  lang: Lang,
  program: () => string = () => 'aftersales',
): Promise<Translate> {
  const translation = lang === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en
  const i18n = createInstance()
  i18n.use({
    type: 'postProcessor',
    name: 'program',
    process: (text: string) => text.replace(SUGGESTED, () => `${program()} `),
  })
  await i18n.init({
    lng: lang,
    resources: { [lang]: { translation } },
    interpolation: { escapeValue: true, escape: safe },
    postProcess: ['program'],
  })
  return i18n.t
}
