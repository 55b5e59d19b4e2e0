// aftersales promise add|list|keep|break.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addPromise(program: Command, context: Context): void {
  const t = whenShown(context)
  const promise = program.command('promise').description(t('program.command.promise'))

  promise
    .command('add')
    .argument('[customer]', t('customer.help.reference'))
    .description(t('promise.help.add'))
    .option('--what <text>', t('promise.help.what'))
    .option('--by <day>', t('promise.help.by'))
    .option('--kind <kind>', t('promise.help.kind'))
    .option('--who <seller|customer>', t('promise.help.who'))
    .option('--amount <money>', t('promise.help.amount'))
    .option('--sale <id>', t('promise.help.sale'))
    .option('--case <id>', t('promise.help.case'))
    .addHelpText('after', examples(context, t('promise.help.exampleAdd'), t('promise.help.examplePay')))
    .action(async (customer, flags) => {
      const { addPromise } = await import('../commands/promise.ts')
      await addPromise(context, customer, flags)
    })

  promise
    .command('list')
    .description(t('promise.help.list'))
    .option('--customer <who>', t('promise.help.ofCustomer'))
    .option('--kind <kind>', t('promise.help.ofKind'))
    .option('--all', t('promise.help.all'))
    .addHelpText(
      'after',
      examples(context, 'promise list', 'promise list --kind payment', 'promise list --all'),
    )
    .action(async (flags) => {
      const { listPromises } = await import('../commands/promise.ts')
      await listPromises(context, flags)
    })

  promise
    .command('keep')
    .argument('<promise>', t('promise.help.reference'))
    .description(t('promise.help.keep'))
    .option('--on <day>', t('promise.help.on'))
    .option('--partly', t('promise.help.partly'))
    .addHelpText('after', examples(context, "promise keep '#3'", "promise keep '#3' --partly"))
    .action(async (id, flags) => {
      const { keepPromise } = await import('../commands/promise.ts')
      await keepPromise(context, id, flags)
    })

  promise
    .command('break')
    .argument('<promise>', t('promise.help.reference'))
    .description(t('promise.help.break'))
    .option('--reason <text>', t('promise.help.reason'))
    .option('--on <day>', t('promise.help.on'))
    .addHelpText('after', examples(context, t('promise.help.exampleBreak')))
    .action(async (id, flags) => {
      const { breakPromise } = await import('../commands/promise.ts')
      await breakPromise(context, id, flags)
    })
}
