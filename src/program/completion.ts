// aftersales completion: what a shell asks when Tab is pressed, and the few lines that make it ask.
import type { Command, Option } from 'commander'
import type { Context } from '../context.ts'
import { wrap } from '../ui/terminal.ts'
import { examples, whenShown } from './help.ts'
import { SHELL_SCRIPTS } from './shell-scripts.ts'

export function addCompletion(program: Command, context: Context): void {
  const t = whenShown(context)
  const shown = examples(
    context,
    'completion bash >> ~/.bashrc',
    'completion zsh >> ~/.zshrc',
    'completion fish > ~/.config/fish/completions/aftersales.fish',
    'completion powershell >> $PROFILE',
  )
  program
    .command('completion')
    .argument('<shell>', t('completion.help.shell'))
    .description(t('program.command.completion'))
    .addHelpText(
      'after',
      () => `${shown()}\n${wrap(context.t('completion.help.after'), context.terminal.columns)}\n`,
    )
    .action(async (shell) => {
      const { completion } = await import('../commands/completion.ts')
      completion(context, shell, SHELL_SCRIPTS)
    })

  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .option('--last <word>', '', '')
    .action(async (words: string[], { last }: { last: string }) => {
      const wanted = wantedIn(program, words, last)
      const { complete } = await import('../commands/completion.ts')
      await complete(context, wanted)
    })
}

/** What may stand where the cursor is. */
export interface Wanted {
  /** The command as far as it is typed: `sale add`. */
  path: string
  /** Commands and options by name, with what they do. */
  names: { name: string; about: string }[]
  /** The value of an option or an argument, by its name: `customer`, `outcome`; null where none can stand here. */
  value: string | null
  /** What is typed of it so far. */
  typed: string
}

/** @param words before the one that is being typed */
function wantedIn(program: Command, words: readonly string[], last: string): Wanted {
  let command = program
  const path: string[] = []
  let places = 0
  let open: Option | null = null
  // bash makes a word of its own of the sign between an option and its value.
  for (const word of words.filter((one) => one !== '=')) {
    if (open !== null) {
      open = null
      continue
    }
    if (word.startsWith('-')) {
      open = word.includes('=') ? null : takesValue(optionNamed(command, word))
      continue
    }
    const next = places === 0 ? command.commands.find((one) => one.name() === word) : undefined
    if (next) {
      command = next
      path.push(word)
    } else places += 1
  }
  const wanted = { path: path.join(' '), names: [], value: null, typed: last }
  if (open !== null) return { ...wanted, value: open.attributeName() }
  if (last.startsWith('-')) return { ...wanted, names: optionsOf(command) }
  const names = places === 0 ? command.createHelp().visibleCommands(command) : []
  const argument =
    command.registeredArguments[places] ?? command.registeredArguments.findLast((one) => one.variadic)
  return {
    ...wanted,
    names: names.map((one) => ({ name: one.name(), about: String(one.description()) })),
    value: argument?.name() ?? null,
  }
}

function optionsOf(command: Command): Wanted['names'] {
  const help = command.createHelp()
  const all = [
    ...help.visibleOptions(command),
    ...(command.parent ? help.visibleOptions(rootOf(command)) : []),
  ]
  return all.flatMap(({ long, description }) => (long ? [{ name: long, about: String(description) }] : []))
}

function optionNamed(command: Command, word: string): Option | undefined {
  const [name = ''] = word.split('=')
  return [command, rootOf(command)]
    .flatMap(({ options }) => options)
    .find(({ long, short }) => long === name || short === name)
}

function takesValue(option: Option | undefined): Option | null {
  return option?.required ? option : null
}

function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command
}
