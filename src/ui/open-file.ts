// Opens a file in the program the system has for it.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

interface System {
  platform: string
  env: Readonly<Record<string, string | undefined>>
}

/** Whoever opens a file and has not ended by then goes on by himself. */
const PATIENCE_MS = 2000

/** @returns whether the system has taken it */
export function openFile(file: string, { platform, env }: System): Promise<boolean> {
  const [command, args] = openerOf(resolve(file), platform)
  return new Promise((done) => {
    const child = spawn(command, args, {
      ...{ env, stdio: 'ignore', detached: true, windowsHide: true },
      windowsVerbatimArguments: true,
    })
    const patience = setTimeout(() => done(true), PATIENCE_MS)
    const end = (opened: boolean) => {
      clearTimeout(patience)
      done(opened)
    }
    child.on('error', () => end(false))
    // Explorer ends with 1 also where it has opened the file.
    child.on('exit', (code) => end(code === 0 || platform === 'win32'))
    child.unref()
  })
}

/** No shell in between: a name is never read as a command. */
function openerOf(path: string, platform: string): [command: string, args: string[]] {
  // Explorer takes what follows a comma for something else, unless all is in quotes, which no name there has.
  if (platform === 'win32') return ['explorer.exe', [`"${path}"`]]
  return platform === 'darwin' ? ['open', [path]] : ['xdg-open', [path]]
}
