// aftersales help: a command's own help, or a few words on what several of them rest on.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { wrap } from '../ui/terminal.ts'

const TOPICS = ['cadence', 'ranking', 'privacy', 'backup'] as const

export function addHelp(program: Command, context: Context): void {
  const { t } = context
  program
    .command('help')
    .argument('[command...]', t('topic.word'))
    .description(t('topic.about', { topics: TOPICS.join(', ') }))
    .action((words: string[]) => {
      const [name = ''] = words
      const topic = TOPICS.find((one) => one === name.toLowerCase())
      const command = commandNamed(program, words)
      if (topic && words.length === 1) context.say(topicText(topic, context))
      else if (command) command.outputHelp()
      else throw new AppError('usage.unknownCommand', { name: words.join(' '), suggestion: '' })
    })
  program.addHelpText('after', () => {
    const width = Math.max(...TOPICS.map((topic) => topic.length))
    const lines = TOPICS.map((topic) => `  help ${topic.padEnd(width)}  ${t(`topic.line.${topic}`)}`)
    return `\n${t('topic.list')}\n${lines.join('\n')}`
  })
}

function commandNamed(program: Command, words: readonly string[]): Command | null {
  return words.reduce<Command | null>(
    (command, word) => command?.commands.find((one) => one.name() === word) ?? null,
    program,
  )
}

/** A point of a list goes on under its own beginning. */
function topicText(topic: (typeof TOPICS)[number], { t, terminal }: Context): string {
  return t(`topic.text.${topic}`)
    .split('\n')
    .map((line) =>
      wrap(line, terminal.columns, /^(?:- |\d\. )/.test(line) ? ' '.repeat(line.indexOf(' ') + 1) : ''),
    )
    .join('\n')
}
