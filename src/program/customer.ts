// aftersales customer add|list|show|find|edit.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples } from './help.ts'

export function addCustomer(program: Command, context: Context): void {
  const { t } = context
  const customer = program.command('customer').description(t('customer.help.about'))

  const withFields = (command: Command) =>
    command
      .option('--phone <phone>', t('customer.help.phone'))
      .option('--email <email>', t('customer.help.email'))
      .option('--chat <chat>', t('customer.help.chat'))
      .option('--birthday <day>', t('customer.help.birthday'))
      .option('--external-id <id>', t('customer.help.externalId'))
      .option('--referred-by <who>', t('customer.help.referredBy'))
      .option('--note <text>', t('customer.help.note'))

  withFields(customer.command('add'))
    .description(t('customer.help.add'))
    .argument('[name]', t('customer.help.name'))
    .option('--new', t('customer.help.new'))
    .addHelpText('after', examples(context, 'customer add', t('customer.help.example1')))
    .action(async (name, flags) => {
      const { addCustomer } = await import('../commands/customer.ts')
      await addCustomer(context, name, flags)
    })

  customer
    .command('list')
    .description(t('customer.help.list'))
    .addHelpText('after', examples(context, 'customer list', 'customer list --all'))
    .option('--all', t('common.help.all'))
    .action(async (flags) => {
      const { listCustomers } = await import('../commands/customer.ts')
      await listCustomers(context, flags)
    })

  customer
    .command('show')
    .argument('<customer>', t('customer.help.reference'))
    .description(t('customer.help.show'))
    .addHelpText('after', examples(context, 'customer show "#12"'))
    .action(async (reference) => {
      const { showCustomer } = await import('../commands/customer-show.ts')
      await showCustomer(context, reference)
    })

  customer
    .command('find')
    .argument('<text>', t('customer.help.text'))
    .description(t('customer.help.find'))
    .option('--all', t('common.help.all'))
    .addHelpText('after', examples(context, t('customer.help.example2'), 'customer find 345-67'))
    .action(async (text, flags) => {
      const { findCustomer } = await import('../commands/customer.ts')
      await findCustomer(context, text, flags)
    })

  withFields(customer.command('edit').argument('<customer>', t('customer.help.reference')))
    .option('--name <name>', t('customer.help.name'))
    .description(t('customer.help.edit'))
    .addHelpText('after', examples(context, t('customer.help.example3'), "customer edit '#12' --email ''"))
    .action(async (reference, flags) => {
      const { editCustomer } = await import('../commands/customer.ts')
      await editCustomer(context, reference, flags)
    })
}
