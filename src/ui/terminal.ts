// The terminal as data: how wide, how colourful, and whether somebody sits at it.
import { Chalk, type ChalkInstance } from 'chalk'
import width from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'

export interface Terminal {
  columns: number
  color: boolean
  /** Whether anything beyond ASCII, such as box lines, can be shown. */
  unicode: boolean
  /** Whether questions can be asked. */
  interactive: boolean
}

export function styles(terminal: Pick<Terminal, 'color'>): ChalkInstance {
  return new Chalk({ level: terminal.color ? 1 : 0 })
}

/** Columns a text takes, wide characters and colour codes reckoned with. */
export function textWidth(text: string): number {
  return width(text)
}

/** Breaks a text at blanks, every line after the first indented. */
export function wrap(text: string, columns: number, indent = ''): string {
  const room = Math.max(16, columns - indent.length)
  return wrapAnsi(text, room, { hard: true }).replaceAll('\n', `\n${indent}`)
}

/** The text with control, bidi and zero-width characters removed: nothing she typed or imported drives the terminal. */
export function safe(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
}
