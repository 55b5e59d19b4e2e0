// aftersales call, log, snooze, skip: working through the list.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addCalling(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('call')
    .description(t('program.command.call'))
    .option('--minutes <n>', t('due.help.minutes'))
    .addHelpText('after', examples(context, 'call', 'call --minutes 40'))
    .action(async (flags) => {
      const { call } = await import('../commands/call.ts')
      await call(context, flags)
    })

  program
    .command('log')
    .argument('[customer]', t('customer.help.reference'))
    .description(t('program.command.log'))
    .option('--outcome <outcome>', t('log.help.outcome'))
    .option('--delivered <yes|no|day>', t('log.help.delivered'))
    .option('--promised <day>', t('log.help.promised'))
    .option('--case <n>', t('log.help.case'))
    .option('--solved <yes|no>', t('log.help.solved'))
    .option('--kept <yes|partly|no>', t('log.help.kept'))
    .option('--promise <text>', t('log.help.promise'))
    .option('--promise-by <day>', t('log.help.promiseBy'))
    .option('--used <yes|no>', t('log.help.used'))
    .option('--csat <1-5>', t('log.help.csat'))
    .option('--nps <0-10>', t('log.help.nps'))
    .option('--reason <text>', t('log.help.reason'))
    .option('--factor <name=1-5>', t('log.help.factor'))
    .option('--repeat <yes|no|maybe>', t('log.help.repeat'))
    .option('--review', t('bonus.help.onLog'))
    .option('--runs-out <day>', t('log.help.runsOut'))
    .option('--note <text>', t('log.help.note'))
    .option('--minutes <n>', t('log.help.minutes'))
    .option('--channel <channel>', t('log.help.channel'))
    .option('--direction <out|in>', t('log.help.direction'))
    .option('--at <when>', t('log.help.at'))
    .option('--next <when>', t('log.help.next'))
    .addHelpText(
      'after',
      examples(context, 'log', t('log.help.example1'), t('log.help.example2'), t('log.help.example3')),
    )
    .action(async (customer, flags) => {
      const { log } = await import('../commands/log.ts')
      await log(context, customer, flags)
    })

  program
    .command('snooze')
    .argument('<customer>', t('customer.help.reference'))
    .argument('<when>', t('snooze.help.when'))
    .description(t('program.command.snooze'))
    .addHelpText('after', examples(context, t('snooze.help.example'), "snooze '#12' +3d"))
    .action(async (customer, when) => {
      const { snooze } = await import('../commands/snooze.ts')
      await snooze(context, customer, when)
    })

  program
    .command('skip')
    .argument('<customer>', t('customer.help.reference'))
    .description(t('program.command.skip'))
    .option('--reason <text>', t('skip.help.reason'))
    .addHelpText('after', examples(context, t('skip.help.example')))
    .action(async (customer, flags) => {
      const { skip } = await import('../commands/snooze.ts')
      await skip(context, customer, flags)
    })
}
