// The terminal as data: how wide, how colourful, and whether somebody sits at it.
import { Chalk, type ChalkInstance } from 'chalk'
import width from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import { printable, printableLines } from '../domain/name.ts'

export interface Terminal {
  columns: number
  color: boolean
  /** Whether anything beyond ASCII, such as box lines, can be shown. */
  unicode: boolean
  /** Whether questions can be asked. */
  interactive: boolean
}

/** Below this many columns what stands beside something stands under it. */
export const NARROW = 60

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

/** Cuts a text that is wider than the room, and shows that it was cut. */
export function clip(text: string, room: number, { unicode }: Pick<Terminal, 'unicode'>): string {
  if (textWidth(text) <= room) return text
  const mark = unicode ? '…' : '...'
  let [kept, free] = ['', room - mark.length]
  // A letter goes with its accents.
  for (const [letter] of text.matchAll(/.\p{M}*/gsu)) {
    free -= textWidth(letter)
    if (free < 0) break
    kept += letter
  }
  return `${kept.trimEnd()}${mark}`
}

/** A number with the minus of its own where the screen has one: a hyphen is read as a dash. */
export function withMinus(number: string, { unicode }: Pick<Terminal, 'unicode'>): string {
  return unicode ? number.replace('-', '−') : number
}

/** What she typed or imported, so that nothing in it drives the terminal. */
export function safe(text: string): string {
  return printable(text)
}

/** The last gate before a screen: whatever a view forgot to make safe drives no terminal. */
export function onScreen(text: string, { color }: Pick<Terminal, 'color'>): string {
  return printableLines(text, color)
}
