// The outside world: what a run sees of its clock, its zone, its streams and how it was started comes in here, and nowhere else.
import { homedir, hostname } from 'node:os'
import { isAbsolute, join, relative, sep } from 'node:path'
import { type Instant, type Offsets, offsetsByDatabase } from './domain/day.ts'
import { DirectOutput, type Output, takesDirectly } from './output.ts'
import { type Pager, showThrough } from './ui/pager.ts'

/** Everything that is not the program: a test hands in its own. */
export interface World {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  home: string
  /** The name of this computer. */
  host: string
  /** How the program was started, as one types it: `aftersales`, `npm start --`. */
  launcher: string
  /** IANA name of the system's time zone. */
  zone: string
  /** Minutes east of UTC in a zone at an instant, where the system tells sooner than the database of zones. */
  offsets?: Offsets
  /** The platform's own locale, such as `ru-RU`. */
  locale: string
  clock(): Instant
  /** Milliseconds from some fixed moment, for measuring how long a call took. */
  stopwatch(): number
  /** From here on Ctrl-C, the first one, does not end the run: what was done is told. */
  ignoreInterrupt(): void
  /** While another program has the screen, Ctrl-C is that program's to answer, however often. */
  leaveInterrupt<T>(program: () => Promise<T>): Promise<T>
  /** Shows a text through a pager, and waits until it is left. @returns false where there is no such program */
  showThrough(pager: Pager, text: string): boolean
  /** Whether the process ends with the run. */
  endsWithRun?: boolean
  stdin: NodeJS.ReadStream
  /** A stream of Node where it is a terminal. */
  stdout: Output
  stderr: NodeJS.WriteStream
}

/**
 * Whatever takes milliseconds to find out waits until somebody asks.
 * @returns also whether all that was written has left, so that nothing is lost when the process ends
 */
export function realWorld(): World & { readonly isWritten: boolean } {
  // Without a listener a closed pipe or a full disk would end the run with a stack; main looks at `errored` instead.
  const unending = (stream: NodeJS.WriteStream) => stream.on('error', () => undefined)
  let stdout: Output | undefined
  let stderr: NodeJS.WriteStream | undefined
  const { TZ } = process.env
  return {
    env: process.env,
    platform: process.platform,
    get home() {
      // What the system's own answer begins with; to ask for that takes another module of Node's.
      return process.env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] || homedir()
    },
    get host() {
      return hostname()
    },
    get launcher() {
      return launcherOf(process.argv[1] ?? '', process.env, process.cwd())
    },
    get zone() {
      return inZone(TZ, () => new Intl.DateTimeFormat().resolvedOptions().timeZone)
    },
    offsets: offsetsOfProcess(),
    get locale() {
      return navigator.language
    },
    clock: () => Date.now(),
    stopwatch: () => performance.now(),
    ignoreInterrupt: () => process.once('SIGINT', () => undefined),
    async leaveInterrupt(program) {
      const unanswered = () => undefined
      process.on('SIGINT', unanswered)
      try {
        return await program()
      } finally {
        process.off('SIGINT', unanswered)
      }
    },
    showThrough(pager, text) {
      // Ctrl-C is the pager's to answer.
      const unanswered = () => undefined
      process.on('SIGINT', unanswered)
      const isThere = showThrough(pager, text)
      process.off('SIGINT', unanswered)
      return isThere
    },
    endsWithRun: true,
    get stdin() {
      return process.stdin
    },
    get stdout() {
      stdout ??= takesDirectly(1, process.platform) ? new DirectOutput(1) : unending(process.stdout)
      return stdout
    },
    get stderr() {
      stderr ??= unending(process.stderr)
      return stderr
    },
    get isWritten() {
      return [stdout, stderr].every((stream) => (stream?.writableLength ?? 0) === 0)
    },
  }
}

/**
 * Moves the process into the zone that is asked about, and lets Date tell its offsets. A format of Intl tells them too,
 * but the first one made takes as long as opening the shop.
 */
function offsetsOfProcess(): Offsets {
  let entered: string | null = null
  let isKnown = false
  return (zone, at) => {
    if (entered !== zone) {
      process.env.TZ = zone
      entered = zone
      // Names with digits mean something else to some systems; what a system does not know it takes for UTC.
      isKnown = /^[A-Za-z_/-]+$/.test(zone) && new Date(0).getTimezoneOffset() !== 0
    }
    return isKnown ? -new Date(at).getTimezoneOffset() : offsetsByDatabase(zone, at)
  }
}

/** Asks in the zone that the process was started in, and leaves it in the one that it is in. @param started its TZ */
function inZone<T>(started: string | undefined, ask: () => T): T {
  const entered = process.env.TZ
  if (entered === started) return ask()
  enter(started)
  try {
    return ask()
  } finally {
    enter(entered)
  }
}

/** @param zone none for the system's own */
function enter(zone: string | undefined): void {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
}

/** A checkout has no `aftersales` on the path; an installed package has, whatever file stands behind it. */
export function launcherOf(script: string, env: World['env'], folder: string): string {
  if (env.npm_lifecycle_event === 'start') return 'npm start --'
  if (env.npm_lifecycle_event === 'npx') return 'npx aftersales'
  const installed = !script.endsWith('.js') || /[\\/]node_modules[\\/]/.test(script)
  if (installed) return 'aftersales'
  const below = `${folder}${sep}`
  return `node ${quoted(script.startsWith(below) ? script.slice(below.length) : relative(folder, script))}`
}

/** Double quotes are what a Unix shell, cmd and PowerShell all understand. */
export function quoted(value: string): string {
  return /^[\w./\\:+-]+$/.test(value) ? value : `"${value}"`
}

/** The platform's folder for a user's own data. */
export function dataFolder({ env, platform, home }: World): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'aftersales')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'aftersales')
  // A relative one, which would be another in every folder, is none: https://specifications.freedesktop.org/basedir
  const { XDG_DATA_HOME = '' } = env
  return join(isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(home, '.local', 'share'), 'aftersales')
}
