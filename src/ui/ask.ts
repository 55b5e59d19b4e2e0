// Questions on a terminal: inquirer behind one small interface.
import inquirer from 'inquirer'
import { AppError } from '../errors.ts'
import type { Translate } from './i18n/index.ts'
import { safe, wrap } from './terminal.ts'

export interface Choice<T> {
  name: string
  value: T
  /** Which answer it is to a question of yes or no: the letter of that answer chooses it, whatever its name begins with. */
  answer?: 'yes' | 'no'
}

export interface Ask {
  /** One of a few; arrow keys and Enter. */
  select<T>(message: string, choices: readonly Choice<T>[]): Promise<T>
  /**
   * A line of text; Enter on an empty line gives the preset, or an empty text.
   * @param check returns null when the text will do, else what is wrong with it
   */
  input(
    message: string,
    options?: { preset?: string; check?: (text: string) => string | null },
  ): Promise<string>
  confirm(message: string, preset: boolean): Promise<boolean>
  /** A line that nobody looking on can read. */
  password(message: string): Promise<string>
  /**
   * Finds while typing.
   * @param empty what to say where there is nothing to choose before anything is typed
   */
  search<T>(
    message: string,
    find: (typed: string) => Promise<readonly Choice<T>[]> | readonly Choice<T>[],
    empty?: string,
  ): Promise<T>
}

interface Streams {
  input: NodeJS.ReadStream
  output: NodeJS.WriteStream
}

/** Ctrl-C at any question is the error `cancelled`. */
export function createAsk(streams: Streams, t: Translate): Ask {
  const prompt = inquirer.createPromptModule(streams)
  const theme = localTheme(t)
  // Left to itself a prompt is broken in the middle of a word; its mark and a blank come before it.
  const broken = (message: string) => wrap(safe(message), (streams.output.columns || 80) - 2)
  const one = async (question: Record<string, unknown> & { message: string }): Promise<unknown> => {
    try {
      const asked = { ...question, message: broken(question.message), name: 'answer' }
      const answers = (await prompt([asked] as never)) as { answer: unknown }
      return answers.answer
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      if (name === 'ExitPromptError' || name === 'AbortPromptError') throw new AppError('cancelled')
      throw error
    }
  }
  return {
    async select<T>(message: string, choices: readonly Choice<T>[]) {
      const deaf = hearLetters(streams.input, choices, t)
      try {
        const list = { choices: choices.map(shown), loop: false, pageSize: 12 }
        return (await one({ type: 'select', message, ...list, theme })) as T
      } finally {
        deaf()
      }
    },
    async input(message, { preset, check } = {}) {
      const validate = (text: string) => check?.(text.trim() || (preset ?? '')) ?? true
      return String(
        await one({ type: 'input', message, default: preset, validate, transformer: safe }),
      ).trim()
    },
    async password(message) {
      return String(await one({ type: 'password', message, mask: '*' }))
    },
    async confirm(message, preset) {
      const yes = { name: t('common.yes'), value: true, answer: 'yes' } as const
      const no = { name: t('common.no'), value: false, answer: 'no' } as const
      return this.select(message, preset ? [yes, no] : [no, yes])
    },
    async search<T>(
      message: string,
      find: (typed: string) => Promise<readonly Choice<T>[]> | readonly Choice<T>[],
      empty?: string,
    ) {
      return (await one({
        type: 'search',
        message,
        theme,
        source: async (typed = '') => {
          const found = await find(typed)
          return found.length > 0 || typed !== '' || empty === undefined
            ? found.map(shown)
            : [new inquirer.Separator(empty)]
        },
      })) as T
    },
  }
}

/**
 * Lets y and n, and what they are in the language, choose where a list answers yes or no: of itself it only knows how its
 * names begin. @returns what ends it
 */
function hearLetters(
  input: NodeJS.ReadStream,
  choices: readonly Choice<unknown>[],
  t: Translate,
): () => void {
  const letters = { yes: t('common.ask.yes'), no: t('common.ask.no') }
  const press = (name: string, times: number) => {
    for (let i = 0; i < times; i++) input.emit('keypress', '', { name })
  }
  const hear = (typed: string | undefined) => {
    if (!typed) return
    const place = choices.findIndex(
      ({ answer }) => answer !== undefined && letters[answer].includes(typed.toLowerCase()),
    )
    if (place === -1) return
    press('up', choices.length)
    press('down', place)
  }
  input.on('keypress', hear)
  return () => input.off('keypress', hear)
}

/** A name that drives no terminal. */
function shown<T>({ name, value }: Choice<T>): Choice<T> {
  return { name: safe(name), value }
}

/** What inquirer itself would say in English, and what was typed or pasted as it may be shown. */
function localTheme(t: Translate) {
  return {
    style: {
      searchTerm: safe,
      keysHelpTip: () => t('common.ask.keys'),
      // The one error a list shows of its own accord is that nothing was found.
      error: (text: string) => (text === 'No results found' ? t('common.ask.none') : text),
    },
  }
}
