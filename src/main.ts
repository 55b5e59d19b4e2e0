// run(argv, world) → exit code. The only place that catches errors and words them.
import { Context, type Globals } from './context.ts'
import { AppError } from './errors.ts'
import type { World } from './world.ts'

export { realWorld } from './world.ts'

/** Runs one command line. @param argv what follows the program's name */
export async function run(argv: readonly string[], world: World): Promise<number> {
  // The language and the shape of an error are needed even when the command line itself is the error.
  const context = new Context(world, glance(argv))
  try {
    const { runProgram } = await import('./program/program.ts')
    await runProgram(argv, context)
    await flush(world.stdout)
    await tellWarnings(context)
    return 0
  } catch (thrown) {
    // The starter's to tell: what words it may be gone as well.
    if (thrown instanceof Error && BROKEN.some((how) => how in thrown)) throw thrown
    const { asAppError } = await import('./store/sqlite-error.ts')
    const error = afterStoring(asAppError(thrown, context.dbPath), context.hasStored)
    const { errorLines, jsonError, wordError, wordBug } = await import('./ui/error.ts')
    const columns = world.stderr.isTTY ? context.terminal.columns : null
    await context.findLanguage()
    // An error is one document; beside it nothing else is told.
    if (!context.json) await tellWarnings(context)
    if (error instanceof AppError) {
      world.stderr.write(
        context.json
          ? jsonError(error.code, wordError(error, context)[0] ?? '', error.params)
          : errorLines(wordError(error, context), columns),
      )
      return error.exitCode
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const { hasStored, globals } = context
    if (context.json) world.stderr.write(jsonError('bug', String(thrown), { stored: hasStored }))
    else world.stderr.write(errorLines(wordBug(stack, hasStored, globals.debug === true, context), columns))
    return 1
  } finally {
    context.end()
  }
}

/** What bin tells of a program that is not whole. */
const BROKEN = ['replaced', 'incomplete', 'withoutSqlite']

/** What fails of the file itself, and says so as if nothing were stored. */
const FAILURES: readonly string[] = [
  ...['db.damaged', 'db.diskError', 'db.cannotOpen', 'db.noSpace', 'db.locked'],
]

/** Whoever is told that nothing was stored enters it once more. */
function afterStoring(error: unknown, stored: boolean): unknown {
  if (!stored || !(error instanceof AppError)) return error
  if (error.code === 'cancelled') return new AppError('cancelled', { ...error.params, kept: true })
  if (!FAILURES.includes(error.code)) return error
  return new AppError('db.storedThenFailed', { ...error.params, because: error.code })
}

/** A line for each of what went wrong beside the command itself. */
async function tellWarnings(context: Context): Promise<void> {
  const { warnings, world, json } = context
  if (warnings.length === 0) return
  const { errorLines, jsonWarning, wordError } = await import('./ui/error.ts')
  const columns = world.stderr.isTTY ? context.terminal.columns : null
  for (const warning of warnings) {
    const [text = ''] = wordError(warning, context)
    world.stderr.write(json ? jsonWarning(warning.code, text, warning.params) : errorLines([text], columns))
  }
}

/**
 * Waits until everything is written. A reader that has gone, as of `| head`, is no error.
 * @throws AppError output.lost, so that a full disk does not pass for done
 */
async function flush(stdout: World['stdout']): Promise<void> {
  const late = await new Promise<Error | null | undefined>((done) => stdout.write('', done))
  const lost = stdout.errored ?? late
  if (lost && 'code' in lost && lost.code !== 'EPIPE')
    throw new AppError('output.lost', { reason: String(lost.code) })
}

/** The globals on a command line that may not parse. */
function glance(argv: readonly string[]): Globals {
  const value = (flag: string) => {
    const at = argv.findIndex((word) => word === flag || word.startsWith(`${flag}=`))
    if (at < 0) return undefined
    const word = argv[at] as string
    return word.includes('=') ? word.slice(flag.length + 1) : argv[at + 1]
  }
  const given = (flag: string) => argv.includes(flag)
  const texts = { lang: value('--lang'), db: value('--db'), asOf: value('--as-of') }
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    json: given('--json'),
    input: !given('--no-input'),
    color: !given('--no-color'),
    pager: !given('--no-pager'),
    yes: given('--yes'),
    quiet: given('--quiet'),
    debug: given('--debug'),
  }
}
