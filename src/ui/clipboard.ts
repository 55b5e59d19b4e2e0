// The clipboard, by whichever tool the system has for it.
import { spawn } from 'node:child_process'

interface System {
  platform: string
  env: Readonly<Record<string, string | undefined>>
}

interface Tool {
  command: string
  args: string[]
  encoding: 'utf8' | 'utf16le'
}

const tool = (command: string, args: string[] = [], encoding: Tool['encoding'] = 'utf8'): Tool => ({
  command,
  args,
  encoding,
})

/** Windows takes text for that of its old code page, unless it looks like UTF-16. */
const CLIP = tool('clip.exe', [], 'utf16le')
const WAYLAND = tool('wl-copy')
const X11 = [
  tool('xclip', ['-selection', 'clipboard']),
  tool('xsel', ['--clipboard', '--input']),
  tool('termux-clipboard-set'),
]

/** A tool that has not taken the text by then waits for something that is not there. */
const PATIENCE_MS = 3000

/** Copies a text. @returns the name of the tool that took it; null where there is none */
export async function copyText(text: string, system: System): Promise<string | null> {
  for (const candidate of toolsOf(system)) {
    if (await takes(candidate, text, system)) return candidate.command
  }
  return null
}

function toolsOf({ platform, env }: System): Tool[] {
  if (platform === 'win32') return [CLIP]
  if (platform === 'darwin') return [tool('pbcopy')]
  if (env.WSL_DISTRO_NAME) return [CLIP, WAYLAND, ...X11]
  return env.WAYLAND_DISPLAY ? [WAYLAND, ...X11] : [...X11, WAYLAND]
}

function takes({ command, args, encoding }: Tool, text: string, { env }: System): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      // pbcopy reads in the encoding of its locale, and before all others stands LC_ALL.
      env: command === 'pbcopy' ? { ...env, LC_ALL: 'en_US.UTF-8' } : env,
      // The tool may live on to serve the text: nothing of it is waited for but its end.
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: PATIENCE_MS,
      windowsHide: true,
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
    // One that ends without reading breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => undefined)
    child.stdin.end(Buffer.from(text, encoding))
  })
}
