// aftersales case add|list|show|reply|resolve|reopen.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addCases(program: Command, context: Context): void {
  const t = whenShown(context)
  const cases = program.command('case').description(t('program.command.case'))

  cases
    .command('add')
    .argument('[customer]', t('customer.help.reference'))
    .description(t('case.help.add'))
    .option('--kind <kind>', t('case.help.kind'))
    .option('--channel <channel>', t('case.help.channel'))
    .option('--factor <factor>', t('case.help.factor'))
    .option('--asked <text>', t('case.help.asked'))
    .option('--sale <sale>', t('case.help.sale'))
    .option('--at <when>', t('case.help.at'))
    .addHelpText('after', examples(context, "case add '#12'", t('case.help.example1')))
    .action(async (customer, flags) => {
      const { addCase } = await import('../commands/case.ts')
      await addCase(context, customer, flags)
    })

  cases
    .command('list')
    .description(t('case.help.list'))
    .option('--all', t('case.help.all'))
    .option('--kind <kind>', t('case.help.ofKind'))
    .option('--customer <who>', t('case.help.ofCustomer'))
    .addHelpText('after', examples(context, 'case list', 'case list --all --kind complaint'))
    .action(async (flags) => {
      const { listCases } = await import('../commands/case.ts')
      await listCases(context, flags)
    })

  cases
    .command('show')
    .argument('[case]', t('case.help.reference'))
    .description(t('case.help.show'))
    .addHelpText('after', examples(context, "case show '#3'"))
    .action(async (reference) => {
      const { showCase } = await import('../commands/case.ts')
      await showCase(context, reference)
    })

  cases
    .command('reply')
    .argument('<case>', t('case.help.reference'))
    .description(t('case.help.reply'))
    .option('--text <text>', t('case.help.replyText'))
    .option('--at <when>', t('case.help.at'))
    .option('--next <when>', t('case.help.next'))
    .addHelpText('after', examples(context, t('case.help.example2'), "case reply '#3' --next +1d"))
    .action(async (reference, flags) => {
      const { replyCase } = await import('../commands/case-step.ts')
      await replyCase(context, reference, flags)
    })

  cases
    .command('resolve')
    .argument('<case>', t('case.help.reference'))
    .description(t('case.help.resolve'))
    .option('--how <how>', t('case.help.how'))
    .option('--text <text>', t('case.help.resolveText'))
    .option('--confirmed <yes|no>', t('case.help.confirmed'))
    .option('--at <when>', t('case.help.at'))
    .option('--next <when>', t('case.help.next'))
    .addHelpText('after', examples(context, "case resolve '#3'", t('case.help.example3')))
    .action(async (reference, flags) => {
      const { resolveCase } = await import('../commands/case-step.ts')
      await resolveCase(context, reference, flags)
    })

  cases
    .command('reopen')
    .argument('<case>', t('case.help.reference'))
    .description(t('case.help.reopen'))
    .option('--reason <text>', t('case.help.reason'))
    .option('--at <when>', t('case.help.at'))
    .addHelpText('after', examples(context, t('case.help.example4')))
    .action(async (reference, flags) => {
      const { reopenCase } = await import('../commands/case-step.ts')
      await reopenCase(context, reference, flags)
    })
}
