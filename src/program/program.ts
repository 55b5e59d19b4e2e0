// The commander tree: global options, help in the chosen language, and every noun's commands.
import { Command, CommanderError, Help } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import type { Context, Globals } from '../context.ts'
import { AppError } from '../errors.ts'
import { placeholder } from '../ui/i18n/placeholder.ts'
import { textWidth } from '../ui/terminal.ts'
import { addAgenda } from './agenda.ts'
import { addBackup } from './backup.ts'
import { addBonus } from './bonus.ts'
import { addCalling } from './calling.ts'
import { addCases } from './case.ts'
import { addCompletion } from './completion.ts'
import { addCustomer } from './customer.ts'
import { addDue } from './due.ts'
import { addExchange } from './exchange.ts'
import { addExport } from './export.ts'
import { whenShown } from './help.ts'
import { addLoyal } from './loyal.ts'
import { addMessage } from './message.ts'
import { addProduct } from './product.ts'
import { addPromise } from './promise.ts'
import { addReport } from './report.ts'
import { addSale } from './sale.ts'
import { addSetting } from './setting.ts'
import { addSummary } from './summary.ts'
import { addHelp } from './topic.ts'
import { addUndo } from './undo.ts'

/** A first word of commands: each has a line in the help. */
type Noun<Key = Parameters<Context['t']>[0]> = Key extends `program.command.${infer Name}` ? Name : never

/** The first words of commands, in the order of the help, and what makes them. */
const NOUNS: readonly [names: readonly Noun[], add: (program: Command, context: Context) => void][] = [
  [['due'], addDue],
  [['call', 'log', 'snooze', 'skip'], addCalling],
  [['agenda'], addAgenda],
  [['message'], addMessage],
  [['sale'], addSale],
  [['customer'], addCustomer],
  [['product'], addProduct],
  [['promise'], addPromise],
  [['bonus'], addBonus],
  [['case'], addCases],
  [['summary'], addSummary],
  [['loyal'], addLoyal],
  [['report'], addReport],
  [['import', 'demo'], addExchange],
  [['export'], addExport],
  [['backup', 'restore', 'doctor'], addBackup],
  [['config'], addSetting],
  [['undo', 'redo', 'history'], addUndo],
  [['completion'], addCompletion],
]

/** Global options of which the next word is the value. */
const WITH_VALUE = ['--db', '--as-of', '--lang']

function wordsOf(argv: readonly string[]): string[] {
  return argv.filter((word, i) => !word.startsWith('-') && !WITH_VALUE.includes(argv[i - 1] ?? ''))
}

/** Commands that open the shop before they say a word: it tells the language, and need not be opened for that alone. */
const OPENING_FIRST = ['due', 'sale add', 'log', 'summary', 'customer find']

function opensFirst(argv: readonly string[]): boolean {
  const typed = `${wordsOf(argv).join(' ')} `
  const asksForHelp = argv.some((word) => word === '-h' || word === '--help')
  return !asksForHelp && OPENING_FIRST.some((command) => typed.startsWith(`${command} `))
}

/**
 * What a command line can mean: its first word that is no option and no value of one decides, or the one after `help`.
 * @returns none where it names none
 */
export function nounsOf(argv: readonly string[]): typeof NOUNS {
  const words = wordsOf(argv)
  const noun = words[0] === 'help' ? words[1] : words[0]
  // What a shell asks is about all of them.
  if (noun === 'complete') return NOUNS
  return NOUNS.filter(([names]) => names.some((name) => name === noun))
}

/** Parses a command line and runs its command. @throws AppError */
export async function runProgram(argv: readonly string[], context: Context): Promise<void> {
  const help: string[] = []
  if (!opensFirst(argv)) await context.findLanguage()
  const program = createProgram(context, nounsOf(argv), help)
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return
    // Nothing but options: commander would print its help, and she wants her morning.
    if (error.code !== 'commander.help' || program.args.length > 0) throw asUsageError(error, program)
    Object.assign(context.globals, program.opts<Globals>())
    context.checkLanguage()
    await begin(context)
  } finally {
    if (help.length > 0) context.unroll(help.join(''))
  }
}

/**
 * The morning; on a terminal it goes on with a menu until she leaves it, and begins with a greeting where there is no shop.
 * A file named by --db that is not there is a slip, and only told of; the environment names where a new shop shall be.
 */
async function begin(context: Context): Promise<void> {
  const isAnswered = context.terminal.interactive && !context.json && context.globals.quiet !== true
  if (isAnswered && !context.hasFile && context.globals.db === undefined) {
    const { firstRun } = await import('../commands/first-run.ts')
    const line = await firstRun(context)
    context.close()
    if (line === null) return
    await runProgram(['--no-pager', ...line], context)
  } else {
    const { morning } = await import('../commands/morning.ts')
    // The menu follows each result of its own.
    if (isAnswered) context.globals.pager = false
    await morning(context)
  }
  if (!isAnswered || !context.hasFile) return
  const { menu, tellSlip } = await import('../commands/menu.ts')
  for (;;) {
    context.say('')
    const line = await menu(context)
    // The next command opens the shop in its own way, and at its own moment.
    context.close()
    if (line === null) return
    await runProgram(['--no-pager', ...line], context).catch((error: unknown) => tellSlip(context, error))
  }
}

/**
 * @param meant the commands that are made, since each costs time; for none of them only their names are: what is asked
 *   for then is the list of them, or no command at all
 * @param help where the help goes, piece by piece
 */
export function createProgram(context: Context, meant = NOUNS, help: string[] = []): Command {
  const t = whenShown(context)
  const program = new Command('aftersales')
  program
    .description(t('program.about'))
    .option('--db <file>', t('program.db'))
    .option('--as-of <when>', t('program.asOf'))
    .option('--lang <en|ru>', t('program.lang'))
    .option('--json', t('program.json'))
    .option('--no-input', t('program.noInput'))
    .option('--no-color', t('program.noColor'))
    .option('--no-pager', t('program.noPager'))
    .option('--yes', t('program.yes'))
    .option('--quiet', t('program.quiet'))
    .option('--debug', t('program.debug'))
    .version(manifest.version, '--version', t('program.version'))
    .helpOption('-h, --help', t('program.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void help.push(text),
      // Errors are worded by main.ts, in the user's language.
      writeErr: () => undefined,
      getOutHelpWidth: () => context.terminal.columns,
      getOutHasColors: () => context.terminal.color,
    })
    .configureHelp(localizedHelp(context))
    .showSuggestionAfterError(true)
    .hook('preAction', (_, command) => {
      Object.assign(context.globals, command.optsWithGlobals<Globals>())
      context.checkLanguage()
      context.command = pathOf(command).slice(1).join(' ')
    })

  for (const [, add] of meant) add(program, context)
  if (meant.length === 0) {
    for (const name of NOUNS.flatMap(([names]) => names))
      program.command(name).description(t(`program.command.${name}`))
  }
  addHelp(program, context)
  for (const noun of program.commands) {
    if (noun.commands.length > 0) noun.helpCommand('help [command]', t('program.helpCommand'))
  }
  return program
}

function localizedHelp(context: Context): Partial<Help> {
  const t: Context['t'] = (key, values) => context.t(key, values)
  const titles = (): Record<string, string> => ({
    'Usage:': t('program.usage'),
    'Arguments:': t('program.arguments'),
    'Options:': t('program.options'),
    'Commands:': t('program.commands'),
    'Global Options:': t('program.globalOptions'),
  })
  return {
    styleTitle: (title) => titles()[title] ?? title,
    displayWidth: textWidth,
    commandDescription: (command) => String(command.description()),
    subcommandDescription: (command) => String(command.description()),
    argumentDescription: (argument) => String(argument.description),
    optionDescription: (option) => String(new Help().optionDescription(option)),
    subcommandTerm: (command) => command.name(),
    argumentTerm: (argument) => placeholder(t, argument.name()),
    optionTerm: (option) => option.flags.replace(/(?<=[<[])\w+/, (name) => placeholder(t, name)),
    commandUsage(command) {
      const rest = command.commands.length > 0 ? t('program.commandUsage') : t('program.optionUsage')
      const words = command.registeredArguments.map((argument) => {
        const name = placeholder(t, argument.name())
        return argument.required ? `<${name}>` : `[${name}]`
      })
      return [...pathOf(command), ...words, rest].join(' ')
    },
  }
}

/** `aftersales sale add`, word by word. */
function pathOf(command: Command): string[] {
  return [...(command.parent ? pathOf(command.parent) : []), command.name()]
}

/** Commander's own complaint as one of ours, with its suggestion of the nearest name. */
function asUsageError(error: CommanderError, { args, commands }: Command): AppError {
  const [, quoted = ''] = /'([^']*)'/.exec(error.message) ?? []
  const [, guess = ''] = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message) ?? []
  const params = { name: quoted, suggestion: guess }
  // What the first word may be followed by; none where it is no command itself.
  const noun = commands.find((command) => command.name() === args[0])
  const options = noun?.commands.map((command) => command.name()) ?? []
  switch (error.code) {
    case 'commander.unknownCommand':
      return new AppError('usage.unknownCommand', { ...params, options })
    case 'commander.unknownOption':
      return new AppError('usage.unknownOption', params)
    case 'commander.excessArguments':
      return new AppError('usage.extraArgument', params)
    case 'commander.missingArgument':
      return new AppError('usage.missingArgument', params)
    case 'commander.optionMissingArgument':
      return new AppError('usage.optionValue', { name: quoted.split(' ')[0] ?? '' })
    case 'commander.help':
      // `help nonsense` ends as a bare help; so does a noun without its verb.
      return new AppError('usage.unknownCommand', {
        name: args[0] === 'help' ? args.slice(1).join(' ') : '',
        suggestion: '',
        options,
      })
    default:
      return new AppError('usage.optionValue', params)
  }
}
