// aftersales help: a command's own help, or a few words on what several of them rest on.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { wrap } from '../ui/terminal.ts'
import { whenShown } from './help.ts'

export const TOPICS = ['cadence', 'ranking', 'privacy', 'backup'] as const

export function addHelp(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('help')
    .argument('[command...]', t('program.topic.word'))
    .description(t('program.topic.about', { topics: TOPICS.join(', ') }))
    .action((words: string[]) => {
      const [name = ''] = words
      const topic = TOPICS.find((one) => one === name.toLowerCase())
      const command = commandNamed(program, words)
      if (topic && words.length === 1) showTopic(topic, context)
      else if (command) command.outputHelp()
      else throw new AppError('usage.unknownCommand', { name: words.join(' '), suggestion: '' })
    })
  program.addHelpText('after', () => {
    const width = Math.max(...TOPICS.map((topic) => topic.length))
    const lines = TOPICS.map((topic) => `  help ${topic.padEnd(width)}  ${t(`program.topic.line.${topic}`)}`)
    return `\n${t('program.topic.list')}\n${lines.join('\n')}`
  })
}

function commandNamed(program: Command, words: readonly string[]): Command | null {
  return words.reduce<Command | null>(
    (command, word) => command?.commands.find((one) => one.name() === word) ?? null,
    program,
  )
}

/** A point of a list goes on under its own beginning. */
function showTopic(topic: (typeof TOPICS)[number], context: Context): void {
  const { t, terminal } = context
  context.show({ topic, text: t(`topic.text.${topic}`) }, ({ text }) => wrapped(text, terminal.columns))
}

function wrapped(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrap(line, columns, /^(?:- |\d\. )/.test(line) ? ' '.repeat(line.indexOf(' ') + 1) : ''))
    .join('\n')
}
