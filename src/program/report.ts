// aftersales report: the figures as a page.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addReport(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('report')
    .description(t('program.command.report'))
    .option('--period <name>', t('report.help.period'))
    .option('--from <day>', t('summary.help.from'))
    .option('--to <day>', t('summary.help.to'))
    .option('--out <file>', t('report.help.out'))
    .option('--force', t('report.help.force'))
    .option('--open', t('report.help.open'))
    .addHelpText(
      'after',
      examples(
        context,
        'report',
        'report --period quarter --open',
        'report --from 2026-09-01 --to 2026-09-30 --out september.html',
      ),
    )
    .action(async (flags) => {
      const { report } = await import('../commands/report.ts')
      await report(context, flags)
    })
}
