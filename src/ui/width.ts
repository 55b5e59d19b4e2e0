// How many columns a text takes on a terminal.
import { isPlain } from '../domain/name.ts'
import { unevenWidth } from './uneven-width.ts'

/** Columns a text takes, wide characters and colour codes reckoned with. */
export function textWidth(text: string): number {
  return isPlain(text) ? text.length : unevenWidth(text)
}
