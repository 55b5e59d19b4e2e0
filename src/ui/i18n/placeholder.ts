// Words for the placeholders of the command line, such as <day>.
import type { TextKey, Translate } from './translate.ts'

/** The word for a placeholder such as <day>; one that has none stands for itself. */
export function placeholder(t: Translate, name: string): string {
  return t(`program.word.${name}` as TextKey, { defaultValue: name })
}
