// How many columns a text takes on a terminal.
import width from 'fast-string-width'
import { isPlain } from '../domain/name.ts'

/** Columns a text takes, wide characters and colour codes reckoned with. */
export function textWidth(text: string): number {
  return isPlain(text) ? text.length : width(text)
}
