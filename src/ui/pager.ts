// What is longer than the screen goes through a pager, chosen as git and gh choose theirs.
import { spawnSync } from 'node:child_process'
import type { Screen } from './detect.ts'
import { textWidth } from './width.ts'

/** A program that shows a text page by page. */
export interface Pager {
  command: string
  args: string[]
  env: Readonly<Record<string, string | undefined>>
}

interface System {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
}

/**
 * The pager of this user; null where none is wanted.
 * @param prompt what less says at the foot of a page, where she has not set it up herself
 */
export function pagerOf({ platform, env }: System, prompt: string): Pager | null {
  // `more` of Windows takes the text for that of an old code page, so there it has to be asked for.
  const asked = env.AFTERSALES_PAGER ?? env.PAGER ?? (platform === 'win32' ? '' : 'less')
  const [command, ...args] = (asked.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
    word.replace(/^(["'])(.*)\1$/, '$2'),
  )
  if (command === undefined || command === 'cat' || env.TERM === 'dumb') return null
  // FRX as git has it, and the end ends it: with a Russian keyboard there is no q. UTF-8 is what it is given.
  return { command, args, env: { LESS: `-EFRX -Ps${prompt}`, LV: '-c', LESSCHARSET: 'utf-8', ...env } }
}

/** Shows a text, and waits until the pager is left. @returns false where there is no such program */
export function showThrough({ command, args, env }: Pager, text: string): boolean {
  const { pid } = spawnSync(command, args, { env, input: text, stdio: ['pipe', 'inherit', 'inherit'] })
  // Whatever became of one that ran, it was left: a pipe breaks where she has seen enough.
  return pid > 0
}

/** Whether a text takes more lines than the screen has, the one for the next command counted in. */
export function isTaller(text: string, { columns, rows }: Screen): boolean {
  let free = rows
  for (const line of text.split('\n')) {
    free -= Math.max(1, Math.ceil(textWidth(line) / columns))
    if (free < 0) return true
  }
  return false
}
