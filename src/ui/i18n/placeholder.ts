// Words for the placeholders of the command line, such as <day>.
import type { Translate } from './index.ts'

/** The word for a placeholder such as <day>; one that has none stands for itself. */
export function placeholder(t: Translate, name: string): string {
  const say = t as unknown as (key: string, params?: object) => string
  return say(`program.word.${name}`, { defaultValue: name })
}
