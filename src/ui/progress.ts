// How far a long work is, drawn over itself in one line of the terminal.
import { bar } from './chart.ts'
import { safe, type Terminal, textWidth } from './terminal.ts'

/** How far a work is, in a width that does not jump: `Reading  ████████░░░░  67 %`. */
export function barText(label: string, share: number, terminal: Terminal): string {
  const percent = `${Math.floor(Math.min(1, Math.max(0, share)) * 100)}`.padStart(3)
  const room = Math.min(30, terminal.columns - textWidth(label) - 10)
  return room < 5 ? `${percent} %` : `${label}  ${bar(Number(percent) / 100, room, terminal)}  ${percent} %`
}

/** Draws over the line the cursor stands in, and goes back to its beginning; an empty text clears it. */
export function barLine(text: string, { columns }: Terminal): string {
  return `\r${' '.repeat(columns - 1)}\r${safe(text)}${text === '' ? '' : '\r'}`
}

/** How far a long work is. */
export interface Progress {
  /** @param share between 0 and 1 */
  move(share: number): void
  /** Takes the bar away. */
  end(): void
}

export const NO_PROGRESS: Progress = { move: () => undefined, end: () => undefined }

/** Milliseconds after which somebody who waits wants to see that something is being done. */
const PATIENCE = 500

/**
 * A bar that grows with long work, from the second half second on.
 * @param label what is being done
 * @param stopwatch milliseconds
 * @param draw shows a text in the place of the one before
 */
export function growingBar(
  label: string,
  terminal: Terminal,
  stopwatch: () => number,
  draw: (text: string) => void,
): Progress {
  const begun = stopwatch()
  let shown = ''
  const redraw = (text: string) => {
    if (text !== shown) draw(text)
    shown = text
  }
  return {
    move: (share) => {
      if (stopwatch() - begun > PATIENCE) redraw(barText(label, share, terminal))
    },
    end: () => redraw(''),
  }
}
