// The menu below the morning: everything of a day without a command to remember.
import type { Context } from '../context.ts'

/** What she may want next. */
const CHOICES = {
  call: ['call'],
  due: ['due'],
  saleAdd: ['sale', 'add'],
  log: ['log'],
  find: ['customer', 'find'],
  summary: ['summary', '--period', 'month'],
  loyal: ['loyal'],
  undo: ['undo'],
  help: ['--help'],
} as const

/** Asks what is next. @returns the command line; null where she has had enough. @throws AppError cancelled */
export async function menu(context: Context): Promise<string[] | null> {
  const { t } = context
  const ask = await context.ask()
  const choices = (Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((value) => ({
    value,
    name: t(`menu.${value}`),
  }))
  const chosen = await ask.select<keyof typeof CHOICES | 'leave'>(t('menu.ask'), [
    ...choices,
    { value: 'leave', name: t('menu.leave') },
  ])
  if (chosen === 'leave') return null
  const line = [...CHOICES[chosen]]
  if (chosen !== 'find') return line
  const check = (text: string) => (text === '' ? t('menu.who') : null)
  return [...line, await ask.input(t('menu.who'), { check })]
}
