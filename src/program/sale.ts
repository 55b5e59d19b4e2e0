// aftersales sale add|list|show|edit|deliver|pay|return.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several, whenShown } from './help.ts'

export function addSale(program: Command, context: Context): void {
  const t = whenShown(context)
  const sale = program.command('sale').description(t('program.command.sale'))

  sale
    .command('add')
    .description(t('sale.help.add'))
    .option('--customer <who>', t('sale.help.customer'))
    .option('--phone <phone>', t('customer.help.phone'))
    .option('--new', t('sale.help.new'))
    .option('--item <item>', t('sale.help.item'), several)
    .option('--date <when>', t('sale.help.date'))
    .option('--promised <day>', t('sale.help.promised'))
    .option('--delivered <day>', t('sale.help.delivered'))
    .option('--discount <money>', t('sale.help.discount'))
    .option('--bonus <points>', t('bonus.help.onSale'))
    .option('--promise <text>', t('sale.help.promise'), several)
    .option('--promise-by <day>', t('sale.help.promiseBy'))
    .option('--paid [money]', t('sale.help.paid'))
    .option('--pay-by <day>', t('sale.help.payBy'))
    .option('--referred-by <who>', t('sale.help.referredBy'))
    .option('--note <text>', t('sale.help.note'))
    .addHelpText(
      'after',
      examples(
        context,
        ...['sale add', t('sale.help.example1'), t('sale.help.example2'), t('sale.help.examplePromise')],
      ),
    )
    .action(async (flags) => {
      const { addSale } = await import('../commands/sale-add.ts')
      await addSale(context, flags)
    })

  sale
    .command('list')
    .description(t('sale.help.list'))
    .addHelpText('after', examples(context, 'sale list', 'sale list --customer "#12"', 'sale list --owing'))
    .option('--customer <who>', t('sale.help.ofCustomer'))
    .option('--owing', t('sale.help.owing'))
    .option('--all', t('common.help.all'))
    .action(async (flags) => {
      const { listSales } = await import('../commands/sale.ts')
      await listSales(context, flags)
    })

  sale
    .command('show')
    .argument('<sale>', t('sale.help.reference'))
    .description(t('sale.help.show'))
    .addHelpText('after', examples(context, 'sale show 31'))
    .action(async (id) => {
      const { showSale } = await import('../commands/sale.ts')
      await showSale(context, id)
    })

  sale
    .command('edit')
    .argument('<sale>', t('sale.help.reference'))
    .description(t('sale.help.edit'))
    .option('--customer <who>', t('sale.help.customer'))
    .option('--item <item>', t('sale.help.items'), several)
    .option('--date <when>', t('sale.help.date'))
    .option('--promised <day>', t('sale.help.promised'))
    .option('--delivered <day>', t('sale.help.delivered'))
    .option('--discount <money>', t('sale.help.discount'))
    .option('--note <text>', t('sale.help.note'))
    .addHelpText('after', examples(context, "sale edit '#31' --promised +2d", "sale edit '#31' --discount 0"))
    .action(async (id, flags) => {
      const { editSale } = await import('../commands/sale.ts')
      await editSale(context, id, flags)
    })

  sale
    .command('deliver')
    .argument('<sale>', t('sale.help.reference'))
    .description(t('sale.help.deliver'))
    .option('--date <day>', t('sale.help.deliveredOn'))
    .option('--right <yes|no>', t('sale.help.right'))
    .option('--complete <yes|no>', t('sale.help.complete'))
    .option('--note <text>', t('sale.help.deliveredNote'))
    .addHelpText(
      'after',
      examples(context, "sale deliver '#31'", t('sale.help.exampleDeliver'), t('sale.help.exampleWrong')),
    )
    .action(async (id, flags) => {
      const { deliverSale } = await import('../commands/sale-deliver.ts')
      await deliverSale(context, id, flags)
    })

  sale
    .command('pay')
    .argument('<sale>', t('sale.help.reference'))
    .argument('[money]', t('sale.help.payAmount'))
    .description(t('sale.help.pay'))
    .option('--date <day>', t('sale.help.paidOn'))
    .option('--back', t('sale.help.back'))
    .addHelpText('after', examples(context, "sale pay '#31'", "sale pay '#31' 500", "sale pay '#31' --back"))
    .action(async (id, money, flags) => {
      const { paySale } = await import('../commands/payment.ts')
      await paySale(context, id, money, flags)
    })

  sale
    .command('return')
    .argument('<sale>', t('sale.help.reference'))
    .description(t('sale.help.return'))
    .option('--item <item>', t('sale.help.returnItem'), several)
    .option('--date <when>', t('sale.help.returnedOn'))
    .addHelpText('after', examples(context, "sale return '#31'", t('sale.help.exampleReturn')))
    .action(async (id, flags) => {
      const { returnSale } = await import('../commands/sale.ts')
      await returnSale(context, id, flags)
    })
}
