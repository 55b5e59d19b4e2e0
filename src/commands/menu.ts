// The menu below the morning: everything of a day without a command to remember.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { draggedFile } from '../ui/dragged.ts'
import { wordError } from '../ui/error.ts'
import { wrap } from '../ui/terminal.ts'
import { dueList } from './due-list.ts'

/** What she may want next, and what she wants now and then. */
const DAILY = {
  call: ['call'],
  due: ['due'],
  saleAdd: ['sale', 'add'],
  message: ['message'],
  log: ['log'],
  find: ['customer', 'find'],
  summary: ['summary', '--period', 'month'],
  loyal: ['loyal'],
  undo: ['undo'],
} as const
const RARE = {
  caseAdd: ['case', 'add'],
  promises: ['promise', 'list'],
  sales: ['sale', 'list'],
  agenda: ['agenda'],
  // The page of a day is written anew.
  report: ['report', '--open', '--force'],
  importSales: ['import', 'sales', '--'],
  backup: ['backup'],
  settings: ['config', 'list'],
  help: ['--help'],
} as const

type Daily = keyof typeof DAILY | 'more' | 'leave'
type Rare = keyof typeof RARE | 'back'

/** Asks what is next. @returns the command line; null where she has had enough. @throws AppError cancelled */
export async function menu(context: Context): Promise<string[] | null> {
  const { t } = context
  const ask = await context.ask()
  const store = await context.read()
  const isQuiet = dueList(store, 1, null, 0).calls.length === 0
  for (;;) {
    const chosen = await ask.select<Daily>(t('menu.ask'), [
      ...dailyFor(isQuiet).map((value) => ({ value, name: t(`menu.${value}`) })),
      { value: 'more', name: t('menu.more') },
      { value: 'leave', name: t('menu.leave') },
    ])
    if (chosen === 'leave') return null
    if (chosen === 'find') return [...DAILY.find, await askFor(context, t('menu.who'))]
    if (chosen !== 'more') return [...DAILY[chosen]]
    const rare = (Object.keys(RARE) as (keyof typeof RARE)[]).map((value) => ({
      value,
      name: t(`menu.${value}`),
    }))
    const other = await ask.select<Rare>(t('menu.ask'), [...rare, { value: 'back', name: t('menu.back') }])
    if (other === 'importSales') {
      const typed = await askFor(context, t('firstRun.file'))
      return [...RARE.importSales, draggedFile(typed, context.world.platform)]
    }
    if (other !== 'back') return [...RARE[other]]
  }
}

/** Enter on a day without calls begins what such a day is for. */
function dailyFor(isQuiet: boolean): (keyof typeof DAILY)[] {
  const all = Object.keys(DAILY) as (keyof typeof DAILY)[]
  const calls = ['call', 'due'] as const
  return isQuiet ? [...all.filter((one) => !calls.some((call) => call === one)), ...calls] : all
}

async function askFor(context: Context, message: string): Promise<string> {
  const ask = await context.ask()
  return ask.input(message, { check: (text) => (text === '' ? message : null) })
}

/**
 * Tells of a slip, and the menu comes again: nothing was changed, and something else may be wanted now.
 * @throws what is no slip of hers, or is wrong with the file itself
 */
export function tellSlip(context: Context, error: unknown): void {
  if (!(error instanceof AppError) || error.code.startsWith('db.')) throw error
  const lines = wordError(error, context).filter((line) => line !== '')
  context.aside(lines.map((line) => wrap(line, context.terminal.columns)).join('\n'))
}
