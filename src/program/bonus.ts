// aftersales bonus show|list|add|spend.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addBonus(program: Command, context: Context): void {
  const t = whenShown(context)
  const bonus = program.command('bonus').description(t('program.command.bonus'))

  bonus
    .command('show')
    .argument('[customer]', t('customer.help.reference'))
    .description(t('bonus.help.show'))
    .option('--all', t('common.help.all'))
    .addHelpText('after', examples(context, "bonus show '#12'"))
    .action(async (reference, flags) => {
      const { showBonus } = await import('../commands/bonus.ts')
      await showBonus(context, reference, flags)
    })

  bonus
    .command('list')
    .description(t('bonus.help.list'))
    .option('--all', t('common.help.all'))
    .addHelpText('after', examples(context, 'bonus list', 'bonus list --all'))
    .action(async (flags) => {
      const { listBonus } = await import('../commands/bonus.ts')
      await listBonus(context, flags)
    })

  bonus
    .command('add')
    .argument('<customer>', t('customer.help.reference'))
    .argument('[points]', t('bonus.help.pointsGiven'))
    .description(t('bonus.help.add'))
    .option('--review', t('bonus.help.review'))
    .option('--reason <text>', t('bonus.help.reason'))
    .addHelpText('after', examples(context, t('bonus.help.exampleAdd'), "bonus add '#12' --review"))
    .action(async (reference, points, flags) => {
      const { addBonus } = await import('../commands/bonus.ts')
      await addBonus(context, reference, points, flags)
    })

  bonus
    .command('spend')
    .argument('[customer]', t('customer.help.reference'))
    .argument('[points]', t('bonus.help.pointsSpent'))
    .description(t('bonus.help.spend'))
    .option('--sale <sale>', t('bonus.help.sale'))
    .option('--reason <text>', t('bonus.help.reason'))
    .addHelpText(
      'after',
      examples(context, t('bonus.help.exampleSpend'), "bonus spend '#12' all", t('bonus.help.exampleSale')),
    )
    .action(async (reference, points, flags) => {
      const { spendBonus } = await import('../commands/bonus.ts')
      await spendBonus(context, reference, points, flags)
    })
}
