// What the terminal of a run can do, by what its surroundings tell.
import type { Terminal } from './terminal.ts'

export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  stdin: { isTTY?: boolean }
  stdout: { isTTY?: boolean; columns?: number; rows?: number }
}

/** What the command line asks for. */
export interface Wishes {
  json?: boolean
  input?: boolean
  color?: boolean
}

/** What only the last steps to a terminal have to know of it. */
export interface Screen extends Terminal {
  rows: number
  /** Whether it opens links (OSC 8). */
  links: boolean
}

export function detectTerminal(wishes: Wishes, surroundings: Surroundings): Screen {
  const { env, stdout } = surroundings
  const json = wishes.json === true
  return {
    columns: Math.max(20, Number(env.COLUMNS) || stdout.columns || 80),
    color: wantsColor(wishes, surroundings) && !json,
    rows: Math.max(5, Number(env.LINES) || stdout.rows || 24),
    unicode: showsUnicode(surroundings),
    links: opensLinks(surroundings) && !json,
    // Where the answer goes to a file or a pipe, what comes in need not be opened.
    interactive:
      wishes.input !== false && !json && stdout.isTTY === true && surroundings.stdin.isTTY === true,
  }
}

/** https://no-color.org and FORCE_COLOR; else colour goes to a terminal only. */
function wantsColor({ color }: Wishes, { env, stdout }: Surroundings): boolean {
  if (color === false || env.NO_COLOR) return false
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return stdout.isTTY === true && env.TERM !== 'dumb'
}

/** A locale that nobody set may be anything, and nowadays is UTF-8; what is set is believed. */
function showsUnicode({ env, platform }: Surroundings): boolean {
  // The Linux console has some hundred signs, and few of those that charts are drawn with.
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  if (locale && !/utf-?8/i.test(locale)) return false
  // The old Windows console names itself nowhere, while every newer terminal does.
  return platform !== 'win32' || Boolean(env.WT_SESSION || env.TERM_PROGRAM || env.ConEmuPID)
}

/** The first version of a program that opens links, as its parts; the sources are its own notes on its releases. */
const LINKS_SINCE: Readonly<Record<string, readonly number[]>> = {
  ...{ 'iTerm.app': [3, 1], WezTerm: [20200620], vscode: [1, 72], ghostty: [0], zed: [0] },
}

/** Terminals that name themselves by their kind alone. */
const LINKS_IN = /^(xterm-kitty|xterm-ghostty|wezterm|alacritty|foot(-extra)?)$/

/** Only terminals known for it; FORCE_HYPERLINK, as other programs read it, is for the rest and for nobody who minds. */
function opensLinks({ env, platform, stdout }: Surroundings): boolean {
  if (stdout.isTTY !== true) return false
  const { TERM = '', TERM_PROGRAM = '', TERM_PROGRAM_VERSION = '', FORCE_HYPERLINK } = env
  if (FORCE_HYPERLINK) return FORCE_HYPERLINK !== '0' && FORCE_HYPERLINK !== 'false'
  if (env.CI || TERM === 'dumb' || env.STY) return false
  // A window inside another one knows what the outer one told of itself, and hands on what it understands.
  if (env.TMUX || /^(tmux|screen)/.test(TERM))
    return TERM_PROGRAM === 'tmux' && isSince(TERM_PROGRAM_VERSION, [3, 4])
  if (env.WT_SESSION) return true
  if (platform === 'win32') return false
  const since = LINKS_SINCE[TERM_PROGRAM]
  if (since) return isSince(TERM_PROGRAM_VERSION, since)
  // VTE 0.50.0 is 5000, and crashed on links; Konsole 20.12.0 is 201200.
  const known = Number(env.VTE_VERSION) > 5000 || Number(env.KONSOLE_VERSION) >= 201200
  return known || Boolean(env.KITTY_WINDOW_ID) || LINKS_IN.test(TERM)
}

/** `3.10` is since 3.4; `20240203-110809` is since 20200620. */
function isSince(version: string, [major = 0, minor = 0]: readonly number[]): boolean {
  const [told = 0, more = 0] = (version.match(/\d+/g) ?? []).map(Number)
  return told > major || (told === major && more >= minor)
}
