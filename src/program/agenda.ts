// aftersales agenda: the coming days.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addAgenda(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('agenda')
    .description(t('program.command.agenda'))
    .option('--days <n>', t('agenda.help.days'))
    .option('--out <file>', t('agenda.help.out'))
    .option('--force', t('agenda.help.force'))
    .addHelpText('after', examples(context, 'agenda', 'agenda --days 30', 'agenda --out calls.ics'))
    .action(async (flags) => {
      const { agenda } = await import('../commands/agenda.ts')
      await agenda(context, flags)
    })
}
