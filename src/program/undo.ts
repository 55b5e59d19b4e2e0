// aftersales undo, redo, history: taking back what was done, and telling of it.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addUndo(program: Command, context: Context): void {
  const t = whenShown(context)

  program
    .command('undo')
    .argument('[number]', t('history.help.number'))
    .description(t('program.command.undo'))
    .addHelpText('after', examples(context, 'undo', 'undo 41'))
    .action(async (number) => {
      const { undo } = await import('../commands/undo.ts')
      await undo(context, number)
    })

  program
    .command('redo')
    .argument('[number]', t('history.help.number'))
    .description(t('program.command.redo'))
    .addHelpText('after', examples(context, 'redo', 'redo 41'))
    .action(async (number) => {
      const { redo } = await import('../commands/undo.ts')
      await redo(context, number)
    })

  program
    .command('history')
    .description(t('program.command.history'))
    .option('--limit <n>', t('history.help.limit'))
    .option('--all', t('common.help.all'))
    .option('--customer <customer>', t('history.help.customer'))
    .addHelpText('after', examples(context, 'history', t('history.help.example')))
    .action(async (flags) => {
      const { history } = await import('../commands/history.ts')
      await history(context, flags)
    })
}
