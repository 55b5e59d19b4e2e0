// The confirmation of what cannot be undone: a yes on the terminal, or --yes.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Asks whether to go on; no is what Enter means.
 * @param before what is about to happen, shown above the question
 * @param back whether there is a way back
 * @throws AppError cancelled; input.missing where nobody can be asked and --yes was not given
 */
export async function confirm(
  context: Context,
  before: string,
  question: string,
  back = false,
): Promise<void> {
  if (context.globals.yes === true) return
  if (!context.terminal.interactive) {
    throw new AppError('input.missing', { flag: '--yes', ...(back ? { back } : {}) })
  }
  context.say(before)
  const ask = await context.ask()
  if (!(await ask.confirm(question, false))) throw new AppError('cancelled')
}
