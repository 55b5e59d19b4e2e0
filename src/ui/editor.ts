// Her own text editor, as git and crontab find and run it: waits until it is closed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

export interface System {
  platform: string
  env: Readonly<Record<string, string | undefined>>
}

/** How it ended; `none` where there is no editor, `missing` where the one she named is not there. */
export type Edited = 'closed' | 'failed' | 'stopped' | 'missing' | 'none'

/** What a shell says of a command it does not find: sh and cmd. */
const NOT_FOUND = [127, 9009]
/** What is left of a program that Ctrl-C has ended. */
const STOPPED = 130

/** The editor she has chosen; null where she has not. */
export function chosenEditor({ env }: System): string | null {
  return env.VISUAL?.trim() || env.EDITOR?.trim() || null
}

/** Whether what opens is vi, and not by her choice: nobody finds the way out of it who was not told. */
export function opensVi(system: System): boolean {
  if (chosenEditor(system) !== null) return false
  const usual = usualEditors(system.platform).map(([command]) => command)
  return usual.includes('vi') && usual.find((command) => isThere(command, system)) === 'vi'
}

function isThere(command: string, { env }: System): boolean {
  return spawnSync('/bin/sh', ['-c', 'command -v "$0"', command], { env, stdio: 'ignore' }).status === 0
}

/**
 * Opens a file and waits until the editor is closed.
 * @param line where to begin, for editors that can be told
 */
export async function edit(file: string, line: number | null, system: System): Promise<Edited> {
  const chosen = chosenEditor(system)
  if (chosen !== null) return (await ended(launch(chosen, file, line, system))) ?? 'missing'
  for (const [command, ...args] of usualEditors(system.platform)) {
    const place = placeArgument(command, line)
    const started = spawn(command, [...args, ...place, file], { env: system.env, stdio: 'inherit' })
    const result = await ended(started)
    if (result !== null) return result
  }
  return 'none'
}

type Command = [command: string, ...args: string[]]

function usualEditors(platform: string): Command[] {
  if (platform === 'win32') return [['notepad.exe']]
  if (platform === 'darwin') return [['open', '-W', '-t']]
  return [['nano'], ['vi']]
}

/** What she has chosen is a command with arguments of its own, `code --wait`: the shell reads it, as git has it. */
function launch(editor: string, file: string, line: number | null, { platform, env }: System): ChildProcess {
  if (platform === 'win32') {
    // A path with blanks is set without quotes more often than with them.
    const command = /^[^"]+\.exe$/i.test(editor) ? `"${editor}"` : editor
    return spawn(`${command} "${file}"`, { env, stdio: 'inherit', shell: true })
  }
  const args = [...placeArgument(editor, line), file]
  // The shell outlives a Ctrl-C that the editor does not mind; the editor itself is not made deaf to it.
  return spawn('/bin/sh', ['-c', `trap : INT; ${editor} "$@"`, editor, ...args], { env, stdio: 'inherit' })
}

/** Editors of the terminal that begin at a line. */
const BEGIN_AT = /(?:^|\/)(?:nano|vi|vim|nvim|emacs|micro)$/

function placeArgument(editor: string, line: number | null): string[] {
  return line !== null && BEGIN_AT.test(editor) ? [`+${line}`] : []
}

/** @returns null where there is no such program */
function ended(child: ChildProcess): Promise<Exclude<Edited, 'none' | 'missing'> | null> {
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(null) : reject(error),
    )
    child.on('exit', (code, signal) => {
      if (code !== null && NOT_FOUND.includes(code)) resolve(null)
      else if (signal === 'SIGINT' || code === STOPPED) resolve('stopped')
      else resolve(code === 0 ? 'closed' : 'failed')
    })
  })
}
