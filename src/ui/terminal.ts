// The terminal as data: how wide, how colourful, and whether somebody sits at it.
import { Chalk } from 'chalk'
import { wrapAnsi } from 'fast-wrap-ansi'
import { isPlain, printable, printableLines } from '../domain/name.ts'
import { linked, type Written } from './hyperlink.ts'
import { textWidth } from './width.ts'

export { textWidth }

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

const LOOKS = ['bold', 'dim', 'green', 'yellow', 'red', 'cyan'] as const

/** How parts of a text are told from others. */
export type Style = Record<(typeof LOOKS)[number], (text: string) => string>

const PLAIN = Object.fromEntries(LOOKS.map((look) => [look, (text) => text])) as Style

export function styles(terminal: Pick<Terminal, 'color'>): Style {
  return terminal.color ? new Chalk({ level: 1 }) : PLAIN
}

/** Breaks a text at blanks, every line after the first indented. */
export function wrap(text: string, columns: number, indent = ''): string {
  const room = Math.max(16, columns - indent.length)
  return (wrapPlain(text, room) ?? wrapAnsi(text, room, { hard: true })).replaceAll('\n', `\n${indent}`)
}

/** A blank that keeps words together, beside one that parts them or at the end of a line. */
const ODD_BLANK = /[\u00a0\u2007](?: |$)|(?:^| )[\u00a0\u2007]/m

/**
 * What the library makes of most texts, in a tenth of the time: nothing but plain signs, and no word longer than a line.
 * @returns null for any other text
 */
function wrapPlain(text: string, room: number): string | null {
  if (!isPlain(text.replaceAll('\n', '')) || ODD_BLANK.test(text)) return null
  const lines: string[] = []
  for (const line of text.split('\n')) {
    let rest = line.trim()
    while (rest.length > room) {
      const blank = rest.lastIndexOf(' ', room)
      if (blank < 0) return null
      lines.push(rest.slice(0, blank).trimEnd())
      rest = rest.slice(blank).trimStart()
    }
    lines.push(rest)
  }
  return lines.join('\n')
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

/**
 * The last gate before a screen: whatever a view forgot to make safe drives no terminal.
 * @param links whether it opens links; they are made here, of what is left
 * @param written a file that the text tells of
 */
export function onScreen(
  text: string,
  { color, links = false }: Pick<Terminal, 'color'> & { links?: boolean },
  written: Written | null = null,
): string {
  const seen = printableLines(text, color)
  return links ? linked(seen, written) : seen
}
