// aftersales customer add|list|show|find|edit|consent|duplicates|merge|forget.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several, whenShown } from './help.ts'

export function addCustomer(program: Command, context: Context): void {
  const t = whenShown(context)
  const customer = program.command('customer').description(t('program.command.customer'))

  const withFields = (command: Command) =>
    command
      .option('--phone <phone>', t('customer.help.phone'))
      .option('--email <email>', t('customer.help.email'))
      .option('--chat <chat>', t('customer.help.chat'))
      .option('--birthday <day>', t('customer.help.birthday'))
      .option('--external-id <id>', t('customer.help.externalId'))
      .option('--referred-by <who>', t('customer.help.referredBy'))
      .option('--note <text>', t('customer.help.note'))
      .option('--avoid <tag>', t('customer.help.avoid'), several)

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
    .option('--export [file]', t('forget.help.export'))
    .option('--force', t('export.help.force'))
    .addHelpText('after', examples(context, 'customer show "#12"', 'customer show "#12" --export anna.json'))
    .action(async (reference, { export: file, ...flags }) => {
      if (file !== undefined) {
        const { exportCustomer } = await import('../commands/customer-export.ts')
        return exportCustomer(context, reference, file, flags)
      }
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

  customer
    .command('consent')
    .argument('<customer>', t('customer.help.reference'))
    .description(t('consent.help.about'))
    .option('--purpose <purpose>', t('consent.help.purpose'))
    .option('--give', t('consent.help.give'))
    .option('--withdraw', t('consent.help.withdraw'))
    .option('--source <text>', t('consent.help.source'))
    .option('--at <when>', t('consent.help.at'))
    .addHelpText(
      'after',
      examples(
        context,
        'customer consent "#12"',
        t('consent.help.exampleGive'),
        t('consent.help.exampleWithdraw'),
      ),
    )
    .action(async (reference, flags) => {
      const { customerConsent } = await import('../commands/consent.ts')
      await customerConsent(context, reference, flags)
    })

  customer
    .command('duplicates')
    .description(t('duplicates.help.about'))
    .option('--all', t('common.help.all'))
    .addHelpText('after', examples(context, 'customer duplicates'))
    .action(async (flags) => {
      const { showDuplicates } = await import('../commands/customer-duplicates.ts')
      await showDuplicates(context, flags)
    })

  customer
    .command('merge')
    .argument('<customer>', t('merge.help.keep'))
    .argument('<other>', t('merge.help.other'))
    .description(t('merge.help.about'))
    .option('--take <field>', t('merge.help.take'), several)
    .option('--dry-run', t('merge.help.dryRun'))
    .addHelpText(
      'after',
      examples(
        context,
        ...['customer merge "#12" "#31"', 'customer merge "#12" "#31" --take phone,birthday'],
      ),
    )
    .action(async (first, second, flags) => {
      const { mergeCustomers } = await import('../commands/customer-merge.ts')
      await mergeCustomers(context, first, second, flags)
    })

  customer
    .command('forget')
    .argument('<customer>', t('customer.help.reference'))
    .description(t('forget.help.about'))
    .addHelpText('after', examples(context, 'customer forget "#12"'))
    .action(async (reference) => {
      const { forgetCustomer } = await import('../commands/customer-forget.ts')
      await forgetCustomer(context, reference)
    })
}
