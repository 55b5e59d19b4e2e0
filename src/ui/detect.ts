// What the terminal of a run can do, by what its surroundings tell.
import type { Terminal } from './terminal.ts'

export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  stdin: { isTTY?: boolean }
  stdout: { isTTY?: boolean; columns?: number }
}

/** What the command line asks for. */
export interface Wishes {
  json?: boolean
  input?: boolean
  color?: boolean
}

export function detectTerminal(wishes: Wishes, surroundings: Surroundings): Terminal {
  const { env, stdout } = surroundings
  const json = wishes.json === true
  return {
    columns: Math.max(20, Number(env.COLUMNS) || stdout.columns || 80),
    color: wantsColor(wishes, surroundings) && !json,
    unicode: showsUnicode(surroundings),
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
