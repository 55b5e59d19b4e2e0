// aftersales summary: what came of it all.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addSummary(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('summary')
    .description(t('program.command.summary'))
    .option('--period <period>', t('summary.help.period'))
    .option('--from <day>', t('summary.help.from'))
    .option('--to <day>', t('summary.help.to'))
    .option('--compare', t('summary.help.compare'))
    .option('--all-details', t('summary.help.allDetails'))
    .addHelpText(
      'after',
      examples(
        context,
        'summary',
        'summary --period month --compare',
        'summary --from 1.11 --to 15.11 --all-details',
      ),
    )
    .action(async (flags) => {
      const { summary } = await import('../commands/summary.ts')
      await summary(context, flags)
    })
}
