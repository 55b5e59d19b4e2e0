// aftersales import, demo: files in and out.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several, whenShown } from './help.ts'

const exampleLines = {
  sales: ['import sales history.csv --dry-run', 'import sales history.xlsx --map "Who=customer"'],
  customers: ['import customers contacts.vcf --dry-run', 'import customers customers.csv'],
  products: ['import products prices.xlsx --dry-run', 'import products prices.csv'],
} as const

export function addExchange(program: Command, context: Context): void {
  const t = whenShown(context)
  const imports = program.command('import').description(t('program.command.import'))
  // Every kind of table is read alike.
  const importing = (kind: 'sales' | 'customers' | 'products') =>
    imports
      .command(kind)
      .argument('<file>', t('import.help.file'))
      .description(t(`import.help.${kind}`))
      .option('--dry-run', t('import.help.dryRun'))
      .option('--skip-bad', t('import.help.skipBad'))
      .option('--rejects <file>', t('import.help.rejects'))
      .option('--force', t('import.help.force'))
      .option('--map <column=field>', t('import.help.map'), several)
      .option('--encoding <e>', t('import.help.encoding'))
      .option('--delimiter <d>', t('import.help.delimiter'))
      .option('--sheet <s>', t('import.help.sheet'))
      .addHelpText('after', examples(context, ...exampleLines[kind]))
  importing('sales')
    .option('--date-format <f>', t('import.help.dateFormat'))
    .action(async (file, flags) => {
      const { importSales } = await import('../commands/import.ts')
      await importSales(context, file, flags)
    })
  importing('customers').action(async (file, flags) => {
    const { importCustomers } = await import('../commands/import-customers.ts')
    await importCustomers(context, file, flags)
  })
  importing('products').action(async (file, flags) => {
    const { importProducts } = await import('../commands/import-products.ts')
    await importProducts(context, file, flags)
  })
  imports
    .command('template')
    .argument('[what]', t('import.help.what'))
    .description(t('import.help.template'))
    .option('--out <file>', t('import.help.out'))
    .option('--force', t('import.help.replace'))
    .addHelpText(
      'after',
      examples(context, 'import template sales', 'import template customers --out people.xlsx'),
    )
    .action(async (what, flags) => {
      const { importTemplate } = await import('../commands/import-template.ts')
      await importTemplate(context, what ?? 'sales', flags)
    })
  imports
    .command('all')
    .argument('<folder>', t('import.help.folder'))
    .description(t('import.help.all'))
    .addHelpText('after', examples(context, 'import all my-shop', 'import all my-shop --db new.db'))
    .action(async (folder) => {
      const { importAll } = await import('../commands/import-all.ts')
      await importAll(context, folder)
    })

  program
    .command('demo')
    .description(t('program.command.demo'))
    .addHelpText('after', examples(context, 'demo', 'demo --db demo.db'))
    .action(async () => {
      const { demo } = await import('../commands/demo.ts')
      await demo(context)
    })
}
