// aftersales due: today's to-do list.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addDue(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('due')
    .description(t('program.command.due'))
    .option('--minutes <n>', t('due.help.minutes'))
    .option('--limit <n>', t('due.help.limit'))
    .option('--all', t('due.help.all'))
    .option('--kind <kind>', t('due.help.kind'))
    .option('--why', t('due.help.why'))
    .option('--line', t('due.help.line'))
    .option('--print [file]', t('due.help.print'))
    .option('--force', t('due.help.force'))
    .addHelpText(
      'after',
      examples(context, 'due', 'due --minutes 40', 'due --kind first-use', 'due --all --json', 'due --print'),
    )
    .action(async (flags) => {
      if (flags.line) {
        const { dueLine } = await import('../commands/due-line.ts')
        return dueLine(context)
      }
      if (flags.print) {
        const { callSheet } = await import('../commands/call-sheet.ts')
        return callSheet(context, flags)
      }
      const { due } = await import('../commands/due.ts')
      await due(context, flags)
    })
}
