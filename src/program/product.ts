// aftersales product add|list|show|edit.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several, whenShown } from './help.ts'

export function addProduct(program: Command, context: Context): void {
  const t = whenShown(context)
  const product = program.command('product').description(t('program.command.product'))

  const withFields = (command: Command) =>
    command
      .option('--price <money>', t('product.help.price'))
      .option('--tip <text>', t('product.help.tip'), several)
      .option('--lasts-days <n>', t('product.help.lastsDays'))
      .option('--warranty-days <n>', t('product.help.warrantyDays'))
      .option('--goes-with <product>', t('product.help.goesWith'), several)
      .option('--contains <tag>', t('product.help.contains'), several)

  withFields(product.command('add').argument('[product]', t('product.help.name')))
    .description(t('product.help.add'))
    .addHelpText('after', examples(context, 'product add', t('product.help.example1')))
    .action(async (name, flags) => {
      const { addProduct } = await import('../commands/product.ts')
      await addProduct(context, name, flags)
    })

  product
    .command('list')
    .description(t('product.help.list'))
    .addHelpText('after', examples(context, 'product list', 'product list --all'))
    .option('--all', t('common.help.all'))
    .action(async (flags) => {
      const { listProducts } = await import('../commands/product.ts')
      await listProducts(context, flags)
    })

  product
    .command('show')
    .argument('<product>', t('product.help.reference'))
    .description(t('product.help.show'))
    .addHelpText('after', examples(context, 'product show "#3"'))
    .action(async (reference) => {
      const { showProduct } = await import('../commands/product.ts')
      await showProduct(context, reference)
    })

  withFields(product.command('edit').argument('<product>', t('product.help.reference')))
    .option('--name <name>', t('product.help.name'))
    .description(t('product.help.edit'))
    .addHelpText('after', examples(context, t('product.help.example2'), t('product.help.example3')))
    .action(async (reference, flags) => {
      const { editProduct } = await import('../commands/product.ts')
      await editProduct(context, reference, flags)
    })
}
