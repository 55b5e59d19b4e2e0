// aftersales import, export, demo: files in and out.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several } from './help.ts'

export function addExchange(program: Command, context: Context): void {
  const { t } = context
  const imports = program.command('import').description(t('import.help.about'))
  imports
    .command('sales')
    .argument('<file>', t('import.help.file'))
    .description(t('import.help.sales'))
    .option('--dry-run', t('import.help.dryRun'))
    .option('--skip-bad', t('import.help.skipBad'))
    .option('--delimiter <d>', t('import.help.delimiter'))
    .option('--date-format <f>', t('import.help.dateFormat'))
    .addHelpText('after', examples(context, 'import sales history.csv --dry-run', 'import sales history.csv'))
    .action(async (file, flags) => {
      const { importSales } = await import('../commands/import.ts')
      await importSales(context, file, flags)
    })
  imports
    .command('customers')
    .argument('<file>', t('import.help.file'))
    .description(t('import.help.customers'))
    .option('--dry-run', t('import.help.dryRun'))
    .option('--skip-bad', t('import.help.skipBad'))
    .option('--delimiter <d>', t('import.help.delimiter'))
    .addHelpText(
      'after',
      examples(context, 'import customers customers.csv --dry-run', 'import customers customers.csv'),
    )
    .action(async (file, flags) => {
      const { importCustomers } = await import('../commands/import-customers.ts')
      await importCustomers(context, file, flags)
    })

  program
    .command('export')
    .description(t('export.help.about'))
    .command('loyal')
    .description(t('export.help.loyal'))
    .option('--out <file>', t('export.help.out'))
    .option('--force', t('export.help.force'))
    .option('--excel', t('export.help.excel'))
    .option('--stage <stage>', t('export.help.stage'), several)
    .option('--since <day>', t('export.help.since'))
    .option('--for-mailing', t('export.help.forMailing'))
    .addHelpText(
      'after',
      examples(
        context,
        'export loyal --out loyal.csv',
        'export loyal --excel --out loyal.csv',
        'export loyal --stage loyal,advocate --for-mailing',
      ),
    )
    .action(async (flags) => {
      const { exportLoyal } = await import('../commands/export.ts')
      await exportLoyal(context, flags)
    })

  program
    .command('demo')
    .description(t('demo.help.about'))
    .addHelpText('after', examples(context, 'demo', 'demo --db demo.db'))
    .action(async () => {
      const { demo } = await import('../commands/demo.ts')
      await demo(context)
    })
}
