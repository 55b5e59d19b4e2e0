// Questions of a wizard: the answer must pass the same check as the flag it stands for.
import type * as z from 'zod/mini'
import type { Context } from '../context.ts'
import type { Day } from '../domain/day.ts'
import { AppError } from '../errors.ts'
import { wordError } from '../ui/error.ts'
import { check } from './input.ts'

/**
 * Asks until the answer passes the check.
 * @param key the flag's key, such as `lastsDays`
 * @throws AppError cancelled, usage.noTerminal
 */
export async function askFor<Schema extends z.ZodMiniType>(
  context: Context,
  message: string,
  key: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const read = (typed: string) => check({ [key]: schema }, { [key]: typed })[key] as z.output<Schema>
  const ask = await context.ask()
  const typed = await ask.input(message, {
    check: (text) => {
      try {
        read(text)
        return null
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        // The sentence names the flag, which nobody typed here; the hint says how to write it.
        return wordError(error, context)[1] ?? ''
      }
    },
  })
  return read(typed)
}

/**
 * Asks for a day until it makes sense.
 * @param read as the flag is read; what it refuses is asked again
 * @throws AppError cancelled, usage.noTerminal
 */
export async function askDay(
  context: Context,
  message: string,
  read: (typed: string) => Promise<Day>,
  preset?: string,
): Promise<Day> {
  const ask = await context.ask()
  for (;;) {
    const typed = await ask.input(message, preset === undefined ? {} : { preset })
    try {
      return await read(typed)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.say(wordError(error, context)[1] ?? '')
    }
  }
}
