// Words in the chosen language: only that language is loaded.
import { type Lang, type Translate, translator } from './translate.ts'

export type { Lang, Translate } from './translate.ts'

export const LANGS = ['en', 'ru'] as const satisfies readonly Lang[]

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
  const texts = lang === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en
  return translator(texts, lang, (text) =>
    text.includes('aftersales ') ? text.replace(SUGGESTED, () => `${program()} `) : text,
  )
}
